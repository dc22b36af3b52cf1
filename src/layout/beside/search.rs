//! The best place for what text runs beside: a few places near where it was written, each tried with the whole page
//! round it. Where none is good it fills its column, as it was set first.

use super::walk::{BELOW, Task};
use super::{Hole, Placed, Round, Wrap};
use crate::layout::columns::{Filled, Flow, Spot, skip_space, total};
use crate::text::Edge;
use crate::theme::PageTemplate;
use std::cell::Cell;
use std::rc::Rc;

/// Cost of a box in its column that text was to run beside: less than a widow.
pub const LOST: i64 = 7_000;
/// Cost of each line between a box and where it was written.
const AWAY: i64 = 40;
/// Cost of lines beside something that do not fill their width.
const RAGGED: i64 = 600;
/// So many steps stand between two boxes in a column.
const APART: i32 = 8;
/// How many places are tried for a box.
const PLACES: usize = 12;
/// How many boxes a page is tried with, and how many ways are followed up.
const BOXES: usize = 3;
const WAYS: usize = 2;
/// How many depths the end of a flow is tried at.
const DEPTHS: usize = 10;

/// What is to be filled.
struct Search<'a> {
    flow: Flow<'a>,
    page: &'a PageTemplate,
    from: Spot,
    depth: i32,
    last: bool,
}

/// Ways to fill columns of `depth` steps from `from` on with something that text runs beside.
pub fn fill(flow: Flow<'_>, page: &PageTemplate, from: Spot, depth: i32) -> Vec<Filled> {
    let search = Search { flow, page, from: begin(flow, from), depth, last: false };
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
        let best = Search { flow, page, from, depth, last: true }.ways().into_iter().min_by_key(|r| r.cost);
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

fn filled(round: Round) -> Filled {
    let (next, cost) = (round.next, round.cost);
    Filled { columns: Vec::new(), next, cost, beside: Some(Rc::new(round)) }
}

impl Search<'_> {
    /// The best way for each place where the page can end.
    fn ways(&self) -> Vec<Round> {
        if self.depth < 8 || !has_any(self.flow, self.from, self.depth) {
            return Vec::new();
        }
        let Some(bare) = self.bare() else { return Vec::new() };
        let mut out: Vec<Round> = Vec::new();
        let mut open: Vec<(Vec<Placed>, Round)> = vec![(Vec::new(), bare)];
        for _ in 0..BOXES {
            let mut next: Vec<(Vec<Placed>, Round)> =
                open.iter().flat_map(|(placed, round)| self.more(placed, round)).collect();
            next.sort_by_key(|(_, round)| round.cost);
            for (_, round) in &next {
                match out.iter_mut().find(|r| r.next == round.next) {
                    Some(old) if old.cost <= round.cost => {}
                    Some(old) => *old = round.clone(),
                    None => out.push(round.clone()),
                }
            }
            // Some ways for each box that came last: from the last of the page nothing leads further.
            let mut last: Vec<usize> = Vec::new();
            next.retain(|(placed, _)| {
                let wrap = placed.last().map_or(0, |p| p.wrap);
                last.push(wrap);
                last.iter().filter(|w| **w == wrap).count() <= WAYS
            });
            open = next;
        }
        out
    }

    /// The page with all boxes in their columns: it tells where they were written.
    fn bare(&self) -> Option<Round> {
        let deeper = |more: i32| self.task(&[], self.depth + more, Edge::Flush).best(self.from);
        (0..4).find_map(|n| deeper(4 * n))
    }

    /// The page with one box more, in every place that it can have.
    fn more(&self, placed: &[Placed], round: &Round) -> Vec<(Vec<Placed>, Round)> {
        let behind = placed.last().map_or(0, |p| p.wrap + 1);
        let mut out = Vec::new();
        for &(wrap, column, y) in round.anchors.iter().filter(|a| a.0 >= behind) {
            for place in self.places(wrap, column, y).into_iter().filter(|p| self.is_apart(*p, placed)) {
                let all = [placed, &[place]].concat();
                out.extend(self.set(&all).map(|round| (all, round)));
            }
        }
        out
    }

    /// Whether some full lines stand between a box and the others.
    fn is_apart(&self, place: Placed, others: &[Placed]) -> bool {
        let holes = |p: Placed| self.flow.segment.wraps[p.wrap].holes(p, self.page);
        let near =
            |a: &Hole, b: &Hole| a.column == b.column && a.top < b.bottom + APART && b.top < a.bottom + APART;
        let own = holes(place);
        !others.iter().flat_map(|p| holes(*p)).any(|b| own.iter().any(|a| near(a, &b)))
    }

    /// Places for a box that was written in a column at a height, the nearest first.
    fn places(&self, wrap: usize, column: usize, y: i32) -> Vec<Placed> {
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

    fn set(&self, placed: &[Placed]) -> Option<Round> {
        let flush = self.task(placed, self.depth, Edge::Flush);
        let round = match flush.best(self.from) {
            None if flush.ugly.get() => {
                let ragged = self.task(placed, self.depth, Edge::Ragged).best(self.from)?;
                Round { cost: ragged.cost + RAGGED, ..ragged }
            }
            round => round?,
        };
        let cost: i64 = round.anchors.iter().map(|a| self.cost(placed, *a)).sum();
        Some(Round { cost: round.cost + cost, ..round })
    }

    /// What the place of a box costs.
    fn cost(&self, placed: &[Placed], (wrap, column, y): (usize, usize, i32)) -> i64 {
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

    fn task<'t>(&'t self, placed: &'t [Placed], depth: i32, edge: Edge) -> Task<'t> {
        let segment = self.flow.segment;
        let holes = placed.iter().flat_map(|p| segment.wraps[p.wrap].holes(*p, self.page)).collect();
        Task {
            segment,
            items: self.flow.items,
            page: self.page,
            placed,
            holes,
            edge,
            depth,
            last: self.last,
            ugly: Cell::new(false),
        }
    }
}
