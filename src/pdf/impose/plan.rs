//! What a scheme says: a grid of cells on each sheet and the page in each cell. Lengths in points of the source's
//! size; nothing here knows the paper.

use super::source::Page;
use super::{Flip, Impose, Scheme, booklet, nup, paper, trifold};
use crate::base::{Diagnostic, Diagnostics};

/// What parts the columns of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A knife: there may be white between, which takes the bleed.
    Cut,
    /// A fold: pages end at it.
    Fold,
}

/// An arrangement.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    /// Widths of the columns of a front, from the left; the back has them from the right.
    pub columns: Vec<f64>,
    /// Heights of the rows, from the top.
    pub rows: Vec<f64>,
    /// White between cells that are cut apart.
    pub gap: f64,
    /// What parts the columns.
    pub joint: Joint,
    /// Folds of a front inside of cells, from the left edge of the grid.
    pub folds: Vec<f64>,
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// One sheet of paper. Cells count by rows, from the top left corner of the side as it is read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sheet {
    /// The page in each cell.
    pub front: Vec<Option<usize>>,
    /// The same of the back as it is read when the sheet is turned like the leaf of a book.
    pub back: Option<Vec<Option<usize>>>,
    /// How far pages are pushed towards the fold.
    pub creep: f64,
}

impl Plan {
    /// Width and height of all cells.
    pub(super) fn size(&self) -> [f64; 2] {
        let [across, down] = self.gaps();
        let total = |parts: &[f64], gap: f64| parts.iter().sum::<f64>() + gap * (parts.len() - 1) as f64;
        [total(&self.columns, across), total(&self.rows, down)]
    }
    /// White between columns and between rows.
    pub(super) fn gaps(&self) -> [f64; 2] {
        let across = if self.joint == Joint::Cut { self.gap } else { 0.0 };
        [across, self.gap]
    }
    /// The same for pages that run from right to left: what stood at the left stands at the right.
    pub(super) fn mirrored(mut self) -> Plan {
        let columns = self.columns.len().max(1);
        let width = self.size()[0];
        self.columns.reverse();
        self.folds = self.folds.iter().rev().map(|f| width - f).collect();
        for sheet in &mut self.sheets {
            for cells in std::iter::once(&mut sheet.front).chain(&mut sheet.back) {
                cells.chunks_mut(columns).for_each(<[_]>::reverse);
            }
        }
        self
    }
    /// Whether any sheet has a back.
    pub(super) fn is_duplex(&self) -> bool {
        self.sheets.iter().any(|s| s.back.is_some())
    }
}

/// The arrangement of `pages` that is asked for.
pub(super) fn make(pages: &[Page], ask: &Impose, diags: &mut Diagnostics) -> Option<Plan> {
    if ask.scheme != Scheme::TriFold {
        diags.extend(unlike(pages));
    }
    match ask.scheme {
        Scheme::TwoUp => Some(nup::plan(pages, 2, ask, diags)),
        Scheme::FourUp => Some(nup::plan(pages, 4, ask, diags)),
        Scheme::Booklet => booklet::plan(pages, ask, diags),
        Scheme::TriFold => trifold::plan(pages, ask, diags),
    }
}

/// That a page is of another size than the first.
fn unlike(pages: &[Page]) -> Diagnostics {
    let size = |p: &Page| [p.width(), p.height()];
    let same = |p: &&Page| (0..2).all(|i| (size(p)[i] - size(&pages[0])[i]).abs() < paper::SAME);
    let others = pages.iter().filter(|p| !same(p)).count();
    let mut diags = Diagnostics::default();
    if let Some(index) = pages.iter().position(|p| !same(&p)) {
        let [one, other] = [&pages[0], &pages[index]].map(|p| paper::measured(size(p)));
        let what = format!(
            "page 1 is {one}, page {} is {other}, and {others} in all are not like page 1",
            index + 1
        );
        let d = Diagnostic::warning("pages-differ", what);
        diags.push(d.help(
            "each stands in the middle of a place for the largest: look at the result before you cut it",
        ));
    }
    diags
}

/// Width and height that hold every page, after what they are turned and scaled by in the source.
pub(super) fn largest(pages: &[Page]) -> [f64; 2] {
    let most = |f: fn(&Page) -> f64| pages.iter().map(f).fold(0.0, f64::max);
    [most(|p| p.width()), most(|p| p.height())]
}

/// The widest bleed of any page.
pub(super) fn bleed(pages: &[Page]) -> f64 {
    pages.iter().map(Page::bleed).fold(0.0, f64::max)
}

/// White between cells: what is asked for, or the bleed of both neighbours.
pub(super) fn gap(pages: &[Page], ask: &Impose) -> f64 {
    ask.gutter.map_or(2.0 * bleed(pages), |g| g.0)
}

/// Whether sheets are printed on both sides.
pub(super) fn two_sided(ask: &Impose) -> bool {
    ask.flip != Some(Flip::OneSided)
}
