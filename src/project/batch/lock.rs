//! Locks: who is at work in a folder. A lock is a file that goes with its run; what a killed run leaves is nobody's.

use super::folder::FolderError;
use super::fresh::fresh;
use super::shard::Shard;
use crate::base::Diagnostic;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Shards that start at once set aside what is there one after another, each for some milliseconds.
const TURNS: u32 = 200;
const TURN: Duration = Duration::from_millis(50);

/// A folder that is taken, or the part of it that is a shard's.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
    /// Whether it keeps others out.
    holds: bool,
}

impl Lock {
    /// Takes it.
    ///
    /// # Errors
    /// Somebody else has it, or what the system says.
    pub fn take(folder: &Path, shard: Shard) -> Result<Lock, FolderError> {
        Lock::at(folder.join(shard.lock()), folder)
    }

    /// Takes a lock of this name, which says that somebody is at work on `on`.
    ///
    /// # Errors
    /// Somebody else has it, or what the system says.
    pub fn at(path: PathBuf, on: &Path) -> Result<Lock, FolderError> {
        let io = |e| FolderError::Io(path.clone(), e);
        loop {
            let Some(file) = open(&path, true).map_err(io)? else { continue };
            let Some(holds) = held(file.try_lock()).map_err(io)? else {
                return Err(FolderError::Busy(on.to_owned()));
            };
            // Whoever had it may have taken the file away since it was opened.
            if is_at(&file, &path) {
                return Ok(Lock { path, _file: file, holds });
            }
        }
    }

    /// Takes it as soon as those who need it for a moment are done.
    ///
    /// # Errors
    /// Somebody else keeps it, or what the system says.
    pub fn wait(folder: &Path, shard: Shard) -> Result<Lock, FolderError> {
        for _ in 0..TURNS {
            match Lock::take(folder, shard) {
                Err(FolderError::Busy(_)) => std::thread::sleep(TURN),
                end => return end,
            }
        }
        Lock::take(folder, shard)
    }

    /// What is to be said where it keeps nobody out: some file systems know no locks.
    pub fn unlocked(&self, folder: &Path) -> Option<Diagnostic> {
        let text = format!(
            "nothing keeps another run out of `{}`: its file system knows no locks",
            folder.display()
        );
        let d = Diagnostic::warning("no-locks", text);
        (!self.holds).then(|| {
            d.help(
                "see to it that no other run writes into this folder, and that no shard runs twice at once",
            )
        })
    }

    /// Whether somebody has it.
    pub fn is_taken(folder: &Path, shard: Shard) -> bool {
        let there = open(&folder.join(shard.lock()), false).ok().flatten();
        there.is_some_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Opens it, or makes it; nothing where somebody has done something about it meanwhile.
fn open(path: &Path, create: bool) -> io::Result<Option<File>> {
    let file = match fs::symlink_metadata(path) {
        Ok(m) if m.is_file() => OpenOptions::new().write(true).open(path),
        // Whoever opens a pipe waits for another.
        Ok(m) if !m.is_symlink() => return Err(io::Error::other("it is there and is no file")),
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(e),
        Err(e) if !create => return Err(e),
        Err(_) => match OpenOptions::new().write(true).create_new(true).open(path) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => return Ok(None),
            file => return file.map(Some),
        },
        // A link would lead away.
        Ok(_) => fresh(path),
    };
    match file {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        file => file.map(Some),
    }
}

/// Whether a lock that was tried keeps others out; `None` where somebody else has it.
fn held(tried: Result<(), TryLockError>) -> io::Result<Option<bool>> {
    match tried {
        Ok(()) => Ok(Some(true)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(e)) if knows_no_locks(&e) => Ok(Some(false)),
        Err(TryLockError::Error(e)) => Err(e),
    }
}

/// Some network folders know no locks.
fn knows_no_locks(e: &io::Error) -> bool {
    /// NFS without its lock daemon, on Linux.
    const ENOLCK: i32 = 37;
    e.kind() == ErrorKind::Unsupported || cfg!(target_os = "linux") && e.raw_os_error() == Some(ENOLCK)
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |m: fs::Metadata| (m.dev(), m.ino());
    matches!((file.metadata().map(place), fs::metadata(path).map(place)), (Ok(a), Ok(b)) if a == b)
}

/// Where open files cannot be taken away.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_nobody_keeps_is_known_as_one() {
        let dir = tempfile::tempdir().unwrap();
        let lock = Lock::take(dir.path(), Shard::WHOLE).unwrap();
        assert!(lock.unlocked(dir.path()).is_none() && Lock::is_taken(dir.path(), Shard::WHOLE));
        let mut without = lock;
        without.holds = false;
        let code = without.unlocked(dir.path()).map(|d| d.code);
        assert_eq!(code, Some("no-locks"));
        let none = |e: io::Error| held(Err(TryLockError::Error(e)));
        assert_eq!(none(ErrorKind::Unsupported.into()).ok(), Some(Some(false)));
        #[cfg(target_os = "linux")]
        assert_eq!(none(io::Error::from_raw_os_error(37)).ok(), Some(Some(false)));
        assert!(none(ErrorKind::PermissionDenied.into()).is_err());
        assert_eq!(held(Err(TryLockError::WouldBlock)).ok(), Some(None));
    }
}
