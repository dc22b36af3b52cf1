//! Divides a galley into pages by cost over the whole document: a dynamic programme whose states are the
//! places where a page can begin. Every note begins on the page of its mark; text, notes and the closing
//! block of a page are weighed together.

use super::columns::{self, AWAY, Column, Filled, Flow, MOVED};
use super::galley::{Item, Segment};
use super::notes::{LEAST, NoteSet, Piece};
pub use super::plan::{Body, Plan, Strip, marks};
use super::plan::{Marks, Spot, Start, Ways, marks_in};
use crate::base::Pt;
use crate::text::NoteId;
use crate::theme::PageTemplate;
use crate::theme::page::NotePlace;
use std::borrow::Cow;

/// Cost of one more page.
const PAGE: i64 = 20_000;
/// Cost of text ending `n` lines above the notes on a page that is not the last: this times n².
pub(super) const PAGE_SHORT: i64 = 120;
/// Cost of carrying a note over, and of each line carried: a quarter of a page, so that a page ends a few
/// lines early before a note is torn.
const NOTE_SPLIT: i64 = 5_000;
const NOTE_LINE: i64 = 500;
/// Cost of a page that holds nothing but what a fuller page could not.
pub(super) const LEFTOVER: i64 = 60_000;
/// How many page beginnings are kept at each page; the best of a wide field, so that time stays linear.
const BEAM: usize = 14;
/// How many depths are tried below the deepest that fits.
const DEPTHS: usize = 4;

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
    /// The marks of each segment: see [`marks`].
    pub marks: Vec<Marks>,
}

struct Node {
    start: Option<Start>,
    cost: i64,
    from: usize,
    plan: Plan,
}

impl Pager<'_> {
    /// The pages of least cost.
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
            let hopeless = best.is_some_and(|(_, at, _)| depth > at);
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
        let mut next: Vec<Node> = Vec::new();
        for (from, node) in layer.iter().enumerate() {
            let Some(start) = node.start else { continue };
            for (plan, to) in self.choices(start) {
                let cost = node.cost + plan.cost + PAGE;
                match next.iter_mut().find(|n| n.start == to) {
                    Some(old) if old.cost <= cost => {}
                    Some(old) => *old = Node { start: to, cost, from, plan },
                    None => next.push(Node { start: to, cost, from, plan }),
                }
            }
        }
        next.sort_by_key(|n| (n.cost, n.start));
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
    pub(super) fn fill(&self, mut plan: Plan, mut spot: Spot, out: &mut Ways) {
        while let Some(segment) = self.segments.get(spot.segment) {
            if spot.float < segment.floats.len() {
                return self.around(&plan, spot, out);
            }
            match self.finish(&plan, spot, Flow::whole(segment)) {
                Some(longer) => plan = longer,
                None => return self.cut(&plan, spot, out),
            }
            spot = Spot::begin(spot.segment + 1);
        }
        self.close_sheet(&mut plan);
        if self.height_left(&plan.notes, self.closing) >= plan.y {
            out.push((plan, None));
        }
    }

    /// Sets the rest of a flow on this page, its columns levelled; `None` where it does not fit.
    pub(super) fn finish(&self, plan: &Plan, spot: Spot, flow: Flow<'_>) -> Option<Plan> {
        // The closing block stands below the end of the sheet.
        let last = flow.is_whole() && self.is_last(spot);
        let below = if last { self.closing } else { Pt::ZERO };
        let y = self.top_of(plan, spot);
        let limit = self.height_left(&plan.notes, below) - y;
        let (filled, depth) = columns::level(flow, spot.at, limit)?;
        let mut longer = plan.clone();
        if !filled.columns.is_empty() {
            longer.cost += filled.cost;
            self.add(&mut longer, spot.segment, y, filled.columns);
            longer.y = y + depth;
        }
        let mut notes = Cow::Borrowed(&longer.notes);
        if last {
            self.note_closing(notes.to_mut());
        }
        let fits = self.height_left(&notes, below) >= longer.y;
        fits.then_some(longer)
    }

    /// Whether nothing but a segment's own text follows `spot`.
    fn is_last(&self, spot: Spot) -> bool {
        spot.segment + 1 == self.segments.len() && spot.float >= self.segments[spot.segment].floats.len()
    }

    /// Puts the closing block with its notes on the page.
    fn close_sheet(&self, plan: &mut Plan) {
        plan.closing = true;
        self.note_closing(&mut plan.notes);
    }

    fn note_closing(&self, notes: &mut Vec<Vec<Piece>>) {
        let pieces = self.closing_notes.iter().map(|n| self.notes.whole(*n));
        self.note(notes, pieces, 0);
    }

    /// Where the next strip of a page begins.
    pub(super) fn top_of(&self, plan: &Plan, spot: Spot) -> i32 {
        let begins = spot.at == columns::Spot::default();
        self.below(plan, if begins { self.segments[spot.segment].above } else { 0 })
    }

    /// Where something that wants `above` steps of white begins.
    pub(super) fn below(&self, plan: &Plan, above: i32) -> i32 {
        if plan.strips.is_empty() {
            return 0;
        }
        let y = plan.y + above.max(plan.white);
        y + y % 2
    }

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
        let taken = foot.map_or(0, |f| s.floats[f].cell.steps + s.floats[f].white.0);
        let room = (self.height_left(&plan.notes, Pt::ZERO) - y - taken).min(most);
        let last = spot.segment + 1 == self.segments.len();
        let depths = if last && self.closing.0 > 0.0 { 4 * DEPTHS } else { DEPTHS };
        let (mut depth, mut found) = (room - room.rem_euclid(2), 0);
        while depth >= 2 && found < depths {
            let before = out.len();
            let ways = columns::fill(Flow::whole(s), spot.at, depth);
            let over = ways.into_iter().map(|f| self.close(plan, spot, (y, depth, foot), f, out)).min();
            found += usize::from(out.len() > before);
            depth -= if out.len() > before { 2 } else { shallower(over.unwrap_or(0)) };
        }
    }

    /// A page that holds nothing but the end of a note from before, where no text fits beside it.
    fn only_notes(&self, plan: &Plan, spot: Spot) -> Option<(Plan, Option<Start>)> {
        if plan.notes.is_empty() {
            return None;
        }
        if self.height_left(&plan.notes, Pt::ZERO) >= 0 {
            return Some((plan.clone(), Some(Start { spot, carry: None })));
        }
        let (cut, carry) = self.split(plan.clone(), Pt::ZERO)?;
        Some((cut, Some(Start { spot, carry: Some(carry) })))
    }

    /// Ends the page after `filled`, where its notes fit, whole or cut. Gives how many steps they lack.
    fn close(
        &self,
        plan: &Plan,
        spot: Spot,
        (y, depth, foot): (i32, i32, Option<usize>),
        filled: Filled,
        out: &mut Ways,
    ) -> i32 {
        let Some((next, moved)) = self.after(spot, foot, filled.next) else { return 0 };
        let mut page =
            Plan { y: y + depth, white: 0, cost: plan.cost + filled.cost + moved, ..Plan::default() };
        page.notes.clone_from(&plan.notes);
        (page.overfull, page.topped) = (plan.overfull || filled.cost >= columns::OVERFULL, plan.topped);
        self.note_columns(&mut page.notes, spot.segment, &filled.columns);
        // What stands above is taken over only where the page holds.
        let strips = || plan.strips.iter().cloned();
        let strip = Strip { segment: spot.segment, y, body: Body::Columns(filled.columns) };
        page.strips.push(strip);
        if let Some(float) = foot {
            self.add_float(&mut page, spot.segment, float);
        }
        let left = self.height_left(&page.notes, Pt::ZERO);
        let lack = page.y - left;
        if lack <= 0 {
            let short = i64::from(-lack / 2);
            page.cost += PAGE_SHORT * short * short;
            page.cost += if next.segment == self.segments.len() { LEFTOVER } else { 0 };
            page.strips.splice(0..0, strips());
            out.push((page, Some(Start { spot: next, carry: None })));
        } else {
            let least = self.least_lack(&page);
            let Some((mut page, carry)) = self.split(page, Pt::ZERO) else { return least };
            page.strips.splice(0..0, strips());
            out.push((page, Some(Start { spot: next, carry: Some(carry) })));
        }
        0
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
    fn after(&self, spot: Spot, foot: Option<usize>, next: columns::Spot) -> Option<(Spot, i64)> {
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

    /// Cuts the page's last note so that it fits: the rest is carried to the next page.
    fn split(&self, mut page: Plan, below: Pt) -> Option<(Plan, Piece)> {
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
                return Some((page, Piece { from: to as u32, ..whole }));
            }
            to -= 1;
        }
        None
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
        self.add(&mut page, spot.segment, 0, filled.columns);
        Some(self.forced(page, next))
    }

    /// A page that must hold what it holds. What is too tall may be its last note.
    fn forced(&self, page: Plan, spot: Spot) -> (Plan, Option<Start>) {
        match self.split(page.clone(), Pt::ZERO) {
            Some((cut, carry)) => (Plan { overfull: false, ..cut }, Some(Start { spot, carry: Some(carry) })),
            None => (page, Some(Start { spot, carry: None })),
        }
    }

    fn add(&self, plan: &mut Plan, segment: usize, y: i32, columns: Vec<Column>) {
        self.note_columns(&mut plan.notes, segment, &columns);
        plan.overfull |= plan.cost >= columns::OVERFULL;
        plan.white = 0;
        plan.strips.push(Strip { segment, y, body: Body::Columns(columns) });
    }

    /// Files the notes of columns.
    fn note_columns(&self, notes: &mut Vec<Vec<Piece>>, segment: usize, columns: &[Column]) {
        for (c, column) in columns.iter().enumerate() {
            let marks = marks_in(&self.marks[segment], column);
            self.note(notes, marks.map(|n| self.notes.whole(n)), c);
        }
    }

    /// Puts a float below what stands on the page.
    pub(super) fn add_float(&self, plan: &mut Plan, segment: usize, float: usize) {
        let f = &self.segments[segment].floats[float];
        let y = self.below(plan, f.white.0);
        self.note(&mut plan.notes, f.cell.frag.notes.iter().map(|n| self.notes.whole(*n)), 0);
        (plan.y, plan.white) = (y + f.cell.steps, f.white.1);
        plan.strips.push(Strip { segment, y, body: Body::Float(float) });
    }

    /// Files notes under the page, or under the column of their mark.
    fn note(&self, lists: &mut Vec<Vec<Piece>>, pieces: impl Iterator<Item = Piece>, column: usize) {
        let at = if self.page.notes == NotePlace::Column { column } else { 0 };
        for piece in pieces {
            while lists.len() <= at {
                lists.push(Vec::new());
            }
            lists[at].push(piece);
        }
    }

    /// Steps from the body's top to the notes with `below` between text and notes.
    pub(super) fn height_left(&self, notes: &[Vec<Piece>], below: Pt) -> i32 {
        let left = self.page.body_height() - self.area(notes) - below;
        (left / (self.page.grid * 0.5) + 1e-6).floor() as i32
    }

    /// The notes whose marks stand on a page, in the order of the marks.
    pub fn marks(&self, plan: &Plan) -> Vec<NoteId> {
        let mut out = Vec::new();
        for strip in &plan.strips {
            let s = &self.segments[strip.segment];
            match &strip.body {
                Body::Columns(all) => {
                    out.extend(all.iter().flat_map(|c| marks_in(&self.marks[strip.segment], c)));
                }
                Body::Float(i) => out.extend(&s.floats[*i].cell.frag.notes),
            }
        }
        out.extend(self.closing_notes.iter().filter(|_| plan.closing));
        out
    }

    /// How many lines of its columns a page fills.
    pub fn lines(&self, plan: &Plan) -> i32 {
        let steps = |strip: &Strip| -> i32 {
            let s = &self.segments[strip.segment];
            match &strip.body {
                Body::Columns(all) => all.iter().flat_map(|c| c.boxes(&s.items)).map(|(_, c)| c.steps).sum(),
                Body::Float(i) => s.floats[*i].cell.steps,
            }
        };
        plan.strips.iter().map(steps).sum::<i32>() / 2
    }

    /// Height of the note area with its rule; nothing where there are no notes.
    pub fn area(&self, notes: &[Vec<Piece>]) -> Pt {
        let columns = note_columns(self.page);
        let tallest = notes.iter().map(|n| self.notes.height(n, columns)).fold(Pt::ZERO, Pt::max);
        if tallest.0 > 0.0 { tallest + self.page.note_gap * 2.0 } else { Pt::ZERO }
    }
}

/// By how many steps to lower the depth of a page whose notes lack `over` steps. A line less gives room for
/// itself and takes, as a rule, at most two lines of notes with it; more would pass over depths that fit.
fn shallower(over: i32) -> i32 {
    (over / 3 - over / 3 % 2).max(2)
}

/// In how many columns a list of notes is set.
pub fn note_columns(page: &PageTemplate) -> usize {
    match page.notes {
        NotePlace::Foot => page.note_columns.max(1),
        NotePlace::Column => 1,
    }
}
