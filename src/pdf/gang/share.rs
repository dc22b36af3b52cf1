//! Takes objects over from a copy: what is the same in another copy is written once. Children come first, so that an
//! object is known by its own bytes, in which references already have their new numbers. What leads to something of
//! the copy's own (a page, an element of the structure) is its own too and is never looked for again.

use super::super::finish::{half, write_object};
use super::super::impose::source::{MAX_STREAM, damaged, follow};
use super::GangError;
use super::content::{self, Cut, Seen};
use super::file::File;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::io::Write;

/// Objects in each other's arms that deep are no copy of ours.
const MAX_DEPTH: usize = 200;
/// Contents that are remembered as a whole, so that the same page is not cut again: those of the first copies.
const REMEMBERED: usize = 256;

/// What all copies share.
#[derive(Default)]
pub(super) struct Shared {
    /// Objects by a digest of what they are.
    numbers: HashMap<u128, u32>,
    /// Contents by a digest of their streams as the copy has them.
    contents: HashMap<u128, Content>,
    /// What contents had so far.
    seen: Seen,
}

/// The content of a page in the new file.
#[derive(Clone)]
pub(super) struct Content {
    /// Its streams.
    pub pieces: Vec<u32>,
    /// Whether other content may follow it.
    pub is_closed: bool,
}

/// Where an object of the copy goes.
#[derive(Clone, Copy)]
enum Place {
    /// It is being looked at.
    Open,
    /// The same, and it has been met again: it leads back to itself.
    Round(u32),
    /// It has this number; whether it is the copy's own.
    At(u32, bool),
}

/// An object in the syntax of a file, a stream's content, and whether it is the copy's own.
type Syntax<'a> = (Vec<u8>, Option<&'a [u8]>, bool);

/// Takes objects of one copy over.
pub(super) struct Carrier<'a, W> {
    pub document: &'a Document,
    pub file: &'a mut File<W>,
    shared: &'a mut Shared,
    places: BTreeMap<ObjectId, Place>,
    depth: usize,
}

impl<'a, W: Write> Carrier<'a, W> {
    pub(super) fn new(document: &'a Document, file: &'a mut File<W>, shared: &'a mut Shared) -> Self {
        Carrier { document, file, shared, places: BTreeMap::new(), depth: 0 }
    }

    /// Gives an object a number of its own; the caller writes it.
    pub(super) fn own(&mut self, id: ObjectId) -> u32 {
        let number = self.file.own_number();
        self.stands_for(id, number);
        number
    }

    /// Says that an object of the copy is this one of the file.
    pub(super) fn stands_for(&mut self, id: ObjectId, number: u32) {
        self.places.insert(id, Place::At(number, true));
    }

    /// Whether an object has its place already.
    pub(super) fn is_placed(&self, id: ObjectId) -> bool {
        self.places.contains_key(&id)
    }

    /// The object with the new numbers, with all that it leads to written; and whether that is the copy's own.
    pub(super) fn carry(&mut self, object: &Object) -> Result<(Object, bool), GangError> {
        Ok(match object {
            Object::Reference(id) => self.reference(*id)?,
            Object::Array(list) => {
                let mut own = false;
                let mut new = Vec::with_capacity(list.len());
                for object in list {
                    let (object, is_own) = self.carry(object)?;
                    own |= is_own;
                    new.push(object);
                }
                (new.into(), own)
            }
            Object::Dictionary(dict) => {
                let (dict, own) = self.dict(dict)?;
                (dict.into(), own)
            }
            // Streams stand by themselves (ISO 32000-1, 7.3.8).
            Object::Stream(_) => (Object::Null, false),
            other => (other.clone(), false),
        })
    }

    /// The same of a dictionary.
    pub(super) fn dict(&mut self, dict: &Dictionary) -> Result<(Dictionary, bool), GangError> {
        let (mut new, mut own) = (Dictionary::new(), false);
        for (key, value) in dict {
            let (value, is_own) = self.carry(value)?;
            own |= is_own;
            new.set(key.clone(), value);
        }
        Ok((new, own))
    }

    fn reference(&mut self, id: ObjectId) -> Result<(Object, bool), GangError> {
        match self.places.get(&id) {
            Some(Place::At(number, own)) => return Ok((refer(*number), *own)),
            Some(Place::Round(number)) => return Ok((refer(*number), true)),
            Some(Place::Open) => {
                let number = self.file.own_number();
                self.places.insert(id, Place::Round(number));
                return Ok((refer(number), true));
            }
            None => {}
        }
        let Some(object) = self.document.objects.get(&id) else { return Ok((Object::Null, false)) };
        if self.depth == MAX_DEPTH {
            return Err(damaged("its objects lead too deep").into());
        }
        self.depth += 1;
        self.places.insert(id, Place::Open);
        let (head, content, own) = self.syntax(object)?;
        self.depth -= 1;
        let (number, own) = match self.places.get(&id) {
            Some(Place::Round(number)) => (*number, true),
            _ if own => (self.file.own_number(), true),
            _ => {
                let number = self.once(&head, content)?;
                self.places.insert(id, Place::At(number, false));
                return Ok((refer(number), false));
            }
        };
        match content {
            None => self.file.row(number, &head)?,
            Some(content) => self.file.stream(number, &head, content)?,
        }
        self.places.insert(id, Place::At(number, own));
        Ok((refer(number), own))
    }

    /// An object in the syntax of a file, and a stream's content.
    fn syntax(&mut self, object: &'a Object) -> Result<Syntax<'a>, GangError> {
        let mut head = Vec::new();
        let Object::Stream(stream) = object else {
            let (new, own) = self.carry(object)?;
            write_object(&mut head, &new);
            return Ok((head, None, own));
        };
        let mut dict = stream.dict.clone();
        // In strangers' files it may be a reference, or wrong.
        dict.set("Length", stream.content.len() as i64);
        let (dict, own) = self.dict(&dict)?;
        write_object(&mut head, &dict.into());
        Ok((head, Some(&stream.content), own))
    }

    /// The number of an object that is written if it is not there yet.
    fn once(&mut self, head: &[u8], content: Option<&[u8]>) -> Result<u32, GangError> {
        let key = digest([head, content.unwrap_or_default()]);
        if let Some(number) = self.shared.numbers.get(&key) {
            return Ok(*number);
        }
        let number = self.file.number();
        match content {
            None => self.file.plain(number, head)?,
            Some(content) => self.file.stream(number, head, content)?,
        }
        self.shared.numbers.insert(key, number);
        Ok(number)
    }

    /// An object, carried over already, as one that stands by itself.
    pub(super) fn apart(&mut self, (object, own): (Object, bool)) -> Result<Object, GangError> {
        let mut head = Vec::new();
        write_object(&mut head, &object);
        let number = match own {
            true => {
                let number = self.file.own_number();
                self.file.plain(number, &head)?;
                number
            }
            false => self.once(&head, None)?,
        };
        Ok(refer(number))
    }

    /// A stream of plain bytes, which is compressed if it is not there yet.
    pub(super) fn stream(&mut self, dict: Dictionary, content: &[u8]) -> Result<u32, GangError> {
        let mut head = Vec::new();
        write_object(&mut head, &dict.clone().into());
        let key = digest([&b"plain"[..], &head, content]);
        if let Some(number) = self.shared.numbers.get(&key) {
            return Ok(*number);
        }
        let number = self.file.number();
        self.file.deflated(number, dict, content)?;
        self.shared.numbers.insert(key, number);
        Ok(number)
    }

    /// The content of a page, in pieces.
    pub(super) fn content(&mut self, page: &Dictionary) -> Result<Content, GangError> {
        let streams = streams(self.document, page)?;
        let key = digest(streams.iter().map(|s| &s.content[..]));
        if let Some(known) = self.shared.contents.get(&key) {
            return Ok(known.clone());
        }
        let plain = plain(&streams)?;
        let Cut { pieces, is_closed } = content::cut(&plain, &mut self.shared.seen);
        let mut content = Content { pieces: Vec::with_capacity(pieces.len()), is_closed };
        for piece in pieces {
            content.pieces.push(self.stream(dictionary! {}, &plain[piece])?);
        }
        if self.shared.contents.len() < REMEMBERED {
            self.shared.contents.insert(key, content.clone());
        }
        Ok(content)
    }
}

/// A reference to an object of the new file.
pub(super) fn refer(number: u32) -> Object {
    Object::Reference((number, 0))
}

/// A digest of parts that cannot be mistaken for one another.
fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u128 {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    }
    u128::from_be_bytes(half(digest))
}

/// The streams of a page's content.
fn streams<'a>(document: &'a Document, page: &'a Dictionary) -> Result<Vec<&'a Stream>, GangError> {
    let parts: Vec<&Object> = match page.get(b"Contents").ok().and_then(|o| follow(document, o)) {
        Some(Object::Array(list)) => list.iter().filter_map(|o| follow(document, o)).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let streams: Result<_, lopdf::Error> = parts.into_iter().map(Object::as_stream).collect();
    Ok(streams.map_err(|e| damaged(&format!("a page's content: {e}")))?)
}

/// A page's content as it is when it is unpacked.
pub(super) fn unpacked(document: &Document, page: &Dictionary) -> Result<Vec<u8>, GangError> {
    plain(&streams(document, page)?)
}

fn plain(streams: &[&Stream]) -> Result<Vec<u8>, GangError> {
    let mut joined = Vec::new();
    for stream in streams {
        let plain = match stream.dict.has(b"Filter") {
            true => stream.get_plain_content_with_limit(MAX_STREAM),
            false => Ok(stream.content.clone()),
        };
        joined.extend(plain.map_err(|e| damaged(&format!("a page's content: {e}")))?);
        // A stream ends between two tokens (ISO 32000-1, 7.8.2).
        if joined.last().is_some_and(|b| *b != b'\n') {
            joined.push(b'\n');
        }
    }
    Ok(joined)
}
