//! The copies of a run in one more file, for a print shop: each is taken from the folder as soon as it is told, so that
//! copies which were there already are in it too.

use super::Done;
use crate::base::Diagnostic;
use crate::pdf::gang::{Facts, Gang, GangError};
use crate::project::write::{Growing, Until, WriteError};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

/// How copies stand on the pages of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheets {
    /// A page of a copy is a page of the file.
    Single,
    /// Two copies side by side on larger paper: cut apart, the left pile goes before the right one.
    TwoUp,
}

/// The file under construction.
pub struct Ganged {
    path: PathBuf,
    /// What of each row is in it.
    edition: String,
    gang: Gang<BufWriter<Growing>>,
    /// Copies that wait for the last one, where the first shares a sheet with one from the middle.
    waiting: Option<Vec<(Box<str>, PathBuf)>>,
    /// What has kept it from being written.
    problem: Option<WriteError>,
    /// Rows that are not in it.
    missing: u64,
}

impl Ganged {
    /// A file of the copies of this edition, which takes its name when it is whole.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn begin(path: &Path, edition: &str, sheets: Sheets) -> Result<Ganged, WriteError> {
        let out = BufWriter::new(Growing::begin(path, Until::Later)?);
        let gang = match sheets {
            Sheets::Single => Gang::new(out),
            Sheets::TwoUp => Gang::two_up(out),
        };
        let waiting = (sheets == Sheets::TwoUp).then(Vec::new);
        let (path, edition) = (path.to_owned(), edition.to_owned());
        Ok(Ganged { path, edition, gang, waiting, problem: None, missing: 0 })
    }

    /// Adds the copy of a row, which has its files in `folder`.
    pub fn add(&mut self, folder: &Path, done: &Done) {
        if self.problem.is_some() {
            return;
        }
        let copy = done.entry.files.iter().find(|f| f.edition == self.edition);
        let (Some(file), None) = (copy, &done.entry.error) else {
            self.missing += 1;
            return;
        };
        let path = folder.join(&file.file);
        match &mut self.waiting {
            Some(waiting) => waiting.push((done.label.as_str().into(), path)),
            None => self.take(&done.label, path),
        }
    }

    /// Puts a copy into the file.
    fn take(&mut self, label: &str, path: PathBuf) {
        let copy = match std::fs::read(&path) {
            Ok(copy) => copy,
            Err(e) => return self.problem = Some(WriteError::Io(path, e)),
        };
        match self.gang.add(label, &copy) {
            Ok(()) => {}
            Err(GangError::Write(e)) => self.problem = Some(WriteError::Io(self.path.clone(), e)),
            Err(_) => self.missing += 1,
        }
    }

    /// Puts copies into the file in pairs, the first half of the list at the left: the pile of it and that of the rest
    /// have the order of the list, and are one pile when one is laid upon the other.
    fn pair(&mut self, copies: Vec<(Box<str>, PathBuf)>) {
        let half = copies.len().div_ceil(2);
        for (i, (label, path)) in copies[..half].iter().enumerate() {
            self.take(label, path.clone());
            if let Some((label, path)) = copies.get(half + i) {
                self.take(label, path.clone());
            }
            match self.gang.end_sheet() {
                Err(GangError::Write(e)) => self.problem = Some(WriteError::Io(self.path.clone(), e)),
                Err(_) => self.missing += 1,
                Ok(()) => {}
            }
            if self.problem.is_some() {
                return;
            }
        }
    }

    /// Gives the file its name, and says what is in it and what is to be said of it.
    ///
    /// # Errors
    /// Why there is none.
    pub fn end(mut self) -> Result<(Facts, Vec<Diagnostic>), Diagnostic> {
        let shown = self.path.display().to_string();
        let unwritten = |e: WriteError| {
            let help =
                format!("{}, or name another after `--gang`; the copies themselves are there", e.remedy());
            Diagnostic::error("cannot-write", e.to_string()).help(help)
        };
        if let Some(copies) = self.waiting.take() {
            self.pair(copies);
        }
        if let Some(problem) = self.problem {
            return Err(unwritten(problem));
        }
        let io = |e| unwritten(WriteError::Io(self.path.clone(), e));
        let (out, facts) = self.gang.finish().map_err(|e| match e {
            GangError::Write(e) => io(e),
            other => Diagnostic::error("gang-empty", format!("`{shown}` is not written: {other}"))
                .help("mend what is wrong with the rows, and run it again"),
        })?;
        let out = out.into_inner().map_err(|e| io(io::Error::from(e.error().kind())))?;
        out.place().map_err(unwritten)?;
        Ok((facts.clone(), said(&shown, &facts, self.missing)))
    }
}

/// What is to be said of a file that is there.
fn said(shown: &str, facts: &Facts, missing: u64) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    if missing > 0 {
        let rows = if missing == 1 { "1 row is".to_owned() } else { format!("{missing} rows are") };
        let d = Diagnostic::warning("gang-incomplete", format!("{rows} not in `{shown}`"));
        said.push(d.help("mend the rows that have failed, and run it again before you send it"));
    }
    if !facts.lost.is_empty() {
        let names: Vec<&str> = facts.lost.iter().map(|s| s.name()).collect();
        let what = format!("`{shown}` is not marked as {}, as copies are", names.join(" and "));
        let d = Diagnostic::note("gang-unmarked", what);
        said.push(d.help(match facts.crowded {
            true => "it has more objects than the standard allows: part the list, and make a file of each part",
            false => "the copies differ in what they meet or in what their colours mean; one that lacks a mark has a message of its own",
        }));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Standard;

    #[test]
    fn a_file_without_a_mark_says_what_helps() {
        let of = |crowded| Facts { copies: 2, pages: 4, bytes: 9, lost: vec![Standard::A2a], crowded };
        for (crowded, help) in [(true, "part the list"), (false, "the copies differ")] {
            let said = said("all.pdf", &of(crowded), 0);
            let [only] = said.as_slice() else { panic!("{said:?}") };
            assert!(only.help.iter().any(|h| h.contains(help)), "{only:?}");
        }
    }
}
