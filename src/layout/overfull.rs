//! What to blame on a page that something is too tall for: where it was written.

use super::frag::Frag;
use super::pages::Pager;
use super::plan::{Body, Plan};
use super::run::pieces;
use super::segment::Segment;
use crate::base::{Diagnostic, Diagnostics, Pt, Span};

/// Says of each page that something on it is too tall, and what.
pub fn report(pager: &Pager<'_>, plans: &[Plan], closing: Option<Span>, diags: &mut Diagnostics) {
    for (number, plan) in plans.iter().enumerate().filter(|(_, p)| p.overfull) {
        let message = format!("something on page {} is taller than the page", number + 1);
        let help = "make the figure, callout or note shorter, or give it a page of its own with `page_break`";
        diags
            .push(Diagnostic::warning("overfull-page", message).at(culprit(pager, plan, closing)).help(help));
    }
}

/// What reaches into the closing block, into the notes or beyond the page; where nothing does, what is tallest.
fn culprit(pager: &Pager<'_>, plan: &Plan, closing: Option<Span>) -> Option<Span> {
    let step = pager.page.grid * 0.5;
    let below = if plan.closing { pager.closing } else { Pt::ZERO };
    let foot = pager.page.body_height() - pager.area(&plan.notes) - below;
    let mut tallest = (Pt::ZERO, None);
    for strip in &plan.strips {
        for (y, frag) in boxes(&pager.segments[strip.segment], &strip.body) {
            let top = step * f64::from(strip.y + y);
            // Half a step: boxes may fill their last line to its end.
            if top + frag.height > foot + step * 0.5 {
                return frag.source;
            }
            tallest = if frag.height > tallest.0 { (frag.height, frag.source) } else { tallest };
        }
    }
    if below > tallest.0 { closing } else { tallest.1 }
}

/// The boxes of a strip with their tops in steps.
fn boxes<'a>(segment: &'a Segment, body: &'a Body) -> Vec<(i32, &'a Frag)> {
    match body {
        Body::Columns(columns) => columns.iter().flat_map(|column| pieces(segment, column)).collect(),
        Body::Beside(round) => round.pieces(segment).map(|(_, piece, frag)| (piece.y, frag)).collect(),
        Body::Float(i) => vec![(0, &segment.floats[*i].cell.frag)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;
    use crate::layout::columns::Column;
    use crate::layout::notes::NoteSet;
    use crate::layout::plan::Strip;
    use crate::layout::segment::{Cell, Item};
    use crate::theme::{PageSpec, page::PageTemplate};

    #[test]
    fn what_reaches_beyond_the_page_is_named() {
        let page = PageTemplate::new(&PageSpec::default(), Pt(10.0), Pt(13.0));
        let place = |start| Some(Span { file: FileId(0), start, end: start + 1 });
        let cell = |start, lines: i32| {
            let frag = Frag { height: page.grid * f64::from(lines), source: place(start), ..Frag::default() };
            Item::Box(Cell { frag, steps: lines * 2, ..Cell::default() })
        };
        let segments =
            [Segment { columns: 1, items: vec![cell(1, 2), cell(2, 90), cell(3, 1)], ..Segment::default() }];
        let notes = NoteSet::blank(&[], Pt(9.75));
        let pager = Pager {
            segments: &segments,
            notes: &notes,
            page: &page,
            closing: Pt::ZERO,
            closing_notes: &[],
            marks: Vec::new(),
        };
        let mut plan = Plan::default();
        (plan.overfull, plan.closing) = (true, true);
        plan.strips = vec![Strip {
            segment: 0,
            y: 0,
            body: Body::Columns(vec![Column { to: 3, ..Column::default() }]),
        }];
        let mut diags = Diagnostics::default();
        report(&pager, &[Plan::default(), plan], place(9), &mut diags);
        let said: Vec<_> = diags.iter().map(|d| (d.code, d.span, d.message.contains("page 2"))).collect();
        assert_eq!(said, [("overfull-page", place(2), true)]);
    }
}
