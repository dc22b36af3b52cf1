//! `--gang`: whether the file may be written, and what is said of it.

use super::Args;
use super::place::{is_among, some_of_all};
use crate::base::Sources;
use crate::cli::batch::told::Told;
use crate::cli::build::target::{is_dash, is_somebodys_work, same_file};
use crate::cli::{Status, wrong_call};
use crate::edition::{Edition, EditionKind};
use crate::project::batch::{Ganged, Sheets};
use std::path::Path;

/// What is made of the rows where a print shop is to have them all in one file.
pub const EDITION: &str = "press";

/// Begins the file that the call names, of copies in `folder`.
///
/// # Errors
/// What is wrong with the call has been said.
pub fn begin(args: &Args, editions: &[Edition], folder: &Path) -> Result<Option<Ganged>, Status> {
    let Some(path) = &args.gang else { return Ok(None) };
    if let Some(wrong) = wrong(args, path, folder) {
        return Err(wrong_call(wrong));
    }
    let edition = edition(editions).map_err(wrong_call)?;
    let sheets = if args.gang_up.is_some() { Sheets::TwoUp } else { Sheets::Single };
    Ganged::begin(path, edition, sheets).map(Some).map_err(|e| wrong_call(format!("--gang: {e}")))
}

/// Which of the editions is put into it: the only one, or the only one for a press.
fn edition(editions: &[Edition]) -> Result<&str, String> {
    let mut press = editions.iter().filter(|e| e.kind == EditionKind::Press);
    match (editions, press.next(), press.next()) {
        ([only], ..) | (_, Some(only), None) => Ok(&only.name),
        _ => {
            let names: Vec<&str> = editions.iter().map(|e| &*e.name).collect();
            Err(format!(
                "`--gang` puts copies of one edition into one file: name it, or one for a press among others, not {}",
                names.join(" and ")
            ))
        }
    }
}

fn wrong(args: &Args, path: &Path, folder: &Path) -> Option<String> {
    let shown = path.display();
    if is_dash(path) {
        return Some("`--gang` needs the name of a file".to_owned());
    }
    if [&args.sheet, &args.recipients].iter().any(|source| same_file(source, path)) {
        return Some(format!("`{shown}` is what the copies are made from: name another file after `--gang`"));
    }
    if is_somebodys_work(path) {
        return Some(format!("`{shown}` is there and is no PDF: name another file, or remove it first"));
    }
    if let Some(wrong) = some_of_all(args, "--gang", path) {
        return Some(wrong);
    }
    // Names there are the copies', and the manifest says what each is.
    is_among(path, folder).then(|| {
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
