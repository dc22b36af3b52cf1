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

/// By how many steps each of a column's stretchable spaces grows. White above headings grows first, the last
/// ones first, where the eye minds least; the white round anything else grows alike above and below it.
fn growing(run: &[Step<'_>], stretch: i32) -> impl Iterator<Item = i32> + use<> {
    let boxes: Vec<(usize, bool)> = run
        .iter()
        .enumerate()
        .filter_map(|(i, s)| if let Step::Box(_, cell) = s { Some((i, !cell.snap)) } else { None })
        .collect();
    // Place, whether a heading follows, growth.
    let mut spaces: Vec<(usize, bool, i32)> = run
        .iter()
        .enumerate()
        .filter(|(_, s)| matches!(s, Step::Space { stretch: true, .. }))
        .map(|(i, _)| (i, boxes.iter().find(|b| b.0 > i).is_some_and(|b| b.1), 0))
        .collect();
    let mut lines = stretch / 2;
    for heading in [true, false] {
        let mut at = spaces.len();
        while at > 0 && lines > 0 {
            at -= 1;
            let (i, before_heading, _) = spaces[at];
            if before_heading != heading {
                continue;
            }
            lines -= 1;
            let above = at.checked_sub(1).map(|k| spaces[k]).filter(|a| !a.1);
            // One box between this space and the one above: they share a line.
            let shared = above.is_some_and(|a| boxes.iter().filter(|b| b.0 > a.0 && b.0 < i).count() == 1);
            if !heading && shared && lines == 0 {
                (spaces[at].2, spaces[at - 1].2) = (1, 1);
            } else {
                spaces[at].2 = 2;
            }
        }
    }
    spaces.into_iter().map(|s| s.2)
}
