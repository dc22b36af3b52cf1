//! What holds together in a postal address of the United States, in whatever language the sheet is: a state and its
//! ZIP code, a room and its number, a house and its street.

use super::super::Ch;
use super::{capital, word_after};

/// States, territories and military posts as the Postal Service writes them.
const STATES: &str = "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY \
    NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP D.C.";
/// Words in front of the number of a room.
const ROOMS: [&str; 11] =
    ["Suite", "Ste.", "Ste", "Room", "Rm.", "Apt.", "Apt", "Unit", "Floor", "Box", "Building"];
/// Words at the end of a street's name.
const STREETS: [&str; 23] = [
    "Street",
    "St.",
    "St",
    "Avenue",
    "Ave.",
    "Ave",
    "Road",
    "Rd.",
    "Rd",
    "Boulevard",
    "Blvd.",
    "Blvd",
    "Drive",
    "Lane",
    "Ln.",
    "Court",
    "Place",
    "Plaza",
    "Square",
    "Way",
    "Highway",
    "Hwy.",
    "Parkway",
];
/// Quarters of a town.
const QUARTERS: [&str; 4] = ["NE", "NW", "SE", "SW"];
/// So many words has a street's name at most.
const WORDS: usize = 4;

/// Whether the space at `i`, between these words, stands within one part of an address.
pub(super) fn holds(text: &[Ch], i: usize, left: &str, right: &str) -> bool {
    let behind = right.trim_end_matches([',', ';', '.', ')', ':']);
    let number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    ROOMS.contains(&left) && number(right)
        || zip(behind) && STATES.split(' ').any(|state| state == left)
        || QUARTERS.contains(&behind) && STREETS.contains(&left)
        || house(left) && (capital(right) || number(right)) && street(text, i)
}

/// `20510`, `04530-1234`.
fn zip(word: &str) -> bool {
    let figures = |w: &str, count: usize| w.len() == count && w.bytes().all(|b| b.is_ascii_digit());
    match word.split_once(['-', '–', '\u{2011}']) {
        Some((zip, more)) => figures(zip, 5) && figures(more, 4),
        None => figures(word, 5),
    }
}

/// The number of a house.
fn house(word: &str) -> bool {
    matches!(word.len(), 1..=5) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the name of a street follows the space at `i`: words with capitals or ordinals, of which the last is one of
/// [`STREETS`].
fn street(text: &[Ch], mut i: usize) -> bool {
    for place in 0..WORDS {
        if i >= text.len() {
            return false;
        }
        let word = word_after(text, i);
        let bare = word.trim_end_matches([',', ';', ':', ')']);
        if place > 0 && (STREETS.contains(&bare) || STREETS.contains(&bare.trim_end_matches('.'))) {
            return true;
        }
        let named = capital(bare) || bare.starts_with(|c: char| c.is_ascii_digit());
        if !named || bare.len() < word.len() {
            return false;
        }
        i += word.chars().count() + 1;
    }
    false
}
