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
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hex::maybe")]
    pub key: Option<Hash>,
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
    #[serde(rename = "sha256", with = "hex")]
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
}

/// Columns of the CSV.
pub const COLUMNS: &str = "row,line,edition,file,pages,bytes,sha256,warnings,error\r\n";

impl Entry {
    /// Its line in JSON, ended.
    pub fn json(&self) -> String {
        // Texts and numbers can always be written.
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
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

/// Hashes as hexadecimal text.
mod hex {
    use super::Hash;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(hash: &Hash, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(hash)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Hash, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map_err(|()| D::Error::custom("not a SHA-256"))
    }

    pub mod maybe {
        use super::{Deserializer, Hash, Serializer};

        pub fn serialize<S: Serializer>(hash: &Option<Hash>, s: S) -> Result<S::Ok, S::Error> {
            match hash {
                Some(hash) => super::serialize(hash, s),
                None => s.serialize_none(),
            }
        }

        pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Hash>, D::Error> {
            super::deserialize(d).map(Some)
        }
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
        }
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        for entry in [entry(), Entry { key: None, error: Some("x\ny".to_owned()), ..entry() }] {
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
