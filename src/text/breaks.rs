//! Where a line may end: Unicode's rules (UAX 14, by `icu_segmenter`) and, on top of them, hyphenation,
//! addresses, dashes and note marks. Takes characters only; knows no glyph and no measure.

use super::amounts::{Bond, bond};
use super::links::{address_breaks, addresses};
use super::{Anchor, ParaSetting, Rich, hyphen};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakWordOption};
use std::ops::Range;

/// What a break does to its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `\n`, or the end of the text.
    Forced,
    /// White space that is dropped.
    Space,
    /// Between characters, without any sign: ideographs, after a dash or slash.
    Plain,
    /// After a hyphen that the writer typed.
    Typed,
    /// In a web or mail address.
    Address,
    /// In a word: a hyphen is drawn.
    Hyphen,
    /// Between the syllables of a Korean word, without a sign.
    Syllable,
    /// Anywhere, in a piece that is wider than the measure.
    Cluster,
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opportunity {
    /// Byte at which the next line starts.
    pub at: usize,
    /// What the break does.
    pub kind: Kind,
    /// Its penalty (TeXbook, chapter 14).
    pub penalty: f64,
}

/// After a typed hyphen, as TeX's `\exhyphenpenalty`.
const TYPED_PENALTY: f64 = 50.0;
/// Between the figures of a range such as 2020–2025.
const RANGE_PENALTY: f64 = 100.0;
/// Before a dash between spaces, which rather ends a line than begins one.
const DASH_STARTS_PENALTY: f64 = 200.0;
/// Between the syllables of a Korean word, and more where one would stand alone (KLREQ leaves it to the author
/// whether words keep together): as dear as a typed hyphen, so that a word stays whole where spaces hardly change
/// for it. Half or double of both moves the figures little (measured on two texts, 242 and 418 pt).
const SYLLABLE_PENALTY: f64 = 50.0;
const LONE_SYLLABLE_PENALTY: f64 = 100.0;
/// Between a number in words and its counter: as dear as a syllable break.
const COUNTER_PENALTY: f64 = 50.0;
/// After a slash or another sign without a space.
const SIGN_PENALTY: f64 = 80.0;

/// All places where a line of `rich` may end, in order, without its end.
pub fn opportunities(rich: &Rich, setting: &ParaSetting) -> Vec<Opportunity> {
    let text = &rich.text;
    let addresses = addresses(rich);
    let mut out: Vec<Opportunity> = unicode_breaks(text, Some(&setting.lang))
        .filter_map(|at| classify(text, at))
        .filter(|o| o.kind == Kind::Forced || !inside(&addresses, o.at))
        .collect();
    addresses.iter().for_each(|a| address_breaks(text, a, &mut out));
    if setting.lang.starts_with("ko") {
        out.iter_mut().for_each(|o| beside_brackets(text, o));
        within_words(text, setting, &addresses, &mut out);
        out.retain_mut(|o| keeps_amounts(text, o));
    } else {
        out.retain(|o| !within_korean(text, o.at));
    }
    if setting.hyphenate {
        hyphen::hyphens(rich, setting, (&addresses, &rich.names), &mut out);
    }
    out.sort_by(|a, b| a.at.cmp(&b.at).then(a.kind.cmp(&b.kind)));
    out.dedup_by_key(|o| o.at);
    let marks = marks(rich);
    out.retain(|o| o.kind == Kind::Forced || !covers(&marks, o.at));
    out
}

/// Where the words and names of a text that are not hyphenated could be, for those that a line has no room for.
pub fn spare_hyphens(rich: &Rich, setting: &ParaSetting) -> Vec<Opportunity> {
    let mut out = Vec::new();
    hyphen::hyphens(rich, setting, (&addresses(rich), &[]), &mut out);
    out
}

/// Unicode's opportunities; in Korean (`lang`) words keep together.
fn unicode_breaks(text: &str, lang: Option<&str>) -> impl Iterator<Item = usize> {
    let mut options = LineBreakOptions::default();
    if lang.is_some_and(|l| l.starts_with("ko")) {
        options.word_option = Some(LineBreakWordOption::KeepAll);
    }
    // Dictionaries rather than a neural model for Thai and its neighbours: no floating point decides a break.
    let len = text.len();
    LineSegmenter::new_dictionary(options).segment_str(text).filter(move |&at| at > 0 && at < len)
}

/// Whether `at` is within a word of Korean. In text of another language such words are few, and readers of neither
/// look for their end on the next line.
fn within_korean(text: &str, at: usize) -> bool {
    let (prev, next) = (text[..at].chars().next_back(), text[at..].chars().next());
    let (Some(prev), Some(next)) = (prev, next) else { return false };
    is_hangul(prev) && (is_hangul(next) || next.is_ascii_alphanumeric())
        || is_hangul(next) && prev.is_ascii_alphanumeric()
}

/// What keeping Korean words together takes away and is wanted all the same: the hyphens of Latin words, and for
/// justified lines the breaks between syllables.
fn within_words(text: &str, setting: &ParaSetting, addresses: &[Range<usize>], out: &mut Vec<Opportunity>) {
    for at in unicode_breaks(text, None) {
        let hyphen = text[..at].ends_with(['-', '\u{2010}']) && !inside(addresses, at);
        out.extend(if hyphen { classify(text, at) } else { None });
        out.extend(if setting.hyphenate { syllable(text, at) } else { None });
    }
}

/// A word of Korean goes on behind a bracket or a sign, with its particle: 유네스코(UNESCO)는. Unicode would let
/// the line end there as between any words, and before the bracket.
fn beside_brackets(text: &str, o: &mut Opportunity) {
    let (prev, next) = (text[..o.at].chars().next_back(), text[o.at..].chars().next());
    let (Some(prev), Some(next), Kind::Plain) = (prev, next, o.kind) else { return };
    if is_hangul(next)
        && matches!(prev, ')' | ']' | '%' | '‰' | '℃' | '〉' | '》' | '」' | '』' | '】' | '〕')
    {
        (o.kind, o.penalty) = (Kind::Syllable, LONE_SYLLABLE_PENALTY);
    } else if is_hangul(prev) && matches!(next, '(' | '[') {
        o.penalty = SIGN_PENALTY;
    }
}

/// Whether no amount is parted at `o`; one whose number is in words only makes the break dearer.
fn keeps_amounts(text: &str, o: &mut Opportunity) -> bool {
    let may_part = matches!(o.kind, Kind::Space | Kind::Syllable);
    match if may_part { bond(text, o.at) } else { None } {
        Some(Bond::Firm) => return false,
        Some(Bond::Soft) => o.penalty = o.penalty.max(COUNTER_PENALTY),
        None => {}
    }
    true
}

/// Whether `at` lies within one of the sorted `ranges`, its start excluded.
fn inside(ranges: &[Range<usize>], at: usize) -> bool {
    let i = ranges.partition_point(|r| r.end <= at);
    ranges.get(i).is_some_and(|r| r.start < at)
}

/// Whether one of the sorted `ranges` holds byte `at`.
fn covers(ranges: &[Range<usize>], at: usize) -> bool {
    let i = ranges.partition_point(|r| r.end <= at);
    ranges.get(i).is_some_and(|r| r.start <= at)
}

/// The note marks: no line ends before or in one.
fn marks(rich: &Rich) -> Vec<Range<usize>> {
    let is_mark = |a: &Option<Anchor>| matches!(a, Some(Anchor::Note(_) | Anchor::NoteAgain(_)));
    rich.spans.iter().filter(|s| is_mark(&s.anchor)).map(|s| s.range.clone()).collect()
}

/// What Unicode's opportunity at `at` is worth here; `None` where good setting forbids it.
fn classify(text: &str, at: usize) -> Option<Opportunity> {
    let (before, after) = (&text[..at], &text[at..]);
    let prev = before.chars().next_back()?;
    let next = after.chars().next()?;
    let found = |kind, penalty| Some(Opportunity { at, kind, penalty });
    match prev {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => found(Kind::Forced, 0.0),
        '\u{ad}' => found(Kind::Hyphen, hyphen::PENALTY),
        '\u{200b}' => found(Kind::Plain, 0.0),
        _ if prev.is_whitespace() => {
            let lone_dash = is_dash(next) && after.chars().nth(1).is_none_or(char::is_whitespace);
            found(Kind::Space, if lone_dash { DASH_STARTS_PENALTY } else { 0.0 })
        }
        _ if is_dash(next) => None,
        '-' | '\u{2010}' if typed_hyphen(before, after) => found(Kind::Typed, TYPED_PENALTY),
        '-' | '\u{2010}' => None,
        _ if is_dash(prev) => {
            let range = next.is_numeric() && before.chars().rev().nth(1).is_some_and(char::is_numeric);
            found(Kind::Plain, if range { RANGE_PENALTY } else { 0.0 })
        }
        _ if is_wide(prev) || is_wide(next) || is_complex(next) => found(Kind::Plain, 0.0),
        _ => found(Kind::Plain, SIGN_PENALTY),
    }
}

/// The break between two syllables of a word.
fn syllable(text: &str, at: usize) -> Option<Opportunity> {
    let hangul = |c: &char| is_hangul(*c);
    let before = text[..at].chars().rev().take(2).take_while(hangul).count();
    let after = text[at..].chars().take(2).take_while(hangul).count();
    let penalty = if before + after < 4 { LONE_SYLLABLE_PENALTY } else { SYLLABLE_PENALTY };
    (before > 0 && after > 0).then_some(Opportunity { at, kind: Kind::Syllable, penalty })
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2012}'..='\u{2015}')
}

/// Whether a typed hyphen may end a line: not after one letter (e-mail) and not before one.
fn typed_hyphen(before: &str, after: &str) -> bool {
    let letter = |c: &char| c.is_alphanumeric();
    let left = before.chars().rev().skip(1).take(2).take_while(letter).count();
    let right = after.chars().take(2).take_while(letter).count();
    left != 1 && right == 2
}

/// Ideographs, kana and Hangul, as wide as high.
pub fn is_wide(c: char) -> bool {
    is_hangul(c)
        || matches!(c, '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}')
}

/// Hangul syllables and letters.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Scripts without spaces whose words a dictionary finds.
fn is_complex(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}
