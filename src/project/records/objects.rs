//! JSON objects one after the other: takes bytes of UTF-8 as they come, gives the text of each object, a line's in JSON
//! Lines, from brace to brace in an array. Judges nothing of what is between the braces.

use super::fault::MAX_ROW;
use std::io::{self, BufRead};

/// The text of an object.
#[derive(Debug, PartialEq)]
pub(super) struct Object {
    /// The line in which it begins, from 1.
    pub line: u64,
    pub text: Result<Vec<u8>, Trouble>,
}

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Trouble {
    Large,
    /// The file ends inside of it.
    Open,
    /// This sign stands where an object has to begin.
    Astray(u8),
}

/// How objects follow each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Layout {
    /// Each on a line of its own: a damaged one ends with its line.
    Lines,
    /// Over several lines, or in an array.
    Spread,
}

/// The objects of a text.
pub(super) struct Objects<R> {
    input: R,
    layout: Layout,
    line: u64,
}

/// How the objects of a text that begins with `sample` follow each other; `None` where it begins with none.
pub(super) fn layout(sample: &[u8]) -> Option<Layout> {
    let text = sample.trim_ascii_start();
    let inside = text.get(1..).unwrap_or_default().trim_ascii_start().first();
    match (text.first()?, inside) {
        (b'[', None | Some(b'{' | b']')) => Some(Layout::Spread),
        // A field of a template, `{{name}}`, is a column's name.
        (b'{', None | Some(b'"' | b'}')) => {
            let line = text.split(|b| *b == b'\n').next().unwrap_or_default();
            let whole = line.trim_ascii_end().ends_with(b"}") || line.len() == text.len();
            Some(if whole { Layout::Lines } else { Layout::Spread })
        }
        _ => None,
    }
}

impl<R: BufRead> Objects<R> {
    pub fn new(input: R, layout: Layout) -> Objects<R> {
        Objects { input, layout, line: 1 }
    }

    /// The line that is read next.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The next object.
    ///
    /// # Errors
    /// Those of the input.
    pub fn next(&mut self) -> io::Result<Option<Object>> {
        match self.layout {
            Layout::Lines => self.next_line(),
            Layout::Spread => self.next_spread(),
        }
    }

    /// The next line that is not blank.
    fn next_line(&mut self) -> io::Result<Option<Object>> {
        loop {
            let mut scan = Scan { line: self.line, ..Scan::default() };
            let ended = self.eat(&mut scan, Scan::line_end)?;
            let blank = scan.text.trim_ascii().is_empty() && !scan.large;
            if !blank {
                let text = if scan.large { Err(Trouble::Large) } else { Ok(scan.text) };
                return Ok(Some(Object { line: scan.line, text }));
            }
            if !ended {
                return Ok(None);
            }
        }
    }

    /// What stands between the next brace and its partner.
    fn next_spread(&mut self) -> io::Result<Option<Object>> {
        let mut scan = Scan { line: self.line, ..Scan::default() };
        let ended = self.eat(&mut scan, Scan::brace)?;
        let text = match scan {
            Scan { astray: Some(sign), .. } => Err(Trouble::Astray(sign)),
            Scan { depth: 0, .. } if !ended => return Ok(None),
            _ if !ended => Err(Trouble::Open),
            Scan { large: true, .. } => Err(Trouble::Large),
            scan => return Ok(Some(Object { line: scan.line, text: Ok(scan.text) })),
        };
        Ok(Some(Object { line: scan.line, text }))
    }

    /// Feeds `scan` until it has what it looks for; `false` where the text ends before.
    fn eat(&mut self, scan: &mut Scan, step: fn(&mut Scan, u8, u64) -> bool) -> io::Result<bool> {
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            let (length, mut used) = (chunk.len(), 0);
            let mut done = false;
            for byte in chunk {
                used += 1;
                done = step(scan, *byte, self.line);
                self.line += u64::from(*byte == b'\n');
                if done {
                    break;
                }
            }
            self.input.consume(used.min(length));
            if done {
                return Ok(true);
            }
        }
    }
}

/// What has been seen of an object.
#[derive(Default)]
struct Scan {
    line: u64,
    text: Vec<u8>,
    large: bool,
    /// Braces and brackets that are open.
    depth: u64,
    quoted: bool,
    escaped: bool,
    astray: Option<u8>,
}

impl Scan {
    fn line_end(&mut self, byte: u8, _: u64) -> bool {
        let end = byte == b'\n';
        if !end {
            self.keep(byte);
        }
        end
    }

    fn brace(&mut self, byte: u8, line: u64) -> bool {
        if self.depth == 0 {
            match byte {
                b'{' => self.line = line,
                b',' | b'[' | b']' => return false,
                white if white.is_ascii_whitespace() => return false,
                other => {
                    (self.astray, self.line) = (Some(other), line);
                    return true;
                }
            }
        }
        self.keep(byte);
        match byte {
            _ if std::mem::take(&mut self.escaped) => {}
            b'\\' => self.escaped = self.quoted,
            b'"' => self.quoted = !self.quoted,
            b'{' | b'[' if !self.quoted => self.depth += 1,
            b'}' | b']' if !self.quoted => self.depth -= 1,
            _ => {}
        }
        self.depth == 0
    }

    fn keep(&mut self, byte: u8) {
        if self.text.len() < MAX_ROW {
            self.text.push(byte);
        } else {
            self.large = true;
        }
    }
}
