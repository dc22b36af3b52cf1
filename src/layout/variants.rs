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
    longer: Changed,
    shorter: Changed,
}

/// A paragraph after a change, as far as somebody has asked: nearly all who ask want to know whether it can be had.
#[derive(Default)]
struct Changed {
    can: OnceLock<bool>,
    lines: OnceLock<Option<Vec<Frag>>>,
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
        Flexible { from, to, shift: 0, text, longer: Changed::default(), shorter: Changed::default() }
    }
    /// The same where its items are not the lines that suit it best.
    pub fn shifted(self, shift: i32) -> Flexible {
        Flexible { shift, ..self }
    }
    /// Whether a change can be had. Broken when first asked for.
    pub fn can(&self, change: Change) -> bool {
        let (changed, looseness) = self.after(change);
        let count = || self.text.0.count(self.shift + looseness);
        *changed.can.get_or_init(|| count() == Some(self.lines(looseness)))
    }
    /// The lines after a change; `None` where it cannot be had. Set when first asked for.
    pub fn changed(&self, change: Change) -> Option<&[Frag]> {
        let (changed, looseness) = self.after(change);
        changed.lines.get_or_init(|| self.set(looseness)).as_deref()
    }
    fn after(&self, change: Change) -> (&Changed, i32) {
        match change {
            Change::Longer => (&self.longer, 1),
            Change::Shorter => (&self.shorter, -1),
        }
    }
    /// How many lines there are to be after a change.
    fn lines(&self, looseness: i32) -> usize {
        (self.to - self.from).saturating_add_signed(looseness as isize)
    }
    fn set(&self, looseness: i32) -> Option<Vec<Frag>> {
        let (variants, leading, base) = &self.text;
        let lines = variants.lines(self.shift + looseness)?;
        // A hyphen at the foot of a column cannot be ruled out here, but the paragraph is whole in its column.
        if lines.len() != self.lines(looseness) {
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
