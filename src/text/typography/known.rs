//! Paragraphs that have been polished, kept for the next copy of a sheet, in which most are the same.

use super::{Piece, polish};
use crate::base::Recent;
use std::cell::RefCell;
use std::rc::Rc;

/// So many paragraphs are kept by each thread of the latest, and as many before them: those of a few sheets.
const MOST: usize = 400;

thread_local! {
    static POLISHED: RefCell<Recent<String, Rc<Vec<String>>>> = RefCell::new(Recent::new(MOST));
}

/// What [`polish`] gives.
pub fn polished(pieces: &[Piece<'_>], lang: &str) -> Rc<Vec<String>> {
    let key = key(pieces, lang);
    POLISHED.with(|known| {
        if let Some(found) = known.borrow_mut().find(key.as_str()) {
            return found;
        }
        let made = Rc::new(polish(pieces, lang));
        known.borrow_mut().keep(key, made.clone());
        made
    })
}

/// All that polishing depends on: each text with its length and kind before it, so that no two lists are written alike.
fn key(pieces: &[Piece<'_>], lang: &str) -> String {
    let length = pieces.iter().map(|p| p.text.len() + 8).sum::<usize>() + lang.len();
    let mut key = String::with_capacity(length);
    key.push_str(lang);
    for piece in pieces {
        key.push(if piece.literal { '=' } else { '~' });
        key.push_str(&piece.text.len().to_string());
        key.push(':');
        key.push_str(piece.text);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_what_would_be_made() {
        let lists = [
            vec![Piece::prose("\"a\" 1~2:b")],
            vec![Piece::prose("\"a\" 1"), Piece::prose("b")],
            vec![Piece::prose("\"a\" 1"), Piece::literal("b")],
            vec![Piece::literal("\"a\" 1"), Piece::prose("b")],
            vec![],
        ];
        for lang in ["en", "de", "en"] {
            for pieces in &lists {
                assert_eq!(*polished(pieces, lang), polish(pieces, lang));
            }
        }
    }
}
