//! Lines as they will be drawn.

use super::{Anchor, NoteId};
use crate::base::{Ink, Pt};
use crate::font::FaceId;
use std::sync::Arc;

/// One glyph of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineGlyph {
    /// Glyph index in the face.
    pub gid: u16,
    /// Distance to the next glyph's origin, justification, tracking and expansion included.
    pub advance: Pt,
    /// Offset of the drawing from the origin (marks); y upwards.
    pub dx: Pt,
    /// See `dx`.
    pub dy: Pt,
    /// First byte in [`LineRun::text`] of the characters that it shows.
    pub start: u32,
    /// One past the last byte. Equal to `start` for the second and further glyphs of one cluster.
    pub end: u32,
}

/// Glyphs of one face, size, colour and meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRun {
    /// Start, from the line's left edge (may be negative: protrusion).
    pub x: Pt,
    /// Height above the baseline (superiors that the face lacks).
    pub rise: Pt,
    /// Face.
    pub face: FaceId,
    /// Size.
    pub size: Pt,
    /// Colour.
    pub ink: Ink,
    /// Horizontal scale: 1 ± 0.02 by expansion.
    pub x_scale: f64,
    /// The characters as they are to be extracted, in logical order: a word that is hyphenated at the end
    /// of the line carries U+00AD in place of the drawn hyphen.
    pub text: String,
    /// The glyphs in drawing order, left to right.
    pub glyphs: Vec<LineGlyph>,
    /// Link, note mark.
    pub anchor: Option<Anchor>,
    /// Language, where it is not the paragraph's.
    pub lang: Option<Arc<str>>,
    /// Whether a list has filled in some of its paragraph.
    pub filled: bool,
}

/// No number in it is ever NaN: a run that is shared is known to equal itself without a look.
impl Eq for LineRun {}

impl LineRun {
    /// Sum of the advances.
    pub fn width(&self) -> Pt {
        self.glyphs.iter().map(|g| g.advance).sum()
    }
}

impl Line {
    /// The runs in the order of the text, which is that of reading.
    pub fn read(self) -> Vec<Arc<LineRun>> {
        let Line { runs, order, .. } = self;
        if order.len() != runs.len() {
            return runs;
        }
        let mut runs: Vec<Option<Arc<LineRun>>> = runs.into_iter().map(Some).collect();
        order.iter().filter_map(|i| runs.get_mut(*i).and_then(Option::take)).collect()
    }
}

/// A line of a paragraph.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Line {
    /// Runs from left to right.
    pub runs: Vec<Arc<LineRun>>,
    /// Indices of the runs in the order of the text, where that is another.
    pub order: Vec<usize>,
    /// Width of what is set, without protrusion.
    pub width: Pt,
    /// The measure that it was set to.
    pub measure: Pt,
    /// Notes whose marks stand in this line.
    pub notes: Vec<NoteId>,
    /// It ends in a hyphen that the writer did not type.
    pub hyphenated: bool,
    /// It is the last of its paragraph, or ends in a forced break.
    pub last: bool,
    /// Greatest ascent of its runs above the baseline.
    pub ascent: Pt,
    /// Greatest descent below the baseline, positive.
    pub descent: Pt,
}
