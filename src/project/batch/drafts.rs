//! Mail drafts of a run: one for each row, in a file beside its copy or in one file of all.

use super::folder::FolderError;
use super::fresh::fresh;
use super::lock::Lock;
use crate::mail::Template;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What is made of the rows' mails.
pub struct Mails {
    /// What they say, with the list's columns.
    pub template: Template,
    /// Each in a file of its own, in the folder of the copies.
    pub eml: bool,
    /// All in this file.
    pub mbox: Option<PathBuf>,
}

impl Mails {
    /// What the files in the folder depend on besides the sheet and the row.
    pub(super) fn fingerprint(&self) -> String {
        if self.eml { format!("{:?}", self.template) } else { String::new() }
    }
}

/// The one file of all mails while it is written: under another name, which is always the same, so that a run that was
/// killed leaves nothing behind that the next does not take.
pub(super) struct Mbox {
    target: PathBuf,
    /// `None` for a device or a pipe, which has no other name.
    part: Option<PathBuf>,
    file: File,
    /// Two runs at once would mix their mails.
    _lock: Option<Lock>,
}

impl Mbox {
    /// Begins the file.
    ///
    /// # Errors
    /// Another run is writing it, or what the system says.
    pub fn create(path: &Path) -> Result<Mbox, FolderError> {
        let io = |e| FolderError::Mails(path.to_owned(), e);
        // A link stays a link: what it names is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&target).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
            let file = OpenOptions::new().write(true).open(&target).map_err(io)?;
            return Ok(Mbox { target, part: None, file, _lock: None });
        }
        let name = target.file_name().ok_or_else(|| io(ErrorKind::IsADirectory.into()))?.to_string_lossy();
        let part = target.with_file_name(format!(".handbill-{name}.part"));
        let lock =
            Lock::at(target.with_file_name(format!(".handbill-{name}.lock")), path).map_err(|e| match e {
                FolderError::Io(_, e) => io(e),
                busy => busy,
            })?;
        let file = fresh(&part).map_err(io)?;
        Ok(Mbox { target, part: Some(part), file, _lock: Some(lock) })
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// What the system says.
    pub fn add(&mut self, entry: &[u8]) -> io::Result<()> {
        self.file.write_all(entry)
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// What the system says.
    pub fn finish(mut self) -> io::Result<()> {
        match self.part.take() {
            Some(part) => fs::rename(&part, &self.target).inspect_err(|_| drop(fs::remove_file(&part))),
            None => Ok(()),
        }
    }
}

impl Drop for Mbox {
    /// A run that has stopped leaves the old file as it was, and nothing beside it.
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            let _ = fs::remove_file(part);
        }
    }
}
