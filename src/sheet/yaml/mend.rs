//! Mistakes of syntax that are told by mending them: likely mends are tried near the place where reading stops,
//! and the one after which reading gets furthest says what is wrong, and where. So a bracket that is not closed
//! is told where it is opened, its help is known to help, and one run tells several mistakes.
//!
//! What is read after a mend is used for finding the next mistake and for nothing else.

mod brackets;
mod rows;
mod spaces;
mod values;

use super::faults::Fault;
use rows::Row;
use std::ops::Range;

/// More mistakes than this are not looked for in one run.
const MOST: usize = 8;
/// Mends that are tried for one mistake; each reads the file again, up to its next mistake.
const TRIALS: usize = 24;
/// Of those that lead to another mistake before the place where reading stopped, so many are followed.
const LOOKED_BEHIND: usize = 6;
/// Bytes. A larger file is no sheet that somebody writes by hand.
const LARGEST: usize = 64 << 10;

/// A change to the text that mends a mistake, with the words for it.
struct Mend {
    fault: Fault,
    /// These bytes of the text…
    range: Range<usize>,
    /// …become this.
    with: String,
}

impl Mend {
    fn insert(at: usize, with: impl Into<String>, fault: Fault) -> Mend {
        Mend { fault, range: at..at, with: with.into() }
    }
    /// The text, mended.
    fn of(&self, text: &str) -> String {
        [&text[..self.range.start], &self.with, &text[self.range.end..]].concat()
    }
    /// Where byte `at` of the mended text stood before.
    fn before(&self, at: usize) -> usize {
        let end = self.range.start + self.with.len();
        if at >= end { at - end + self.range.end } else { at.min(self.range.start) }
    }
}

/// The mistakes in `text`, of which the first ends reading at byte `at`. `stops` reads a text and gives the byte at
/// which reading ends before the end. Empty where no mend is known.
pub(super) fn faults(text: &str, at: usize, stops: impl Fn(&str) -> Option<usize>) -> Vec<Fault> {
    let mut found = Vec::new();
    let (mut text, mut at) = (text.to_owned(), at);
    let mut mends: Vec<Mend> = Vec::new();
    while found.len() < MOST && text.len() <= LARGEST {
        let Some((mend, next)) = furthest(&text, at, &stops) else { break };
        let place = mends.iter().rev().fold(mend.fault.at, |at, mend| mend.before(at));
        found.push(Fault { at: place, ..mend.fault.clone() });
        text = mend.of(&text);
        mends.push(mend);
        let Some(next) = next else { break };
        at = next;
    }
    found
}

/// The mend after which reading gets furthest beyond byte `at`, and where it then ends.
fn furthest(text: &str, at: usize, stops: &dyn Fn(&str) -> Option<usize>) -> Option<(Mend, Option<usize>)> {
    let mut best: Option<(Mend, usize, usize)> = None;
    let mut short = Vec::new();
    for mend in likely(text, at) {
        let mended = mend.of(text);
        let Some(next) = stops(&mended) else { return Some((mend, None)) };
        let reached = mend.before(next);
        if reached > best.as_ref().map_or(at, |(_, reached, _)| *reached) {
            best = Some((mend, reached, next));
        } else if reached > mend.range.end + 1 && reached < at {
            short.push((mend, mended, next));
        }
    }
    if let Some((mend, _, next)) = best {
        return Some((mend, Some(next)));
    }
    // What is open hides other mistakes up to where it ends by chance: a mend is right if that of the next one
    // leads beyond.
    let beyond = |(mend, mended, next): &(Mend, String, usize)| {
        likely(mended, *next)
            .iter()
            .any(|second| stops(&second.of(mended)).is_none_or(|end| mend.before(second.before(end)) > at))
    };
    short.truncate(LOOKED_BEHIND);
    short.into_iter().find(beyond).map(|(mend, _, next)| (mend, Some(next)))
}

/// What may be wrong where reading stops at byte `at`, most likely first.
fn likely(text: &str, at: usize) -> Vec<Mend> {
    let rows = &rows::all(text);
    let here = rows.partition_point(|row: &Row<'_>| row.start <= at).saturating_sub(1);
    // At the end of a block YAML stops below it.
    let Some(here) = (0..=here).rev().find(|i| rows.get(*i).is_some_and(|r| !r.text.trim().is_empty()))
    else {
        return Vec::new();
    };
    let mut mends = brackets::commas(&rows[here], text);
    mends.extend(spaces::all(rows, here));
    mends.extend(values::unquoted(&rows[here]));
    mends.extend(brackets::unclosed(rows, here));
    mends.extend(rows[..here].iter().rev().take(2).flat_map(values::unquoted));
    mends.extend(spaces::items(rows, here));
    mends.truncate(TRIALS);
    mends
}
