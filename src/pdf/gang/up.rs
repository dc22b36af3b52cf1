//! Two copies side by side on larger paper. A page's pieces stay the shared ones: they are drawn through a matrix and a
//! clip, and the resources of both pages are put together; only where one name means two things is a page a form.

use super::super::finish::{name, numbers};
use super::super::impose::pair::{self, Side};
use super::super::impose::source::{Bounds, Page, Source, bounds, damaged, follow, inherited};
use super::super::impose::{Flip, Placed, placing, registration};
use super::GangError;
use super::share::{Carrier, refer, unpacked};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::io::Write;

/// Resource names of the registration colour and of a page that is a form.
const MARKS: &str = "GangMarks";
const FORM: &str = "GangPage";

/// What sheets with two copies need.
#[derive(Default)]
pub(super) struct Up {
    /// The copy that waits for another.
    pub waiting: Option<(String, Vec<Half>)>,
    /// The registration colour.
    registration: Option<Object>,
    /// How the first sheet is turned.
    pub flip: Option<Flip>,
}

/// A page that is to be placed.
pub(super) struct Half {
    page: Page,
    /// All that it shows, its marks and slug line outside of the bleed, too.
    media: Bounds,
    body: Body,
    group: Option<Object>,
}

enum Body {
    /// Streams and what they need.
    Pieces(Vec<u32>, Dictionary),
    /// A form.
    Form(u32),
}

impl Up {
    /// Takes the pages of a copy over.
    pub(super) fn halves<W: Write>(
        &mut self,
        source: &Source,
        carrier: &mut Carrier<W>,
    ) -> Result<Vec<Half>, GangError> {
        if self.registration.is_none() {
            let color = carrier.carry(&registration(&source.document))?;
            self.registration = Some(carrier.apart(color)?);
        }
        source.pages.iter().map(|page| half(page, carrier)).collect()
    }

    /// The pages of sheets with the `first` copy and the `second`, but for their parents. The second is that of the
    /// carrier.
    pub(super) fn sheets<W: Write>(
        &mut self,
        mut first: Vec<Half>,
        second: Vec<Half>,
        carrier: &mut Carrier<W>,
    ) -> Result<Vec<Dictionary>, GangError> {
        let left = first.len();
        first.extend(second);
        let pages: Vec<Page> = first.iter().map(|h| h.page.clone()).collect();
        let sides = pair::sides(&pages, left, MARKS).ok_or_else(|| damaged("its pages fit no sheet"))?;
        self.flip = self.flip.or(sides.first().map(|s| s.flip));
        sides.iter().map(|side| self.sheet(side, &mut first, left, carrier)).collect()
    }

    fn sheet<W: Write>(
        &self,
        side: &Side,
        halves: &mut [Half],
        left: usize,
        carrier: &mut Carrier<W>,
    ) -> Result<Dictionary, GangError> {
        let (mut resources, mut contents, mut group) = (Dictionary::new(), Vec::new(), None);
        // The second copy is at hand and gives way, whichever stands first: on backs it does.
        for placed in side.placed.iter().filter(|p| p.page < left) {
            if let Body::Pieces(_, own) = &halves[placed.page].body {
                add(&mut resources, own);
            }
        }
        let with_marks = with_marks(side, halves);
        for (i, placed) in side.placed.iter().enumerate() {
            let half = &mut halves[placed.page];
            let clip = with_marks.as_ref().map_or(placed.clip, |clips| clips[i]);
            let placed = &Placed { clip, ..placed.clone() };
            if placed.page >= left && clashes(half, &resources) {
                half.body = Body::Form(form(half, carrier)?);
            }
            group = group.or_else(|| half.group.clone());
            contents.push(refer(carrier.stream(Dictionary::new(), placing(placed).as_bytes())?));
            match &half.body {
                Body::Pieces(pieces, own) => {
                    contents.extend(pieces.iter().map(|p| refer(*p)));
                    add(&mut resources, own);
                }
                Body::Form(number) => {
                    let name = format!("{FORM}{}", placed.page + 1);
                    contents
                        .push(refer(carrier.stream(Dictionary::new(), format!("/{name} Do\n").as_bytes())?));
                    add(&mut resources, &dictionary! { "XObject" => dictionary! { name => refer(*number) } });
                }
            }
            contents.push(refer(carrier.stream(Dictionary::new(), b"Q\n")?));
        }
        if let (None, false, Some(color)) = (with_marks, side.marks.is_empty(), &self.registration) {
            add(&mut resources, &dictionary! { "ColorSpace" => dictionary! { MARKS => color.clone() } });
            contents.push(refer(carrier.stream(Dictionary::new(), side.marks.as_bytes())?));
        }
        let media = numbers([0.0, 0.0, side.paper.w.0, side.paper.h.0]);
        let resources = carrier.apart((resources.into(), false))?;
        let mut page = dictionary! {
            "Type" => "Page",
            "MediaBox" => media.clone(),
            "CropBox" => media,
            "BleedBox" => numbers(side.bleed),
            "TrimBox" => numbers(side.trim),
            "Resources" => resources,
            "Contents" => contents,
        };
        if let Some(group) = group {
            page.set("Group", group);
        }
        Ok(page)
    }

    /// How the sheets are printed.
    pub(super) fn shown(&self, preferences: &mut Dictionary) {
        let duplex = match self.flip {
            Some(Flip::Long) => "DuplexFlipLongEdge",
            Some(Flip::Short) => "DuplexFlipShortEdge",
            _ => "Simplex",
        };
        preferences.set("Duplex", duplex);
        preferences.set("PrintScaling", name("None"));
        preferences.remove(b"Direction");
    }
}

/// What of a side its copies may print on where the paper has room for their own marks and slug lines: out to these, but
/// not beyond the middle between two copies. `None` where one has no marks, or they would end at the paper's edge.
fn with_marks(side: &Side, halves: &[Half]) -> Option<Vec<Bounds>> {
    let clip = |placed: &Placed| {
        let Half { page, media, .. } = &halves[placed.page];
        let [a, b, c, d, e, f] = placed.matrix;
        let at = |x: f64, y: f64| [a * x + c * y + e, b * x + d * y + f];
        let ([x1, y1], [x2, y2]) = (at(media[0], media[1]), at(media[2], media[3]));
        let all = [x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)];
        let outer = |i: usize| (placed.clip[i] - side.bleed[i]).abs() < 0.01;
        let clip: Bounds = std::array::from_fn(|i| if outer(i) { all[i] } else { placed.clip[i] });
        let has_room =
            clip[0] >= 0.0 && clip[1] >= 0.0 && clip[2] <= side.paper.w.0 && clip[3] <= side.paper.h.0;
        (*media != page.bleed && has_room).then_some(clip)
    };
    side.placed.iter().map(clip).collect()
}

fn half<W: Write>(page: &Page, carrier: &mut Carrier<W>) -> Result<Half, GangError> {
    let document = carrier.document;
    let dict = page_of(document, page.id)?;
    let content = carrier.content(dict)?;
    let group = dict.get(b"Group").ok().map(|g| carrier.carry(g)).transpose()?.map(|(g, _)| g);
    let resources = resources(document, dict, carrier)?;
    let media =
        inherited(document, dict, b"MediaBox").and_then(|o| bounds(document, o)).unwrap_or(page.bleed);
    let mut half = Half { page: page.clone(), media, body: Body::Pieces(content.pieces, resources), group };
    if !content.is_closed {
        half.body = Body::Form(form(&half, carrier)?);
    }
    Ok(half)
}

fn page_of(document: &Document, id: ObjectId) -> Result<&Dictionary, GangError> {
    Ok(document.get_dictionary(id).map_err(|e| damaged(&e.to_string()))?)
}

/// What a page names, by kind and name, carried over.
fn resources<W: Write>(
    document: &Document,
    page: &Dictionary,
    carrier: &mut Carrier<W>,
) -> Result<Dictionary, GangError> {
    let mut made = Dictionary::new();
    let found = inherited(document, page, b"Resources").and_then(|o| follow(document, o)?.as_dict().ok());
    for (kind, entry) in found.into_iter().flatten() {
        // Lists of procedure sets and the like mean nothing to any reader of today.
        if let Some(dict) = follow(document, entry).and_then(|o| o.as_dict().ok()) {
            made.set(kind.clone(), carrier.dict(dict)?.0);
        }
    }
    Ok(made)
}

/// Whether a name of a page's resources means something else among `others`.
fn clashes(half: &Half, others: &Dictionary) -> bool {
    let Body::Pieces(_, own) = &half.body else { return false };
    own.iter().any(|(kind, names)| {
        let (Ok(names), Ok(others)) = (names.as_dict(), others.get(kind).and_then(Object::as_dict)) else {
            return false;
        };
        names.iter().any(|(name, object)| others.get(name).is_ok_and(|other| other != object))
    })
}

/// Adds what is not there yet.
fn add(resources: &mut Dictionary, more: &Dictionary) {
    for (kind, names) in more {
        let Ok(names) = names.as_dict() else { continue };
        let mut all = resources.get(kind).and_then(Object::as_dict).cloned().unwrap_or_default();
        for (name, object) in names {
            if !all.has(name) {
                all.set(name.clone(), object.clone());
            }
        }
        resources.set(kind.clone(), all);
    }
}

/// A page as a form XObject.
fn form<W: Write>(half: &Half, carrier: &mut Carrier<W>) -> Result<u32, GangError> {
    let document = carrier.document;
    let content = unpacked(document, page_of(document, half.page.id)?)?;
    let mut dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers(half.page.bleed),
    };
    if let Body::Pieces(_, resources) = &half.body {
        dict.set("Resources", resources.clone());
    }
    if let Some(group) = &half.group {
        dict.set("Group", group.clone());
    }
    carrier.stream(dict, &content)
}
