//! Pages as printpdf operators. Each [`Placed`] item is one marked-content sequence, cut where a link begins
//! or ends, because a link is an element of its own.

mod pen;
mod text;

use super::glyphs::{self, Subset};
use super::pages::Frame;
use super::path::{self, Painting};
use super::{Draft, DrawnPage, Leaf, PdfError, image};
use crate::base::{Path, Pt, Rect};
use crate::edition::Edition;
use crate::font::FontSet;
use crate::layout::{Draw, Layout, Owner, Placed};
use crate::story::{ArtifactKind, Picture, PictureId, Role};
use pen::Pen;
use printpdf::{
    CustomPdfConformance, DictItem, Op, PdfConformance, PdfDocument, PdfPage, PdfParseErrorSeverity,
    PdfSaveOptions,
};

/// Draws all pages.
pub(super) fn draw(layout: &Layout, fonts: &FontSet, edition: &Edition) -> Result<Draft, PdfError> {
    if layout.pages.is_empty() {
        return Err(PdfError::NoPages);
    }
    let subsets = glyphs::subsets(layout, fonts)?;
    let mut document = empty_document();
    for subset in &subsets {
        text::register(&mut document, subset, fonts.face(subset.face));
    }
    let mut pages = Vec::new();
    for number in 0..layout.pages.len() {
        let (ops, drawn) = PageDrawer::new(layout, number, &subsets, edition).run();
        pen::register_states(&mut document, &drawn.uses.states);
        image::register(&mut document, layout, &drawn.uses.images);
        document.pages.push(PdfPage::new(printpdf::Mm(0.0), printpdf::Mm(0.0), ops));
        pages.push(drawn);
    }
    Ok(Draft { document: translate(&document)?, subsets, pages })
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
    Artifact(ArtifactKind),
}

/// One page in the making.
struct PageDrawer<'a> {
    layout: &'a Layout,
    number: usize,
    subsets: &'a [Subset],
    edition: &'a Edition,
    frame: Frame,
    pen: Pen,
    open: Option<Mark>,
    drawn: DrawnPage,
}

impl<'a> PageDrawer<'a> {
    fn new(layout: &'a Layout, number: usize, subsets: &'a [Subset], edition: &'a Edition) -> Self {
        let frame = Frame::new(layout.pages[number].size, edition);
        let (pen, drawn) = (Pen::default(), DrawnPage::default());
        PageDrawer { layout, number, subsets, edition, frame, pen, open: None, drawn }
    }

    fn run(mut self) -> (Vec<Op>, DrawnPage) {
        let layout = self.layout;
        if let Some(ink) = layout.ground.as_ref().filter(|_| self.edition.on_screen()) {
            let size = layout.pages[self.number].size;
            let rect = Rect::new(Pt::ZERO, Pt::ZERO, size.w, size.h);
            let draws = vec![Draw::Rect { rect, ink: ink.clone() }];
            self.placed(&Placed { owner: Owner::Artifact(ArtifactKind::Layout), draws });
        }
        for item in &layout.pages[self.number].items {
            self.placed(item);
        }
        (self.pen.ops, self.drawn)
    }

    fn placed(&mut self, item: &Placed) {
        for draw in &item.draws {
            let mark = self.mark(item.owner, draw);
            if self.open != Some(mark) {
                self.close();
                self.begin(mark);
            }
            self.draw(draw);
        }
        self.close();
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
        self.layout.links.iter().position(|l| l.page == self.number && l.rects.iter().any(holds))
    }

    fn begin(&mut self, mark: Mark) {
        let (tag, properties) = match mark {
            Mark::Artifact(kind) => ("Artifact", artifact(kind)),
            Mark::Leaf(leaf) => {
                let mcid = DictItem::Int(self.drawn.leaves.len() as i64);
                self.drawn.leaves.push(leaf);
                (self.tag(leaf), dict([("MCID", mcid)]))
            }
        };
        self.pen.leave_text();
        self.pen.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.into(), properties });
        self.open = Some(mark);
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
                self.pen.fill(ink, self.edition.color);
                path::fill_rect(&mut self.pen.ops, &self.frame, *rect);
            }
            Draw::Picture { picture, rect } => self.picture(*picture, *rect),
        }
    }

    fn opacity(&mut self, opacity: f64) {
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
        self.opacity(drawn.opacity);
        if let Some((ink, _)) = drawn.fill {
            self.pen.fill(ink, self.edition.color);
        }
        if let Some((ink, width)) = drawn.stroke {
            self.pen.stroke(ink, *width, self.edition.color);
        }
        path::paint(&mut self.pen.ops, &self.frame, drawn.path, painting);
    }

    fn picture(&mut self, id: PictureId, rect: Rect) {
        // Layout has made paths of drawings.
        let Some(Picture::Raster(raster)) = self.layout.pictures.get(id.0 as usize) else { return };
        self.pen.leave_text();
        self.opacity(1.0);
        let name = image::resource(id);
        image::place(&mut self.pen.ops, &name, self.frame.rect(rect), raster.orientation);
        self.drawn.uses.images.insert(name);
    }
}

/// A path with its paint, as [`Draw::Path`] has it.
struct DrawnPath<'a> {
    path: &'a Path,
    fill: Option<&'a (crate::base::Ink, bool)>,
    stroke: Option<&'a (crate::base::Ink, Pt)>,
    opacity: f64,
}

/// Property list of an artifact (ISO 32000-1, 14.8.2.2).
fn artifact(kind: ArtifactKind) -> DictItem {
    let name = |s: &str| DictItem::Name(s.as_bytes().to_vec());
    match kind {
        ArtifactKind::Header => dict([("Type", name("Pagination")), ("Subtype", name("Header"))]),
        ArtifactKind::Footer => dict([("Type", name("Pagination")), ("Subtype", name("Footer"))]),
        ArtifactKind::Layout | ArtifactKind::Repeat => dict([("Type", name("Layout"))]),
    }
}

/// A property list.
fn dict<const N: usize>(entries: [(&str, DictItem); N]) -> DictItem {
    DictItem::Dict { map: entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect() }
}
