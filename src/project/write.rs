//! Writes a result so that a reader finds the old file or the new one, never half of one.

use std::fs::{OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder is missing.
    #[error("there is no folder `{0}`")]
    NoFolder(PathBuf),
    /// The target is a folder.
    #[error("`{0}` is a folder")]
    IsFolder(PathBuf),
    /// Somebody has forbidden it.
    #[error("`{0}` is there and is read-only")]
    ReadOnly(PathBuf),
    /// Somebody else is at it.
    #[error("another run is writing `{0}`")]
    Busy(PathBuf),
    /// Anything else, in the system's words.
    #[error("cannot write `{0}`: {1}")]
    Io(PathBuf, #[source] io::Error),
}

impl WriteError {
    /// What to do about it, as the beginning of a sentence.
    pub fn remedy(&self) -> &'static str {
        match self {
            WriteError::NoFolder(_) => "make that folder",
            WriteError::IsFolder(_) => "name a file in it",
            WriteError::ReadOnly(_) => "let it be written over",
            WriteError::Busy(_) => "wait until that has ended",
            WriteError::Io(_, e) => remedy(e),
        }
    }
}

/// What to do where the system could not write a file, as the beginning of a sentence.
pub fn remedy(e: &io::Error) -> &'static str {
    match e.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on its disk",
        ErrorKind::PermissionDenied => "see who may write there, and whether a program has the file open",
        ErrorKind::ReadOnlyFilesystem => "see why its disk can only be read",
        ErrorKind::InvalidFilename => "give it a shorter name",
        ErrorKind::FileTooLarge => "use a disk and an account that may hold so large a file",
        ErrorKind::NotFound | ErrorKind::NotADirectory => "see whether its folder is still there",
        _ => "see whether its disk is there and in order",
    }
}

/// Writes `bytes` to `path`: into a new file in the same folder, which then takes the name.
///
/// # Errors
/// What kept it from being written; the old file, where there was one, is as it was.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let io = |e| WriteError::Io(path.to_owned(), bare(e));
    let mut file = Growing::begin(path, Until::Now)?;
    file.write_all(bytes).map_err(io)?;
    file.place()
}

/// How long a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// At once: under a name that nobody else has.
    Now,
    /// As long as a run takes, which may be killed meanwhile: always under the same name, so that the next run takes
    /// away what is left.
    Later,
}

/// A file that is written piece by piece and takes its name when it is whole; without that it is gone.
pub struct Growing {
    path: PathBuf,
    target: PathBuf,
    part: Part,
}

enum Part {
    /// A new file in the same folder.
    New(tempfile::NamedTempFile),
    /// A device or pipe (`/dev/null`, `>(lpr)`), which must not be replaced by a file.
    Device(std::fs::File),
}

impl Growing {
    /// Nothing written yet.
    ///
    /// # Errors
    /// Why nothing can be.
    pub fn begin(path: &Path, until: Until) -> Result<Growing, WriteError> {
        let io = |e| WriteError::Io(path.to_owned(), bare(e));
        // A link stays a link: what it names is replaced.
        let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let part = match std::fs::metadata(&target) {
            Ok(m) if m.is_dir() => return Err(WriteError::IsFolder(path.to_owned())),
            // The folder may let the name be taken from it, but that is not what was meant.
            Ok(m) if m.is_file() && m.permissions().readonly() => {
                return Err(WriteError::ReadOnly(path.to_owned()));
            }
            Ok(m) if !m.is_file() => {
                let open = std::fs::OpenOptions::new().write(true).open(&target);
                Part::Device(open.map_err(io)?)
            }
            _ => {
                let folder = super::nearby::folder_of(&target);
                if !folder.is_dir() {
                    return Err(WriteError::NoFolder(folder));
                }
                let new = match until {
                    Until::Now => new_file(&folder),
                    Until::Later => named_file(&folder, &target),
                };
                Part::New(new.map_err(|e| match e.kind() {
                    ErrorKind::ResourceBusy => WriteError::Busy(path.to_owned()),
                    _ => io(e),
                })?)
            }
        };
        Ok(Growing { path: path.to_owned(), target, part })
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// What kept it from that; the old file, where there was one, is as it was.
    pub fn place(self) -> Result<(), WriteError> {
        match self.part {
            Part::New(file) => {
                file.persist(&self.target).map(drop).map_err(|e| WriteError::Io(self.path, bare(e.error)))
            }
            Part::Device(_) => Ok(()),
        }
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.part {
            Part::New(file) => file.write(bytes),
            Part::Device(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.part {
            Part::New(file) => file.flush(),
            Part::Device(file) => file.flush(),
        }
    }
}

/// The system's own error, without the name of the file that was to take the place of another.
fn bare(e: io::Error) -> io::Error {
    match e.raw_os_error() {
        None if e.kind() != ErrorKind::Other => e.kind().into(),
        _ => e,
    }
}

/// tempfile makes files that only their owner can read: right for secrets, wrong for a sheet in a shared
/// folder. The system takes the umask off these bits.
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".handbill-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    builder.tempfile_in(folder)
}

/// The part of a file under its one name, locked while it is written.
fn named_file(folder: &Path, target: &Path) -> io::Result<tempfile::NamedTempFile> {
    let name = target.file_name().ok_or(ErrorKind::IsADirectory)?.to_string_lossy();
    let part = folder.join(format!(".handbill-{name}.part"));
    // What a killed run has left there is nobody's; a link there would lead away.
    if let Ok(there) = std::fs::symlink_metadata(&part) {
        let taken = there.is_file()
            && OpenOptions::new()
                .write(true)
                .open(&part)
                .is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)));
        if taken {
            return Err(ErrorKind::ResourceBusy.into());
        }
        std::fs::remove_file(&part)?;
    }
    let file = OpenOptions::new().write(true).create_new(true).open(&part)?;
    // Some network folders know no locks; there two runs at once are not told apart.
    let _ = file.try_lock();
    Ok(tempfile::NamedTempFile::from_parts(file, tempfile::TempPath::try_from_path(part)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_and_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.pdf");
        write_atomically(&path, b"old").unwrap();
        write_atomically(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_part_that_a_killed_run_has_left_goes() {
        let dir = tempfile::tempdir().unwrap();
        let (path, part) = (dir.path().join("a.pdf"), dir.path().join(".handbill-a.pdf.part"));
        std::fs::write(&part, b"half").unwrap();
        let mut file = Growing::begin(&path, Until::Later).unwrap();
        // Nobody writes it twice at a time.
        let e = Growing::begin(&path, Until::Later).err().unwrap();
        assert!(e.to_string().starts_with("another run is writing"), "{e}");
        file.write_all(b"new").unwrap();
        file.place().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert!(!part.exists());
        drop(Growing::begin(&path, Until::Later).unwrap());
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn the_way_out_is_out_of_what_is_wrong() {
        for (kind, word) in [
            (ErrorKind::StorageFull, "room"),
            (ErrorKind::QuotaExceeded, "room"),
            (ErrorKind::PermissionDenied, "who may write"),
            (ErrorKind::ReadOnlyFilesystem, "only be read"),
            (ErrorKind::InvalidFilename, "shorter"),
            (ErrorKind::FileTooLarge, "so large"),
            (ErrorKind::NotFound, "folder"),
            (ErrorKind::TimedOut, "in order"),
        ] {
            let said = WriteError::Io("a.pdf".into(), kind.into()).remedy();
            assert!(said.contains(word) && (word == "room") == said.contains("room"), "{kind:?}: {said}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let dir = tempfile::tempdir().unwrap();
        let e = write_atomically(&dir.path().join("none/a.pdf"), b"").unwrap_err();
        assert!(e.to_string().starts_with("there is no folder"), "{e}");
        let e = write_atomically(dir.path(), b"").unwrap_err();
        assert!(e.to_string().ends_with("is a folder"), "{e}");
    }

    #[test]
    fn leaves_a_read_only_file_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.pdf");
        write_atomically(&path, b"old").unwrap();
        let mut kept = std::fs::metadata(&path).unwrap().permissions();
        kept.set_readonly(true);
        std::fs::set_permissions(&path, kept).unwrap();
        let e = write_atomically(&path, b"new").unwrap_err();
        assert!(e.to_string().ends_with("is there and is read-only"), "{e}");
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn others_can_read_it_and_links_stay() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let (file, link) = (dir.path().join("a.pdf"), dir.path().join("latest.pdf"));
        write_atomically(&file, b"old").unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o444, 0o444);
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_atomically(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&file).unwrap(), b"new");
    }
}
