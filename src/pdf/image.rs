//! Rasters as image XObjects. A JPEG goes in byte for byte; other pixels are deflated with PNG's row filters.

use super::finish::deflate;
use super::pages::round2;
use crate::layout::Layout;
use crate::story::{Picture, PictureId, Raster, RasterData};
use printpdf::{CurTransMat, DictItem, ExternalStream, ExternalXObject, Op, PdfDocument, XObject, XObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// Resource name of a picture.
pub(super) fn resource(id: PictureId) -> String {
    format!("I{}", id.0)
}

/// Adds the operators that paint an image into `rect` (left, bottom, right, top), turned as its EXIF
/// `orientation` demands.
pub(super) fn place(ops: &mut Vec<Op>, name: &str, rect: [f64; 4], orientation: u8) {
    let matrix = matrix(rect, orientation).map(round2);
    ops.push(Op::SaveGraphicsState);
    ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) });
    ops.push(Op::Unknown { key: "Do".into(), value: vec![DictItem::Name(name.as_bytes().to_vec())] });
    ops.push(Op::RestoreGraphicsState);
}

/// From the unit square, on which an image's first row is the upper edge, to `rect`. Orientations are those of
/// EXIF 2.32, 4.6.4: which edges of the picture the first row and the first column are.
fn matrix([left, bottom, right, top]: [f64; 4], orientation: u8) -> [f64; 6] {
    let (w, h) = (right - left, top - bottom);
    match orientation {
        2 => [-w, 0.0, 0.0, h, right, bottom],
        3 => [-w, 0.0, 0.0, -h, right, top],
        4 => [w, 0.0, 0.0, -h, left, top],
        5 => [0.0, -h, -w, 0.0, right, top],
        6 => [0.0, -h, w, 0.0, left, top],
        7 => [0.0, h, w, 0.0, left, bottom],
        8 => [0.0, h, -w, 0.0, right, bottom],
        _ => [w, 0.0, 0.0, h, left, bottom],
    }
}

/// Adds the pictures that a page names to the document, each once.
pub(super) fn register(document: &mut PdfDocument, layout: &Layout, names: &BTreeSet<String>) {
    for (number, picture) in layout.pictures.iter().enumerate() {
        let name = resource(PictureId(number as u32));
        let id = XObjectId(name.clone());
        let (Picture::Raster(raster), true) = (picture, names.contains(&name)) else { continue };
        document.resources.xobjects.map.entry(id).or_insert_with(|| xobject(raster));
    }
}

fn xobject(raster: &Raster) -> XObject {
    let mut stream = match &raster.data {
        RasterData::Jpeg { bytes, components, inverted } => jpeg(raster, bytes, *components, *inverted),
        RasterData::Pixels { samples, components, alpha } => {
            let mut stream = pixels(raster, samples, *components);
            if let Some(alpha) = alpha {
                let mask = DictItem::Stream { stream: pixels(raster, alpha, 1) };
                stream.dict.insert("SMask".into(), mask);
            }
            stream
        }
    };
    if let Some(profile) = &raster.profile {
        stream.dict.insert("ColorSpace".into(), calibrated(profile, raster));
    }
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

/// The colour space of an embedded profile (ISO 32000-1, 8.6.5.5).
fn calibrated(profile: &[u8], raster: &Raster) -> DictItem {
    let (RasterData::Jpeg { components, .. } | RasterData::Pixels { components, .. }) = &raster.data;
    let dict = BTreeMap::from([("N".to_owned(), DictItem::Int((*components).into()))]);
    let stream = ExternalStream { dict, content: profile.to_vec(), compress: true };
    DictItem::Array(vec![DictItem::Name(b"ICCBased".to_vec()), DictItem::Stream { stream }])
}

fn jpeg(raster: &Raster, bytes: &[u8], components: u8, inverted: bool) -> ExternalStream {
    // The file's own rows and columns, not the turned ones.
    let turned = (5..=8).contains(&raster.orientation);
    let (w, h) = if turned { (raster.height, raster.width) } else { (raster.width, raster.height) };
    let mut dict = dictionary(w, h, components, "DCTDecode");
    if inverted && components == 4 {
        // Adobe writes CMYK upside down in JPEG files; a PDF takes the samples as they are.
        dict.insert("Decode".into(), DictItem::Array([1, 0, 1, 0, 1, 0, 1, 0].map(DictItem::Int).to_vec()));
    }
    ExternalStream { dict, content: bytes.to_vec(), compress: false }
}

fn pixels(raster: &Raster, samples: &[u8], components: u8) -> ExternalStream {
    let mut dict = dictionary(raster.width, raster.height, components, "FlateDecode");
    let parameters = [("Predictor", 15), ("Colors", components.into()), ("Columns", raster.width.into())];
    let map = parameters.into_iter().map(|(k, v)| (k.to_owned(), DictItem::Int(v))).collect();
    dict.insert("DecodeParms".into(), DictItem::Dict { map });
    let row = raster.width as usize * usize::from(components);
    let content = deflate(&filtered(samples, row.max(1), usize::from(components)));
    ExternalStream { dict, content, compress: false }
}

fn dictionary(width: u32, height: u32, components: u8, filter: &str) -> BTreeMap<String, DictItem> {
    let name = |s: &str| DictItem::Name(s.as_bytes().to_vec());
    let space = match components {
        1 => "DeviceGray",
        4 => "DeviceCMYK",
        _ => "DeviceRGB",
    };
    let entries = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(width.into())),
        ("Height", DictItem::Int(height.into())),
        ("ColorSpace", name(space)),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name(filter)),
    ];
    entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
}

/// Rows with PNG filters 0 to 2 (none, left, up), each row with the one that leaves the smallest sum of
/// differences, the heuristic of the PNG specification (12.8). Paeth and average gain little more and cost most.
fn filtered(samples: &[u8], row: usize, step: usize) -> Vec<u8> {
    let zeros = vec![0; row];
    let mut out = Vec::with_capacity(samples.len() + samples.len() / row);
    let mut above: &[u8] = &zeros;
    for line in samples.chunks_exact(row) {
        let left = |i: usize| if i < step { 0 } else { line[i - step] };
        let cost = |v: u8| u64::from((v as i8).unsigned_abs());
        let none: u64 = line.iter().map(|v| cost(*v)).sum();
        let sub: u64 = (0..row).map(|i| cost(line[i].wrapping_sub(left(i)))).sum();
        let up: u64 = line.iter().zip(above).map(|(v, a)| cost(v.wrapping_sub(*a))).sum();
        if up < none && up <= sub {
            out.push(2);
            out.extend(line.iter().zip(above).map(|(v, a)| v.wrapping_sub(*a)));
        } else if sub < none {
            out.push(1);
            out.extend((0..row).map(|i| line[i].wrapping_sub(left(i))));
        } else {
            out.push(0);
            out.extend_from_slice(line);
        }
        above = line;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the first row and the first column of the file end up on the page.
    #[test]
    fn orientations_turn_the_picture() {
        // x and y (upwards) of the file's upper left, upper right and lower left corner, in a 4 by 2 box.
        let expected: [(u8, [[f64; 2]; 3]); 8] = [
            (1, [[0., 2.], [4., 2.], [0., 0.]]),
            (2, [[4., 2.], [0., 2.], [4., 0.]]),
            (3, [[4., 0.], [0., 0.], [4., 2.]]),
            (4, [[0., 0.], [4., 0.], [0., 2.]]),
            (5, [[0., 2.], [0., 0.], [4., 2.]]),
            (6, [[4., 2.], [4., 0.], [0., 2.]]),
            (7, [[4., 0.], [4., 2.], [0., 0.]]),
            (8, [[0., 0.], [0., 2.], [4., 0.]]),
        ];
        for (orientation, corners) in expected {
            let [a, b, c, d, e, f] = matrix([0.0, 0.0, 4.0, 2.0], orientation);
            let at = |u: f64, v: f64| [a * u + c * v + e, b * u + d * v + f];
            assert_eq!([at(0.0, 1.0), at(1.0, 1.0), at(0.0, 0.0)], corners, "orientation {orientation}");
        }
    }

    #[test]
    fn filters_are_chosen_by_row() {
        // Equal to the row above: filter 2 leaves zeros.
        assert_eq!(filtered(&[9, 200, 50, 9, 200, 50], 3, 1)[4..], [2, 0, 0, 0]);
    }
}
