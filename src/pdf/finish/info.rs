//! The document information dictionary. Its dates are the sheet's, never the clock's.

use super::File;
use super::object::text;
use crate::edition::Standard;
use crate::layout::Layout;
use crate::story::Meta;
use lopdf::{Dictionary, ObjectId};

/// What made the file.
pub(in crate::pdf) const CREATOR: &str = concat!("handbill ", env!("CARGO_PKG_VERSION"));
/// What wrote it.
pub(in crate::pdf) const PRODUCER: &str =
    concat!("handbill ", env!("CARGO_PKG_VERSION"), " (printpdf, lopdf)");

/// Replaces printpdf's dictionary. [`super::xmp`] says the same in XML; a difference is an error in PDF/A.
pub(super) fn set(file: &mut File, layout: &Layout, standards: &[Standard]) {
    let info = dictionary(&layout.meta, standards);
    let id = file.document.trailer.get(b"Info").and_then(lopdf::Object::as_reference);
    match id {
        Ok(id) => file.document.set_object(id, info),
        Err(_) => {
            let id = file.document.add_object(info);
            file.document.trailer.set("Info", id);
        }
    }
}

/// What the dictionary says.
pub(in crate::pdf) fn dictionary(meta: &Meta, standards: &[Standard]) -> Dictionary {
    let mut info = Dictionary::new();
    let words = [("Title", &meta.title), ("Author", &meta.author), ("Subject", &meta.subject)];
    for (key, value) in words.into_iter().filter(|(_, v)| !v.is_empty()) {
        info.set(key, text(value));
    }
    if standards.iter().any(|s| matches!(s, Standard::X4 | Standard::X1a)) {
        // Spread and choke are the print shop's (ISO 15930-7, 6.1.3).
        info.set("Trapped", "False");
    }
    if standards.contains(&Standard::X1a) {
        info.set("GTS_PDFXVersion", text("PDF/X-1a:2003"));
    }
    info.set("Creator", text(CREATOR));
    info.set("Producer", text(PRODUCER));
    if let Some((year, month, day)) = meta.date {
        let date = format!("D:{year:04}{month:02}{day:02}000000Z");
        info.set("CreationDate", text(&date));
        info.set("ModDate", text(&date));
    }
    info
}

/// The dictionary's object.
pub(super) fn object(file: &File) -> Option<ObjectId> {
    file.document.trailer.get(b"Info").and_then(lopdf::Object::as_reference).ok()
}

/// Takes out what the dictionary says of standards that the file turns out not to meet.
pub(super) fn unmark(file: &mut File, deserved: &[Standard]) {
    if deserved.contains(&Standard::X1a) {
        return;
    }
    let id = file.document.trailer.get(b"Info").and_then(lopdf::Object::as_reference);
    if let Ok(info) = id.and_then(|id| file.document.get_dictionary_mut(id)) {
        info.remove(b"GTS_PDFXVersion");
    }
}
