//! The marks of a text in two languages: what both cite is one note with one number.

use super::notes::Mark;
use crate::text::NoteId;

/// Marks of the first language that the second may repeat.
#[derive(Clone, Debug, Default)]
pub struct Twins {
    side: Side,
    waiting: Vec<(Mark, NoteId)>,
    /// Notes of their own in each language.
    own: [usize; 2],
    /// The languages have not as many of them: nobody can tell which ones are the same by their order.
    uneven: bool,
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
        (self.side, self.own, self.uneven) = (Side::First, [0; 2], false);
    }
    /// Its second language begins.
    pub fn second(&mut self) {
        self.side = Side::Second;
    }
    /// Whether a note of its own waits for the second language.
    pub fn waits(&self) -> bool {
        self.own[0] > 0
    }
    /// Whether the second language, which has been lowered, has not as many notes of its own.
    pub fn is_uneven(&self) -> bool {
        self.own[0] != self.own[1]
    }
    /// From here on only notes of one name or one address are the same.
    pub fn distrust_order(&mut self) {
        self.uneven = true;
    }
    /// The text ends, and with it what the second language has not repeated.
    pub fn end(&mut self) {
        *self = Twins::default();
    }

    /// Keeps a mark of the first language.
    pub(super) fn keep(&mut self, mark: Mark, note: NoteId) {
        if self.side == Side::First {
            self.own[0] += usize::from(matches!(mark, Mark::Note(..)));
            self.waiting.push((mark, note));
        }
    }
    /// The note of the first mark that is the same in the first language: that cites the same sources, best in the
    /// same places, or that has words of its own, best of the same name.
    pub(super) fn take(&mut self, mark: &Mark) -> Option<NoteId> {
        if self.side != Side::Second {
            return None;
        }
        self.own[1] += usize::from(matches!(mark, Mark::Note(..)));
        let place = |alike: fn(&Mark, &Mark) -> bool| self.waiting.iter().position(|(m, _)| alike(m, mark));
        let at = place(is_same).or_else(|| place(if self.uneven { cites_alike } else { is_alike }))?;
        Some(self.waiting.remove(at).1)
    }
}

/// So begin the names that the reader of Markdown gives to notes within the text, by their order.
const COUNTED: &str = "__inline_";

fn is_same(a: &Mark, b: &Mark) -> bool {
    match (a, b) {
        (Mark::Cite(a), Mark::Cite(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key && a.locator == b.locator)
        }
        (Mark::Note(a_name, ..), Mark::Note(b_name, ..)) => {
            let address = |mark: &Mark| mark.address().map(str::to_owned);
            match (address(a), address(b)) {
                (Some(a), Some(b)) => a == b,
                (None, None) => a_name == b_name && a_name.as_ref().is_some_and(|n| !n.starts_with(COUNTED)),
                _ => false,
            }
        }
        _ => false,
    }
}

fn is_alike(a: &Mark, b: &Mark) -> bool {
    match (a, b) {
        (Mark::Cite(a), Mark::Cite(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key),
        (Mark::Note(..), Mark::Note(..)) => true,
        _ => false,
    }
}

fn cites_alike(a: &Mark, b: &Mark) -> bool {
    matches!(a, Mark::Cite(_)) && is_alike(a, b)
}
