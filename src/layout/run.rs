//! What stands in a column from top to bottom: takes the items and what the division decided, gives boxes with
//! their tops. Decides nothing itself.

use super::columns::Column;
use super::frag::Frag;
use super::segment::{Cell, Item, Segment};
use super::variants::Change;

/// The boxes of a column with their tops in steps. White at its head is gone; white is added where the division
/// asked for it, and paragraphs are a line longer or shorter where it asked for that.
pub fn pieces<'a>(segment: &'a Segment, column: &Column) -> Vec<(i32, &'a Frag)> {
    let run = run(&segment.items, column);
    let mut grow = growing(&run, column.stretch);
    let mut out = Vec::new();
    // The right half of a text in two languages is read behind its left half.
    let mut right: Vec<(i32, &Frag)> = Vec::new();
    let (mut y, mut pending, mut to) = (0, 0, 0);
    let mut fresh = true;
    // Between two half lines of added white what stands is half a line off the grid.
    let mut off = false;
    for (at, step) in run.iter().enumerate() {
        match step {
            Step::Space { steps, stretch } => {
                pending += steps;
                if *stretch {
                    let white = grow.next().unwrap_or(0);
                    pending += white;
                    off ^= white % 2 != 0;
                }
            }
            Step::Box(i, _) if *i < to => {}
            Step::Box(i, cell) => {
                y += pending;
                pending = 0;
                let flows = column.head.is_none() || at > 0;
                if let (true, true, Some(repeat)) = (flows, fresh, &cell.repeat) {
                    out.push((y, &repeat.frag));
                    y += repeat.steps;
                }
                fresh &= !flows;
                y += cell.settle(y + i32::from(off));
                if cell.beside.as_ref().is_none_or(|b| b.first) {
                    out.append(&mut right);
                }
                right.extend(cell.beside.iter().map(|b| (y, &b.frag)));
                if let Some((lines, end)) = changed(segment, column, *i) {
                    for line in lines {
                        out.push((y, line));
                        y += 2;
                    }
                    to = end;
                } else {
                    out.push((y, &cell.frag));
                    y += cell.steps;
                }
            }
        }
    }
    out.append(&mut right);
    out
}

/// A piece of a column as it stands.
enum Step<'a> {
    Space { steps: i32, stretch: bool },
    Box(usize, &'a Cell),
}

/// A column from top to bottom, without the white at its head and foot.
fn run<'a>(items: &'a [Item], column: &Column) -> Vec<Step<'a>> {
    let mut out = Vec::with_capacity(column.to - column.from + 2);
    if let Some((head, Item::Box(cell))) = column.head.map(|h| (h, &items[h])) {
        out.push(Step::Box(head, cell));
        out.push(Step::Space { steps: cell.movable.unwrap_or(0), stretch: true });
    }
    let first = out.len();
    for (i, item) in items.iter().enumerate().take(column.to).skip(column.from) {
        let gone = |at: Option<usize>| at.is_some() && at == column.without;
        match item {
            Item::Space { .. } if out.len() == first || gone(Some(i + 1)) => {}
            Item::Space { bare, stretch, .. } if gone(i.checked_sub(1)) => {
                out.push(Step::Space { steps: *bare, stretch: *stretch });
            }
            Item::Space { steps, stretch, .. } => out.push(Step::Space { steps: *steps, stretch: *stretch }),
            Item::Box(cell) if !gone(Some(i)) => out.push(Step::Box(i, cell)),
            _ => {}
        }
    }
    while let Some(Step::Space { .. }) = out.last() {
        out.pop();
    }
    out
}

/// The lines of a paragraph that begins at item `at` and is changed in this column, and where it ends.
fn changed<'a>(segment: &'a Segment, column: &Column, at: usize) -> Option<(&'a [Frag], usize)> {
    let of = |(i, change): &(usize, Change)| (&segment.flexible[*i], *change);
    let (paragraph, change) = column.changes.iter().map(of).find(|(f, _)| f.from == at)?;
    Some((paragraph.changed(change)?, paragraph.to))
}

/// By how many steps each of a column's stretchable spaces grows, where `stretch` are added in all: finely over all
/// places before any of them gets more. First half a line above and below each figure or quote, then a line above
/// each heading, where the eye minds least; only then the second half lines. The last places in the column first.
fn growing(run: &[Step<'_>], stretch: i32) -> impl Iterator<Item = i32> + use<> {
    let boxes: Vec<(usize, bool)> = run
        .iter()
        .enumerate()
        .filter_map(|(i, s)| if let Step::Box(_, cell) = s { Some((i, !cell.snap)) } else { None })
        .collect();
    // Place, and whether a heading follows.
    let spaces: Vec<(usize, bool)> = run
        .iter()
        .enumerate()
        .filter(|(_, s)| matches!(s, Step::Space { stretch: true, .. }))
        .map(|(i, _)| (i, boxes.iter().find(|b| b.0 > i).is_some_and(|b| b.1)))
        .collect();
    let (pairs, singles) = pairs(&spaces, &boxes);
    let headings: Vec<usize> = (0..spaces.len()).filter(|i| spaces[*i].1).collect();
    let pair = |&at: &usize| vec![at - 1, at];
    let single = |&at: &usize| vec![at, at];
    let rounds = pairs.iter().rev().map(pair).chain(headings.iter().rev().map(single));
    let rounds = rounds.chain(pairs.iter().rev().map(pair)).chain(singles.iter().rev().map(single));
    let mut grown = vec![0; spaces.len()];
    rounds.take((stretch / 2).max(0) as usize).flatten().for_each(|at| grown[at] += 1);
    grown.into_iter()
}

/// The spaces below boxes that have one above, too, which share a line between them; and the others. None of them
/// stands above a heading, and none is of two pairs.
fn pairs(spaces: &[(usize, bool)], boxes: &[(usize, bool)]) -> (Vec<usize>, Vec<usize>) {
    let (mut pairs, mut singles) = (Vec::new(), Vec::new());
    let mut at = spaces.len();
    while at > 0 {
        at -= 1;
        let (below, heading) = spaces[at];
        let above = at.checked_sub(1).map(|k| spaces[k]).filter(|above| !above.1);
        // One box between this space and the one above.
        let one = above.is_some_and(|a| boxes.iter().filter(|b| b.0 > a.0 && b.0 < below).count() == 1);
        match (heading, one) {
            (true, _) => {}
            (false, true) => {
                pairs.push(at);
                at -= 1;
            }
            (false, false) => singles.push(at),
        }
    }
    pairs.reverse();
    singles.reverse();
    (pairs, singles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(steps: i32, snap: bool) -> Item {
        Item::Box(Cell { steps, snap, after: Some(0), ..Cell::default() })
    }

    /// Tops of a line, a heading, a line, a figure and a line, with so many lines of white added.
    fn tops(lines: i32) -> Vec<i32> {
        let (text, white) = (|| cell(2, true), || Item::space(2, true));
        let items = vec![text(), white(), cell(2, false), text(), white(), cell(6, true), white(), text()];
        let segment = Segment { columns: 2, items, ..Segment::default() };
        let column = Column { to: 8, stretch: 2 * lines, ..Column::default() };
        pieces(&segment, &column).into_iter().map(|(top, _)| top).collect()
    }

    #[test]
    fn white_grows_everywhere_before_it_grows_twice() {
        assert_eq!(tops(0), [0, 4, 6, 10, 18]);
        assert_eq!(tops(1), [0, 4, 6, 11, 20], "half a line above and below the figure");
        assert_eq!(tops(2), [0, 6, 8, 13, 22], "and a line above the heading");
        assert_eq!(tops(3), [0, 6, 8, 14, 24], "and the other halves");
    }
}
