//! Paragraphs that can be a line longer or shorter: what levels the columns of a page before white is added
//! (Mittelbach's galley with alternatives, decided column by column).

use super::frag::Frag;
use super::setter::Variants;
use crate::base::Pt;
use std::sync::Arc;
use std::sync::OnceLock;

/// One line more, or one less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// One line more.
    Longer,
    /// One line less.
    Shorter,
}

/// Items of a segment that are the lines of one paragraph.
pub struct Flexible {
    /// First item.
    pub from: usize,
    /// One past the last item.
    pub to: usize,
    /// By how many lines it already is longer than suits it best.
    pub shift: i32,
    text: (Arc<Variants>, Pt, Pt),
    longer: OnceLock<Option<Vec<Frag>>>,
    shorter: OnceLock<Option<Vec<Frag>>>,
}

impl std::fmt::Debug for Flexible {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Flexible({}..{})", self.from, self.to)
    }
}

impl Flexible {
    /// The paragraph in items `from..to`, its lines `leading` high with baselines `base` below their tops.
    pub fn new(from: usize, to: usize, variants: Arc<Variants>, leading: Pt, base: Pt) -> Flexible {
        let text = (variants, leading, base);
        Flexible { from, to, shift: 0, text, longer: OnceLock::new(), shorter: OnceLock::new() }
    }
    /// The same where its items are not the lines that suit it best.
    pub fn shifted(self, shift: i32) -> Flexible {
        Flexible { shift, ..self }
    }
    /// The lines after a change; `None` where it cannot be had. Broken when first asked for.
    pub fn changed(&self, change: Change) -> Option<&[Frag]> {
        let (cell, looseness) = match change {
            Change::Longer => (&self.longer, 1),
            Change::Shorter => (&self.shorter, -1),
        };
        cell.get_or_init(|| self.set(looseness)).as_deref()
    }
    fn set(&self, looseness: i32) -> Option<Vec<Frag>> {
        let (variants, leading, base) = &self.text;
        let lines = variants.lines(self.shift + looseness)?;
        // A hyphen at the foot of a column cannot be ruled out here, but the paragraph is whole in its column.
        let count = (self.to - self.from) as i32 + looseness;
        if lines.len() as i32 != count || lines.last().is_some_and(|l| l.hyphenated) {
            return None;
        }
        let frag = |line: super::setter::SetLine| {
            let mut frag = Frag { height: *leading, ..Frag::default() };
            frag.absorb(line.frag, Pt::ZERO, *base);
            frag
        };
        Some(lines.into_iter().map(frag).collect())
    }
}
