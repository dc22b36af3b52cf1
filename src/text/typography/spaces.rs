//! Spaces that do not break, and those that French wants before its high punctuation.

mod address;
mod lists;

use super::locale::{Lang, NARROW, NBSP};
use super::{Ch, Locale};
use lists::*;

/// Sets no-break spaces by the custom of the language.
pub(super) fn bind(text: Vec<Ch>, locale: &Locale) -> Vec<Ch> {
    let mut text = high_punctuation(numbered(abbreviations(text, locale), locale), locale);
    for i in 1..text.len() {
        if !text[i].is(' ') || among_words(&text, i, locale) {
            continue;
        }
        if narrow(&text, i, locale) {
            text[i].c = NARROW;
        } else if holds(&text, i, locale) {
            text[i].c = NBSP;
        }
    }
    text
}

/// Whether the space at `i` stands between two words that no custom binds, as nearly every one does: the left one ends
/// in a small letter, so it is no abbreviation and no number, and the right one begins with one, so it is no name and
/// no number. French binds such a pair: "1er mai".
fn among_words(text: &[Ch], i: usize, locale: &Locale) -> bool {
    let small = |ch: Option<&Ch>| ch.is_some_and(|ch| ch.c.is_ascii_lowercase());
    locale.lang != Lang::French && small(text.get(i - 1)) && small(text.get(i + 1))
}

/// Whether the space at `i` must not break.
fn holds(text: &[Ch], i: usize, locale: &Locale) -> bool {
    // No line begins with a dash or an ellipsis.
    if matches!(text.get(i + 1).map(|ch| ch.c), Some('–' | '—' | '…')) {
        return true;
    }
    let (left, right) = (word_before(text, i), word_after(text, i));
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let (low_left, low_right) = (left.to_lowercase(), right.to_lowercase());
    before_number(&left, &low_left, &right, locale)
        || after_number(&left, &low_right)
        || BEFORE_NAME.contains(&low_left.as_str()) && capital(&left) && capital(&right)
        || initials(text, i, &left, &right)
        || short_name(text, i, &left, &right)
        || phone(text, i)
        || address::holds(text, i, &left, &right)
        || locale.lang == Lang::French
            && matches!(left.as_str(), "M." | "MM." | "Mmes" | "Me")
            && capital(&right)
        || date(&left, &right, &low_left, &low_right, locale)
}

/// Whether the space at `i` is to be a narrow one: within an abbreviation, and between the groups of a number's
/// figures, where English and languages that we do not know would take a comma.
fn narrow(text: &[Ch], i: usize, locale: &Locale) -> bool {
    let (left, right) = (word_before(text, i), word_after(text, i));
    let pair = (left.to_lowercase(), right.to_lowercase());
    let behind = pair.1.trim_end_matches([',', ';', ')', ':']);
    if pairs(locale).contains(&(pair.0.as_str(), behind)) {
        return true;
    }
    let grouped = !matches!(locale.lang, Lang::English | Lang::Other);
    let start = i - left.chars().count().min(i);
    let continued = start > 0 && text[start - 1].c == NARROW;
    grouped && groups(&left, &right, continued)
}

/// `12` and `345`, `678`, `900 km`: one to three figures, after them three and nothing but their end.
fn groups(left: &str, right: &str, continued: bool) -> bool {
    let first = left.trim_start_matches(['$', '€', '£', '~', '<', '>', '±', '−', '-', '+']);
    let size =
        if continued { left.len() == 3 } else { matches!(first.len(), 1..=3) && !first.starts_with('0') };
    let digits = right.bytes().take_while(u8::is_ascii_digit).count();
    size && first.bytes().all(|b| b.is_ascii_digit())
        && digits == 3
        && !right[3..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '-' | '–' | '/'))
}

fn pairs(locale: &Locale) -> &'static [(&'static str, &'static str)] {
    match locale.lang {
        Lang::German => PAIRS_DE,
        Lang::Spanish => PAIRS_ES,
        Lang::French => PAIRS_FR,
        Lang::English | Lang::Other => &[],
    }
}

/// Parts German abbreviations that were typed without their space: `z.B.`
fn abbreviations(text: Vec<Ch>, locale: &Locale) -> Vec<Ch> {
    if locale.lang != Lang::German {
        return text;
    }
    let mut out: Vec<Ch> = Vec::with_capacity(text.len());
    for (i, &ch) in text.iter().enumerate() {
        out.push(ch);
        let whole = ch.is('.') && text.get(i + 1).is_some_and(|n| !n.fixed && n.c.is_alphabetic());
        if whole {
            let left = word_before(&text, i + 1).to_lowercase();
            let right: String = word_after(&text, i).to_lowercase();
            let right = right.trim_end_matches([',', ';', ')', ':']);
            if PAIRS_DE.contains(&(left.as_str(), right)) {
                out.push(ch.with(NARROW));
            }
        }
    }
    out
}

/// French and Spanish: the sign for a number, for which a degree was typed, is a raised o.
fn numbered(mut text: Vec<Ch>, locale: &Locale) -> Vec<Ch> {
    if !matches!(locale.lang, Lang::French | Lang::Spanish) {
        return text;
    }
    for i in 1..text.len() {
        let number = text[i + 1..].iter().map(|ch| ch.c).find(|c| !c.is_whitespace() && *c != NBSP);
        let before = text[..i].iter().rev().map(|ch| ch.c).take(2).collect::<Vec<_>>();
        let dotted = locale.lang == Lang::Spanish && before.first() == Some(&'.');
        let n = before.get(usize::from(dotted)).is_some_and(|c| matches!(c, 'n' | 'N'));
        let alone = i < 2 + usize::from(dotted) || !text[i - 2 - usize::from(dotted)].c.is_alphanumeric();
        if text[i].is('°') && n && alone && number.is_some_and(|c| c.is_ascii_digit()) {
            text[i].c = 'º';
        }
    }
    text
}

fn before_number(left: &str, low_left: &str, right: &str, locale: &Locale) -> bool {
    let starts_digit = right.starts_with(|c: char| c.is_ascii_digit());
    // "H. Res. 5": the chamber before its kind of resolution.
    let chamber = matches!(left, "H." | "S.") && ["Res.", "Con.", "J.", "R."].contains(&right)
        || matches!(left, "Con." | "J.") && right == "Res.";
    let page = locale.lang == Lang::German && left == "S." && starts_digit;
    let listed = BEFORE_NUMBER.contains(&low_left) && !(low_left == "s." && left == "s.");
    // "A.B. 214": a bill is called by initials.
    let bill = left.len() >= 4
        && left.chars().enumerate().all(|(i, c)| match i % 2 {
            0 => c.is_ascii_uppercase(),
            _ => c == '.',
        });
    chamber || page || (listed || bill && left.ends_with('.')) && starts_digit
}

fn after_number(left: &str, low_right: &str) -> bool {
    let number = left.ends_with(|c: char| c.is_ascii_digit())
        && left
            .trim_start_matches(['$', '€', '£', '₩', '(', '~', '<', '>', '±', '−', '-'])
            .starts_with(|c: char| c.is_ascii_digit());
    let bare = low_right.trim_end_matches([',', ';', ':', ')', '!', '?']);
    let known = |w: &str| AFTER_NUMBER.contains(&w);
    number && (known(bare) || known(bare.trim_end_matches('.')))
}

/// Whether the space at `i` stands in a telephone number: "(555) 555-0100", "+44 20 7946 0018", "800 222-1222". It has
/// seven to fifteen figures, and a sign that years and amounts in a row have not: a plus, an area code in
/// parentheses, or four last figures after a hyphen.
fn phone(text: &[Ch], i: usize) -> bool {
    let part =
        |c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | '+' | '-' | '\u{2011}' | '.' | ' ' | NBSP);
    // No number is longer with its signs.
    let from = (i.saturating_sub(24)..i).rev().take_while(|j| part(text[*j].c)).last();
    let to = (i + 1..text.len().min(i + 25)).take_while(|j| part(text[*j].c)).last();
    let (Some(from), Some(to)) = (from, to) else { return false };
    let number: String = text[from..=to].iter().map(|ch| ch.c).collect();
    let number = number.trim_matches([' ', '.', NBSP, '-']);
    let groups: Vec<&str> = number.split([' ', NBSP, '-', '\u{2011}', '.']).collect();
    let digits = |s: &str| s.bytes().filter(u8::is_ascii_digit).count();
    let area = |g: &&str| {
        let code = g.strip_prefix('(').and_then(|g| g.strip_suffix(')'));
        code.is_some_and(|c| (2..=4).contains(&c.len()) && digits(c) == c.len())
    };
    let hyphen = number.contains(['-', '\u{2011}']) && groups.last().is_some_and(|g| g.len() == 4);
    let four = hyphen && groups.len() > 2 && groups[groups.len() - 2].len() == 3;
    (7..=15).contains(&digits(number))
        && groups.iter().all(|g| digits(g) > 0)
        && (number.starts_with('+') || groups.iter().any(area) || four)
}

/// "U. N.", "J. R. Smith", "Donald J. Smith"; but not "plan B. The end".
fn initials(text: &[Ch], i: usize, left: &str, right: &str) -> bool {
    if !is_initial(left) || !capital(right) {
        return false;
    }
    let start = i - left.chars().count();
    let name_before = start > 1 && {
        let earlier = word_before(text, start - 1);
        capital(&earlier) && !earlier.ends_with(['.', ',', '!', '?']) || is_initial(&earlier)
    };
    is_initial(right) || name_before || start == 0
}

/// "Sen. Al Li": behind a title a name of two letters is as slight as an initial.
fn short_name(text: &[Ch], i: usize, left: &str, right: &str) -> bool {
    let start = i - left.chars().count().min(i);
    left.chars().count() == 2
        && capital(left)
        && left.ends_with(char::is_alphabetic)
        && capital(right)
        && start > 1
        && BEFORE_NAME.contains(&word_before(text, start - 1).to_lowercase().as_str())
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.') && chars.next().is_none()
}

fn capital(word: &str) -> bool {
    word.trim_start_matches(['“', '‘', '«', '(']).starts_with(char::is_uppercase)
}

fn date(left: &str, right: &str, low_left: &str, low_right: &str, locale: &Locale) -> bool {
    let bare = low_right.trim_end_matches([',', '.', ';', ')']);
    let two_digits = |w: &str| (1..=2).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit());
    let is_day = |w: &str| two_digits(w.trim_end_matches([',', '.', ';', ')', ':']));
    match locale.lang {
        Lang::English => {
            two_digits(left) && capital(right) && MONTHS_EN.contains(&bare)
                || MONTHS_EN.contains(&low_left) && capital(left) && is_day(right)
        }
        Lang::Spanish => two_digits(left) && right == "de",
        Lang::French => (two_digits(left) || left == "1er") && MONTHS_FR.contains(&bare),
        Lang::German => left.strip_suffix('.').is_some_and(two_digits) && MONTHS_DE.contains(&bare),
        Lang::Other => false,
    }
}

fn word_before(text: &[Ch], end: usize) -> String {
    let start = (0..end).rev().find(|&j| text[j].c.is_whitespace()).map_or(0, |j| j + 1);
    let word: String = text[start..end].iter().map(|ch| ch.c).collect();
    word.trim_start_matches(['(', '“', '‘', '«', '[']).to_owned()
}

fn word_after(text: &[Ch], at: usize) -> String {
    text[at + 1..].iter().map(|ch| ch.c).take_while(|c| !c.is_whitespace()).collect()
}

/// French: white before `; ! ? :`, in place of what the writer typed or of nothing.
fn high_punctuation(text: Vec<Ch>, locale: &Locale) -> Vec<Ch> {
    if locale.lang != Lang::French {
        return text;
    }
    let mut out: Vec<Ch> = Vec::with_capacity(text.len() + 8);
    for (i, &ch) in text.iter().enumerate() {
        if let (Some(space), false) = (locale.quote_space, ch.fixed) {
            let white = |c: char| matches!(c, ' ' | NBSP | NARROW);
            if ch.c == '»' {
                while out.last().is_some_and(|p| white(p.c)) {
                    out.pop();
                }
                out.push(ch.with(space));
            } else if white(ch.c) && out.last().is_some_and(|p| p.is('«')) {
                continue;
            }
            if ch.c == '«' {
                out.extend([ch, ch.with(space)]);
                continue;
            }
            if white(ch.c) && out.len() > 1 && out[out.len() - 2].is('«') {
                continue;
            }
        }
        let high = matches!(ch.c, ';' | '!' | '?') && !ch.fixed;
        let next = text.get(i + 1).map(|n| n.c);
        let colon = ch.is(':') && next.is_none_or(|c| c.is_whitespace() || c == NBSP);
        let first = out.last().is_some_and(|p| !matches!(p.c, ';' | '!' | '?' | '(' | '…'));
        if first && (high || colon) {
            while out.last().is_some_and(|p| p.c == ' ' || p.c == NBSP) {
                out.pop();
            }
            let space = if colon { locale.colon_space } else { locale.high_space };
            out.extend(space.map(|c| Ch { fixed: false, ..ch.with(c) }));
        }
        out.push(ch);
    }
    out
}

/// Keeps slight words off the end of a headline's lines, and its last word from standing alone. Chains stay
/// short enough to leave the breaker a choice.
pub fn headline(text: &str, lang: &str) -> String {
    let slight = match Locale::of(lang).lang {
        Lang::English => SLIGHT_EN,
        Lang::Spanish => SLIGHT_ES,
        Lang::French => SLIGHT_FR,
        Lang::German => SLIGHT_DE,
        Lang::Other => &[],
    };
    let words: Vec<&str> = text.split(' ').collect();
    let mut out = String::with_capacity(text.len());
    let mut chain = 0;
    for (i, word) in words.iter().enumerate() {
        out.push_str(word);
        let Some(next) = words.get(i + 1) else { break };
        chain += word.chars().count() + 1;
        let little = slight.contains(&word.to_lowercase().as_str());
        let last = i + 2 == words.len() && words.len() > 4 && next.chars().count() < 8;
        // About half of the narrowest measure that a headline meets.
        if (little && slight_run_ends(slight, next) || last) && chain + next.chars().count() <= 18 {
            out.push(NBSP);
        } else {
            out.push(' ');
            chain = 0;
        }
    }
    out
}

/// Of several slight words in a row only the last is bound, or the chain grows long.
fn slight_run_ends(slight: &[&str], next: &str) -> bool {
    !slight.contains(&next.to_lowercase().as_str())
}
