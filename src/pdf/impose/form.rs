//! A page as a form XObject: its content as it is, with all that it inherits, to be placed as often as it is wanted.
//! Fonts and images are the same objects as before.

use super::super::finish::numbers;
use super::source::{MAX_STREAM, Page, follow};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Adds the form of a page.
///
/// # Errors
/// Why its content cannot be read.
pub(super) fn add(document: &mut Document, page: &Page) -> Result<ObjectId, String> {
    let mut stream = content(document, page)?;
    stream.dict.set("Type", "XObject");
    stream.dict.set("Subtype", "Form");
    stream.dict.set("BBox", numbers(page.bleed));
    stream.dict.set("Resources", page.resources.clone());
    // Where a page is no transparency group, its form is none: a group would stop overprint at its edge
    // (ISO 32000-1, 11.7.4.3).
    if let Ok(group) = document.get_dictionary(page.id).and_then(|d| d.get(b"Group")) {
        stream.dict.set("Group", group.clone());
    }
    lend(document, &page.resources);
    Ok(document.add_object(stream))
}

/// The content as one stream. A single one keeps its compression.
fn content(document: &Document, page: &Page) -> Result<Stream, String> {
    let entry = document.get_dictionary(page.id).ok().and_then(|d| d.get(b"Contents").ok());
    let parts: Vec<&Object> = match entry.and_then(|o| follow(document, o)) {
        Some(Object::Array(list)) => list.iter().filter_map(|o| follow(document, o)).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let streams = parts.into_iter().map(|o| o.as_stream().map_err(|e| format!("its content: {e}")));
    let streams: Vec<&Stream> = streams.collect::<Result<_, _>>()?;
    if let [one] = streams[..] {
        let mut dict = Dictionary::new();
        for key in ["Filter", "DecodeParms"] {
            if let Ok(value) = one.dict.get(key.as_bytes()) {
                dict.set(key, value.clone());
            }
        }
        return Ok(Stream::new(dict, one.content.clone()));
    }
    let mut joined = Vec::new();
    for stream in streams {
        let plain =
            stream.get_plain_content_with_limit(MAX_STREAM).map_err(|e| format!("its content: {e}"))?;
        joined.extend(plain);
        // A stream ends between two tokens (ISO 32000-1, 7.8.2).
        joined.push(b'\n');
    }
    Ok(Stream::new(dictionary! {}, joined))
}

/// Gives the page's resources to forms that have none: as part of a page they took the page's
/// (ISO 32000-1, 7.8.3), and the sheet has not those.
fn lend(document: &mut Document, resources: &Object) {
    let dict = |o: &Object| follow(document, o).and_then(|o| o.as_dict().ok()).cloned();
    let Some(forms) = dict(resources).and_then(|r| r.get(b"XObject").ok().and_then(dict)) else { return };
    for (_, object) in forms.iter() {
        let Ok(id) = object.as_reference() else { continue };
        let Ok(stream) = document.get_object_mut(id).and_then(Object::as_stream_mut) else { continue };
        let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Form");
        if is_form && !stream.dict.has(b"Resources") {
            stream.dict.set("Resources", resources.clone());
        }
    }
}
