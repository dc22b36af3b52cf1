//! The manifests of a run while it is under way: each grows by whole lines, row by row. Another names each file before
//! it is put into the folder.

use super::folder::FolderError;
use super::fresh::fresh;
use super::leftover::remove;
use super::manifest::{COLUMNS, End, Entry, Head, Written};
use super::shard::Shard;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

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

/// What is about to be put into the folder, so that a run that is killed between a file and its line leaves none that
/// nobody knows.
pub(super) struct Ahead(Mutex<Growing>);

impl Ahead {
    /// Begins it.
    ///
    /// # Errors
    /// What the system says.
    pub fn begin(folder: &Path, shard: Shard, head: &Head) -> Result<Ahead, FolderError> {
        let mut file = Growing::new(folder.join(shard.ahead()))?;
        file.add(&head.json())?;
        Ok(Ahead(Mutex::new(file)))
    }

    /// Names a file of a row.
    ///
    /// # Errors
    /// What the system says; then the file must not be put there.
    pub fn name(&self, of: &Entry, file: &Written) -> Result<(), FolderError> {
        let (row, line, name) = (of.row, of.line, of.name.clone());
        let entry = Entry { row, line, name, files: vec![file.clone()], ..Entry::default() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).add(&entry.json())
    }

    /// All of it stands in the journal.
    ///
    /// # Errors
    /// What the system says.
    pub fn end(self) -> Result<(), FolderError> {
        remove(&self.0.into_inner().unwrap_or_else(PoisonError::into_inner).path)
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
