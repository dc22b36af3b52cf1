//! Pages as printpdf operators. Each [`Placed`] item is one marked-content sequence, cut where a link begins
//! or ends, because a link is an element of its own.

mod bleed;
mod content;
mod pen;
pub(super) mod pieces;
mod text;

use super::glyphs::{self, Subset};
use super::pages::{Bleed, Frame};
use super::paint::{Paint, Tone, Use};
use super::path::{self, Painting};
use super::pictures::Pictures;
use super::{Draft, DrawnPage, Leaf, PdfError, image, marks};
use crate::base::{Ink, Path, Point, Pt, Rect};
use crate::edition::Edition;
use crate::font::FontSet;
use crate::layout::{Draw, Layout, Owner, Page, Placed};
use crate::story::{ArtifactKind, Picture, PictureId, RasterData, Role};
use crate::text::LineRun;
use lopdf::Object;
use pen::Pen;
use printpdf::{
    CustomPdfConformance, DictItem, Op, PdfConformance, PdfDocument, PdfPage, PdfParseErrorSeverity,
    PdfSaveOptions,
};
use rayon::prelude::*;
use std::sync::Arc;

/// Draws all pages, with what has been prepared for their pictures.
///
/// # Errors
/// See [`PdfError`].
pub fn draw(
    layout: &Layout,
    fonts: &FontSet,
    edition: &Edition,
    pictures: &Pictures,
) -> Result<Draft, PdfError> {
    if layout.pages.is_empty() {
        return Err(PdfError::NoPages);
    }
    let paint = Paint::new(edition)?;
    let around = marks::around(layout, (edition, &paint), fonts);
    let subsets = glyphs::subsets(drawn_on(layout, &around), fonts)?;
    let draw_page = |(number, links): (usize, &Vec<usize>)| {
        let on = Sheet { layout, subsets: &subsets, edition, paint: &paint };
        PageDrawer::new(on, number, links).run(&layout.pages[number], &around[number])
    };
    let content = |(ops, drawn)| Ok((content::stream(ops)?, drawn));
    let links = links_by_page(layout);
    let drawn = links.par_iter().enumerate().with_max_len(1).map(draw_page).map(content);
    drafted(drawn.collect::<Result<_, PdfError>>()?, subsets.into(), fonts, pictures)
}

/// What printpdf makes of the pages with these content streams.
fn drafted(
    drawn: Vec<(Vec<u8>, DrawnPage)>,
    subsets: Arc<Vec<Arc<Subset>>>,
    fonts: &FontSet,
    pictures: &Pictures,
) -> Result<Draft, PdfError> {
    let mut document = empty_document();
    for subset in subsets.iter() {
        text::register(&mut document, subset, fonts.face(subset.face));
    }
    let (mut streams, mut pages) = (Vec::new(), Vec::new());
    for (stream, drawn) in drawn {
        pen::register_states(&mut document, &drawn.uses.states);
        image::register(&mut document, pictures, &drawn.uses.images);
        document.pages.push(page(Vec::new()));
        streams.push(stream);
        pages.push(drawn);
    }
    document.pages.push(page(text::specimen(&subsets)));
    let mut document = translate(&document)?;
    content::fill(&mut document, streams)?;
    drop_last_page(&mut document)?;
    Ok(Draft { document, subsets, pages })
}

/// What all pages of a sheet are drawn from.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    layout: &'a Layout,
    subsets: &'a [Arc<Subset>],
    edition: &'a Edition,
    paint: &'a Paint,
}

/// All that is drawn: what layout has placed, and what stands around the pages.
fn drawn_on<'a>(layout: &'a Layout, around: &'a [Vec<Placed>]) -> impl Iterator<Item = &'a Draw> {
    let placed = layout.pages.iter().flat_map(|p| &p.items).chain(around.iter().flatten());
    placed.flat_map(|i| &i.draws)
}

/// A page without a size, which finishing gives it.
fn page(ops: Vec<Op>) -> PdfPage {
    PdfPage::new(printpdf::Mm(0.0), printpdf::Mm(0.0), ops)
}

/// Takes out the page that is there for printpdf alone.
fn drop_last_page(document: &mut lopdf::Document) -> Result<(), lopdf::Error> {
    let tree = document.catalog()?.get(b"Pages")?.as_reference()?;
    let tree = document.get_object_mut(tree)?.as_dict_mut()?;
    let kids = tree.get_mut(b"Kids")?.as_array_mut()?;
    let last = kids.pop().and_then(|kid| kid.as_reference().ok());
    let count = kids.len() as i64;
    tree.set("Count", count);
    if let Some(Object::Dictionary(page)) = last.and_then(|id| document.objects.remove(&id)) {
        for part in [b"Contents".as_slice(), b"Resources"] {
            document.objects.remove(&page.get(part)?.as_reference()?);
        }
    }
    Ok(())
}

/// The links of each page, as indices into [`Layout::links`]: a page looks for each of its runs among its own.
fn links_by_page(layout: &Layout) -> Vec<Vec<usize>> {
    let mut pages = vec![Vec::new(); layout.pages.len()];
    for (index, link) in layout.links.iter().enumerate() {
        if let Some(page) = pages.get_mut(link.page) {
            page.push(index);
        }
    }
    pages
}

/// A document of which nothing is asked: no intent, no XMP; finishing writes them.
fn empty_document() -> PdfDocument {
    let mut document = PdfDocument::new("");
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_icc_profile: false,
        requires_xmp_metadata: false,
        ..CustomPdfConformance::default()
    });
    document
}

fn translate(document: &PdfDocument) -> Result<lopdf::Document, PdfError> {
    // `secure` would drop the path operators, which go through `Op::Unknown`.
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut warnings = Vec::new();
    let translated = document.to_lopdf_document(&options, &mut warnings);
    let serious = |s: PdfParseErrorSeverity| s != PdfParseErrorSeverity::Info;
    match warnings.into_iter().find(|w| serious(w.severity)) {
        Some(warning) => Err(PdfError::Drawing(warning.msg)),
        None => Ok(translated),
    }
}

/// What a marked-content sequence is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Leaf(Leaf),
    /// A soft hyphen of a leaf.
    Hyphen(Leaf),
    Artifact(ArtifactKind),
}

/// One page in the making.
struct PageDrawer<'a> {
    layout: &'a Layout,
    /// The page's links, as indices into [`Layout::links`].
    links: &'a [usize],
    subsets: &'a [Arc<Subset>],
    edition: &'a Edition,
    paint: &'a Paint,
    frame: Frame,
    bleed: Bleed,
    pen: Pen,
    open: Option<Mark>,
    drawn: DrawnPage,
}

impl<'a> PageDrawer<'a> {
    fn new(on: Sheet<'a>, number: usize, links: &'a [usize]) -> PageDrawer<'a> {
        let Sheet { layout, subsets, edition, paint } = on;
        let frame = Frame::new(layout.pages[number].size, edition);
        let (pen, drawn) = (Pen::default(), DrawnPage::default());
        PageDrawer {
            layout,
            links,
            subsets,
            edition,
            paint,
            frame,
            bleed: frame.carry(),
            pen,
            open: None,
            drawn,
        }
    }
}

impl PageDrawer<'_> {
    fn run(mut self, page: &Page, around: &[Placed]) -> (Vec<Op>, DrawnPage) {
        self.ground(page);
        for item in &page.items {
            self.placed(item);
        }
        self.bleed.width = Pt::ZERO;
        for item in around {
            self.placed(item);
        }
        (self.pen.ops, self.drawn)
    }

    /// The colour of the paper.
    fn ground(&mut self, page: &Page) {
        if let Some(ink) = self.layout.ground.as_ref().filter(|_| self.edition.paints_paper()) {
            let rect = Rect::new(Pt::ZERO, Pt::ZERO, page.size.w, page.size.h);
            let draws = vec![Draw::Rect { rect, ink: ink.clone() }];
            self.placed(&Placed { owner: Owner::Artifact(ArtifactKind::Layout), draws });
        }
    }

    fn placed(&mut self, item: &Placed) {
        for draw in &item.draws {
            let mark = self.mark(item.owner, draw);
            match (mark, draw) {
                (Mark::Leaf(leaf), Draw::Text { at, run }) => self.words(leaf, *at, run),
                _ => {
                    self.enter(mark);
                    self.draw(draw);
                }
            }
        }
        self.close();
    }

    /// Draws a run of content. A soft hyphen is an element of its own, that none takes it for a hyphen of the
    /// word (ISO 32000-1, 14.8.2.2.3).
    fn words(&mut self, leaf: Leaf, at: Point, run: &LineRun) {
        let Some([(of_word, word), (of_hyphen, hyphen)]) = glyphs::parted(run) else {
            self.enter(Mark::Leaf(leaf));
            return self.text(at, run);
        };
        if !word.glyphs.is_empty() {
            self.enter(Mark::Leaf(leaf));
            self.text(at.moved(of_word, Pt::ZERO), &word);
        }
        self.enter(Mark::Hyphen(leaf));
        self.text(at.moved(of_hyphen, Pt::ZERO), &hyphen);
    }

    /// Sees to it that what follows is marked.
    fn enter(&mut self, mark: Mark) {
        if self.open != Some(mark) {
            self.close();
            self.begin(mark);
        }
    }

    fn mark(&self, owner: Owner, draw: &Draw) -> Mark {
        let elem = match owner {
            Owner::Artifact(kind) => return Mark::Artifact(kind),
            Owner::Elem(elem) => elem,
        };
        if let Role::Artifact(kind) = self.layout.tags.get(elem).role {
            return Mark::Artifact(kind);
        }
        Mark::Leaf(self.link_at(draw).map_or(Leaf::Elem(elem), Leaf::Link))
    }

    /// The link that a run of text is part of, found by its place.
    fn link_at(&self, draw: &Draw) -> Option<usize> {
        let Draw::Text { at, run } = draw else { return None };
        if run.anchor.is_none() || !self.edition.links {
            return None;
        }
        // The middle of the run, a little above its origin: rectangles of neighbouring lines touch.
        let at = at.moved(run.width() * 0.5, -(run.size * 0.2));
        let holds = |r: &Rect| r.x <= at.x && at.x <= r.x + r.w && r.y <= at.y && at.y <= r.y + r.h;
        self.links.iter().copied().find(|l| self.layout.links[*l].rects.iter().any(holds))
    }

    fn begin(&mut self, mark: Mark) {
        let (tag, properties) = match mark {
            Mark::Artifact(kind) => ("Artifact", artifact(kind)),
            Mark::Leaf(leaf) => (self.tag(leaf), self.numbered(leaf)),
            Mark::Hyphen(leaf) => {
                self.drawn.hyphens.insert(self.drawn.leaves.len());
                ("Span", self.numbered(leaf))
            }
        };
        self.pen.leave_text();
        self.pen.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.into(), properties });
        self.open = Some(mark);
    }

    /// The property list of the next marked-content sequence.
    fn numbered(&mut self, leaf: Leaf) -> DictItem {
        let mcid = DictItem::Int(self.drawn.leaves.len() as i64);
        self.drawn.leaves.push(leaf);
        dict([("MCID", mcid)])
    }

    fn tag(&self, leaf: Leaf) -> &'static str {
        match leaf {
            Leaf::Elem(elem) => super::finish::structure_type(&self.layout.tags.get(elem).role),
            Leaf::Link(_) => "Link",
        }
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.pen.leave_text();
            self.pen.ops.push(Op::EndMarkedContent);
        }
    }

    fn draw(&mut self, draw: &Draw) {
        match draw {
            Draw::Text { at, run } => self.text(*at, run),
            Draw::Path { path, fill, stroke, opacity } => {
                let painted =
                    DrawnPath { path, fill: fill.as_ref(), stroke: stroke.as_ref(), opacity: *opacity };
                self.path(&painted);
            }
            Draw::Rect { rect, ink } => {
                self.pen.leave_text();
                self.opacity(1.0);
                self.fill(ink, Use::of_bar(*rect), 1.0);
                path::fill_rect(&mut self.pen.ops, &self.frame, self.bleed.rect(*rect));
            }
            Draw::Picture { picture, rect } => self.picture(*picture, *rect),
        }
    }

    /// Sets the fill, and whether it goes over what lies below; gives the opacity that is left to set.
    fn fill(&mut self, ink: &Ink, used: Use, opacity: f64) -> f64 {
        let (tone, opacity) = self.paint.tone(ink, used, opacity);
        self.overprint(tone.overprints(used));
        self.note_spot(&tone);
        self.pen.fill(tone);
        opacity
    }

    fn stroke(&mut self, ink: &Ink, width: Pt, opacity: f64) -> f64 {
        let (tone, opacity) = self.paint.tone(ink, Use::Solid, opacity);
        self.overprint(false);
        self.note_spot(&tone);
        self.pen.stroke(tone, width);
        opacity
    }

    fn note_spot(&mut self, tone: &Tone) {
        if let Tone::Spot(spot, _) = tone {
            self.drawn.uses.spots.entry(spot.resource()).or_insert_with(|| spot.clone());
        }
    }

    fn overprint(&mut self, overprint: bool) {
        if let Some(state) = self.pen.overprint(overprint) {
            self.drawn.uses.states.insert(state);
        }
    }

    fn opacity(&mut self, opacity: f64) {
        self.drawn.uses.transparent |= opacity < 1.0;
        if let Some(state) = self.pen.opacity(opacity) {
            self.drawn.uses.states.insert(state);
        }
    }

    fn path(&mut self, drawn: &DrawnPath) {
        let even_odd = drawn.fill.map(|f| f.1);
        let Some(painting) = Painting::of(even_odd, drawn.stroke.is_some()) else { return };
        if drawn.path.segs.is_empty() {
            return;
        }
        self.pen.leave_text();
        let mut opacity = drawn.opacity;
        if let Some((ink, _)) = drawn.fill {
            opacity = self.fill(ink, Use::Solid, drawn.opacity);
        }
        if let Some((ink, width)) = drawn.stroke {
            opacity = self.stroke(ink, *width, drawn.opacity);
        }
        self.opacity(opacity);
        // A line has no ground to go on with.
        let carried = drawn.fill.map(|_| self.bleed.path(drawn.path));
        path::paint(&mut self.pen.ops, &self.frame, carried.as_ref().unwrap_or(drawn.path), painting);
    }

    fn picture(&mut self, id: PictureId, rect: Rect) {
        // Layout has made paths of drawings.
        let Some(Picture::Raster(raster)) = self.layout.pictures.get(id.0 as usize) else { return };
        self.pen.leave_text();
        self.opacity(1.0);
        self.overprint(false);
        self.drawn.uses.transparent |= matches!(&raster.data, RasterData::Pixels { alpha: Some(_), .. });
        let name = image::resource(id);
        image::place(&mut self.pen.ops, &name, self.frame.rect(self.bleed.rect(rect)), raster.orientation);
        self.drawn.uses.images.insert(name);
    }
}

/// A path with its paint, as [`Draw::Path`] has it.
struct DrawnPath<'a> {
    path: &'a Path,
    fill: Option<&'a (Ink, bool)>,
    stroke: Option<&'a (Ink, Pt)>,
    opacity: f64,
}

/// Property list of an artifact (ISO 32000-1, 14.8.2.2).
fn artifact(kind: ArtifactKind) -> DictItem {
    let name = |s: &str| DictItem::Name(s.as_bytes().to_vec());
    match kind {
        ArtifactKind::Header => dict([("Type", name("Pagination")), ("Subtype", name("Header"))]),
        ArtifactKind::Footer => dict([("Type", name("Pagination")), ("Subtype", name("Footer"))]),
        ArtifactKind::Page => dict([("Type", name("Page"))]),
        ArtifactKind::Layout | ArtifactKind::Repeat => dict([("Type", name("Layout"))]),
    }
}

/// A property list.
fn dict<const N: usize>(entries: [(&str, DictItem); N]) -> DictItem {
    DictItem::Dict { map: entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect() }
}
