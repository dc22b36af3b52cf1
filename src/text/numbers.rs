//! Numbers in the cells of a table: which columns hold them, and where a number has the point that it is aligned at.
//! Takes characters only; knows no glyph and no table.

use super::{Position, Rich, digits};
use crate::base::Direction;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, or nothing.
    Words,
    /// Years: labels, which nobody adds up.
    Years,
    /// Numbers, with this sign between whole and part.
    Numbers(char),
}

/// What one cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell<'t> {
    Number {
        /// The digits with their separators.
        digits: &'t str,
        /// Where they begin in the cell.
        at: usize,
        /// Nothing stands beside them.
        bare: bool,
    },
    /// Nothing, a dash, `n/a`.
    None,
    Words,
}

/// Most characters of a unit behind a number (`million t`).
const SUFFIX: usize = 12;
/// Words that stand before amounts: currencies and how sure one is.
const BEFORE: [&str; 27] = [
    "US", "A", "C", "HK", "NZ", "R", "S", "USD", "EUR", "GBP", "CHF", "KRW", "JPY", "CNY", "CAD", "AUD",
    "INR", "SEK", "NOK", "DKK", "PLN", "kr", "Fr", "Rs", "ca", "c", "rd",
];
/// What stands for a number that is not there, in lower case.
const MISSING: [&str; 14] =
    ["n/a", "na", "n.a.", "n.d.", "nd", "tbd", "...", "…", "?", "k. a.", "k.a.", "s/d", "n.s.", "해당 없음"];
/// Years run from here to there.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2099;

/// What a column of these cells holds, in a sheet in `lang`.
pub fn kind<'t>(cells: impl Iterator<Item = &'t Rich>, lang: &str) -> Kind {
    let mut numbers = Vec::new();
    let mut years = true;
    for cell in cells {
        match read(words(cell)) {
            Cell::Words => return Kind::Words,
            Cell::None => {}
            Cell::Number { digits, bare, .. } => {
                years &= bare && is_year(digits);
                numbers.push(digits);
            }
        }
    }
    match numbers.is_empty() {
        true => Kind::Words,
        false if years => Kind::Years,
        false => Kind::Numbers(decimal_sign(&numbers, lang)),
    }
}

/// Where a number in a column whose decimal sign is `sign` has it; behind the last whole digit where it has none;
/// behind the words of a cell without a number. `None` for words.
pub fn point(cell: &Rich, sign: char) -> Option<usize> {
    let words = words(cell);
    match read(words) {
        Cell::Number { digits, at, .. } => Some(at + sign_in(digits, sign).unwrap_or(digits.len())),
        Cell::None => Some(words.len()),
        Cell::Words => None,
    }
}

/// The words of a cell without the note marks behind them.
pub fn words(cell: &Rich) -> &str {
    let marks = cell.spans.iter().rev().take_while(|s| s.style.position == Position::Superior);
    let end = marks.last().map_or(cell.text.len(), |s| s.range.start);
    cell.text[..end].trim_end()
}

/// The cell with a minus for a hyphen before its number. In text from the right a sign is held before its digits.
pub fn with_minus(cell: Rich, direction: Direction) -> Rich {
    let digits = |c: char| c.is_ascii_digit() || is_currency(c) || c == '.';
    let hyphen = cell.text.starts_with('-') && cell.text[1..].starts_with(digits);
    let signed = hyphen || cell.text.starts_with(['+', '\u{2212}', '±']);
    let hold = if direction == Direction::Left && signed { "\u{200e}" } else { "" };
    if !hyphen && hold.is_empty() {
        return cell;
    }
    let mut out = Rich { source: cell.source, filled: cell.filled, ..Rich::default() };
    for span in &cell.spans {
        let text = &cell.text[span.range.clone()];
        let text = match (span.range.start, hyphen) {
            (0, true) => format!("{hold}\u{2212}{}", &text[1..]),
            (0, false) => format!("{hold}{text}"),
            _ => text.to_owned(),
        };
        out.push(&text, &span.style, span.anchor.clone());
    }
    out
}

/// The sign between whole and part: the language's, unless the numbers can only be read with the other.
fn decimal_sign(numbers: &[&str], lang: &str) -> char {
    let (own, other) = if digits::point(lang) == ',' { (',', '.') } else { ('.', ',') };
    let some = |sign: char| numbers.iter().any(|n| is_decimal(n, sign));
    if !some(own) && some(other) { other } else { own }
}

/// Whether digits can only be read with `sign` before their decimals: it parts no group of three, or stands behind
/// what is no group, or behind other separators.
pub fn is_decimal(digits: &str, sign: char) -> bool {
    sign_in(digits, sign).is_some_and(|at| {
        let whole = &digits[..at];
        let group = (1..=3).contains(&whole.len()) && whole.bytes().all(|b| b.is_ascii_digit());
        digits.len() - at - 1 != 3 || whole.starts_with('0') || !group
    })
}

/// Whether a text is a year and nothing else.
pub fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|y| YEARS.contains(&y))
}

/// Where digits have `sign` as their decimal sign: once, and behind all other separators.
fn sign_in(digits: &str, sign: char) -> Option<usize> {
    let at = digits.rfind(sign)?;
    let once = digits.find(sign) == Some(at);
    (once && digits[at + 1..].bytes().all(|b| b.is_ascii_digit())).then_some(at)
}

fn is_currency(c: char) -> bool {
    "$€£¥₩₹₽¢".contains(c)
}

/// Reads a cell: an amount or a range of amounts with signs and units, nothing, or words.
fn read(text: &str) -> Cell<'_> {
    let trimmed = text.trim();
    let dashes = |c: char| "-–—−‒·.… \u{a0}".contains(c);
    if trimmed.chars().all(dashes) || MISSING.contains(&trimmed.to_lowercase().as_str()) {
        return Cell::None;
    }
    let tokens = tokens(text);
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Cell::Words };
    let (before, behind) = (&text[..first.0], &text[last.1..]);
    if !is_prefix(before) || !is_suffix(behind) {
        return Cell::Words;
    }
    let mut ranges = tokens.windows(2).map(|w| between(&text[w[0].1..w[1].0]));
    let Some(ranges) = ranges.try_fold(true, |all, r| r.map(|r| all && r)) else { return Cell::Words };
    // A range is aligned at its end, an amount with something in brackets at the amount.
    let (start, end) = if ranges { *last } else { *first };
    let bare = before.trim().is_empty() && behind.trim().is_empty() && tokens.len() == 1;
    Cell::Number { digits: &text[start..end], at: start, bare }
}

/// Whether what parts two numbers makes a range of them; `None` where they are words.
fn between(text: &str) -> Option<bool> {
    let trimmed = text.trim_matches([' ', '\u{a0}', '\u{202f}', '%']);
    let plain = trimmed.trim_start_matches(|c: char| is_currency(c) || c == '%');
    let sign = plain.trim_end_matches(|c: char| is_currency(c) || "+−".contains(c)).trim();
    match sign {
        "–" | "-" | "—" | "/" | "to" | "bis" | "a" | "à" | "~" => Some(true),
        "(" | "±" | "[" => Some(false),
        _ => None,
    }
}

/// Signs, currencies, and words such as about: `−`, `US$`, `≈ EUR`, `ca.`; any other word makes a label of the number.
fn is_prefix(text: &str) -> bool {
    let known = |c: char| {
        c.is_alphabetic() || is_currency(c) || "+-−–±~<>≤≥≈(. \u{200e}\u{a0}\u{202f}\u{2060}".contains(c)
    };
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    text.chars().all(known) && words.all(|w| BEFORE.contains(&w))
}

/// A unit of a few letters.
fn is_suffix(text: &str) -> bool {
    let known =
        |c: char| c.is_alphabetic() || is_currency(c) || "%‰°²³/)]*†‡§+−. \u{a0}\u{202f}\u{2060}".contains(c);
    text.chars().count() <= SUFFIX && text.chars().all(known)
}

/// The stretches of digits, each with the separators within it.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (i, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match out.last_mut() {
            Some(last) if last.1 == i || joins(text, last.0, last.1, i) => last.1 = i + c.len_utf8(),
            _ => out.push((i, i + c.len_utf8())),
        }
    }
    out
}

/// Whether what stands between two digits is a separator: a sign, or white before three digits.
fn joins(text: &str, start: usize, end: usize, next: usize) -> bool {
    let mut gap = text[end..next].chars();
    let (Some(sign), None) = (gap.next(), gap.next()) else { return false };
    let digits = text[next..].bytes().take_while(u8::is_ascii_digit).count();
    match sign {
        '.' | ',' => true,
        '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
            let group = text[start..end].bytes().rev().take_while(u8::is_ascii_digit).count();
            digits == 3 && group <= 3
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::TextStyle;
    use super::*;
    use std::sync::Arc;

    fn cell(text: &str) -> Rich {
        Rich::plain(text, &Arc::new(TextStyle::sample()))
    }

    fn kind_of(cells: &[&str], lang: &str) -> Kind {
        let cells: Vec<Rich> = cells.iter().map(|c| cell(c)).collect();
        kind(cells.iter(), lang)
    }

    /// The cell with `|` where it is aligned.
    fn aligned(text: &str, sign: char) -> String {
        let mut out = text.to_owned();
        match point(&cell(text), sign) {
            Some(at) => out.insert(at, '|'),
            None => out.insert_str(0, "words: "),
        }
        out
    }

    #[test]
    fn numbers_are_aligned_at_their_point() {
        for (text, there) in [
            ("1,204.5", "1,204|.5"),
            ("12", "12|"),
            ("−0.75 %", "−0|.75 %"),
            ("$12.05", "$12|.05"),
            ("US$ 3 m", "US$ 3| m"),
            ("2–3", "2–3|"),
            ("12.5 (0.3)", "12|.5 (0.3)"),
            ("$1.2–$3.45 bn", "$1.2–$3|.45 bn"),
            ("1 204 km²", "1 204| km²"),
            ("n/a", "n/a|"),
            ("–", "–|"),
            ("", "|"),
            ("3 in 10", "words: 3 in 10"),
            ("H.R. 1369", "words: H.R. 1369"),
            ("15 May 2026", "words: 15 May 2026"),
            ("10:30", "words: 10:30"),
            ("Article 5", "words: Article 5"),
            ("row 5", "words: row 5"),
            ("Q1", "words: Q1"),
            ("CHF 1.50", "CHF 1|.50"),
            ("yes, below 4 °C", "words: yes, below 4 °C"),
        ] {
            assert_eq!(aligned(text, '.'), there);
        }
        assert_eq!(aligned("1.204,5", ','), "1.204|,5");
    }

    #[test]
    fn columns_are_told_by_all_their_cells() {
        assert_eq!(kind_of(&["1", "–", "n/a", "2.5"], "en"), Kind::Numbers('.'));
        assert_eq!(kind_of(&["2017", "2018", "–"], "en"), Kind::Years);
        assert_eq!(kind_of(&["1", "one"], "en"), Kind::Words);
        assert_eq!(kind_of(&["–", ""], "en"), Kind::Words);
    }

    #[test]
    fn the_sign_follows_the_language_unless_the_numbers_say_otherwise() {
        assert_eq!(kind_of(&["1.204", "3,5"], "de"), Kind::Numbers(','));
        assert_eq!(kind_of(&["1,204", "3.5"], "de"), Kind::Numbers('.'));
        assert_eq!(kind_of(&["1,204"], "es-MX"), Kind::Numbers('.'));
        assert_eq!(kind_of(&["0,500", "1"], "en"), Kind::Numbers(','));
    }

    #[test]
    fn marks_and_hyphens_are_no_part_of_a_number() {
        let mut noted = cell("12.5");
        let superior = TextStyle { position: Position::Superior, ..TextStyle::sample() };
        noted.push("3,4", &Arc::new(superior), None);
        assert_eq!((words(&noted), point(&noted, '.')), ("12.5", Some(2)));
        assert_eq!(with_minus(cell("-8.1"), Direction::Right).text, "−8.1");
        assert_eq!(with_minus(cell("-"), Direction::Right).text, "-");
        assert_eq!(with_minus(cell("-8.1"), Direction::Left).text, "\u{200e}−8.1");
    }
}
