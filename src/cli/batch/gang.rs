//! `--gang`: whether the file may be written, and what is said of it.

use super::Args;
use crate::base::Sources;
use crate::cli::batch::told::Told;
use crate::cli::build::target::{is_dash, is_somebodys_work, same_file};
use crate::cli::{Status, wrong_call};
use crate::edition::Edition;
use crate::project::batch::{Ganged, Sheets};
use crate::project::nearby;
use std::path::Path;

/// What is made of the rows where a print shop is to have them all in one file.
pub const EDITION: &str = "press";

/// Begins the file that the call names, of copies in `folder`.
///
/// # Errors
/// What is wrong with the call has been said.
pub fn begin(args: &Args, editions: &[Edition], folder: &Path) -> Result<Option<Ganged>, Status> {
    let Some(path) = &args.gang else { return Ok(None) };
    if let Some(wrong) = wrong(args, path, editions, folder) {
        return Err(wrong_call(wrong));
    }
    let sheets = if args.gang_up.is_some() { Sheets::TwoUp } else { Sheets::Single };
    Ganged::begin(path, sheets).map(Some).map_err(|e| wrong_call(format!("--gang: {e}")))
}

fn wrong(args: &Args, path: &Path, editions: &[Edition], folder: &Path) -> Option<String> {
    let shown = path.display();
    if editions.len() > 1 {
        let names: Vec<&str> = editions.iter().map(|e| &*e.name).collect();
        return Some(format!(
            "`--gang` puts copies of one edition into one file: name it, not {}",
            names.join(" and ")
        ));
    }
    if is_dash(path) {
        return Some("`--gang` needs the name of a file".to_owned());
    }
    if [&args.sheet, &args.recipients].iter().any(|source| same_file(source, path)) {
        return Some(format!("`{shown}` is what the copies are made from: name another file after `--gang`"));
    }
    if is_somebodys_work(path) {
        return Some(format!("`{shown}` is there and is no PDF: name another file, or remove it first"));
    }
    // Names there are the copies', and the manifest says what each is.
    let parent = nearby::folder_of(path);
    let among = same_file(&parent, folder) || parent == folder;
    among.then(|| {
        format!("`{shown}` would stand among the copies: name a file outside of `{}`", folder.display())
    })
}

/// Gives the file its name, and says what has come of it.
pub fn end(ganged: Ganged, args: &Args, told: &Told) -> Status {
    let path = args.gang.as_deref().unwrap_or(Path::new(""));
    match ganged.end() {
        Ok((facts, said)) => {
            said.iter().for_each(|d| told.message(d, &Sources::default()));
            told.gang(path, &facts);
            Status::Done
        }
        Err(d) => {
            told.message(&d, &Sources::default());
            Status::Failed
        }
    }
}
