//! Two languages side by side: each flow is set in its own column, and what stands level on both sides becomes one
//! box, so that a page that ends after it ends at one height on both. What it costs to end there is what it costs
//! both sides.

use super::cells::cells;
use super::{Compositor, cost};
use crate::base::Pt;
use crate::layout::frag::Frag;
use crate::layout::frame::Draw;
use crate::layout::segment::{Beside, Cell, Item, Repeat, Segment};
use crate::story::{Parallel, Part};
use crate::text::NoteId;
use crate::theme::PageTemplate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cost of a page that parts the two marks of a note, which is set where the first of them stands: half an orphan.
const TORN: i64 = 4_000;
/// Cost of white at the head of one side of a page only.
const UNEVEN: i64 = 300;
/// Steps of a line.
const LINE: i32 = 2;
/// A rule of a table is thinner than this.
const HAIRLINE: Pt = Pt(2.0);

/// Measure of a flow beside another.
pub fn side_width(page: &PageTemplate) -> Pt {
    (page.body_width() - page.gutter) * 0.5
}

/// One side of a pair: white above it, and its boxes with their tops.
#[derive(Default)]
struct Side {
    above: i32,
    boxes: Vec<(i32, Cell)>,
}

/// What stands level on both sides, and where no page can end inside.
struct Row {
    /// White above it.
    white: i32,
    cell: Cell,
    /// The marks of notes on each side, those of notes that were set before included.
    marks: [Vec<NoteId>; 2],
}

impl Compositor<'_, '_> {
    /// Adds both flows to a segment across the page.
    pub(super) fn parallel(&mut self, both: &Parallel) {
        let [(left, below_left), (right, below_right)] = [0, 1].map(|side| self.side(both, side));
        let mut rows: Vec<Row> = Vec::new();
        for (left, right) in left.into_iter().zip(right) {
            rows.extend(level(left, right, (self.page, side_width(self.page) + self.page.gutter)));
        }
        file_notes(&mut rows);
        after_headings(&mut rows);
        let above = rows.first().map_or(0, |row| row.white.max(i32::from(self.below)));
        if self.segments.last().is_none_or(|s| s.columns != 1) {
            self.segments.push(Segment { columns: 1, above, ..Segment::default() });
        }
        for (i, row) in rows.into_iter().enumerate() {
            let white = if i == 0 { above } else { row.white };
            self.space((white as u16, white as u16), false);
            // Whatever stood above, a text in two languages begins on a whole line.
            let snap = row.cell.snap || i == 0;
            self.row_cells(Cell { snap, ..row.cell }, i == 0);
        }
        self.below = below_left.max(below_right);
        (self.stretch, self.tied, self.passable) = (false, false, None);
    }

    /// A row as one box; in slices, and its halves as one, where no page can hold it.
    fn row_cells(&mut self, mut cell: Cell, first: bool) {
        let height = self.page.grid * 0.5 * f64::from(cell.steps);
        if height <= self.page.body_height() * 0.6 {
            let beside = cell.beside.map(|b| Box::new(Beside { first, ..*b }));
            return self.push(Item::Box(Cell { beside, ..cell }));
        }
        let notes = std::mem::take(&mut cell.frag.notes);
        if let Some(beside) = cell.beside {
            cell.frag.absorb(beside.frag, Pt::ZERO, Pt::ZERO);
        }
        cell.frag.notes = notes;
        for (i, slice) in
            cells(cell.frag, cell.steps, (self.page, cell.after), cell.snap).into_iter().enumerate()
        {
            let beside = Some(Box::new(Beside { frag: Frag::default(), first: first && i == 0 }));
            self.push(Item::Box(Cell { beside, ..slice }));
        }
    }

    /// One flow set in its column, pair by pair; and the white that it wants below itself.
    fn side(&mut self, both: &Parallel, side: usize) -> (Vec<Side>, u16) {
        let all: Vec<&Part> = both.pairs.iter().flat_map(|pair| &pair[side]).collect();
        let mut inner = Compositor::new(self.setter, self.page);
        inner.side = Some(side_width(inner.page));
        let (mut at, mut ends) = (0, Vec::new());
        for pair in &both.pairs {
            for part in &pair[side] {
                at += 1;
                inner.part(part, &all[at..]);
            }
            ends.push(inner.segments.last().map_or(0, |s| s.items.len()));
        }
        let below = inner.below;
        let mut items = inner.segments.pop().map_or_else(Vec::new, |s| s.items).into_iter();
        let mut from = 0;
        let mut sides: Vec<Side> = Vec::new();
        for end in ends {
            sides.push(Side::of(items.by_ref().take(end - from)));
            from = end;
        }
        // Above the first box of a flow no space has been set.
        let first = all.iter().find(|p| p.shows()).map_or(0, |p| i32::from(p.above));
        if let Some(side) = sides.iter_mut().find(|s| !s.boxes.is_empty()) {
            side.above = side.above.max(first);
        }
        (sides, below)
    }
}

impl Side {
    fn of(items: impl Iterator<Item = Item>) -> Side {
        let mut side = Side::default();
        let mut y = 0;
        for item in items {
            match item {
                Item::Space { steps, .. } if side.boxes.is_empty() => side.above += steps,
                Item::Space { steps, .. } => y += steps,
                // The author of a page's end writes it between the pairs.
                Item::ColumnBreak | Item::PageBreak => {}
                Item::Box(cell) => {
                    y += i32::from(cell.snap && y % 2 != 0);
                    let steps = cell.steps;
                    side.boxes.push((y, cell));
                    y += steps;
                }
            }
        }
        side
    }

    /// Where its boxes end.
    fn bottoms(&self) -> impl Iterator<Item = i32> + '_ {
        self.boxes.iter().map(|(top, cell)| top + cell.steps)
    }
    /// Whether no box stands across `y`.
    fn is_open(&self, y: i32) -> bool {
        !self.boxes.iter().any(|(top, cell)| *top < y && top + cell.steps > y)
    }
    /// What it costs to end a page at `y`; `None` forbids it.
    fn after(&self, y: i32, end: i32) -> Option<i64> {
        let above = self.boxes.iter().rev().find(|(top, cell)| top + cell.steps <= y);
        let cost = above.map_or(Some(0), |(_, cell)| cell.after)?;
        let over = y < end && self.bottoms().last().is_none_or(|b| b <= y);
        Some(if over { 0 } else { cost })
    }
    /// The white between `y` and its next box.
    fn gap(&self, y: i32) -> Option<i32> {
        self.boxes.iter().find(|(top, _)| *top >= y).map(|(top, _)| top - y)
    }
    /// Takes the boxes above `y` off it, as one piece that begins at `start`.
    fn take(&mut self, start: i32, y: i32, step: Pt) -> Half {
        let count = self.boxes.iter().take_while(|(top, cell)| top + cell.steps <= y).count();
        let mut half = Half::default();
        for (i, (top, cell)) in self.boxes.drain(..count).enumerate() {
            let dy = step * f64::from(top - start);
            half.marks.extend(cell.frag.links.iter().filter_map(|l| l.note));
            half.snap |= cell.snap;
            if i == 0 {
                half.repeat = cell.repeat;
            }
            half.frag.absorb(cell.frag, Pt::ZERO, dy);
        }
        half
    }
}

/// One side of a row.
#[derive(Default)]
struct Half {
    frag: Frag,
    marks: Vec<NoteId>,
    repeat: Option<Arc<Repeat>>,
    snap: bool,
}

/// A pair as rows: cut wherever both sides have an end. `dx` is from the left column's edge to the right one's.
fn level(mut left: Side, mut right: Side, (page, dx): (&PageTemplate, Pt)) -> Vec<Row> {
    let step = page.grid * 0.5;
    level_tables(&mut left, &mut right, step);
    let mut cuts: Vec<i32> = left.bottoms().chain(right.bottoms()).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|y| left.is_open(*y) && right.is_open(*y));
    let Some(&end) = cuts.last() else { return Vec::new() };
    let costs: Vec<Option<i64>> = cuts
        .iter()
        .map(|y| {
            let uneven = (left.gap(*y).unwrap_or(0) - right.gap(*y).unwrap_or(0)) != 0;
            Some(left.after(*y, end)? + right.after(*y, end)? + if uneven { UNEVEN } else { 0 })
        })
        .collect();
    let (mut rows, mut y) = (Vec::new(), 0);
    for (cut, after) in cuts.into_iter().zip(costs) {
        let gaps = [left.gap(y), right.gap(y)];
        let gap = gaps.into_iter().flatten().min().unwrap_or(0);
        let start = y + gap;
        let white = gap + if rows.is_empty() { left.above.max(right.above) } else { 0 };
        let [mut l, mut r] = [left.take(start, cut, step), right.take(start, cut, step)];
        let [down_left, down_right] =
            if rows.is_empty() { evened(&l.frag, &r.frag, step) } else { [Pt::ZERO; 2] };
        let notes: Vec<NoteId> = l.frag.notes.drain(..).chain(r.frag.notes.drain(..)).collect();
        let mut beside =
            Frag { height: step * f64::from(cut - start), source: r.frag.source, ..Frag::default() };
        beside.absorb(r.frag, dx, down_right);
        let mut frag = Frag { height: beside.height, notes, source: l.frag.source, ..Frag::default() };
        frag.absorb(l.frag, Pt::ZERO, down_left);
        let cell = Cell {
            steps: cut - start,
            snap: start % 2 == 0 && (l.snap || r.snap),
            after,
            repeat: both(l.repeat, r.repeat, dx),
            frag,
            beside: Some(Box::new(Beside { frag: beside, first: false })),
            ..Cell::default()
        };
        rows.push(Row { white, cell, marks: [l.marks, r.marks] });
        y = cut;
    }
    rows
}

/// One table in two languages keeps its rows level: the shorter of two rows is as deep as the other.
fn level_tables(left: &mut Side, right: &mut Side, step: Pt) {
    // Rows below the first have the header that stands above them again.
    let table =
        |side: &Side| side.boxes.len() > 1 && side.boxes.last().is_some_and(|(_, c)| c.repeat.is_some());
    if left.boxes.len() != right.boxes.len() || !table(left) || !table(right) {
        return;
    }
    let mut y = 0;
    for ((top, a), (other, b)) in left.boxes.iter_mut().zip(&mut right.boxes) {
        (*top, *other) = (y, y);
        let steps = a.steps.max(b.steps);
        [a, b].into_iter().for_each(|cell| deepen(cell, steps, step));
        y += steps;
    }
}

/// Makes a row of a table deeper; the hairline at its foot goes down with it.
fn deepen(cell: &mut Cell, steps: i32, step: Pt) {
    let by = step * f64::from(steps - cell.steps);
    let foot = cell.frag.height - HAIRLINE;
    for draw in cell.frag.items.iter_mut().flat_map(|placed| &mut placed.draws) {
        if let Draw::Rect { rect, .. } = draw
            && rect.y >= foot
            && rect.h < HAIRLINE
        {
            rect.y += by;
        }
    }
    (cell.frag.height, cell.steps) = (cell.frag.height + by, steps);
}

/// How far each of two halves goes down, less than a step, so that their first lines share a baseline: headings of one
/// line and of two are rounded to the grid in different ways.
fn evened(left: &Frag, right: &Frag, step: Pt) -> [Pt; 2] {
    let first = |frag: &Frag| {
        let draws = frag.items.iter().flat_map(|placed| &placed.draws);
        draws
            .into_iter()
            .find_map(|d| if let Draw::Text { at, run } = d { Some(at.y + run.rise) } else { None })
    };
    let Some((left, right)) = first(left).zip(first(right)) else { return [Pt::ZERO; 2] };
    let down = |by: Pt| if by > Pt::ZERO && by < step { by } else { Pt::ZERO };
    [down(right - left), down(left - right)]
}

/// The headers of tables that go on side by side.
fn both(left: Option<Arc<Repeat>>, right: Option<Arc<Repeat>>, dx: Pt) -> Option<Arc<Repeat>> {
    let Some(right) = right else { return left };
    let mut out = Repeat { frag: Frag::default(), steps: right.steps };
    if let Some(left) = left {
        out.frag.absorb(left.frag.clone(), Pt::ZERO, Pt::ZERO);
        out.steps = out.steps.max(left.steps);
    }
    out.frag.absorb(right.frag.clone(), dx, Pt::ZERO);
    Some(Arc::new(out))
}

/// One line below a heading is not enough to hold it at the foot of a page.
fn after_headings(rows: &mut [Row]) {
    for i in 1..rows.len().max(1) {
        let stands_alone = rows[i - 1].cell.after.is_none() && rows[i].cell.steps <= LINE;
        if let (true, Some(after)) = (stands_alone, rows[i].cell.after.as_mut()) {
            *after = (*after).max(cost::AFTER_HEADING);
        }
    }
}

/// A note stands where the first of its two marks does, in the order of the left side's marks; a page that parts the
/// marks costs.
fn file_notes(rows: &mut [Row]) {
    let own: Vec<Vec<NoteId>> = rows.iter_mut().map(|r| std::mem::take(&mut r.cell.frag.notes)).collect();
    let mut first: [BTreeMap<NoteId, usize>; 2] = Default::default();
    for (i, row) in rows.iter().enumerate() {
        for (side, marks) in row.marks.iter().enumerate() {
            marks.iter().for_each(|n| _ = first[side].entry(*n).or_insert(i));
        }
    }
    let mut filed: Vec<(NoteId, usize)> = Vec::new();
    for (i, notes) in own.iter().enumerate() {
        for n in notes {
            let at = |side: usize| first[side].get(n).copied().unwrap_or(i);
            filed.push((*n, at(0).min(at(1))));
            for row in &mut rows[at(0).min(at(1))..at(0).max(at(1))] {
                row.cell.after = row.cell.after.map(|cost| cost + TORN);
            }
        }
    }
    // A note never stands behind one with a higher number.
    let mut least = rows.len();
    for (_, at) in filed.iter_mut().rev() {
        least = least.min(*at);
        *at = least;
    }
    filed.into_iter().for_each(|(n, at)| rows[at].cell.frag.notes.push(n));
}
