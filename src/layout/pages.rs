//! Divides a galley into pages by cost over the whole document: a dynamic programme whose states are the
//! places where a page can begin. Every note begins on the page of its mark; text, notes and the closing
//! block of a page are weighed together.

mod ends;
mod floats;
mod room;

use super::beside::search;
use super::columns::{self, Flow};
use super::notes::NoteSet;
use super::plan::{Marks, Plan, Spot, Start, Ways};
use super::segment::Segment;
use crate::base::Pt;
use crate::text::NoteId;
use crate::theme::PageTemplate;
use rayon::prelude::*;
pub use room::note_columns;
use std::borrow::Cow;
use std::cmp::Reverse;

/// Cost of one more page.
const PAGE: i64 = 20_000;
/// Cost of text ending `n` lines above the notes on a page that is not the last: this times n².
pub const PAGE_SHORT: i64 = 120;
/// Cost of a page that holds nothing but what a fuller page could not.
const LEFTOVER: i64 = 60_000;
/// A last page of fewer steps than this looks like a leftover.
const LAST: i32 = 10;
/// Cost of each line that it lacks, squared: a page before may end a few lines early for its sake.
const LAST_SHORT: i64 = 2_000;
/// So many page beginnings have enough to be tried for other threads to help: each is some tenths of a millisecond.
const WORTH_THREADS: usize = 2;
/// How many page beginnings are kept at each page; the best of a wide field, so that time stays linear.
const BEAM: usize = 14;

/// Everything that the division needs to know.
pub struct Pager<'a> {
    /// The galley.
    pub segments: &'a [Segment],
    /// The notes.
    pub notes: &'a NoteSet,
    /// The page.
    pub page: &'a PageTemplate,
    /// Height of the closing block with the white above it; nothing where there is none.
    pub closing: Pt,
    /// Notes whose marks stand in the closing block.
    pub closing_notes: &'a [NoteId],
    /// The marks of each segment: see [`marks()`](super::plan::marks).
    pub marks: Vec<Marks>,
}

struct Node {
    start: Option<Start>,
    cost: i64,
    from: usize,
    plan: Plan,
}

impl Pager<'_> {
    /// The pages of least cost; no more of them than the page asks for, where that can be had.
    pub fn divide(&self) -> Vec<Plan> {
        let first = Start { spot: Spot::default(), carry: None };
        let mut layers: Vec<Vec<Node>> =
            vec![vec![Node { start: Some(first), cost: 0, from: 0, plan: Plan::default() }]];
        let mut best: Option<(i64, usize, usize)> = None;
        loop {
            let next = self.next_layer(&layers[layers.len() - 1]);
            let depth = layers.len();
            for (i, node) in next.iter().enumerate().filter(|(_, n)| n.start.is_none()) {
                if best.is_none_or(|(cost, _, _)| node.cost < cost) {
                    best = Some((node.cost, depth, i));
                }
            }
            let open = next.iter().any(|n| n.start.is_some());
            let enough = self.page.pages.is_some_and(|wanted| depth >= wanted);
            let hopeless = best.is_some_and(|(_, at, _)| depth > at || enough);
            layers.push(next);
            if !open || hopeless {
                break;
            }
        }
        let Some((_, mut layer, mut at)) = best else { return vec![Plan::default()] };
        let mut plans = Vec::new();
        while layer > 0 {
            let node = &layers[layer][at];
            plans.push(node.plan.clone());
            (layer, at) = (layer - 1, node.from);
        }
        plans.reverse();
        plans
    }

    fn next_layer(&self, layer: &[Node]) -> Vec<Node> {
        let choices = |node: &Node| node.start.map(|start| self.choices(start)).unwrap_or_default();
        let all: Vec<Ways> = match layer.len() >= WORTH_THREADS {
            // One by one: who is ready takes the next.
            true => layer.par_iter().with_max_len(1).map(choices).collect(),
            false => layer.iter().map(choices).collect(),
        };
        let mut next: Vec<Node> = Vec::new();
        for (from, (node, ways)) in layer.iter().zip(all).enumerate() {
            for (plan, to) in ways {
                let cost = node.cost + plan.cost + PAGE;
                match next.iter_mut().find(|n| n.start == to) {
                    Some(old) if old.cost <= cost => {}
                    Some(old) => *old = Node { start: to, cost, from, plan },
                    None => next.push(Node { start: to, cost, from, plan }),
                }
            }
        }
        next.sort_by_key(|n| (n.cost, n.start));
        // Where pages are counted, what gets furthest is not given up for what costs less.
        let ends = next.iter().skip(BEAM).filter(|_| self.page.pages.is_some());
        let furthest = ends.enumerate().max_by_key(|(i, n)| (n.start.is_none(), n.start, Reverse(*i)));
        if let Some((i, _)) = furthest {
            next.swap(BEAM - 1, BEAM + i);
        }
        next.truncate(BEAM);
        next
    }

    /// All sensible ways to fill a page that begins at `start`.
    fn choices(&self, start: Start) -> Ways {
        let empty = || {
            let mut plan = Plan::default();
            self.note(&mut plan.notes, start.carry.into_iter(), 0);
            plan
        };
        let mut out = Vec::new();
        self.fill(empty(), start.spot, &mut out);
        if out.is_empty() {
            let plan = empty();
            out.extend(self.only_notes(&plan, start.spot).or_else(|| self.force(&plan, start.spot)));
        }
        out
    }

    /// All ways to go on with a page from `spot`.
    fn fill(&self, mut plan: Plan, mut spot: Spot, out: &mut Ways) {
        while let Some(segment) = self.segments.get(spot.segment) {
            if spot.float < segment.floats.len() {
                return self.around(&plan, spot, out);
            }
            match self.finish(&plan, spot, Flow::whole(segment)) {
                Some(longer) => {
                    // What is torn to have room here may stand whole on the next page.
                    if longer.cost - plan.cost >= columns::TORN {
                        self.cut(&plan, spot, out);
                    }
                    plan = longer;
                }
                None => return self.cut(&plan, spot, out),
            }
            spot = Spot::begin(spot.segment + 1);
        }
        self.close_sheet(&mut plan);
        if self.height_left(&plan.notes, self.closing) >= plan.y {
            plan.cost += self.last_cost(&plan);
            out.push((plan, None));
        }
    }

    /// What it costs that a last page holds hardly anything.
    fn last_cost(&self, plan: &Plan) -> i64 {
        let closing = self.closing / (self.page.grid * 0.5);
        let lack = i64::from((LAST - plan.y - closing.ceil() as i32).max(0) + 1) / 2;
        LAST_SHORT * lack * lack
    }

    /// Sets the rest of a flow on this page, its columns levelled; `None` where it does not fit.
    fn finish(&self, plan: &Plan, spot: Spot, flow: Flow<'_>) -> Option<Plan> {
        // The closing block stands below the end of the sheet.
        let last = flow.is_whole() && self.is_last(spot);
        let below = if last { self.closing } else { Pt::ZERO };
        let y = self.top_of(plan, spot);
        let limit = self.height_left(&plan.notes, below) - y;
        let set = |(filled, depth): (columns::Filled, i32)| {
            let mut longer = plan.clone();
            if filled.beside.is_some() || !filled.columns.is_empty() {
                longer.cost += filled.cost;
                self.add(&mut longer, spot.segment, y, filled.body());
                longer.y = y + depth;
            }
            let mut notes = Cow::Borrowed(&longer.notes);
            if last {
                self.note_closing(notes.to_mut());
            }
            let fits = self.height_left(&notes, below) >= longer.y;
            fits.then_some(longer)
        };
        let level = columns::level(flow, spot.at, limit);
        if flow.segment.wraps.is_empty() {
            return set(level?);
        }
        let level = level.map(|(f, depth)| {
            let cost = f.cost + ends::lost(flow.segment, &f.columns);
            (columns::Filled { cost, ..f }, depth)
        });
        let mut ways: Vec<_> =
            level.into_iter().chain(search::level(flow, self.page, spot.at, limit)).collect();
        ways.sort_by_key(|(f, _)| f.cost);
        ways.into_iter().find_map(set)
    }

    /// Whether nothing but a segment's own text follows `spot`.
    fn is_last(&self, spot: Spot) -> bool {
        spot.segment + 1 == self.segments.len() && spot.float >= self.segments[spot.segment].floats.len()
    }

    /// A page that holds nothing but the end of a note from before, where no text fits beside it.
    fn only_notes(&self, plan: &Plan, spot: Spot) -> Option<(Plan, Option<Start>)> {
        if plan.notes.is_empty() {
            return None;
        }
        if self.height_left(&plan.notes, Pt::ZERO) >= 0 {
            return Some((plan.clone(), Some(Start { spot, carry: None })));
        }
        let mut cut = plan.clone();
        let carry = self.split(&mut cut, Pt::ZERO)?;
        Some((cut, Some(Start { spot, carry: Some(carry) })))
    }

    /// The least that moves the text on where nothing fits: one thing is taller than the page.
    fn force(&self, plan: &Plan, spot: Spot) -> Option<(Plan, Option<Start>)> {
        let mut page = plan.clone();
        (page.cost, page.overfull) = (page.cost + 10 * LEFTOVER, true);
        let Some(s) = self.segments.get(spot.segment) else {
            self.close_sheet(&mut page);
            return Some((page, None));
        };
        if s.floats.get(spot.float).is_some_and(|f| f.at <= spot.at.item) {
            self.add_float(&mut page, spot.segment, spot.float);
            let spot = Spot { float: spot.float + 1, ..spot };
            return Some(self.forced(page, spot));
        }
        // The least depth that takes anything: a picture does not stand in one line.
        let whole = (self.page.body_height() / (self.page.grid * 0.5)).ceil() as i32;
        let ways = |depth| columns::fill(Flow::whole(s), spot.at, depth).into_iter();
        let least = |depth| ways(depth).filter(|f| f.next > spot.at).min_by_key(|f| f.next);
        let filled =
            (1..=whole).find_map(|lines| least(2 * lines)).or_else(|| ways(2).min_by_key(|f| f.next))?;
        let (next, _) = self.after(spot, None, filled.next)?;
        self.add(&mut page, spot.segment, 0, filled.body());
        Some(self.forced(page, next))
    }

    /// A page that must hold what it holds. What is too tall may be its last note.
    fn forced(&self, page: Plan, spot: Spot) -> (Plan, Option<Start>) {
        let mut cut = page.clone();
        match self.split(&mut cut, Pt::ZERO) {
            Some(carry) => (Plan { overfull: false, ..cut }, Some(Start { spot, carry: Some(carry) })),
            None => (page, Some(Start { spot, carry: None })),
        }
    }
}
