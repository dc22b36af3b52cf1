//! What is said when a run has ended: why it has stopped, and what has become of files of earlier runs.

use crate::base::{Diagnostic, Diagnostics};
use crate::cli::report::counted;
use crate::project::batch::{Ending, Files, FolderError};
use std::path::Path;

/// Why nothing more was made.
pub fn stopped(e: &FolderError) -> Diagnostic {
    let corrected = |list: &str| {
        format!(
            "where this is a newer version of that list, save it as `{list}` and run it again, which makes only what has \
             changed; where it is another list, name another folder with `-o`"
        )
    };
    let again = |other: &str| {
        let remedy = e.remedy().unwrap_or("see what is there");
        format!("{remedy}, or name another {other}, and run it again: it goes on from here")
    };
    let help = match e {
        FolderError::Other { same_sheet: true, list, .. } => &corrected(list),
        FolderError::Busy(_) => "wait until it has ended, or let this one write somewhere else",
        FolderError::Mails(..) => &again("file after `--mbox`"),
        FolderError::Io(..) => &again("folder with `-o`"),
        FolderError::Other { .. } => "name another folder with `-o`, or empty this one",
        FolderError::Foreign(_) => "move it away, or name another folder with `-o`",
        FolderError::NoFolder(_) => "name a folder; one that is not there yet is made",
    };
    Diagnostic::error("batch-stopped", format!("the run has stopped: {e}")).help(help)
}

/// A row that is asked for and is not there.
pub fn no_such_row(row: u64, list: &Path, rows: u64) -> Diagnostic {
    let d = format!("`{}` has no row {row}: it has {}", list.display(), counted(rows as usize, "row"));
    Diagnostic::error("no-such-row", d).help("rows are counted from 1 below the header")
}

/// What has become of files of earlier runs.
pub fn ending(end: &Ending, folder: &str, diags: &mut Diagnostics) {
    let Ending { outdated, left, pruned, changed, .. } = end;
    if outdated.number > 0 {
        let what = format!(
            "{} of rows that fail now, left as an earlier run has made them: {}",
            files(outdated),
            named(outdated)
        );
        let d = Diagnostic::warning("copy-outdated", what);
        diags
            .push(d.help("mend the rows and run it again; `--prune` takes away what is still not made then"));
    }
    if pruned.number > 0 {
        let what = format!(
            "{} of earlier runs in `{folder}` that this one does not make, taken away: {}",
            files(pruned),
            named(pruned)
        );
        diags.push(Diagnostic::note("copies-left", what));
    }
    if left.number > 0 {
        let what = format!(
            "{} of earlier runs in `{folder}` that this one does not make: {}",
            files(left),
            named(left)
        );
        let d = Diagnostic::note("copies-left", what);
        diags.push(d.help("`--prune` takes them away, but those that somebody has changed"));
    }
    if changed.number > 0 {
        let what = format!(
            "{} of earlier runs in `{folder}` changed by hand, and left as they are: {}",
            files(changed),
            named(changed)
        );
        diags.push(Diagnostic::note("copies-left", what).help("look at them, and take them away yourself"));
    }
}

fn files(files: &Files) -> String {
    counted(files.number as usize, "file")
}

/// The first by name.
fn named(files: &Files) -> String {
    let dots = if files.number > files.shown.len() as u64 { ", …" } else { "" };
    format!("{}{dots}", files.shown.join(", "))
}
