//! The marks of a text in two languages: what both cite is one note with one number.

use super::notes::Mark;
use crate::text::NoteId;

/// Marks of the first language that the second may repeat.
#[derive(Debug, Default)]
pub struct Twins {
    side: Side,
    waiting: Vec<(Mark, NoteId)>,
}

/// Which language is being lowered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    /// There is but one.
    #[default]
    Alone,
    First,
    Second,
}

impl Twins {
    /// A text begins in the first language; its marks are kept for the second.
    pub fn first(&mut self) {
        self.side = Side::First;
    }
    /// Its second language begins.
    pub fn second(&mut self) {
        self.side = Side::Second;
    }
    /// The text ends, and with it what the second language has not repeated.
    pub fn end(&mut self) {
        *self = Twins::default();
    }

    /// Keeps a mark of the first language.
    pub(super) fn keep(&mut self, mark: Mark, note: NoteId) {
        if self.side == Side::First {
            self.waiting.push((mark, note));
        }
    }
    /// The note of the first mark that is the same in the first language: that cites the same sources, best in the
    /// same places, or that has words of its own.
    pub(super) fn take(&mut self, mark: &Mark) -> Option<NoteId> {
        if self.side != Side::Second {
            return None;
        }
        let place = |alike: fn(&Mark, &Mark) -> bool| self.waiting.iter().position(|(m, _)| alike(m, mark));
        let at = place(is_same).or_else(|| place(is_alike))?;
        Some(self.waiting.remove(at).1)
    }
}

fn is_same(a: &Mark, b: &Mark) -> bool {
    match (a, b) {
        (Mark::Cite(a), Mark::Cite(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key && a.locator == b.locator)
        }
        _ => is_alike(a, b),
    }
}

fn is_alike(a: &Mark, b: &Mark) -> bool {
    match (a, b) {
        (Mark::Cite(a), Mark::Cite(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key),
        (Mark::Note(..), Mark::Note(..)) => true,
        _ => false,
    }
}
