//! Brackets and quotation marks that are opened and not closed, and commas that are missing between brackets.

use super::super::faults::{Fault, syntax};
use super::Mend;
use super::rows::{self, Row, end_of};
use super::values::short;

/// Commas that may be missing in front of a key in `row`.
pub(super) fn commas(row: &Row<'_>, text: &str) -> Vec<Mend> {
    let walk = row.walk();
    let behind = walk.behind.into_iter();
    let inside = row.text.contains('{').then(|| row.text.match_indices(' ')).into_iter().flatten();
    let spaces = inside.map(|(i, _)| row.start + i + 1).filter(|at| *at > row.start + row.body());
    let known = |key: &str| {
        let key = format!("{key}: ");
        ["{", ", "].iter().any(|sign| text.contains(&format!("{sign}{key}")))
    };
    let mend = |at: usize, sure: bool| {
        let rest = &row.text[at - row.start..];
        let key = &rest[..rows::word(rest)];
        let is_key = !key.is_empty() && rest[key.len()..].starts_with(": ");
        let before = row.text[..at - row.start].trim_end();
        // A word that is no key elsewhere may well be text: `per pupil: once`.
        if !is_key || before.ends_with([',', '{', '[', ':', '-']) || !(sure || known(key)) {
            return None;
        }
        let help = format!("write `, {key}: …`");
        let fault = syntax(at, format!("a comma is missing in front of `{key}`"), help);
        Some(Mend::insert(row.start + before.len(), ",", fault))
    };
    let mut mends: Vec<Mend> = behind.filter_map(|at| mend(at, true)).collect();
    mends.extend(spaces.filter_map(|at| mend(at, false)).take(2));
    mends
}

/// What may be open in the row `here` or above it, the nearest first.
pub(super) fn unclosed(rows: &[Row<'_>], here: usize) -> Vec<Mend> {
    let mut mends = Vec::new();
    for (i, row) in rows[..=here].iter().enumerate().rev().filter(|(_, row)| !row.is_prose) {
        let walk = row.walk();
        // The last line of what is indented below, where a value over several lines ends.
        let least = row.indent() + usize::from(row.key().is_some());
        let below = rows[i + 1..].iter().take_while(|r| r.text.trim().is_empty() || r.indent() >= least);
        let last = below.filter(|r| !r.text.trim().is_empty()).last().unwrap_or(row).end();
        if let Some((at, mark)) = walk.quote {
            let inside = !walk.open.is_empty();
            let ends = ends(row, at, inside).into_iter().chain([last]);
            mends.extend(ends.map(|end| Mend::insert(end, mark, quote(row, at, mark, end))));
        } else if let Some(place) = walk.wrong.filter(|place| stray(row, *place, &walk.open)) {
            let sign = &row.text[place - row.start..=place - row.start];
            let fault = syntax(
                place,
                format!("`{sign}` closes nothing"),
                "remove it, or open it where its list begins",
            );
            mends.push(Mend { fault, range: place..place + 1, with: String::new() });
        } else if let (Some(place), Some((at, open))) = (walk.wrong, walk.open.last()) {
            let close = end_of(*open);
            let help = format!("write `{close}` in front of `{}`", short(&row.text[place - row.start..]));
            let fault = syntax(*at, format!("`{open}` is opened and not closed"), help);
            mends.push(Mend::insert(place, close, fault));
        } else if let Some((at, open)) = walk.open.last() {
            let all: String = walk.open.iter().rev().map(|(_, open)| end_of(*open)).collect();
            let one = end_of(*open).to_string();
            let tries = [(row.end(), &all), (row.end(), &one), (last, &all)];
            mends.extend(tries.map(|(end, with)| {
                Mend::insert(end, with.as_str(), bracket(*at, *open, with, end == row.end()))
            }));
        } else if let Some(at) = walk.extra {
            let sign = &row.text[at - row.start..=at - row.start];
            let fault = syntax(at, format!("`{sign}` closes nothing"), "remove it");
            mends.push(Mend { fault, range: at..at + 1, with: String::new() });
        }
        if mends.len() > super::TRIALS {
            break;
        }
    }
    mends
}

/// Whether no bracket is open that the one at `place` could close.
fn stray(row: &Row<'_>, place: usize, open: &[(usize, char)]) -> bool {
    open.iter().all(|(_, open)| !row.text[place - row.start..].starts_with(end_of(*open)))
}

/// Where the value that is opened at `at` may end: inside brackets in front of the next key or of the last bracket.
fn ends(row: &Row<'_>, at: usize, inside: bool) -> Vec<usize> {
    let mut ends = Vec::new();
    if inside {
        let next = rows::keys(row.text).into_iter().map(|(key, _)| key).filter(|key| row.start + key > at);
        ends.extend(next.map(|key| row.text[..key].trim_end().trim_end_matches(',').len()));
        ends.push(row.text.trim_end().trim_end_matches([']', '}', ' ']).len());
    }
    ends.push(row.text.trim_end().len());
    ends.into_iter().map(|end| row.start + end).filter(|end| *end > at).collect()
}

fn quote(row: &Row<'_>, at: usize, mark: char, end: usize) -> Fault {
    let value = row.text.get(at - row.start + 1..).unwrap_or_default();
    let value = row.text.get(at - row.start + 1..end.saturating_sub(row.start)).unwrap_or(value);
    let last = value.split_whitespace().next_back().unwrap_or_default();
    let help = match last.is_empty() || last.contains('`') {
        true => format!("close it with `{mark}` at the end of the value"),
        false => format!("write `{mark}` at the end of the value: `{last}{mark}`"),
    };
    syntax(at, "a quotation mark is opened and not closed", help)
}

fn bracket(at: usize, open: char, close: &str, on_line: bool) -> Fault {
    let end = if on_line { "at the end of the line" } else { "below, behind the last of its values" };
    let help =
        format!("close it with `{}` {end}; or, if it is text, put it in quotation marks", short(close));
    let here = if on_line { " on this line" } else { "" };
    syntax(at, format!("`{open}` is opened and not closed{here}"), help)
}
