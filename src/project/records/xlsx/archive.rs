//! A ZIP archive (PKWARE's APPNOTE 6.3), read part by part: takes a file, gives the unpacked bytes of a part as they are
//! asked for, checked against their sum, and never more than the archive says that there are.

use super::super::fault::{Fault, fault, unreadable};
use super::super::survey::fill;
use super::damaged;
use flate2::{Crc, bufread::DeflateDecoder};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

/// Most bytes of an archive's directory; a workbook's has a few thousand.
const MAX_DIRECTORY: u64 = 8 << 20;
/// The end record with the longest comment that it can have.
const END: u64 = 22 + 0xffff;

/// A part as bytes.
pub(super) type Part = Box<dyn Read + Send>;

/// An archive and what is in it.
pub(super) struct Archive {
    file: Arc<File>,
    /// By name in lower case: some programs differ in it from one part to the next.
    parts: BTreeMap<String, Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    flags: u16,
    method: u16,
    sum: u32,
    packed: u64,
    size: u64,
    /// Where its header stands.
    at: u64,
}

impl Archive {
    /// Reads the directory of `file`.
    pub fn open(file: File) -> Result<Archive, Fault> {
        let mut file = file;
        let length = file.seek(SeekFrom::End(0)).map_err(|e| unreadable(&e))?;
        let from = length.saturating_sub(END);
        let tail = bytes(&file, from, length - from)?;
        let end = (0..=tail.len().saturating_sub(22)).rev().find(|i| tail[*i..].starts_with(b"PK\x05\x06"));
        let end = end.ok_or_else(|| damaged("its end is missing"))?;
        let (mut size, mut at) = (u64::from(four(&tail, end + 12)), u64::from(four(&tail, end + 16)));
        if (at == u64::from(u32::MAX) || size == u64::from(u32::MAX)) && end >= 20 {
            // The locator of the record for large archives stands in front.
            let record = bytes(&file, eight(&tail, end - 20 + 8), 56)?;
            (size, at) = (eight(&record, 40), eight(&record, 48));
        }
        if size > MAX_DIRECTORY {
            return Err(damaged("its directory is too large"));
        }
        let directory = bytes(&file, at, size)?;
        Ok(Archive { file: Arc::new(file), parts: entries(&directory) })
    }

    /// Whether there is a part of this name.
    pub fn holds(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// The bytes of a part, which may be at most `limit`.
    pub fn part(&self, name: &str, limit: u64) -> Result<Part, Fault> {
        let entry = self.parts.get(&name.to_lowercase());
        let entry = entry.ok_or_else(|| damaged(format!("`{name}` is missing in it")))?;
        if entry.size > limit {
            return Err(too_large(name, entry.size, limit));
        }
        if entry.flags & 1 != 0 {
            return Err(damaged(format!("`{name}` is locked with a password")));
        }
        let header = bytes(&self.file, entry.at, 30)?;
        let start = entry.at + 30 + u64::from(two(&header, 26)) + u64::from(two(&header, 28));
        let section = Section { file: self.file.clone(), at: start, end: start.saturating_add(entry.packed) };
        let whole = Whole { crc: Crc::new(), sum: entry.sum, left: entry.size };
        match entry.method {
            0 => Ok(Box::new(Checked { part: section, whole })),
            8 => Ok(Box::new(Checked { part: DeflateDecoder::new(BufReader::new(section)), whole })),
            other => Err(damaged(format!("`{name}` is packed by method {other}"))),
        }
    }
}

fn too_large(name: &str, size: u64, limit: u64) -> Fault {
    fault(
        "list-too-large",
        format!(
            "`{name}` in it unpacks to {} MB, more than the {} MB that are read",
            size >> 20,
            limit >> 20
        ),
        "delete what the list does not need, or save it as \"CSV UTF-8\", which may be of any length",
    )
}

/// What is in a directory, as far as it can be read.
fn entries(directory: &[u8]) -> BTreeMap<String, Entry> {
    let mut parts = BTreeMap::new();
    let mut rest = directory;
    while rest.len() >= 46 && rest.starts_with(b"PK\x01\x02") {
        let length = |at| usize::from(two(rest, at));
        let (name, extra, comment) = (length(28), length(30), length(32));
        let Some(text) = rest.get(46..46 + name) else { break };
        let mut entry = Entry {
            flags: two(rest, 8),
            method: two(rest, 10),
            sum: four(rest, 16),
            packed: four(rest, 20).into(),
            size: four(rest, 24).into(),
            at: four(rest, 42).into(),
        };
        entry.widen(rest.get(46 + name..46 + name + extra).unwrap_or_default());
        let text = String::from_utf8_lossy(text).replace('\\', "/").to_lowercase();
        parts.entry(text).or_insert(entry);
        rest = rest.get(46 + name + extra + comment..).unwrap_or_default();
    }
    parts
}

impl Entry {
    /// Takes the numbers that have no room in 32 bits from the field 1 of `extra`, in their order.
    fn widen(&mut self, mut extra: &[u8]) {
        while extra.len() >= 4 {
            let (id, length) = (two(extra, 0), usize::from(two(extra, 2)));
            let Some(mut field) = extra.get(4..4 + length) else { return };
            extra = &extra[4 + length..];
            if id != 1 {
                continue;
            }
            for number in [&mut self.size, &mut self.packed, &mut self.at] {
                if *number == u64::from(u32::MAX) && field.len() >= 8 {
                    *number = eight(field, 0);
                    field = &field[8..];
                }
            }
        }
    }
}

/// A stretch of the file. It has a place of its own, because several parts are read in turn.
struct Section {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl Read for Section {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        let length = (self.end.saturating_sub(self.at)).min(space.len() as u64) as usize;
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(self.at))?;
        let n = file.read(&mut space[..length])?;
        self.at += n as u64;
        Ok(n)
    }
}

/// What a part has to be when it has been read.
struct Whole {
    crc: Crc,
    sum: u32,
    left: u64,
}

struct Checked<R> {
    part: R,
    whole: Whole,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        let whole = &mut self.whole;
        let most = whole.left.min(space.len() as u64) as usize;
        let n = if most == 0 { 0 } else { self.part.read(&mut space[..most])? };
        whole.crc.update(&space[..n]);
        whole.left -= n as u64;
        if n == 0 && !space.is_empty() && (whole.left > 0 || whole.crc.sum() != whole.sum) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "its contents do not have their checksum",
            ));
        }
        Ok(n)
    }
}

/// Bytes of `file`, all of them.
fn bytes(file: &File, at: u64, length: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = vec![0; length as usize];
    let mut file = file;
    file.seek(SeekFrom::Start(at)).map_err(|e| unreadable(&e))?;
    let read = fill(&mut file, &mut bytes).map_err(|e| unreadable(&e))?;
    if read < bytes.len() { Err(damaged("it is cut off")) } else { Ok(bytes) }
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes.get(at..at + N).and_then(|b| b.try_into().ok()).unwrap_or([0; N])
}

fn two(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(array(bytes, at))
}

fn four(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(array(bytes, at))
}

fn eight(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(array(bytes, at))
}
