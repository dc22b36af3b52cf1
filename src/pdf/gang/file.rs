//! The file as it grows: each stream is written as soon as it is known, all else is packed in object streams
//! (ISO 32000-1, 7.5.7) some copies at a time. What is kept is where they are, four bytes for each object.

use super::super::finish::{deflate, half, write_object};
use lopdf::{Dictionary, Object, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::ops::Range;

/// Bytes and objects of an object stream before it is packed. Deflate looks back 32 kB, and a reader unpacks all of a
/// stream to get at one object of it.
const PACK: usize = 40_000;
const OBJECTS: usize = 4_000;
/// Bytes that wait for objects like them: an object of a copy is packed behind the same one of the copies before, from
/// which it differs in its numbers alone. Half as many take a tenth more room in the file.
const WAIT: usize = 600_000;
/// And at the most, where one copy has so many.
const MOST: usize = 4 * WAIT;
/// The numbers of a copy begin at a multiple of this: so the last digits of the same object are the same in all copies,
/// which deflate takes for one.
const STRIDE: usize = 100;
/// Entries of one cross-reference stream: a file of more objects has several, each of which leads to the one before, so
/// that the table of a long list is never in memory as a whole.
const SECTION: usize = 100_000;
/// Bytes that tell programs that the file is no text.
const BINARY: &[u8] = b"%\xbb\xad\xc0\xde\n";

/// Where an object is, in four bytes: nowhere; a stream with an offset; or a place among the packed.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place(u32);

impl Place {
    const FREE: Place = Place(0);
    const PACKED: u32 = 1 << 31;
    /// Bits of the place in an object stream.
    const NTH: u32 = 12;

    /// The stream with the offset of this index.
    fn stream(index: usize) -> Option<Place> {
        u32::try_from(index + 1).ok().filter(|i| i & Place::PACKED == 0).map(Place)
    }
    /// In this object stream, with so many before it.
    fn packed(container: usize, nth: usize) -> Option<Place> {
        let container = u32::try_from(container).ok().filter(|c| c >> (31 - Place::NTH) == 0)?;
        Some(Place(Place::PACKED | container << Place::NTH | nth as u32))
    }
}

/// An object that waits to be packed.
struct Waiting {
    /// How many came before it in its copy.
    slot: u32,
    number: u32,
    /// Where it begins and ends.
    from: usize,
    to: usize,
}

/// A file under construction.
pub(super) struct File<W> {
    out: W,
    /// Bytes written.
    length: u64,
    digest: Sha256,
    /// Where each object is, by its number.
    places: Vec<Place>,
    /// Where streams begin.
    offsets: Vec<u64>,
    /// The numbers of the object streams.
    containers: Vec<u32>,
    waiting: Vec<Waiting>,
    body: Vec<u8>,
    slot: u32,
}

impl<W: Write> File<W> {
    pub(super) fn new(out: W) -> File<W> {
        File {
            out,
            length: 0,
            digest: Sha256::new(),
            // Number 0 is no object's.
            places: vec![Place::FREE],
            offsets: Vec::new(),
            containers: Vec::new(),
            waiting: Vec::new(),
            body: Vec::new(),
            slot: 0,
        }
    }

    /// Writes the header of a file of this version of PDF.
    pub(super) fn begin(&mut self, version: &str) -> io::Result<()> {
        self.write(format!("%PDF-{version}\n").as_bytes())?;
        self.write(BINARY)
    }

    /// Says that the objects of another copy come now.
    pub(super) fn turn(&mut self) -> io::Result<()> {
        self.slot = 0;
        if self.body.len() >= WAIT {
            self.pack()?;
        }
        self.places.resize(self.places.len().next_multiple_of(STRIDE), Place::FREE);
        Ok(())
    }

    /// A number for an object that is still to be written.
    pub(super) fn number(&mut self) -> u32 {
        self.places.push(Place::FREE);
        self.count()
    }

    /// Objects that have a number.
    pub(super) fn count(&self) -> u32 {
        (self.places.len() - 1) as u32
    }

    /// Writes an object that is no stream.
    pub(super) fn put(&mut self, number: u32, object: &Object) -> io::Result<()> {
        let mut head = Vec::new();
        write_object(&mut head, object);
        self.plain(number, &head)
    }

    /// The same in the syntax of a file.
    pub(super) fn plain(&mut self, number: u32, head: &[u8]) -> io::Result<()> {
        let from = self.body.len();
        self.body.extend(head);
        self.waiting.push(Waiting { slot: self.slot, number, from, to: self.body.len() });
        self.slot += 1;
        if self.body.len() < MOST { Ok(()) } else { self.pack() }
    }

    /// Writes a stream: its dictionary in the syntax of a file, and its content as it is.
    pub(super) fn stream(&mut self, number: u32, head: &[u8], content: &[u8]) -> io::Result<()> {
        self.places[number as usize] = Place::stream(self.offsets.len()).ok_or_else(too_many)?;
        self.offsets.push(self.length);
        self.write(format!("{number} 0 obj\n").as_bytes())?;
        self.write(head)?;
        self.write(b"stream\n")?;
        self.write(content)?;
        self.write(b"\nendstream\nendobj\n")
    }

    /// A digest of all that has been written.
    pub(super) fn identity(&mut self) -> io::Result<[u8; 16]> {
        self.pack()?;
        Ok(half(self.digest.clone()))
    }

    /// Writes what still waits, and the table of all objects, which is the trailer too.
    pub(super) fn close(mut self, id: [u8; 16], mut trailer: Dictionary) -> io::Result<(W, u64)> {
        self.pack()?;
        let id = Object::String(id.to_vec(), StringFormat::Hexadecimal);
        trailer.set("ID", vec![id.clone(), id]);
        trailer.set("Type", "XRef");
        // The streams of the table stand in its last section.
        let sections = self.places.len().div_ceil(SECTION);
        let mut start = 0;
        for section in 0..sections {
            let number = self.number();
            start = self.length;
            self.places[number as usize] = Place::stream(self.offsets.len()).ok_or_else(too_many)?;
            self.offsets.push(start);
            let first = section * SECTION;
            let end = if section + 1 == sections { self.places.len() } else { first + SECTION };
            let (columns, table) = self.table(first..end);
            trailer.set("Size", self.places.len() as i64);
            trailer.set("Index", vec![(first as i64).into(), ((end - first) as i64).into()]);
            trailer.set("W", vec![1.into(), (columns as i64 - 3).into(), 2.into()]);
            trailer.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => columns as i64 });
            self.deflated(number, trailer.clone(), &table)?;
            trailer.set("Prev", start as i64);
        }
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()?;
        Ok((self.out, self.length))
    }

    /// The rows of a section of the cross-reference stream and how long each is. Each says what differs from the one above (PNG's
    /// filter 2): offsets grow, and the rest hardly changes. A number without an object is free.
    fn table(&self, numbers: Range<usize>) -> (usize, Vec<u8>) {
        let widest = self.length.max(u64::from(self.count())).to_be_bytes();
        let skipped = widest.iter().take_while(|b| **b == 0).count();
        let columns = 3 + 8 - skipped;
        let mut rows = Vec::with_capacity((columns + 1) * numbers.len());
        let mut above = [0_u8; 11];
        let mut add = |kind: u8, place: u64, nth: u16| {
            let mut row = [0; 11];
            row[0] = kind;
            row[1..9].copy_from_slice(&place.to_be_bytes());
            row[9..].copy_from_slice(&nth.to_be_bytes());
            rows.push(2);
            let changes = row.iter().zip(above).map(|(now, was)| now.wrapping_sub(was));
            rows.extend(changes.enumerate().filter(|(i, _)| *i == 0 || *i > skipped).map(|(_, v)| v));
            above = row;
        };
        for number in numbers {
            let place = &self.places[number];
            let (first, nth) = (place.0 & !Place::PACKED, place.0 & ((1 << Place::NTH) - 1));
            match *place {
                Place::FREE => add(0, 0, if number == 0 { u16::MAX } else { 0 }),
                Place(p) if p & Place::PACKED == 0 => add(1, self.offsets[first as usize - 1], 0),
                _ => add(2, u64::from(self.containers[(first >> Place::NTH) as usize]), nth as u16),
            }
        }
        (columns, rows)
    }

    /// Packs what waits, object by object of all copies.
    fn pack(&mut self) -> io::Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let body = std::mem::take(&mut self.body);
        waiting.sort_by_key(|w| (w.slot, w.number));
        let mut rest = &waiting[..];
        while !rest.is_empty() {
            let mut length = 0;
            let fits = |w: &&Waiting| {
                length += w.to - w.from;
                length <= PACK
            };
            let count = rest.iter().take(OBJECTS).take_while(fits).count().max(1);
            let (now, later) = rest.split_at(count);
            self.container(now, &body)?;
            rest = later;
        }
        waiting.clear();
        self.waiting = waiting;
        self.body = body;
        self.body.clear();
        Ok(())
    }

    /// Writes an object stream.
    fn container(&mut self, objects: &[Waiting], body: &[u8]) -> io::Result<()> {
        let (mut table, mut packed) = (String::new(), Vec::new());
        for (nth, object) in objects.iter().enumerate() {
            table.push_str(&format!("{} {} ", object.number, packed.len()));
            packed.extend(&body[object.from..object.to]);
            packed.push(b' ');
            let place = Place::packed(self.containers.len(), nth).ok_or_else(too_many)?;
            self.places[object.number as usize] = place;
        }
        let dict = dictionary! {
            "Type" => "ObjStm", "N" => objects.len() as i64, "First" => table.len() as i64,
        };
        let mut content = table.into_bytes();
        content.append(&mut packed);
        let number = self.number();
        self.containers.push(number);
        self.deflated(number, dict, &content)
    }

    /// Writes a stream that is to be compressed; as it is where that would make it longer.
    pub(super) fn deflated(&mut self, number: u32, mut dict: Dictionary, content: &[u8]) -> io::Result<()> {
        let packed = deflate(content);
        // The table of objects has a predictor, which is the filter's.
        let smaller = packed.len() < content.len() || dict.has(b"DecodeParms");
        let content = if smaller { &packed } else { content };
        if smaller {
            dict.set("Filter", "FlateDecode");
        }
        dict.set("Length", content.len() as i64);
        let mut head = Vec::new();
        write_object(&mut head, &dict.into());
        self.stream(number, &head, content)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.digest.update(bytes);
        self.length += bytes.len() as u64;
        Ok(())
    }
}

/// Of what no disk has room for.
fn too_many() -> io::Error {
    io::Error::other("one file cannot hold so many objects: make several of fewer copies")
}
