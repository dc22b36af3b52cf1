//! Cells between separators (RFC 4180): takes bytes of UTF-8 as they come, gives one row after the other.
//!
//! Quotation marks hold separators, line ends and doubled marks. What is too large is passed over and never kept;
//! where a row ends is known all the same.

use super::fault::{MAX_CELL, MAX_ROW};
use std::io::{self, BufRead};
use std::mem;

/// A row as it is written.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Row {
    /// The line in which it begins, from 1.
    pub line: u64,
    /// The first cells, as many as are kept.
    pub cells: Vec<Vec<u8>>,
    /// How many cells there are.
    pub count: usize,
    /// How many there are up to the last that holds more than space.
    pub filled: usize,
    /// The first thing that is wrong with it.
    pub trouble: Option<Trouble>,
}

/// What can be wrong with how a row is written. Cells are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Trouble {
    /// The quotation mark that opens `cell` on `line` is never closed.
    Open { cell: usize, line: u64 },
    /// Text stands behind the mark that closes `cell`, which opens on `line`.
    Behind { cell: usize, line: u64 },
    /// `cell` is too large.
    LargeCell { cell: usize },
    /// All cells together are.
    LargeRow,
}

/// The cells of a text.
pub(super) struct Cells<R> {
    input: R,
    at: Place,
}

struct Place {
    separator: u8,
    line: u64,
    /// Behind a carriage return, whose line feed belongs to it.
    returned: bool,
}

impl<R: BufRead> Cells<R> {
    /// Cells of `input`, which starts on `line`.
    pub fn new(input: R, separator: u8, line: u64) -> Cells<R> {
        Cells { input, at: Place { separator, line, returned: false } }
    }

    /// The line that is read next.
    pub fn line(&self) -> u64 {
        self.at.line
    }

    /// The next row, of which at most `keep` cells are kept. Empty lines are rows of one empty cell.
    ///
    /// # Errors
    /// Those of the input.
    pub fn next(&mut self, keep: usize) -> io::Result<Option<Row>> {
        let mut row = Builder::new(keep);
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(row.at_end());
            }
            let (used, done) = row.eat(chunk, &mut self.at);
            self.input.consume(used);
            if done {
                return Ok(Some(row.row));
            }
        }
    }
}

/// Where in a cell the next byte stands.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Start,
    Plain,
    Quoted,
    /// Behind a mark that closes the cell, unless it is the first of two.
    Mark,
    Closed,
}

struct Builder {
    row: Row,
    keep: usize,
    state: State,
    cell: Vec<u8>,
    /// Bytes that are kept of the row so far.
    size: usize,
    /// Whether it is too large to keep.
    over: bool,
    /// Whether the cell holds more than space.
    filled: bool,
    /// Where the cell's quotation mark stands.
    opened: u64,
}

impl Builder {
    fn new(keep: usize) -> Builder {
        let (row, cell) = (Row::default(), Vec::new());
        Builder { row, keep, state: State::Start, cell, size: 0, over: false, filled: false, opened: 0 }
    }

    /// Takes bytes of `chunk` up to the end of the row. Gives how many, and whether the row has ended.
    fn eat(&mut self, chunk: &[u8], at: &mut Place) -> (usize, bool) {
        let mut i = 0;
        while let Some(&byte) = chunk.get(i) {
            if mem::take(&mut at.returned) && byte == b'\n' {
                i += 1;
                continue;
            }
            if self.row.line == 0 {
                self.row.line = at.line;
            }
            let run = self.run(&chunk[i..], at.separator);
            if run > 0 {
                self.push(&chunk[i..i + run]);
                i += run;
                continue;
            }
            i += 1;
            if self.step(byte, at) {
                return (i, true);
            }
        }
        (i, false)
    }

    /// How many bytes at the start of `rest` are nothing but text of the cell.
    fn run(&self, rest: &[u8], separator: u8) -> usize {
        let special = |b: &u8| match self.state {
            State::Quoted => matches!(b, b'"' | b'\r' | b'\n'),
            State::Plain => matches!(b, b'\r' | b'\n') || *b == separator,
            _ => true,
        };
        rest.iter().position(special).unwrap_or(rest.len())
    }

    /// Takes one byte; `true` where it ends the row.
    fn step(&mut self, byte: u8, at: &mut Place) -> bool {
        let line_end = matches!(byte, b'\r' | b'\n');
        if line_end {
            at.line += 1;
            at.returned = byte == b'\r';
        }
        match (self.state, byte) {
            (State::Quoted, b'"') => self.state = State::Mark,
            (State::Quoted, _) => self.push(if line_end { b"\n" } else { std::slice::from_ref(&byte) }),
            (State::Mark, b'"') => {
                self.push(b"\"");
                self.state = State::Quoted;
            }
            _ if line_end => {
                self.end_cell();
                return true;
            }
            (_, b) if b == at.separator => self.end_cell(),
            (State::Start, b'"') => {
                self.opened = at.line;
                self.state = State::Quoted;
            }
            // Space at the ends of a cell is no part of it.
            (State::Start, b' ' | b'\t') => {}
            (State::Mark | State::Closed, b' ' | b'\t') => self.state = State::Closed,
            (state, _) => {
                if matches!(state, State::Mark | State::Closed) {
                    self.trouble(Trouble::Behind { cell: self.row.count, line: self.opened });
                }
                self.push(&[byte]);
                self.state = State::Plain;
            }
        }
        false
    }

    fn push(&mut self, bytes: &[u8]) {
        self.filled |= bytes.iter().any(|b| !b.is_ascii_whitespace());
        if self.row.count >= self.keep || self.over {
            return;
        }
        self.size += bytes.len();
        if self.cell.len() + bytes.len() > MAX_CELL {
            self.refuse(Trouble::LargeCell { cell: self.row.count });
        } else if self.size > MAX_ROW {
            self.refuse(Trouble::LargeRow);
        } else {
            self.cell.extend_from_slice(bytes);
        }
    }

    /// Keeps nothing more of the row.
    fn refuse(&mut self, trouble: Trouble) {
        self.trouble(trouble);
        self.over = true;
        self.cell = Vec::new();
        self.row.cells = Vec::new();
    }

    fn trouble(&mut self, trouble: Trouble) {
        self.row.trouble.get_or_insert(trouble);
    }

    fn end_cell(&mut self) {
        let cell = mem::take(&mut self.cell);
        if self.row.count < self.keep && !self.over {
            self.row.cells.push(cell);
        }
        self.row.count += 1;
        if mem::take(&mut self.filled) {
            self.row.filled = self.row.count;
        }
        self.state = State::Start;
    }

    /// The row at the end of the text, which may lack its line end.
    fn at_end(mut self) -> Option<Row> {
        if self.state == State::Start && self.row.count == 0 {
            return None;
        }
        if self.state == State::Quoted {
            // Whatever else is wrong, this says why.
            self.row.trouble = Some(Trouble::Open { cell: self.row.count, line: self.opened });
        }
        self.end_cell();
        Some(self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn rows(input: impl BufRead) -> Vec<Row> {
        let mut cells = Cells::new(input, b',', 1);
        std::iter::from_fn(|| cells.next(3).unwrap()).collect()
    }

    proptest! {
        #[test]
        fn it_does_not_matter_how_bytes_come(text in "[a\"\", \r\r\n\t]{0,40}", chunk in 1..5usize) {
            let whole = rows(text.as_bytes());
            prop_assert_eq!(&whole, &rows(BufReader::with_capacity(chunk, text.as_bytes())));
            // Every line end is counted, as one sign or two.
            let lines = text.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count() as u64;
            prop_assert!(whole.iter().all(|r| (1..=lines + 1).contains(&r.line)), "{:?}", whole);
        }
    }
}
