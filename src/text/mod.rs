//! From styled characters to lines of placed glyphs. A paragraph is shaped once ([`prepare`]) and broken as
//! often as somebody asks ([`Prepared::lines`]). Knows no page and no block.

mod amounts;
mod assemble;
mod beside;
mod body;
pub mod breaks;
mod clusters;
pub mod date;
pub mod digits;
mod fill;
mod fit;
mod hyphen;
pub mod isolate;
pub mod itemize;
pub mod line;
mod links;
pub mod markup;
mod memo;
pub mod numbers;
mod optimum;
mod passes;
mod pieces;
mod protrude;
pub mod rich;
pub mod shape;
#[cfg(test)]
mod tests;
pub mod typography;
pub mod words;

pub use beside::{Broken, Edge};
pub use line::{Line, LineGlyph, LineRun};
pub use rich::{Align, Anchor, Caps, Figures, NoteId, ParaSetting, Position, Rich, Styled, TextStyle};

use crate::base::Pt;
use crate::font::FontSet;
use body::Body;
use breaks::Kind;
use std::sync::Arc;

/// A paragraph, itemized and shaped, ready to be broken to any measure.
#[derive(Clone)]
pub struct Prepared {
    body: Arc<Body>,
    /// How it has been broken, where that is kept.
    broken: Option<Arc<memo::Broken>>,
}

/// A place where a line may end, measured along the paragraph as if it were one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineStop {
    /// Where a line that ends here ends.
    pub end: Pt,
    /// Where a line that starts here starts.
    pub start: Pt,
    /// A line must end here.
    pub forced: bool,
}

/// Says that sheets are to be set many times over, so that it pays to keep more of what has been shaped.
pub fn expect_many(fonts: &FontSet) {
    fonts.memo::<memo::Memo>().into_iter().for_each(|memo| memo.keep_many());
}

/// Shapes a paragraph. Where many sheets are set from the same faces, one that has been shaped before is taken from
/// there.
pub fn prepare(rich: &Rich, setting: &ParaSetting, fonts: &FontSet) -> Prepared {
    let shape = || Body::new(rich, setting, fonts);
    match fonts.memo::<memo::Memo>() {
        Some(memo) => memo.prepared(rich, setting, shape),
        None => Prepared { body: shape().into(), broken: None },
    }
}

impl Prepared {
    /// Breaks into lines of `measure`. Never empty; a text without characters gives one empty line.
    ///
    /// The runs of each line are placed from the measure's left edge: indent, alignment and what hangs out are
    /// part of [`LineRun::x`].
    pub fn lines(&self, measure: Pt) -> Vec<Line> {
        let lines = || self.broken(measure, 0).unwrap_or_else(|| vec![Line::default()]);
        match &self.broken {
            Some(kept) => kept.lines(measure, lines),
            None => lines(),
        }
    }
    /// The best breaking with `looseness` lines more (or fewer) than [`lines`](Self::lines) gives, for fitting
    /// pages. `None` where that cannot be had without bad lines.
    pub fn lines_with(&self, measure: Pt, looseness: i32) -> Option<Vec<Line>> {
        self.broken(measure, looseness)
    }
    /// How many lines [`lines_with`](Self::lines_with) gives, without setting them.
    pub fn count_with(&self, measure: Pt, looseness: i32) -> Option<usize> {
        let count = || Some(passes::break_up(&self.body, real(measure), looseness)?.ends.len());
        match &self.broken {
            Some(kept) => kept.count(measure, looseness, count),
            None => count(),
        }
    }
    /// Width of the widest line when only forced breaks are taken.
    pub fn natural_width(&self) -> Pt {
        self.widest(|kind| kind == Kind::Forced)
    }
    /// Width of the widest unbreakable piece.
    pub fn min_width(&self) -> Pt {
        self.widest(|kind| kind != Kind::Syllable)
    }

    /// Where its lines may end, with words whole unless they may be hyphenated; the first is its start.
    pub fn stops(&self) -> Vec<LineStop> {
        let counts = |p: &&body::Point| !matches!(p.stop.kind, Kind::Syllable | Kind::Cluster);
        let stop = |p: &body::Point| LineStop {
            end: Pt(p.stop.upto.width + p.hang_end),
            start: Pt(p.stop.from.width - p.hang_start),
            forced: p.stop.kind == Kind::Forced,
        };
        self.body.points.iter().filter(counts).map(stop).collect()
    }

    fn broken(&self, measure: Pt, looseness: i32) -> Option<Vec<Line>> {
        let measure = real(measure);
        let broken = passes::break_up(&self.body, measure, looseness)?;
        let set =
            assemble::Setting { measure, align: broken.align, indent: broken.indent, give: broken.give };
        let starts = std::iter::once(&0).chain(&broken.ends);
        let line = |(&i, &j): (&usize, &usize)| {
            assemble::line(&self.body, &broken.points[i], &broken.points[j], &set)
        };
        Some(starts.zip(&broken.ends).map(line).collect())
    }

    /// Width of the widest piece between two stops that `counts`, without hanging.
    fn widest(&self, counts: impl Fn(Kind) -> bool) -> Pt {
        let mut points = self.body.points.iter().filter(|p| counts(p.stop.kind));
        let Some(mut from) = points.next() else { return Pt::ZERO };
        let mut widest = 0.0f64;
        let mut indent = self.body.setting.indent.0;
        for to in points {
            let left = from.stop.from.width - from.hang_start;
            widest = widest.max(to.stop.upto.width + to.hang_end - left + indent);
            (from, indent) = (to, 0.0);
        }
        Pt(widest)
    }
}

/// A measure that there can be.
fn real(measure: Pt) -> f64 {
    // A comparison with NaN is false.
    if measure.0 > 0.0 { measure.0 } else { 0.0 }
}
