//! New files of a run under names that are its own: never written through what stands there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Makes a file. What a killed run has left under its name goes, and so does a link, which would lead away.
///
/// # Errors
/// What the system says.
pub(super) fn fresh(path: &Path) -> io::Result<File> {
    let new = || OpenOptions::new().write(true).create_new(true).open(path);
    match new() {
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            new()
        }
        file => file,
    }
}
