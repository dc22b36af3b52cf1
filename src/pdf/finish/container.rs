//! The file round the objects: header, object streams, cross-reference stream (ISO 32000-1, 7.5). lopdf's own
//! writer sets every object three times over to know where each begins, and one after the other.

use super::syntax::write as write_object;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::{BTreeMap, BTreeSet};

/// Where an object is.
#[derive(Clone, Copy)]
enum Entry {
    /// At this byte of the file.
    At(usize),
    /// In this object stream, with so many before it.
    In(u32, u16),
}

/// The first part of a file: what copies of it have in common.
#[derive(Clone)]
pub(in crate::pdf) struct Head {
    /// Its bytes.
    pub bytes: Vec<u8>,
    entries: BTreeMap<u32, Entry>,
    /// The last number that an object has.
    last: u32,
}

/// All of `document` but what is `own` to a copy, with what is no stream in `packed`, `each` objects in each.
pub(super) fn head(document: &Document, own: &BTreeSet<ObjectId>, packed: Vec<Stream>, each: usize) -> Head {
    let mut bytes = format!("%PDF-{}\n%", document.version).into_bytes();
    bytes.extend(&document.binary_mark);
    bytes.push(b'\n');
    let mut entries: BTreeMap<u32, Entry> = BTreeMap::new();
    let mut held = 0;
    for (&(id, _), object) in document.objects.iter().filter(|(id, _)| !own.contains(id)) {
        if matches!(object, Object::Stream(_)) {
            entries.insert(id, Entry::At(bytes.len()));
            indirect(&mut bytes, id, object);
        } else {
            let container = document.max_id + 1 + (held / each) as u32;
            entries.insert(id, Entry::In(container, (held % each) as u16));
            held += 1;
        }
    }
    let mut last = document.max_id;
    for stream in packed {
        last += 1;
        entries.insert(last, Entry::At(bytes.len()));
        indirect(&mut bytes, last, &stream.into());
    }
    Head { bytes, entries, last }
}

/// Objects in a stream: their numbers in its order, and the stream, compressed.
pub(in crate::pdf) type Pack<'p> = (&'p [ObjectId], &'p Object);

/// The file: `head`, then what is a copy's own: streams in the order of their numbers, other objects in packs.
pub(in crate::pdf) fn whole(
    head: &Head,
    streams: &[(ObjectId, &Object)],
    packs: &[Pack<'_>],
    trailer: &Dictionary,
) -> Vec<u8> {
    let mut out = Vec::with_capacity(head.bytes.len() + (64 << 10));
    out.extend(&head.bytes);
    let mut entries = head.entries.clone();
    let mut last = head.last;
    for ((id, _), object) in streams {
        entries.insert(*id, Entry::At(out.len()));
        indirect(&mut out, *id, object);
    }
    for (ids, stream) in packs {
        last += 1;
        entries.extend(ids.iter().enumerate().map(|(i, (id, _))| (*id, Entry::In(last, i as u16))));
        entries.insert(last, Entry::At(out.len()));
        indirect(&mut out, last, stream);
    }
    let start = out.len();
    entries.insert(last + 1, Entry::At(start));
    indirect(&mut out, last + 1, &cross_references(trailer, &entries, last + 1).into());
    out.extend(format!("\nstartxref\n{start}\n%%EOF").into_bytes());
    out
}

/// The file in the form of PDF 1.4: every object by itself, a table of references, a trailer.
pub(super) fn plain(document: &Document) -> Vec<u8> {
    let mut out = format!("%PDF-{}\n%", document.version).into_bytes();
    out.extend(&document.binary_mark);
    out.push(b'\n');
    let mut places: BTreeMap<u32, usize> = BTreeMap::new();
    for (&(id, _), object) in &document.objects {
        places.insert(id, out.len());
        indirect(&mut out, id, object);
    }
    let start = out.len();
    let size = places.last_key_value().map_or(1, |(id, _)| id + 1);
    out.extend(format!("xref\n0 {size}\n").into_bytes());
    for id in 0..size {
        // Twenty bytes an entry; numbers without an object are free.
        let entry = match places.get(&id) {
            Some(at) => format!("{at:010} 00000 n \n"),
            None => "0000000000 65535 f \n".to_owned(),
        };
        out.extend(entry.into_bytes());
    }
    let mut trailer = document.trailer.clone();
    trailer.set("Size", i64::from(size));
    out.extend(b"trailer\n");
    write_object(&mut out, &trailer.into());
    out.extend(format!("\nstartxref\n{start}\n%%EOF").into_bytes());
    out
}

/// An object stream, not yet compressed.
pub(super) fn object_stream(objects: &[(ObjectId, &Object)]) -> Stream {
    let (mut table, mut body) = (String::new(), Vec::new());
    for ((id, _), object) in objects {
        table.push_str(&format!("{id} {} ", body.len()));
        write_object(&mut body, object);
        body.push(b' ');
    }
    let dict = dictionary! {
        "Type" => "ObjStm",
        "N" => objects.len() as i64,
        "First" => table.len() as i64,
    };
    let mut content = table.into_bytes();
    content.append(&mut body);
    Stream::new(dict, content)
}

fn indirect(out: &mut Vec<u8>, id: u32, object: &Object) {
    out.extend(format!("{id} 0 obj\n").into_bytes());
    write_object(out, object);
    out.extend(b" \nendobj\n");
}

/// The cross-reference stream, which is the trailer too. Fields of one, three or four, and two bytes; each row says
/// what differs from the one above (PNG's filter 2), because offsets grow and the rest hardly changes: a fourth of
/// what the bare table takes.
fn cross_references(trailer: &Dictionary, entries: &BTreeMap<u32, Entry>, last: u32) -> Stream {
    let furthest =
        entries.values().map(|e| if let Entry::At(byte) = e { *byte } else { 0 }).max().unwrap_or(0);
    let skipped = if furthest < 1 << 24 { 1 } else { 0 };
    let row_length = 7 - skipped;
    let mut content = Vec::with_capacity(entries.len() * (row_length + 1));
    let mut sections: Vec<[i64; 2]> = Vec::new();
    let mut above = [0_u8; 7];
    for (&id, entry) in entries {
        match sections.last_mut() {
            Some([first, count]) if *first + *count == i64::from(id) => *count += 1,
            _ => sections.push([i64::from(id), 1]),
        }
        let row = row(*entry);
        content.push(2);
        let changes = row.iter().zip(above).map(|(now, was)| now.wrapping_sub(was));
        content.extend(changes.enumerate().filter(|(i, _)| *i == 0 || *i > skipped).map(|(_, v)| v));
        above = row;
    }
    let mut dict = trailer.clone();
    dict.set("Type", "XRef");
    dict.set("Size", i64::from(last + 1));
    dict.set("W", vec![1.into(), (4 - skipped as i64).into(), 2.into()]);
    let index: Vec<Object> = sections.into_iter().flatten().map(Object::from).collect();
    dict.set("Index", index);
    dict.set("Filter", "FlateDecode");
    dict.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => row_length as i64 });
    Stream::new(dict, super::deflate(&content))
}

/// What an entry is, where and how far: one, four and two bytes.
fn row(entry: Entry) -> [u8; 7] {
    let (kind, place, nth) = match entry {
        Entry::At(byte) => (1, byte as u32, 0),
        Entry::In(stream, nth) => (2, stream, nth),
    };
    let ([a, b, c, d], [e, f]) = (place.to_be_bytes(), nth.to_be_bytes());
    [kind, a, b, c, d, e, f]
}
