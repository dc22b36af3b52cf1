//! Compresses the streams and packs all other objects into object streams, on as many processors as there are;
//! the order of the file is that of the object numbers, whoever was ready first.

use super::super::glyphs::Subset;
use super::container;
use super::own::Own;
use crate::base::Recent;
use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Level 9, which lopdf would take, is twice as slow and one per cent smaller.
const LEVEL: u32 = 6;
/// Below this many bytes, waking other threads costs more than it saves: a millisecond's work.
const WORTH_THREADS: usize = 50_000;
/// Readers unpack a whole object stream to get at one object of it; those of most sheets fit one, which packs best.
const OBJECTS_PER_STREAM: usize = 500;

/// What takes time of a file: its parts, compressed.
pub(super) struct Packed {
    /// Streams as the file is to hold them, by their objects.
    streams: Vec<(ObjectId, Vec<u8>)>,
    /// Object streams of all other objects, where the file may have any.
    others: Vec<Stream>,
}

/// What a file is made of: the part that its copies share, what is its own, and the trailer.
pub(in crate::pdf) struct Parts {
    pub head: container::Head,
    /// Its own streams, by their numbers.
    pub streams: Vec<(ObjectId, Object)>,
    /// Its own other objects, as they are packed: those of a page together.
    pub packs: Vec<(Vec<ObjectId>, Object)>,
    pub trailer: Dictionary,
}

impl Parts {
    /// The file.
    pub(in crate::pdf) fn bytes(&self) -> Vec<u8> {
        let streams: Vec<_> = self.streams.iter().map(|(id, object)| (*id, object)).collect();
        let packs: Vec<_> = self.packs.iter().map(|(ids, stream)| (ids.as_slice(), stream)).collect();
        container::whole(&self.head, &streams, &packs, &self.trailer)
    }
}

/// Streams that have been compressed, for the next file that has them: fonts, pictures, profiles.
pub(super) struct Before(Mutex<Recent<[u8; 32], Arc<[u8]>>>);

impl Default for Before {
    fn default() -> Before {
        /// Some ten kilobytes each.
        const MOST: usize = 48;
        Before(Mutex::new(Recent::new(MOST)))
    }
}

impl Before {
    /// [`deflate`], once for all files.
    fn deflate(&self, data: &[u8]) -> Vec<u8> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key: [u8; 32] = Sha256::digest(data).into();
        if let Some(found) = lock().find(&key) {
            return found.to_vec();
        }
        let made = deflate(data);
        lock().keep(key, made.as_slice().into());
        made
    }
}

/// What of a document's streams has been compressed already.
#[derive(Clone, Copy, Default)]
pub(super) struct Known<'a> {
    /// What copies have in common with files before this one.
    pub before: Option<&'a Before>,
    /// Font programs, by their objects.
    pub programs: &'a [(ObjectId, Vec<u8>)],
}

impl Known<'_> {
    /// A stream's content, compressed.
    fn deflate(&self, id: ObjectId, content: &[u8], own: bool) -> Vec<u8> {
        if let Some((_, packed)) = self.programs.iter().find(|(of, _)| *of == id) {
            return packed.clone();
        }
        match self.before.filter(|_| !own) {
            Some(before) => before.deflate(content),
            None => deflate(content),
        }
    }
}

/// Does `work`, for which one processor is enough; another one compresses the programs of fonts meanwhile, where there
/// are enough of them.
pub(super) fn beside<T: Send>(
    work: impl FnOnce() -> T + Send,
    (subsets, before): (&[Arc<Subset>], Option<&Before>),
) -> (T, Vec<Vec<u8>>) {
    if subsets.iter().map(|s| s.program.len()).sum::<usize>() < WORTH_THREADS {
        return (work(), Vec::new());
    }
    let program = |s: &Arc<Subset>| match before {
        Some(before) => before.deflate(&s.program),
        None => deflate(&s.program),
    };
    rayon::join(work, || subsets.iter().map(program).collect())
}

/// A document's parts, compressed. What streams are left as they are may still change, and where a document may have no
/// object streams all that is no stream.
pub(super) fn packed(document: &Document, own: &BTreeSet<ObjectId>, known: Known) -> Packed {
    let (streams, others) = match is_worth_threads(document) {
        true => rayon::join(|| streams(document, own, known), || others(document, own)),
        false => (streams(document, own, known), others(document, own)),
    };
    Packed { streams, others }
}

/// The streams that are worth compressing, compressed.
fn streams(document: &Document, own: &BTreeSet<ObjectId>, known: Known) -> Vec<(ObjectId, Vec<u8>)> {
    let mut raw: Vec<(ObjectId, &Stream)> = Vec::new();
    for (id, object) in &document.objects {
        if let Object::Stream(stream) = object {
            raw.extend(is_raw(stream).then_some((*id, stream)));
        }
    }
    let shorter = |(id, stream): (ObjectId, &Stream)| {
        let packed = known.deflate(id, &stream.content, own.contains(&id));
        (packed.len() < stream.content.len()).then_some((id, packed))
    };
    match is_worth_threads(document) {
        true => raw.into_par_iter().with_max_len(1).filter_map(shorter).collect(),
        false => raw.into_iter().filter_map(shorter).collect(),
    }
}

/// Whether a document has so much to compress, or to look at, that other threads help.
pub(super) fn is_worth_threads(document: &Document) -> bool {
    let raw = |object: &Object| match object {
        Object::Stream(stream) if is_raw(stream) => stream.content.len(),
        _ => 0,
    };
    document.objects.values().map(raw).sum::<usize>() > WORTH_THREADS
}

/// The file of a document whose streams are as they were drawn.
pub(in crate::pdf) fn bytes(document: Document) -> Vec<u8> {
    let packed = packed(&document, &BTreeSet::new(), Known::default());
    match file(document, &Own::default(), packed) {
        File::Parts(parts) => parts.bytes(),
        File::Plain(bytes) => bytes,
    }
}

/// A file as it is written.
pub(super) enum File {
    /// With object streams: its parts.
    Parts(Box<Parts>),
    /// Without: its bytes.
    Plain(Vec<u8>),
}

/// The file of a document, with what [`packed`] made of its streams; `own` is what its copies may have otherwise.
pub(super) fn file(mut document: Document, own: &Own, packed: Packed) -> File {
    for (id, content) in packed.streams {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            shorten(stream, content);
        }
    }
    if !has_object_streams(&document) {
        return File::Plain(container::plain(&document));
    }
    let head = container::head(&document, &own.all(), packed.others, OBJECTS_PER_STREAM);
    let pack = |ids: &Vec<ObjectId>| {
        let objects = ids.iter().filter_map(|id| Some((*id, document.objects.get(id)?)));
        (ids.clone(), self::pack(&objects.collect::<Vec<_>>()).into())
    };
    let packs = match own.packs.len() > 1 {
        true => own.packs.par_iter().with_max_len(1).map(pack).collect(),
        false => own.packs.iter().map(pack).collect(),
    };
    let streams = own.streams.iter().filter_map(|id| Some((*id, document.objects.remove(id)?))).collect();
    File::Parts(Box::new(Parts { head, streams, packs, trailer: document.trailer }))
}

fn shorten(stream: &mut Stream, content: Vec<u8>) {
    stream.dict.set("Filter", "FlateDecode");
    stream.set_content(content);
}

/// A stream compressed, where that makes it shorter.
pub(in crate::pdf) fn shortened(mut stream: Stream) -> Stream {
    let packed = deflate(&stream.content);
    if packed.len() < stream.content.len() {
        shorten(&mut stream, packed);
    }
    stream
}

/// Object streams came with PDF 1.5.
fn has_object_streams(document: &Document) -> bool {
    document.version.as_str() >= "1.5"
}

/// All that is no stream, in object streams.
fn others(document: &Document, own: &BTreeSet<ObjectId>) -> Vec<Stream> {
    if !has_object_streams(document) {
        return Vec::new();
    }
    let others = document.objects.iter();
    let others = others.filter(|(id, object)| !own.contains(id) && !matches!(object, Object::Stream(_)));
    let others: Vec<(ObjectId, &Object)> = others.map(|(id, object)| (*id, object)).collect();
    match others.len() > OBJECTS_PER_STREAM {
        true => others.par_chunks(OBJECTS_PER_STREAM).map(pack).collect(),
        false => others.chunks(OBJECTS_PER_STREAM).map(pack).collect(),
    }
}

fn is_raw(stream: &Stream) -> bool {
    stream.allows_compression && !stream.dict.has(b"Filter")
}

/// An object stream.
pub(in crate::pdf) fn pack(objects: &[(ObjectId, &Object)]) -> Stream {
    let mut stream = container::object_stream(objects);
    stream.dict.set("Filter", "FlateDecode");
    let packed = deflate(&stream.content);
    stream.set_content(packed);
    stream
}

thread_local! {
    /// One a thread: its quarter of a megabyte costs as much to get and clear as a short stream to compress.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), true));
}

/// Sets up what this thread compresses with, so that it need not when there is something to compress.
pub(in crate::pdf) fn get_ready() {
    PACKER.with_borrow(|_| ());
}

/// Zlib data as `/FlateDecode` takes it.
pub(in crate::pdf) fn deflate(data: &[u8]) -> Vec<u8> {
    PACKER.with_borrow_mut(|packer| {
        // A new one is clear already.
        if packer.total_out() > 0 {
            packer.reset();
        }
        let mut out = Vec::with_capacity(data.len() / 2 + 64);
        // An error would be a fault in the calls; there is none at the end of the data.
        while let Ok(Status::Ok | Status::BufError) =
            packer.compress_vec(&data[packer.total_in() as usize..], &mut out, FlushCompress::Finish)
        {
            out.reserve(out.capacity());
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_deflated_comes_back_whatever_came_before() {
        let noise: Vec<u8> =
            (0u32..5_000).flat_map(|i| (i.wrapping_mul(2_654_435_761)).to_be_bytes()).collect();
        let first = deflate(&noise);
        for data in [&b""[..], b"a", &noise, &[7; 100_000], &noise] {
            let mut back = Vec::new();
            flate2::read::ZlibDecoder::new(&deflate(data)[..]).read_to_end(&mut back).unwrap();
            assert_eq!(back, data);
        }
        assert_eq!(deflate(&noise), first);
    }
}
