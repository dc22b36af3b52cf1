//! Makes one column as deep as its neighbours, and says what that costs. Takes a stretch of a segment and where it ends;
//! chooses no end.

use super::columns::{Column, Spot};
use super::ends::End;
use super::pages::PAGE_SHORT;
use super::segment::Segment;
use super::variants::Change;

/// Cost of a column that ends one line above the others, squared by lines: twelve times that of a line of
/// white, because level bottoms are promised, and that of a page that ends five lines early.
pub const SHORT: i64 = 3_000;
/// Cost of each line from the third on, where a block has no room: a page is not left empty for its sake.
const DEEPER: i64 = 2_000;
/// Cost of a line of white added to a column, squared by lines.
pub const STRETCH: i64 = 250;
/// Cost of a paragraph that is a line longer or shorter than it would like to be.
pub const VARIANT: i64 = 90;
/// No more paragraphs than this are changed in a column.
const CHANGES: usize = 3;

/// How a column is made as deep as its neighbours: first by paragraphs a line longer or shorter, then by white round
/// headings and figures.
pub struct Settled {
    /// What that costs, what is left uneven included.
    pub cost: i64,
    /// How many paragraphs are changed, and how.
    changed: (usize, Change),
    /// Steps of white that are added.
    stretch: i32,
}

impl Settled {
    /// The way to settle a column of `segment` from `spot` to `end`; `None` where there is none.
    pub fn of(
        segment: &Segment,
        spot: Spot,
        end: &End,
        depth: i32,
        (last, free): (bool, bool),
    ) -> Option<Settled> {
        let able = |change, wanted| able(segment, spot.item, end.to, change, wanted).count();
        let as_it_is = |cost| Some(Settled { cost, changed: (0, Change::Longer), stretch: 0 });
        let short = depth - end.height;
        if short < 0 {
            let lines = (1 - short) as usize / 2;
            let cost = VARIANT * (lines * lines) as i64 + 1;
            let settled = Settled { cost, changed: (lines, Change::Shorter), stretch: 0 };
            return (able(Change::Shorter, lines) == lines).then_some(settled);
        }
        if free && !last {
            return as_it_is(0);
        }
        if segment.columns == 1 {
            // No neighbour to be level with: what is over stays at the foot.
            return as_it_is(if last { level_cost(short) } else { foot_cost(short) });
        }
        let changed = able(Change::Longer, most_changes(short, last));
        let (stretch, cost) = level_with(changed, end, short, last);
        Some(Settled { cost, changed: (changed, Change::Longer), stretch })
    }

    /// That column.
    pub fn column(&self, segment: &Segment, spot: Spot, end: &End) -> Column {
        let moved = end.held != spot.held;
        let (head, without) = if moved { (spot.held, end.held) } else { (None, None) };
        let (from, to, (wanted, change)) = (spot.item, end.to, self.changed);
        let changes = able(segment, from, to, change, wanted).map(|i| (i, change)).collect();
        Column { head, without, from, to, stretch: self.stretch, changes }
    }
}

/// No more than what [`Settled::of`] says that it costs, whatever paragraphs can be changed: they are not asked, for that
/// breaks their lines anew.
pub fn least_to_settle(segment: &Segment, end: &End, depth: i32, (last, free): (bool, bool)) -> i64 {
    let short = depth - end.height;
    if short < 0 {
        let lines = i64::from((1 - short) / 2);
        return VARIANT * lines * lines + 1;
    }
    if free && !last || segment.columns == 1 {
        return 0;
    }
    let cost = |changed| level_with(changed, end, short, last).1;
    (0..=most_changes(short, last)).map(cost).min().unwrap_or(0)
}

/// How many paragraphs may become a line longer in a column that is `short` steps short.
fn most_changes(short: i32, last: bool) -> usize {
    let lines = short as usize / 2;
    if last && lines > 1 { 0 } else { lines.min(CHANGES) }
}

/// The white that a column gets which is `short` steps short, `changed` of its paragraphs being a line longer, and
/// what all that costs.
fn level_with(changed: usize, end: &End, short: i32, last: bool) -> (i32, i64) {
    let short = short - 2 * changed as i32;
    let (stretch, cost) = if last { (0, level_cost(short)) } else { fit_cost(short, end.stretchable) };
    (stretch, cost + VARIANT * (changed * changed) as i64)
}

/// Up to `wanted` paragraphs wholly in a column that can be changed, the later ones first.
fn able(
    segment: &Segment,
    from: usize,
    to: usize,
    change: Change,
    wanted: usize,
) -> impl Iterator<Item = usize> {
    let end = if wanted > 0 { segment.flexible.partition_point(|f| f.to <= to) } else { 0 };
    let inside = (0..end).rev().take_while(move |i| segment.flexible[*i].from >= from);
    inside.filter(move |i| segment.flexible[*i].can(change)).take(wanted)
}

/// Cost of a column `short` steps short of the level of its neighbours.
pub fn level_cost(short: i32) -> i64 {
    let lines = i64::from(short.max(0)) / 2;
    60 * lines * lines
}

/// Cost of a single column `short` steps short of its page.
pub fn foot_cost(short: i32) -> i64 {
    let lines = i64::from(short.max(0)) / 2;
    PAGE_SHORT * lines * lines
}

/// Fills a column that is `short` steps short with white round headings and figures, a line for each, and
/// gives the white and what it costs, what is left unfilled included.
fn fit_cost(short: i32, stretchable: i32) -> (i32, i64) {
    let lines = (short.max(0) + 1) / 2;
    let white = lines.min(stretchable);
    let (white_cost, left) = (i64::from(white), i64::from(lines - white));
    let left_cost = if left > 2 { SHORT * 4 + DEEPER * (left - 2) } else { SHORT * left * left };
    (white * 2, STRETCH * white_cost * white_cost + left_cost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_added_round_headings_before_a_column_ends_short() {
        assert_eq!(fit_cost(2, 1), (2, STRETCH));
        assert_eq!(fit_cost(4, 1), (2, STRETCH + SHORT));
        assert_eq!(fit_cost(0, 3), (0, 0));
    }
}
