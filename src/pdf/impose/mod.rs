//! Imposition: the pages of a finished PDF, ours or a stranger's, arranged on the sheets of a press or of an
//! office printer so that they stand right when the sheet has been printed, folded and cut. Takes and gives bytes;
//! draws nothing of its own but marks, and never sets a page anew.
//!
//! `source` reads the pages, a scheme (`nup`, `booklet`, `trifold`) says which page goes into which cell, `fit`
//! chooses the paper, `place` turns cells into coordinates, `form` makes each page an object that can be placed, with
//! its `stamps`; `keep` (with `xmp`) says what the new file still is, `gather` leaves behind what no sheet uses.

mod booklet;
mod fit;
mod form;
mod gather;
pub(super) mod keep;
mod marks;
mod nup;
pub(super) mod pair;
mod paper;
mod place;
mod plan;
pub(super) mod source;
mod stamps;
#[cfg(test)]
mod tests;
mod trifold;
mod write;
pub(super) mod xmp;

pub use paper::{named as paper, written as paper_name};
pub(super) use place::Placed;
pub(super) use write::{placing, registration};

use super::Judge;
use crate::base::{Diagnostics, Pt, Size};
use source::Source;

/// How pages are arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Two pages a side, to be cut apart.
    TwoUp,
    /// Four pages a side, to be cut apart.
    FourUp,
    /// Folded in the middle and stapled there.
    Booklet,
    /// One sheet folded twice, as a letter is; six panels.
    TriFold,
}

/// Which pages share a side where the sheet is cut apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Leaf after leaf, a page and its back; a document of one leaf is repeated.
    #[default]
    Leaves,
    /// Each leaf in all places of its sheet.
    Repeat,
    /// So that the cut piles, put one upon another, are in order.
    Stack,
    /// Page after page on each side: to be read as it is and not to be cut.
    Read,
}

/// About which edge of the sheet the printer turns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flip {
    /// The long one.
    Long,
    /// The short one.
    Short,
    /// It does not: sheets are printed on one side.
    OneSided,
}

/// Whether pages may be made smaller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// They keep their size.
    #[default]
    Keep,
    /// They are made smaller where the sheet cannot hold them.
    Fit,
}

/// Whether crop and fold marks are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// Where the sheet has room for them; pages with bleed are given a sheet that has.
    #[default]
    Room,
    /// On a sheet that has room for them.
    Always,
    /// Never.
    Never,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Impose {
    /// How pages are arranged.
    pub scheme: Scheme,
    /// Which pages share a side.
    pub order: Order,
    /// The sheet; the smallest standard paper that holds the pages where none is named.
    pub sheet: Option<Size>,
    /// Whether pages may be made smaller.
    pub scale: Scale,
    /// How the printer turns the sheet; the way that needs no page upside down where none is named.
    pub flip: Option<Flip>,
    /// White between pages that are cut apart; room for the bleed of both where none is named.
    pub gutter: Option<Pt>,
    /// Thickness of the paper, for the creep of a booklet.
    pub thickness: Pt,
    /// Marks.
    pub marks: Marks,
}

/// An imposed file.
pub struct Imposed {
    /// The file.
    pub pdf: Vec<u8>,
    /// What is in it, for the summary.
    pub facts: Facts,
}

/// An imposed file in figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts {
    /// Pages of the source.
    pub pages: usize,
    /// Sheets of paper.
    pub sheets: usize,
    /// One sheet.
    pub paper: Size,
    /// How it is to be turned.
    pub flip: Flip,
}

/// Arranges the pages of the PDF `bytes`. Of the standards that the source says it meets, the new file carries the
/// marks of those that `judge` finds it to meet. `None` where an error keeps the file from being made; `diags` then
/// says which.
pub fn impose(bytes: &[u8], ask: &Impose, judge: &Judge, diags: &mut Diagnostics) -> Option<Imposed> {
    let mut source = Source::read(bytes).map_err(|d| diags.push(d)).ok()?;
    let plan = plan::make(&source.pages, ask, diags)?;
    let plan = if source.runs_left() { plan.mirrored() } else { plan };
    let fitted = fit::fit(&plan, &source.pages, ask, diags)?;
    let flip = place::flip(ask.flip, fitted.paper, &plan);
    let sides = place::sides(&plan, &fitted, &source.pages, flip);
    let facts = Facts { pages: source.pages.len(), sheets: plan.sheets.len(), paper: fitted.paper, flip };
    let made = write::write(&mut source, &sides, (&fitted, flip), judge, diags);
    let pdf = made.map_err(|d| diags.push(d)).ok()?;
    Some(Imposed { pdf, facts })
}
