//! Prepared pictures as image XObjects. Nothing is coded here: [`super::pictures`] has done that.

use super::pages::round2;
use super::pictures::{Body, Pictures, Prepared};
use crate::story::PictureId;
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
pub(super) fn register(document: &mut PdfDocument, pictures: &Pictures, names: &BTreeSet<String>) {
    for (picture, prepared) in pictures.iter() {
        let name = resource(picture);
        if names.contains(&name) {
            document.resources.xobjects.map.entry(XObjectId(name)).or_insert_with(|| xobject(prepared));
        }
    }
}

fn xobject(picture: &Prepared) -> XObject {
    let (width, height) = (picture.width, picture.height);
    let mut stream = match &picture.body {
        Body::Jpeg { bytes, inverted } => jpeg(picture, bytes, *inverted),
        Body::Flate(bytes) => flate((width, height), bytes, picture.components),
    };
    if let Some(alpha) = &picture.alpha {
        let mask = DictItem::Stream { stream: flate((width, height), alpha, 1) };
        stream.dict.insert("SMask".into(), mask);
    }
    if let Some(profile) = &picture.profile {
        stream.dict.insert("ColorSpace".into(), calibrated(profile, picture.components));
    }
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

/// The colour space of an embedded profile (ISO 32000-1, 8.6.5.5).
fn calibrated(profile: &[u8], components: u8) -> DictItem {
    let dict = BTreeMap::from([("N".to_owned(), DictItem::Int(components.into()))]);
    let stream = ExternalStream { dict, content: profile.to_vec(), compress: true };
    DictItem::Array(vec![DictItem::Name(b"ICCBased".to_vec()), DictItem::Stream { stream }])
}

fn jpeg(picture: &Prepared, bytes: &[u8], inverted: bool) -> ExternalStream {
    let mut dict = dictionary((picture.width, picture.height), picture.components, "DCTDecode");
    if inverted && picture.components == 4 {
        // Adobe writes CMYK upside down in JPEG files; a PDF takes the samples as they are.
        dict.insert("Decode".into(), DictItem::Array([1, 0, 1, 0, 1, 0, 1, 0].map(DictItem::Int).to_vec()));
    }
    ExternalStream { dict, content: bytes.to_vec(), compress: false }
}

fn flate(size: (u32, u32), bytes: &[u8], components: u8) -> ExternalStream {
    let mut dict = dictionary(size, components, "FlateDecode");
    let parameters = [("Predictor", 15), ("Colors", components.into()), ("Columns", size.0.into())];
    let map = parameters.into_iter().map(|(k, v)| (k.to_owned(), DictItem::Int(v))).collect();
    dict.insert("DecodeParms".into(), DictItem::Dict { map });
    ExternalStream { dict, content: bytes.to_vec(), compress: false }
}

fn dictionary((width, height): (u32, u32), components: u8, filter: &str) -> BTreeMap<String, DictItem> {
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
}
