//! Fonts as a file describes them: how their codes are read, how wide each is, which text it stands for. The program
//! inside is opened by `glyph` when somebody asks for an outline.

use super::cmap::CMap;
use super::document::Pdf;
use super::encoding::Names;
use super::geom::{Bounds, Matrix};
use super::glyph::Outlines;
use super::object::{
    array_of, box_of, dict_of, get, id_of, integer_of, matrix_of, name_of, number, number_of, numbers,
    resolve, sub, words,
};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A font of a file.
#[derive(Debug)]
pub struct Font {
    /// Its PostScript name without the tag of a subset.
    pub name: String,
    /// Whether the name says that only some of its glyphs are there.
    pub subset: bool,
    /// What it is.
    pub kind: FontKind,
    /// The stream of its program, where it is embedded.
    pub program: Option<ObjectId>,
    /// Flags of its descriptor (ISO 32000-1, table 123); 0 without one.
    pub flags: i64,
    /// Weight where the descriptor says it, 400 for regular.
    pub weight: Option<f64>,
    /// How far it reaches above and below the line, in ems.
    pub reach: (f64, f64),
    /// What its largest glyphs take, in ems: mathematical signs hang far below the line.
    pub(super) extent: Bounds,
    /// From glyph space to text space.
    pub(super) matrix: Matrix,
    pub(super) names: Names,
    pub(super) cids: Option<CMap>,
    pub(super) cid_to_gid: Option<Vec<u8>>,
    pub(super) procs: BTreeMap<u32, ObjectId>,
    pub(super) resources: Option<Dictionary>,
    to_unicode: CMap,
    widths: BTreeMap<u32, f64>,
    missing: f64,
    pub(super) outlines: Outlines,
}

/// What a font is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontKind {
    /// Type 1, also as bare CFF.
    Type1,
    /// TrueType.
    TrueType,
    /// Glyphs by number, one or more bytes each.
    Composite,
    /// Glyphs that are content streams.
    Type3,
}

/// One of the codes of a string.
pub(super) struct Code {
    pub(super) code: u32,
    /// In bytes.
    pub(super) length: usize,
    /// In text space at size 1; downwards where the font is vertical.
    pub(super) advance: f64,
}

impl Font {
    pub(super) fn read(pdf: &Pdf, dict: &Dictionary) -> Font {
        let doc = pdf.document();
        let kind = match name_of(doc, dict, b"Subtype") {
            Some(b"Type0") => FontKind::Composite,
            Some(b"TrueType") => FontKind::TrueType,
            Some(b"Type3") => FontKind::Type3,
            _ => FontKind::Type1,
        };
        let descendant = array_of(doc, dict, b"DescendantFonts").and_then(|d| d.first());
        let inner = descendant.and_then(|d| dict_of(resolve(doc, d))).unwrap_or(dict);
        let descriptor = sub(doc, inner, b"FontDescriptor");
        let full = words(name_of(doc, dict, b"BaseFont").unwrap_or(b""));
        let (name, subset) = match full.split_once('+') {
            Some((tag, name)) if tag.len() == 6 => (name.to_owned(), true),
            _ => (full.clone(), false),
        };
        let flags = descriptor.and_then(|d| integer_of(doc, d, b"Flags")).unwrap_or(0);
        let (widths, missing) = match kind {
            FontKind::Composite => cid_widths(doc, inner),
            _ => simple_widths(doc, dict, descriptor),
        };
        let type3 = kind == FontKind::Type3;
        Font {
            subset,
            kind,
            program: descriptor.and_then(program),
            flags,
            weight: descriptor.and_then(|d| number_of(doc, d, b"FontWeight")),
            reach: reach(doc, descriptor),
            extent: extent(doc, descriptor),
            matrix: if type3 {
                matrix_of(doc, dict, b"FontMatrix")
            } else {
                Matrix([0.001, 0.0, 0.0, 0.001, 0.0, 0.0])
            },
            names: Names::read(doc, dict, kind, flags, &name),
            cids: (kind == FontKind::Composite).then(|| encoding_map(pdf, dict)),
            cid_to_gid: get(doc, inner, b"CIDToGIDMap").and_then(|o| pdf.decode(o.as_stream().ok()?)),
            procs: if type3 { procs(doc, dict) } else { BTreeMap::new() },
            resources: sub(doc, dict, b"Resources").filter(|_| type3).cloned(),
            to_unicode: to_unicode(pdf, dict),
            widths,
            missing,
            outlines: Outlines::default(),
            name,
        }
    }
    /// Whether it is written downwards.
    pub fn is_vertical(&self) -> bool {
        self.cids.as_ref().is_some_and(|c| c.vertical)
    }
    /// Whether it is bold, as far as its name, weight and flags tell.
    pub fn is_bold(&self) -> bool {
        // Bit 19: ForceBold.
        let name = self.name.to_lowercase();
        let says = ["bold", "black", "heavy", "semibold", "demi"].iter().any(|w| name.contains(w));
        says || self.weight.is_some_and(|w| w >= 600.0) || self.flags >> 18 & 1 == 1
    }
    /// Whether its strokes end in serifs, as far as its name and flags tell.
    pub fn is_serif(&self) -> bool {
        let name = self.name.to_lowercase();
        if name.contains("sans") || name.contains("grotesk") || name.contains("gothic") {
            return false;
        }
        let known =
            ["serif", "times", "roman", "garamond", "georgia", "cmr", "lmroman", "minion", "palatino"];
        self.flags >> 1 & 1 == 1 || known.iter().any(|w| name.contains(w))
    }
    /// The text that `code` stands for; none where nothing says so.
    pub fn text(&self, code: u32) -> Option<Cow<'_, str>> {
        match self.to_unicode.text_of(code) {
            Some(text) => Some(Cow::Borrowed(text)),
            None => self.names.text(code).map(Cow::Owned),
        }
    }
    /// The code at the head of `bytes`.
    pub(super) fn next(&self, bytes: &[u8]) -> Code {
        let (code, length) = match &self.cids {
            Some(map) => map.next(bytes),
            None => (u32::from(bytes[0]), 1),
        };
        let key = self.cids.as_ref().map_or(code, |map| map.cid_of(code));
        let width = self.widths.get(&key).copied().unwrap_or(self.missing);
        let advance = match self.kind {
            // ISO 32000-1, 9.7.4.3: a vertical glyph goes down by an em unless W2 says otherwise.
            _ if self.is_vertical() => -1.0,
            FontKind::Type3 => width * self.matrix.0[0],
            _ => width / 1000.0,
        };
        Code { code, length, advance }
    }
}

fn program(descriptor: &Dictionary) -> Option<ObjectId> {
    [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"].iter().find_map(|key| id_of(descriptor, key))
}

/// Ascent and descent, kept to what letters of text reach: some files write the box of all their glyphs.
fn reach(doc: &Document, descriptor: Option<&Dictionary>) -> (f64, f64) {
    let of = |key: &[u8]| descriptor.and_then(|d| number_of(doc, d, key)).map(|v| v / 1000.0);
    let up = of(b"Ascent").filter(|v| *v > 0.0).unwrap_or(0.75).clamp(0.5, 0.95);
    (up, -of(b"Descent").map_or(0.22, f64::abs).clamp(0.0, 0.3))
}

/// The box of all glyphs, kept to what a glyph may be; files without one get what letters take.
fn extent(doc: &Document, descriptor: Option<&Dictionary>) -> Bounds {
    const LETTERS: Bounds = Bounds { x0: -0.5, y0: -0.5, x1: 1.5, y1: 1.2 };
    const MOST: Bounds = Bounds { x0: -4.0, y0: -4.0, x1: 4.0, y1: 4.0 };
    let stated = descriptor.and_then(|d| box_of(doc, d, b"FontBBox")).unwrap_or(Bounds::EMPTY);
    let em = |v: f64| v / 1000.0;
    let stated = Bounds { x0: em(stated.x0), y0: em(stated.y0), x1: em(stated.x1), y1: em(stated.y1) };
    LETTERS.union(stated.intersect(MOST))
}

fn encoding_map(pdf: &Pdf, dict: &Dictionary) -> CMap {
    match get(pdf.document(), dict, b"Encoding") {
        Some(Object::Stream(stream)) => CMap::parse(&pdf.decode(stream).unwrap_or_default()),
        Some(Object::Name(name)) => CMap::identity(name.ends_with(b"-V")),
        _ => CMap::identity(false),
    }
}

fn to_unicode(pdf: &Pdf, dict: &Dictionary) -> CMap {
    let stream = get(pdf.document(), dict, b"ToUnicode").and_then(|o| o.as_stream().ok());
    stream.and_then(|s| pdf.decode(s)).map(|data| CMap::parse(&data)).unwrap_or_default()
}

fn simple_widths(
    doc: &Document,
    dict: &Dictionary,
    descriptor: Option<&Dictionary>,
) -> (BTreeMap<u32, f64>, f64) {
    let first = integer_of(doc, dict, b"FirstChar").unwrap_or(0).clamp(0, 255) as u32;
    let listed = array_of(doc, dict, b"Widths").map(|w| numbers(doc, w)).unwrap_or_default();
    let widths = (first..=255).zip(listed).collect();
    // The standard fonts need no widths; half an em is about their average.
    let missing = descriptor.and_then(|d| number_of(doc, d, b"MissingWidth"));
    (widths, missing.unwrap_or(if descriptor.is_none() { 500.0 } else { 0.0 }))
}

/// `W` lists a first number with an array of widths, or a first and a last with one width.
fn cid_widths(doc: &Document, inner: &Dictionary) -> (BTreeMap<u32, f64>, f64) {
    let (mut out, mut i) = (BTreeMap::new(), 0);
    let list = array_of(doc, inner, b"W").unwrap_or_default();
    while let Some(first) = list.get(i).and_then(|o| number(resolve(doc, o))) {
        let first = first.clamp(0.0, 65535.0) as u32;
        match list.get(i + 1).map(|o| resolve(doc, o)) {
            Some(Object::Array(each)) => {
                out.extend((first..).zip(numbers(doc, each)));
                i += 2;
            }
            Some(last) => {
                let last = number(last).unwrap_or(0.0).clamp(0.0, 65535.0) as u32;
                let width = list.get(i + 2).and_then(|o| number(resolve(doc, o))).unwrap_or(0.0);
                out.extend((first..=last).map(|cid| (cid, width)));
                i += 3;
            }
            None => break,
        }
    }
    (out, number_of(doc, inner, b"DW").unwrap_or(1000.0))
}

/// The content of each code of a Type 3 font.
fn procs(doc: &Document, dict: &Dictionary) -> BTreeMap<u32, ObjectId> {
    let (Some(all), Some(encoding)) = (sub(doc, dict, b"CharProcs"), sub(doc, dict, b"Encoding")) else {
        return BTreeMap::new();
    };
    let differences = array_of(doc, encoding, b"Differences").unwrap_or_default();
    super::encoding::differences(doc, differences)
        .into_iter()
        .filter_map(|(code, name)| Some((code, id_of(all, name.as_bytes())?)))
        .collect()
}
