//! The file's identity: a digest of what it holds, so that the same sheet has the same one.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Sets `/ID` and gives it.
pub(in crate::pdf) fn identify(document: &mut Document) -> [u8; 16] {
    let shared = shared(document, &BTreeSet::new());
    set(&mut document.trailer, shared, std::iter::empty())
}

/// A digest of what copies of a document share: all but what is a copy's `own`.
pub(in crate::pdf) fn shared(document: &Document, own: &BTreeSet<ObjectId>) -> Sha256 {
    let mut digest = Sha256::new();
    for (id, object) in document.objects.iter().filter(|(id, _)| !own.contains(id)) {
        digest.update(id.0.to_be_bytes());
        feed(&mut digest, object);
    }
    digest
}

/// Sets `/ID` of a copy, whose own objects go on with the digest of what it shares; gives it.
pub(in crate::pdf) fn set<'o>(
    trailer: &mut Dictionary,
    shared: Sha256,
    own: impl Iterator<Item = (ObjectId, &'o Object)>,
) -> [u8; 16] {
    let mut digest = shared;
    for (id, object) in own {
        digest.update(id.0.to_be_bytes());
        feed(&mut digest, object);
    }
    let id = half(digest);
    let string = Object::String(id.to_vec(), StringFormat::Hexadecimal);
    trailer.set("ID", vec![string.clone(), string]);
    id
}

/// The first half of a digest: as many bytes as identifiers have.
pub(in crate::pdf) fn half(digest: Sha256) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&digest.finalize()[..16]);
    half
}

fn feed(digest: &mut Sha256, object: &Object) {
    match object {
        Object::Null => digest.update(b"n"),
        Object::Boolean(v) => digest.update([b'b', (*v).into()]),
        Object::Integer(v) => digest.update(v.to_be_bytes()),
        Object::Real(v) => digest.update(v.to_be_bytes()),
        Object::Name(v) | Object::String(v, _) => {
            digest.update(v.len().to_be_bytes());
            digest.update(v);
        }
        Object::Array(list) => {
            digest.update(list.len().to_be_bytes());
            list.iter().for_each(|o| feed(digest, o));
        }
        Object::Dictionary(dict) => feed_dict(digest, dict),
        Object::Stream(stream) => feed_stream(digest, stream),
        Object::Reference(id) => digest.update(id.0.to_be_bytes()),
    }
}

fn feed_dict(digest: &mut Sha256, dict: &Dictionary) {
    digest.update(dict.len().to_be_bytes());
    for (key, value) in dict.iter() {
        digest.update(key);
        feed(digest, value);
    }
}

/// Images count by their dictionary, which has their length: hashing photos took a sixth of a build.
fn feed_stream(digest: &mut Sha256, stream: &Stream) {
    feed_dict(digest, &stream.dict);
    digest.update(stream.content.len().to_be_bytes());
    let image = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image");
    if !image {
        digest.update(&stream.content);
    }
}
