//! Texts that have been read, kept for whoever reads them next: every text of a sheet is read when it is checked and
//! when it is set, and most are the same in the next copy.

use super::{Line, Markup, parse, parse_line};
use crate::base::{Recent, Text};
use std::cell::RefCell;
use std::rc::Rc;

/// So many texts are kept by each thread of the latest, and as many before them: those of a few sheets.
const MOST: usize = 400;

/// What reading depends on: the text, and which of its bytes are filled in.
type Key = (String, Vec<(usize, usize)>);
type Known<T> = RefCell<Recent<Key, Rc<T>>>;

thread_local! {
    static BLOCKS: Known<Markup> = RefCell::new(Recent::new(MOST));
    static LINES: Known<Line> = RefCell::new(Recent::new(MOST));
}

/// What [`parse`] gives.
pub fn known(text: &Text) -> Rc<Markup> {
    BLOCKS.with(|known| find(known, text, parse))
}

/// What [`parse_line`] gives.
pub fn known_line(text: &Text) -> Rc<Line> {
    LINES.with(|known| find(known, text, parse_line))
}

fn find<T>(known: &Known<T>, text: &Text, read: fn(&Text) -> T) -> Rc<T> {
    let key = (text.value.clone(), text.filled().map(|r| (r.start, r.end)).collect());
    if let Some(found) = known.borrow_mut().find(&key) {
        return found;
    }
    let made = Rc::new(read(text));
    known.borrow_mut().keep(key, made.clone());
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_filled_in_are_another_text() {
        let written = Text::made("*peace*");
        let filled = Text::made("*peace*").with_filled(vec![(0, 7)]);
        for text in [&written, &filled, &written, &filled] {
            assert_eq!(*known(text), parse(text));
            assert_eq!(*known_line(text), parse_line(text));
        }
        assert_ne!(known(&written), known(&filled));
    }
}
