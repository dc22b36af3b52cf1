//! Lists as text in cells: CSV and its kin.

use super::cells::{Cells, Row, Trouble};
use super::fault::{self, Fault, MAX_CELL, MAX_COLUMNS, MAX_ROW, column, fault, too_large, unreadable};
use super::{List, Raw, Rows, decimal, header, separator};
use std::io::{self, BufRead, Read};

/// A text of UTF-8, as far as it has been read.
type Text = Box<dyn BufRead + Send>;

struct Delimited {
    cells: Cells<Text>,
    encoding: Mixture,
}

/// Whether bytes that are not UTF-8 are known to be there.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Mixture {
    Pure,
    Mixed,
}

/// The list in the text that `begin` opens, which is read more than once; or all that is wrong with its header.
pub(super) fn open(begin: impl Fn() -> io::Result<Text>, encoding: Mixture) -> Result<List, Vec<Fault>> {
    let system = |e| vec![unreadable(&e)];
    let mut sample = Vec::new();
    begin().and_then(|text| text.take(separator::SAMPLE as u64).read_to_end(&mut sample)).map_err(system)?;
    let separator = separator::find(&sample);
    let said = separator.said as u64;
    let behind = |mut text: Text| io::copy(&mut text.by_ref().take(said), &mut io::sink()).map(|_| text);
    let text = || begin().and_then(behind);
    let decimals = text().and_then(|text| decimal::find(text, separator.byte)).map_err(system)?;
    let line = if separator.said > 0 { 2 } else { 1 };
    let cells = Cells::new(text().map_err(system)?, separator.byte, line);
    let mut rows = Delimited { cells, encoding };
    let header = rows.header()?;
    Ok(List { header, decimals, rows: Box::new(rows) })
}

impl Delimited {
    /// The names in the first row that is not blank.
    fn header(&mut self) -> Result<Vec<String>, Vec<Fault>> {
        loop {
            let row = self.cells.next(MAX_COLUMNS).map_err(|e| vec![unreadable(&e)])?;
            let Some(row) = row else { return Err(vec![empty()]) };
            let (blank, filled) = (row.filled == 0 && row.trouble.is_none(), row.filled);
            if blank {
                continue;
            }
            if filled > MAX_COLUMNS {
                return Err(vec![too_wide(filled)]);
            }
            return self.texts(row, &[]).map_err(|f| vec![f]).and_then(header::names);
        }
    }

    fn texts(&self, row: Row, header: &[String]) -> Result<Vec<String>, Fault> {
        if let Some(trouble) = row.trouble {
            return Err(told(trouble, header));
        }
        let text = |(i, cell): (usize, Vec<u8>)| match String::from_utf8(cell) {
            Ok(text) if text.trim().len() == text.len() => Ok(text),
            Ok(text) => Ok(text.trim().to_owned()),
            Err(_) => Err(foreign(&column(header, i), self.encoding)),
        };
        row.cells.into_iter().enumerate().map(text).collect()
    }
}

impl Rows for Delimited {
    fn next(&mut self, header: &[String]) -> Option<Raw> {
        let row = match self.cells.next(header.len()) {
            Ok(row) => row?,
            Err(e) => return Some(Raw { line: self.cells.line(), cells: Err(unreadable(&e)) }),
        };
        let line = row.line;
        let blank = row.filled == 0 && row.trouble.is_none();
        let cells = match row {
            _ if blank => Ok(Vec::new()),
            Row { trouble: None, count, filled, .. } if count < header.len() || filled > header.len() => {
                let told = if count < header.len() { count } else { filled };
                Err(fault::count(told, header.len()))
            }
            row => self.texts(row, header),
        };
        Some(Raw { line, cells })
    }

    fn unit(&self) -> &'static str {
        "line"
    }
}

fn told(trouble: Trouble, header: &[String]) -> Fault {
    match trouble {
        Trouble::Open { cell, line } => fault(
            "list-quotes",
            format!(
                "the quotation mark that opens {} on line {line} is never closed, and nothing behind it can be read",
                column(header, cell)
            ),
            "close it; a quotation mark inside of a cell is written twice",
        )
        .ending(),
        Trouble::Behind { cell, line } => fault(
            "list-quotes",
            format!("text follows the quotation mark that closes {}, opened on line {line}", column(header, cell)),
            "write quotation marks inside of a cell twice, and close every cell that opens with one",
        ),
        Trouble::LargeCell { cell } => too_large(&column(header, cell), MAX_CELL),
        Trouble::LargeRow => too_large("the row", MAX_ROW),
    }
}

fn foreign(place: &str, encoding: Mixture) -> Fault {
    let what = match encoding {
        Mixture::Mixed => "holds bytes that are not UTF-8, which the rest of the list is",
        Mixture::Pure => "holds bytes that are no text in the list's encoding",
    };
    fault(
        "list-characters",
        format!("{place} {what}"),
        "write the word again, and save the list as \"CSV UTF-8\"",
    )
}

/// A list without anything.
pub(super) fn empty() -> Fault {
    fault(
        "list-empty",
        "the list is empty",
        "the first row names the columns, and each row below it is one recipient",
    )
}

fn too_wide(columns: usize) -> Fault {
    fault(
        "list-header",
        format!("the header has {columns} columns, more than {MAX_COLUMNS}"),
        "see whether the list's line ends are missing",
    )
}
