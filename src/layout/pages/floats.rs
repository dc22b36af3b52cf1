//! Figures and quotes across the page that text may run past: where on a page one can stand. It stands where
//! it was written, if both the text above it and the page below it have room; else at the head of its page, at
//! the foot, or at the head of the next. Floats keep their order, and none stands on a page before its own.

use super::{LEFTOVER, PAGE_SHORT, Pager};
use crate::base::Pt;
use crate::layout::beside::What;
use crate::layout::columns::{self, Flow};
use crate::layout::plan::{Body, Plan, Spot, Start, Ways};
use crate::layout::segment::{Item, Segment};

/// Less text than this (in steps) above or below a float in its place looks like a leftover.
const SHALLOW: i32 = 8;
/// Cost of so little text.
const LITTLE: i64 = 4_000;
/// Cost of a figure that stands before one that was written before it: readers look for them in their order. Only
/// a heading that is parted from its text is worse.
const OVERTAKEN: i64 = 200_000;

impl Pager<'_> {
    /// All ways to go on with a page whose next float is known.
    pub(super) fn around(&self, plan: &Plan, spot: Spot, out: &mut Ways) {
        let s = &self.segments[spot.segment];
        let float = &s.floats[spot.float];
        let due = float.at <= spot.at.item;
        let before = if due { Some(plan.clone()) } else { self.finish(plan, spot, Flow::until(s, float.at)) };
        let Some(mut here) = before else { return self.cut(plan, spot, out) };
        if here.cost - plan.cost >= columns::TORN {
            self.cut(plan, spot, out);
        }
        // One in a column that has been passed comes first.
        let early = due && spot.at.held.is_some_and(|held| held < float.at);
        let shallow = !due && here.y - self.top_of(plan, spot) < SHALLOW;
        self.add_float(&mut here, spot.segment, spot.float);
        let rest = if due { spot.at } else { columns::Spot { item: float.at, held: None } };
        let room = self.height_left(&here.notes, Pt::ZERO) - here.y;
        let little = rest.item < s.items.len() && room - here.white < SHALLOW;
        let snug = room >= 0 && !shallow && !little && !early;
        if room >= 0 {
            here.cost += if early { OVERTAKEN } else { 0 } + if snug { 0 } else { LITTLE };
            let next = Spot { at: rest, ..passed(spot) };
            self.fill(here, next, out);
        }
        if !snug {
            self.past(plan, spot, out);
            self.cut_at(plan, spot, (i32::MAX, Some(spot.float)), out);
            self.top(plan, spot, out);
        }
    }

    /// Text runs past the float: to the end of the page, or to the end of the segment with the float below it.
    fn past(&self, plan: &Plan, spot: Spot, out: &mut Ways) {
        let s = &self.segments[spot.segment];
        let Some(mut longer) = self.finish(plan, spot, Flow::whole(s)) else {
            return self.cut(plan, spot, out);
        };
        // Some lines are left for the page that the float goes to.
        self.cut_at(plan, spot, (longer.y - self.top_of(plan, spot) - SHALLOW, None), out);
        longer.cost += longer.strips.last().map_or(0, |strip| self.overtaken(spot, &strip.body));
        let end = columns::Spot { item: s.items.len(), held: None };
        let mut next = Spot { at: end, ..spot };
        while next.float < s.floats.len() {
            let mut more = longer.clone();
            self.add_float(&mut more, spot.segment, next.float);
            if self.height_left(&more.notes, Pt::ZERO) < more.y {
                break;
            }
            more.cost += self.away(spot, next.float, end.item);
            (longer, next) = (more, passed(next));
        }
        if next.float == s.floats.len() {
            return self.fill(longer, Spot::begin(spot.segment + 1), out);
        }
        // A float that no page has room for would be put off from one empty page to the next for ever.
        if longer.strips.is_empty() {
            return;
        }
        let left = self.height_left(&longer.notes, Pt::ZERO) - longer.y;
        let short = i64::from(left.max(0) / 2);
        // A page of figures behind the end of the text is the worst of all.
        longer.cost += LEFTOVER + PAGE_SHORT * short * short;
        longer.cost += (next.float..s.floats.len()).map(|f| self.away(spot, f, end.item)).sum::<i64>();
        out.push((longer, Some(Start { spot: next, carry: None })));
    }

    /// The float stands above the columns of its page; the page must reach the place where it was written.
    fn top(&self, plan: &Plan, spot: Spot, out: &mut Ways) {
        let s = &self.segments[spot.segment];
        let at = s.floats[spot.float].at;
        let follows = plan.strips.last().is_some_and(|strip| strip.segment == spot.segment);
        let columns = plan.strips.iter().any(|strip| !matches!(strip.body, Body::Float(_)));
        if at <= spot.at.item || (follows && (columns || plan.topped)) {
            return;
        }
        let mut topped = plan.clone();
        self.add_float(&mut topped, spot.segment, spot.float);
        topped.topped = true;
        if self.height_left(&topped.notes, Pt::ZERO) - topped.y < SHALLOW {
            return;
        }
        topped.cost += self.away(Spot::begin(spot.segment), spot.float, spot.at.item);
        let mut ways = Vec::new();
        self.fill(topped, passed(spot), &mut ways);
        let reaches =
            |next: &Option<Start>| next.is_none_or(|n| n.spot.segment > spot.segment || n.spot.at.item >= at);
        ways.retain(|(_, next)| reaches(next));
        for (page, _) in &mut ways {
            let below = page.strips.iter().skip(plan.strips.len() + 1).filter(|p| p.segment == spot.segment);
            let earlier = below.flat_map(|p| figures(&p.body, s)).any(|i| i < at);
            page.cost += if earlier { OVERTAKEN } else { 0 };
        }
        out.append(&mut ways);
    }

    /// What it costs that columns hold figures that were written after the next float.
    pub(super) fn overtaken(&self, spot: Spot, body: &Body) -> i64 {
        let s = &self.segments[spot.segment];
        let Some(float) = s.floats.get(spot.float) else { return 0 };
        if figures(body, s).into_iter().any(|i| i >= float.at) { OVERTAKEN } else { 0 }
    }
}

/// The figures and quotes in columns, as places among the items.
fn figures(body: &Body, segment: &Segment) -> Vec<usize> {
    let movable = |i: &usize| matches!(&segment.items[*i], Item::Box(cell) if cell.movable.is_some());
    let all: Vec<usize> = match body {
        Body::Columns(columns) => {
            columns.iter().flat_map(|c| c.boxes(&segment.items)).map(|(i, _)| i).collect()
        }
        Body::Beside(round) => {
            let item = |what: &What| match what {
                What::Item(i) => Some(*i),
                What::Wrap(w) => segment.wraps.get(*w).map(|w| w.item),
                _ => None,
            };
            round.columns.iter().flat_map(|c| c.iter()).filter_map(|p| item(&p.what)).collect()
        }
        Body::Float(_) => Vec::new(),
    };
    all.into_iter().filter(movable).collect()
}

fn passed(spot: Spot) -> Spot {
    Spot { float: spot.float + 1, ..spot }
}
