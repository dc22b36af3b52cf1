//! Where addresses stand in a text and where they may be broken: after a slash, before a dot or another sign
//! that shows at the start of the next line that the address goes on. Never with a hyphen.

use super::breaks::{Kind, Opportunity};
use super::{Anchor, Rich};
use std::ops::Range;

/// Dear enough that a line is never broken in an address where a word's end does nearly as well.
const ADDRESS_PENALTY: f64 = 120.0;
/// Before a hyphen, inside the name of a host and beside a scrap, only where nothing else helps.
const LAST_PENALTY: f64 = 600.0;
/// Fewer letters than this between two slashes are a scrap.
const SCRAP: usize = 4;
/// The name of a host of up to so many characters stays whole.
const SHORT_HOST: usize = 20;
/// Within a long string of letters and digits, such as a hash.
const WITHIN_PENALTY: f64 = 1000.0;
/// From how many letters and digits in a row on.
const LONG: usize = 16;
/// Letters that stay together at each end of such a row.
const EDGE: usize = 4;

/// The addresses of a text: web, mail, and linked text that looks like one. In order.
pub fn addresses(rich: &Rich) -> Vec<Range<usize>> {
    let linked: Vec<&Range<usize>> =
        rich.spans.iter().filter(|s| matches!(s.anchor, Some(Anchor::Link(_)))).map(|s| &s.range).collect();
    let mut at = 0;
    words(&rich.text)
        .filter_map(|word| {
            let word = trim(&rich.text, word);
            while linked.get(at).is_some_and(|l| l.end <= word.start) {
                at += 1;
            }
            let text = &rich.text[word.clone()];
            let link = linked.get(at).is_some_and(|l| l.start < word.end);
            (is_address(text) || (link && looks_linked(text))).then_some(word)
        })
        .collect()
}

/// The stretches between white space.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split_whitespace().map(|w| {
        let start = w.as_ptr() as usize - text.as_ptr() as usize;
        start..start + w.len()
    })
}

/// The word without the quotes, brackets and points around it.
fn trim(text: &str, word: Range<usize>) -> Range<usize> {
    let w = &text[word.clone()];
    let inner = w.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = word.end - inner.len();
    let inner = inner.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
    start..start + inner.len()
}

/// Endings of host names that make a word without scheme an address.
const DOMAINS: [&str; 24] = [
    "com", "org", "net", "gov", "edu", "int", "info", "mil", "news", "io", "us", "uk", "kr", "eu", "de",
    "fr", "es", "mx", "ca", "jp", "ch", "au", "nz", "in",
];

pub fn is_address(w: &str) -> bool {
    if w.contains("://") || w.starts_with("www.") || w.starts_with("mailto:") {
        return true;
    }
    if let Some((user, host)) = w.split_once('@') {
        return !user.is_empty() && host.contains('.');
    }
    let host = w.split(['/', '?', '#', ':']).next().unwrap_or("");
    let Some((name, end)) = host.rsplit_once('.') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    name.len() >= 2 && name.chars().all(plain) && DOMAINS.contains(&end)
}

fn looks_linked(w: &str) -> bool {
    let inner_dot = w.split('.').count() > 1 && w.split('.').all(|p| p.len() >= 2);
    w.contains('/') || inner_dot
}

/// The places where the address at `range` may be broken.
pub fn address_breaks(text: &str, range: &Range<usize>, out: &mut Vec<Opportunity>) {
    let w = &text[range.clone()];
    let chars: Vec<(usize, char)> = w.char_indices().collect();
    let mut push =
        |i: usize, penalty: f64| out.push(Opportunity { at: range.start + i, kind: Kind::Address, penalty });
    let start = w.find("://").map_or(0, |at| at + 3);
    let host = if w.contains('@') { 0 } else { w[start..].find('/').map_or(w.len(), |at| start + at) };
    let mut row = 0; // first of the letters and digits in a row
    for k in 1..=chars.len() {
        let prev = chars[k - 1].1;
        let here = chars.get(k).map(|c| c.1);
        // A scheme's slashes stay with each other and with the host's first letters.
        let scheme = w[..chars[k - 1].0].ends_with(':') || w[..chars[k - 1].0].ends_with(":/");
        let Some(c) = here else {
            long_row(&chars[row..k], &mut push);
            break;
        };
        if !c.is_ascii_alphanumeric() {
            long_row(&chars[row..k], &mut push);
            row = k + 1;
        }
        let after_slash = prev == '/' && c != '/' && !scheme;
        let before_sign =
            matches!(c, '.' | '?' | '&' | '=' | '-' | '_' | '#' | '@') && prev.is_alphanumeric();
        let whole = chars[k].0 < host && host - start <= SHORT_HOST;
        if after_slash || (before_sign && k > 1 && !whole) {
            // A slash within a few letters of another leaves a scrap: `undocs.org/A/` or `/A/78`.
            let near = |c: Option<&(usize, char)>| c.is_some_and(|c| c.1 == '/');
            let scrap = (k + 1..k + SCRAP).any(|j| near(chars.get(j)))
                || (k.saturating_sub(SCRAP)..k - 1).any(|j| near(chars.get(j)));
            let last = match after_slash {
                true => scrap,
                false => c == '-' || chars[k].0 < host,
            };
            push(chars[k].0, if last { LAST_PENALTY } else { ADDRESS_PENALTY });
        }
    }
}

/// Breaks within a long row of letters and digits, which nothing else would break.
fn long_row(row: &[(usize, char)], push: &mut impl FnMut(usize, f64)) {
    if row.len() >= LONG {
        row[EDGE..=row.len() - EDGE].iter().for_each(|c| push(c.0, WITHIN_PENALTY));
    }
}
