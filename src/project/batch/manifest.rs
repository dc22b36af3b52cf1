//! The manifest: a line for each row, for programs (JSON Lines) and for spreadsheets (CSV). Gives and takes text.

use super::key::Hash;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// What there is of a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The row, from 1 below the header.
    pub row: u64,
    /// Its line in the list.
    pub line: u64,
    /// What its files are called, without their endings.
    pub name: String,
    /// Its files. A row that failed has none, or not all.
    pub files: Vec<Written>,
    /// Warnings, each with its code.
    pub warnings: Vec<String>,
    /// What kept it from being made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// A hash of everything that its files depend on, where it got so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Hash>,
    /// What the machine was asked for that neither the sheet nor the program has, and what it had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of_machine: Vec<OfMachine>,
}

/// Faces that only the machine can have, with the SHA-256 of the file that was taken; none where it had none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfMachine {
    /// A family in a weight, italic or not.
    Family(String, u16, bool, Option<Hash>),
    /// Any face that has these characters, in a weight.
    Characters(String, u16, Option<Hash>),
}

/// A file of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Written {
    /// Which edition it is.
    pub edition: String,
    /// Its name in the folder.
    pub file: String,
    /// Pages.
    pub pages: usize,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    #[serde(rename = "sha256")]
    pub hash: Hash,
}

/// The first line of a manifest: what it is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Version of the program.
    pub handbill: String,
    /// The sheet.
    pub sheet: String,
    /// The list.
    pub list: String,
    /// Which shard it is of, and a hash of what all shards are made from; nothing for a run of all rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<(String, String)>,
}

/// The last line of a shard's manifest: all of its rows are there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct End {
    /// Rows of the whole list.
    pub rows: u64,
    /// A hash of them all, with the names of their files.
    pub read: Hash,
}

/// What a line of a manifest says.
pub enum Line {
    /// What it is of.
    Head(Head),
    /// A row.
    Entry(Entry),
    /// That it is whole.
    End(End),
}

impl Line {
    /// Reads a line; `None` where it is torn, or names a file that is in no folder of ours.
    pub fn parse(text: &[u8]) -> Option<Line> {
        if let Ok(entry) = serde_json::from_slice::<Entry>(text) {
            let plain = |name: &str| !name.starts_with('.') && !name.contains(['/', '\\', ':']);
            return entry.files.iter().all(|f| plain(&f.file)).then_some(Line::Entry(entry));
        }
        let head = serde_json::from_slice(text).map(Line::Head);
        head.or_else(|_| serde_json::from_slice(text).map(Line::End)).ok()
    }
}

impl Head {
    /// Its line, ended.
    pub fn json(&self) -> String {
        line(self)
    }
}

impl End {
    /// Its line, ended.
    pub fn json(&self) -> String {
        line(self)
    }
}

/// Texts and numbers can always be written.
fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

/// Columns of the CSV.
pub const COLUMNS: &str = "row,line,edition,file,pages,bytes,sha256,warnings,error\r\n";

impl Entry {
    /// Its line in JSON, ended.
    pub fn json(&self) -> String {
        line(self)
    }

    /// Its lines in CSV, one for each file, ended.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        let warnings = cell(&self.warnings.join("; "));
        let error = cell(self.error.as_deref().unwrap_or_default());
        for f in &self.files {
            let (edition, file) = (cell(&f.edition), cell(&f.file));
            let Written { pages, bytes, hash, .. } = f;
            let Entry { row, line, .. } = self;
            let _ =
                write!(out, "{row},{line},{edition},{file},{pages},{bytes},{hash},{warnings},{error}\r\n");
        }
        if self.files.is_empty() {
            let _ = write!(out, "{},{},,,,,,{warnings},{error}\r\n", self.row, self.line);
        }
        out
    }
}

/// A cell of CSV. What a spreadsheet would take for a formula gets the apostrophe that makes it a text (OWASP, "CSV
/// Injection").
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    match text.contains([',', '"', '\n', '\r', ';']) || formula {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        let file = Written {
            edition: "email".to_owned(),
            file: "=cmd, \"x\".pdf".to_owned(),
            pages: 2,
            bytes: 12,
            hash: Hash::of(b"x"),
        };
        let warnings = vec!["a: b".to_owned(), "c: d, e".to_owned()];
        Entry {
            row: 3,
            line: 4,
            name: "n".to_owned(),
            files: vec![file],
            warnings,
            error: None,
            key: Some(Hash::of(b"k")),
            of_machine: Vec::new(),
        }
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let head = Head {
            handbill: "1".to_owned(),
            sheet: "s".to_owned(),
            list: "l".to_owned(),
            shard: Some(("1/2".to_owned(), "x".to_owned())),
        };
        let end = End { rows: 5, read: Hash::of(b"r") };
        assert!(matches!(Line::parse(head.json().as_bytes()), Some(Line::Head(read)) if read == head));
        assert!(matches!(Line::parse(end.json().as_bytes()), Some(Line::End(read)) if read == end));
        assert!(Line::parse(&entry().json().as_bytes()[..60]).is_none());
        assert!(Line::parse(entry().json().replace("=cmd", "../").as_bytes()).is_none());
        let of_machine = vec![
            OfMachine::Family("Ours".to_owned(), 400, true, Some(Hash::of(b"f"))),
            OfMachine::Characters("漢\"字".to_owned(), 700, None),
        ];
        for entry in [
            entry(),
            Entry { of_machine, ..entry() },
            Entry { key: None, error: Some("x\ny".to_owned()), ..entry() },
        ] {
            let line = entry.json();
            assert_eq!(line.matches('\n').count(), 1);
            assert_eq!(serde_json::from_str::<Entry>(&line).ok(), Some(entry));
        }
    }

    #[test]
    fn spreadsheets_see_texts_and_no_formulas() {
        let csv = entry().csv();
        assert!(csv.starts_with("3,4,email,\"'=cmd, \"\"x\"\".pdf\",2,12,"), "{csv}");
        assert!(csv.ends_with(",\"a: b; c: d, e\",\r\n"), "{csv}");
        let failed =
            Entry { files: Vec::new(), error: Some("e: f".to_owned()), warnings: Vec::new(), ..entry() };
        assert_eq!(failed.csv(), "3,4,,,,,,,e: f\r\n");
    }
}
