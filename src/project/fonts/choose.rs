//! Chooses one face for a wish. Every rank ends in folder, path and index, so that there are no ties.

use super::scan::{Entry, Listing};
use crate::font::Want;
use skrifa::raw::{FontRef, TableProvider};
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

/// How far a weight is from the one that was asked for, by CSS Fonts 4, 5.2: first which side, then how far.
fn distance(want: u16, have: u16) -> (u8, u16) {
    let side = match want {
        _ if have == want => 0,
        400..=500 if have > want && have <= 500 => 1,
        400..=500 if have < want => 2,
        400..=500 => 3,
        0..400 => 1 + u8::from(have > want),
        _ => 1 + u8::from(have < want),
    };
    (side, have.abs_diff(want))
}

/// Whether the face draws `c` as an outline. Bitmap and layered colour fonts have no place in print.
fn draws(bytes: &[u8], index: u32, c: char) -> bool {
    let Ok(font) = FontRef::from_index(bytes, index) else { return false };
    let outlines = [Tag::new(b"glyf"), Tag::new(b"CFF ")].into_iter().any(|t| font.data_for_tag(t).is_some());
    outlines && font.charmap().map(c).is_some_and(|g| g.to_u32() != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(want: u16, have: &[u16]) -> u16 {
        *have.iter().min_by_key(|h| distance(want, **h)).unwrap()
    }

    #[test]
    fn weights_are_matched_as_css_does() {
        assert_eq!(nearest(400, &[300, 500, 700]), 500);
        assert_eq!(nearest(500, &[300, 400, 600]), 400);
        assert_eq!(nearest(450, &[600, 700]), 600);
        assert_eq!(nearest(600, &[400, 500, 700]), 700);
        assert_eq!(nearest(700, &[400, 600]), 600);
        assert_eq!(nearest(300, &[400, 200, 700]), 200);
    }
}
