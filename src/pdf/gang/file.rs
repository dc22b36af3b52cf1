//! The file as it grows: each stream is written as soon as it is known, all else is packed in object streams
//! (ISO 32000-1, 7.5.7) some copies at a time: what pages are drawn from as it comes, what copies say of them (tags and
//! links) in rows. What is kept is where they are, four bytes for each object.

use super::super::finish::{deflate, half, write_object};
use super::places::Places;
use super::rows::{self, Rows};
use lopdf::{Dictionary, Object, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::{self, Write};

/// Bytes and objects of an object stream before it is packed. Deflate looks back 32 kB, and a reader unpacks all of a
/// stream to get at one object of it.
const PACK: usize = 40_000;
const OBJECTS: usize = 4_000;
/// Bytes of one of rows, of which a few kilobytes are left: with half as many, a file of tags is a fifth larger.
const PACK_ROWS: usize = 100_000;
/// Bytes that wait at the most, where copies are long.
const MOST: usize = 2_400_000;
/// Bytes that tell programs that the file is no text.
const BINARY: &[u8] = b"%\xbb\xad\xc0\xde\n";

/// An object that waits to be packed.
struct Waiting {
    /// The width of its rows; 0 where it stands in none.
    width: usize,
    /// Which it is of the shapes that rows have; of others, how many came before it in its copy: objects that are like
    /// it stand before and behind it.
    order: u32,
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
    places: Places,
    waiting: Vec<Waiting>,
    body: Vec<u8>,
    /// How many plain objects of this copy came.
    slot: u32,
    /// The shapes of what waits for rows, in the order in which they came.
    shapes: HashMap<u64, u32>,
}

impl<W: Write> File<W> {
    pub(super) fn new(out: W) -> File<W> {
        File {
            out,
            length: 0,
            digest: Sha256::new(),
            places: Places::default(),
            waiting: Vec::new(),
            body: Vec::new(),
            slot: 0,
            shapes: HashMap::new(),
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
        if self.places.are_full() {
            self.pack()?;
        }
        self.places.turn();
        Ok(())
    }

    /// A number for an object that is still to be written.
    pub(super) fn number(&mut self) -> u32 {
        self.places.number()
    }

    /// A number for one that all copies have: as far from those of the last copy as the others.
    pub(super) fn own_number(&mut self) -> u32 {
        self.places.own_number()
    }

    /// Numbers that objects may have.
    pub(super) fn count(&self) -> u32 {
        self.places.count()
    }

    /// Writes an object that is no stream.
    pub(super) fn put(&mut self, number: u32, object: &Object) -> io::Result<()> {
        let mut head = Vec::new();
        write_object(&mut head, object);
        self.plain(number, &head)
    }

    /// The same in the syntax of a file.
    pub(super) fn plain(&mut self, number: u32, head: &[u8]) -> io::Result<()> {
        self.slot += 1;
        self.wait(number, head, (0, self.slot))
    }

    /// Writes an object that all copies have and no page is drawn from.
    pub(super) fn put_row(&mut self, number: u32, object: &Object) -> io::Result<()> {
        let mut head = Vec::new();
        write_object(&mut head, object);
        self.row(number, &head)
    }

    /// The same in the syntax of a file.
    pub(super) fn row(&mut self, number: u32, head: &[u8]) -> io::Result<()> {
        let next = self.shapes.len() as u32;
        let shape = *self.shapes.entry(rows::shape(head)).or_insert(next);
        self.wait(number, head, (rows::widest(head.len()), shape))
    }

    fn wait(&mut self, number: u32, head: &[u8], (width, order): (usize, u32)) -> io::Result<()> {
        let from = self.body.len();
        self.body.extend(head);
        self.waiting.push(Waiting { width, order, number, from, to: self.body.len() });
        if self.body.len() < MOST { Ok(()) } else { self.pack() }
    }

    /// Writes a stream: its dictionary in the syntax of a file, and its content as it is.
    pub(super) fn stream(&mut self, number: u32, head: &[u8], content: &[u8]) -> io::Result<()> {
        self.places.stream(number, self.length).ok_or_else(too_many)?;
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
        let sections = self.places.sections();
        let mut start = 0;
        for section in 0..sections {
            start = self.length;
            let number = self.places.last();
            self.places.stream(number, start).ok_or_else(too_many)?;
            let numbers = self.places.section(section, sections);
            let (first, end) = (numbers.start, numbers.end);
            let (columns, table) = self.places.table(numbers, self.length);
            trailer.set("Size", i64::from(self.count()) + 1);
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

    /// Packs what waits, object by object of all copies.
    fn pack(&mut self) -> io::Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let body = std::mem::take(&mut self.body);
        waiting.sort_by_key(|w| (w.width, w.order, w.number));
        let mut rest = &waiting[..];
        while let Some(Waiting { width, .. }) = rest.first() {
            let mut length = 0;
            let fits = |w: &&Waiting| {
                length += if w.width > 0 { w.width } else { w.to - w.from };
                w.width == *width && length <= if w.width > 0 { PACK_ROWS } else { PACK }
            };
            let count = rest.iter().take(OBJECTS).take_while(fits).count().max(1);
            let (now, later) = rest.split_at(count);
            self.container(now, &body)?;
            rest = later;
        }
        waiting.clear();
        self.shapes.clear();
        self.waiting = waiting;
        self.body = body;
        self.body.clear();
        Ok(())
    }

    /// Writes an object stream.
    fn container(&mut self, objects: &[Waiting], body: &[u8]) -> io::Result<()> {
        for (nth, object) in objects.iter().enumerate() {
            self.places.packed(object.number, nth).ok_or_else(too_many)?;
        }
        let mut dict = dictionary! { "Type" => "ObjStm", "N" => objects.len() as i64 };
        let list: Vec<(u32, &[u8])> = objects.iter().map(|o| (o.number, &body[o.from..o.to])).collect();
        let content = match objects.first() {
            Some(Waiting { width: 1.., .. }) => {
                let Rows { width, first, content } = rows::rows(&list);
                dict.set("First", first as i64);
                dict.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => width as i64 });
                content
            }
            _ => {
                let (table, mut packed) = in_line(&list);
                dict.set("First", table.len() as i64);
                let mut content = table.into_bytes();
                content.append(&mut packed);
                content
            }
        };
        let number = self.number();
        self.places.containers.push(number);
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

/// Objects one after the other, and where each is.
fn in_line(objects: &[(u32, &[u8])]) -> (String, Vec<u8>) {
    let (mut table, mut packed) = (String::new(), Vec::new());
    for (number, object) in objects {
        table.push_str(&format!("{number} {} ", packed.len()));
        packed.extend(*object);
        packed.push(b' ');
    }
    (table, packed)
}

/// Of what no disk has room for.
fn too_many() -> io::Error {
    io::Error::other("one file cannot hold so many objects: make several of fewer copies")
}
