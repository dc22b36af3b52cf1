//! White or a colon that is missing, or white of the wrong width: `fit:2`, `fit 2`, `-text:`, a line of a text that
//! begins too early, a list whose first item has no `- `.

use super::super::faults::syntax;
use super::Mend;
use super::rows::{self, Row};

/// So many rows above the place where reading stops may be to blame: the lines of a text without its `key: |`.
const NEAR: usize = 16;

/// Fields that stand once in a sheet and hold a few words.
const ONCE: [&str; 9] = ["handbill", "lang", "title", "kicker", "dek", "byline", "date", "brand", "fit"];

/// What may be missing in the row `here` or a few above it.
pub(super) fn all(rows: &[Row<'_>], here: usize) -> Vec<Mend> {
    let near = rows[here.saturating_sub(NEAR)..=here].iter().rev().filter(|row| !row.is_prose);
    let mends = near.flat_map(|row| [dash(row), colon(row), named(row), unnamed(row, rows)]);
    let mut mends: Vec<Mend> = mends.flatten().collect();
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

/// `After 2013:3`, a name that is no field and its figure.
fn named(row: &Row<'_>) -> Option<Mend> {
    let body = row.text[row.body()..].trim_end();
    let (name, value) = body.split_once(':')?;
    let words = name.len() > rows::word(name) && !name.contains(['"', '\'', '[', '{', ',']);
    let number = value.starts_with(|c: char| c.is_ascii_digit())
        && value.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'));
    (words && number).then(|| {
        let at = row.start + row.body() + name.len();
        let help = format!("write `{}: {value}`", super::values::short(name));
        Mend::insert(at + 1, " ", syntax(at, "a space is missing behind the colon", help))
    })
}

/// `heading What is the problem?`, where other rows have such a key.
fn unnamed(row: &Row<'_>, rows: &[Row<'_>]) -> Option<Mend> {
    let body = row.text[row.body()..].trim_end();
    let length = rows::word(body);
    let (key, value) = (&body[..length], body[length..].strip_prefix(' ')?);
    let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let known = || rows.iter().any(|other| !other.is_prose && other.key() == Some(key));
    if !plain || value.trim().is_empty() || !(row.body() == 0 && ONCE.contains(&key) || known()) {
        return None;
    }
    let at = row.start + row.body();
    let help = format!("write `{key}: {}`", super::values::short(value.trim()));
    Some(Mend::insert(at + length, ":", syntax(at, format!("a colon is missing behind `{key}`"), help)))
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
