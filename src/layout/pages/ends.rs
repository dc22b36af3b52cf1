//! Where a page can end inside a segment: at every depth that leaves room for the notes of what it holds, the
//! last of them whole or cut.

use super::{LEFTOVER, PAGE_SHORT, Pager, note_columns};
use crate::base::Pt;
use crate::layout::beside::{Wrap, search};
use crate::layout::columns::{self, AWAY, Column, Filled, Flow, MOVED};
use crate::layout::notes::{LEAST, Piece};
use crate::layout::plan::{Plan, Spot, Start, Strip, Ways};
use crate::layout::segment::{Item, Segment};
use std::cell::Cell;

/// Cost of carrying a note over, and of each line carried: a quarter of a page, so that a page ends a few
/// lines early before a note is torn.
const NOTE_SPLIT: i64 = 5_000;
const NOTE_LINE: i64 = 500;
/// How many depths are tried below the deepest that fits.
const DEPTHS: usize = 4;
/// How many depths are tried with text beside something.
const BESIDE: usize = 2;
/// How many at the most, those included that lead to nothing.
const TRIED: usize = 8;
/// By how much a page may cost more for text beside something: half a page.
const DEARER: i64 = 10_000;
/// How many steps deeper than without.
const DEEPER: i32 = 2;
/// So many times more are tried where columns do not come out level.
const UNEVEN: usize = 3;
/// Cost of a page that counts as one of them: less than a note that is torn.
const NEAR: i64 = 4_500;

impl Pager<'_> {
    /// Ends the page inside a segment, at every depth that leaves room for the notes of what it holds.
    pub(super) fn cut(&self, plan: &Plan, spot: Spot, out: &mut Ways) {
        self.cut_at(plan, spot, (i32::MAX, None), out);
        if !plan.strips.is_empty() {
            let room = self.height_left(&plan.notes, Pt::ZERO) - self.top_of(plan, spot);
            let short = i64::from(room.max(0) / 2);
            let mut early = plan.clone();
            early.cost += LEFTOVER / 4 + PAGE_SHORT * short * short;
            out.push((early, Some(Start { spot, carry: None })));
        }
    }

    /// Ends the page inside a segment, at depths up to `most` and with room for a float at its foot.
    pub(super) fn cut_at(&self, plan: &Plan, spot: Spot, (most, foot): (i32, Option<usize>), out: &mut Ways) {
        let s = &self.segments[spot.segment];
        let y = self.top_of(plan, spot);
        let mut tries = Tries::default();
        let taken = foot.map_or(0, |f| s.floats[f].cell.steps + s.floats[f].white.0);
        let room = (self.height_left(&plan.notes, Pt::ZERO) - y - taken).min(most);
        // All of the text, its columns levelled, where something below it has no room here.
        let all = columns::level(Flow::whole(s), spot.at, room).filter(|(f, _)| !f.columns.is_empty());
        if let Some((mut filled, depth)) = all {
            filled.cost += lost(s, &filled.columns);
            self.close(plan, spot, (y, depth, foot), filled, (&mut tries, out));
        }
        let last = spot.segment + 1 == self.segments.len();
        let depths = if last && self.closing.0 > 0.0 { 4 * DEPTHS } else { DEPTHS };
        let flow = Flow::whole(s);
        let forced = matches!(s.items.last(), Some(Item::PageBreak | Item::ColumnBreak));
        let alone = |depth| {
            let mut ways = columns::fill(flow, spot.at, depth);
            // All of the text is tried with its columns levelled.
            ways.retain(|f| forced || f.next.item < s.items.len() || f.next.held.is_some());
            ways.iter_mut().for_each(|f| f.cost += lost(s, &f.columns));
            ways
        };
        let deepest = self.deepest(plan, spot, (y, room, foot), (depths, alone), (&mut tries, out));
        if search::has_any(flow, spot.at, room) {
            // What is far dearer than the page without is not worth looking for.
            let limit = tries.least.map_or(i64::MAX, |cost| cost + DEARER);
            let tried = Cell::new(0);
            let beside = |depth| {
                tried.set(tried.get() + 1);
                let far = tried.get() > TRIED;
                if far { Vec::new() } else { search::fill(flow, self.page, spot.at, (depth, limit)) }
            };
            // About as many notes, so about as deep.
            let room = deepest.map_or(room, |d| room.min(d + DEEPER));
            self.deepest(plan, spot, (y, room, foot), (BESIDE, beside), (&mut tries, out));
        }
    }

    /// Ends the page in the ways that `fill` has for the `depths` deepest that leave room for their notes; gives the
    /// first of these.
    fn deepest(
        &self,
        plan: &Plan,
        spot: Spot,
        (y, room, foot): (i32, i32, Option<usize>),
        (depths, fill): (usize, impl Fn(i32) -> Vec<Filled>),
        (tries, out): (&mut Tries, &mut Ways),
    ) -> Option<i32> {
        let mut deepest = None;
        let (mut depth, mut found, mut tried) = (room - room.rem_euclid(2), 0, 0);
        while depth >= 2 && found < depths && tried < UNEVEN * depths {
            let (mut over, mut cost): (Option<i32>, Option<i64>) = (None, None);
            for filled in fill(depth) {
                match self.close(plan, spot, (y, depth, foot), filled, (tries, out)) {
                    Closed::Holds(now) => cost = Some(cost.map_or(now, |cost| cost.min(now))),
                    Closed::Lacks(now) => over = Some(over.map_or(now, |over| over.min(now))),
                }
            }
            // Columns that are far from level are no reason to stop looking.
            found += usize::from(cost.is_some_and(|cost| cost < NEAR));
            tried += usize::from(cost.is_some());
            deepest = deepest.or((tried > 0).then_some(depth));
            depth -= if cost.is_some() { 2 } else { shallower(over.unwrap_or(0)) };
        }
        deepest
    }

    /// Ends the page after `filled`, where its notes fit, whole or cut; it is kept where no page is known that costs as
    /// little and leaves as much.
    fn close(
        &self,
        plan: &Plan,
        spot: Spot,
        (y, depth, foot): (i32, i32, Option<usize>),
        filled: Filled,
        (tries, out): (&mut Tries, &mut Ways),
    ) -> Closed {
        let Some((next, moved)) = self.after(spot, foot, filled.next) else { return Closed::Lacks(0) };
        let page = &mut tries.page;
        (page.y, page.white, page.cost) = (y + depth, 0, plan.cost + filled.cost + moved);
        (page.overfull, page.topped) = (plan.overfull || filled.cost >= columns::OVERFULL, plan.topped);
        let body = filled.body();
        page.cost += self.overtaken(spot, &body);
        copy_notes(&mut page.notes, &plan.notes);
        self.note_body(&mut page.notes, spot.segment, &body);
        page.strips.clear();
        page.strips.push(Strip { segment: spot.segment, y, body });
        if let Some(float) = foot {
            self.add_float(page, spot.segment, float);
        }
        let lack = page.y - self.height_left(&page.notes, Pt::ZERO);
        let mut carry = None;
        if lack <= 0 {
            let short = i64::from(-lack / 2);
            page.cost += PAGE_SHORT * short * short;
            page.cost += if next.segment == self.segments.len() { LEFTOVER } else { 0 };
        } else {
            let least = self.least_lack(page);
            carry = self.split(page, Pt::ZERO);
            if carry.is_none() {
                return Closed::Lacks(least);
            }
        }
        let (cost, start) = (page.cost, Some(Start { spot: next, carry }));
        if !out.iter().any(|(known, to)| known.cost <= cost && *to == start) {
            out.push((whole(plan, page), start));
        }
        let cost = cost - plan.cost;
        tries.least = Some(tries.least.map_or(cost, |least| least.min(cost)));
        Closed::Holds(cost)
    }

    /// By how many steps a page is too tall even if its last note goes on overleaf. A long note must not make a
    /// short text seem too tall: then every depth would be passed over.
    fn least_lack(&self, page: &Plan) -> i32 {
        let mut least = page.notes.clone();
        if let Some(last) = least.iter_mut().rev().find_map(|list| list.last_mut())
            && last.to as usize >= last.from as usize + 2 * LEAST
        {
            last.to = last.from + LEAST as u32;
        }
        page.y - self.height_left(&least, Pt::ZERO)
    }

    /// Where the flow goes on after a page that began at `spot` with `foot` at its foot, and what the floats
    /// cost that it passes. `None` where the page ends before the one at its foot was due.
    pub(super) fn after(&self, spot: Spot, foot: Option<usize>, next: columns::Spot) -> Option<(Spot, i64)> {
        let s = &self.segments[spot.segment];
        let due = |f: &usize| s.floats.get(*f).is_some_and(|f| f.at <= next.item);
        if foot.is_some_and(|f| !due(&f)) {
            return None;
        }
        let cost = (spot.float..).take_while(due).map(|f| self.away(spot, f, next.item)).sum();
        let float = foot.map_or(spot.float, |f| f + 1);
        if next.item >= s.items.len() && next.held.is_none() && float >= s.floats.len() {
            return Some((Spot::begin(spot.segment + 1), cost));
        }
        Some((Spot { segment: spot.segment, at: next, float }, cost))
    }

    /// What it costs that a float stands at `item`, for the part of the way that lies behind `spot`.
    pub(super) fn away(&self, spot: Spot, float: usize, item: usize) -> i64 {
        let s = &self.segments[spot.segment];
        let at = s.floats[float].at;
        let (from, to) = (at.min(item).max(spot.at.item.min(item)), at.max(item));
        let passed = s.items[from..to].iter().filter(|i| matches!(i, Item::Box(_))).count() as i64;
        // A page break in between is one that the author wrote: what was before it stays before it.
        let breaks = s.items[from..to].iter().any(|i| matches!(i, Item::PageBreak));
        if passed == 0 { 0 } else { MOVED + AWAY * passed + if breaks { LEFTOVER } else { 0 } }
    }

    /// Cuts the page's last note so that it fits: the rest is carried to the next page. Where it cannot be cut, the page
    /// is left with as little of it as was tried.
    pub(super) fn split(&self, page: &mut Plan, below: Pt) -> Option<Piece> {
        let list = page.notes.iter().rposition(|l| !l.is_empty())?;
        let whole = *page.notes[list].last()?;
        // A note of many pages is not measured line by line from its end.
        let most = self.notes.most_lines(self.page.body_height(), note_columns(self.page));
        let mut to = (whole.to as usize).checked_sub(LEAST)?.min(whole.from as usize + most);
        while to >= whole.from as usize + LEAST {
            page.notes[list].pop();
            page.notes[list].push(Piece { to: to as u32, ..whole });
            if self.height_left(&page.notes, below) >= page.y {
                let carried = whole.to as usize - to;
                page.cost += NOTE_SPLIT + NOTE_LINE * carried as i64;
                return Some(Piece { from: to as u32, ..whole });
            }
            to -= 1;
        }
        None
    }
}

/// What has been tried to end a page.
#[derive(Default)]
struct Tries {
    /// Where a page is put together before anybody knows whether it is wanted: of most it is not.
    page: Plan,
    /// The least that a page costs.
    least: Option<i64>,
}

/// What has come of a try.
enum Closed {
    /// A page that costs so much.
    Holds(i64),
    /// Its notes lack so many steps.
    Lacks(i32),
}

/// Makes `to` the notes `from`, in the place that it has.
fn copy_notes(to: &mut Vec<Vec<Piece>>, from: &[Vec<Piece>]) {
    to.iter_mut().for_each(Vec::clear);
    to.resize_with(to.len().max(from.len()), Vec::new);
    to.iter_mut().zip(from).for_each(|(to, from)| to.extend_from_slice(from));
}

/// A page that has been put together, with what stands above.
fn whole(above: &Plan, page: &mut Plan) -> Plan {
    let mut strips = Vec::with_capacity(above.strips.len() + page.strips.len());
    strips.extend(above.strips.iter().cloned());
    strips.append(&mut page.strips);
    let filled = page.notes.iter().rposition(|list| !list.is_empty()).map_or(0, |last| last + 1);
    let notes = page.notes[..filled.max(above.notes.len())].to_vec();
    let Plan { closing, overfull, y, white, topped, cost, .. } = *page;
    Plan { strips, notes, closing, overfull, y, white, topped, cost }
}

/// By how many steps to lower the depth of a page whose notes lack `over` steps. A line less gives room for
/// itself and takes, as a rule, at most two lines of notes with it; more would pass over depths that fit.
fn shallower(over: i32) -> i32 {
    (over / 3 - over / 3 % 2).max(2)
}

/// What it costs that boxes fill columns which text was to run beside.
pub(super) fn lost(segment: &Segment, columns: &[Column]) -> i64 {
    let wraps = segment.wraps.iter().filter(|w| w.narrow.is_some());
    let drawn = |w: &&Wrap| columns.iter().any(|c| c.holds(w.item));
    search::LOST * wraps.filter(drawn).count() as i64
}
