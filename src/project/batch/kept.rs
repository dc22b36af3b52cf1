//! Files that are read once for all copies of a sheet, with the hash of what was read.

use super::key::{Chain, Hash};
use crate::base::{Files, Loaded, Recent};
use crate::project::{Disk, FontFolders};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

type Read = Result<(Loaded, Hash), String>;

/// The disk as it was when each file was first asked for: all copies of a run are made from the same.
///
/// What only single rows name (a photo for each) would fill the memory, so beyond some megabytes a file is read for
/// each copy again.
pub struct Kept {
    files: Mutex<Held>,
    /// Folders of fonts that have been read through.
    folders: Mutex<Recent<PathBuf, Arc<OnceLock<Hash>>>>,
}

impl Default for Kept {
    fn default() -> Kept {
        Kept { files: Mutex::default(), folders: Mutex::new(Recent::new(FOLDERS)) }
    }
}

#[derive(Default)]
struct Held {
    /// Bytes kept so far.
    size: u64,
    /// By the folder from which it was asked for, and the path.
    read: HashMap<(String, String), Read>,
}

/// Most bytes that are kept.
const MOST: u64 = 48 << 20;
/// Folders of fonts whose hashes are kept: more than there are brands in a list.
const FOLDERS: usize = 1000;

impl Kept {
    /// What is asked for once more, with the hash of its bytes.
    pub fn hashed(&self, from: &str, path: &str) -> Read {
        let asked = (folder(from).to_owned(), path.to_owned());
        let lock = || self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(read) = lock().read.get(&asked) {
            return read.clone();
        }
        let read = Disk.read(from, path).map(|loaded| {
            let hash = Hash::of(&loaded.bytes);
            (loaded, hash)
        });
        let mut files = lock();
        let size = read.as_ref().map_or(0, |(loaded, _)| loaded.bytes.len() as u64);
        if files.size + size <= MOST {
            files.size += size;
            files.read.insert(asked, read.clone());
        }
        read
    }

    /// A hash of all fonts in a folder, with their paths in it; once for each folder.
    pub fn fonts(&self, folder: &Path) -> Hash {
        let hash: Arc<OnceLock<Hash>> = {
            let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            folders.find(folder).unwrap_or_else(|| {
                let hash = Arc::default();
                folders.keep(folder.to_owned(), Arc::clone(&hash));
                hash
            })
        };
        *hash.get_or_init(|| fonts_of(folder))
    }
}

/// A hash of what a brand may take from a folder.
fn fonts_of(folder: &Path) -> Hash {
    let mut chain = Chain::default();
    chain.add(if folder.is_dir() { b"there" } else { b"" });
    for path in FontFolders::files(folder) {
        chain.add(slashed(path.strip_prefix(folder).unwrap_or(&path)).as_bytes());
        match std::fs::read(&path) {
            Ok(bytes) => chain.add(Hash::of(&bytes).bytes()),
            Err(_) => chain.add(b""),
        }
    }
    chain.hash()
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

impl Files for Kept {
    fn read(&self, from: &str, path: &str) -> Result<Loaded, String> {
        self.hashed(from, path).map(|(loaded, _)| loaded)
    }
}

fn folder(from: &str) -> &str {
    from.rfind(['/', '\\']).map_or("", |end| &from[..end])
}

/// The same files for one copy, with a hash of all that it was made from.
pub struct Noted<'k> {
    kept: &'k Kept,
    /// The sheet's folder: what a copy is made from is the same wherever that lies.
    home: &'k Path,
    noted: Mutex<Vec<Seen>>,
}

/// A file that was asked for: from which folder, by which path, and the hash of what was there.
pub type Seen = (String, String, Option<Hash>);

impl<'k> Noted<'k> {
    /// Nothing read yet for the sheet of this name.
    pub fn new(kept: &'k Kept, sheet: &'k str) -> Noted<'k> {
        Noted { kept, home: Path::new(folder(sheet)), noted: Mutex::default() }
    }
    /// What was asked for, by folder and path.
    pub fn read(self) -> Vec<Seen> {
        let mut noted = self.noted.into_inner().unwrap_or_else(PoisonError::into_inner);
        noted.sort();
        noted.dedup();
        noted
    }
}

impl Files for Noted<'_> {
    fn read(&self, from: &str, path: &str) -> Result<Loaded, String> {
        let read = self.kept.hashed(from, path);
        let from = Path::new(folder(from));
        let seen = slashed(from.strip_prefix(self.home).unwrap_or(from));
        let hash = read.as_ref().ok().map(|(_, hash)| *hash);
        self.noted.lock().unwrap_or_else(PoisonError::into_inner).push((seen, path.to_owned(), hash));
        read.map(|(loaded, _)| loaded)
    }
}
