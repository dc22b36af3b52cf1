//! Fills the columns of a page, line by line, round what stands in them. Where things stand and how deep the columns
//! are is given; a paragraph that comes to stand beside something is broken anew to what is left of its lines. Gives
//! nothing where a rule would be broken: text too narrow, a line over something, a column that ends in a wrong place.

use super::{Anchor, Hole, Open, Piece, Placed, Round, Slot, What, extent, slot};
use crate::base::Pt;
use crate::layout::columns::{Spot, skip_space};
use crate::layout::galley::cost;
use crate::layout::segment::{self, Item, Segment};
use crate::layout::settle::{SHORT, STRETCH, VARIANT, foot_cost, level_cost};
use crate::layout::variants::Change;
use crate::text::Edge;
use crate::theme::PageTemplate;
use std::cell::Cell;
use std::sync::Arc;

/// A column may end so many lines early.
const EARLY: i32 = 5;
/// Cost of a line of white above something that has no room beside a box, squared by lines.
const GAP: i64 = 400;
/// A column of no more cost than this ends well.
const WELL: i64 = 300;
/// No more lines than this are added to a column.
const MOST_LINES: i32 = 2;

/// Columns to be filled.
pub struct Task<'a> {
    /// The segment.
    pub segment: &'a Segment,
    /// Its items, up to where the flow ends.
    pub items: &'a [Item],
    /// The page.
    pub page: &'a PageTemplate,
    /// What stands in the columns.
    pub placed: &'a [Placed],
    /// Boxes from here on that text can run beside are left out.
    pub decided: usize,
    /// What that takes from them.
    pub holes: Vec<Hole>,
    /// Whether narrow lines fill their width.
    pub edge: Edge,
    /// Depth of the columns, in steps.
    pub depth: i32,
    /// Whether all must stand here.
    pub last: bool,
    /// Whether a break may end a column early.
    pub breaks: bool,
    /// Ways of so much cost are not followed up.
    pub limit: i64,
    /// Set where there was one.
    pub over: Cell<bool>,
    /// What the place of a box costs that is known.
    pub place_cost: &'a dyn Fn(&[Placed], Anchor) -> i64,
    /// Set where a paragraph has no good lines beside something.
    pub ugly: Cell<bool>,
}

/// One column that is being filled.
struct Walk<'t, 'a> {
    task: &'t Task<'a>,
    round: Round,
    /// What stands in it so far.
    pieces: Vec<Piece>,
    column: usize,
    end: i32,
    adjust: Adjust,
    y: i32,
    pending: i32,
    /// What it costs to end after the last piece.
    after: Option<i64>,
    /// Nothing of the flow stands in it yet.
    fresh: bool,
    forced: bool,
    /// The least end at which the walk is the same.
    needs: i32,
}

/// What makes a column deeper.
#[derive(Clone, Copy, Default)]
struct Adjust {
    /// So many paragraphs are a line longer.
    longer: i32,
    /// So many spaces are a line larger,
    white: i32,
    /// from this height on.
    from: i32,
}

/// Where a walk stands after a step.
enum Step {
    On,
    Full,
}

impl<'a> Task<'a> {
    /// The cheapest way to fill the columns from `from` on.
    pub fn best(&self, from: Spot) -> Option<Round> {
        self.fill(&Round { next: from, ..Round::default() }, 0)
    }

    fn fill(&self, round: &Round, column: usize) -> Option<Round> {
        if column == self.segment.columns {
            return self.judge(round.clone());
        }
        if self.is_done(round) {
            let mut rest = round.clone();
            rest.columns.push(Arc::default());
            rest.heights.push(0);
            rest.cost += if self.last { level_cost(self.depth) } else { 0 };
            return self.fill(&rest, column + 1);
        }
        let (mut best, mut found, mut height): (Option<Round>, _, _) = (None, 0, None);
        let mut same = i32::MAX;
        for less in 0..EARLY {
            let end = self.depth - 2 * less;
            // Nothing has come so far down that an end a line further up would change it.
            if end >= same {
                continue;
            }
            if self.ends_low(round, column, end) {
                break;
            }
            let Some(next) = self.levelled(round, column, end, &mut same) else { continue };
            if best.as_ref().is_some_and(|b| b.cost <= next.cost) {
                continue;
            }
            let reached = next.heights.last().copied();
            if reached == height {
                continue;
            }
            (height, found) = (reached, found + 1);
            if self.last && self.least(&next) > self.depth * (self.segment.columns - column - 1) as i32 {
                continue;
            }
            if next.cost + next.places >= self.limit {
                self.over.set(true);
            } else if let Some(done) = self.fill(&next, column + 1)
                && best.as_ref().is_none_or(|b| done.cost < b.cost)
            {
                best = Some(done);
            }
            // A column that ends well needs no other.
            if found == 2 || next.cost - round.cost < WELL {
                break;
            }
        }
        best
    }

    /// Whether a column that ends at `end` or above cannot be level with those before it (see [`Task::judge`]).
    fn ends_low(&self, round: &Round, column: usize, end: i32) -> bool {
        let holes = self.holes.iter().filter(|h| h.column == column).map(|h| h.bottom);
        let reach = holes.fold(end, i32::max);
        let most = round.heights.iter().max().copied().unwrap_or(0);
        // One that is a line or two short may yet be filled to its depth.
        let filled = end >= self.depth - 2 * MOST_LINES;
        !self.last && !self.breaks && !filled && most - reach > 1
    }

    /// Steps that the rest of the flow takes at least; paragraphs beside something may lose a line.
    fn least(&self, round: &Round) -> i32 {
        let steps = |(i, item): (usize, &Item)| match item {
            Item::Box(_) if self.is_lifted(i) => 0,
            Item::Box(cell) if self.segment.texts.binary_search_by_key(&i, |t| t.from).is_ok() => {
                cell.steps - 2
            }
            Item::Box(cell) => cell.steps,
            _ => 0,
        };
        let open = round.open.as_ref();
        let lines = open.map_or(0, |o| 2 * (o.lines.count() - o.next) as i32);
        let from = open.map_or(round.next.item, |o| self.segment.texts[o.text].to);
        lines + self.items.iter().enumerate().skip(from).map(steps).sum::<i32>()
    }

    fn is_done(&self, round: &Round) -> bool {
        round.open.is_none()
            && round.next.held.is_none()
            && skip_space(self.items, round.next.item) >= self.items.len()
    }

    /// A page must not end inside a paragraph that has been broken anew: the next page knows only the old lines.
    fn judge(&self, mut round: Round) -> Option<Round> {
        let reached = |p: &Placed| round.anchors.iter().any(|a| a.wrap == p.wrap);
        if round.open.is_some() || self.is_done(&round) != self.last || !self.placed.iter().all(reached) {
            return None;
        }
        let least = round.heights.iter().min().copied().unwrap_or(0);
        if !self.last && round.heights.iter().any(|h| h - least > 1) {
            // Level bottoms are promised; boxes in their columns leave more ways to get them.
            return None;
        }
        round.next.item = skip_space(self.items, round.next.item);
        Some(round)
    }

    /// A column that ends at `end` or above; where it ends early, paragraphs a line longer and white round headings
    /// are tried to fill it.
    fn levelled(&self, round: &Round, column: usize, end: i32, same: &mut i32) -> Option<Round> {
        let (plain, needs) = self.column(round.clone(), (column, end), Adjust::default());
        *same = needs;
        let plain = plain?;
        let short = (self.depth - plain.heights.last().copied().unwrap_or(0)) / 2;
        if self.last || self.segment.columns == 1 || !(1..=MOST_LINES).contains(&short) {
            return Some(plain);
        }
        let below = self.holes.iter().filter(|h| h.column == column).map(|h| h.bottom).max().unwrap_or(0);
        let longer = Adjust { longer: short, ..Adjust::default() };
        let tries = [longer, Adjust { white: short, from: below, ..Adjust::default() }];
        let all = tries.into_iter().filter_map(|a| self.column(round.clone(), (column, self.depth), a).0);
        all.chain(Some(plain)).min_by_key(|r| r.cost)
    }

    fn column(&self, round: Round, (column, end): (usize, i32), adjust: Adjust) -> (Option<Round>, i32) {
        let (y, pending, after) = (0, 0, Some(0));
        let mut walk = Walk {
            task: self,
            round,
            pieces: Vec::new(),
            column,
            end,
            adjust,
            y,
            pending,
            after,
            fresh: true,
            forced: false,
            needs: 0,
        };
        let full = walk.all();
        let needs = walk.needs;
        (full.and_then(|()| walk.finish()), needs)
    }

    fn wrap_at(&self, item: usize) -> Option<usize> {
        self.segment.wraps.binary_search_by_key(&item, |w| w.item).ok()
    }

    /// Whether the box that is item `item` stands elsewhere.
    fn is_lifted(&self, item: usize) -> bool {
        let gone = |w: usize| {
            let later = w >= self.decided && self.segment.wraps[w].narrow.is_some();
            later || self.placed.iter().any(|p| p.wrap == w)
        };
        self.wrap_at(item).is_some_and(gone)
    }

    /// The paragraph whose lines hold item `item`.
    fn text_at(&self, item: usize) -> Option<usize> {
        let at = self.segment.texts.partition_point(|t| t.to <= item);
        self.segment.texts.get(at).filter(|t| t.from <= item).map(|_| at)
    }
}

impl Walk<'_, '_> {
    /// Fills the column.
    fn all(&mut self) -> Option<()> {
        self.head()?;
        if self.round.open.is_some() {
            self.fresh = false;
            if let Step::Full = self.lines()? {
                return Some(());
            }
        }
        while let Some(item) = self.task.items.get(self.round.next.item) {
            if let Step::Full = self.item(item)? {
                break;
            }
        }
        Some(())
    }

    /// Whether `bottom` is within the column.
    fn fits(&mut self, bottom: i32) -> bool {
        let fits = bottom <= self.end;
        self.needs = if fits { self.needs.max(bottom) } else { i32::MAX };
        fits
    }

    /// What a page before has left stands at the head.
    fn head(&mut self) -> Option<()> {
        let Some(held) = self.round.next.held.take() else { return Some(()) };
        let Item::Box(cell) = &self.task.items[held] else { return None };
        if !self.fits(cell.steps) || self.holes(0, cell.steps).next().is_some() {
            return None;
        }
        self.push(Pt::ZERO, 0, What::Item(held));
        (self.y, self.pending) = (cell.steps, cell.movable.unwrap_or(0));
        Some(())
    }

    fn item(&mut self, item: &Item) -> Option<Step> {
        let at = self.round.next.item;
        match item {
            Item::Space { .. } if self.task.is_lifted(at + 1) => {}
            Item::Space { .. } if self.fresh => {}
            Item::Space { steps, bare, stretch } => {
                let gone = at > 0 && self.task.is_lifted(at - 1);
                self.pending += if gone { *bare } else { *steps };
                if *stretch && self.adjust.white > 0 && self.y >= self.adjust.from {
                    self.pending += 2;
                    self.adjust.white -= 1;
                    self.round.cost += STRETCH;
                }
            }
            Item::ColumnBreak => {
                self.forced = true;
                self.round.next.item += 1;
                return Some(Step::Full);
            }
            Item::PageBreak if skip_space(self.task.items, at + 1) < self.task.items.len() => return None,
            Item::PageBreak => {}
            Item::Box(cell) => return self.cell(at, cell),
        }
        self.round.next.item += 1;
        Some(Step::On)
    }

    fn cell(&mut self, at: usize, cell: &segment::Cell) -> Option<Step> {
        if let Some(wrap) = self.task.wrap_at(at) {
            let anchor = Anchor { wrap, column: self.column, y: self.y + self.pending };
            self.round.anchors.push(anchor);
            if wrap < self.task.decided {
                self.round.places += (self.task.place_cost)(self.task.placed, anchor);
            }
            if let Some(placed) = self.task.placed.iter().find(|p| p.wrap == wrap) {
                let x = self.task.segment.wraps[wrap].left_in(*placed, self.task.page, self.column);
                self.push(x, placed.top, What::Wrap(wrap));
            }
            if self.task.is_lifted(at) {
                self.round.next.item += 1;
                return Some(Step::On);
            }
        }
        let text = self.task.text_at(at);
        let begins = text.filter(|t| self.task.segment.texts[*t].from == at);
        if let Some(text) = begins {
            let top = self.top(cell);
            let slots = self.slots(text, top)?;
            if !self.fits(top + 2) {
                return Some(Step::Full);
            }
            if !slots.is_empty() {
                let full = self.task.page.column_width();
                let Some(lines) = self.task.segment.texts[text].lines(&slots, full, self.task.edge) else {
                    self.task.ugly.set(true);
                    return None;
                };
                (self.y, self.pending, self.fresh) = (top, 0, false);
                self.round.open = Some(Open { text, lines, slots, next: 0 });
                return self.lines();
            }
            if self.adjust.longer > 0 && self.longer(at, top) {
                return Some(Step::On);
            }
            if self.whole(text, top) {
                return Some(Step::On);
            }
        }
        self.solid(at, cell, text.is_some())
    }

    /// Sets a paragraph as it was broken first, all at once, where it has room and stands beside nothing.
    fn whole(&mut self, text: usize, top: i32) -> bool {
        let (from, to) = (self.task.segment.texts[text].from, self.task.segment.texts[text].to);
        let bottom = top + 2 * (to - from) as i32;
        if bottom > self.end || to > self.task.items.len() || self.holes(top, bottom).next().is_some() {
            return false;
        }
        let line = |i: usize| Piece { x: Pt::ZERO, y: top + 2 * (i - from) as i32, what: What::Item(i) };
        self.pieces.extend((from..to).map(line));
        (self.y, self.pending, self.fresh) = (bottom, 0, false);
        self.after = if let Item::Box(c) = &self.task.items[to - 1] { c.after } else { None };
        self.round.next.item = to;
        self.needs = self.needs.max(bottom);
        true
    }

    /// Sets the paragraph that begins with item `at` a line longer, where it can be and stays whole.
    fn longer(&mut self, at: usize, top: i32) -> bool {
        let segment = self.task.segment;
        let Ok(i) = segment.flexible.binary_search_by_key(&at, |f| f.from) else { return false };
        let to = segment.flexible[i].to;
        let bottom = top + 2 * (to - at + 1) as i32;
        if bottom > self.end || self.holes(top, bottom).next().is_some() || to > self.task.items.len() {
            return false;
        }
        let Some(lines) = segment.flexible[i].changed(Change::Longer) else { return false };
        for line in 0..lines.len() {
            self.push(Pt::ZERO, top + 2 * line as i32, What::Longer(i, line));
        }
        (self.y, self.pending, self.fresh) = (top + 2 * lines.len() as i32, 0, false);
        self.after = if let Item::Box(c) = &self.task.items[to - 1] { c.after } else { None };
        self.round.next.item = to;
        self.round.cost += VARIANT;
        self.adjust.longer -= 1;
        true
    }

    /// A box, or a line as it was broken first.
    fn solid(&mut self, at: usize, cell: &segment::Cell, is_text: bool) -> Option<Step> {
        let repeat = cell.repeat.as_ref().filter(|_| self.fresh);
        let head = repeat.map_or(0, |r| r.steps);
        let mut top = self.top(cell) + head;
        let mut x = Pt::ZERO;
        while let Some(bottom) = self.holes(top - head, top + cell.steps).map(|h| h.bottom).max() {
            if is_text {
                return None;
            }
            let room = slot(&self.task.holes, self.task.page, self.column, top - head, top + cell.steps);
            let (left, right) = extent(&cell.frag);
            if let Some((from, _)) = room.filter(|r| right - left <= r.1 && repeat.is_none()) {
                x = from;
                break;
            }
            let lines = i64::from(bottom - (top - head)) / 2;
            self.round.cost += GAP * lines * lines;
            top = bottom + head + cell.settle(bottom + head);
        }
        if !self.fits(top + cell.steps) {
            return Some(Step::Full);
        }
        if repeat.is_some() {
            self.push(x, top - head, What::Repeat(at));
        }
        self.push(x, top, What::Item(at));
        (self.y, self.pending, self.fresh, self.after) = (top + cell.steps, 0, false, cell.after);
        self.round.next.item = at + 1;
        Some(Step::On)
    }

    /// The lines of the open paragraph, as many as there is room for.
    fn lines(&mut self) -> Option<Step> {
        let Some(mut open) = self.round.open.take() else { return Some(Step::On) };
        let text = &self.task.segment.texts[open.text];
        let full = (Pt::ZERO, self.task.page.column_width());
        let after = |i: usize| if let Item::Box(c) = &self.task.items[i] { c.after } else { None };
        let (first, last) = (after(text.from), after(text.to - 1));
        let count = open.lines.count();
        while open.next < count {
            if !self.fits(self.y + 2) {
                self.round.open = Some(open);
                return Some(Step::Full);
            }
            // Where a column ends early the line may have come to another place than it was broken for.
            let here = slot(&self.task.holes, self.task.page, self.column, self.y, self.y + 2)?;
            if here != open.slots.get(open.next).copied().unwrap_or(full) {
                return None;
            }
            self.push(Pt::ZERO, self.y, What::Line(open.lines.clone(), open.next));
            self.y += 2;
            self.after = match open.next + 1 == count {
                true => last,
                false if first.is_none() && text.to - text.from > 1 => None,
                false => {
                    let hyphen = if open.lines.is_hyphenated(open.next) { cost::HYPHEN } else { 0 };
                    Some(cost::within(open.next, count, text.follows_heading) + hyphen)
                }
            };
            open.next += 1;
        }
        self.round.next.item = text.to;
        Some(Step::On)
    }

    /// The slots of a paragraph from `top` on, up to the last that is narrow; `None` where one is too narrow.
    fn slots(&mut self, text: usize, top: i32) -> Option<Vec<Slot>> {
        let text = &self.task.segment.texts[text];
        let bottom = top + 2 * (text.to - text.from) as i32;
        if bottom <= self.end && self.holes(top, bottom).next().is_none() {
            self.needs = self.needs.max(bottom);
            return Some(Vec::new());
        }
        let full = self.task.page.column_width();
        let (mut column, mut y, mut end) = (self.column, top, self.end);
        let mut out = Vec::new();
        // Narrow lines hold less: there may be three times as many.
        let count = 3 * (text.to - text.from) + 4;
        for i in 0..count {
            if y + 2 > end {
                (column, y, end) = (column + 1, 0, self.task.depth);
                // So far it may come in the next column, wherever this one ends.
                let most = 2 * (count - i) as i32 + 2 * EARLY;
                let holes = &self.task.holes;
                if holes.iter().any(|h| h.column > self.column && (h.column > column || h.top < most)) {
                    self.needs = i32::MAX;
                }
            }
            let here = slot(&self.task.holes, self.task.page, column, y, y + 2);
            if column == self.column && here.is_none_or(|s| s.1 < full) {
                self.needs = self.needs.max(y + 2);
            }
            out.push(here?);
            y += 2;
        }
        // Whether the paragraph as it is touches a hole.
        let touches = out.iter().take(text.to - text.from).any(|s| s.1 < full);
        out.truncate(out.iter().rposition(|s| s.1 < full).map_or(0, |i| i + 1));
        Some(if touches { out } else { Vec::new() })
    }

    fn top(&self, cell: &segment::Cell) -> i32 {
        let top = self.y + self.pending;
        top + cell.settle(top)
    }

    fn holes(&self, from: i32, to: i32) -> impl Iterator<Item = &Hole> {
        let column = self.column;
        self.task.holes.iter().filter(move |h| h.column == column && h.top < to && from < h.bottom)
    }

    fn push(&mut self, x: Pt, y: i32, what: What) {
        self.pieces.push(Piece { x, y, what });
    }

    /// Ends the column.
    fn finish(mut self) -> Option<Round> {
        let done = self.task.is_done(&self.round);
        if self.y == 0 && !done && !self.forced {
            return None;
        }
        self.round.cost += if done { 0 } else { self.after? };
        let mut height = self.y;
        for hole in self.task.holes.iter().filter(|h| h.column == self.column) {
            let text_ends = (done || self.forced) && self.y > hole.top;
            if self.y < hole.bottom + hole.below && (hole.below > 0 || !text_ends) {
                return None;
            }
            height = height.max(hole.bottom);
        }
        if height > self.task.depth {
            return None;
        }
        let short = self.task.depth - height;
        let lines = i64::from(short / 2);
        self.round.cost += match (done, self.forced) {
            (true, _) if self.task.last => level_cost(short),
            (true, _) | (_, true) => 0,
            _ if self.task.segment.columns == 1 => foot_cost(short),
            _ => SHORT * lines * lines,
        };
        self.round.columns.push(Arc::new(self.pieces));
        self.round.heights.push(if self.forced { self.task.depth } else { height });
        Some(self.round)
    }
}
