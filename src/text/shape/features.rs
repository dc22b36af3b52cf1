//! The OpenType features that a style asks for. What is on by default (kerning, standard ligatures, marks,
//! contextual forms, localised forms) is not named.

use super::ShapedRun;
use crate::text::itemize::Form;
use crate::text::{Caps, Figures};
use harfrust::{Feature, Tag};
use std::ops::Range;

/// The features of a run, in an order that depends on the style alone.
pub fn features(run: &ShapedRun) -> Vec<Feature> {
    let style = &run.style;
    let mut tags: Vec<(&[u8; 4], u32)> = Vec::with_capacity(4);
    if run.form == Form::Superior {
        // Alone: an old-style figure no longer is the figure that `sups` looks for.
        tags.push((b"sups", 1));
    } else {
        match (style.figures, style.caps) {
            (Figures::Tabular, _) => tags.extend([(b"tnum", 1), (b"lnum", 1)]),
            // Old-style figures fall among capitals like descenders.
            (Figures::Lining, _) | (_, Caps::All) => tags.extend([(b"lnum", 1), (b"pnum", 1)]),
            (Figures::OldStyle, _) => tags.extend([(b"onum", 1), (b"pnum", 1)]),
        }
        match style.caps {
            Caps::Small => tags.push((b"smcp", 1)),
            // Hyphens, dashes and brackets at the height of capitals.
            Caps::All => tags.push((b"case", 1)),
            Caps::AsWritten => {}
        }
    }
    // A ligature would stay tight among letters that are spaced.
    if style.tracking != 0.0 && !run.is_joined() {
        tags.extend([(b"liga", 0), (b"clig", 0)]);
    }
    tags.into_iter().map(|(tag, value)| Feature::new(Tag::new(tag), value, ..)).collect()
}

/// Half widths for the angle and corner brackets of a Korean run: KLREQ sets them on half an em, their faces draw
/// them on a whole one, so that a title in 《 》 would stand in two holes.
pub fn half_widths(run: &ShapedRun, text: &str, part: &Range<usize>) -> Vec<Feature> {
    if !run.style.lang.starts_with("ko") {
        return Vec::new();
    }
    let brackets = text[part.clone()].char_indices().filter(|(_, c)| matches!(c, '〈'..='】' | '〔' | '〕'));
    // Not `Feature::new`, which takes one off the end of a range that is open there.
    let half = |(at, c): (usize, char)| {
        let (start, end) = ((part.start + at) as u32, (part.start + at + c.len_utf8()) as u32);
        Feature { tag: Tag::new(b"halt"), value: 1, start, end }
    };
    brackets.map(half).collect()
}
