//! Quotes, apostrophes and primes.

use super::{Ch, Locale};

/// Words that drop their beginning, and so start with an apostrophe and not with a quote.
const ELIDED: [&str; 12] =
    ["tis", "twas", "em", "til", "till", "cause", "n", "round", "bout", "neath", "twere", "twill"];

/// Which quotes are open where we are.
#[derive(Default)]
struct Open {
    double: bool,
    single: bool,
}

/// Turns straight quotes into those of the language. Curly ones stay as they are.
pub(super) fn curl(text: &[Ch], locale: &Locale) -> Vec<Ch> {
    let mut out: Vec<Ch> = Vec::with_capacity(text.len());
    let mut open = Open::default();
    for (i, &ch) in text.iter().enumerate() {
        if !ch.is('"') && !ch.is('\'') {
            out.push(ch);
            continue;
        }
        // What stands before is read from what is set: a quote there has its direction already.
        let prev = out.iter().rev().map(|ch| ch.c).find(|c| !is_isolate(*c));
        let spot = Spot { text, i, prev, locale };
        if ch.is('"') {
            double(&spot, &mut open, &mut out);
        } else {
            out.push(ch.with(single(&spot, &mut open)));
        }
    }
    out
}

/// A quote with its surroundings.
struct Spot<'a> {
    text: &'a [Ch],
    i: usize,
    prev: Option<char>,
    locale: &'a Locale,
}

fn double(spot: &Spot<'_>, open: &mut Open, out: &mut Vec<Ch>) {
    let ch = spot.text[spot.i];
    // Within a Hebrew word it is the sign of an acronym or a numeral: צה״ל.
    if spot.prev.is_some_and(is_hebrew) && spot.next().is_some_and(is_hebrew) {
        out.push(ch.with('״'));
        return;
    }
    let opens = spot.opens(open) && (!open.double || spot.word_follows());
    if !opens && !open.double && spot.prev.is_some_and(|c| c.is_ascii_digit() || c == '′') {
        out.push(ch.with('″'));
        return;
    }
    open.double = opens;
    let (left, right) = spot.locale.double;
    let space = spot.locale.quote_space.map(|c| ch.with(c));
    if opens {
        out.push(ch.with(left));
        out.extend(space);
    } else {
        out.extend(space);
        out.push(ch.with(right));
    }
}

fn single(spot: &Spot<'_>, open: &mut Open) -> char {
    let next = spot.next();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if digit(spot.prev) && digit(next) {
        return '′';
    }
    if spot.opens(open) {
        if spot.year_follows() || ELIDED.contains(&spot.word_after().as_str()) {
            return '’';
        }
        if next.is_some_and(|c| !c.is_whitespace()) {
            open.single = true;
            return spot.locale.single.0;
        }
    }
    // Behind a Hebrew letter it belongs to it, as in ג׳ירפה or עמ׳, unless a quote waits for its end.
    if spot.prev.is_some_and(is_hebrew) && (!open.single || next.is_some_and(is_hebrew)) {
        return '׳';
    }
    // Inside a word it is an apostrophe in every language; Korean particles follow a quote directly.
    let inside = spot.prev.is_some_and(char::is_alphanumeric)
        && next.is_some_and(|c| c.is_alphabetic() && !is_hangul(c));
    if open.single && !inside {
        open.single = false;
        return spot.locale.single.1;
    }
    '’'
}

impl Spot<'_> {
    /// Whether something begins here.
    fn opens(&self, open: &Open) -> bool {
        match self.prev {
            None => true,
            Some('—' | '–' | '-' | '/') => self.word_follows(),
            Some(c) => {
                c.is_whitespace()
                    || self.is_opening(c, open) && self.next().is_some_and(|c| !c.is_whitespace())
            }
        }
    }

    fn is_opening(&self, c: char, open: &Open) -> bool {
        let Locale { double, single, .. } = self.locale;
        "([{¿¡".contains(c)
            || c == double.0 && (open.double || double.0 != double.1)
            || c == single.0 && (open.single || single.0 != single.1)
            || "«„“‘‚".contains(c) && c != double.1 && c != single.1
    }

    fn next(&self) -> Option<char> {
        self.rest().next()
    }

    fn rest(&self) -> impl Iterator<Item = char> + '_ {
        self.text[self.i + 1..].iter().map(|ch| ch.c).filter(|c| !is_isolate(*c))
    }

    fn word_follows(&self) -> bool {
        let first = self.rest().take(2).find(|c| !matches!(c, '"' | '\'' | '¿' | '¡' | '…'));
        first.is_some_and(|c| c.is_alphanumeric() || c == '$')
    }

    fn word_after(&self) -> String {
        self.rest().take_while(|c| c.is_alphabetic()).take(8).flat_map(char::to_lowercase).collect()
    }

    /// `'90s`, `'53`: two digits of a year.
    fn year_follows(&self) -> bool {
        let digits = self.rest().take_while(char::is_ascii_digit).count();
        digits == 2 && self.rest().nth(digits) != Some('\'')
    }
}

/// Isolates, which say nothing of what stands where.
fn is_isolate(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}' | '\u{5f0}'..='\u{5f2}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}
