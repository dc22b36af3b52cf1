//! The columns of a list, and what is known of how its cells are written.

use super::evaluate::Context;
use super::number::Decimals;
use super::syntax::Fault;
use super::tally::Tally;
use super::{Mode, Problem, Row, said, syntax};
use crate::base::{Diagnostic, Span};
use std::collections::BTreeMap;

/// The columns of a list.
#[derive(Debug, Default)]
pub struct Columns {
    names: Vec<String>,
    /// Which column a name in a field means: as it is written, or with `_` for signs that are neither letter nor digit.
    known: BTreeMap<String, usize>,
    /// Columns of one name, in order.
    twins: Vec<Vec<usize>>,
    decimals: Decimals,
    tally: Tally,
}

impl Columns {
    /// The columns with these names, in order.
    pub fn new(names: &[String]) -> Columns {
        let mut known = BTreeMap::new();
        for (i, name) in names.iter().enumerate() {
            known.entry(identifier(name)).or_insert(i);
        }
        // A name as it is written comes before one that another only resembles.
        known.extend(names.iter().enumerate().map(|(i, name)| (name.trim().to_owned(), i)));
        Columns { names: names.to_vec(), known, twins: twins(names), ..Columns::default() }
    }

    /// The same, of a list that writes decimals so.
    pub fn with_decimals(self, decimals: Decimals) -> Columns {
        Columns { decimals, ..self }
    }

    /// The names, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What stands before the decimals of the list and its columns.
    pub fn decimals(&self) -> &Decimals {
        &self.decimals
    }

    /// The column that a field takes its value from.
    pub(super) fn of_field(&self, written: &str) -> Option<usize> {
        match syntax::field(written, self).ok()?.head {
            syntax::Head::Column(column) => Some(column),
            _ => None,
        }
    }

    /// The column that is named so.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.known.get(name).copied()
    }

    /// The column, where no other has its name.
    pub(super) fn sole(&self, column: usize) -> Result<usize, Fault> {
        match self.twins.iter().find(|twins| twins.contains(&column)) {
            Some(twins) => Err(Fault::Twins(twins.clone())),
            None => Ok(column),
        }
    }

    /// The columns that share a name with another, all of one name together.
    pub fn twins(&self) -> impl Iterator<Item = &[usize]> {
        self.twins.iter().map(Vec::as_slice)
    }

    /// Columns of one name in words: ``columns C and E are both named `a` ``.
    pub fn named_alike(&self, twins: &[usize]) -> String {
        let both = if twins.len() == 2 { "both" } else { "all" };
        let name = twins.first().and_then(|i| self.names.get(*i)).map_or("", |name| name.trim());
        let at: Vec<String> = twins.iter().map(|i| letters(*i)).collect();
        let (last, others) = at.split_last().map_or(("", &[][..]), |(last, others)| (last.as_str(), others));
        format!("columns {} and {last} are {both} named `{name}`", others.join(", "))
    }

    /// Every name that a column can be called by.
    pub(super) fn known(&self) -> impl Iterator<Item = (&str, usize)> {
        self.known.iter().map(|(name, column)| (name.as_str(), *column))
    }

    /// A warning for each condition that has held for none of the rows that were asked about.
    pub fn idle(&self) -> Vec<Diagnostic> {
        self.tally.idle()
    }

    /// What a field is filled with for a row.
    pub(super) fn filling(&self, written: &str, row: &Row<'_>, at: Span) -> Result<String, Problem> {
        const MODE: Mode = Mode::Text;
        let operand = syntax::field(written, self)
            .map_err(|fault| Box::new(said::fault(fault, written, MODE, self, at)))?;
        let filling = Context::new(row, MODE).filling(&operand);
        filling.map_err(|wrong| Box::new(said::wrong(wrong, written, MODE, row, at)))
    }

    /// Whether a condition holds for a row.
    pub(super) fn holds(&self, written: &str, row: &Row<'_>, at: Span) -> Result<bool, Problem> {
        const MODE: Mode = Mode::Condition;
        let condition = syntax::condition(written, self)
            .map_err(|fault| Box::new(said::fault(fault, written, MODE, self, at)))?;
        let context = Context::new(row, MODE);
        let holds = context
            .holds(&condition)
            .map_err(|wrong| Box::new(said::wrong(wrong, written, MODE, row, at)))?;
        self.tally.note(written, at, holds, context.near());
        Ok(holds)
    }

    /// All that is wrong with an expression whatever the row: its form, its columns, its filters.
    pub(super) fn check(&self, written: &str, mode: Mode, at: Span) -> Result<(), Problem> {
        let read = match mode {
            Mode::Text => syntax::field(written, self).map(drop),
            Mode::Condition => syntax::condition(written, self).map(drop),
        };
        read.map_err(|fault| Box::new(said::fault(fault, written, mode, self, at)))
    }

    /// The names for a message, the first of many.
    pub(super) fn listed(&self) -> String {
        const MOST: usize = 12;
        let names: Vec<String> = self.names.iter().take(MOST).map(|n| format!("`{n}`")).collect();
        let more = if self.names.len() > MOST { " and others" } else { "" };
        format!("{}{more}", names.join(", "))
    }
}

/// The columns of each name that several have.
fn twins(names: &[String]) -> Vec<Vec<usize>> {
    let mut columns = BTreeMap::<&str, Vec<usize>>::new();
    names.iter().enumerate().for_each(|(i, name)| columns.entry(name.trim()).or_default().push(i));
    let mut twins: Vec<Vec<usize>> = columns.into_values().filter(|at| at.len() > 1).collect();
    twins.sort();
    twins
}

/// Column `i` as spreadsheets call it: A to Z, then AA.
pub fn letters(mut i: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.insert(0, char::from(b'A' + (i % 26) as u8));
        match (i / 26).checked_sub(1) {
            Some(rest) => i = rest,
            None => return letters.into_iter().collect(),
        }
    }
}

/// The name as one word: letters, digits and `_`.
fn identifier(name: &str) -> String {
    let mut out: String = name.trim().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    if out.starts_with(char::is_numeric) {
        out.insert(0, '_');
    }
    out
}
