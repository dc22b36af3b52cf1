//! Chooses one face for a wish. Every rank ends in folder, path and index, so that there are no ties.

use super::scan::{Entry, Listing};
use crate::font::Want;
use crate::font::weight::distance;
use skrifa::raw::{FontRef, TableProvider as _};
use skrifa::{MetadataProvider, Tag};
use std::path::Path;

/// The best face for `want`, if any does.
pub fn best<'a>(listing: &'a Listing, want: &Want) -> Option<&'a Entry> {
    let entries = &listing.entries;
    match want {
        Want::Family(name, weight, italic) => entries.iter().filter(|e| e.is_of(name)).min_by_key(|e| {
            (e.folder, !e.normal_width, e.italic != *italic, distance(*weight, e.weight), place(e))
        }),
        Want::Character(c, weight) => {
            let mut likely: Vec<&Entry> = entries.iter().filter(|e| !e.italic).collect();
            likely.sort_by_key(|e| {
                (e.folder, !e.normal_width, e.monospaced, distance(*weight, e.weight), e.family(), place(e))
            });
            likely
                .into_iter()
                .find(|e| listing.with_bytes(e, |bytes, index| draws(bytes, index, *c)) == Some(true))
        }
    }
}

fn place(e: &Entry) -> (&Path, u32) {
    (&e.path, e.index)
}

/// Whether the face draws `c` as an outline. Bitmap and layered colour fonts have no place in print.
fn draws(bytes: &[u8], index: u32, c: char) -> bool {
    let Ok(font) = FontRef::from_index(bytes, index) else { return false };
    let outlines = [Tag::new(b"glyf"), Tag::new(b"CFF ")].into_iter().any(|t| font.data_for_tag(t).is_some());
    outlines && font.charmap().map(c).is_some_and(|g| g.to_u32() != 0)
}
