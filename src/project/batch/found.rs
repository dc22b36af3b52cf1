//! What runs have left in a folder: their manifests, locks and parts. Lists them, and sets aside what a new run takes
//! over.

use super::folder::FolderError;
use super::foreign::{is_csv, is_torn};
use super::fresh::fresh;
use super::leftover::remove;
use super::lock::Lock;
use super::manifest::{Head, Line};
use super::shard::Shard;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// The files of runs in a folder, each with the shard that it is of, in their order.
pub(super) struct Found<'a> {
    folder: &'a Path,
    /// Manifests.
    pub jsons: Vec<Shard>,
    /// Manifests of runs before those.
    pub befores: Vec<Shard>,
    /// What runs that were killed were about to put there.
    pub aheads: Vec<Shard>,
    csvs: Vec<Shard>,
    locks: Vec<Shard>,
    parts: Vec<(Shard, String)>,
}

impl Found<'_> {
    /// Looks through a folder.
    ///
    /// # Errors
    /// What the system says.
    pub fn list(folder: &Path) -> Result<Found<'_>, FolderError> {
        let (jsons, befores, aheads, csvs) = (vec![], vec![], vec![], vec![]);
        let mut found = Found { folder, jsons, befores, aheads, csvs, locks: vec![], parts: vec![] };
        let io = |e| FolderError::Io(folder.to_owned(), e);
        for entry in fs::read_dir(folder).map_err(io)? {
            let entry = entry.map_err(io)?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let of = |called| Shard::of_file(&name, called);
            let own = [Shard::json, Shard::before, Shard::ahead, Shard::csv].map(of);
            // Whoever opens a pipe waits for another, and a link leads away.
            if own.iter().any(Option::is_some) && !entry.file_type().is_ok_and(|kind| kind.is_file()) {
                return Err(FolderError::Foreign(entry.path()));
            }
            let all = [&mut found.jsons, &mut found.befores, &mut found.aheads, &mut found.csvs];
            all.into_iter().zip(own).for_each(|(all, own)| all.extend(own));
            found.locks.extend(Shard::of_file(&name, Shard::lock));
            found.parts.extend(Shard::of_part(&name).map(|shard| (shard, name)));
        }
        let Found { jsons, befores, aheads, csvs, locks, .. } = &mut found;
        for of in [jsons, befores, aheads, csvs, locks] {
            of.sort_unstable();
        }
        Ok(found)
    }

    /// Whether all is quiet that `shard` would take over.
    ///
    /// # Errors
    /// A run that is not.
    pub fn check_idle(&self, shard: Shard) -> Result<(), FolderError> {
        let rivals =
            self.locks.iter().filter(|of| !of.is_whole() && takes_over(shard, **of) && **of != shard);
        for of in rivals {
            if Lock::is_taken(self.folder, *of) {
                return Err(FolderError::Busy(self.folder.to_owned()));
            }
            remove(&self.folder.join(of.lock()))?;
        }
        Ok(())
    }

    /// Whether all that is there is of the same sheet and list.
    ///
    /// # Errors
    /// One that is not, or a file of such a name that no run has made.
    pub fn check_of(&self, head: &Head) -> Result<(), FolderError> {
        for other in self.heads()? {
            if let Some(Head { sheet, list, .. }) =
                Some(other).filter(|o| o.sheet != head.sheet || o.list != head.list)
            {
                let same_sheet = sheet == head.sheet;
                return Err(FolderError::Other { folder: self.folder.to_owned(), sheet, list, same_sheet });
            }
        }
        Ok(())
    }

    /// What the manifests are of.
    ///
    /// # Errors
    /// One that no run has made.
    pub fn heads(&self) -> Result<Vec<Head>, FolderError> {
        let mut heads = Vec::new();
        for (_, name) in self.records() {
            let path = self.folder.join(name);
            match head_of(&path).and_then(|head| Ok((is_torn(&path)?, head))) {
                Ok((_, Some(head))) => heads.push(head),
                Ok((true, None)) => {}
                Ok((false, None)) => return Err(FolderError::Foreign(path)),
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(e) => return Err(FolderError::Io(path, e)),
            }
        }
        // Beside manifests for programs it is theirs, whatever a spreadsheet has made of it.
        for csv in self.csvs.iter().filter(|_| heads.is_empty()) {
            let path = self.folder.join(csv.csv());
            match is_csv(&path) {
                Ok(true) => {}
                Ok(false) => return Err(FolderError::Foreign(path)),
                Err(e) => return Err(FolderError::Io(path, e)),
            }
        }
        Ok(heads)
    }

    /// All that says what is there, the latest first.
    fn records(&self) -> impl Iterator<Item = (Shard, String)> {
        let jsons = self.jsons.iter().map(|of| (*of, of.json()));
        let aheads = self.aheads.iter().map(|of| (*of, of.ahead()));
        jsons.chain(aheads).chain(self.befores.iter().map(|of| (*of, of.before())))
    }

    /// Sets aside the manifests that this run takes over, and takes away what killed runs have left of their files.
    ///
    /// # Errors
    /// What the system says; then the manifests are still where they were.
    pub fn set_aside(&self, shard: Shard) -> Result<(), FolderError> {
        if !shard.is_whole() {
            self.gather(shard, |of| of == shard)?;
        }
        self.gather(Shard::WHOLE, |of| takes_over(shard, of) && (of != shard || shard.is_whole()))?;
        let csvs = self.csvs.iter().filter(|of| takes_over(shard, **of)).map(|of| of.csv());
        let parts = self.parts.iter().filter(|(of, _)| takes_over(shard, *of)).map(|(_, name)| name.clone());
        csvs.chain(parts).try_for_each(|name| remove(&self.folder.join(name)))
    }

    /// Makes one of the manifests, the latest first.
    fn gather(&self, into: Shard, take: impl Fn(Shard) -> bool) -> Result<(), FolderError> {
        let target = self.folder.join(into.before());
        let taken = self.records().filter(|(of, _)| take(*of));
        let all: Vec<PathBuf> = taken.map(|(_, name)| self.folder.join(name)).collect();
        let io = |e| FolderError::Io(target.clone(), e);
        let part = self.folder.join(into.part(&into.before()));
        match all.as_slice() {
            [] => Ok(()),
            [only] if *only == target => Ok(()),
            [only] => fs::rename(only, &target).map_err(io),
            several => {
                let joined = join(several, &part).and_then(|()| fs::rename(&part, &target));
                joined.map_err(|e| {
                    let _ = fs::remove_file(&part);
                    io(e)
                })?;
                several.iter().filter(|path| **path != target).try_for_each(|path| remove(path))
            }
        }
    }
}

/// Whether a run takes over what one of another shard has left: shards of one number leave each other alone.
fn takes_over(shard: Shard, of: Shard) -> bool {
    of == shard || of.of() != shard.of()
}

fn join(files: &[PathBuf], into: &Path) -> io::Result<()> {
    let mut out = fresh(into)?;
    for file in files {
        match File::open(file) {
            Ok(mut file) => io::copy(&mut file, &mut out)?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
            Err(e) => return Err(e),
        };
        // Its last line may be torn.
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// What a manifest is of.
///
/// # Errors
/// What the system says.
pub(super) fn head_of(path: &Path) -> io::Result<Option<Head>> {
    let mut reader = match File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e),
    };
    let mut text = Vec::new();
    while reader.read_until(b'\n', &mut text)? > 0 {
        if let Some(Line::Head(head)) = Line::parse(&text) {
            return Ok(Some(head));
        }
        text.clear();
    }
    Ok(None)
}
