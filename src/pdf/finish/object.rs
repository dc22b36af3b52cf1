//! PDF objects made short.

use super::super::pages::round3;
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

/// A text string: PDFDocEncoding where ASCII is enough, UTF-16 otherwise.
pub(in crate::pdf) fn text(s: &str) -> Object {
    if s.is_ascii() {
        return bytes(s);
    }
    let utf16 = s.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xfe, 0xff].into_iter().chain(utf16).collect(), StringFormat::Hexadecimal)
}

/// A byte string, as URIs are.
pub(super) fn bytes(s: &str) -> Object {
    Object::String(s.as_bytes().to_vec(), StringFormat::Literal)
}

/// A name.
pub(in crate::pdf) fn name(s: &str) -> Object {
    Object::Name(s.as_bytes().to_vec())
}

/// A number with up to three decimals.
pub(super) fn number(v: f64) -> Object {
    Object::Real(round3(v))
}

/// Numbers with up to three decimals.
pub(in crate::pdf) fn numbers(values: impl IntoIterator<Item = f64>) -> Object {
    Object::Array(values.into_iter().map(number).collect())
}

/// The reference behind a key.
pub(super) fn reference(dict: &Dictionary, key: &str) -> Result<ObjectId, lopdf::Error> {
    dict.get(key.as_bytes())?.as_reference()
}

/// The dictionary behind a reference, to be changed.
pub(super) fn dict_mut(document: &mut Document, id: ObjectId) -> Result<&mut Dictionary, lopdf::Error> {
    document.get_object_mut(id)?.as_dict_mut()
}
