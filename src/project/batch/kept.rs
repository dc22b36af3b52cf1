//! Files that are read once for all copies of a sheet, with the hash of what was read.

use super::key::Hash;
use crate::base::{Files, Loaded};
use crate::project::Disk;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

type Read = Result<(Loaded, Hash), String>;

/// The disk as it was when each file was first asked for: all copies of a run are made from the same.
///
/// What only single rows name (a photo for each) would fill the memory, so beyond some megabytes a file is read for
/// each copy again.
#[derive(Default)]
pub struct Kept {
    files: Mutex<Held>,
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
    noted: Mutex<Vec<(String, Hash)>>,
}

impl<'k> Noted<'k> {
    /// Nothing read yet.
    pub fn new(kept: &'k Kept) -> Noted<'k> {
        Noted { kept, noted: Mutex::default() }
    }
    /// What was read, by name.
    pub fn read(self) -> Vec<(String, Hash)> {
        let mut noted = self.noted.into_inner().unwrap_or_else(PoisonError::into_inner);
        noted.sort();
        noted.dedup();
        noted
    }
}

impl Files for Noted<'_> {
    fn read(&self, from: &str, path: &str) -> Result<Loaded, String> {
        let (loaded, hash) = self.kept.hashed(from, path)?;
        self.noted.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), hash));
        Ok(loaded)
    }
}
