//! In which encoding a text is written: takes all of its bytes once, gives the encoding and the first place that is
//! foreign to it. Keeps none of them.

use encoding_rs::WINDOWS_1252;
use std::io::{self, Read};

/// Bytes that are looked at together.
const CHUNK: usize = 64 << 10;
/// Bytes at the start of a text that tell UTF-16 where it has no byte-order mark.
const START: usize = 4096;
/// No language written in Windows-1252 has as many letters outside of ASCII in a row; in a word of Cyrillic, Greek,
/// Korean or Japanese all are.
const LONG_RUN: usize = 4;
/// Signs of Windows-1252 that never stand between two letters: there they are accented letters of old Macintosh or DOS
/// alphabets.
const NEVER_INSIDE: &[u8] = b"\x81\x82\x83\x84\x86\x87\x88\x89\x8b\x8d\x8f\x90\x95\x98\x99\x9b\x9d";
/// Capitals of Windows-1252 that stand for small letters in those alphabets.
const CAPITALS: &[u8] = b"\x8a\x8c\x8e\x9f";
/// Most bytes at either side of the foreign one that a message shows.
const WORD: usize = 20;

/// How characters are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// Bytes that are not UTF-8 at all, in Windows' western alphabet, which Latin-1 is a part of.
    Windows1252,
    /// UTF-8 in most places.
    Mixed,
    /// Neither UTF-8 nor Windows-1252.
    Unknown,
}

/// What a look at a whole text has shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Survey {
    pub encoding: Encoding,
    /// The first place that is not UTF-8.
    pub foreign: Option<Foreign>,
}

/// A word that is not UTF-8.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Foreign {
    /// Its line, from 1.
    pub line: u64,
    /// As Windows-1252 has it.
    pub word: String,
}

/// Looks at all bytes of `input`.
///
/// # Errors
/// Those of the input.
pub(super) fn survey(mut input: impl Read) -> io::Result<Survey> {
    let mut chunk = vec![0; CHUNK];
    let mut tally = Tally::default();
    let (mut kept, mut first) = (0, true);
    loop {
        let read = fill(&mut input, &mut chunk[kept..])?;
        let bytes = &chunk[..kept + read];
        if let Some(encoding) = std::mem::take(&mut first).then(|| sixteen(bytes)).flatten() {
            return Ok(Survey { encoding, foreign: None });
        }
        let last = read == 0;
        let used = tally.take(bytes, last);
        kept = bytes.len() - used;
        chunk.copy_within(used..used + kept, 0);
        if last {
            return Ok(Survey { encoding: tally.encoding(), foreign: tally.foreign });
        }
    }
}

/// Reads until `space` is full or the input ends.
pub(super) fn fill(input: &mut impl Read, space: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < space.len() {
        match input.read(&mut space[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

/// UTF-16, by its byte-order mark or because every other byte is mostly NUL.
fn sixteen(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(START)];
    let nul = |at: usize| start.iter().skip(at).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (nul(0), nul(1), start.len() / 2);
    // The header and the separators are ASCII, whatever the cells are.
    let (many, few) = (pairs.div_ceil(4).max(1), pairs / 50);
    match (even, odd) {
        (even, odd) if odd >= many && even <= few => Some(Encoding::Utf16Le),
        (even, odd) if even >= many && odd <= few => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// What has been counted so far.
#[derive(Default)]
struct Tally {
    line_feeds: u64,
    returns: u64,
    /// Characters of several bytes that are UTF-8.
    good: u64,
    /// Bytes that are not.
    bad: u64,
    /// Bytes outside of ASCII since the first bad one, and those of them that stand in long runs.
    high: u64,
    long: u64,
    /// Bytes since the first bad one that make no word in Windows-1252.
    odd: u64,
    foreign: Option<Foreign>,
}

impl Tally {
    /// Counts what is in `bytes` and gives how many were used up: a character that is cut at the end is left.
    fn take(&mut self, bytes: &[u8], last: bool) -> usize {
        let mut at = 0;
        while at < bytes.len() {
            let (good, bad) = match std::str::from_utf8(&bytes[at..]) {
                Ok(text) => (text.len(), 0),
                Err(e) => match e.error_len() {
                    Some(bad) => (e.valid_up_to(), bad),
                    None if last => (e.valid_up_to(), bytes.len() - at - e.valid_up_to()),
                    None => (e.valid_up_to(), 0),
                },
            };
            self.good(&bytes[at..at + good]);
            at += good;
            if bad == 0 {
                break;
            }
            if self.bad == 0 {
                let line = 1 + self.line_feeds.max(self.returns);
                self.foreign = Some(Foreign { line, word: word(bytes, at) });
            }
            self.bad += bad as u64;
            at += bad;
        }
        if self.bad > 0 {
            self.runs(&bytes[..at]);
        }
        at
    }

    fn good(&mut self, text: &[u8]) {
        let count = |is: fn(&&u8) -> bool| text.iter().filter(is).count() as u64;
        self.good += count(|b| **b >= 0xc0);
        if self.bad == 0 {
            self.line_feeds += count(|b| **b == b'\n');
            self.returns += count(|b| **b == b'\r');
        }
    }

    fn runs(&mut self, bytes: &[u8]) {
        for run in bytes.split(u8::is_ascii) {
            self.high += run.len() as u64;
            self.long += if run.len() >= LONG_RUN { run.len() as u64 } else { 0 };
        }
        let odd = |w: &&[u8]| {
            let [before, sign, behind] = **w else { return false };
            let letters = (before.is_ascii_alphabetic(), behind.is_ascii_alphabetic());
            // A word has a capital behind a small letter, or a capital and then a small one, at its start alone.
            let small = before.is_ascii_lowercase() || (letters.0 && behind.is_ascii_lowercase());
            (letters == (true, true) && NEVER_INSIDE.contains(&sign)) || (small && CAPITALS.contains(&sign))
        };
        self.odd += bytes.windows(3).filter(odd).count() as u64;
    }

    fn encoding(&self) -> Encoding {
        if self.bad == 0 {
            Encoding::Utf8
        } else if self.bad > self.good && (self.long * 2 > self.high || (self.good == 0 && self.odd > 0)) {
            Encoding::Unknown
        } else if self.good == 0 {
            Encoding::Windows1252
        } else {
            Encoding::Mixed
        }
    }
}

/// The word around `at`.
fn word(bytes: &[u8], at: usize) -> String {
    let inner = |b: &u8| b.is_ascii_alphanumeric() || !b.is_ascii() || matches!(b, b'-' | b'\'');
    let before = bytes[at.saturating_sub(WORD)..at].iter().rev().take_while(|b| inner(b)).count();
    let behind = bytes[at..].iter().take(WORD).take_while(|b| inner(b)).count();
    WINDOWS_1252.decode_without_bom_handling(&bytes[at - before..at + behind]).0.into_owned()
}
