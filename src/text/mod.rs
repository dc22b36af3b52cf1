//! From styled characters to lines of placed glyphs. A paragraph is shaped once ([`prepare`]) and broken as
//! often as somebody asks ([`Prepared::lines`]). Knows no page and no block.

pub mod breaks;
pub mod date;
pub mod itemize;
pub mod line;
pub mod markup;
pub mod optimum;
pub mod rich;
pub mod shape;
pub mod typography;
pub mod words;

pub use line::{Line, LineGlyph, LineRun};
pub use rich::{Align, Anchor, Caps, Figures, NoteId, ParaSetting, Position, Rich, Styled, TextStyle};

use crate::base::Pt;
use crate::font::FontSet;

/// A paragraph, itemized and shaped, ready to be broken to any measure.
pub struct Prepared {}

/// Shapes a paragraph.
pub fn prepare(_rich: &Rich, _setting: &ParaSetting, _fonts: &FontSet) -> Prepared {
    todo!()
}

impl Prepared {
    /// Breaks into lines of `measure`. Never empty; a text without characters gives one empty line.
    pub fn lines(&self, _measure: Pt) -> Vec<Line> {
        todo!()
    }
    /// Width of the widest line when only forced breaks are taken.
    pub fn natural_width(&self) -> Pt {
        todo!()
    }
    /// Width of the widest unbreakable piece.
    pub fn min_width(&self) -> Pt {
        todo!()
    }
}
