//! A copy for every row of a list: fills the sheet, sets it, writes its files, and keeps a manifest of what is there.
//!
//! Rows are made on all processors and told in their order. A file is there whole or not at all, and stands in the
//! manifest only when it is there; a row that fails, fails alone. A later run makes only what has changed. Nothing
//! outside the output folder is written, and nothing here prints.

mod copy;
mod drafts;
mod folder;
mod gang;
mod kept;
mod key;
mod line;
mod manifest;
mod name;

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
pub use gang::Ganged;
pub use kept::Kept;
pub use key::Hash;
pub use manifest::{Entry, Written};
pub use name::{Name, NameError};
use name::{Named, Namer};
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
    /// The only rows to make; all where there are none.
    pub rows: &'a [u64],
    /// What the list and the sheet are called: a folder holds the copies of one pair.
    pub of: [String; 2],
    /// The mails that are made of the rows.
    pub mails: Option<&'a Mails>,
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

/// Makes all that is ordered; `told` hears of each row in the order of the list, after its files are there.
///
/// # Errors
/// Why the folder cannot be used. What is wrong with a row is told with that row.
pub fn run(
    order: &Order<'_>,
    records: &mut Records,
    mut told: impl FnMut(&Done) + Send,
) -> Result<(), FolderError> {
    let folder = Folder::open(&order.out, &order.of)?;
    let mut journal = folder.journal()?;
    let maker = Maker::new(order, &folder);
    let mut namer = Namer::new(order.name);
    let path = order.mails.and_then(|mails| mails.mbox.as_ref());
    let io = |e| FolderError::Io(path.cloned().unwrap_or_default(), e);
    let mut mbox = path.map(|path| Mbox::create(path)).transpose().map_err(io)?;
    line::ordered(
        || next(order, records, &mut namer),
        |row| maker.make(row),
        |done| {
            journal.enter(&done.entry)?;
            if let (Some(mbox), Some(mail)) = (&mut mbox, &done.mail) {
                mbox.add(mail).map_err(io)?;
            }
            told(&done);
            done.stop.map_or(Ok(()), Err)
        },
    )?;
    mbox.map_or(Ok(()), Mbox::finish).map_err(io)?;
    folder.close()
}

/// A row as it comes from the list.
enum Row {
    /// One that can be made, and what its files are called.
    Named(super::records::Record, Named),
    /// What is wrong with it.
    Wrong { row: u64, line: u64, problem: Box<Diagnostic> },
}

/// The next row that is ordered. All rows take part in the names.
fn next(order: &Order<'_>, records: &mut Records, namer: &mut Namer<'_>) -> Option<Row> {
    loop {
        let record = records.next()?;
        let (row, line) = records.place();
        let named = record.map_err(Box::new).and_then(|record| {
            let named = namer.name(&record)?;
            Ok((record, named))
        });
        if !order.rows.is_empty() && !order.rows.contains(&row) {
            continue;
        }
        return Some(match named {
            Ok((record, named)) => Row::Named(record, named),
            Err(problem) => Row::Wrong { row, line, problem },
        });
    }
}
