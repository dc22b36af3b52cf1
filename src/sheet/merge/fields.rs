//! Finds the fields in a text: `{{` and `}}` with what stands between. Judges nothing.

use super::Problem;
use crate::base::{Diagnostic, Span};
use std::ops::Range;

/// What opens a field.
pub const OPEN: &str = "{{";
const CLOSE: &str = "}}";

/// A field in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<'t> {
    /// Its bytes in the text, braces included.
    pub at: Range<usize>,
    /// What stands between the braces, without white around it.
    pub inner: &'t str,
    closed: bool,
}

impl<'t> Field<'t> {
    /// The field, where it has an end.
    ///
    /// # Errors
    /// That it has none.
    pub fn closed(self, at: Span) -> Result<Field<'t>, Problem> {
        if self.closed {
            return Ok(self);
        }
        let help = "close it: `{{name}}`; for the braces themselves write `{{ \"{{\" }}`";
        Err(Box::new(
            Diagnostic::error("merge-field", "a merge field begins here and has no end").at(at).help(help),
        ))
    }
}

/// The fields of a text in order. One that is not closed ends with its line.
pub fn of(text: &str) -> impl Iterator<Item = Field<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(OPEN)?;
        let inner = start + OPEN.len();
        let end = end(&text[inner..]).map(|i| inner + i);
        let until = end.unwrap_or_else(|| inner + text[inner..].find('\n').unwrap_or(text.len() - inner));
        from = if end.is_some() { until + CLOSE.len() } else { until };
        Some(Field { at: start..from, inner: text[inner..until].trim(), closed: end.is_some() })
    })
}

/// Where a field ends; braces in quotation marks are characters.
fn end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '"' | '\'') if quotes(&text[..i]) => quote = Some(c),
            (None, '}') if text[i..].starts_with(CLOSE) => return Some(i),
            (None, '{') if text[i..].starts_with(OPEN) => return None,
            _ => {}
        }
    }
    None
}

/// Whether a quotation mark behind `before` opens a text: that of a column's name stands within a word.
fn quotes(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}
