//! Where the content of a page is cut, so that pieces which are the same in many copies are stored once. Places are
//! found by the bytes near them (content-defined chunking, as rsync and backup programs do it): after a line that differs,
//! the next cuts are where they were. What no page before had is cut out by itself. Takes bytes and gives ranges; the
//! pieces in a row are the content again.

use crate::base::fnv;
use std::collections::HashMap;
use std::ops::Range;

/// A piece has at least so many bytes: each costs an object of some sixty.
const LEAST: usize = 400;
/// And about so many at the most, where there are places to cut.
const MOST: usize = 4_000;
/// What is so long between two places is a piece by itself: a drawing beside a name is not stored with it.
const LONG: usize = 1_500;
/// Of the places where a piece may end, one in so many is taken.
const ONE_IN: u64 = 4;
/// So many pages have had what is taken for common to copies.
const COMMON: u8 = 2;
/// What is common and shorter is stored with what stands before it, where that is a page's own.
const SHORT: usize = 500;
/// Stretches that are remembered: two megabytes.
const REMEMBERED: usize = 1 << 16;

/// What pages had so far: stretches between places where they may be cut.
#[derive(Default)]
pub(super) struct Seen(HashMap<u64, u8>);

impl Seen {
    /// Takes note of a stretch, and says whether it is common.
    fn is_common(&mut self, hash: u64) -> bool {
        if let Some(times) = self.0.get_mut(&hash) {
            *times = times.saturating_add(1);
            return *times > COMMON;
        }
        if self.0.len() < REMEMBERED {
            self.0.insert(hash, 1);
        }
        false
    }
}

/// A content that is cut.
pub(super) struct Cut {
    /// The pieces, in order, without gaps.
    pub pieces: Vec<Range<usize>>,
    /// Whether it leaves the graphics state as it found it, text and marked content closed: other content may follow.
    pub is_closed: bool,
}

/// Cuts `content` between operators, outside of text objects, marked content and saved graphics states: readers that take
/// streams one by one, against ISO 32000-1, 7.8.2, then still do right.
pub(super) fn cut(content: &[u8], seen: &mut Seen) -> Cut {
    let (mut units, is_closed) = units(content);
    let rest = units.last().map_or(0, |u| u.end)..content.len();
    if !rest.is_empty() {
        units.push(rest);
    }
    let hashes: Vec<u64> = units.iter().map(|u| fnv(&content[u.clone()])).collect();
    let mut pieces = Vec::new();
    for (run, is_common) in runs(&units, hashes.iter().map(|h| seen.is_common(*h))) {
        let whole = span(&units[run.clone()]);
        if is_common || whole.len() > MOST {
            chunks(&units[run.clone()], &hashes[run], &mut pieces);
        } else {
            pieces.push(whole);
        }
    }
    Cut { pieces, is_closed }
}

/// From the first of some stretches to the last.
fn span(units: &[Range<usize>]) -> Range<usize> {
    units.first().map_or(0, |u| u.start)..units.last().map_or(0, |u| u.end)
}

/// Stretches in a row that are common, or a page's own with what is short between them.
fn runs(units: &[Range<usize>], common: impl Iterator<Item = bool>) -> Vec<(Range<usize>, bool)> {
    let mut alike: Vec<(Range<usize>, bool)> = Vec::new();
    for (i, is_common) in common.enumerate() {
        match alike.last_mut() {
            Some((run, before)) if *before == is_common => run.end = i + 1,
            _ => alike.push((i..i + 1, is_common)),
        }
    }
    let mut runs: Vec<(Range<usize>, bool)> = Vec::new();
    for (run, is_common) in alike {
        let is_short = span(&units[run.clone()]).len() < SHORT;
        match runs.last_mut() {
            Some((own, false)) if !is_common || is_short => own.end = run.end,
            _ => runs.push((run, is_common)),
        }
    }
    runs
}

/// Cuts stretches by what they are.
fn chunks(units: &[Range<usize>], hashes: &[u64], pieces: &mut Vec<Range<usize>>) {
    let mut start = span(units).start;
    let mut end_at = |end: usize, start: &mut usize| {
        if end > *start {
            pieces.push(*start..end);
            *start = end;
        }
    };
    for (unit, hash) in units.iter().zip(hashes) {
        let length = unit.end - start;
        // The upper half of a hash is well mixed.
        let is_taken = (hash >> 32).is_multiple_of(ONE_IN);
        if unit.len() >= LONG {
            end_at(unit.start, &mut start);
            end_at(unit.end, &mut start);
        } else if length >= MOST || (length >= LEAST && is_taken) {
            end_at(unit.end, &mut start);
        }
    }
    end_at(span(units).end, &mut start);
}

/// The stretches between places where content may be cut, and whether all that is opened is closed at the end.
fn units(content: &[u8]) -> (Vec<Range<usize>>, bool) {
    let mut units = Vec::new();
    let (mut depth, mut start, mut lowest) = (0_i32, 0, 0);
    let mut tokens = Tokens { content, at: 0 };
    while let Some(token) = tokens.next() {
        match token {
            b"q" | b"BT" | b"BMC" | b"BDC" => depth += 1,
            b"Q" | b"ET" | b"EMC" => depth -= 1,
            // What follows is no syntax. None of ours; such a page is not cut from here on.
            b"BI" => return (units, false),
            _ => {}
        }
        lowest = lowest.min(depth);
        let is_operator = token.first().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'\'' | b'"'));
        let end = tokens.at + 1;
        if depth == 0 && is_operator && content.get(tokens.at) == Some(&b'\n') {
            units.push(start..end);
            start = end;
        }
    }
    (units, depth == 0 && lowest == 0)
}

/// The tokens of a content stream that may be operators; names, strings and numbers among them are no words that mean
/// anything here.
struct Tokens<'a> {
    content: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<&'a [u8]> {
        loop {
            let first = *self.content.get(self.at)?;
            match first {
                b'(' => self.string(),
                b'<' if self.content.get(self.at + 1) != Some(&b'<') => self.to(|b| b == b'>'),
                b'%' => self.to(|b| matches!(b, b'\n' | b'\r')),
                b'/' => {
                    self.at += 1;
                    self.word();
                }
                _ if is_regular(first) => return Some(self.word()),
                _ => self.at += 1,
            }
        }
    }

    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        while self.content.get(self.at).is_some_and(|b| is_regular(*b)) {
            self.at += 1;
        }
        &self.content[start..self.at]
    }

    fn to(&mut self, ends: fn(u8) -> bool) {
        while self.content.get(self.at).is_some_and(|b| !ends(*b)) {
            self.at += 1;
        }
        self.at += 1;
    }

    /// Past a string in brackets, which may nest.
    fn string(&mut self) {
        let mut open = 0;
        while let Some(byte) = self.content.get(self.at) {
            match byte {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return;
            }
        }
    }
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str) -> String {
        let paragraph = |i: usize| {
            let words = (0..i % 7 + 2).map(|n| format!("[(word {n} of {i}) -20 (\\) BT q] Tj)] TJ\n"));
            format!("/P <</MCID {i}>> BDC\nBT\n/T0 9 Tf\n{}ET\nEMC\n", words.collect::<String>())
        };
        let body = |range: Range<usize>| range.map(paragraph).collect::<String>();
        format!("{}/H <</MCID 99>> BDC\nBT\n({name}) Tj\nET\nEMC\n{}", body(0..40), body(40..90))
    }

    #[test]
    fn pieces_are_the_whole_again() {
        let page = page("Ahn");
        let cut = cut(page.as_bytes(), &mut Seen::default());
        let whole: Vec<u8> =
            cut.pieces.iter().flat_map(|p| page.as_bytes()[p.clone()].iter().copied()).collect();
        assert_eq!(whole, page.as_bytes());
        assert!(cut.is_closed && cut.pieces.len() > 5, "{:?}", cut.pieces);
        let opens = |p: &Range<usize>| page[p.clone()].matches("BDC").count();
        let closes = |p: &Range<usize>| page[p.clone()].matches("EMC\n").count();
        assert!(cut.pieces.iter().all(|p| opens(p) == closes(p)));
    }

    /// Whatever is longer or shorter in a name, all pieces but one or two are those of the other page.
    #[test]
    fn pages_that_differ_in_a_line_share_the_rest() {
        let one = page("Ahn");
        let pieces = |text: &str| -> Vec<String> {
            cut(text.as_bytes(), &mut Seen::default())
                .pieces
                .iter()
                .map(|p| text[p.clone()].to_owned())
                .collect()
        };
        let shared = pieces(&one);
        for name in ["Bo", "Christensen-Oyelaran of the great state of Minnesota", &"long ".repeat(300)] {
            let own: usize =
                pieces(&page(name)).iter().filter(|p| !shared.contains(p)).map(String::len).sum();
            assert!(own < name.len() + 2 * MOST, "{own} bytes for {} of a name", name.len());
        }
    }

    /// Once two pages were seen, a third has hardly more of its own than what differs.
    #[test]
    fn what_is_a_pages_own_is_cut_out() {
        let mut seen = Seen::default();
        let mut stored: Vec<String> = Vec::new();
        let mut own = Vec::new();
        for name in ["Ahn", "Bo", "Christensen-Oyelaran", "Diaz", "of the great state of Minnesota"] {
            let page = page(name);
            let pieces = cut(page.as_bytes(), &mut seen).pieces;
            let new: Vec<String> =
                pieces.into_iter().map(|p| page[p].to_owned()).filter(|p| !stored.contains(p)).collect();
            own.push(new.iter().map(String::len).sum::<usize>());
            stored.extend(new);
        }
        // What is common stands in new pieces when that is known first.
        assert!(own[3] < 100 + SHORT && own[4] < 100 + SHORT, "{own:?}");
    }

    #[test]
    fn what_is_open_or_no_syntax_is_known() {
        for (content, closed) in [
            ("q 1 0 0 1 0 0 cm Q\n", true),
            ("q\n", false),
            ("Q q\n", false),
            ("(q", true),
            ("<71", true),
            ("/q gs\n", true),
            ("BI /W 1 ID q EI Q\n", false),
            ("% q", true),
            ("", true),
        ] {
            assert_eq!(cut(content.as_bytes(), &mut Seen::default()).is_closed, closed, "{content}");
        }
    }
}
