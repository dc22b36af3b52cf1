//! Files that no run has made: tells them from those of earlier runs by what stands in them, so that none is written
//! over or taken for a record.

use super::manifest::COLUMNS;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// How the metadata of every copy names what wrote it, whatever its version.
const PRODUCER: &[u8] = b"<pdf:Producer>handbill ";
/// How every draft begins.
const DRAFT: &[u8] = b"X-Unsent: 1\r\n";
/// How every manifest begins.
const HEAD: &[u8] = b"{\"handbill\":";
/// What stands in front of the columns.
const MARK: &str = "\u{feff}";

/// Whether a copy or a draft of that name may be replaced, though no manifest has it: there is nothing in it, or some run
/// has made it.
pub(super) fn is_copy(path: &Path) -> bool {
    let Ok(bytes) = fs::read(path) else { return false };
    let pdf = || bytes.starts_with(b"%PDF-") && bytes.windows(PRODUCER.len()).any(|part| part == PRODUCER);
    bytes.is_empty() || bytes.starts_with(DRAFT) || pdf()
}

/// Whether a file of which no head could be read is a manifest all the same, torn or with nothing in it yet.
///
/// # Errors
/// What the system says.
pub(super) fn is_torn(path: &Path) -> io::Result<bool> {
    begins(path, HEAD)
}

/// Whether a file is a manifest for spreadsheets, or nothing yet.
///
/// # Errors
/// What the system says.
pub(super) fn is_csv(path: &Path) -> io::Result<bool> {
    begins(path, format!("{MARK}{COLUMNS}").as_bytes())
}

/// Whether a file begins with this, as far as it goes.
fn begins(path: &Path, with: &[u8]) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(with.len() as u64).read_to_end(&mut start)?;
    Ok(with.starts_with(start.trim_ascii()))
}
