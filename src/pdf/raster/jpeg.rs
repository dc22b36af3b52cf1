//! JPEG files to samples. The decoder gives components as they are coded; what they mean, ITU-T T.871 and Adobe's
//! marker (Technical Note 5116) say.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Gray, RGB or CMYK samples; `inverted` says that CMYK is written upside down.
pub(super) fn decode(bytes: &[u8], components: u8, inverted: bool) -> Result<Vec<u8>, String> {
    if is_apart(bytes) {
        return Err("each of its colours stands in a scan of its own".into());
    }
    match components {
        1 => raw(bytes, ColorSpace::Luma).map(|(samples, _)| samples),
        3 if is_plain_rgb(bytes) => raw(&without_adobe(bytes), ColorSpace::YCbCr).map(|(samples, _)| samples),
        3 => raw(bytes, ColorSpace::RGB).map(|(samples, _)| samples),
        _ => {
            let (mut samples, space) = raw(bytes, ColorSpace::CMYK)?;
            if space == ColorSpace::YCCK {
                samples.chunks_exact_mut(4).for_each(inks_of_ycck);
            }
            if inverted {
                samples.iter_mut().for_each(|v| *v = 255 - *v);
            }
            Ok(samples)
        }
    }
}

/// The samples in the colour space `to`, or as they are coded where there are four; and how they are coded.
fn raw(bytes: &[u8], to: ColorSpace) -> Result<(Vec<u8>, ColorSpace), String> {
    // The file has been walked to its end already, and its size found bearable.
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(1000);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|e| e.to_string())?;
    let coded = decoder.input_colorspace().unwrap_or(to);
    let to = if to == ColorSpace::CMYK { coded } else { to };
    decoder.set_options(options.jpeg_set_out_colorspace(to));
    let samples = decoder.decode().map_err(|e| e.to_string())?;
    Ok((samples, coded))
}

/// CMY and RGB are each other's complement; black is coded as it is.
fn inks_of_ycck(pixel: &mut [u8]) {
    let [y, cb, cr] = [pixel[0], pixel[1], pixel[2]].map(f32::from);
    // ITU-T T.871, 7.
    let rgb = [
        y + 1.402 * (cr - 128.0),
        y - 0.344_136 * (cb - 128.0) - 0.714_136 * (cr - 128.0),
        y + 1.772 * (cb - 128.0),
    ];
    for (ink, light) in pixel.iter_mut().zip(rgb) {
        *ink = 255 - light.round().clamp(0.0, 255.0) as u8;
    }
}

/// Whether a file of one pass has a scan for each component. The decoder mixes up their rows, silently.
fn is_apart(bytes: &[u8]) -> bool {
    // A frame has its number of components behind precision, height and width, a scan has it first.
    let frame = segments(bytes).find(|(_, s)| matches!(s[1], 0xc0 | 0xc1)).and_then(|(_, s)| s.get(9));
    let scan = segments(bytes).find(|(_, s)| s[1] == 0xda).and_then(|(_, s)| s.get(4));
    matches!((frame, scan), (Some(all), Some(first)) if first < all)
}

/// Whether Adobe's marker says that three components are RGB as they stand.
fn is_plain_rgb(bytes: &[u8]) -> bool {
    segments(bytes).any(|(_, s)| s[1] == 0xee && s.get(4..9) == Some(b"Adobe") && s.get(15) == Some(&0))
}

/// The file without Adobe's marker, which the decoder takes for CMYK where it says that nothing was transformed.
fn without_adobe(bytes: &[u8]) -> Vec<u8> {
    let mut rest = bytes.to_vec();
    let found = segments(bytes).find(|(_, s)| s[1] == 0xee && s.get(4..9) == Some(b"Adobe"));
    if let Some((at, segment)) = found {
        rest.drain(at..at + segment.len());
    }
    rest
}

/// The segments up to the header of the first scan, each with its place and its marker.
fn segments(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 2;
    std::iter::from_fn(move || {
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let [0xff, kind, high, low] = *bytes.get(at..at + 4)? else { return None };
        let segment = bytes.get(at..at + 2 + usize::from(u16::from_be_bytes([high, low])))?;
        let found = Some((at, segment));
        at = if kind == 0xda { bytes.len() } else { at + segment.len() };
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jpeg_encoder::{ColorType, Encoder};

    /// A file of quality 100 whose samples are all `pixel`.
    fn flat(pixel: &[u8], kind: ColorType) -> Vec<u8> {
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes, 100).encode(&pixel.repeat(24 * 16), 24, 16, kind).expect("a JPEG");
        bytes
    }

    /// Asserts that all pixels are about `pixel`.
    fn check(samples: &[u8], pixel: &[u8]) {
        assert_eq!(samples.len(), 24 * 16 * pixel.len());
        for (i, (a, b)) in samples.iter().zip(pixel.iter().cycle()).enumerate() {
            assert!(a.abs_diff(*b) <= 2, "{a} instead of {b} at {i}");
        }
    }

    #[test]
    fn each_kind_of_color_comes_back() {
        check(&decode(&flat(&[90], ColorType::Luma), 1, false).expect("gray"), &[90]);
        let orange = [240, 130, 20];
        check(&decode(&flat(&orange, ColorType::Rgb), 3, false).expect("RGB"), &orange);
        let inks = [20, 160, 220, 40];
        let other = inks.map(|v| 255 - v);
        for kind in [ColorType::Cmyk, ColorType::CmykAsYcck] {
            // The encoder writes inks upside down, as Adobe does.
            check(&decode(&flat(&inks, kind), 4, true).expect("inverted CMYK"), &inks);
            check(&decode(&flat(&inks, kind), 4, false).expect("CMYK"), &other);
        }
    }

    #[test]
    fn plain_rgb_is_taken_as_it_stands() {
        let mut bytes = flat(&[90, 128, 128], ColorType::Ycbcr);
        let adobe = b"\xff\xee\x00\x0eAdobe\0\0\0\0\0\0\0";
        bytes.splice(2..2, adobe.iter().copied());
        check(&decode(&bytes, 3, false).expect("RGB"), &[90, 128, 128]);
    }

    /// Files of the same coefficients, whatever their scans, are the same picture, or are refused.
    #[test]
    fn scans_do_not_change_the_picture() {
        let noise: Vec<u8> =
            (0..61_u32 * 47 * 3).map(|i| (i.wrapping_mul(2_654_435_761) >> 25) as u8).collect();
        let coded = |several: bool, own_tables: bool| {
            let mut bytes = Vec::new();
            let mut encoder = Encoder::new(&mut bytes, 80);
            encoder.set_progressive(several);
            encoder.set_optimized_huffman_tables(own_tables);
            encoder.encode(&noise, 61, 47, ColorType::Rgb).expect("a JPEG");
            decode(&bytes, 3, false)
        };
        let plain = coded(false, false).expect("pixels");
        for own_tables in [false, true] {
            assert!(coded(true, own_tables).expect("pixels") == plain);
        }
        assert!(coded(false, true).is_err(), "a scan for each colour");
    }

    /// What is decoded does not depend on the processor: with its vector units and without, bit for bit.
    #[test]
    fn every_processor_decodes_the_same() {
        let noise: Vec<u8> =
            (0..61_u32 * 47 * 3).map(|i| (i.wrapping_mul(2_654_435_761) >> 23) as u8).collect();
        for (quality, progressive) in [(30, false), (95, false), (95, true)] {
            let mut bytes = Vec::new();
            let mut encoder = Encoder::new(&mut bytes, quality);
            encoder.set_progressive(progressive);
            encoder.encode(&noise, 61, 47, ColorType::Rgb).expect("a JPEG");
            let plain = DecoderOptions::default().set_use_unsafe(false);
            let slow = JpegDecoder::new_with_options(ZCursor::new(&bytes), plain).decode().expect("pixels");
            assert!(decode(&bytes, 3, false).expect("pixels") == slow, "quality {quality}");
        }
    }
}
