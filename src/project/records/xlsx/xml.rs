//! XML of a workbook's part, event by event: bounded in depth and in the length of what stands between two tags.
//! Entities of a file's own are never expanded.

use super::super::fault::{Fault, MAX_CELL};
use super::archive::Part;
use super::damaged;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::{self, BufRead, BufReader, Read};

/// Most bytes of a tag or of a text between two tags: many cells that are too large are still read to their ends, so
/// that only their rows are refused.
const MAX_EVENT: usize = 32 << 20;
/// Tags inside each other; a worksheet has eight.
const MAX_DEPTH: usize = 256;

/// A part that is being read.
pub(super) struct Xml {
    reader: Reader<Metered>,
    buffer: Vec<u8>,
    depth: usize,
}

impl Xml {
    pub fn new(part: Part) -> Xml {
        let mut reader =
            Reader::from_reader(Metered { input: BufReader::with_capacity(32 << 10, part), left: 0 });
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Xml { reader, buffer: Vec::new(), depth: 0 }
    }

    /// What comes next; at the end [`Event::Eof`], once everything has been found whole.
    pub fn next(&mut self) -> Result<Event<'_>, Fault> {
        if self.buffer.capacity() > MAX_CELL {
            self.buffer = Vec::new();
        }
        self.buffer.clear();
        self.reader.get_mut().left = MAX_EVENT;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(damaged)?;
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > MAX_DEPTH { Err(damaged("its tags are nested too deep")) } else { Ok(event) }
    }

    /// The text of the element that has just begun; `None` where it is too large for a cell.
    pub fn text(&mut self) -> Result<Option<String>, Fault> {
        self.collect(Some(self.depth))
    }

    /// The text of all runs in the element that has just begun, which hold it in `t`, without ruby.
    pub fn rich_text(&mut self) -> Result<Option<String>, Fault> {
        self.collect(None)
    }

    /// Collects what stands inside of the tag at depth `open`, or of each `t` where there is none.
    fn collect(&mut self, mut open: Option<usize>) -> Result<Option<String>, Fault> {
        let floor = self.depth.saturating_sub(1);
        let (mut text, mut ruby, mut large) = (String::new(), None, false);
        while self.depth > floor {
            let depth = self.depth;
            let mut piece = String::new();
            match self.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "rPh" => ruby = ruby.or(Some(depth + 1)),
                Event::Start(tag) if tag.local_name().as_ref() == "t" => open = open.or(Some(depth + 1)),
                Event::End(_) => {
                    ruby = ruby.filter(|d| *d != depth);
                    open = open.filter(|d| *d != depth);
                }
                Event::Text(t) => piece.push_str(&t.xml10_content()),
                Event::CData(t) => piece.push_str(&t.xml10_content()),
                Event::GeneralRef(name) => piece.extend(resolved(&name)),
                Event::Eof => return Err(damaged("a text in it does not end")),
                _ => {}
            }
            if ruby.is_some() || open.is_none() {
                continue;
            }
            large |= text.len() + piece.len() > MAX_CELL;
            if !large {
                text.push_str(&piece);
            }
        }
        Ok((!large).then(|| unescaped(text)))
    }

    /// Reads over the element that has just begun.
    pub fn skip(&mut self) -> Result<(), Fault> {
        let floor = self.depth.saturating_sub(1);
        while self.depth > floor {
            if matches!(self.next()?, Event::Eof) {
                return Err(damaged("a tag in it is not closed"));
            }
        }
        Ok(())
    }
}

/// The attribute `name` of a tag, whatever its namespace.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|v| v.into_owned())
}

fn resolved(name: &BytesRef) -> Option<char> {
    match name.as_ref() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        // U+FFFD is refused with its cell.
        _ => Some(name.resolve_char_ref().ok().flatten().unwrap_or('\u{fffd}')),
    }
}

/// Signs that XML cannot hold stand as `_x000D_` (ECMA-376 part 1, 22.9.2.19).
fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::new();
    let mut rest = &text[..];
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let sign = rest.get(at + 2..at + 6).filter(|_| rest[at + 6..].starts_with('_'));
        let sign = sign.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        let length = if sign.is_some() { 7 } else { 2 };
        out.push_str(&sign.map_or("_x".to_owned(), String::from));
        rest = &rest[at + length..];
    }
    out + rest
}

/// Gives so many bytes and then an error.
struct Metered {
    input: BufReader<Part>,
    left: usize,
}

impl BufRead for Metered {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a text or tag in it is too long"));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.left = self.left.saturating_sub(n);
        self.input.consume(n);
    }
}

impl Read for Metered {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        self.input.read(space)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> Option<String> {
        let mut xml = Xml::new(Box::new(io::Cursor::new(xml.to_owned())));
        let rich = matches!(xml.next().unwrap(), Event::Start(tag) if tag.name().as_ref() == "si");
        if rich { xml.rich_text().unwrap() } else { xml.text().unwrap() }
    }

    #[test]
    fn texts_are_put_together_without_ruby() {
        let got = |xml| text(xml).unwrap();
        assert_eq!(got("<si>\n <t>a &amp; b&#228;</t>\n</si>"), "a & bä");
        assert_eq!(got("<v>1<!-- one -->2</v>"), "12");
        assert_eq!(
            got("<si><r><t>Kim </t></r>\n<r><rPr/><t>김</t></r><rPh sb=\"0\"><t>kim</t></rPh></si>"),
            "Kim 김"
        );
        assert_eq!(got("<si><t>a_x0041__x000A_b_xyz_ _x_</t></si>"), "aA\nb_xyz_ _x_");
        assert_eq!(got("<si><t>&lol;</t></si>"), "\u{fffd}");
        assert_eq!(got("<si/>"), "");
    }

    #[test]
    fn what_is_too_long_or_too_deep_ends() {
        assert_eq!(text(&format!("<t>{}</t>", "x".repeat(MAX_CELL + 1))), None);
        let mut xml = Xml::new(Box::new(io::repeat(b'x')));
        assert!(xml.next().is_err());
        let mut xml = Xml::new(Box::new(io::Cursor::new("<a>".repeat(1000))));
        assert!((0..1000).any(|_| xml.next().is_err()));
    }
}
