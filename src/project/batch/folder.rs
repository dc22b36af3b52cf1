//! The output folder: files that are there whole or not at all, and a manifest that says only what is true.
//!
//! The manifest grows as rows are told. When a run begins, that of an earlier run is set aside: it says which files are
//! there already, and goes when the run has come to its end. So a run that was killed leaves everything that the next
//! one needs to know.

use super::key::Hash;
use super::manifest::{COLUMNS, Entry, Head};
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The manifest for programs.
pub const JSON: &str = "manifest.jsonl";
/// The manifest for spreadsheets.
pub const CSV: &str = "manifest.csv";
/// The manifests of earlier runs while one is under way.
const BEFORE: &str = ".handbill-before.jsonl";
const LOCK: &str = ".handbill.lock";

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
    },
    /// What the system says.
    #[error("cannot write `{0}`: {1}")]
    Io(PathBuf, #[source] io::Error),
}

impl FolderError {
    /// Whether the next file will meet the same.
    pub fn is_final(&self) -> bool {
        use ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        matches!(self, FolderError::Io(_, e) if matches!(e.kind(), StorageFull | QuotaExceeded | ReadOnlyFilesystem))
    }
}

/// A folder that one run writes into.
pub struct Folder {
    path: PathBuf,
    of: Head,
    before: Option<Before>,
    _lock: File,
}

/// The manifests of a run, which grow row by row.
pub struct Journal {
    path: PathBuf,
    json: File,
    csv: File,
}

impl Folder {
    /// Takes the folder for the copies of a sheet and a list; makes it where it is not there.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn open(path: &Path, [sheet, list]: &[String; 2]) -> Result<Folder, FolderError> {
        let io = |name: &str| {
            let path = path.join(name);
            move |e| FolderError::Io(path, e)
        };
        fs::create_dir_all(path).map_err(io(""))?;
        let lock = lock(path)?;
        let before = Before::set_aside(path).map_err(io(BEFORE))?;
        if let Some(head) = before.as_ref().and_then(|b| b.head.as_ref())
            && (head.sheet != *sheet || head.list != *list)
        {
            let (sheet, list) = (head.sheet.clone(), head.list.clone());
            return Err(FolderError::Other { folder: path.to_owned(), sheet, list });
        }
        let handbill = env!("CARGO_PKG_VERSION").to_owned();
        let of = Head { handbill, sheet: sheet.clone(), list: list.clone() };
        Ok(Folder { path: path.to_owned(), of, before, _lock: lock })
    }

    /// Begins the manifests of this run.
    ///
    /// # Errors
    /// What the system says.
    pub fn journal(&self) -> Result<Journal, FolderError> {
        let new = |name: &str, head: &str| {
            let path = self.path.join(name);
            let begin = || {
                let mut file = File::create(&path)?;
                file.write_all(head.as_bytes())?;
                Ok(file)
            };
            begin().map_err(|e| FolderError::Io(path.clone(), e))
        };
        let head = serde_json::to_string(&self.of).unwrap_or_default() + "\n";
        // Excel reads UTF-8 only behind its mark.
        let columns = format!("\u{feff}{COLUMNS}");
        Ok(Journal { path: self.path.clone(), json: new(JSON, &head)?, csv: new(CSV, &columns)? })
    }

    /// Puts a file into the folder: under another name first, so that it is there whole or not at all.
    ///
    /// # Errors
    /// What kept it from being written; an earlier file of the name is as it was.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let target = self.path.join(name);
        let part = self.path.join(part(name));
        let io = |e| FolderError::Io(target.clone(), e);
        let fresh = || OpenOptions::new().write(true).create_new(true).open(&part);
        // What a killed run has left there is nobody's; a link there would lead away.
        let mut file = match fresh() {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                fs::remove_file(&part).map_err(io)?;
                fresh()
            }
            file => file,
        }
        .map_err(io)?;
        let written = file.write_all(bytes).and_then(|()| {
            drop(file);
            fs::rename(&part, &target)
        });
        written.map_err(|e| {
            let _ = fs::remove_file(&part);
            io(e)
        })
    }

    /// What stands in a file of the folder; `None` where it cannot be read.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.path.join(name)).ok()
    }

    /// What an earlier run has made from the same, where all of it is there and unchanged.
    pub fn made_before(&self, key: Hash) -> Option<Entry> {
        let entry = self.before.as_ref()?.entry(key)?;
        let whole = |name: &str, bytes: u64, hash: Hash| {
            let path = self.path.join(name);
            let same_size = fs::symlink_metadata(&path).is_ok_and(|m| m.is_file() && m.len() == bytes);
            same_size && fs::read(&path).is_ok_and(|found| Hash::of(&found) == hash)
        };
        let there = entry.files.iter().all(|f| whole(&f.file, f.bytes, f.hash));
        (there && entry.error.is_none() && !entry.files.is_empty()).then_some(entry)
    }

    /// Ends the run: what was known of earlier ones is not needed any more.
    ///
    /// # Errors
    /// What the system says.
    pub fn close(self) -> Result<(), FolderError> {
        for name in [BEFORE, LOCK] {
            let path = self.path.join(name);
            match fs::remove_file(&path) {
                Err(e) if e.kind() != ErrorKind::NotFound => return Err(FolderError::Io(path, e)),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Journal {
    /// Enters a row.
    ///
    /// # Errors
    /// What the system says.
    pub fn enter(&mut self, entry: &Entry) -> Result<(), FolderError> {
        let io = |name: &str| {
            let path = self.path.join(name);
            move |e| FolderError::Io(path, e)
        };
        self.json.write_all(entry.json().as_bytes()).map_err(io(JSON))?;
        self.csv.write_all(entry.csv().as_bytes()).map_err(io(CSV))
    }
}

/// The name under which a file is written before it takes its own.
fn part(name: &str) -> String {
    format!(".handbill-{name}.part")
}

fn lock(path: &Path) -> Result<File, FolderError> {
    let file = path.join(LOCK);
    let io = |e| FolderError::Io(file.clone(), e);
    let lock = OpenOptions::new().write(true).create(true).truncate(false).open(&file).map_err(io)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(FolderError::Busy(path.to_owned())),
        // Some network folders know no locks.
        Err(TryLockError::Error(e)) if e.kind() == ErrorKind::Unsupported => Ok(lock),
        Err(TryLockError::Error(e)) => Err(io(e)),
    }
}

/// The manifests of earlier runs: where the line of each key stands.
struct Before {
    head: Option<Head>,
    lines: HashMap<Hash, (u64, u32)>,
    file: Mutex<File>,
}

impl Before {
    /// Sets the manifest of the last run aside, with what that had set aside itself where it was killed.
    fn set_aside(path: &Path) -> io::Result<Option<Before>> {
        let (json, before) = (path.join(JSON), path.join(BEFORE));
        if json.is_file() {
            let whole = path.join(part(BEFORE));
            let mut out = File::create(&whole)?;
            for file in [&json, &before] {
                match File::open(file) {
                    Ok(mut file) => io::copy(&mut file, &mut out)?,
                    Err(e) if e.kind() == ErrorKind::NotFound => continue,
                    Err(e) => return Err(e),
                };
                // Its last line may be torn.
                out.write_all(b"\n")?;
            }
            drop(out);
            fs::rename(&whole, &before)?;
            fs::remove_file(&json)?;
        }
        match File::open(&before) {
            Ok(file) => Before::read(file).map(Some),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// A line that is torn says nothing; of two with one key the first is the later.
    fn read(file: File) -> io::Result<Before> {
        let mut lines = HashMap::new();
        let (mut head, mut at, mut text) = (None, 0u64, Vec::new());
        let mut reader = BufReader::new(file);
        loop {
            text.clear();
            let length = reader.read_until(b'\n', &mut text)?;
            if length == 0 {
                break;
            }
            if let Ok(Entry { key: Some(key), .. }) = serde_json::from_slice(&text) {
                lines.entry(key).or_insert((at, length as u32));
            } else if head.is_none() {
                head = serde_json::from_slice(&text).ok();
            }
            at += length as u64;
        }
        Ok(Before { head, lines, file: Mutex::new(reader.into_inner()) })
    }

    fn entry(&self, key: Hash) -> Option<Entry> {
        let (at, length) = *self.lines.get(&key)?;
        let mut text = vec![0; length as usize];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at)).ok()?;
        file.read_exact(&mut text).ok()?;
        serde_json::from_slice(&text).ok()
    }
}
