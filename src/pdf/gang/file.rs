//! The file as it grows: each object is written as soon as it is known, streams by themselves and all else packed in
//! object streams (ISO 32000-1, 7.5.7). What is kept is where they are, a few bytes for each stream and for each run
//! of packed objects.

use super::super::finish::{deflate, write_object};
use lopdf::{Dictionary, Object, StringFormat, dictionary};
use md5::{Digest, Md5};
use std::io::{self, Write};

/// Bytes of an object stream before it is packed. Deflate looks back 32 kB, and a reader unpacks all of a stream to get
/// at one object of it.
const PACK: usize = 40_000;
/// Bytes that tell programs that the file is no text.
const BINARY: &[u8] = b"%\xbb\xad\xc0\xde\n";

/// Where objects are.
enum Place {
    /// At this byte of the file.
    At(u64),
    /// In this object stream, the first with so many before it.
    In(u32, u16),
}

/// Objects with numbers in a row.
struct Run {
    first: u32,
    count: u32,
    place: Place,
}

/// A file under construction.
pub(super) struct File<W> {
    out: W,
    /// Bytes written.
    length: u64,
    digest: Md5,
    /// The next free number.
    next: u32,
    runs: Vec<Run>,
    /// Numbers and places of the objects that wait to be packed.
    waiting: Vec<(u32, usize)>,
    body: Vec<u8>,
}

impl<W: Write> File<W> {
    pub(super) fn new(out: W) -> File<W> {
        File {
            out,
            length: 0,
            digest: Md5::new(),
            next: 1,
            runs: Vec::new(),
            waiting: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Writes the header of a file of this version of PDF.
    pub(super) fn begin(&mut self, version: &str) -> io::Result<()> {
        self.write(format!("%PDF-{version}\n").as_bytes())?;
        self.write(BINARY)
    }

    /// A number for an object that is still to be written.
    pub(super) fn number(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// Objects that have a number.
    pub(super) fn count(&self) -> u32 {
        self.next - 1
    }

    /// Writes an object that is no stream.
    pub(super) fn put(&mut self, number: u32, object: &Object) -> io::Result<()> {
        let mut head = Vec::new();
        write_object(&mut head, object);
        self.plain(number, &head)
    }

    /// The same in the syntax of a file.
    pub(super) fn plain(&mut self, number: u32, head: &[u8]) -> io::Result<()> {
        self.waiting.push((number, self.body.len()));
        self.body.extend(head);
        self.body.push(b' ');
        if self.body.len() < PACK { Ok(()) } else { self.pack() }
    }

    /// Writes a stream: its dictionary in the syntax of a file, and its content as it is.
    pub(super) fn stream(&mut self, number: u32, head: &[u8], content: &[u8]) -> io::Result<()> {
        self.runs.push(Run { first: number, count: 1, place: Place::At(self.length) });
        self.write(format!("{number} 0 obj\n").as_bytes())?;
        self.write(head)?;
        self.write(b"stream\n")?;
        self.write(content)?;
        self.write(b"\nendstream\nendobj\n")
    }

    /// A digest of all that has been written.
    pub(super) fn identity(&mut self) -> io::Result<[u8; 16]> {
        self.pack()?;
        Ok(self.digest.clone().finalize().into())
    }

    /// Writes what still waits, and the table of all objects, which is the trailer too.
    pub(super) fn close(mut self, id: [u8; 16], mut trailer: Dictionary) -> io::Result<(W, u64)> {
        self.pack()?;
        let (number, start) = (self.number(), self.length);
        self.runs.push(Run { first: number, count: 1, place: Place::At(start) });
        self.runs.sort_by_key(|r| r.first);
        let id = Object::String(id.to_vec(), StringFormat::Hexadecimal);
        trailer.set("ID", vec![id.clone(), id]);
        let (columns, table) = self.table();
        trailer.set("Type", "XRef");
        trailer.set("Size", i64::from(self.next));
        trailer.set("W", vec![1.into(), (columns as i64 - 3).into(), 2.into()]);
        trailer.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => columns as i64 });
        self.deflated(number, trailer, &table)?;
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()?;
        Ok((self.out, self.length))
    }

    /// The rows of the cross-reference stream and how long each is. Each says what differs from the one above (PNG's
    /// filter 2): offsets grow, and the rest hardly changes. A number without an object is free.
    fn table(&self) -> (usize, Vec<u8>) {
        let widest = self.length.max(u64::from(self.next)).to_be_bytes();
        let skipped = widest.iter().take_while(|b| **b == 0).count();
        let columns = 3 + 8 - skipped;
        let mut rows = Vec::with_capacity((columns + 1) * self.next as usize);
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
        add(0, 0, u16::MAX);
        let mut next = 1;
        for run in &self.runs {
            (next..run.first).for_each(|_| add(0, 0, 0));
            for i in 0..run.count {
                match run.place {
                    Place::At(byte) => add(1, byte, 0),
                    Place::In(stream, nth) => add(2, u64::from(stream), nth + i as u16),
                }
            }
            next = run.first + run.count;
        }
        (columns, rows)
    }

    /// Packs what waits.
    fn pack(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let container = self.number();
        let mut table = String::new();
        for (nth, &(number, at)) in self.waiting.iter().enumerate() {
            table.push_str(&format!("{number} {at} "));
            match self.runs.last_mut() {
                Some(Run { first, count, place: Place::In(stream, _) })
                    if *stream == container && *first + *count == number =>
                {
                    *count += 1;
                }
                _ => self.runs.push(Run { first: number, count: 1, place: Place::In(container, nth as u16) }),
            }
        }
        let dict = dictionary! {
            "Type" => "ObjStm", "N" => self.waiting.len() as i64, "First" => table.len() as i64,
        };
        let mut content = table.into_bytes();
        content.append(&mut self.body);
        self.waiting.clear();
        self.deflated(container, dict, &content)
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
