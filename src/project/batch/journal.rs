//! The manifests of a run while it is under way: each grows by whole lines, row by row.

use super::folder::FolderError;
use super::fresh::fresh;
use super::manifest::{COLUMNS, End, Entry, Head};
use super::shard::Shard;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Both manifests of a run.
pub(super) struct Journal {
    json: Growing,
    csv: Growing,
}

impl Journal {
    /// Begins them under these names; files of those names go.
    ///
    /// # Errors
    /// What the system says.
    pub fn begin(folder: &Path, [json, csv]: [&str; 2], head: &Head) -> Result<Journal, FolderError> {
        let mut journal =
            Journal { json: Growing::new(folder.join(json))?, csv: Growing::new(folder.join(csv))? };
        journal.json.add(&head.json())?;
        // Excel reads UTF-8 only behind its mark.
        journal.csv.add(&format!("\u{feff}{COLUMNS}"))?;
        Ok(journal)
    }

    /// Those of a shard, where readers look for them.
    ///
    /// # Errors
    /// What the system says.
    pub fn of(folder: &Path, shard: Shard, head: &Head) -> Result<Journal, FolderError> {
        Journal::begin(folder, [&shard.json(), &shard.csv()], head)
    }

    /// Enters a row.
    ///
    /// # Errors
    /// What the system says.
    pub fn enter(&mut self, entry: &Entry) -> Result<(), FolderError> {
        self.json.add(&entry.json())?;
        self.csv.add(&entry.csv())
    }

    /// Says that all rows are in it.
    ///
    /// # Errors
    /// What the system says.
    pub fn end(&mut self, end: &End) -> Result<(), FolderError> {
        self.json.add(&end.json())
    }
}

/// A file that has whole lines alone.
struct Growing {
    path: PathBuf,
    file: File,
    length: u64,
}

impl Growing {
    fn new(path: PathBuf) -> Result<Growing, FolderError> {
        match fresh(&path) {
            Ok(file) => Ok(Growing { path, file, length: 0 }),
            Err(e) => Err(FolderError::Io(path, e)),
        }
    }

    fn add(&mut self, text: &str) -> Result<(), FolderError> {
        if let Err(e) = self.file.write_all(text.as_bytes()) {
            // What was written of a line on a full disk might read as a row of its own.
            let _ = self.file.set_len(self.length);
            return Err(FolderError::Io(self.path.clone(), e));
        }
        self.length += text.len() as u64;
        Ok(())
    }
}
