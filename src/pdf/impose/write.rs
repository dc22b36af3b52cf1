//! The new file: a page for each side, which places forms and draws marks.

use super::super::Judge;
use super::super::finish::{self, name, numbers, text};
use super::fit::Fitted;
use super::keep::{self, Kept};
use super::place::{Placed, Side};
use super::source::{Source, damaged};
use super::{Flip, form, gather, marks, stamps};
use crate::base::{Diagnostic, Diagnostics};
use crate::edition::Standard;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Resource name of the registration colour.
const REGISTRATION: &str = "All";

/// The bytes of the new file. Takes the source's objects with it.
pub(super) fn write(
    source: &mut Source,
    sides: &[Side],
    (fitted, flip): (&Fitted, Flip),
    judge: &Judge,
    diags: &mut Diagnostics,
) -> Result<Vec<u8>, Diagnostic> {
    let kept = keep::read(source, diags);
    let forms = forms(source, sides, diags)?;
    let document = std::mem::take(&mut source.document);
    let mut new = Sheets { document, forms, fitted, registration: None };
    let tree = new.tree(sides);
    let trailer = new.trailer(tree, &kept, flip);
    let mut document = gather::gather(new.document, trailer, &kept.standards);
    let id = finish::identify(&mut document);
    let metadata = document.add_object(packet(&kept, &id, &[]));
    let root = document.trailer.get(b"Root").and_then(Object::as_reference);
    let catalog = root.and_then(|id| document.get_dictionary_mut(id));
    catalog.map_err(|e| damaged(&e.to_string()))?.set("Metadata", metadata);
    if kept.standards.is_empty() {
        return Ok(finish::bytes(document));
    }
    // The source's word is not enough: whoever gets the sheets trusts the mark.
    let deserved = judge(&document, &kept.standards);
    document.set_object(metadata, packet(&kept, &id, &deserved));
    if !deserved.contains(&Standard::X4) {
        unmark(&mut document);
    }
    Ok(finish::bytes(document))
}

/// The metadata of a file that meets `standards`.
fn packet(kept: &Kept, id: &[u8; 16], standards: &[Standard]) -> Stream {
    let mut packet = finish::packet(&kept.meta, id, standards);
    if kept.info.get(b"Trapped").and_then(Object::as_name).is_ok_and(|n| n == b"True") {
        // A file of ours is never trapped, and a stranger's may be; both places say the same.
        let text =
            String::from_utf8_lossy(&packet.content).replace("<pdf:Trapped>False<", "<pdf:Trapped>True<");
        packet.set_content(text.into_bytes());
    }
    packet
}

/// Takes out what the information dictionary says of PDF/X.
fn unmark(document: &mut Document) {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference);
    if let Ok(info) = id.and_then(|id| document.get_dictionary_mut(id)) {
        info.remove(b"GTS_PDFXVersion");
        info.remove(b"GTS_PDFXConformance");
    }
}

/// The form of each page that is placed.
fn forms(
    source: &mut Source,
    sides: &[Side],
    diags: &mut Diagnostics,
) -> Result<BTreeMap<usize, ObjectId>, Diagnostic> {
    let (mut forms, mut lost) = (BTreeMap::new(), 0);
    for placed in sides.iter().flat_map(|s| &s.placed) {
        if forms.contains_key(&placed.page) {
            continue;
        }
        let page = &source.pages[placed.page];
        let made = form::add(&mut source.document, page);
        let id = made.map_err(|e| damaged(&format!("page {}: {e}", placed.page + 1)))?;
        let (id, without) = stamps::add(&mut source.document, page, id);
        forms.insert(placed.page, id);
        lost += without;
    }
    if lost > 0 {
        let what =
            format!("the file does not say how {lost} of its fields and comments look: they are left out");
        let d = Diagnostic::warning("fields-left-out", what);
        diags.push(d.help("print the file to a PDF in a viewer that shows them, and impose that"));
    }
    // Whatever leads to a page leads to nothing now; with it would come the page's links, fields and tags.
    source.pages.iter().for_each(|p| drop(source.document.objects.remove(&p.id)));
    Ok(forms)
}

/// The document under construction.
struct Sheets<'a> {
    document: Document,
    forms: BTreeMap<usize, ObjectId>,
    fitted: &'a Fitted,
    registration: Option<ObjectId>,
}

impl Sheets<'_> {
    /// The page tree.
    fn tree(&mut self, sides: &[Side]) -> ObjectId {
        let tree = self.document.new_object_id();
        let kids: Vec<Object> = sides.iter().map(|s| self.page(s, tree).into()).collect();
        let count = kids.len() as i64;
        self.document
            .objects
            .insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
        tree
    }

    fn page(&mut self, side: &Side, tree: ObjectId) -> ObjectId {
        let paper = self.fitted.paper;
        let mut content = String::new();
        if side.upside_down {
            let _ = writeln!(content, "-1 0 0 -1 {} {} cm", decimal(paper.w.0), decimal(paper.h.0));
        }
        side.placed.iter().for_each(|p| place(&mut content, p));
        let mut resources = Dictionary::new();
        let forms: Dictionary =
            side.placed.iter().map(|p| (form_name(p.page), self.forms[&p.page].into())).collect();
        if !forms.is_empty() {
            resources.set("XObject", forms);
        }
        let drawn = if self.fitted.marks {
            marks::draw(side, paper, self.fitted.bleed, REGISTRATION)
        } else {
            String::new()
        };
        if !drawn.is_empty() {
            resources.set("ColorSpace", dictionary! { REGISTRATION => self.registration() });
            content.push_str(&drawn);
        }
        let content = self.document.add_object(lopdf::Stream::new(Dictionary::new(), content.into_bytes()));
        let media = [0.0, 0.0, paper.w.0, paper.h.0];
        let turned = |b: [f64; 4]| match side.upside_down {
            true => [media[2] - b[2], media[3] - b[3], media[2] - b[0], media[3] - b[1]],
            false => b,
        };
        self.document.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => tree,
            "MediaBox" => numbers(media),
            "CropBox" => numbers(media),
            "BleedBox" => numbers(turned(side.bleed)),
            "TrimBox" => numbers(turned(side.trim)),
            "Resources" => resources,
            "Contents" => content,
        })
    }

    /// The colour that prints on every plate (ISO 32000-1, 8.6.6.4). Where the source has it, it is the same:
    /// one colorant, one meaning (ISO 19005-2, 6.2.4.4).
    fn registration(&mut self) -> ObjectId {
        if let Some(id) = self.registration {
            return id;
        }
        let color = registration(&self.document);
        let id = self.document.add_object(color);
        self.registration = Some(id);
        id
    }

    fn trailer(&mut self, tree: ObjectId, kept: &Kept, flip: Flip) -> Dictionary {
        let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => tree };
        catalog.set("ViewerPreferences", preferences(kept, flip));
        catalog.extend(&kept.catalog);
        let mut info = kept.info.clone();
        let meta = &kept.meta;
        for (key, value) in [("Title", &meta.title), ("Author", &meta.author), ("Subject", &meta.subject)] {
            if !value.is_empty() {
                info.set(key, text(value));
            }
        }
        info.set("Creator", text(finish::CREATOR));
        info.set("Producer", text(finish::PRODUCER));
        if let Some((year, month, day)) = meta.date {
            let date = text(&format!("D:{year:04}{month:02}{day:02}000000Z"));
            info.set("CreationDate", date.clone());
            info.set("ModDate", date);
        }
        let (root, info) = (self.document.add_object(catalog), self.document.add_object(info));
        dictionary! { "Root" => root, "Info" => info }
    }
}

/// The registration colour as `document` has it, or as anybody may.
pub(in crate::pdf) fn registration(document: &Document) -> Object {
    let theirs = document.objects.values().find_map(registration_in);
    theirs.unwrap_or_else(|| {
        let tint = dictionary! {
            "FunctionType" => 2, "N" => 1,
            "Domain" => numbers([0.0, 1.0]), "C0" => numbers([1.0]), "C1" => numbers([0.0]),
        };
        Object::Array(vec![name("Separation"), name("All"), name("DeviceGray"), tint.into()])
    })
}

/// A colour space for the registration colour in an object of the source.
fn registration_in(object: &Object) -> Option<Object> {
    let mut stack = vec![object];
    while let Some(object) = stack.pop() {
        match object {
            Object::Array(list) => match &list[..] {
                [Object::Name(kind), Object::Name(colorant), ..]
                    if kind == b"Separation" && colorant == b"All" =>
                {
                    return Some(object.clone());
                }
                _ => stack.extend(list),
            },
            Object::Dictionary(dict) => stack.extend(dict.iter().map(|(_, value)| value)),
            Object::Stream(stream) => stack.extend(stream.dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    None
}

/// How the file is printed: at its size, turned as the sheets ask for.
fn preferences(kept: &Kept, flip: Flip) -> Dictionary {
    let duplex = match flip {
        Flip::Long => "DuplexFlipLongEdge",
        Flip::Short => "DuplexFlipShortEdge",
        Flip::OneSided => "Simplex",
    };
    let mut dict = dictionary! { "Duplex" => duplex, "PrintScaling" => "None" };
    if !kept.meta.title.is_empty() {
        dict.set("DisplayDocTitle", true);
    }
    dict
}

fn place(content: &mut String, placed: &Placed) {
    let _ = writeln!(content, "{} /{} Do Q", placing(placed).trim_end(), form_name(placed.page));
}

/// The operators before a placed page: its clip and its matrix. What opens them is closed by `Q`.
pub(in crate::pdf) fn placing(placed: &Placed) -> String {
    let [left, bottom, right, top] = placed.clip;
    let [a, b, c, d, e, f] = placed.matrix.map(decimal);
    let [x, y, w, h] = [left, bottom, right - left, top - bottom].map(decimal);
    format!("q {x} {y} {w} {h} re W n {a} {b} {c} {d} {e} {f} cm\n")
}

fn form_name(page: usize) -> String {
    format!("P{}", page + 1)
}

/// A number with up to five decimals: scales need more of them than places.
fn decimal(v: f64) -> String {
    let text = format!("{v:.5}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}
