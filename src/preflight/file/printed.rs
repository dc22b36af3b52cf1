//! What a file puts on paper, as the rules for print see it: its marks, its lines of text, what lies under a place, and
//! words for where that is.

mod ground;
mod hits;
mod text;

pub use ground::Ground;
pub use hits::{Hit, tell};
pub use text::Text;

use crate::preflight::reading::{
    Bounds, Cache, Mark, PageMarks, Paint, Pattern, Pdf, PdfPage, Source, What, marks_with, pages,
};
use lopdf::Document;
use rayon::prelude::*;
use std::cell::{Cell, OnceCell};

/// Most comparisons of marks with each other on a page, of all rules together: about a second. A page of text has a
/// hundred thousand.
const MOST_COMPARED: usize = 1 << 27;

/// Into so many parts pages are divided for other threads; each reads the fonts of its pages anew.
const SHARES: usize = 8;

/// A page with its marks.
pub struct Printed {
    /// The page.
    pub page: PdfPage,
    /// All that it puts on paper.
    pub marks: PageMarks,
    texts: OnceCell<Vec<Text>>,
    grounds: Vec<usize>,
    /// How often marks may still be compared with each other.
    left: Cell<usize>,
}

/// The pages of `document` as they print.
pub fn printed(document: &Document) -> Vec<Printed> {
    let pdf = Pdf::of(document);
    let pages = pages(&pdf);
    if !pages.iter().flat_map(|p| &p.contents).all(|id| pdf.stream(*id).is_some_and(|s| !s.is_compressed())) {
        return read(&pdf, pages);
    }
    // What is not written yet is as large as it looks: its pages need no budget in common.
    let share = pages.len().div_ceil(SHARES).max(1);
    let apart = pages.par_chunks(share).map(|some| read(&Pdf::of(document), some.to_vec()));
    apart.flatten_iter().collect()
}

/// Pages as they print, one after the other.
fn read(pdf: &Pdf<'_>, pages: Vec<PdfPage>) -> Vec<Printed> {
    let mut cache = Cache::default();
    let read = |page: PdfPage| {
        let marks = marks_with(pdf, &page, &mut cache);
        let grounds = ground::candidates(&marks.marks);
        Printed { page, marks, texts: OnceCell::new(), grounds, left: Cell::new(MOST_COMPARED) }
    };
    pages.into_iter().map(read).collect()
}

impl Printed {
    /// Its visible text, line by line as far as lines hold together in the file; found when the first rule asks.
    pub fn texts(&self) -> &[Text] {
        self.texts.get_or_init(|| text::lines(&self.marks.marks, self.page.user_unit))
    }
    /// What of it was left, in words.
    pub fn gaps(&self) -> Vec<&str> {
        let mut gaps: Vec<&str> = self.marks.gaps.iter().map(String::as_str).collect();
        if self.left.get() == 0 {
            gaps.push("more lies over each other on it than is compared");
        }
        gaps
    }
    /// Takes `n` comparisons out of the page's budget; false where it has no more.
    pub fn compares(&self, n: usize) -> bool {
        self.left.set(self.left.get().saturating_sub(n));
        self.left.get() > 0
    }
    /// The marks of its content that leave ink; glyphs of Type 3 fonts are told by their text.
    pub fn inked(&self) -> impl Iterator<Item = (usize, &Mark)> {
        self.marks.marks.iter().enumerate().filter(|(_, m)| is_shown(m) && m.source != Source::Glyph)
    }
    /// Where `b` is, in points from the trim's lower left, as the page is read.
    pub fn upright(&self, b: &Bounds) -> Bounds {
        b.through(&self.page.upright())
    }
    /// The trimmed page as it is read, from 0, in points.
    pub fn trim(&self) -> Bounds {
        self.upright(&self.page.trim)
    }
    /// What will be on the finished page of `b`.
    pub fn on_page(&self, b: &Bounds) -> Bounds {
        b.intersect(self.page.trim)
    }
    /// Where `b` is, in words: from the top left corner of the trim.
    pub fn place(&self, b: &Bounds) -> String {
        let (at, trim) = (self.upright(b), self.trim());
        let say = |v: f64| format!("{:.2} in ({:.0} mm)", v / 72.0, v / 72.0 * 25.4);
        format!("{} from the left and {} from the top", say(at.x0), say(trim.y1 - at.y1))
    }
}

/// Whether the mark can leave ink at all.
pub fn is_shown(mark: &Mark) -> bool {
    let hidden = mark.content.as_ref().is_some_and(|c| c.hidden);
    let invisible = match &mark.what {
        What::Text(run) => run.is_invisible(),
        What::GroupBegin(_) | What::GroupEnd => true,
        _ => false,
    };
    // A rule may have no height of its own; a clip that leaves nothing has less.
    !hidden && !invisible && !mark.bounds.is_empty()
}

/// The colours of a mark, with how it takes them: fills, strokes, the marks in a pattern's cell.
pub fn paints(mark: &Mark) -> Vec<Paint> {
    let of = |paint: &Paint| match paint.pattern.as_deref() {
        Some(Pattern::Tiling { marks, colored: true, .. }) => marks.iter().flat_map(paints).collect(),
        Some(Pattern::Shading { shading, .. }) => {
            vec![Paint { space: shading.space.clone(), components: [].into(), pattern: None }]
        }
        _ => vec![paint.clone()],
    };
    match &mark.what {
        What::Fill { paint, .. } | What::Stroke { paint, .. } => of(paint),
        What::Text(run) => {
            let fill = run.is_filled().then_some(&run.fill);
            let stroke = run.is_stroked().then_some(&run.stroke);
            fill.into_iter().chain(stroke).flat_map(of).collect()
        }
        What::Image(image) => image.paint.iter().flat_map(of).collect(),
        _ => Vec::new(),
    }
}

/// Whether a colour is bare paper.
pub fn is_white(paint: &Paint) -> bool {
    match (&paint.pattern, paint.inks()) {
        (Some(_), _) => false,
        (None, Some(inks)) => inks.total() < 0.005,
        (None, None) => paint.rgb().iter().all(|v| *v > 0.995),
    }
}

/// The colours of a mark in one word for messages.
pub fn kind(mark: &Mark) -> &'static str {
    match &mark.what {
        What::Fill { .. } => "a shape",
        What::Stroke { .. } => "a line",
        What::Text(_) => "text",
        What::Image(_) => "a picture",
        _ => "a shading",
    }
}
