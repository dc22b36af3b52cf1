//! The rows of a worksheet, one after the other, their cells as texts.

use super::super::fault::{Fault, MAX_CELL, MAX_COLUMNS, MAX_ROW, fault, too_large};
use super::damaged;
use super::number::Format;
use super::workbook::Workbook;
use super::xml::{Xml, attribute};
use quick_xml::events::{BytesStart, Event};

/// A row with its cells.
pub(super) struct Row {
    /// Its number in the worksheet, from 1.
    pub line: u64,
    /// Those that are kept, empty ones between them.
    pub cells: Vec<Result<String, Trouble>>,
    /// How many there are up to the last that holds more than space.
    pub filled: usize,
}

/// Why a cell has no value.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// `#REF!` and its like.
    Failed(String),
    /// A formula that no program has calculated yet.
    Uncalculated,
    Large,
    /// Not the cell, but all of the row.
    LargeRow,
    /// It names a text that is not there.
    Astray,
}

impl Trouble {
    /// The message, for the cell in `column`.
    pub fn told(&self, column: &str) -> Fault {
        match self {
            Trouble::Failed(code) => fault(
                "list-cell-error",
                format!("{column} holds the error {code} and no value"),
                "mend the formula, or write the value itself",
            ),
            Trouble::Uncalculated => fault(
                "list-cell-error",
                format!("{column} holds a formula that has not been calculated"),
                "open the list in a spreadsheet program and save it: that stores the values",
            ),
            Trouble::Large => too_large(column, MAX_CELL),
            Trouble::LargeRow => too_large("the row", MAX_ROW),
            Trouble::Astray => fault(
                "list-cell-error",
                format!("{column} names a text that the workbook does not hold"),
                super::SAVE,
            ),
        }
    }
}

/// A worksheet that is being read.
pub(super) struct Reader {
    xml: Xml,
    line: u64,
    ended: bool,
}

/// A cell as its tag says.
struct Cell {
    column: usize,
    kind: String,
    format: Format,
}

impl Reader {
    /// Opens the worksheet in `part`, up to its first row.
    pub fn open(book: &Workbook, part: &str) -> Result<Reader, Fault> {
        let mut xml = book.sheet(part)?;
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "sheetData" => break,
                Event::Eof => return Err(damaged(format!("`{part}` has no rows"))),
                _ => {}
            }
        }
        Ok(Reader { xml, line: 0, ended: false })
    }

    /// The row that was read last.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The next row, of which at most `keep` cells are kept.
    pub fn next(&mut self, book: &Workbook, keep: usize) -> Result<Option<Row>, Fault> {
        while !self.ended {
            match self.xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                    let number = attribute(&tag, "r").and_then(|r| r.parse().ok());
                    self.line = number.unwrap_or(self.line + 1);
                    return self.row(book, keep).map(Some);
                }
                Event::End(tag) if tag.local_name().as_ref() == "sheetData" => self.ended = true,
                Event::Eof => return Err(damaged("its last rows are missing")),
                _ => {}
            }
        }
        // What follows is read for its checksum.
        while !matches!(self.xml.next()?, Event::Eof) {}
        Ok(None)
    }

    fn row(&mut self, book: &Workbook, keep: usize) -> Result<Row, Fault> {
        let mut row = Row { line: self.line, cells: Vec::new(), filled: 0 };
        let (mut column, mut size) = (0, 0);
        loop {
            let cell = match self.xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "c" => Cell::of(&tag, column, book),
                Event::Start(_) => {
                    self.xml.skip()?;
                    continue;
                }
                Event::End(_) => return Ok(row),
                Event::Eof => return Err(damaged("its last rows are missing")),
                _ => continue,
            };
            if cell.column >= MAX_COLUMNS {
                return Err(damaged(format!("a cell of row {} stands in no column", self.line)));
            }
            column = cell.column + 1;
            let value = self.value(&cell, book)?;
            if value.as_ref().is_ok_and(String::is_empty) {
                continue;
            }
            row.filled = row.filled.max(column);
            size += value.as_ref().map_or(0, String::len);
            if size > MAX_ROW {
                row.cells = vec![Err(Trouble::LargeRow)];
            } else if column <= keep {
                row.cells.resize_with(column.max(row.cells.len()), || Ok(String::new()));
                row.cells[column - 1] = value;
            }
        }
    }

    /// Reads to the end of the cell.
    fn value(&mut self, cell: &Cell, book: &Workbook) -> Result<Result<String, Trouble>, Fault> {
        let (mut text, mut formula) = (Some(String::new()), false);
        loop {
            let tag = match self.xml.next()? {
                Event::Start(tag) => tag.local_name().as_ref().to_owned(),
                Event::End(_) => break,
                Event::Eof => return Err(damaged("its last cells are missing")),
                _ => continue,
            };
            formula |= tag == "f";
            match tag.as_str() {
                "v" if cell.kind == "inlineStr" => self.xml.skip()?,
                "v" => text = self.xml.text()?,
                "is" => text = self.xml.rich_text()?,
                _ => self.xml.skip()?,
            }
        }
        let Some(text) = text else { return Ok(Err(Trouble::Large)) };
        if formula && text.is_empty() && cell.kind != "str" {
            return Ok(Err(Trouble::Uncalculated));
        }
        Ok(cell.read(&text, book))
    }
}

impl Cell {
    fn of(tag: &BytesStart, next: usize, book: &Workbook) -> Cell {
        let style = attribute(tag, "s").and_then(|s| s.parse::<usize>().ok()).unwrap_or(0);
        Cell {
            column: attribute(tag, "r").and_then(|r| column(&r)).unwrap_or(next),
            kind: attribute(tag, "t").unwrap_or_default(),
            format: book.formats.get(style).copied().unwrap_or_default(),
        }
    }

    fn read(&self, text: &str, book: &Workbook) -> Result<String, Trouble> {
        let text = text.trim();
        let value = match self.kind.as_str() {
            _ if text.is_empty() => "",
            "s" => match text.parse().ok().and_then(|i| book.texts.get(i)) {
                Some(Some(text)) => text.trim(),
                Some(None) => return Err(Trouble::Large),
                None => return Err(Trouble::Astray),
            },
            "b" if text == "1" => "true",
            "b" if text == "0" => "false",
            "e" => return Err(Trouble::Failed(text.chars().take(20).collect())),
            "d" => return Ok(super::number::iso(text)),
            "n" | "" => return Ok(self.format.shown(text, book.epoch)),
            _ => text,
        };
        Ok(value.to_owned())
    }
}

/// The column of a place like `AB12`, from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(4).fold(0, |n, b| n * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}
