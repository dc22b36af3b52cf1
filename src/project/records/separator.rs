//! What parts the cells of a text: takes its beginning, gives comma, semicolon, tab or bar.

use super::cells::{Cells, Trouble};

/// How much of a text is looked at, in bytes: some hundred rows.
pub(super) const SAMPLE: usize = 64 << 10;
/// Rows that are compared with the header.
const COMPARED: usize = 50;
/// In the order of preference.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What parts cells, and how many bytes of the text say so (`sep=;`, as Excel writes and reads).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Separator {
    pub byte: u8,
    pub said: usize,
}

/// Finds it in `sample`, the beginning of a text.
pub(super) fn find(sample: &[u8]) -> Separator {
    if let Some(said) = said(sample) {
        return said;
    }
    let mut best = Separator { byte: SEPARATORS[0], said: 0 };
    let mut likeness = (0, 1);
    for byte in SEPARATORS {
        let found = like(sample, byte);
        // A header of one column knows no separator.
        if found.1 > 1 && found > likeness {
            (best.byte, likeness) = (byte, found);
        }
    }
    best
}

/// The line `sep=;`, which only some programs show.
fn said(sample: &[u8]) -> Option<Separator> {
    let end = sample.iter().position(|b| matches!(b, b'\r' | b'\n'))?;
    let line = sample[..end].trim_ascii();
    let line = line.strip_prefix(b"\"").and_then(|l| l.strip_suffix(b"\"")).unwrap_or(line);
    let byte = match line {
        [s, e, p, b'=', byte] if [*s, *e, *p].eq_ignore_ascii_case(b"sep") => *byte,
        // The tab has gone with the space.
        [s, e, p, b'='] if [*s, *e, *p].eq_ignore_ascii_case(b"sep") => b'\t',
        _ => return None,
    };
    let break_length = if sample[end..].starts_with(b"\r\n") { 2 } else { 1 };
    SEPARATORS.contains(&byte).then_some(Separator { byte, said: end + break_length })
}

/// How many rows have as many cells as the header, and how many cells these are.
fn like(sample: &[u8], separator: u8) -> (usize, usize) {
    let mut cells = Cells::new(sample, separator, 1);
    let mut rows = std::iter::from_fn(|| cells.next(0).ok().flatten()).filter(|r| r.filled > 0);
    let Some(header) = rows.next() else { return (0, 0) };
    let whole = |r: &super::cells::Row| !matches!(r.trouble, Some(Trouble::Open { .. }));
    let alike = rows.take(COMPARED).filter(|r| whole(r) && r.count == header.count).count();
    (alike, header.count)
}
