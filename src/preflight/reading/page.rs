//! The pages of a document with what they inherit: boxes, rotation, unit, resources, content.

use super::document::Pdf;
use super::geom::{Bounds, Matrix};
use super::object::{array_of, box_of, dict_of, id_of, integer_of, number_of, resolve, sub};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most pages that are read. More than any batch of sheets has.
const MOST_PAGES: usize = 20_000;
/// Deepest tree of pages.
const DEEPEST: usize = 64;
/// Letter, where a page says nothing of its size.
const LETTER: Bounds = Bounds { x0: 0.0, y0: 0.0, x1: 612.0, y1: 792.0 };

/// A page. Its boxes are in its user space; times `user_unit` they are in points.
#[derive(Clone, Debug)]
pub struct PdfPage {
    /// Its object.
    pub id: ObjectId,
    /// Counted from 1.
    pub number: usize,
    /// The sheet that it is on.
    pub media: Bounds,
    /// What a viewer shows of it.
    pub crop: Bounds,
    /// The finished page after the cut.
    pub trim: Bounds,
    /// What is printed past the cut.
    pub bleed: Bounds,
    /// What the author calls its content.
    pub art: Bounds,
    /// Which of crop, trim, bleed and art the file itself gives.
    pub given: Given,
    /// By how many degrees a viewer turns it clockwise: 0, 90, 180, 270.
    pub rotate: i64,
    /// Points to a unit of user space.
    pub user_unit: f64,
    /// What its content names.
    pub(crate) resources: Arc<Dictionary>,
    /// The streams of its content.
    pub(crate) contents: Vec<ObjectId>,
}

/// Which boxes a page gives itself, or by inheritance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// MediaBox.
    pub media: bool,
    /// CropBox.
    pub crop: bool,
    /// TrimBox.
    pub trim: bool,
    /// BleedBox.
    pub bleed: bool,
    /// ArtBox.
    pub art: bool,
}

impl PdfPage {
    /// From its user space to points from the trim's lower left as it is read: turned, and in its unit.
    pub fn upright(&self) -> Matrix {
        let (t, u) = (self.trim, self.user_unit);
        let turned = match self.rotate {
            90 => Matrix([0.0, -1.0, 1.0, 0.0, -t.y0, t.x1]),
            180 => Matrix([-1.0, 0.0, 0.0, -1.0, t.x1, t.y1]),
            270 => Matrix([0.0, 1.0, -1.0, 0.0, t.y1, -t.x0]),
            _ => Matrix([1.0, 0.0, 0.0, 1.0, -t.x0, -t.y0]),
        };
        turned.then(Matrix([u, 0.0, 0.0, u, 0.0, 0.0]))
    }
}

/// The pages of `pdf` in their order. A tree that leads round in a circle is followed once.
pub fn pages(pdf: &Pdf) -> Vec<PdfPage> {
    let mut walk = Walk { pdf, seen: BTreeSet::new(), shared: BTreeMap::new(), out: Vec::new() };
    if let Some(root) = pdf.catalog().and_then(|c| c.get(b"Pages").ok()) {
        walk.node(root, &Inherited::default(), 0);
    }
    walk.out
}

#[derive(Clone, Default)]
struct Inherited {
    media: Option<Bounds>,
    crop: Option<Bounds>,
    rotate: Option<i64>,
    resources: Option<Arc<Dictionary>>,
}

struct Walk<'a> {
    pdf: &'a Pdf<'a>,
    seen: BTreeSet<ObjectId>,
    /// Resources that several pages name, each once.
    shared: BTreeMap<ObjectId, Arc<Dictionary>>,
    out: Vec<PdfPage>,
}

impl Walk<'_> {
    fn node(&mut self, object: &Object, above: &Inherited, depth: usize) {
        let doc = self.pdf.document();
        let id = object.as_reference().unwrap_or((0, 0));
        if depth > DEEPEST || self.out.len() >= MOST_PAGES || (id.0 != 0 && !self.seen.insert(id)) {
            return;
        }
        let Some(dict) = dict_of(resolve(doc, object)) else { return };
        let own = Inherited {
            media: box_of(doc, dict, b"MediaBox").or(above.media),
            crop: box_of(doc, dict, b"CropBox").or(above.crop),
            rotate: integer_of(doc, dict, b"Rotate").or(above.rotate),
            resources: self.resources(dict).or_else(|| above.resources.clone()),
        };
        match array_of(doc, dict, b"Kids") {
            Some(kids) => kids.iter().for_each(|kid| self.node(kid, &own, depth + 1)),
            None => self.leaf(id, dict, own),
        }
    }
    fn resources(&mut self, dict: &Dictionary) -> Option<Arc<Dictionary>> {
        let found = sub(self.pdf.document(), dict, b"Resources")?;
        Some(match id_of(dict, b"Resources") {
            Some(id) => self.shared.entry(id).or_insert_with(|| Arc::new(found.clone())).clone(),
            None => Arc::new(found.clone()),
        })
    }
    fn leaf(&mut self, id: ObjectId, dict: &Dictionary, own: Inherited) {
        let doc = self.pdf.document();
        let media = own.media.filter(|b| b.area() > 0.0).unwrap_or(LETTER);
        // ISO 32000-1, 14.11.2: each box reaches no further than the sheet.
        let within = |b: Option<Bounds>, otherwise: Bounds| match b.map(|b| b.intersect(media)) {
            Some(b) if b.area() > 0.0 => b,
            _ => otherwise,
        };
        let of = |key: &[u8]| box_of(doc, dict, key);
        let crop = within(own.crop, media);
        self.out.push(PdfPage {
            id,
            number: self.out.len() + 1,
            media,
            crop,
            trim: within(of(b"TrimBox"), crop),
            bleed: within(of(b"BleedBox"), crop),
            art: within(of(b"ArtBox"), crop),
            given: Given {
                media: own.media.is_some(),
                crop: own.crop.is_some(),
                trim: of(b"TrimBox").is_some(),
                bleed: of(b"BleedBox").is_some(),
                art: of(b"ArtBox").is_some(),
            },
            rotate: own.rotate.unwrap_or(0).rem_euclid(360),
            user_unit: number_of(doc, dict, b"UserUnit").filter(|u| *u > 0.0).unwrap_or(1.0),
            resources: own.resources.unwrap_or_default(),
            contents: self.contents(dict),
        });
    }
    fn contents(&self, dict: &Dictionary) -> Vec<ObjectId> {
        let doc = self.pdf.document();
        let Ok(value) = dict.get(b"Contents") else { return Vec::new() };
        let parts = match resolve(doc, value) {
            Object::Array(parts) => parts.as_slice(),
            _ => std::slice::from_ref(value),
        };
        parts.iter().filter_map(|p| p.as_reference().ok()).collect()
    }
}

/// The dictionary of `kind` in `resources`: its fonts, images, colour spaces.
pub(super) fn named<'a>(
    pdf: &'a Pdf<'a>,
    resources: &'a Dictionary,
    kind: &[u8],
    name: &[u8],
) -> Option<&'a Object> {
    sub(pdf.document(), resources, kind)?.get(name).ok()
}

/// Most bytes of the content of a page: ten times what the densest maps have.
const MOST_CONTENT: usize = 256 << 20;

/// The content of `page`, its streams joined by line ends; and why some of it is left.
pub(super) fn content(pdf: &Pdf, page: &PdfPage) -> (Vec<u8>, Vec<String>) {
    let (mut out, mut gaps) = (Vec::new(), Vec::new());
    for id in &page.contents {
        let part = match (pdf.stream(*id), pdf.document().objects.get(id)) {
            (Some(stream), _) => pdf.content(stream, MOST_CONTENT - out.len().min(MOST_CONTENT)),
            (None, Some(Object::Null)) => continue,
            (None, _) => Err("a part of its content is not in the file"),
        };
        match part {
            Ok(part) => {
                out.extend(part);
                out.push(b'\n');
            }
            Err(why) if gaps.iter().any(|g| g == why) => {}
            Err(why) => gaps.push(why.to_owned()),
        }
    }
    (out, gaps)
}
