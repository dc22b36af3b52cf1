//! A copy for every row of a list: fills the sheet, sets it, writes its files, and keeps a manifest of what is there.
//!
//! Rows are made on all processors and told in their order. A file is there whole or not at all, and stands in the
//! manifest only when it is there; a row that fails, fails alone. A later run makes only what has changed. Nothing
//! outside the output folder is written, and nothing here prints. Several machines may share a list, each as a shard;
//! [`merge()`] makes one manifest of theirs.

mod copy;
mod drafts;
mod faces;
mod folder;
mod foreign;
mod found;
mod fresh;
mod gang;
mod journal;
mod kept;
mod key;
mod known;
mod leftover;
mod line;
mod list;
mod lock;
mod manifest;
mod merge;
mod name;
mod shard;

use super::records::Records;
use crate::base::{Diagnostic, Diagnostics, FileId, Sources};
use crate::edition::Edition;
use crate::sheet::Master;
use crate::sheet::merge::Columns;
use copy::Maker;
pub use drafts::Mails;
use drafts::Mbox;
use folder::Folder;
pub use folder::FolderError;
pub use gang::{Ganged, Sheets};
pub use kept::Kept;
pub use key::Hash;
use leftover::Current;
pub use leftover::{Ending, Files, Leftovers};
use list::List;
use manifest::Head;
pub use manifest::{Entry, Written};
pub use merge::{Merged, merge};
use name::Named;
pub use name::{Name, NameError};
pub use shard::Shard;
use std::path::PathBuf;

/// What a run is to make.
pub struct Order<'a> {
    /// The sheet, read as far as it is the same for all rows.
    pub master: &'a Master,
    /// Its text and those that it names.
    pub sources: &'a Sources,
    /// Its own text.
    pub file: FileId,
    /// The columns of the list.
    pub columns: &'a Columns,
    /// The files that sheets and brands name.
    pub files: &'a Kept,
    /// What is made of each row.
    pub editions: &'a [Edition],
    /// What files are called.
    pub name: &'a Name,
    /// Where they go.
    pub out: PathBuf,
    /// The only rows to make; all where there are none. What was made of the others stays, and stays on record.
    pub rows: &'a [u64],
    /// The part of the list that is this run's to make.
    pub shard: Shard,
    /// What becomes of files of rows that are gone.
    pub leftovers: Leftovers,
    /// What the list and the sheet are called: a folder holds the copies of one pair.
    pub of: [String; 2],
    /// The mails that are made of the rows.
    pub mails: Option<&'a Mails>,
}

impl Order<'_> {
    /// Rows that are asked for, and that a list of so many does not have.
    pub fn beyond(&self, rows: u64) -> impl Iterator<Item = u64> + '_ {
        self.rows.iter().copied().filter(move |row| !(1..=rows).contains(row))
    }
}

/// What has become of a row.
pub struct Done {
    /// Its line in the manifest.
    pub entry: Entry,
    /// Whom it is for, as people say it.
    pub label: String,
    /// Whether its files were there already.
    pub kept: bool,
    /// What is to be said of it.
    pub diags: Diagnostics,
    /// The texts that the messages point into.
    pub sources: Sources,
    /// Its mail, as an entry of the file of all.
    mail: Option<Vec<u8>>,
    /// What will keep every row behind it from being written, too.
    stop: Option<FolderError>,
}

/// What is heard of a run under way.
pub enum News<'a> {
    /// What is to be said of the folder before any row is made.
    Folder(Diagnostic),
    /// A row is done.
    Row(&'a Done),
}

/// Makes all that is ordered; `told` hears of each row in the order of the list, after its files are there.
///
/// # Errors
/// Why the folder cannot be used. What is wrong with a row is told with that row.
pub fn run(
    order: &Order<'_>,
    records: &mut Records,
    mut told: impl FnMut(News<'_>) + Send,
) -> Result<Ending, FolderError> {
    let common = copy::common(order);
    let folder = Folder::open(&order.out, head(order, common), order.shard)?;
    if let Some(d) = folder.unlocked() {
        told(News::Folder(d));
    }
    let mut journal = folder.journal()?;
    let maker = Maker::new(order, &folder, common);
    let mut list = List::new(order, records);
    let mut current = Current::default();
    let path = order.mails.and_then(|mails| mails.mbox.as_ref());
    let io = |e| FolderError::Mails(path.cloned().unwrap_or_default(), e);
    let mut mbox = path.map(|path| Mbox::create(path)).transpose()?;
    line::ordered(
        || list.next(),
        |row| match row {
            Row::Passed { row, line, name } => Step::Passed(folder.made_of(row, &name), line),
            row => Step::Made(Box::new(maker.make(row))),
        },
        |step| {
            let done = match step {
                Step::Made(done) => done,
                Step::Passed(None, _) => return Ok(()),
                Step::Passed(Some(entry), line) => {
                    current.keep(&entry);
                    return journal.enter(&Entry { line, ..entry });
                }
            };
            journal.enter(&done.entry)?;
            current.enter(&done.entry);
            if let (Some(mbox), Some(mail)) = (&mut mbox, &done.mail) {
                mbox.add(mail).map_err(io)?;
            }
            told(News::Row(&done));
            done.stop.map_or(Ok(()), Err)
        },
    )?;
    let end = list.end();
    let rows = end.as_ref().map(|(end, _)| end.rows);
    // A file of the rows that are asked for holds all of them or is not written.
    let some = mbox.filter(|_| rows.is_none_or(|rows| order.beyond(rows).next().is_none()));
    some.map_or(Ok(()), Mbox::finish).map_err(io)?;
    // Of a list that has broken off nobody knows which rows are gone.
    let Some((end, passed)) = end else { return Ok(Ending::default()) };
    if !order.shard.is_whole() {
        journal.end(&end)?;
    }
    current.pass(passed);
    folder.close(&current, order.leftovers).map(|ending| Ending { rows, ..ending })
}

fn head(order: &Order<'_>, common: Hash) -> Head {
    let [sheet, list] = order.of.clone();
    let shard =
        (!order.shard.is_whole()).then(|| (order.shard.to_string(), copy::seen(order, common).to_string()));
    Head { handbill: env!("CARGO_PKG_VERSION").to_owned(), sheet, list, shard }
}

/// A row as it comes from the list.
enum Row {
    /// One that can be made, and what its files are called.
    Named(super::records::Record, Named),
    /// One that is not ordered.
    Passed { row: u64, line: u64, name: String },
    /// What is wrong with it.
    Wrong { row: u64, line: u64, problem: Box<Diagnostic> },
}

/// What has been done about a row.
enum Step {
    Made(Box<Done>),
    /// What an earlier run has made of it, and its line.
    Passed(Option<Entry>, u64),
}
