//! Exact widths, an honest descriptor and a short `/ToUnicode` for each embedded face. printpdf truncates widths to
//! whole numbers, calls every face nonsymbolic and takes the ascender for the height of capitals.

use super::super::PdfError;
use super::super::glyphs::Subset;
use super::File;
use super::object::{dict_mut, number, numbers, reference};
use super::unicode;
use crate::font::{Face, FontSet, Slant};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::sync::Arc;

/// Flags of a font descriptor (ISO 32000-1, table 123).
const SERIF: i64 = 1 << 1;
const SYMBOLIC: i64 = 1 << 2;
const ITALIC: i64 = 1 << 6;

/// Rewrites the font dictionaries; gives the object of each program that is embedded as it is.
pub(super) fn rewrite(
    file: &mut File,
    subsets: &[Arc<Subset>],
    fonts: &FontSet,
) -> Result<Vec<Option<ObjectId>>, PdfError> {
    let mut programs = Vec::with_capacity(subsets.len());
    for subset in subsets {
        let font = font(file, subset)?;
        let texts = reference(file.document.get_dictionary(font)?, "ToUnicode")?;
        file.document.set_object(texts, unicode::map(subset));
        let map = (!subset.is_identity()).then(|| file.document.add_object(glyph_map(subset)));
        let descriptor = {
            let cid_font = descendant(dict_mut(&mut file.document, font)?)?;
            cid_font.set("W", widths(subset));
            cid_font.set("DW", 0);
            if let Some(map) = map {
                cid_font.set("CIDToGIDMap", map);
            }
            reference(cid_font, "FontDescriptor")?
        };
        let descriptor = dict_mut(&mut file.document, descriptor)?;
        describe(descriptor, fonts.face(subset.face));
        let embedded =
            reference(descriptor, "FontFile2").or_else(|_| reference(descriptor, "FontFile3")).ok();
        programs.push(embedded.filter(|id| holds(&file.document, *id, &subset.program)));
    }
    Ok(programs)
}

fn holds(document: &Document, stream: ObjectId, content: &[u8]) -> bool {
    document.objects.get(&stream).and_then(|o| o.as_stream().ok()).is_some_and(|s| s.content == content)
}

fn font(file: &File, subset: &Subset) -> Result<ObjectId, PdfError> {
    let page = file.document.get_dictionary(file.pages[0])?;
    let resources = file.document.get_dictionary(reference(page, "Resources")?)?;
    let fonts = file.document.get_dictionary(reference(resources, "Font")?)?;
    Ok(reference(fonts, &subset.resource)?)
}

fn descendant(font: &mut Dictionary) -> Result<&mut Dictionary, lopdf::Error> {
    let list = font.get_mut(b"DescendantFonts")?.as_array_mut()?;
    list.first_mut().ok_or(lopdf::Error::DictKey("DescendantFonts".into()))?.as_dict_mut()
}

fn widths(subset: &Subset) -> Object {
    Object::Array(vec![0.into(), numbers(subset.codes.iter().map(|c| c.width))])
}

/// The glyph of each code (ISO 32000-1, 9.7.4.3).
fn glyph_map(subset: &Subset) -> Stream {
    let glyphs = subset.codes.iter().flat_map(|c| c.gid.to_be_bytes()).collect();
    Stream::new(Dictionary::new(), glyphs)
}

fn describe(descriptor: &mut Dictionary, face: &Face) {
    // Symbolic, because a subset's glyph ids are no standard Latin character set.
    let serif = if face.serif { SERIF } else { 0 };
    let italic = if face.slant == Slant::Italic { ITALIC } else { 0 };
    descriptor.set("Flags", SYMBOLIC | serif | italic);
    descriptor.set("ItalicAngle", number(face.italic_angle));
    for (key, em) in [("Ascent", face.ascent), ("Descent", face.descent), ("CapHeight", face.cap_height)] {
        descriptor.set(key, number(em * 1000.0));
    }
    descriptor.set("FontBBox", numbers(face.bbox.map(|v| v * 1000.0)));
}
