//! The best place for what text runs beside: a few places near where it was written, each tried with the whole page
//! round it. Where none is good it fills its column, as it was set first.

use super::walk::Task;
use super::{Anchor, BELOW, Placed, Round, Wrap};
use crate::layout::columns::{Filled, Flow, Spot, skip_space, total};
use crate::layout::segment::Item;
use crate::text::Edge;
use crate::theme::PageTemplate;
use std::cell::Cell;
use std::sync::Arc;

/// What it costs to set something at a place beside what has its own.
type PlaceCost<'t> = dyn Fn(&[Placed], Anchor) -> i64 + 't;

/// Cost of a box in its column that text was to run beside: less than a widow.
pub const LOST: i64 = 9_000;
/// Cost of each line between a box and where it was written.
const AWAY: i64 = 40;
/// Cost of lines beside something that do not fill their width.
const RAGGED: i64 = 600;
/// So many steps stand between two boxes in a column.
const APART: i32 = 8;
/// How many places are tried for a box.
const PLACES: usize = 12;
/// How many of the places of a box are followed up.
const WAYS: usize = 3;
/// How many depths the end of a flow is tried at.
const DEPTHS: usize = 10;

/// What is to be filled.
struct Search<'a> {
    flow: Flow<'a>,
    page: &'a PageTemplate,
    from: Spot,
    depth: i32,
    last: bool,
    /// What costs as much is not worth having.
    limit: i64,
    /// Whether a break may end a column early.
    breaks: bool,
}

/// A page that is being decided upon, box by box.
struct Way {
    placed: Vec<Placed>,
    /// The first of the segment's boxes that has not been thought of.
    decided: usize,
    round: Round,
}

/// Ways to fill columns of `depth` steps from `from` on with something that text runs beside; those that cost less
/// than `limit`.
pub fn fill(flow: Flow<'_>, page: &PageTemplate, from: Spot, (depth, limit): (i32, i64)) -> Vec<Filled> {
    let search = Search { limit, ..Search::new(flow, page, begin(flow, from), depth) };
    search.ways().into_iter().map(filled).collect()
}

/// Ways to set the rest of a flow in columns of no more than `limit` steps, with their depths.
pub fn level(flow: Flow<'_>, page: &PageTemplate, from: Spot, limit: i32) -> Vec<(Filled, i32)> {
    let from = begin(flow, from);
    let columns = flow.segment.columns as i32;
    if !has_any(flow, from, limit) {
        return Vec::new();
    }
    let Some(total) = total(flow.items, from, (limit.max(0) + 8) * columns) else { return Vec::new() };
    let least = (total / columns - 8).max(2);
    let mut out = Vec::new();
    let mut depth = least + least % 2;
    for _ in 0..DEPTHS {
        if depth > limit || out.len() >= 2 {
            break;
        }
        let search = Search { last: true, ..Search::new(flow, page, from, depth) };
        let best = search.ways().into_iter().min_by_key(|r| r.cost);
        out.extend(best.map(|r| (filled(r), depth)));
        depth += 2;
    }
    out
}

/// Whether anything in columns of `depth` steps from `from` on may have text beside it.
pub fn has_any(flow: Flow<'_>, from: Spot, depth: i32) -> bool {
    let reach = from.item + (depth.max(0) as usize) * flow.segment.columns + 2;
    let near = |w: &&Wrap| w.item >= from.item && w.item < reach.min(flow.items.len());
    flow.segment.wraps.iter().filter(near).any(|w| w.narrow.is_some())
}

fn begin(flow: Flow<'_>, from: Spot) -> Spot {
    Spot { item: skip_space(flow.items, from.item), ..from }
}

/// Takes the best round for each place where a page can end.
fn offer(out: &mut Vec<Round>, round: Round) {
    match out.iter_mut().find(|r| r.next == round.next) {
        Some(old) if old.cost <= round.cost => {}
        Some(old) => *old = round,
        None => out.push(round),
    }
}

fn filled(round: Round) -> Filled {
    let (next, cost) = (round.next, round.cost);
    Filled { columns: Vec::new(), next, cost, beside: Some(Arc::new(round)) }
}

impl<'a> Search<'a> {
    fn new(flow: Flow<'a>, page: &'a PageTemplate, from: Spot, depth: i32) -> Search<'a> {
        let breaks = flow.items.iter().any(|i| matches!(i, Item::ColumnBreak));
        Search { flow, page, from, depth, last: false, limit: i64::MAX, breaks }
    }

    /// The best way for each place where the page can end.
    fn ways(&self) -> Vec<Round> {
        if self.depth < 8 || !has_any(self.flow, self.from, self.depth) {
            return Vec::new();
        }
        let mut out: Vec<Round> = Vec::new();
        let wraps = &self.flow.segment.wraps;
        let first = wraps.partition_point(|w| w.item < self.from.item);
        let mut open: Vec<Way> = self.set(Vec::new(), first, self.limit).into_iter().collect();
        while !open.is_empty() {
            let mut next: Vec<Way> = Vec::new();
            for way in open {
                let more = |a: &&Anchor| a.wrap >= way.decided && wraps[a.wrap].narrow.is_some();
                match way.round.anchors.iter().find(more) {
                    Some(anchor) => self.decide(&way, *anchor, &mut next),
                    None if way.placed.is_empty() => {}
                    None => offer(&mut out, way.round),
                }
            }
            next.sort_by_key(|w| w.round.cost);
            next.truncate(WAYS + 1);
            open = next;
        }
        out
    }

    /// The next box in the best of the places that it can have, and in its column.
    fn decide(&self, way: &Way, anchor: Anchor, next: &mut Vec<Way>) {
        let places = self.places(anchor).into_iter().filter(|p| self.is_behind(*p, &way.placed));
        let all = places.map(|place| [&way.placed[..], &[place]].concat());
        let most = if next.is_empty() { WAYS } else { 1 };
        let mut found: Vec<Way> = Vec::new();
        for placed in all {
            // What costs as much as the last that is kept is not kept.
            let limit = found.get(most - 1).map_or(self.limit, |w| w.round.cost);
            found.extend(self.set(placed, anchor.wrap + 1, limit));
            found.sort_by_key(|w| w.round.cost);
            found.truncate(most);
        }
        next.append(&mut found);
        next.extend(self.set(way.placed.clone(), anchor.wrap + 1, self.limit));
    }

    /// Whether a box stands behind all others, some full lines between them: boxes keep their order.
    fn is_behind(&self, place: Placed, others: &[Placed]) -> bool {
        // The columns that a box touches, also where it leaves their text alone.
        let reach = |p: Placed| {
            let wrap = &self.flow.segment.wraps[p.wrap];
            let steps = wrap.narrow.as_ref().map_or(0, |n| n.steps);
            (p.column, p.column + usize::from(wrap.straddles(self.page)), p.top + steps)
        };
        let (first, last, _) = reach(place);
        others.iter().all(|other| {
            let (from, to, bottom) = reach(*other);
            first > to || (first >= from && last >= to && place.top >= bottom + APART)
        })
    }

    /// Places for a box, the nearest to where it was written first.
    fn places(&self, Anchor { wrap, column, y }: Anchor) -> Vec<Placed> {
        let of = &self.flow.segment.wraps[wrap];
        let Some(narrow) = &of.narrow else { return Vec::new() };
        let straddles = of.straddles(self.page);
        let (least, most) = match straddles {
            true => (BELOW, self.depth - narrow.steps - BELOW),
            false => (0, self.depth - narrow.steps),
        };
        let y = y + y % 2;
        let away = [0, 2, -2, 4, -4, 8, -8, 12, -12, 16, -16, 22, -22, 30, -30, 40, -40];
        let columns = match straddles {
            true => vec![column.min(self.flow.segment.columns.saturating_sub(2))],
            false => vec![column],
        };
        let mut out: Vec<Placed> = Vec::new();
        for column in columns {
            for top in away.iter().map(|d| y + d).chain([most - most.rem_euclid(2)]) {
                let place = Placed { wrap, column, top };
                if (least..=most).contains(&top) && !out.contains(&place) && out.len() < PLACES {
                    out.push(place);
                }
            }
        }
        if !straddles && column + 1 < self.flow.segment.columns && most >= 0 {
            out.push(Placed { wrap, column: column + 1, top: 0 });
        }
        out
    }

    /// The page with boxes in their places; of the others, those before `decided` stand in their columns and those
    /// behind are left out.
    fn set(&self, placed: Vec<Placed>, decided: usize, limit: i64) -> Option<Way> {
        let place_cost = |placed: &[Placed], anchor: Anchor| self.cost(placed, anchor);
        let task = |edge, limit| self.task(&placed, (decided, &place_cost), edge, limit);
        let flush = task(Edge::Flush, limit);
        let round = match flush.best(self.from) {
            None if flush.ugly.get() => {
                let ragged = task(Edge::Ragged, limit.saturating_sub(RAGGED));
                let ragged = ragged.best(self.from)?;
                // Even edges may be had at a cost that is too high.
                if flush.over.get() {
                    let dear = task(Edge::Flush, i64::MAX);
                    if dear.best(self.from).is_some() {
                        return None;
                    }
                }
                Round { cost: ragged.cost + RAGGED, ..ragged }
            }
            round => round?,
        };
        let cost = round.cost + round.places;
        Some(Way { round: Round { cost, ..round }, placed, decided })
    }

    /// What the place of a box costs.
    fn cost(&self, placed: &[Placed], Anchor { wrap, column, y }: Anchor) -> i64 {
        let of = &self.flow.segment.wraps[wrap];
        let Some(place) = placed.iter().find(|p| p.wrap == wrap) else {
            return if of.narrow.is_some() { LOST } else { 0 };
        };
        let beside = column == place.column || of.straddles(self.page) && column == place.column + 1;
        let lines = match beside {
            true => (place.top - y).abs() / 2,
            false => (self.depth - y + place.top) / 2,
        };
        AWAY * i64::from(lines)
    }

    fn task<'t>(
        &'t self,
        placed: &'t [Placed],
        (decided, place_cost): (usize, &'t PlaceCost<'t>),
        edge: Edge,
        limit: i64,
    ) -> Task<'t> {
        let segment = self.flow.segment;
        let holes = placed.iter().flat_map(|p| segment.wraps[p.wrap].holes(*p, self.page)).collect();
        Task {
            segment,
            items: self.flow.items,
            page: self.page,
            placed,
            holes,
            edge,
            last: self.last,
            breaks: self.breaks,
            decided,
            depth: self.depth,
            limit,
            place_cost,
            over: Cell::new(false),
            ugly: Cell::new(false),
        }
    }
}
