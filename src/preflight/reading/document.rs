//! A PDF as an independent reader finds it. Takes bytes of any origin; gives its objects, or says in words what is
//! damaged. Never panics, and never decodes more than its budget.

use super::function::Known;
use super::object::{dict_of, get, resolve};
use lopdf::{Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most bytes that one stream may hold once it is decoded: an A3 photo at 300 ppi in CMYK has 70 MB.
const MOST: usize = 256 << 20;

/// Most bytes of content that all pages, forms and cells of a document are read from, counted each time that they are
/// unpacked. A book of 1000 dense maps has half of it.
const MOST_CONTENT: usize = 2 << 30;

/// A PDF that could be opened.
pub struct Pdf<'a> {
    doc: Cow<'a, Document>,
    /// What may still be read as content.
    left: Cell<usize>,
    pub(super) functions: RefCell<Known>,
}

/// Why a PDF cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It does not begin as a PDF does.
    NotPdf,
    /// It asks for a password.
    Locked,
    /// Its structure is broken; the words say where.
    Broken(String),
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Damage::NotPdf => write!(f, "it is no PDF"),
            Damage::Locked => write!(f, "it asks for a password"),
            Damage::Broken(why) => write!(f, "it is damaged: {why}"),
        }
    }
}

impl std::error::Error for Damage {}

impl<'a> Pdf<'a> {
    /// A document that is read already, or not written yet.
    pub fn of(document: &'a Document) -> Pdf<'a> {
        Pdf::new(Cow::Borrowed(document))
    }
    fn new(doc: Cow<'a, Document>) -> Pdf<'a> {
        Pdf { doc, left: Cell::new(MOST_CONTENT), functions: RefCell::default() }
    }
    /// Opens `bytes`; files that open with an empty password are opened with it.
    ///
    /// # Errors
    /// Where it is no PDF, asks for a password, or has no pages that can be found.
    pub fn open(bytes: &[u8]) -> Result<Pdf<'static>, Damage> {
        // ISO 32000-1, annex H: readers accept a header within the first kilobyte.
        let head = &bytes[..bytes.len().min(1024)];
        if !head.windows(5).any(|w| w == b"%PDF-") {
            return Err(Damage::NotPdf);
        }
        let options = LoadOptions { max_decompressed_size: Some(MOST), ..LoadOptions::default() };
        let load = || Document::load_mem_with_options(bytes, options);
        let doc = match catch_unwind(AssertUnwindSafe(load)) {
            Ok(Ok(doc)) => doc,
            Ok(Err(Error::InvalidPassword | Error::Decryption(_))) => return Err(Damage::Locked),
            Ok(Err(e)) => return Err(Damage::Broken(e.to_string())),
            Err(_) => return Err(Damage::Broken("its objects cannot be read".into())),
        };
        if doc.trailer.get(b"Encrypt").is_ok() {
            return Err(Damage::Locked);
        }
        let pdf = Pdf::new(Cow::Owned(doc));
        match pdf.catalog().and_then(|c| get(&pdf.doc, c, b"Pages")) {
            Some(_) => Ok(pdf),
            None => Err(Damage::Broken("its catalog leads to no pages".into())),
        }
    }
    /// Its objects.
    pub fn document(&self) -> &Document {
        &self.doc
    }
    /// Its catalog.
    pub fn catalog(&self) -> Option<&Dictionary> {
        dict_of(get(&self.doc, &self.doc.trailer, b"Root")?)
    }
    /// The stream that `id` names.
    pub fn stream(&self, id: ObjectId) -> Option<&Stream> {
        resolve(&self.doc, self.doc.objects.get(&id)?).as_stream().ok()
    }
    /// What `stream` holds once it is decoded; none where a filter is unknown or belongs to images.
    pub fn decode(&self, stream: &Stream) -> Option<Vec<u8>> {
        decode(&self.doc, &stream.dict, &stream.content)
    }
    /// The same for content, of at most `most` bytes, out of the document's budget.
    ///
    /// # Errors
    /// In words, why it is not read.
    pub(super) fn content(&self, stream: &Stream, most: usize) -> Result<Vec<u8>, &'static str> {
        let most = most.min(self.left.get());
        let data = decode_within(&self.doc, &stream.dict, &stream.content, most);
        // Of a damaged stream the library gives nothing; one that is empty has a dozen bytes.
        let damaged = |d: &Vec<u8>| d.is_empty() && stream.content.len() > 16 && most > 0;
        match data.filter(|d| d.len() <= most && !damaged(d)) {
            Some(data) => {
                self.left.set(self.left.get().saturating_sub(data.len()));
                Ok(data)
            }
            None if most < MOST && decodable(&self.doc, &stream.dict) => {
                // What does not fit is tried once; others may be smaller, and each try costs.
                self.left.set(self.left.get().saturating_sub(most / 2));
                Err(TOO_MUCH)
            }
            None => Err("content is packed in a way that cannot be read"),
        }
    }
}

/// Why content beyond a budget is left.
pub(super) const TOO_MUCH: &str = "the page has more content than is read";

/// The filters of a stream, outermost first, by their full names.
pub(crate) fn filters(doc: &Document, dict: &Dictionary) -> Vec<Vec<u8>> {
    let value = get(doc, dict, b"Filter").or_else(|| get(doc, dict, b"F"));
    let full = |name: &[u8]| -> Vec<u8> {
        match name {
            b"Fl" => b"FlateDecode".to_vec(),
            b"LZW" => b"LZWDecode".to_vec(),
            b"A85" => b"ASCII85Decode".to_vec(),
            b"AHx" => b"ASCIIHexDecode".to_vec(),
            b"RL" => b"RunLengthDecode".to_vec(),
            b"DCT" => b"DCTDecode".to_vec(),
            b"CCF" => b"CCITTFaxDecode".to_vec(),
            other => other.to_vec(),
        }
    };
    match value {
        Some(Object::Name(name)) => vec![full(name)],
        Some(Object::Array(names)) => {
            names.iter().filter_map(|n| resolve(doc, n).as_name().ok().map(full)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether all filters of a stream are known here.
fn decodable(doc: &Document, dict: &Dictionary) -> bool {
    const KNOWN: [&[u8]; 6] =
        [b"ASCIIHexDecode", b"RunLengthDecode", b"Crypt", b"FlateDecode", b"LZWDecode", b"ASCII85Decode"];
    filters(doc, dict).iter().all(|f| KNOWN.contains(&f.as_slice()))
}

/// `content` as the filters of `dict` decode it, one after the other.
pub(crate) fn decode(doc: &Document, dict: &Dictionary, content: &[u8]) -> Option<Vec<u8>> {
    decode_within(doc, dict, content, MOST)
}

/// The same, where no filter gives more than `most` bytes.
fn decode_within(doc: &Document, dict: &Dictionary, content: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut data = content.to_vec();
    for (i, filter) in filters(doc, dict).iter().enumerate() {
        data = match filter.as_slice() {
            b"ASCIIHexDecode" => hexadecimal(&data),
            b"RunLengthDecode" => run_lengths(&data, most)?,
            b"Crypt" => data,
            b"FlateDecode" | b"LZWDecode" | b"ASCII85Decode" => one(doc, dict, (filter, i), data, most)?,
            _ => return None,
        };
    }
    Some(data)
}

/// One filter that the library knows, with its own parameters.
fn one(
    doc: &Document,
    dict: &Dictionary,
    (filter, i): (&[u8], usize),
    data: Vec<u8>,
    most: usize,
) -> Option<Vec<u8>> {
    let mut head = Dictionary::new();
    head.set("Filter", Object::Name(filter.to_vec()));
    let parameters = get(doc, dict, b"DecodeParms").or_else(|| get(doc, dict, b"DP"));
    let own = match parameters {
        Some(Object::Array(list)) => list.get(i).map(|p| resolve(doc, p)),
        other => other,
    };
    if let Some(Object::Dictionary(p)) = own {
        let mut plain = Dictionary::new();
        p.iter().for_each(|(key, value)| plain.set(key.clone(), resolve(doc, value).clone()));
        head.set("DecodeParms", Object::Dictionary(plain));
    }
    let stream = Stream::new(head, data);
    catch_unwind(AssertUnwindSafe(|| stream.decompressed_content_with_limit(most))).ok()?.ok()
}

fn hexadecimal(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .take_while(|b| **b != b'>')
        .filter_map(|b| char::from(*b).to_digit(16).map(|d| d as u8))
        .collect();
    digits.chunks(2).map(|c| c[0] << 4 | c.get(1).unwrap_or(&0)).collect()
}

/// ISO 32000-1, 7.4.5.
fn run_lengths(data: &[u8], most: usize) -> Option<Vec<u8>> {
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(&length) = data.get(at) {
        match usize::from(length) {
            128 => break,
            n @ 0..=127 => {
                let end = (at + 2 + n).min(data.len());
                out.extend_from_slice(&data[at + 1..end]);
                at += n + 2;
            }
            n => {
                let byte = *data.get(at + 1)?;
                out.resize(out.len() + 257 - n, byte);
                at += 2;
            }
        }
        if out.len() > most {
            return None;
        }
    }
    Some(out)
}
