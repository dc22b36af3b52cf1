//! How much room a story takes on its pages, without placing anything: what fitting tries again and again.

use super::divided;
use super::galley::Galley;
use super::in_order;
use super::pages::Pager;
use super::plan::{Body, Plan};
use super::segment::{Item, Segment};
use super::variants::Change;
use crate::base::{Pt, Span};
use crate::font::FontSet;
use crate::story::Story;
use crate::text;
use crate::theme::PageTemplate;

/// The room that a story takes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extent {
    /// Pages.
    pub pages: usize,
    /// Share of the last page that is filled, notes and closing block included: from 0 to 1.
    pub last: f64,
    /// Lines of a column on pages beyond those that are wanted, what their notes take included.
    pub over: usize,
    /// Lines of a column that would fill the last page.
    pub missing: usize,
    /// Lines of a column on all pages.
    pub lines: usize,
    /// What the division into pages costs: a widow is 10 000.
    pub cost: i64,
    /// Something is taller than its page.
    pub overfull: bool,
    /// Paragraphs that are set a line longer than suits them best.
    pub longer: usize,
    /// Paragraphs that are set a line shorter.
    pub shorter: usize,
    /// Where each thing in the columns was written, and how many half lines it takes.
    pub heights: Vec<(Span, i32)>,
}

/// Divides a story into pages and measures them.
pub fn extent(story: &Story, page: &PageTemplate, fonts: &FontSet) -> Extent {
    text::expect_many(fonts);
    in_order(story, |story| {
        let galley = Galley::new(story, page, fonts);
        let pager = galley.pager();
        let plans = divided::divide(&pager, fonts);
        let marks = plans.iter().flat_map(|p| pager.marks(p)).collect();
        (measure(&pager, &plans), marks)
    })
}

fn measure(pager: &Pager<'_>, plans: &[Plan]) -> Extent {
    let page = pager.page;
    let columns = page.columns as f64;
    let lines = |height: Pt| (height / page.grid * columns).round().max(0.0) as usize;
    let whole = page.body_height();
    let used = plans.last().map_or(Pt::ZERO, |p| used(pager, p).min(whole));
    let beyond = plans.iter().skip(page.pages.unwrap_or(plans.len()));
    let (longer, shorter) = changed(pager, plans);
    Extent {
        pages: plans.len(),
        last: used / whole,
        over: beyond.map(|p| lines(used_text(pager, p) + pager.area(&p.notes))).sum(),
        missing: lines(whole - used),
        lines: plans.iter().map(|p| pager.lines(p).max(0) as usize).sum(),
        cost: plans.iter().map(|p| p.cost).sum(),
        overfull: plans.iter().any(|p| p.overfull),
        longer,
        shorter,
        heights: pager.segments.iter().flat_map(heights).collect(),
    }
}

/// Height that a page's text, notes and closing block take.
fn used(pager: &Pager<'_>, plan: &Plan) -> Pt {
    let closing = if plan.closing { pager.closing } else { Pt::ZERO };
    pager.page.grid * 0.5 * f64::from(plan.y) + pager.area(&plan.notes) + closing
}

/// What a page's text would take, its columns filled to one depth.
fn used_text(pager: &Pager<'_>, plan: &Plan) -> Pt {
    pager.page.grid * (f64::from(pager.lines(plan)) / pager.page.columns as f64)
}

/// How many paragraphs are longer, and how many shorter, than suits them best.
fn changed(pager: &Pager<'_>, plans: &[Plan]) -> (usize, usize) {
    let mut by: Vec<Vec<i32>> =
        pager.segments.iter().map(|s| s.flexible.iter().map(|f| f.shift).collect()).collect();
    for strip in plans.iter().flat_map(|p| &p.strips) {
        let Body::Columns(columns) = &strip.body else { continue };
        for (i, change) in columns.iter().flat_map(|c| &c.changes) {
            by[strip.segment][*i] += if *change == Change::Longer { 1 } else { -1 };
        }
    }
    let count = |sign: i32| by.iter().flatten().filter(|n| n.signum() == sign).count();
    (count(1), count(-1))
}

fn heights(segment: &Segment) -> impl Iterator<Item = (Span, i32)> {
    let floats = segment.floats.iter().map(|f| &f.cell);
    let boxes = segment.items.iter().filter_map(|i| if let Item::Box(cell) = i { Some(cell) } else { None });
    // What spans the columns takes its height from each of them.
    let times = |cell: &super::segment::Cell, n: i32| cell.frag.source.map(|s| (s, cell.steps * n));
    let columns = segment.columns as i32;
    boxes.filter_map(move |c| times(c, 1)).chain(floats.filter_map(move |c| times(c, columns)))
}
