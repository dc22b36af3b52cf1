//! Where a column can end: a walk down the items from its start, past figures that would leave a hole. Takes
//! items and a depth, gives every end with its height and cost; chooses none of them.

use super::columns::Spot;
use super::segment::{Cell, Item};

/// Cost of a column that something is too tall for; nothing else comes near it.
pub const OVERFULL: i64 = 100_000_000;
/// Cost of a column that ends where none should: after a heading, within what is to stay together.
pub const TORN: i64 = 500_000;
/// A figure or quote moves on, and text past it, where the hole in its place would be deeper than this: four
/// lines, about what white round headings and other paragraphs can fill.
const HOLE: i32 = 8;
/// Cost of a figure or quote that does not stand where it was written, and of each line between: less than a
/// hole, more than a line of white.
pub const MOVED: i64 = 600;
/// See [`MOVED`].
pub const AWAY: i64 = 12;

/// A place where a column may end, seen from its start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// One past the last item.
    pub to: usize,
    /// What has been passed and is still to come.
    pub held: Option<usize>,
    /// Steps.
    pub height: i32,
    /// How many of its spaces may grow.
    pub stretchable: i32,
    /// What it costs to end here.
    pub cost: i64,
    /// Whether the author ended it.
    pub forced: Option<Forced>,
}

/// A break that the author wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forced {
    /// The column alone.
    Column,
    /// The page with it.
    Page,
}

/// A walk down a column from its start.
struct Walk {
    height: i32,
    /// White since the last box, and whether it may grow.
    pending: (i32, i32),
    stretchable: i32,
    /// No item of the flow stands in it yet: white is dropped, headers of tables are repeated.
    fresh: bool,
    held: Option<usize>,
    /// Height at which something was passed.
    passed: i32,
}

impl Walk {
    /// A column from `spot` on: what is held stands at its head, where it fits.
    fn new(items: &[Item], spot: Spot, depth: i32) -> Walk {
        let head = match spot.held.map(|i| &items[i]) {
            Some(Item::Box(cell)) if cell.steps <= depth => Some(cell),
            _ => None,
        };
        let height = head.map_or(0, |c| c.steps);
        let pending = head.map_or((0, 0), |c| (c.movable.unwrap_or(0), 1));
        let held = if head.is_some() { None } else { spot.held };
        Walk { height, pending, stretchable: 0, fresh: true, held, passed: 0 }
    }

    /// The top of the next box, and the stretchable spaces above it.
    fn top(&self, cell: &Cell) -> (i32, i32) {
        let mut top = self.height + self.pending.0;
        if self.fresh {
            top += cell.repeat.as_ref().map_or(0, |r| r.steps);
        }
        (top + cell.settle(top), self.stretchable + self.pending.1)
    }

    fn space(&mut self, steps: i32, stretch: bool) {
        if !self.fresh {
            self.pending = (self.pending.0 + steps, self.pending.1 + i32::from(stretch));
        }
    }

    /// Goes over a box whose foot is at `height`.
    fn take(&mut self, height: i32, stretchable: i32) {
        (self.height, self.stretchable, self.pending, self.fresh) = (height, stretchable, (0, 0), false);
    }

    /// Leaves item `i` to a column further on.
    fn pass(&mut self, i: usize) {
        (self.held, self.passed, self.pending) = (Some(i), self.height, (0, 0));
    }

    fn end(&self, to: usize, cost: i64) -> End {
        let away = self.held.map_or(0, |_| MOVED + AWAY * i64::from((self.height - self.passed) / 2));
        let (height, stretchable) = (self.height, self.stretchable);
        End { to, held: self.held, height, stretchable, cost: cost + away, forced: None }
    }
}

/// A walk as far as it is the same for columns of all depths.
#[derive(Debug)]
pub struct Far {
    /// Where such a column may end.
    pub ends: Vec<End>,
    /// The boxes on the way that may stand further on: the height above each, and with it. In a column that is not as
    /// deep the walk is another.
    pub movable: Vec<(i32, i32)>,
}

/// The walk from item `from` down to `most` steps, nothing being held and nothing passed.
pub fn far(items: &[Item], from: usize, most: i32) -> Far {
    let mut out = Far { ends: Vec::new(), movable: Vec::new() };
    let mut walk = Walk::new(items, Spot { item: from, held: None }, most);
    for (i, item) in items.iter().enumerate().skip(from) {
        match item {
            Item::Space { steps, stretch, .. } => walk.space(*steps, *stretch),
            Item::ColumnBreak | Item::PageBreak => {
                let forced = if matches!(item, Item::PageBreak) { Forced::Page } else { Forced::Column };
                out.ends.push(End { forced: Some(forced), ..walk.end(i + 1, 0) });
                return out;
            }
            Item::Box(cell) => {
                let (top, stretchable) = walk.top(cell);
                let height = top + cell.steps;
                out.movable.extend(cell.movable.map(|_| (walk.height, height)));
                if height > most {
                    return out;
                }
                walk.take(height, stretchable);
                let last = i + 1 == items.len();
                if cell.after.is_some() || last {
                    out.ends.push(walk.end(i + 1, if last { 0 } else { cell.after.unwrap_or(0) }));
                }
            }
        }
    }
    out
}

/// All places where a column that starts at `from` may end, not deeper than `most` steps. Where nothing ends
/// within `depth`, the least is given all the same, so that a build never stands still.
pub fn ends(items: &[Item], from: Spot, depth: i32, most: i32) -> Vec<End> {
    let mut out = Vec::with_capacity(most.max(0) as usize / 2 + 1);
    let mut walk = Walk::new(items, from, depth);
    let mut fallback: Option<End> = None;
    if from.held.is_some() && walk.held.is_none() {
        out.push(walk.end(from.item, 0));
    }
    for (i, item) in items.iter().enumerate().skip(from.item) {
        match item {
            // White that belongs to what has been passed is replaced by what its neighbours have between them.
            Item::Space { bare, stretch, .. } if i > 0 && walk.held == Some(i - 1) => {
                walk.space(*bare, *stretch)
            }
            Item::Space { steps, stretch, .. } => walk.space(*steps, *stretch),
            Item::PageBreak if walk.held.is_some() && !out.is_empty() => return out,
            Item::ColumnBreak | Item::PageBreak => {
                let forced = if matches!(item, Item::PageBreak) { Forced::Page } else { Forced::Column };
                out.push(End { forced: Some(forced), ..walk.end(i + 1, 0) });
                return out;
            }
            Item::Box(cell) => {
                let (top, stretchable) = walk.top(cell);
                let height = top + cell.steps;
                if cell.movable.is_some() && walk.held.is_some() {
                    // Figures keep their order.
                    break;
                }
                if cell.movable.is_some() && height > depth && depth - walk.height > HOLE {
                    if !out.is_empty() && height <= most && cell.after.is_some() {
                        out.push(End { to: i + 1, height, stretchable, ..walk.end(i + 1, 0) });
                    }
                    walk.pass(i);
                    continue;
                }
                walk.take(height, stretchable);
                let last = i + 1 == items.len();
                let end = walk.end(i + 1, if last { 0 } else { cell.after.unwrap_or(0) });
                if height > depth && out.is_empty() {
                    let least = fallback.unwrap_or(End { cost: OVERFULL, ..end });
                    out.push(End { height: least.height.min(depth), ..least });
                    return out;
                }
                if height > most {
                    return out;
                }
                if cell.after.is_some() || last {
                    out.push(end);
                } else {
                    fallback = Some(End { cost: TORN, ..end });
                }
            }
        }
    }
    if out.is_empty() {
        let to = if from.held.is_some() { from.item } else { walk.held.map_or(from.item, |i| i + 1) };
        let tall = End { to, held: None, height: depth, stretchable: 0, cost: OVERFULL, forced: None };
        out.push(fallback.unwrap_or(tall));
    }
    out
}
