//! Makes a good PDF of what printpdf drew: exact widths, boxes, links, tags, bookmarks, metadata. Nothing here
//! draws.

mod boxes;
mod container;
mod fonts;
mod info;
mod intent;
mod links;
mod object;
mod outline;
mod own;
mod resources;
mod syntax;
mod tags;
mod trailer;
mod unicode;
mod write;
mod xmp;

pub(super) use container::{Pack, whole};
pub(super) use info::{CREATOR, PRODUCER, dictionary as info_dictionary};
pub(super) use links::dictionary_of as annotation;
pub(super) use object::{name, numbers, text};
pub(super) use syntax::write as write_object;
pub(super) use tags::structure_type;
pub(super) use trailer::{half, identify, set as set_id};
pub(super) use write::{Parts, bytes, deflate, get_ready, pack, shortened};
pub(super) use xmp::packet;

use super::pages::Frame;
use super::{Asked, Draft, DrawnPage, PdfError};
use crate::base::Direction;
use crate::edition::{ColorSpace, Edition, Standard};
use crate::font::FontSet;
use crate::layout::{Layout, Place};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use object::{dict_mut, number, reference};
use own::Own;
use sha2::Sha256;
use std::collections::BTreeSet;

/// Completes a draft and gives the bytes of the file, which carries the marks of the standards that it deserves.
///
/// # Errors
/// See [`PdfError`].
pub fn finish(
    draft: Draft,
    layout: &Layout,
    fonts: &FontSet,
    (edition, asked): (&Edition, Asked),
) -> Result<Vec<u8>, PdfError> {
    Ok(finished(draft, layout, fonts, (edition, asked))?.bytes())
}

/// A finished file, with what copies of it are made from.
pub(super) struct Finished {
    /// The file.
    file: write::File,
    /// What copies of it need to know; none of it is work.
    pub shared: Shared,
}

/// What a copy of a file takes over from it.
pub(super) struct Shared {
    /// The standards whose marks it carries.
    pub deserved: Vec<Standard>,
    /// The digest of all that copies have in common.
    pub digest: Sha256,
    /// A copy's own objects before they were compressed, without the packet of metadata.
    pub own: Vec<(ObjectId, Object)>,
    /// The packet's object.
    pub metadata: ObjectId,
    /// The annotation of each link.
    pub annotations: Vec<Option<ObjectId>>,
    /// The pages.
    pub pages: Vec<ObjectId>,
    /// How their places are mapped.
    pub frames: Vec<Frame>,
    /// The content streams of each page.
    pub contents: Vec<Vec<ObjectId>>,
    /// The information dictionary.
    pub info: Option<ObjectId>,
}

impl Finished {
    /// The bytes of the file.
    pub(super) fn bytes(self) -> Vec<u8> {
        match self.file {
            write::File::Parts(parts) => parts.bytes(),
            write::File::Plain(bytes) => bytes,
        }
    }
    /// How many bytes the file has.
    pub(super) fn len(&self) -> usize {
        match &self.file {
            write::File::Parts(parts) => parts.bytes().len(),
            write::File::Plain(bytes) => bytes.len(),
        }
    }
    /// Whether copies can be made of it.
    pub(super) fn has_parts(&self) -> bool {
        matches!(self.file, write::File::Parts(_))
    }
    /// Its parts, where it has any.
    pub(super) fn parts(self) -> Option<(Box<write::Parts>, Shared)> {
        match self.file {
            write::File::Parts(parts) => Some((parts, self.shared)),
            write::File::Plain(_) => None,
        }
    }
}

/// Completes a draft.
///
/// # Errors
/// See [`PdfError`].
pub(super) fn finished(
    draft: Draft,
    layout: &Layout,
    fonts: &FontSet,
    (edition, asked): (&Edition, Asked),
) -> Result<Finished, PdfError> {
    let (subsets, before) = (draft.subsets.clone(), fonts.memo());
    let (completed, programs) = write::beside(
        || completed(draft, layout, fonts, (edition, asked.standards)),
        (&subsets, before.as_deref()),
    );
    let Completed { mut file, own, id, metadata, programs: places, shared } = completed?;
    let programs = places.into_iter().zip(programs).filter_map(|(id, program)| Some((id?, program)));
    let programs: Vec<(ObjectId, Vec<u8>)> = programs.collect();
    let known = write::Known { before: before.as_deref(), programs: &programs };
    let (deserved, packed) = judged(&file.document, (&own.all(), asked), known);
    file.document.set_object(metadata, xmp::packet(&layout.meta, &id, &deserved));
    if deserved != asked.standards {
        info::unmark(&mut file, &deserved);
    }
    let shared = Shared { deserved, pages: file.pages, frames: file.frames, ..shared };
    Ok(Finished { file: write::file(file.document, &own, packed), shared })
}

/// A document that is finished but for its marks and for what compressing makes of it.
struct Completed {
    file: File,
    own: Own,
    id: [u8; 16],
    /// The object of the packet of metadata.
    metadata: ObjectId,
    /// The program of each subset, where it is embedded as it is.
    programs: Vec<Option<ObjectId>>,
    /// What of it copies take over, but the marks and the pages.
    shared: Shared,
}

/// Completes a draft but for the marks of the standards that it deserves; `standards` are those that are asked for.
fn completed(
    draft: Draft,
    layout: &Layout,
    fonts: &FontSet,
    (edition, standards): (&Edition, &[Standard]),
) -> Result<Completed, PdfError> {
    let mut file = File::open(draft.document, layout, edition)?;
    let programs = fonts::rewrite(&mut file, &draft.subsets, fonts)?;
    resources::prune(&mut file, &draft.pages)?;
    boxes::set(&mut file)?;
    groups(&mut file, &draft.pages, edition)?;
    let annotations = links::annotate(&mut file, layout, edition)?;
    let tags = tags::grow(&mut file, layout, &draft.pages, &annotations)?;
    // Nobody browses what a press prints: no bookmarks and no named places there.
    let browsed = edition.color == ColorSpace::Rgb;
    let outline = if browsed { outline::add(&mut file, layout)? } else { None };
    let names = if browsed { links::names(&mut file, layout)? } else { None };
    info::set(&mut file, layout, standards);
    let intent = intent::add(&mut file, edition, standards);
    let (contents, info) = (own::part(&mut file, &draft.pages)?, info::object(&file));
    let mut own = Own::of(layout, &contents, &annotations, info);
    let digest = trailer::shared(&file.document, &own.all());
    let raw = raw(&file.document, &own.all());
    let objects = raw.iter().map(|(id, object)| (*id, object));
    let id = trailer::set(&mut file.document.trailer, digest.clone(), objects);
    let metadata = file.document.add_object(xmp::packet(&layout.meta, &id, &[]));
    let parts = [("StructTreeRoot", tags), ("Outlines", outline), ("Names", names)];
    catalog(&mut file, (layout, edition), parts, metadata);
    if let Some(intent) = intent {
        file.dict(file.catalog)?.set("OutputIntents", vec![intent.into()]);
    }
    own.streams.insert(metadata);
    let (deserved, pages, frames) = Default::default();
    let shared = Shared { deserved, digest, own: raw, metadata, annotations, pages, frames, contents, info };
    Ok(Completed { file, own, id, metadata, programs, shared })
}

/// Objects of a document by their numbers.
fn raw(document: &Document, ids: &BTreeSet<ObjectId>) -> Vec<(ObjectId, Object)> {
    ids.iter().filter_map(|id| Some((*id, document.objects.get(id)?.clone()))).collect()
}

/// The standards that a document deserves, and its streams as they are to be written: neither asks for the other.
fn judged(
    document: &Document,
    (own, asked): (&BTreeSet<ObjectId>, Asked),
    known: write::Known,
) -> (Vec<Standard>, write::Packed) {
    match write::is_worth_threads(document) {
        true => rayon::join(|| asked.deserved(document), || write::packed(document, own, known)),
        false => (asked.deserved(document), write::packed(document, own, known)),
    }
}

/// A document under completion.
struct File {
    document: Document,
    catalog: ObjectId,
    tree: ObjectId,
    /// The page objects, in order.
    pages: Vec<ObjectId>,
    frames: Vec<Frame>,
}

impl File {
    fn open(mut document: Document, layout: &Layout, edition: &Edition) -> Result<File, PdfError> {
        document.version = version(edition).into();
        let catalog = reference(&document.trailer, "Root")?;
        let tree = reference(document.get_dictionary(catalog)?, "Pages")?;
        let kids = document.get_dictionary(tree)?.get(b"Kids")?.as_array()?;
        let pages = kids.iter().map(Object::as_reference).collect::<Result<Vec<_>, _>>()?;
        let frames = layout.pages.iter().map(|p| Frame::new(p.size, edition)).collect();
        Ok(File { document, catalog, tree, pages, frames })
    }

    fn destination(&self, place: &Place) -> Option<Object> {
        destination(&self.pages, &self.frames, place)
    }

    fn dict(&mut self, id: ObjectId) -> Result<&mut Dictionary, PdfError> {
        Ok(dict_mut(&mut self.document, id)?)
    }

    fn page(&mut self, index: usize) -> Result<&mut Dictionary, PdfError> {
        Ok(dict_mut(&mut self.document, self.pages[index])?)
    }
}

/// An explicit destination: the place's height, the sheet's left edge, the reader's zoom.
fn destination(pages: &[ObjectId], frames: &[Frame], place: &Place) -> Option<Object> {
    // Above what is meant, so that it does not stick to the window's edge.
    const AIR: f64 = 6.0;
    let (page, frame) = (pages.get(place.page)?, frames.get(place.page)?);
    let [_, _, _, top] = frame.trim();
    let [_, y] = frame.point(place.at);
    let (x, y) = (number(frame.trim()[0]), number((y + AIR).min(top)));
    Some(Object::Array(vec![(*page).into(), name("XYZ"), x, y, Object::Null]))
}

/// The version of PDF. Object streams and the structure types in use need 1.5; PDF/UA-1 and PDF/A-2 are written for
/// 1.7, PDF/X-4 for 1.6, PDF/X-1a:2003 for 1.4.
fn version(edition: &Edition) -> &'static str {
    match edition.color {
        _ if edition.standards.contains(&Standard::X1a) => "1.4",
        ColorSpace::Cmyk => "1.6",
        ColorSpace::Rgb => "1.7",
    }
}

/// Says on pages that show through themselves that they do so in process inks, not in whatever the viewer blends in.
/// Other pages are left without a group, which overprinting need not get past.
fn groups(file: &mut File, pages: &[DrawnPage], edition: &Edition) -> Result<(), PdfError> {
    if edition.color != ColorSpace::Cmyk || edition.standards.contains(&Standard::X1a) {
        return Ok(());
    }
    for index in (0..file.pages.len()).filter(|i| pages[*i].uses.transparent) {
        let group = dictionary! { "Type" => "Group", "S" => "Transparency", "CS" => "DeviceCMYK" };
        file.page(index)?.set("Group", group);
    }
    Ok(())
}

/// How a viewer shows and prints the file.
fn preferences(layout: &Layout, edition: &Edition) -> Dictionary {
    // Windows show the title, not the name of the file (PDF/UA-1, 7.1).
    let mut dict = dictionary! { "DisplayDocTitle" => true };
    if layout.direction == Direction::Left {
        // Two pages side by side: the first at the right.
        dict.set("Direction", "R2L");
    }
    // A press is told by its operator.
    if edition.on_paper() && edition.color == ColorSpace::Rgb {
        // On both sides, turned like a leaf, at the size that it is set in: a sheet that lies turns about its short
        // edge.
        let lies = layout.pages.first().is_some_and(|p| p.size.w > p.size.h);
        dict.set("Duplex", if lies { "DuplexFlipShortEdge" } else { "DuplexFlipLongEdge" });
        dict.set("PrintScaling", "None");
    }
    dict
}

fn catalog(
    file: &mut File,
    (layout, edition): (&Layout, &Edition),
    parts: [(&str, Option<ObjectId>); 3],
    metadata: ObjectId,
) {
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => file.tree,
        "Metadata" => metadata,
        "ViewerPreferences" => preferences(layout, edition),
    };
    if !layout.meta.lang.is_empty() {
        catalog.set("Lang", text(&layout.meta.lang));
    }
    for (key, id) in parts {
        if let Some(id) = id {
            catalog.set(key, id);
        }
    }
    if catalog.has(b"StructTreeRoot") {
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
    }
    file.document.set_object(file.catalog, catalog);
}
