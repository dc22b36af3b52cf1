//! The pages of a PDF that may come from anywhere: what they inherit, their boxes, how they are turned and scaled.
//! Gives a message where a file cannot be taken, and changes nothing.

use crate::base::Diagnostic;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

/// Most bytes of one stream when it is unpacked: more is a bomb and no page.
pub(in crate::pdf) const MAX_STREAM: usize = 256 << 20;
/// Levels of a page tree, and references in a row, after which a file leads round in a circle.
const MAX_DEPTH: usize = 64;
/// The entry of a trailer that says how a file is encrypted.
const LOCK: &[u8] = b"/Encrypt";
/// Bleed that is believed where a file says where the trim is and not how far the bleed goes: 0.125 in, where crop
/// marks begin (PRINT: bleed).
const UNSAID_BLEED: f64 = 9.0;

/// Left, bottom, right and top in the coordinates of a page.
pub(in crate::pdf) type Bounds = [f64; 4];

/// A file to impose.
pub(in crate::pdf) struct Source {
    /// Its objects.
    pub document: Document,
    /// Its pages, in order.
    pub pages: Vec<Page>,
}

/// A page.
#[derive(Clone, Debug)]
pub(in crate::pdf) struct Page {
    /// Its dictionary.
    pub id: ObjectId,
    /// What is placed.
    pub trim: Bounds,
    /// How far beyond it something is printed.
    pub bleed: Bounds,
    /// Quarter turns to the right that a reader is to give it.
    pub turns: u8,
    /// Points in a unit of its coordinates.
    pub unit: f64,
    /// Its resources, its own or inherited.
    pub resources: Object,
}

impl Page {
    /// Width in points as a reader sees it.
    pub(in crate::pdf) fn width(&self) -> f64 {
        self.side(self.turns % 2)
    }
    /// Height in points as a reader sees it.
    pub(in crate::pdf) fn height(&self) -> f64 {
        self.side(1 - self.turns % 2)
    }
    fn side(&self, axis: u8) -> f64 {
        let a = usize::from(axis);
        (self.trim[a + 2] - self.trim[a]) * self.unit
    }
    /// The widest bleed of its four sides, in points.
    pub(in crate::pdf) fn bleed(&self) -> f64 {
        let out = |i: usize| (self.trim[i] - self.bleed[i]).abs();
        (0..4).map(out).fold(0.0, f64::max) * self.unit
    }
}

impl Source {
    /// Whether its pages run from right to left (ISO 32000-1, table 150): it is bound at the right.
    pub(in crate::pdf) fn runs_left(&self) -> bool {
        let preferences = self.document.catalog().ok().and_then(|c| c.get(b"ViewerPreferences").ok());
        let preferences = preferences.and_then(|p| follow(&self.document, p));
        let direction = preferences.and_then(|p| p.as_dict().ok()).and_then(|p| p.get(b"Direction").ok());
        direction
            .and_then(|d| follow(&self.document, d))
            .is_some_and(|d| d.as_name().is_ok_and(|n| n == b"R2L"))
    }
    /// Opens a file.
    ///
    /// # Errors
    /// Why its pages cannot be taken, for the user.
    pub(in crate::pdf) fn read(bytes: &[u8]) -> Result<Source, Diagnostic> {
        let options = LoadOptions::with_max_decompressed_size(MAX_STREAM);
        let locked = || {
            Diagnostic::error("pdf-locked", "the PDF is encrypted, and its pages cannot be taken out of it")
                .help(
                    "save a copy without a password, in the program that made it or as its owner in a viewer",
                )
        };
        let document = Document::load_mem_with_options(bytes, options).map_err(|e| {
            // The trailer is never encrypted; what lopdf cannot decrypt fails in many ways.
            let named = bytes.windows(LOCK.len()).any(|w| w == LOCK);
            if named { locked() } else { damaged(&e.to_string()) }
        })?;
        if document.trailer.has(b"Encrypt") || document.was_encrypted() {
            return Err(locked());
        }
        let ids: Vec<ObjectId> = document.page_iter().collect();
        let pages: Result<Vec<Page>, String> =
            ids.into_iter().enumerate().map(|(i, id)| page(&document, id).map_err(|e| at(i, &e))).collect();
        let pages = pages.map_err(|e| damaged(&e))?;
        if pages.is_empty() {
            return Err(damaged("it has no pages"));
        }
        Ok(Source { document, pages })
    }

    /// An entry of the information dictionary as text; empty where there is none.
    pub(in crate::pdf) fn info(&self, key: &str) -> String {
        let info = self.document.trailer.get(b"Info").ok();
        let dict = info.and_then(|i| follow(&self.document, i)).and_then(|o| o.as_dict().ok());
        dict.and_then(|d| d.get(key.as_bytes()).ok())
            .and_then(|o| follow(&self.document, o))
            .and_then(|o| lopdf::decode_text_string(o).ok())
            .unwrap_or_default()
    }
}

fn at(index: usize, what: &str) -> String {
    format!("page {}: {what}", index + 1)
}

/// What to say of a file that is not whole.
pub(in crate::pdf) fn damaged(why: &str) -> Diagnostic {
    Diagnostic::error("pdf-damaged", format!("the PDF cannot be read: {why}"))
        .help("make it anew, or let a viewer open it and save a copy; `qpdf in.pdf out.pdf` mends many")
}

/// The object itself; `None` where it is missing or the references lead round in a circle.
pub(in crate::pdf) fn follow<'a>(document: &'a Document, mut object: &'a Object) -> Option<&'a Object> {
    for _ in 0..MAX_DEPTH {
        match object {
            Object::Reference(id) => object = document.objects.get(id)?,
            Object::Null => return None,
            found => return Some(found),
        }
    }
    None
}

/// An entry of a page or of what it hangs on.
pub(in crate::pdf) fn inherited<'a>(
    document: &'a Document,
    page: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..MAX_DEPTH {
        if let Some(found) = node.get(key).ok().filter(|o| follow(document, o).is_some()) {
            return Some(found);
        }
        node = follow(document, node.get(b"Parent").ok()?)?.as_dict().ok()?;
    }
    None
}

fn page(document: &Document, id: ObjectId) -> Result<Page, String> {
    let dict = document.get_dictionary(id).map_err(|e| e.to_string())?;
    let own = |key: &[u8]| dict.get(key).ok().and_then(|o| bounds(document, o));
    let from_above = |key: &[u8]| inherited(document, dict, key).and_then(|o| bounds(document, o));
    let media = from_above(b"MediaBox").ok_or("it has no size (`/MediaBox`)")?;
    let crop = from_above(b"CropBox").and_then(|b| within(b, media)).unwrap_or(media);
    let said = own(b"TrimBox").or_else(|| own(b"ArtBox")).and_then(|b| within(b, media));
    let trim = said.unwrap_or(crop);
    let bleed = own(b"BleedBox").and_then(|b| within(b, media));
    // What is not said goes to the crop box (ISO 32000-1, 14.11.2), where printer's marks may be.
    let bleed = bleed.unwrap_or_else(|| {
        let near = [-1.0, -1.0, 1.0, 1.0].map(|d| d * UNSAID_BLEED);
        within(std::array::from_fn(|i| trim[i] + near[i]), crop).unwrap_or(trim)
    });
    let bleed = [bleed[0].min(trim[0]), bleed[1].min(trim[1]), bleed[2].max(trim[2]), bleed[3].max(trim[3])];
    let number = |o: &Object| follow(document, o).and_then(real);
    let rotate = inherited(document, dict, b"Rotate").and_then(number).unwrap_or(0.0);
    let unit = dict.get(b"UserUnit").ok().and_then(number).filter(|u| (0.01..=75_000.0).contains(u));
    let resources = inherited(document, dict, b"Resources").cloned();
    Ok(Page {
        id,
        trim,
        bleed,
        turns: ((rotate / 90.0).round() as i64).rem_euclid(4) as u8,
        unit: unit.unwrap_or(1.0),
        resources: resources.unwrap_or_else(|| Dictionary::new().into()),
    })
}

/// A rectangle with its corners in order; `None` where it has no area.
pub(in crate::pdf) fn bounds(document: &Document, object: &Object) -> Option<Bounds> {
    let list = follow(document, object)?.as_array().ok()?;
    let v: Vec<f64> = list.iter().filter_map(|o| real(follow(document, o)?)).collect();
    let [a, b, c, d] = v.try_into().ok()?;
    proper([a.min(c), b.min(d), a.max(c), b.max(d)])
}

fn within(b: Bounds, o: Bounds) -> Option<Bounds> {
    proper([b[0].max(o[0]), b[1].max(o[1]), b[2].min(o[2]), b[3].min(o[3])])
}

fn proper(b: Bounds) -> Option<Bounds> {
    let fair = b.iter().all(|v| v.is_finite() && v.abs() < 1e6);
    (fair && b[2] - b[0] >= 1.0 && b[3] - b[1] >= 1.0).then_some(b)
}

/// A number.
pub(in crate::pdf) fn real(object: &Object) -> Option<f64> {
    // Through text, as the file has it: 595.28 is no number of 32 bits.
    object.as_float().ok().map(|v| v.to_string().parse().unwrap_or(f64::from(v)))
}
