//! Cuts a segment into columns: all ways to fill columns of one depth, and the best way to level them.

use super::beside::Round;
pub use super::ends::{AWAY, MOVED, OVERFULL, TORN};
use super::ends::{End, Forced, ends};
use super::plan::Body;
use super::segment::{Cell, Item, Segment};
use super::settle::{Settled, least_to_settle, level_cost};
use super::variants::Change;
use std::sync::Arc;

/// How many lines more than it holds a column may be given, so many of its paragraphs being a line shorter.
const SHORTER: i32 = 2;
/// How many lines short of its depth a column may end.
const SLACK: i32 = 8;
/// How many steps short of its depth a column may end that something has been left out of to fill it.
const FILLED: i32 = 4;

/// One column: items `from..to` of a segment, and how much white is added to each stretchable space.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// A figure or quote from further up that stands at its head.
    pub head: Option<usize>,
    /// A figure or quote among its items that stands further on.
    pub without: Option<usize>,
    /// First item.
    pub from: usize,
    /// One past the last item that is drawn.
    pub to: usize,
    /// Steps of white to add in all.
    pub stretch: i32,
    /// Paragraphs (by their place in [`Segment::flexible`]) that are a line longer or shorter here.
    pub changes: Vec<(usize, Change)>,
}

/// Columns side by side, with what they cost.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Where the flow goes on.
    pub next: Spot,
    /// Sum of costs.
    pub cost: i64,
    /// The columns where something in them has text beside it: then they stand here.
    pub beside: Option<Arc<Round>>,
}

/// A place in a segment: the next item, and the figure or quote that has been passed and is still to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The next item.
    pub item: usize,
    /// What has been passed.
    pub held: Option<usize>,
}

/// A stretch of a segment: its items up to some place.
#[derive(Clone, Copy)]
pub struct Flow<'a> {
    /// The segment.
    pub segment: &'a Segment,
    /// The items.
    pub items: &'a [Item],
}

impl<'a> Flow<'a> {
    /// The items of a segment before `to`.
    pub fn until(segment: &'a Segment, to: usize) -> Flow<'a> {
        Flow { segment, items: &segment.items[..to.min(segment.items.len())] }
    }
    /// The whole of a segment.
    pub fn whole(segment: &'a Segment) -> Flow<'a> {
        Flow { segment, items: &segment.items }
    }
    /// Whether it reaches to the segment's end.
    pub fn is_whole(&self) -> bool {
        self.items.len() == self.segment.items.len()
    }
    fn is_end(&self, spot: Spot) -> bool {
        spot.held.is_none() && skip_space(self.items, spot.item) >= self.items.len()
    }
}

impl Filled {
    /// What a page holds of it.
    pub fn body(self) -> Body {
        match self.beside {
            Some(round) => Body::Beside(round),
            None => Body::Columns(self.columns),
        }
    }
}

impl Column {
    /// Whether a box stands in it.
    pub fn holds(&self, item: usize) -> bool {
        self.head == Some(item) || ((self.from..self.to).contains(&item) && self.without != Some(item))
    }
    /// What stands in it from top to bottom, each with its place among `items`.
    pub fn boxes<'a>(&self, items: &'a [Item]) -> impl Iterator<Item = (usize, &'a Cell)> + use<'a> {
        let (head, without) = (self.head, self.without);
        head.into_iter().chain((self.from..self.to).filter(move |i| Some(*i) != without)).filter_map(
            move |i| match &items[i] {
                Item::Box(cell) => Some((i, cell)),
                _ => None,
            },
        )
    }
}

/// Skips white at the head of a column.
pub fn skip_space(items: &[Item], mut at: usize) -> usize {
    while let Some(Item::Space { .. }) = items.get(at) {
        at += 1;
    }
    at
}

/// A partial division: its last column, and which division of one column less it adds it to.
struct State {
    at: Spot,
    cost: i64,
    forced_page: bool,
    from: usize,
    /// Where its last column ends and how it is settled; none where the flow has ended before.
    column: Option<(End, Settled)>,
}

/// All divisions of a stretch at one depth, by how many columns they have. What stands in the columns is written out
/// for those alone that somebody wants.
struct Divided<'a> {
    flow: Flow<'a>,
    layers: Vec<Vec<State>>,
}

/// All ways to fill the segment's columns to `depth` steps from `from`, the best for each place where the page
/// can end.
pub fn fill(flow: Flow<'_>, from: Spot, depth: i32) -> Vec<Filled> {
    let divided = divide(flow, from, depth, false);
    (0..divided.ways().len()).map(|way| divided.filled(way)).collect()
}

/// Levels the rest of a flow: the least depth at which everything from `from` stands in its columns. `None`
/// where it needs more than `limit` steps, or where a page break stands inside.
pub fn level(flow: Flow<'_>, from: Spot, limit: i32) -> Option<(Filled, i32)> {
    let columns = flow.segment.columns;
    let rest = Spot { item: skip_space(flow.items, from.item), ..from };
    if flow.is_end(rest) {
        return Some((Filled { columns: Vec::new(), next: rest, cost: 0, beside: None }, 0));
    }
    let total = total(flow.items, rest, limit.max(0) * columns as i32)?;
    let mut depth = (total / columns as i32).max(2);
    depth += depth % 2;
    let mut best: Option<(Filled, i32)> = None;
    let mut tries = 0;
    while depth <= limit + limit % 2 && tries < 4 {
        let depth_now = depth.min(limit);
        let divided = divide(flow, rest, depth_now, true);
        // A box taller than the depth may fit at the next.
        let done = divided.ways().iter().position(|s| flow.is_end(s.at) && s.cost < OVERFULL);
        if let Some(mut filled) = done.map(|way| divided.filled(way)) {
            let cost = filled.cost;
            filled.cost += i64::from(tries) * 400;
            if best.as_ref().is_none_or(|(b, _)| filled.cost < b.cost) {
                best = Some((filled, depth_now));
            }
            // A heading parted from its block is no division to stop at.
            tries += i32::from(cost < TORN);
        }
        if columns == 1 && best.is_some() {
            break;
        }
        depth += 2;
    }
    best
}

/// Height of everything from `from` in one column; `None` where it is more than `limit` or where a page
/// break stands inside. Stops at the limit, so that a long text is not measured again for every page.
pub fn total(items: &[Item], from: Spot, limit: i32) -> Option<i32> {
    let (mut sum, mut pending) = (0, 0);
    if let Some(Item::Box(cell)) = from.held.map(|i| &items[i]) {
        (sum, pending) = (cell.steps, cell.movable.unwrap_or(0));
    }
    for (i, item) in items.iter().enumerate().skip(from.item) {
        match item {
            Item::Space { steps, .. } => pending += steps,
            Item::ColumnBreak => {}
            Item::PageBreak if skip_space(items, i + 1) < items.len() => return None,
            Item::PageBreak => {}
            Item::Box(cell) => {
                sum += pending + cell.steps;
                pending = 0;
            }
        }
        if sum > limit {
            return None;
        }
    }
    Some(sum)
}

fn divide(flow: Flow<'_>, from: Spot, depth: i32, last: bool) -> Divided<'_> {
    let at = Spot { item: skip_space(flow.items, from.item), ..from };
    let begin = State { at, cost: 0, forced_page: false, from: 0, column: None };
    let mut layers = vec![vec![begin]];
    for column in 0..flow.segment.columns {
        let mut next: Vec<State> = Vec::new();
        for state in layers[column].iter().enumerate() {
            step(flow, state, depth, (last, column + 1 == flow.segment.columns), &mut next);
        }
        layers.push(next);
    }
    Divided { flow, layers }
}

impl Divided<'_> {
    /// Those that have all columns.
    fn ways(&self) -> &[State] {
        self.layers.last().map_or(&[], Vec::as_slice)
    }

    /// The whole of one of them, from its last column back.
    fn filled(&self, way: usize) -> Filled {
        let State { at: next, cost, .. } = self.ways()[way];
        let mut columns = Vec::with_capacity(self.flow.segment.columns);
        let mut at = way;
        for pair in self.layers.windows(2).rev() {
            let state = &pair[1][at];
            let column = |(end, settled): &(End, Settled)| {
                settled.column(self.flow.segment, pair[0][state.from].at, end)
            };
            columns.extend(state.column.as_ref().map(column));
            at = state.from;
        }
        columns.reverse();
        Filled { columns, next, cost, beside: None }
    }
}

/// Adds one column to a division in every way that makes sense.
fn step(
    flow: Flow<'_>,
    (from, state): (usize, &State),
    depth: i32,
    (last, rightmost): (bool, bool),
    next: &mut Vec<State>,
) {
    let items = flow.items;
    if flow.is_end(state.at) || state.forced_page {
        let cost = state.cost + if last && !state.forced_page { level_cost(depth) } else { 0 };
        let place = Place::of(next, state.at, state.forced_page);
        if cost < place.cost {
            place.put(next, State { cost, from, column: None, ..*state });
        }
        return;
    }
    let most = depth + 2 * SHORTER;
    let ends = match flow.is_whole() {
        true => flow.segment.walks.ends(items, state.at, depth, most),
        false => ends(items, state.at, depth, most).into(),
    };
    let mut near = 0;
    // Nothing but white stands below.
    let filled = items.iter().rposition(|i| !matches!(i, Item::Space { .. })).map_or(0, |last| last + 1);
    let deepest = ends.iter().map(|e| e.height).filter(|h| *h <= depth).max().unwrap_or(0);
    for end in ends.iter() {
        let slack = match end.held {
            Some(_) => FILLED,
            None if last => SLACK * 3,
            None => SLACK * 2,
        };
        let free = end.forced.is_some() || (end.held.is_none() && end.to >= filled);
        if !free && deepest - end.height > slack {
            continue;
        }
        let at = Spot { item: skip_space(items, end.to), held: end.held };
        // On a tie the columns on the left are the fuller ones.
        let tie = if last && !rightmost { i64::from((depth - end.height).max(0)) } else { 0 };
        let known = state.cost + end.cost + tie;
        let forced_page = end.forced == Some(Forced::Page);
        let place = Place::near(near, next, at, forced_page);
        near = place.index.unwrap_or(next.len()) + 1;
        if known + least_to_settle(flow.segment, end, depth, (last, free)) >= place.cost {
            continue;
        }
        let settled = Settled::of(flow.segment, state.at, end, depth, (last, free));
        let Some(settled) = settled.filter(|s| known + s.cost < place.cost) else { continue };
        let cost = known + settled.cost;
        place.put(next, State { at, cost, forced_page, from, column: Some((*end, settled)) });
    }
}

/// Where the best division so far stands that ends at some place, and what it costs; on a tie the one that was
/// found first stays.
struct Place {
    index: Option<usize>,
    cost: i64,
}

impl Place {
    fn of(states: &[State], at: Spot, forced_page: bool) -> Place {
        Place::near(states.len(), states, at, forced_page)
    }

    /// The same, looked for at `near` first: the ends of one column follow each other as those of another.
    fn near(near: usize, states: &[State], at: Spot, forced_page: bool) -> Place {
        let here = |s: &State| s.at == at && s.forced_page == forced_page;
        let index = match states.get(near) {
            Some(state) if here(state) => Some(near),
            _ => states.iter().position(here),
        };
        Place { index, cost: index.map_or(i64::MAX, |i| states[i].cost) }
    }

    /// Takes a better one.
    fn put(self, states: &mut Vec<State>, new: State) {
        match self.index {
            Some(i) => states[i] = new,
            None => states.push(new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::frag::Frag;
    use super::super::pages::PAGE_SHORT;
    use super::super::segment::Cell;
    use super::*;

    fn line(after: i64) -> Item {
        Item::Box(Cell { frag: Frag::default(), steps: 2, snap: true, after: Some(after), ..Cell::default() })
    }

    fn segment(columns: usize, items: Vec<Item>) -> Segment {
        Segment { columns, items, ..Segment::default() }
    }

    #[test]
    fn levels_two_columns() {
        let s = segment(2, (0..9).map(|_| line(0)).collect());
        let (filled, depth) = level(Flow::whole(&s), Spot::default(), 100).expect("fits");
        assert_eq!((depth, filled.next.item), (10, 9));
        assert_eq!(filled.columns.iter().map(|c| c.to - c.from).collect::<Vec<_>>(), [5, 4]);
    }

    #[test]
    fn columns_are_as_deep_as_their_tallest_box() {
        let tall = Item::Box(Cell { steps: 40, after: Some(0), ..Cell::default() });
        let s = segment(2, vec![tall, line(0), line(0)]);
        let (filled, depth) = level(Flow::whole(&s), Spot::default(), 100).expect("fits");
        assert!(depth >= 40 && filled.cost < OVERFULL, "{depth}");
    }

    #[test]
    fn never_ends_a_column_after_a_heading() {
        let mut items: Vec<Item> = (0..4).map(|_| line(0)).collect();
        items.push(Item::space(2, true));
        items.push(Item::Box(Cell {
            frag: Frag::default(),
            steps: 2,
            snap: false,
            after: None,
            ..Cell::default()
        }));
        items.extend((0..6).map(|_| line(0)));
        let s = segment(1, items);
        let best =
            fill(Flow::whole(&s), Spot::default(), 12).into_iter().min_by_key(|f| f.cost).expect("fills");
        assert_eq!(best.columns[0].to, 4);
    }

    #[test]
    fn a_single_column_keeps_its_white_and_ends_short() {
        let mut items: Vec<Item> = (0..4).map(|_| line(0)).collect();
        items.insert(2, Item::space(2, true));
        let big = Cell { frag: Frag::default(), steps: 12, snap: true, after: Some(0), ..Cell::default() };
        items.push(Item::Box(big));
        let s = segment(1, items);
        let filled = fill(Flow::whole(&s), Spot::default(), 14);
        let best = filled.iter().find(|f| f.next.item == 5).expect("ends above the box");
        assert_eq!((best.columns[0].stretch, best.cost), (0, PAGE_SHORT * 4));
    }

    #[test]
    fn a_box_deeper_than_the_page_still_moves_on() {
        let big = Cell { frag: Frag::default(), steps: 50, snap: true, after: Some(0), ..Cell::default() };
        let s = segment(1, vec![Item::Box(big), line(0)]);
        assert_eq!(fill(Flow::whole(&s), Spot::default(), 10)[0].next.item, 1);
    }
}
