//! White that is missing or of the wrong width: `fit:2`, `-text:`, a line of a text that begins too early, a list
//! whose first item has no `- `.

use super::super::faults::syntax;
use super::Mend;
use super::rows::{self, Row};

/// What white may be wrong in the row `here` or right above it.
pub(super) fn all(rows: &[Row<'_>], here: usize) -> Vec<Mend> {
    let near = rows[here.saturating_sub(2)..=here].iter().rev().filter(|row| !row.is_prose);
    let mut mends: Vec<Mend> = near.flat_map(|row| [dash(row), colon(row)]).flatten().collect();
    mends.extend(early(rows, here));
    mends
}

/// `-text: x`.
fn dash(row: &Row<'_>) -> Option<Mend> {
    let rest = row.text[row.indent()..].strip_prefix('-')?;
    if !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let at = row.start + row.indent();
    let first = rest.split_whitespace().next().unwrap_or_default();
    let fault = syntax(at, "a space is missing behind `-`", format!("write `- {first}`"));
    Some(Mend::insert(at + 1, " ", fault))
}

/// `fit:2`.
fn colon(row: &Row<'_>) -> Option<Mend> {
    let body = &row.text[row.body()..];
    let length = rows::word(body);
    let value = body[length..].strip_prefix(':').filter(|v| length > 0 && !v.starts_with([' ', '/', ':']))?;
    let value = value.trim_end();
    if value.is_empty() {
        return None;
    }
    let key = &body[..length];
    let help = format!("write `{key}: {}`", super::values::short(value));
    let at = row.start + row.body();
    let fault = syntax(at, format!("a space is missing behind `{key}:`"), help);
    Some(Mend::insert(at + length + 1, " ", fault))
}

/// A line of a text behind `|` that begins before its first line.
fn early(rows: &[Row<'_>], here: usize) -> Option<Mend> {
    let row = &rows[here];
    let above = rows[..here].iter().rev().take_while(|r| r.is_prose);
    let first = above.filter(|r| !r.text.trim().is_empty()).last()?;
    let width = first.indent().checked_sub(row.indent()).filter(|width| *width > 0)?;
    let at = row.start + row.indent();
    let column = first.indent() + 1;
    let help = format!("begin it in column {column} as the text above it, or with a key");
    let fault = syntax(at, "this line begins before the text that it goes on with", help);
    Some(Mend::insert(at, " ".repeat(width), fault))
}

/// The first item of the list in row `here` has no `- `.
pub(super) fn items(rows: &[Row<'_>], here: usize) -> Option<Mend> {
    let item = &rows[here];
    item.text[item.indent()..].strip_prefix("- ")?;
    let written = |row: &&Row<'_>| !row.is_prose && !row.text.trim().is_empty();
    let owner = rows[..here].iter().rposition(|r| written(&r) && r.indent() < item.indent())?;
    let first = rows[owner + 1..here].iter().find(written)?;
    let key = first.key().filter(|_| first.indent() == item.indent() + 2)?;
    let at = first.start + first.indent();
    let help = format!("write `- {key}: …`, with the `-` in column {}", item.indent() + 1);
    let fault = syntax(at, "the first item of this list has no `- `", help);
    Some(Mend { fault, range: at - 2..at, with: "- ".to_owned() })
}
