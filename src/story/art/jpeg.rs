//! JPEG files, walked marker by marker (ITU-T T.81, annex B) and never decoded: their bytes go into the PDF as
//! they are. Walking to the end finds files that are cut off.

use super::{ArtError, Raster, RasterData, check_size, profile};
use image::metadata::Orientation;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads what the PDF has to know of a file.
pub(super) fn load(bytes: Arc<[u8]>, name: &str) -> Result<Raster, ArtError> {
    let header = Walker { bytes: &bytes, at: 2, name }.walk()?;
    check_size(name, header.width, header.height)?;
    let turned = (5..=8).contains(&header.orientation);
    let (width, height) = if turned { (header.height, header.width) } else { (header.width, header.height) };
    Ok(Raster {
        width,
        height,
        orientation: header.orientation,
        data: RasterData::Jpeg {
            bytes: bytes.clone(),
            components: header.components,
            inverted: header.adobe && header.components == 4,
        },
        profile: profile::useful(header.profile.into_values().flatten().collect(), header.components),
        source: None,
        name: name.to_owned(),
    })
}

/// What the headers say.
#[derive(Default)]
struct Header {
    width: u32,
    height: u32,
    components: u8,
    /// EXIF orientation, 1 to 8.
    orientation: u8,
    /// It has Adobe's marker: CMYK is upside down.
    adobe: bool,
    /// The pieces of an ICC profile, by their numbers (ICC.1:2022, B.4).
    profile: BTreeMap<u8, Vec<u8>>,
}

struct Walker<'a> {
    bytes: &'a [u8],
    at: usize,
    name: &'a str,
}

impl<'a> Walker<'a> {
    fn walk(mut self) -> Result<Header, ArtError> {
        let mut header = Header { orientation: 1, ..Header::default() };
        let mut scans = 0;
        loop {
            match self.marker()? {
                0xd9 if header.components == 0 || scans == 0 => return Err(self.damaged("it shows nothing")),
                0xd9 => return Ok(header),
                0x01 | 0xd0..=0xd8 => {}
                0xda => {
                    self.segment()?;
                    self.scan()?;
                    scans += 1;
                }
                kind @ 0xc0..=0xcf if !matches!(kind, 0xc4 | 0xc8 | 0xcc) => {
                    let segment = self.segment()?;
                    self.frame(&mut header, kind, segment)?;
                }
                kind => note(&mut header, kind, self.segment()?),
            }
        }
    }

    /// The next marker's code.
    fn marker(&mut self) -> Result<u8, ArtError> {
        if self.byte()? != 0xff {
            return Err(self.damaged("a marker is missing"));
        }
        // Any number of fill bytes may stand before the code.
        loop {
            match self.byte()? {
                0xff => {}
                0x00 => return Err(self.damaged("a marker is missing")),
                code => return Ok(code),
            }
        }
    }

    fn byte(&mut self) -> Result<u8, ArtError> {
        let byte = self.bytes.get(self.at).copied().ok_or_else(|| self.cut_off())?;
        self.at += 1;
        Ok(byte)
    }

    /// The body of a segment; its length counts its own two bytes.
    fn segment(&mut self) -> Result<&'a [u8], ArtError> {
        let length = usize::from(u16::from_be_bytes([self.byte()?, self.byte()?]));
        let start = self.at;
        let end = start + length.checked_sub(2).ok_or_else(|| self.damaged("a segment has no length"))?;
        self.at = end;
        self.bytes.get(start..end).ok_or_else(|| self.cut_off())
    }

    /// Passes the entropy-coded data of a scan: up to the next marker that is no restart.
    fn scan(&mut self) -> Result<(), ArtError> {
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let next = rest.iter().position(|b| *b == 0xff).ok_or_else(|| self.cut_off())?;
            match rest.get(next + 1).ok_or_else(|| self.cut_off())? {
                0x00 | 0xd0..=0xd7 => self.at += next + 2,
                0xff => self.at += next + 1,
                _ => {
                    self.at += next;
                    return Ok(());
                }
            }
        }
    }

    /// A frame header: baseline, extended and progressive Huffman frames of 8 bits are all that a PDF shows
    /// (ISO 32000-1, 7.4.8).
    fn frame(&self, header: &mut Header, kind: u8, segment: &[u8]) -> Result<(), ArtError> {
        let [precision, y1, y0, x1, x0, components, ..] = *segment else {
            return Err(self.damaged("its frame header is too short"));
        };
        let shown = matches!(kind, 0xc0..=0xc2) && precision == 8 && matches!(components, 1 | 3 | 4);
        if !shown {
            return Err(ArtError::Unsupported { name: self.name.into(), kind: "an unusual kind of JPEG" });
        }
        if header.components != 0 {
            return Err(self.damaged("it has two frames"));
        }
        header.components = components;
        header.width = u16::from_be_bytes([x1, x0]).into();
        header.height = u16::from_be_bytes([y1, y0]).into();
        Ok(())
    }

    fn cut_off(&self) -> ArtError {
        ArtError::CutOff(self.name.into())
    }
    fn damaged(&self, reason: &str) -> ArtError {
        ArtError::Damaged { name: self.name.into(), reason: reason.into() }
    }
}

/// Takes what an application's segment tells of the picture.
fn note(header: &mut Header, kind: u8, segment: &[u8]) {
    match kind {
        0xe1 => {
            if let Some(exif) = segment.strip_prefix(b"Exif\0\0".as_slice()) {
                header.orientation = Orientation::from_exif_chunk(exif).map_or(1, Orientation::to_exif);
            }
        }
        0xe2 => {
            if let Some([number, _, piece @ ..]) = segment.strip_prefix(b"ICC_PROFILE\0".as_slice()) {
                header.profile.insert(*number, piece.to_vec());
            }
        }
        0xee if segment.starts_with(b"Adobe") => header.adobe = true,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo() -> Vec<u8> {
        let pixels = image::RgbImage::from_fn(24, 16, |x, y| image::Rgb([x as u8 * 9, y as u8 * 9, 60]));
        let mut bytes = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&pixels).expect("a photo");
        bytes
    }

    /// The photo with a segment of an application behind its first marker.
    fn with(marker: u8, body: &[u8]) -> Vec<u8> {
        let mut bytes = photo();
        let length = (body.len() as u16 + 2).to_be_bytes();
        let segment: Vec<u8> = [0xff, marker].into_iter().chain(length).chain(body.iter().copied()).collect();
        bytes.splice(2..2, segment);
        bytes
    }

    fn loaded(bytes: &[u8]) -> Result<Raster, ArtError> {
        load(bytes.into(), "photo.jpg")
    }

    #[test]
    fn the_file_is_kept_as_it_is() {
        let raster = loaded(&photo()).expect("a raster");
        assert_eq!((raster.width, raster.height, raster.orientation), (24, 16, 1));
        let RasterData::Jpeg { bytes, components: 3, inverted: false } = raster.data else {
            panic!("a JPEG")
        };
        assert_eq!(bytes.to_vec(), photo());
    }

    #[test]
    fn orientation_is_read_and_turns_the_size() {
        let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let raster = loaded(&with(0xe1, exif)).expect("a raster");
        assert_eq!((raster.width, raster.height, raster.orientation), (16, 24, 6));
    }

    #[test]
    fn a_profile_in_pieces_is_joined() {
        let mut profile = vec![7; 300];
        profile[16..20].copy_from_slice(b"RGB ");
        profile[36..40].copy_from_slice(b"acsp");
        let piece = |number: u8, part: &[u8]| [b"ICC_PROFILE\0".as_slice(), &[number, 2], part].concat();
        let mut bytes = with(0xe2, &piece(2, &profile[100..]));
        bytes.splice(2..2, with(0xe2, &piece(1, &profile[..100]))[2..2 + 118].iter().copied());
        assert_eq!(loaded(&bytes).expect("a raster").profile.expect("a profile").to_vec(), profile);
    }

    #[test]
    fn every_cut_is_found() {
        let bytes = photo();
        for end in 3..bytes.len() {
            assert_eq!(loaded(&bytes[..end]).err(), Some(ArtError::CutOff("photo.jpg".into())), "at {end}");
        }
    }

    #[test]
    fn unusual_frames_are_refused() {
        for kind in [0xc3, 0xc5, 0xc9] {
            let mut bytes = photo();
            let frame = bytes.windows(2).position(|w| w == [0xff, 0xc0]).expect("a frame");
            bytes[frame + 1] = kind;
            assert!(matches!(loaded(&bytes), Err(ArtError::Unsupported { .. })), "{kind:x}");
        }
    }

    #[test]
    fn flipped_bytes_never_panic() {
        let bytes = photo();
        for at in 2..bytes.len().min(700) {
            for value in [0, 0x7f, 0xff] {
                let mut broken = bytes.clone();
                broken[at] = value;
                let _ = loaded(&broken);
            }
        }
    }
}
