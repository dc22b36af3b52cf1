//! What can be wrong with a row or a list, in words; and what is looked for in every row, whatever its format.

use crate::base::Diagnostic;
use crate::sheet::merge::letters;
use crate::text::isolate;
use std::borrow::Cow;

/// Most bytes of a cell. A page of prose has three thousand: more is a file that lost its quotation marks or its
/// line ends, or somebody's attempt.
pub(super) const MAX_CELL: usize = 1 << 20;
/// Most bytes of a row.
pub(super) const MAX_ROW: usize = 8 << 20;
/// Most columns, as many as a worksheet has.
pub(super) const MAX_COLUMNS: usize = 16_384;

/// The way out where rows are longer than a header of one cell.
const TITLE: &str = "the first row names every column: a title above it has to go";

/// A message that does not know yet where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    code: &'static str,
    what: String,
    help: String,
    /// Whether nothing can be read behind it.
    pub last: bool,
}

/// A fault of one row, with what is wrong and what to do.
pub(super) fn fault(code: &'static str, what: impl Into<String>, help: impl Into<String>) -> Fault {
    Fault { code, what: what.into(), help: help.into(), last: false }
}

impl Fault {
    /// The same, where nothing behind it can be read.
    pub fn ending(self) -> Fault {
        Fault { last: true, ..self }
    }
    /// The message about `file`, with its place in words.
    pub fn told(self, place: &str, file: &str, line: Option<u64>) -> Diagnostic {
        let message = format!("{place}: {}", self.what);
        Diagnostic::error(self.code, message).within(file, line).help(self.help)
    }
}

/// The system could not read on.
pub(super) fn unreadable(why: &std::io::Error) -> Fault {
    fault(
        "list-not-read",
        format!("it cannot be read: {why}"),
        "see whether the file is whole and its disk is there",
    )
    .ending()
}

/// A cell or row that is larger than any text for a page.
pub(super) fn too_large(what: &str, limit: usize) -> Fault {
    fault(
        "list-too-large",
        format!("{what} is larger than {} MB and is not read", limit >> 20),
        "a cell holds a text for a page: see whether a quotation mark or the end of a line is missing",
    )
}

/// Too few or too many cells: `count` of them.
pub(super) fn count(count: usize, columns: usize) -> Fault {
    let help = if columns == 1 {
        TITLE
    } else if count < columns {
        "write every comma, also beside empty cells; no row may be broken by a line end outside of quotation marks"
    } else {
        "a cell that holds a comma stands in quotation marks, and the header names every column"
    };
    fault("list-cell-count", format!("{}, and the header has {}", cells(count), those(columns)), help)
}

fn cells(n: usize) -> String {
    if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") }
}

fn those(columns: usize) -> String {
    if columns == 1 { "1 column".to_owned() } else { format!("{columns} columns") }
}

/// A worksheet's row that goes on behind its last column, up to column `last`.
pub(super) fn beyond(last: usize, columns: usize) -> Fault {
    let (last, end) = (letters(last), letters(columns.saturating_sub(1)));
    fault(
        "list-cell-count",
        format!("a cell in column {last}, and the header ends with column {end}"),
        if columns == 1 { TITLE } else { "name that column in the header, or delete the cell" },
    )
}

/// Column `i` as messages call it: by its name, or by its letter where it has none.
pub(super) fn column(header: &[String], i: usize) -> String {
    match header.get(i) {
        Some(name) => format!("column `{name}`"),
        None => format!("column {}", letters(i)),
    }
}

/// Most characters of a cell: as many as a spreadsheet's cell can have, and ten pages of prose.
const MOST_SIGNS: usize = 32_767;

/// The cells, where none holds a sign that cannot be set, or more than is ever set. What a cell turns round ends with
/// it.
pub(super) fn sound(header: &[String], mut cells: Vec<String>) -> Result<Vec<String>, Fault> {
    for (i, cell) in cells.iter_mut().enumerate() {
        if let Some(sign) = bad_sign(cell) {
            return Err(bad(&column(header, i), sign));
        }
        if cell.len() > MOST_SIGNS && cell.chars().nth(MOST_SIGNS).is_some() {
            let what = format!("{} holds more than {MOST_SIGNS} characters", column(header, i));
            let help = "a cell holds a text for a page: see whether a quotation mark or the end of a line is missing";
            return Err(fault("list-too-large", what, help));
        }
        if let Cow::Owned(balanced) = isolate::balanced(cell) {
            *cell = balanced;
        }
    }
    Ok(cells)
}

/// The first sign that cannot be set: a control, or what stands where one was lost.
pub(super) fn bad_sign(text: &str) -> Option<char> {
    let white = |c| matches!(c, '\t' | '\n' | '\r');
    text.chars().find(|c| (c.is_control() && !white(*c)) || *c == '\u{fffd}')
}

/// `place` holds a sign that cannot be set.
pub(super) fn bad(place: &str, sign: char) -> Fault {
    let (what, help) = match sign {
        '\0' => ("a NUL byte".to_owned(), "save the list again, as \"CSV UTF-8\" or XLSX"),
        '\u{fffd}' => (
            "a character that was lost before (U+FFFD)".to_owned(),
            "write the word again, or save the list anew as \"CSV UTF-8\"",
        ),
        c => (format!("a control character (U+{:04X})", c as u32), "delete it, or write the cell again"),
    };
    fault("list-characters", format!("{place} holds {what}"), help)
}
