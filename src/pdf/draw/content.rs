//! The content streams of pages, each written by itself, so that several can be written at once: printpdf writes the
//! pages of a document one after the other. What a page shows of fonts and images it names, and no more, so that no
//! other page and no resource is asked for.

use super::{empty_document, page, translate};
use crate::pdf::PdfError;
use lopdf::{Document, Object, ObjectId};
use printpdf::Op;

/// What printpdf makes of the operators of a page.
pub(super) fn stream(ops: Vec<Op>) -> Result<Vec<u8>, PdfError> {
    Ok(streams(vec![ops])?.pop().unwrap_or_default())
}

/// The same of several lists, each by itself.
pub(super) fn streams(lists: Vec<Vec<Op>>) -> Result<Vec<Vec<u8>>, PdfError> {
    let mut document = empty_document();
    document.pages.extend(lists.into_iter().map(page));
    let mut document = translate(&document)?;
    let mut streams = Vec::new();
    for id in contents(&document)? {
        streams.push(std::mem::take(&mut document.get_object_mut(id)?.as_stream_mut()?.content));
    }
    Ok(streams)
}

/// Gives the first pages of a document these streams for their own.
pub(super) fn fill(document: &mut Document, streams: Vec<Vec<u8>>) -> Result<(), PdfError> {
    for (id, stream) in contents(document)?.into_iter().zip(streams) {
        document.get_object_mut(id)?.as_stream_mut()?.set_content(stream);
    }
    Ok(())
}

/// The content streams of all pages.
fn contents(document: &Document) -> Result<Vec<ObjectId>, lopdf::Error> {
    let tree = document.get_dictionary(document.catalog()?.get(b"Pages")?.as_reference()?)?;
    let of = |kid: &Object| document.get_dictionary(kid.as_reference()?)?.get(b"Contents")?.as_reference();
    tree.get(b"Kids")?.as_array()?.iter().map(of).collect()
}
