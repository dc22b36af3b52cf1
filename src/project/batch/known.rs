//! What earlier runs have put on record: their manifests, with an index of where each row stands. Keeps no row.

use super::key::Hash;
use super::manifest::{Entry, Line};
use super::name::folded;
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The manifests of earlier runs, the latest first.
#[derive(Default)]
pub(super) struct Known(Vec<Manifest>);

struct Manifest {
    /// Start of a key, and where its line begins; sorted: sixteen bytes a row.
    keys: Vec<(u64, u64)>,
    /// The same by the number of the row.
    rows: Vec<(u64, u64)>,
    /// Hashes of the names of files, sorted.
    files: Vec<u64>,
    file: Mutex<BufReader<File>>,
}

impl Known {
    /// Reads those that are there.
    ///
    /// # Errors
    /// What the system says.
    pub fn read(paths: &[std::path::PathBuf]) -> io::Result<Known> {
        let mut all = Vec::new();
        for path in paths {
            match File::open(path) {
                Ok(_) => all.push(Manifest::read(path)?),
                Err(e) if e.kind() == ErrorKind::NotFound => {}
                Err(e) => return Err(e),
            }
        }
        Ok(Known(all))
    }

    /// What was made from this.
    pub fn with_key(&self, key: Hash) -> Option<Entry> {
        let is_it = |entry: &Entry| entry.key == Some(key);
        self.0.iter().find_map(|m| m.first(&m.keys, key.short(), is_it))
    }

    /// Whether a file of this name has been made.
    pub fn has_file(&self, name: &str) -> bool {
        self.0.iter().any(|m| m.files.binary_search(&folded(name)).is_ok())
    }

    /// What was made of a row when it had this name.
    pub fn of_row(&self, row: u64, name: &str) -> Option<Entry> {
        // What was only about to be put there is one file of several.
        let whole = |entry: &Entry| entry.key.is_some() || entry.error.is_some();
        let is_it = |entry: &Entry| entry.row == row && entry.name == name && whole(entry);
        self.0.iter().find_map(|m| m.first(&m.rows, row, is_it))
    }
}

impl Manifest {
    fn read(path: &Path) -> io::Result<Manifest> {
        let (mut keys, mut rows, mut files) = (Vec::new(), Vec::new(), Vec::new());
        each_line(path, |at, line, _| {
            if let Line::Entry(entry) = line {
                rows.push((entry.row, at));
                files.extend(entry.files.iter().map(|f| folded(&f.file)));
                keys.extend(entry.key.map(|key| (key.short(), at)));
            }
            Ok(())
        })?;
        // Of two of one key the first is the later.
        keys.sort_unstable();
        rows.sort_unstable();
        files.sort_unstable();
        Ok(Manifest { keys, rows, files, file: Mutex::new(BufReader::new(File::open(path)?)) })
    }

    fn first(&self, index: &[(u64, u64)], of: u64, is_it: impl Fn(&Entry) -> bool) -> Option<Entry> {
        let from = index.partition_point(|(k, _)| *k < of);
        let places = index[from..].iter().take_while(|(k, _)| *k == of);
        places.filter_map(|(_, at)| self.at(*at)).find(is_it)
    }

    fn at(&self, at: u64) -> Option<Entry> {
        let mut text = Vec::new();
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at)).ok()?;
        file.read_until(b'\n', &mut text).ok()?;
        match Line::parse(&text) {
            Some(Line::Entry(entry)) => Some(entry),
            _ => None,
        }
    }
}

/// Goes through the lines of a manifest: where each begins, what it says, and its text. One that is torn says nothing.
///
/// # Errors
/// What the system says, or `visit`.
pub(super) fn each_line(
    path: &Path,
    mut visit: impl FnMut(u64, Line, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut reader = BufReader::new(File::open(path)?);
    let (mut at, mut text) = (0, Vec::new());
    loop {
        text.clear();
        let length = reader.read_until(b'\n', &mut text)?;
        if length == 0 {
            return Ok(());
        }
        if let Some(line) = Line::parse(&text) {
            visit(at, line, &text)?;
        }
        at += length as u64;
    }
}
