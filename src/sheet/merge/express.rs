//! What an expression sees of a row, and what is said of one that comes to nothing.

use super::Row;
use crate::base::{Diagnostic, Span};
use minijinja::value::Object;
use minijinja::{Error, ErrorKind, Value};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Under this name a filter finds the language of the copy; no column is called so.
pub const LANG: &str = "$lang";

/// What an expression is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Its value is set: values are texts, and one that is missing is a mistake.
    Text,
    /// It is true or not: a value that is a number can be compared as one.
    Condition,
}

/// The values of a row under the names of its columns.
#[derive(Debug)]
pub struct Data {
    known: Arc<BTreeMap<String, usize>>,
    values: Vec<String>,
    lang: String,
    mode: Mode,
}

impl Data {
    /// What a row has.
    pub fn new(known: Arc<BTreeMap<String, usize>>, row: &Row<'_>, mode: Mode) -> Data {
        Data { known, values: row.values.to_vec(), lang: row.lang.to_owned(), mode }
    }

    /// A row that has 1 in every column.
    pub fn sample(known: Arc<BTreeMap<String, usize>>, mode: Mode) -> Data {
        let columns = known.values().max().map_or(0, |last| last + 1);
        Data { known, values: vec!["1".to_owned(); columns], lang: "en".to_owned(), mode }
    }

    /// The first of the names under which the row has nothing; `default` in the expression may stand for it.
    pub fn missing_in(&self, names: &HashSet<String>, source: &str) -> Option<String> {
        let defaults = |source: &str| {
            source.split('|').skip(1).any(|f| {
                let filter = f.trim_start();
                ["default", "d("].iter().any(|name| filter.starts_with(name))
            })
        };
        let empty = |name: &&String| self.value(name).is_some_and(|v| v.is_empty());
        let first = names.iter().filter(empty).min()?;
        (!defaults(source)).then(|| first.clone())
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.known.get(name).and_then(|i| self.values.get(*i)).map(|v| v.trim())
    }
}

impl Object for Data {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        if name == LANG {
            return Some(Value::from(self.lang.as_str()));
        }
        let value = self.value(name)?;
        match self.mode {
            // Not defined, so that `default` stands in.
            Mode::Text if value.is_empty() => None,
            Mode::Text => Some(Value::from(value)),
            Mode::Condition => Some(condition(value)),
        }
    }
}

/// What a cell is in a condition: a number where it is written as one, yes or no, or a text. `02134` is a text.
fn condition(cell: &str) -> Value {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let figures = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !padded;
    if let (true, Ok(whole)) = (figures, cell.parse::<i64>()) {
        return Value::from(whole);
    }
    if let (true, Ok(number)) = (figures, cell.parse::<f64>()) {
        return Value::from(number);
    }
    match cell {
        "true" | "TRUE" | "True" => Value::from(true),
        "false" | "FALSE" | "False" => Value::from(false),
        _ => Value::from(cell),
    }
}

/// Whether a condition holds that comes to `value`: a cell alone does where it says anything but no.
pub fn holds(value: &Value) -> bool {
    match value.as_str() {
        Some(text) => !["", "no", "n", "false"].contains(&text.trim().to_lowercase().as_str()),
        None => value.is_true(),
    }
}

/// Whether the fault lies in the expression, and not in the values of a row.
pub fn is_form(e: &Error) -> bool {
    use ErrorKind::{
        MissingArgument, SyntaxError, TooManyArguments, UnknownFilter, UnknownFunction, UnknownMethod,
        UnknownTest,
    };
    matches!(
        e.kind(),
        SyntaxError
            | UnknownFilter
            | UnknownFunction
            | UnknownMethod
            | UnknownTest
            | TooManyArguments
            | MissingArgument
    )
}

/// That a row has nothing in a column that is set.
pub fn missing(column: &str, row: u64, at: Span) -> Diagnostic {
    let message = format!("row {row} has nothing in the column `{column}`");
    let help = format!("fill the cell, or write what stands in for it: `{{{{{column} | default(\"…\")}}}}`");
    Diagnostic::error("merge-missing", message).at(at).help(help)
}

/// That an expression has a form which no row can fill.
pub fn malformed(e: &Error, written: &str, at: Span) -> Diagnostic {
    let why = e.detail().map_or_else(|| e.kind().to_string(), str::to_owned);
    let help = match e.kind() {
        ErrorKind::UnknownFilter => format!("the filters are {}", super::filters::NAMES.map(|n| format!("`{n}`")).join(", ")),
        _ => "write a column, and filters behind it: `{{name}}`, `{{visit | date}}`, `{{share | number(1)}}`; a condition compares: `when: state == \"Iowa\"`".to_owned(),
    };
    Diagnostic::error("merge-field", format!("`{written}` cannot be read: {why}")).at(at).help(help)
}

/// What is wrong with an expression for a row.
pub fn problem(e: &Error, written: &str, row: &Row<'_>, at: Span) -> Diagnostic {
    if is_form(e) {
        return malformed(e, written, at);
    }
    let why = e.detail().map_or_else(|| e.kind().to_string(), str::to_owned);
    let message = format!("row {}: `{written}` has no value: {why}", row.number);
    Diagnostic::error("merge-value", message)
        .at(at)
        .help("correct the cell in the list, or the filter in the sheet")
}
