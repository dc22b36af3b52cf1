//! The output folder: files that are there whole or not at all, and a manifest that says only what is true.
//!
//! The manifest grows as rows are told. When a run begins, that of an earlier run is set aside: it says which files are
//! there already, and goes when the run has come to its end. So a run that was killed leaves everything that the next
//! one needs to know; what it was about to put there has been named before. Shards have manifests, locks and parts of their own, and may share a folder.

use super::foreign::is_copy;
use super::found::Found;
use super::fresh::fresh;
use super::journal::{Ahead, Journal};
use super::key::Hash;
use super::known::Known;
use super::leftover::{Current, Ending, Leftovers, is_as_written, settle};
use super::lock::Lock;
use super::manifest::{Entry, Head, Written};
use super::shard::Shard;
use crate::base::Diagnostic;
use crate::project::remedy;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Somebody else is at work there.
    #[error("another run is writing into `{0}`")]
    Busy(PathBuf),
    /// It holds the copies of another sheet or list.
    #[error("`{folder}` holds the copies of `{sheet}` for `{list}`")]
    Other {
        /// The folder.
        folder: PathBuf,
        /// The sheet that its manifest names.
        sheet: String,
        /// The list that its manifest names.
        list: String,
        /// Whether they are copies of the same sheet.
        same_sheet: bool,
    },
    /// There is a file where the run would write its own, which none has made.
    #[error("`{0}` is there, and no run has made it")]
    Foreign(PathBuf),
    /// There is something else of its name.
    #[error("`{0}` is no folder")]
    NoFolder(PathBuf),
    /// What the system says of the file of all mails.
    #[error("cannot write `{0}`: {1}")]
    Mails(PathBuf, #[source] io::Error),
    /// What the system says.
    #[error("cannot write `{0}`: {1}")]
    Io(PathBuf, #[source] io::Error),
}

impl FolderError {
    /// What to do where the system could not write, as the beginning of a sentence.
    pub fn remedy(&self) -> Option<&'static str> {
        match self {
            FolderError::Mails(_, e) | FolderError::Io(_, e) => Some(remedy(e)),
            _ => None,
        }
    }

    /// Whether the next file will meet the same.
    pub fn is_final(&self) -> bool {
        use ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        matches!(self, FolderError::Io(_, e) if matches!(e.kind(), StorageFull | QuotaExceeded | ReadOnlyFilesystem))
    }
}

/// A folder that a run writes into, or its shard of one.
pub struct Folder {
    path: PathBuf,
    head: Head,
    shard: Shard,
    known: Known,
    ahead: Ahead,
    lock: Lock,
}

impl Folder {
    /// Takes the folder for the copies of a sheet and a list; makes it where it is not there.
    ///
    /// # Errors
    /// Why it cannot be used; then nothing in it has changed.
    pub fn open(path: &Path, head: Head, shard: Shard) -> Result<Folder, FolderError> {
        if let Err(e) = fs::create_dir_all(path) {
            return Err(match path.exists() && !path.is_dir() {
                true => FolderError::NoFolder(path.to_owned()),
                false => FolderError::Io(path.to_owned(), e),
            });
        }
        // Shards set aside one after another; then each has its own part of the folder.
        let (lock, _gate) = match shard.is_whole() {
            true => (Lock::take(path, shard)?, None),
            false => {
                let gate = Lock::wait(path, Shard::WHOLE)?;
                (Lock::take(path, shard)?, Some(gate))
            }
        };
        let found = Found::list(path)?;
        found.check_idle(shard)?;
        found.check_of(&head)?;
        found.set_aside(shard)?;
        let before = [shard, Shard::WHOLE].map(|of| path.join(of.before()));
        let before = if shard.is_whole() { &before[..1] } else { &before[..] };
        let known = Known::read(before).map_err(|e| FolderError::Io(path.to_owned(), e))?;
        let ahead = Ahead::begin(path, shard, &head)?;
        Ok(Folder { path: path.to_owned(), head, shard, known, ahead, lock })
    }

    /// What is to be said where nothing keeps another run out.
    pub fn unlocked(&self) -> Option<Diagnostic> {
        self.lock.unlocked(&self.path)
    }

    /// Begins the manifests of this run.
    ///
    /// # Errors
    /// What the system says.
    pub fn journal(&self) -> Result<Journal, FolderError> {
        Journal::of(&self.path, self.shard, &self.head)
    }

    /// Puts a file of a row into the folder: under another name first, so that it is there whole or not at all.
    ///
    /// # Errors
    /// What kept it from being written; an earlier file of the name is as it was.
    pub fn put(&self, of: &Entry, file: &Written, bytes: &[u8]) -> Result<(), FolderError> {
        let target = self.path.join(&file.file);
        if !self.is_free(&file.file, &target) {
            return Err(FolderError::Foreign(target));
        }
        self.ahead.name(of, file)?;
        let part = self.path.join(self.shard.part(&file.file));
        let io = |e| FolderError::Io(target.clone(), e);
        let mut file = fresh(&part).map_err(io)?;
        let written = file.write_all(bytes).and_then(|()| {
            drop(file);
            fs::rename(&part, &target)
        });
        written.map_err(|e| {
            let _ = fs::remove_file(&part);
            io(e)
        })
    }

    /// Whether nothing is lost where a file of this name is written.
    fn is_free(&self, name: &str, path: &Path) -> bool {
        fs::symlink_metadata(path).is_err()
            || self.known.has_file(name)
            || path.is_file() && !path.is_symlink() && is_copy(path)
    }

    /// What stands in a file of the folder; `None` where it cannot be read.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.path.join(name)).ok()
    }

    /// What an earlier run has made from the same, where all of it is there and unchanged.
    pub fn made_before(&self, key: Hash, row: u64) -> Option<Entry> {
        let entry = self.known.with_key(key)?;
        // A warning may name its row.
        let says_the_same = entry.row == row || entry.warnings.is_empty();
        (says_the_same && entry.error.is_none() && !entry.files.is_empty() && self.is_there(&entry))
            .then_some(entry)
    }

    /// What the last run has made of a row that this one is not to make.
    pub fn made_of(&self, row: u64, name: &str) -> Option<Entry> {
        self.known.of_row(row, name).filter(|entry| self.is_there(entry))
    }

    fn is_there(&self, entry: &Entry) -> bool {
        entry.files.iter().all(|f| is_as_written(&self.path.join(&f.file), f))
    }

    /// Ends the run: what was known of earlier ones is not needed any more, but for files that nobody has made now.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn close(self, current: &Current, leftovers: Leftovers) -> Result<Ending, FolderError> {
        let way = if self.shard.is_whole() { leftovers } else { Leftovers::Record };
        let ending = settle(&self.path, (&[self.shard], self.shard), current, way)?;
        self.ahead.end()?;
        Ok(ending)
    }
}
