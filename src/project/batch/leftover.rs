//! What earlier runs have left in the folder that this one has not made: files of rows that fail now, and those of rows
//! that are gone. They stay, on record, until the user says otherwise. What somebody has changed always stays.

use super::folder::FolderError;
use super::fresh::fresh;
use super::key::Hash;
use super::known::each_line;
use super::manifest::{Entry, Line, Written};
use super::name::folded;
use super::shard::Shard;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What becomes of files of rows that are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leftovers {
    /// They are told.
    Tell,
    /// They go.
    Prune,
    /// They stay on record for whoever merges the shards.
    Record,
}

/// What has become of them.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    /// Rows of the list, where it was read to its end.
    pub rows: Option<u64>,
    /// Files of rows that fail now, which stay, on record.
    pub outdated: Files,
    /// Other files that this run does not make and that stay, on record.
    pub left: Files,
    /// Those that were taken away.
    pub pruned: Files,
    /// Those that stay because somebody has changed them.
    pub changed: Files,
}

/// Some files of the folder.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The names of the first.
    pub shown: Vec<String>,
    /// How many there are.
    pub number: u64,
}

impl Files {
    /// Names that are shown.
    const SHOWN: usize = 5;

    fn add(&mut self, name: &str) {
        self.number += 1;
        self.shown.extend((self.shown.len() < Files::SHOWN).then(|| name.to_owned()));
    }
}

/// What the folder holds by this run: hashes, so that a million rows take little.
#[derive(Default)]
pub(super) struct Current {
    /// Files that stand in its manifest.
    made: HashSet<u64>,
    /// Rows that are not this run's to judge.
    passed: HashSet<u64>,
    failed: HashSet<u64>,
    /// Rows that failed before they had a name.
    nameless: HashSet<u64>,
}

impl Current {
    /// Takes note of a row's files.
    pub fn enter(&mut self, entry: &Entry) {
        self.made.extend(entry.files.iter().map(|f| folded(&f.file)));
        match (&entry.error, entry.name.as_str()) {
            (None, _) => {}
            (Some(_), "") => drop(self.nameless.insert(entry.row)),
            // What another row of its number was called is none of its files.
            (Some(_), name) => drop(self.failed.insert(folded(name))),
        }
    }

    /// Takes note of files that are as an earlier run has made them.
    pub fn keep(&mut self, entry: &Entry) {
        self.made.extend(entry.files.iter().map(|f| folded(&f.file)));
    }

    /// Takes note of rows that have not been this run's to make.
    pub fn pass(&mut self, names: HashSet<u64>) {
        self.passed = names;
    }

    fn has(&self, file: &Written) -> bool {
        self.made.contains(&folded(&file.file))
    }

    fn passes(&self, entry: &Entry) -> bool {
        self.passed.contains(&folded(&entry.name))
    }

    fn fails(&self, entry: &Entry) -> bool {
        self.failed.contains(&folded(&entry.name)) || self.nameless.contains(&entry.row)
    }
}

/// Settles what the manifests `before` name and this run has not made. They go, and what is to be known of files that
/// stay stands in the one of `shard`.
///
/// # Errors
/// What the system says.
pub(super) fn settle(
    folder: &Path,
    (before, shard): (&[Shard], Shard),
    current: &Current,
    way: Leftovers,
) -> Result<Ending, FolderError> {
    let mut settling = Settling {
        folder,
        current,
        way,
        seen: HashSet::new(),
        changed: Vec::new(),
        ending: Ending::default(),
        kept: Kept { path: folder.join(shard.part(&shard.before())), file: None },
    };
    for of in before {
        let path = folder.join(of.before());
        match each_line(&path, |_, line, text| settling.line(&line, text)) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(FolderError::Io(path, e)),
            _ => {}
        }
    }
    let Settling { mut ending, kept, changed, .. } = settling;
    changed.iter().for_each(|name| ending.changed.add(name));
    let target = folder.join(shard.before());
    let left = kept.finish(&target).map_err(|e| FolderError::Io(target, e))?;
    before.iter().filter(|of| !left || **of != shard).try_for_each(|of| remove(&folder.join(of.before())))?;
    Ok(ending)
}

/// Takes a file away that may be gone already.
///
/// # Errors
/// What the system says.
pub(super) fn remove(path: &Path) -> Result<(), FolderError> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(FolderError::Io(path.to_owned(), e)),
        _ => Ok(()),
    }
}

struct Settling<'a> {
    folder: &'a Path,
    current: &'a Current,
    way: Leftovers,
    seen: HashSet<u64>,
    /// Files that are as no line so far says.
    changed: Vec<String>,
    ending: Ending,
    kept: Kept,
}

impl Settling<'_> {
    fn line(&mut self, line: &Line, text: &[u8]) -> io::Result<()> {
        let stays = match line {
            Line::Entry(entry) => {
                let mut left = entry.files.iter().filter(|f| !self.current.has(f));
                left.try_fold(false, |stays, f| Ok::<_, io::Error>(self.file(entry, f)? | stays))?
            }
            _ => false,
        };
        match (line, stays) {
            (Line::Head(_), _) => self.kept.head(text),
            (_, true) => self.kept.add(text)?,
            _ => {}
        }
        Ok(())
    }

    /// Whether it has to stay on record.
    fn file(&mut self, entry: &Entry, file: &Written) -> io::Result<bool> {
        let path = self.folder.join(&file.file);
        if !fs::symlink_metadata(&path).is_ok_and(|m| m.is_file()) {
            return Ok(false);
        }
        // A file may be on record as it was and as a killed run was about to put it.
        let first = self.seen.insert(folded(&file.file));
        // A draft of a row that is not made this time is judged by a run that makes it.
        if self.way == Leftovers::Record || self.current.passes(entry) {
            return Ok(true);
        }
        if self.way == Leftovers::Tell {
            // A slip in the sheet makes many rows fail, and must not cost their copies.
            let fails = self.current.fails(entry);
            let left = if fails { &mut self.ending.outdated } else { &mut self.ending.left };
            if first {
                left.add(&file.file);
            }
            return Ok(true);
        }
        if !is_as_written(&path, file) {
            self.changed.extend(first.then(|| file.file.clone()));
            return Ok(false);
        }
        self.changed.retain(|name| folded(name) != folded(&file.file));
        fs::remove_file(&path)?;
        self.ending.pruned.add(&file.file);
        Ok(false)
    }
}

/// Whether a file is what a manifest says of it.
pub(super) fn is_as_written(path: &Path, file: &Written) -> bool {
    let same_size = fs::symlink_metadata(path).is_ok_and(|m| m.is_file() && m.len() == file.bytes);
    same_size && fs::read(path).is_ok_and(|found| Hash::of(&found) == file.hash)
}

/// The lines that stay; no file where there are none.
struct Kept {
    path: PathBuf,
    file: Option<(Vec<u8>, Option<BufWriter<File>>)>,
}

impl Kept {
    fn head(&mut self, text: &[u8]) {
        self.file.get_or_insert_with(|| (text.to_owned(), None));
    }

    fn add(&mut self, text: &[u8]) -> io::Result<()> {
        let (head, file) = self.file.get_or_insert_with(|| (Vec::new(), None));
        let file = match file {
            Some(file) => file,
            None => {
                let mut new = BufWriter::new(fresh(&self.path)?);
                new.write_all(head)?;
                file.insert(new)
            }
        };
        file.write_all(text)
    }

    /// Gives it its name; whether there is one.
    fn finish(self, target: &Path) -> io::Result<bool> {
        let Some((_, Some(file))) = self.file else { return Ok(false) };
        drop(file.into_inner().map_err(io::IntoInnerError::into_error)?);
        fs::rename(&self.path, target)?;
        Ok(true)
    }
}
