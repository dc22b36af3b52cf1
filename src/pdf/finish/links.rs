//! Link annotations and named places.

use super::super::PdfError;
use super::super::pages::{Frame, round2};
use super::File;
use super::object::{bytes, text};
use crate::base::Rect;
use crate::edition::Edition;
use crate::layout::{Layout, Link, Place, Target};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

/// The flag `Print` (ISO 32000-1, table 165): standards for archiving ask for it.
const PRINT: i64 = 4;

/// Writes the links of all pages. Gives the annotation of each link of the layout, none where the edition has
/// no live links.
pub(super) fn annotate(
    file: &mut File,
    layout: &Layout,
    edition: &Edition,
) -> Result<Vec<Option<ObjectId>>, PdfError> {
    let mut list = Vec::new();
    for link in &layout.links {
        let live = edition.links && !link.rects.is_empty() && link.page < file.pages.len();
        list.push(if live { Some(annotation(file, layout, link)?) } else { None });
    }
    for index in 0..file.pages.len() {
        let on_page = layout.links.iter().zip(&list).filter(|(link, _)| link.page == index);
        let references: Vec<Object> = on_page.filter_map(|(_, id)| id.map(Object::from)).collect();
        let page = file.page(index)?;
        page.remove(b"Annots");
        if !references.is_empty() {
            page.set("Annots", references);
        }
    }
    Ok(list)
}

fn annotation(file: &mut File, layout: &Layout, link: &Link) -> Result<ObjectId, PdfError> {
    let dict = dictionary_of(&file.pages, &file.frames, (layout, link))?;
    Ok(file.document.add_object(dict))
}

/// The annotation of a link, on the pages that the file has.
pub(in crate::pdf) fn dictionary_of(
    pages: &[ObjectId],
    frames: &[Frame],
    (layout, link): (&Layout, &Link),
) -> Result<Dictionary, PdfError> {
    let frame = frames[link.page];
    let whole = link.rects.iter().copied().reduce(Rect::union).unwrap_or_default();
    let mut dict = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => corners(frame.rect(whole)),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => PRINT,
        "P" => pages[link.page],
        "Contents" => text(&link.description),
    };
    if link.rects.len() > 1 {
        // Where there is none, the whole rectangle is meant.
        dict.set("QuadPoints", corners(link.rects.iter().flat_map(|r| quad(frame.rect(*r)))));
    }
    match &link.target {
        Target::Uri(uri) => dict.set("A", dictionary! { "S" => "URI", "URI" => bytes(&ascii(uri)) }),
        Target::Place(name) => {
            let place = place(layout, name).and_then(|p| super::destination(pages, frames, p));
            dict.set("Dest", place.ok_or_else(|| PdfError::UnknownPlace(name.to_string()))?);
        }
    }
    Ok(dict)
}

/// Two decimals, as all that is drawn.
fn corners(values: impl IntoIterator<Item = f64>) -> Object {
    Object::Array(values.into_iter().map(|v| Object::Real(round2(v))).collect())
}

/// Upper left, upper right, lower left, lower right: the order that Acrobat and every reader after it expect,
/// not the one of ISO 32000-1, 12.5.6.5.
fn quad([left, bottom, right, top]: [f64; 4]) -> [f64; 8] {
    [left, top, right, top, left, bottom, right, bottom]
}

fn place<'a>(layout: &'a Layout, name: &str) -> Option<&'a Place> {
    let found = layout.places.binary_search_by(|(n, _)| (**n).cmp(name)).ok()?;
    Some(&layout.places[found].1)
}

/// A URI in ASCII: whatever is outside RFC 3986 is escaped, what is escaped already stays.
fn ascii(uri: &str) -> String {
    let mut out = String::new();
    for byte in uri.bytes() {
        if byte.is_ascii_graphic() && !br#""<>\^`{|}"#.contains(&byte) {
            out.push(byte.into());
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The name tree of all places, so that `sheet.pdf#note-3` leads to one.
pub(super) fn names(file: &mut File, layout: &Layout) -> Result<Option<ObjectId>, PdfError> {
    let mut entries = Vec::new();
    for (name, place) in &layout.places {
        if let Some(destination) = file.destination(place) {
            entries.extend([name_key(name), destination]);
        }
    }
    if entries.is_empty() {
        return Ok(None);
    }
    let tree = dictionary! { "Dests" => dictionary! { "Names" => entries } };
    Ok(Some(file.document.add_object(tree)))
}

/// The keys of a name tree are byte strings in the order of their bytes, and `places` is sorted by UTF-8.
fn name_key(name: &str) -> Object {
    bytes(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_ascii() {
        assert_eq!(ascii("https://example.org/é?q=a b#c"), "https://example.org/%C3%A9?q=a%20b#c");
        assert_eq!(ascii("https://example.org/%C3%A9"), "https://example.org/%C3%A9");
    }
}
