//! Divides a galley into pages by cost over the whole document: a dynamic programme whose states are the
//! places where a page can begin. Every note begins on the page of its mark; text, notes and the closing
//! block of a page are weighed together.

use super::columns::{self, Column, Filled};
use super::galley::{Item, Segment};
use super::notes::{LEAST, NoteSet, Piece};
use crate::base::Pt;
use crate::text::NoteId;
use crate::theme::PageTemplate;
use crate::theme::page::NotePlace;

/// Cost of one more page.
const PAGE: i64 = 20_000;
/// Cost of text ending `n` lines above the notes on a page that is not the last: this times n².
const PAGE_SHORT: i64 = 120;
/// Cost of carrying a note over, and of each line carried: a quarter of a page, so that a page ends a few
/// lines early before a note is torn.
const NOTE_SPLIT: i64 = 5_000;
const NOTE_LINE: i64 = 500;
/// Cost of a page that holds nothing but what a fuller page could not.
const LEFTOVER: i64 = 60_000;
/// How many page beginnings are kept at each page; the best of a wide field, so that time stays linear.
const BEAM: usize = 14;
/// How many depths are tried below the deepest that fits.
const DEPTHS: usize = 4;

/// A place where a page can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    segment: usize,
    item: usize,
    carry: Option<Piece>,
}

/// Columns of one segment on one page.
#[derive(Clone, Debug)]
pub struct Strip {
    /// Which segment.
    pub segment: usize,
    /// Steps below the body's top.
    pub y: i32,
    /// The columns.
    pub columns: Vec<Column>,
}

/// What stands on one page.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Strips from top to bottom.
    pub strips: Vec<Strip>,
    /// Notes at the foot, a list for each column of marks (one list where notes span the page).
    pub notes: Vec<Vec<Piece>>,
    /// The closing block stands on this page.
    pub closing: bool,
    /// Something on it is taller than the page.
    pub overfull: bool,
    y: i32,
    cost: i64,
}

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
        let first = Start { segment: 0, item: 0, carry: None };
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

    /// All sensible ways to fill a page that begins at `start`; `None` as its end means that all is set.
    fn choices(&self, start: Start) -> Vec<(Plan, Option<Start>)> {
        let mut plan = Plan::default();
        self.note(&mut plan.notes, start.carry.into_iter(), 0);
        let (mut segment, mut item) = (start.segment, start.item);
        while segment < self.segments.len() {
            let last = segment + 1 == self.segments.len();
            match self.finish(&plan, segment, item, last) {
                Some(longer) => plan = longer,
                None => return self.cut(plan, segment, item, last),
            }
            (segment, item) = (segment + 1, 0);
        }
        if !plan.closing {
            self.close_sheet(&mut plan);
        }
        let fits = self.height_left(&plan.notes, self.closing) >= plan.y;
        if !fits {
            return self.carry_on(start, plan);
        }
        vec![(plan, None)]
    }

    /// A page that holds only the end of a long note, where the closing block does not fit beside it.
    fn carry_on(&self, start: Start, mut full: Plan) -> Vec<(Plan, Option<Start>)> {
        let mut plan = Plan::default();
        self.note(&mut plan.notes, start.carry.into_iter(), 0);
        let end = Start { segment: self.segments.len(), item: 0, carry: None };
        if let Some(page) = self.only_notes(&plan, end) {
            return vec![page];
        }
        full.overfull = true;
        vec![(full, None)]
    }

    /// Sets the rest of a segment on this page, its columns levelled; `None` where it does not fit.
    fn finish(&self, plan: &Plan, segment: usize, item: usize, last: bool) -> Option<Plan> {
        let below = if last { self.closing } else { Pt::ZERO };
        let s = &self.segments[segment];
        let y = self.top_of(plan, segment);
        let limit = self.height_left(&plan.notes, below) - y;
        let (filled, depth) = columns::level(s, item, limit)?;
        let mut longer = plan.clone();
        self.add(&mut longer, segment, y, &filled);
        longer.y = y + depth;
        longer.cost += filled.cost;
        if last {
            self.close_sheet(&mut longer);
        }
        (self.height_left(&longer.notes, below) >= longer.y).then_some(longer)
    }

    /// Puts the closing block with its notes on the page.
    fn close_sheet(&self, plan: &mut Plan) {
        plan.closing = true;
        let pieces = self.closing_notes.iter().map(|n| self.notes.whole(*n));
        self.note(&mut plan.notes, pieces, 0);
    }

    fn top_of(&self, plan: &Plan, segment: usize) -> i32 {
        if plan.strips.is_empty() {
            return 0;
        }
        let y = plan.y + self.segments[segment].above;
        y + y % 2
    }

    /// Ends the page inside a segment, at every depth that leaves room for the notes of what it holds.
    fn cut(&self, plan: Plan, segment: usize, item: usize, last: bool) -> Vec<(Plan, Option<Start>)> {
        let s = &self.segments[segment];
        let y = self.top_of(&plan, segment);
        let room = self.height_left(&plan.notes, Pt::ZERO) - y;
        let depths = if last && self.closing.0 > 0.0 { 4 * DEPTHS } else { DEPTHS };
        let mut out = Vec::new();
        let (mut depth, mut found) = (room - room.rem_euclid(2), 0);
        while depth >= 2 && found < depths {
            let before = out.len();
            let ways = columns::fill(s, item, depth);
            let over = ways.iter().map(|f| self.close(&plan, (segment, y, depth), f, &mut out)).min();
            found += usize::from(out.len() > before);
            depth -= if out.len() > before { 2 } else { shallower(over.unwrap_or(0)) };
        }
        if !plan.strips.is_empty() {
            let short = i64::from(room.max(0) / 2);
            let mut early = plan.clone();
            early.cost += LEFTOVER / 4 + PAGE_SHORT * short * short;
            out.push((early, Some(Start { segment, item, carry: None })));
        }
        if out.is_empty() {
            let here = Start { segment, item, carry: None };
            out.extend(self.only_notes(&plan, here).or_else(|| self.force(&plan, segment, item, y)));
        }
        out
    }

    /// A page that holds nothing but the end of a note from before, where no text fits beside it.
    fn only_notes(&self, plan: &Plan, next: Start) -> Option<(Plan, Option<Start>)> {
        if !plan.strips.is_empty() || plan.notes.is_empty() {
            return None;
        }
        if self.height_left(&plan.notes, Pt::ZERO) >= 0 {
            return Some((plan.clone(), Some(next)));
        }
        let (cut, carry) = self.split(plan, Pt::ZERO)?;
        Some((cut, Some(Start { carry: Some(carry), ..next })))
    }

    /// Ends the page after `filled`, where its notes fit, whole or cut. Gives how many steps they lack.
    fn close(
        &self,
        plan: &Plan,
        (segment, y, depth): (usize, i32, i32),
        filled: &Filled,
        out: &mut Vec<(Plan, Option<Start>)>,
    ) -> i32 {
        let mut page = plan.clone();
        self.add(&mut page, segment, y, filled);
        page.y = y + depth;
        page.cost += filled.cost;
        let (segment, item) = match filled.next >= self.segments[segment].items.len() {
            true => (segment + 1, 0),
            false => (segment, filled.next),
        };
        let left = self.height_left(&page.notes, Pt::ZERO);
        let lack = page.y - left;
        if lack <= 0 {
            let short = i64::from(-lack / 2);
            page.cost += PAGE_SHORT * short * short;
            page.cost += if segment == self.segments.len() { LEFTOVER } else { 0 };
            out.push((page, Some(Start { segment, item, carry: None })));
        } else if let Some((page, carry)) = self.split(&page, Pt::ZERO) {
            out.push((page, Some(Start { segment, item, carry: Some(carry) })));
        } else {
            return lack;
        }
        0
    }

    /// Cuts the page's last note so that it fits: the rest is carried to the next page.
    fn split(&self, page: &Plan, below: Pt) -> Option<(Plan, Piece)> {
        let mut page = page.clone();
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
    fn force(&self, plan: &Plan, segment: usize, item: usize, y: i32) -> Option<(Plan, Option<Start>)> {
        let s = &self.segments[segment];
        let filled = columns::fill(s, item, 2).into_iter().min_by_key(|f| f.next)?;
        let mut page = plan.clone();
        self.add(&mut page, segment, y, &filled);
        page.cost += 10 * LEFTOVER;
        page.overfull = true;
        let next = match filled.next >= s.items.len() {
            true => Start { segment: segment + 1, item: 0, carry: None },
            false => Start { segment, item: filled.next, carry: None },
        };
        Some((page, Some(next)))
    }

    fn add(&self, plan: &mut Plan, segment: usize, y: i32, filled: &Filled) {
        plan.overfull |= filled.cost >= columns::OVERFULL;
        let items = &self.segments[segment].items;
        for (c, column) in filled.columns.iter().enumerate() {
            let marks = items[column.from..column.to].iter().filter_map(|i| match i {
                Item::Box(cell) => Some(&cell.frag.notes),
                _ => None,
            });
            self.note(&mut plan.notes, marks.flatten().map(|n| self.notes.whole(*n)), c);
        }
        plan.strips.push(Strip { segment, y, columns: filled.columns.clone() });
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
    fn height_left(&self, notes: &[Vec<Piece>], below: Pt) -> i32 {
        let left = self.page.body_height() - self.area(notes) - below;
        (left / (self.page.grid * 0.5) + 1e-6).floor() as i32
    }

    /// How many lines of its columns a page fills.
    pub fn lines(&self, plan: &Plan) -> i32 {
        let boxes = plan.strips.iter().flat_map(|strip| {
            let items = &self.segments[strip.segment].items;
            strip.columns.iter().flat_map(move |c| &items[c.from..c.to])
        });
        let steps = |item: &Item| if let Item::Box(cell) = item { cell.steps } else { 0 };
        boxes.map(steps).sum::<i32>() / 2
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
