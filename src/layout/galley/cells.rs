//! Boxes of a galley, in slices where one is taller than a page.

use super::cost;
use crate::layout::cut;
use crate::layout::frag::Frag;
use crate::layout::segment::{Cell, Item, Segment};
use crate::theme::PageTemplate;

/// A box with notes is cut where it takes more than this share of a page: its notes stand beneath it.
const WITH_NOTES: f64 = 0.6;
/// Share of a page that a slice of a box takes, so that slices fill what other things leave of a page.
const SLICE: f64 = 0.2;

/// A block as a segment of its own, across the page, cut wherever a page may need it.
pub(super) fn run_on(frag: Frag, page: &PageTemplate) -> Segment {
    let cells = cut_up(frag, (page, Some(0)), false);
    Segment { columns: 1, above: 2, items: cells.into_iter().map(Item::Box).collect(), ..Segment::default() }
}

/// A box of `steps`; several where it is taller than a page with the notes that it may have.
pub(super) fn cells(
    frag: Frag,
    steps: i32,
    (page, after): (&PageTemplate, Option<i64>),
    snap: bool,
) -> Vec<Cell> {
    let share = if frag.notes.is_empty() { 1.0 } else { WITH_NOTES };
    if page.grid * 0.5 * f64::from(steps) <= page.body_height() * share {
        return vec![Cell { frag, steps, snap, after, ..Cell::default() }];
    }
    cut_up(Frag { height: page.grid * 0.5 * f64::from(steps), ..frag }, (page, after), snap)
}

fn cut_up(frag: Frag, (page, after): (&PageTemplate, Option<i64>), snap: bool) -> Vec<Cell> {
    let step = page.grid * 0.5;
    let slices = cut::slices(frag, page.body_height() * SLICE, step);
    let count = slices.len();
    let cell = |(i, frag): (usize, Frag)| Cell {
        steps: (frag.height / step).round() as i32,
        frag,
        snap: snap && i == 0,
        after: if i + 1 == count { after } else { Some(cost::ROW) },
        ..Cell::default()
    };
    slices.into_iter().enumerate().map(cell).collect()
}
