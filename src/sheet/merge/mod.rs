//! Merge fields: `{{name}}` in a text stands for what a row of a list has in that column, and `when: state == "Iowa"`
//! says for which rows a section or block is made. Takes the columns of a list and its rows; gives filled texts, with
//! the bytes that were filled in, so that nobody reads markup or a path in them. Knows no file and no list.

mod check;
mod columns;
mod evaluate;
mod failed;
mod fields;
mod filters;
mod number;
mod said;
mod syntax;
mod tally;

pub use check::{body_files, check, of_text, open};
pub use columns::{Columns, letters};
pub use failed::{UNCALCULATED, is_failed};
pub use fields::of as fields;
pub use number::{Decimal, Decimals, sign as decimal_sign};

use super::yaml::{Node, Value};
use crate::base::{Diagnostic, Span, Text};
use crate::block::{COMMON, KINDS};
use fields::Field;
use std::ops::Range;

/// The key under which a section or block says for which rows it is made.
pub const WHEN: &str = "when";

type Problem = Box<Diagnostic>;

/// What an expression is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Its value is set, and one that is missing is a mistake.
    Text,
    /// It holds for a row, or not.
    Condition,
}

/// A row of a list, beside the columns that its values are in.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The columns.
    pub columns: &'a Columns,
    /// What it has in each of them.
    pub values: &'a [String],
    /// Which row it is, counted from 1 below the header.
    pub number: u64,
    /// The language of its copy, as a BCP 47 tag: how dates and numbers are written.
    pub lang: &'a str,
}

/// A text with what a row has for its fields.
pub struct Filled {
    /// The text.
    pub text: String,
    /// Where its stretches stand, as [`crate::base::Text`] keeps them.
    pub stretches: Vec<(u32, u32)>,
    /// The bytes that were filled in.
    pub ranges: Vec<(u32, u32)>,
}

impl Row<'_> {
    /// The text with its fields filled; `None` where it has none. `place` says where bytes of it stand.
    ///
    /// # Errors
    /// A field that the list does not have, a value that is missing or that a filter cannot take: with the place of
    /// the field, the row and the column.
    pub fn fill(&self, text: &str, place: impl Fn(Range<usize>) -> Span) -> Result<Option<Filled>, Problem> {
        if !text.contains(fields::OPEN) {
            return Ok(None);
        }
        let mut filled = Filled {
            text: String::with_capacity(text.len() + 32),
            stretches: Vec::new(),
            ranges: Vec::new(),
        };
        let mut done = 0;
        for field in fields::of(text) {
            let at = place(field.at.clone());
            let field = field.closed(at)?;
            filled.stretches.push((filled.text.len() as u32, place(done..done).start));
            filled.text.push_str(&text[done..field.at.start]);
            let start = filled.text.len() as u32;
            filled.stretches.push((start, at.start));
            filled.text.push_str(&self.value(&field, at)?);
            filled.ranges.push((start, filled.text.len() as u32));
            // "Cruz Jr." at the end of a sentence brings its full stop.
            let stopped = filled.text.ends_with('.') && filled.text.len() as u32 > start;
            done = field.at.end + usize::from(stopped && closes(&text[field.at.end..]));
        }
        filled.stretches.push((filled.text.len() as u32, place(done..done).start));
        filled.text.push_str(&text[done..]);
        Ok(Some(filled))
    }

    /// The text with its fields filled, which knows what has been filled in.
    ///
    /// # Errors
    /// As for [`fill`](Row::fill).
    pub fn filled(&self, text: &Text) -> Result<Text, Problem> {
        let filled = self.fill(text, |range| text.place(range))?;
        Ok(filled.map_or_else(
            || text.clone(),
            |Filled { text: value, stretches, ranges }| {
                Text::mapped(value, text.span, stretches).with_filled(ranges)
            },
        ))
    }

    /// Whether what stands under the condition `when` is made for this row.
    ///
    /// # Errors
    /// A condition that is none, or a cell that is no number beside one: with its place, the row and the column.
    pub fn holds(&self, when: &str, at: Span) -> Result<bool, Problem> {
        self.columns.holds(when, self, at)
    }

    /// The number in a figure that the row has filled in, so that it can be read in one way alone; `None` where there is
    /// nothing, or a sign that the figure is not known. `written` is what the sheet has there: the column of its first
    /// field says how decimals are written.
    ///
    /// # Errors
    /// That it is no number, with its place and the row.
    pub fn figure(&self, text: &Text, written: &str) -> Result<Option<String>, Problem> {
        let column = fields::of(written).find_map(|field| self.columns.of_field(field.inner));
        let decimal = self.columns.decimals().of(column);
        let read = number::read(text.trimmed(), decimal, self.lang).map_err(|why| {
            let message = format!("row {}, a figure: {}", self.number, why.why);
            Box::new(Diagnostic::error("merge-value", message).at(text.span).help(why.help))
        })?;
        Ok(read.map(|amount| number::clear(amount, self.lang)))
    }

    fn value(&self, field: &Field<'_>, at: Span) -> Result<String, Problem> {
        self.columns.filling(field.inner, self, at)
    }
}

/// Whether text behind a field begins with a full stop that ends a sentence: no ellipsis, no name of a file.
fn closes(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix('.') else { return false };
    !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '{' | '_' | '-'))
}

/// What a section or block says under `when`, with its place.
pub(super) fn condition(node: &Node) -> Option<(&str, Span)> {
    let Value::Map(pairs) = &node.value else { return None };
    let own = |pairs: &'_ [(Node, Node)]| -> Option<usize> {
        pairs.iter().position(|(key, _)| word(key) == Some(WHEN))
    };
    if let Some(i) = own(pairs) {
        return Some((word(&pairs[i].1)?, pairs[i].1.span));
    }
    // What blocks share may stand inside their fields.
    let kind = |key: &Node| KINDS.iter().any(|kind| Some(kind.name) == word(key));
    let fields = pairs.iter().find(|(key, _)| kind(key)).map(|(_, fields)| fields)?;
    let Value::Map(pairs) = &fields.value else { return None };
    own(pairs).and_then(|i| Some((word(&pairs[i].1)?, pairs[i].1.span)))
}

fn word(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(text, _) => Some(text),
        _ => None,
    }
}

const _: () = assert!(COMMON.len() == 5, "what blocks share has changed: is `when` among it?");

#[cfg(test)]
mod tests;
