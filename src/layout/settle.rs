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
/// Makes a column as deep as its neighbours: first by paragraphs a line longer or shorter, then by white round
/// headings and figures. Gives the column and what that costs, what is left uneven included.
pub fn settle(
    segment: &Segment,
    spot: Spot,
    end: &End,
    depth: i32,
    mode: (bool, bool),
) -> Option<(Column, i64)> {
    let (last, free) = mode;
    let from = spot.item;
    let moved = end.held != spot.held;
    let (head, without) = if moved { (spot.held, end.held) } else { (None, None) };
    let mut column = Column { head, without, from, to: end.to, ..Column::default() };
    let short = depth - end.height;
    if short < 0 {
        let lines = (1 - short) as usize / 2;
        column.changes = changes(segment, from, end.to, Change::Shorter, lines);
        let cost = VARIANT * (lines * lines) as i64 + 1;
        return (column.changes.len() == lines).then_some((column, cost));
    }
    if free && !last {
        return Some((column, 0));
    }
    if segment.columns == 1 {
        // No neighbour to be level with: what is over stays at the foot.
        return Some((column, if last { level_cost(short) } else { foot_cost(short) }));
    }
    column.changes = changes(segment, from, end.to, Change::Longer, most_changes(short, last));
    let (stretch, cost) = level_with(column.changes.len(), end, short, last);
    column.stretch = stretch;
    Some((column, cost))
}

/// No more than what [`settle`] says that it costs, whatever paragraphs can be changed: they are not asked, for that
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
fn changes(segment: &Segment, from: usize, to: usize, change: Change, wanted: usize) -> Vec<(usize, Change)> {
    let inside =
        segment.flexible.partition_point(|f| f.from < from)..segment.flexible.partition_point(|f| f.to <= to);
    let able = inside.rev().filter(|i| wanted > 0 && segment.flexible[*i].changed(change).is_some());
    able.take(wanted).map(|i| (i, change)).collect()
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
