//! LineBreakTest.txt (UAX 14) against where we let a line end. What we do otherwise on purpose is in
//! [`DEVIATIONS`], each with its reason and with how often it is seen.

use super::{character, data, rich};
use handbill::base::Pt;
use handbill::text::breaks::{is_wide, opportunities};
use handbill::text::{Align, ParaSetting};

/// What stands on both sides of a place where we and Unicode do not agree.
struct Place<'a> {
    before: &'a str,
    after: &'a str,
    /// Whether we are those who let a line end.
    ours: bool,
}

impl Place<'_> {
    fn prev(&self) -> Option<char> {
        self.before.chars().next_back()
    }
    fn next(&self) -> Option<char> {
        self.after.chars().next()
    }
}

/// Why, where, and at how many places of the file.
type Deviation = (&'static str, fn(&Place) -> bool, usize);

/// The first that fits counts.
const DEVIATIONS: [Deviation; 4] = [
    (
        "an address is broken before a sign, and neither within the name of a host nor after a hyphen, so that \
         nobody takes the break or the hyphen for part of it",
        |p| format!("{}{}", p.before, p.after).contains("://"),
        3,
    ),
    ("no line begins with a dash that no space sets apart", |p| !p.ours && p.next() == Some('\u{2014}'), 74),
    (
        "a typed hyphen ends a line between two letters and two letters: not in e-mail, a minus sign, a suffix",
        |p| !p.ours && p.prev() == Some('-'),
        27,
    ),
    (
        "words of Korean keep together in text of another language: readers of neither look for their end on the next \
         line",
        |p| !p.ours && within_korean(p),
        39,
    ),
];

fn within_korean(place: &Place) -> bool {
    let hangul =
        |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}');
    let word = |c: char| hangul(c) || c.is_ascii_alphanumeric();
    let (Some(prev), Some(next)) = (place.prev(), place.next()) else { return false };
    hangul(prev) && word(next) || hangul(next) && word(prev)
}

/// The text of a line of the file and where Unicode lets a line end within it.
fn case(line: &str) -> (String, Vec<usize>) {
    let (mut text, mut breaks) = (String::new(), Vec::new());
    for part in line.split_whitespace() {
        match part {
            "×" => {}
            "÷" => breaks.push(text.len()),
            code => text.push(character(code)),
        }
    }
    breaks.pop();
    (text, breaks)
}

fn found(text: &str, lang: &str) -> Vec<usize> {
    let setting = ParaSetting {
        align: Align::Start,
        indent: Pt::ZERO,
        hyphenate: false,
        balance: false,
        lang: lang.into(),
    };
    opportunities(&rich(text), &setting).iter().map(|o| o.at).collect()
}

#[test]
fn lines_end_where_unicode_says_or_where_the_house_rules_do() {
    let mut seen = [0; DEVIATIONS.len()];
    let mut places = 0;
    for line in data(include_bytes!("LineBreakTest.txt.gz")) {
        let (text, theirs) = case(&line);
        let ours = found(&text, "en");
        for at in text.char_indices().map(|(at, _)| at).skip(1) {
            places += 1;
            if ours.contains(&at) == theirs.contains(&at) {
                continue;
            }
            let place = Place { before: &text[..at], after: &text[at..], ours: ours.contains(&at) };
            let reason = DEVIATIONS.iter().position(|(_, fits, _)| fits(&place));
            seen[reason.unwrap_or_else(|| panic!("byte {at} of {line}"))] += 1;
        }
    }
    assert!(places > 20_000, "only {places} places were looked at");
    assert_eq!(seen, DEVIATIONS.map(|(_, _, count)| count));
}

/// In Korean words keep together. Nothing else may be lost: a hyphen still ends a line.
#[test]
fn korean_differs_within_words_only() {
    let mut lost = 0;
    for line in data(include_bytes!("LineBreakTest.txt.gz")) {
        let (text, _) = case(&line);
        let (korean, english) = (found(&text, "ko"), found(&text, "en"));
        assert!(korean.iter().all(|at| english.contains(at)), "{line}");
        for at in english.iter().filter(|at| !korean.contains(at)) {
            let prev = text[..*at].chars().rev().find(|c| *c != '\u{308}').expect("a character");
            let next = text[*at..].chars().next().expect("a character");
            // U+1B50 is the file's sample of an alphabetic character between which Unicode lets lines end.
            let of_word = |c| is_wide(c) || c == '\u{1b50}';
            let marked_hyphen = prev == '-' && text[..*at].ends_with('\u{308}');
            assert!(of_word(prev) || of_word(next) || marked_hyphen, "byte {at} of {line}");
            lost += 1;
        }
    }
    assert!(lost > 100, "{lost}");
}
