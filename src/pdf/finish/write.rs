//! Compresses and serialises.

use super::super::PdfError;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, SaveOptions, Stream};
use rayon::prelude::*;
use std::io::Write;

/// Level 9, which lopdf would take, is twice as slow and one per cent smaller.
const LEVEL: u32 = 6;
/// Below this many bytes, waking other threads costs more than it saves.
const WORTH_THREADS: usize = 200_000;
/// Readers unpack a whole object stream to get at one object of it.
const OBJECTS_PER_STREAM: usize = 200;

/// The file.
pub(super) fn bytes(mut document: Document) -> Result<Vec<u8>, PdfError> {
    let mut raw: Vec<&mut Stream> = document.objects.values_mut().filter_map(compressible).collect();
    if raw.iter().map(|s| s.content.len()).sum::<usize>() > WORTH_THREADS {
        raw.par_iter_mut().for_each(|s| compress(s));
    } else {
        raw.iter_mut().for_each(|s| compress(s));
    }
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(OBJECTS_PER_STREAM)
        .compression_level(LEVEL)
        .build();
    let mut out = Vec::new();
    document.save_with_options(&mut out, options)?;
    Ok(out)
}

fn compressible(object: &mut Object) -> Option<&mut Stream> {
    match object {
        Object::Stream(stream) if stream.allows_compression && !stream.dict.has(b"Filter") => Some(stream),
        _ => None,
    }
}

fn compress(stream: &mut Stream) {
    let packed = deflate(&stream.content);
    if packed.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
}

/// Zlib data as `/FlateDecode` takes it.
pub(in crate::pdf) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(data.len() / 2), Compression::new(LEVEL));
    // Writing to a vector cannot fail.
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}
