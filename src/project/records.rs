//! Lists of recipients: takes a file of rows under a header, gives one [`Record`] after the other.
//!
//! A row that cannot be used is an error of that row, and the next one follows. Rows are read as they are asked for
//! and never kept, so a list may be of any length. Nothing here knows what a sheet does with a row.

mod cells;
mod decimal;
mod decode;
mod delimited;
mod fault;
mod header;
mod kind;
mod lines;
mod objects;
mod separator;
mod survey;
mod xlsx;

use crate::base::{Diagnostic, Diagnostics};
use crate::sheet::merge::Decimals;
use fault::Fault;
use std::path::Path;

/// The way out where there are none.
const ROWS: &str = "the first row names the columns, and each row below it is one recipient: see whether all of the list was saved";

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// As the user counts: 1 is the first row under the header. Empty rows are not counted.
    pub row: u64,
    /// The line of the file in which it begins, from 1; of a worksheet, the number of its row.
    pub line: u64,
    /// As many as the header has columns. Without space at the ends; an empty cell is an empty text.
    pub values: Vec<String>,
}

/// A list that is being read, row by row.
pub struct Records {
    /// The file, as the user named it.
    name: String,
    header: Vec<String>,
    decimals: Decimals,
    rows: Box<dyn Rows>,
    row: u64,
    line: u64,
    ended: bool,
    /// A row that has been looked for and not been given.
    ahead: Option<Raw>,
}

/// Opens the list at `path` and reads its header. A worksheet of a workbook may be named behind the file:
/// `list.xlsx#Sheet 2`; else the first visible one that holds anything is read.
///
/// `None` where there is no list to read: `diags` says why. It also says in which encoding a text was read, where
/// that had to be guessed.
pub fn open(path: &Path, diags: &mut Diagnostics) -> Option<Records> {
    let name = path.display().to_string();
    match kind::open(path, &name, diags) {
        Ok(list) => {
            let List { header, decimals, rows } = list;
            Some(Records { name, header, decimals, rows, row: 0, line: 0, ended: false, ahead: None })
        }
        Err(faults) => {
            faults.into_iter().for_each(|f| diags.push(f.told(&format!("`{name}`"), &name, None)));
            None
        }
    }
}

impl Records {
    /// The names of the columns, in their order.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// What stands before the decimals of its numbers, as far as they say it.
    pub fn decimals(&self) -> &Decimals {
        &self.decimals
    }

    /// Row and line of what [`next`](Iterator::next) gave last, a row or an error of a row, counted as in [`Record`].
    /// Both are 0 before the first.
    pub fn place(&self) -> (u64, u64) {
        (self.row, self.line)
    }

    /// Whether nothing more can be read though the list goes on.
    pub fn is_broken(&self) -> bool {
        self.ended
    }

    /// That there is nothing below the header, before anything has been asked for.
    pub fn without_rows(&mut self) -> Option<Diagnostic> {
        self.ahead = self.ahead.take().or_else(|| self.raw());
        let none = fault::fault("list-empty", "the list has a header and no row below it", ROWS);
        self.ahead.is_none().then(|| none.told(&format!("`{}`", self.name), &self.name, None))
    }

    /// The next row that holds anything.
    fn raw(&mut self) -> Option<Raw> {
        loop {
            let raw = self.rows.next(&self.header)?;
            // Rows without anything stand in lists as gaps and at the end.
            if !raw.cells.as_ref().is_ok_and(|cells| cells.iter().all(String::is_empty)) {
                return Some(raw);
            }
        }
    }

    fn record(&mut self, raw: Raw) -> Result<Record, Diagnostic> {
        (self.row, self.line) = (self.row + 1, raw.line);
        let cells = raw.cells.and_then(|cells| fault::sound(&self.header, cells));
        match cells {
            Ok(mut values) => {
                values.resize(self.header.len(), String::new());
                Ok(Record { row: self.row, line: self.line, values })
            }
            Err(fault) => {
                self.ended = fault.last;
                let unit = self.rows.unit();
                let place = format!("row {} of `{}`, {unit} {}", self.row, self.name, self.line);
                Err(fault.told(&place, &self.name, Some(self.line)))
            }
        }
    }
}

impl Iterator for Records {
    type Item = Result<Record, Diagnostic>;

    /// The next row, or what is wrong with it. `None` behind the last, or behind an error after which nothing can
    /// be read.
    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let raw = self.ahead.take().or_else(|| self.raw())?;
        Some(self.record(raw))
    }
}

/// A row as its format gives it, cells without space at their ends.
struct Raw {
    line: u64,
    cells: Result<Vec<String>, Fault>,
}

/// What each format is.
trait Rows: Send {
    /// The next row under the header, blank ones among them; at most as many cells as the header has columns.
    fn next(&mut self, header: &[String]) -> Option<Raw>;
    /// What its lines are called.
    fn unit(&self) -> &'static str;
}

/// A list whose header is read.
struct List {
    header: Vec<String>,
    decimals: Decimals,
    rows: Box<dyn Rows>,
}

#[cfg(test)]
mod tests;
