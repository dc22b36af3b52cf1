//! Words of the other direction, kept to themselves: Unicode's isolates (UAX 9) around a name, a title or an address,
//! so that its figures and points do not jump into the sentence around it, nor the sentence's into it. The signs are
//! neither drawn nor extracted.

use super::itemize::{base_level, directions as letters};
use super::links::is_address;
use std::borrow::Cow;

/// Opens an isolate that takes the direction of its first letter.
pub const OPEN: char = '\u{2068}';
/// Closes it.
pub const CLOSE: char = '\u{2069}';

/// `text` as it stands by itself within a paragraph of `lang` (BCP 47): isolated where it would mix with it.
pub fn isolated<'t>(text: &'t str, lang: &str) -> Cow<'t, str> {
    match mixes(text, lang) {
        true => Cow::Owned(format!("{OPEN}{text}{CLOSE}")),
        false => Cow::Borrowed(text),
    }
}

/// Prose in a paragraph of `lang`, with the addresses and signed numbers in it isolated where it runs to the left: a
/// slash or a minus at their end would change sides.
pub fn prose<'t>(text: &'t str, lang: &str) -> Cow<'t, str> {
    if base_level(lang) == 0 || !text.split_whitespace().any(|word| is_one(bare(word))) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 12);
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = bare(piece.trim_end());
        match is_one(word) {
            true => {
                let at = word.as_ptr() as usize - piece.as_ptr() as usize;
                let (before, behind) = (&piece[..at], &piece[at + word.len()..]);
                out.extend([before, "\u{2068}", word, "\u{2069}", behind]);
            }
            false => out.push_str(piece),
        }
    }
    Cow::Owned(out)
}

/// A word without the brackets and quotes around it and the points behind it.
fn bare(word: &str) -> &str {
    let word = word.trim_start_matches(['(', '[', '"', '\'', '“', '”', '«', '„']);
    word.trim_end_matches([
        ')', ']', '"', '\'', '“', '”', '»', '.', ',', ';', ':', '!', '?', '،', '؛', '؟', '۔',
    ])
}

/// An address, or a number with a sign before it.
fn is_one(word: &str) -> bool {
    let number = word.strip_prefix(['+', '-', '−', '±', '<', '>', '≈', '~']);
    number.is_some_and(|n| n.starts_with(|c: char| c.is_numeric() || c == '$' || c == '€'))
        || word.is_ascii() && is_address(word)
}

/// `text` with each sign that turns the order of what follows (UAX 9: embeddings, overrides, isolates) ended before
/// its own end, and without those that end what something else has begun: what stands around it keeps its order.
pub fn balanced(text: &str) -> Cow<'_, str> {
    /// Ends an embedding or an override.
    const POP: char = '\u{202c}';
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(turns) {
        return Cow::Borrowed(text);
    }
    let (mut out, mut open) = (String::with_capacity(text.len() + 8), Vec::new());
    for c in text.chars() {
        match c {
            '\u{2066}'..=OPEN => open.push(CLOSE),
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(POP),
            CLOSE => match open.iter().rposition(|end| *end == CLOSE) {
                // An isolate's end is the end of what was begun in it.
                Some(at) => {
                    out.extend(open.drain(at + 1..).rev());
                    open.pop();
                }
                None => continue,
            },
            POP if open.last() != Some(&POP) => continue,
            POP => drop(open.pop()),
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.into_iter().rev());
    Cow::Owned(out)
}

/// Whether a stretch mixes with a paragraph of `lang`: it has letters of the other direction, or it has figures that
/// no letter of the paragraph's direction leads, as a telephone number in Hebrew.
pub fn mixes(text: &str, lang: &str) -> bool {
    let (left, right) = letters(text);
    if base_level(lang) == 0 {
        return right;
    }
    left || !right && text.contains(|c: char| c.is_numeric())
}

/// Whether a stretch is wholly of the direction that a paragraph of `lang` does not have.
pub fn is_foreign(text: &str, lang: &str) -> bool {
    let (left, right) = letters(text);
    if base_level(lang) == 0 { right && !left } else { left && !right }
}

/// Whether some letter of `text` is written from right to left.
pub fn has_right_to_left(text: &str) -> bool {
    letters(text).1
}

/// The sign that gives what follows, a note's mark, the direction of a paragraph of `lang` where `before` would drag
/// it into a number or into words of the other direction.
pub fn mark(before: &str, lang: &str) -> Option<&'static str> {
    if base_level(lang) == 1 {
        return Some("\u{200f}");
    }
    has_right_to_left(before).then_some("\u{200e}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mixes_is_kept_apart() {
        assert_eq!(isolated("Kee Park", "he"), "\u{2068}Kee Park\u{2069}");
        assert_eq!(isolated("+1 202 555 0100", "ar"), "\u{2068}+1 202 555 0100\u{2069}");
        for (text, lang) in [("15 بنوفمبر 2026", "ar"), ("…", "he"), ("Kee Park 2020", "en"), ("안녕", "en")]
        {
            assert_eq!(isolated(text, lang), text, "{lang}");
        }
        assert!(mixes("שלום", "en") && is_foreign("שלום!", "en") && !is_foreign("שלום a", "en"));
    }

    #[test]
    fn what_a_stretch_turns_round_ends_with_it() {
        for (text, ends) in [
            ("live \u{202e}in", "live \u{202e}in\u{202c}"),
            ("\u{2067}a \u{202b}b", "\u{2067}a \u{202b}b\u{202c}\u{2069}"),
            ("\u{2067}a \u{202b}b\u{2069}c", "\u{2067}a \u{202b}b\u{202c}\u{2069}c"),
            ("a\u{202c}b\u{2069}c", "abc"),
            ("\u{202a}+1 202\u{202c} x", "\u{202a}+1 202\u{202c} x"),
            ("\u{200f}שלום\u{200e}", "\u{200f}שלום\u{200e}"),
        ] {
            assert_eq!(balanced(text), ends, "{text:?}");
        }
    }

    #[test]
    fn addresses_and_signs_stay_where_they_belong() {
        let shown = |text, lang| prose(text, lang).replace(OPEN, "<").replace(CLOSE, ">");
        assert_eq!(shown("באתר example.org/a/, כאן", "he"), "באתר <example.org/a/>, כאן");
        assert_eq!(shown("بنسبة −4% (+3)", "ar"), "بنسبة <−4%> (<+3>)");
        assert_eq!(shown("1990–2000 ב־5%", "he"), "1990–2000 ב־5%");
        assert_eq!(shown("see example.org/a/ −4", "en"), "see example.org/a/ −4");
    }

    #[test]
    fn marks_follow_the_paragraph() {
        assert_eq!(mark("סוף 1946.", "he"), Some("\u{200f}"));
        assert_eq!(mark("the word שלום", "en"), Some("\u{200e}"));
        assert_eq!(mark("the word", "en"), None);
    }
}
