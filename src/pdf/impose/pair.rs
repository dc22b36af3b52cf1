//! Two copies of a document on each sheet, side by side: cut through the middle, each half is one copy, in order.

use super::place::{self, Placed};
use super::plan::Sheet;
use super::source::{Bounds, Page};
use super::{Flip, Impose, Marks, Order, Scale, Scheme, fit, marks, nup};
use crate::base::{Diagnostics, Pt, Size};

/// A side of a sheet.
pub(in crate::pdf) struct Side {
    pub paper: Size,
    pub trim: Bounds,
    pub bleed: Bounds,
    pub placed: Vec<Placed>,
    /// Operators that draw crop marks.
    pub marks: String,
    pub flip: Flip,
}

const ASK: Impose = Impose {
    scheme: Scheme::TwoUp,
    order: Order::Leaves,
    sheet: None,
    scale: Scale::Keep,
    flip: None,
    gutter: None,
    thickness: Pt::ZERO,
    marks: Marks::Room,
};

/// The sides of sheets for two copies, the first of which has `first` of the `pages`; its half is at the left of fronts.
/// `color` is the resource name of the registration colour. `None` where no sheet holds them.
pub(in crate::pdf) fn sides(pages: &[Page], first: usize, color: &str) -> Option<Vec<Side>> {
    let mut diags = Diagnostics::default();
    let mut plan = nup::plan(pages, 2, &ASK, &mut diags);
    let across = plan.columns.len();
    let most = first.max(pages.len() - first);
    let page = |copy: usize, n: usize| {
        let (from, to) = if copy == 0 { (0, first) } else { (first, pages.len()) };
        Some(from + n).filter(|p| *p < to)
    };
    // Behind the left half of a front lies the right one of its back; halves one upon another stay where they are.
    let back = |n: usize| match across {
        2 => vec![page(1, n), page(0, n)],
        _ => vec![page(0, n), page(1, n)],
    };
    plan.sheets = (0..most)
        .step_by(2)
        .map(|n| Sheet {
            front: vec![page(0, n), page(1, n)],
            back: (most > 1).then(|| back(n + 1)),
            creep: 0.0,
        })
        .collect();
    let fitted = fit::fit(&plan, pages, &ASK, &mut diags)?;
    let flip = place::flip(None, fitted.paper, &plan);
    let side = |side: place::Side| Side {
        paper: fitted.paper,
        marks: if fitted.marks {
            marks::draw(&side, fitted.paper, fitted.bleed, color)
        } else {
            String::new()
        },
        trim: side.trim,
        bleed: side.bleed,
        placed: side.placed,
        flip,
    };
    Some(place::sides(&plan, &fitted, pages, flip).into_iter().map(side).collect())
}
