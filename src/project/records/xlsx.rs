//! Lists as worksheets of an XLSX workbook, streamed row by row out of the archive.
//!
//! Only the texts that cells share are kept, because cells may name them in any order. What an archive may unpack to
//! is bounded, so a small file cannot fill the memory. Formulas are never calculated: their stored result counts.

mod archive;
mod number;
mod rows;
mod workbook;
mod xml;

use super::fault::{self, Fault, column, fault};
use super::{List, Raw, Rows, header};
use crate::base::{Diagnostic, Diagnostics};
use crate::sheet::merge::{Decimal, UNCALCULATED, is_failed};
use archive::Archive;
use rows::Reader;
use std::fs::File;
use workbook::Workbook;

/// The way out where a workbook cannot be read.
const SAVE: &str = "open it in a spreadsheet program and save it again as XLSX, or as \"CSV UTF-8\"";

/// The list in `file`, called `name`: that of the worksheet `sheet`, or of the first visible one that holds anything.
pub(super) fn open(
    file: File,
    name: &str,
    sheet: Option<&str>,
    diags: &mut Diagnostics,
) -> Result<List, Vec<Fault>> {
    let one = |fault| vec![fault];
    let archive = Archive::open(file).map_err(one)?;
    let book = Workbook::open(archive).map_err(one)?;
    let visible: Vec<&workbook::Sheet> = book.sheets.iter().filter(|s| s.visible).collect();
    let wanted: Vec<&workbook::Sheet> = match sheet {
        Some(sheet) => vec![find(&book, sheet).map_err(one)?],
        None => visible.clone(),
    };
    for sheet in &wanted {
        let mut reader = Reader::open(&book, &sheet.part).map_err(one)?;
        let Some(first) = first(&mut reader, &book).map_err(one)? else { continue };
        let names = first.values(&[]).map_err(one).and_then(header::names)?;
        if visible.len() > 1 && wanted.len() > 1 {
            diags.push(chosen(name, &sheet.name, &visible));
        }
        return Ok(List {
            header: names,
            decimals: Decimal::Point.into(),
            rows: Box::new(Worksheet { reader, book }),
        });
    }
    Err(vec![super::delimited::empty()])
}

struct Worksheet {
    reader: Reader,
    book: Workbook,
}

impl Rows for Worksheet {
    fn next(&mut self, header: &[String]) -> Option<Raw> {
        let row = match self.reader.next(&self.book, header.len()) {
            Ok(row) => row?,
            Err(fault) => return Some(Raw { line: self.reader.line(), cells: Err(fault) }),
        };
        let line = row.line;
        let cells = if row.filled > header.len() {
            Err(fault::beyond(row.filled - 1, header.len()))
        } else {
            row.lenient().values(header)
        };
        Some(Raw { line, cells })
    }

    fn unit(&self) -> &'static str {
        "worksheet row"
    }
}

impl rows::Row {
    /// With formulas that have failed as their errors: whoever asks for one says so.
    fn lenient(mut self) -> rows::Row {
        for cell in &mut self.cells {
            match cell {
                Err(rows::Trouble::Failed(code)) if is_failed(code) => *cell = Ok(std::mem::take(code)),
                Err(rows::Trouble::Uncalculated) => *cell = Ok(UNCALCULATED.to_owned()),
                _ => {}
            }
        }
        self
    }

    fn values(&self, header: &[String]) -> Result<Vec<String>, Fault> {
        let value = |(i, cell): (usize, &Result<String, rows::Trouble>)| match cell {
            Ok(value) => Ok(value.clone()),
            Err(trouble) => Err(trouble.told(&column(header, i))),
        };
        self.cells.iter().enumerate().map(value).collect()
    }
}

/// The first row that is not blank.
fn first(reader: &mut Reader, book: &Workbook) -> Result<Option<rows::Row>, Fault> {
    loop {
        match reader.next(book, fault::MAX_COLUMNS)? {
            Some(row) if row.filled == 0 => {}
            row => return Ok(row),
        }
    }
}

fn find<'a>(book: &'a Workbook, wanted: &str) -> Result<&'a workbook::Sheet, Fault> {
    let names = || book.sheets.iter().map(|s| format!("`{}`", s.name)).collect::<Vec<_>>().join(", ");
    book.sheets.iter().find(|s| s.name == wanted).ok_or_else(|| {
        fault(
            "list-not-read",
            format!("there is no worksheet `{wanted}` in it"),
            format!("write one of its names behind the #: {}", names()),
        )
    })
}

fn chosen(name: &str, sheet: &str, visible: &[&workbook::Sheet]) -> Diagnostic {
    let other = visible.iter().find(|s| s.name != sheet).map_or("Sheet2", |s| &s.name);
    Diagnostic::note(
        "list-worksheet",
        format!("`{name}` has {} worksheets: rows are read from `{sheet}`", visible.len()),
    )
    .within(name, None)
    .help(format!("name another one behind the file: `--recipients \"{name}#{other}\"`"))
}

/// A workbook that cannot be read, because of `why`.
fn damaged(why: impl std::fmt::Display) -> Fault {
    fault("list-not-read", format!("the workbook is damaged: {why}"), SAVE).ending()
}
