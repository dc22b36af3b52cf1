//! The OpenType features that a style asks for. What is on by default (kerning, standard ligatures, marks,
//! contextual forms, localised forms) is not named.

use super::ShapedRun;
use crate::text::itemize::Form;
use crate::text::{Caps, Figures};
use harfrust::{Feature, Tag};

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
    if style.tracking != 0.0 {
        tags.extend([(b"liga", 0), (b"clig", 0)]);
    }
    tags.into_iter().map(|(tag, value)| Feature::new(Tag::new(tag), value, ..)).collect()
}
