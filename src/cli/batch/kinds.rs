//! Messages that many rows have: each kind is said once, and at the end of which other rows it holds.

use crate::base::{Diagnostic, Severity};
use crate::cli::report::{Format, counted};

/// Rows that are named.
const NAMED: usize = 5;
/// An error of one kind is said of so many rows: each is a cell to correct, and a column that is wrong all the way down is
/// one thing to correct.
const ERRORS: usize = 3;

/// What has been said.
pub struct Kinds {
    format: Format,
    said: Vec<Kind>,
}

struct Kind {
    first: Diagnostic,
    /// The row that it was first said of, and the last.
    rows: (u64, u64),
    /// Others that have it: the first of them, and how many.
    named: Vec<u64>,
    others: u64,
}

impl Kinds {
    /// Nothing said yet.
    pub fn new(format: Format) -> Kinds {
        Kinds { format, said: Vec::new() }
    }

    /// Whether it need not be said of this row, because the same was said of another.
    pub fn has(&mut self, d: &Diagnostic, row: u64) -> bool {
        let same = self.said.iter().position(|kind| kind.first == *d);
        let alike = || {
            let mut alike = (0..self.said.len()).filter(|i| self.alike(&self.said[*i].first, d));
            let enough = if d.severity == Severity::Error { alike.nth(ERRORS - 1) } else { alike.next() };
            enough.filter(|i| self.said[*i].rows.0 != row)
        };
        let Some(i) = same.or_else(alike) else { return false };
        let kind = &mut self.said[i];
        if kind.rows.1 != row {
            kind.rows.1 = row;
            kind.others += 1;
            kind.named.extend((kind.named.len() < NAMED).then_some(row));
        }
        true
    }

    /// Takes note of one that is said.
    pub fn add(&mut self, d: &Diagnostic, row: u64) {
        self.said.push(Kind { first: d.clone(), rows: (row, row), named: Vec::new(), others: 0 });
    }

    /// Whether they say the same to a reader: figures differ from row to row, what is to be done does not. Programs read
    /// all.
    fn alike(&self, a: &Diagnostic, b: &Diagnostic) -> bool {
        let note = b.severity == Severity::Note;
        self.format == Format::Human && a.code == b.code && (note || a.span == b.span)
    }

    /// What was said of several rows: `fitted: said of 24 more rows, too: 2, 3, 4, 5, 6, …`
    pub fn repeated(&self) -> String {
        let told = |kind: &Kind| {
            let rows: Vec<String> = kind.named.iter().map(u64::to_string).collect();
            let dots = if kind.others > NAMED as u64 { ", …" } else { "" };
            let others = counted(kind.others as usize, "more row");
            format!("{}: said of {others}, too: {}{dots}\n", kind.first.code, rows.join(", "))
        };
        let mut lines: Vec<String> = self.said.iter().filter(|kind| kind.others > 0).map(told).collect();
        // Several cells of the same rows.
        lines.dedup();
        lines.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_said_once_and_an_error_of_some_rows() {
        let mut kinds = Kinds::new(Format::Human);
        let mut said = |d: &Diagnostic, row| {
            let new = !kinds.has(d, row);
            if new {
                kinds.add(d, row);
            }
            new
        };
        assert!(said(&Diagnostic::note("fitted", "2 pages"), 1));
        // Another matter of the same row.
        assert!(said(&Diagnostic::note("fitted", "3 pages"), 1));
        for row in 2..9 {
            assert!(!said(&Diagnostic::note("fitted", format!("{row} pages, too")), row));
            assert!(!said(&Diagnostic::note("fitted", format!("{row} pages, as well")), row));
            assert_eq!(said(&Diagnostic::error("merge-missing", format!("row {row}")), row), row < 5);
        }
        let repeated = "fitted: said of 7 more rows, too: 2, 3, 4, 5, 6, …\n\
                        merge-missing: said of 4 more rows, too: 5, 6, 7, 8\n";
        assert_eq!(kinds.repeated(), repeated);
    }
}
