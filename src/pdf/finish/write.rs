//! Compresses the streams and packs all other objects into object streams, on as many processors as there are;
//! the order of the file is that of the object numbers, whoever was ready first.

use super::container;
use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Document, Object, ObjectId, Stream};
use rayon::prelude::*;
use std::cell::RefCell;

/// Level 9, which lopdf would take, is twice as slow and one per cent smaller.
const LEVEL: u32 = 6;
/// Below this many bytes, waking other threads costs more than it saves: a millisecond's work.
const WORTH_THREADS: usize = 50_000;
/// Readers unpack a whole object stream to get at one object of it; those of most sheets fit one, which packs best.
const OBJECTS_PER_STREAM: usize = 500;

/// The file.
pub(in crate::pdf) fn bytes(mut document: Document) -> Vec<u8> {
    let mut streams: Vec<&mut Stream> = Vec::new();
    let mut others: Vec<(ObjectId, &Object)> = Vec::new();
    // Object streams came with PDF 1.5.
    let plain = document.version.as_str() < "1.5";
    for (id, object) in &mut document.objects {
        if let Object::Stream(stream) = object {
            streams.extend(is_raw(stream).then_some(stream));
        } else if !plain {
            others.push((*id, object));
        }
    }
    let groups: Vec<&[(ObjectId, &Object)]> = others.chunks(OBJECTS_PER_STREAM).collect();
    let packed: Vec<Stream> = if streams.iter().map(|s| s.content.len()).sum::<usize>() > WORTH_THREADS {
        let compress_all = || streams.par_iter_mut().for_each(|s| compress(s));
        rayon::join(compress_all, || groups.par_iter().map(|g| pack(g)).collect()).1
    } else {
        streams.iter_mut().for_each(|s| compress(s));
        groups.iter().map(|g| pack(g)).collect()
    };
    if plain { container::plain(&document) } else { container::bytes(&document, packed, OBJECTS_PER_STREAM) }
}

fn is_raw(stream: &Stream) -> bool {
    stream.allows_compression && !stream.dict.has(b"Filter")
}

fn compress(stream: &mut Stream) {
    let packed = deflate(&stream.content);
    if packed.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
}

/// An object stream.
fn pack(objects: &[(ObjectId, &Object)]) -> Stream {
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

/// Zlib data as `/FlateDecode` takes it.
pub(in crate::pdf) fn deflate(data: &[u8]) -> Vec<u8> {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
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
