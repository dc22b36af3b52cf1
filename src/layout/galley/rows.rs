//! Tables in a galley: a box for each row, and the header again at the head of a column.

use super::cells::cells;
use super::{Compositor, cost, is_heading};
use crate::base::{Point, Pt};
use crate::layout::segment::{Cell, Item, Repeat};
use crate::layout::stack::Room;
use crate::layout::table::{self, Fitted, Rows};
use crate::story::{Part, Table};
use std::sync::Arc;

/// A table that takes no more than this share of a page is not parted.
const WHOLE: f64 = 0.25;
/// A table's header that takes more than this share of a page is not repeated.
const REPEATED: f64 = 0.4;

impl Compositor<'_, '_> {
    pub(super) fn table(&mut self, part: &Part, table: &Table, next: Option<&Part>, room: Room) {
        let fitted = Fitted::new(self.setter, table, room.width);
        let mut rows = table::rows(self.setter, table, &fitted, room);
        let to_steps = |h: Pt| (h / room.step - 1e-6).ceil() as i32;
        let all: i32 = rows.rows.iter().chain([&rows.first]).map(|r| to_steps(r.height)).sum();
        // Of two half lines one is over below a table: a heading, which takes whole lines with its white, begins on the
        // grid; text does so by itself, and gets a line of white in all.
        let headed = next.is_some_and(|n| is_heading(&n.node));
        let over = i32::from((all % 2 != 0) == headed);
        let start = rows.rows.first_mut().filter(|_| rows.first.height <= Pt::ZERO);
        let start = start.unwrap_or(&mut rows.first);
        start.places.extend(part.id.iter().map(|id| (id.clone(), Point::default())));
        let after = (!part.keep_with_next).then_some(0);
        if part.keep_together || room.step * f64::from(all) <= self.page.body_height() * WHOLE {
            for cell in cells(rows.whole(), all + over, (self.page, after), true) {
                self.push(Item::Box(cell));
            }
            return;
        }
        // How many half lines of it stand in its last column shows only where the pages are divided.
        self.below_rows = headed && self.side.is_none();
        let over = if self.below_rows { 0 } else { over };
        self.parted(rows, (after, over), to_steps);
    }

    /// Rows that may stand in different columns.
    fn parted(&mut self, rows: Rows, (after, over): (Option<i64>, i32), to_steps: impl Fn(Pt) -> i32) {
        let Rows { first, repeat, rows, groups } = rows;
        let short = repeat.height <= self.page.body_height() * REPEATED;
        let repeat = Arc::new(Repeat { steps: to_steps(repeat.height), frag: repeat });
        let bare = first.height <= Pt::ZERO;
        if !bare {
            let steps = to_steps(first.height);
            for cell in cells(first, steps, (self.page, None), true) {
                self.push(Item::Box(cell));
            }
        }
        let count = rows.len();
        for (i, frag) in rows.into_iter().enumerate() {
            let last = i + 1 == count;
            let edge = if i == 0 || i + 2 == count { cost::ORPHAN } else { cost::ROW };
            // What heads rows stays with the first of them.
            let after = if last { after } else { Some(edge).filter(|_| !groups[i]) };
            let repeat = (i > 0 && short).then(|| repeat.clone());
            let steps = to_steps(frag.height) + if last { over } else { 0 };
            for (j, cell) in cells(frag, steps, (self.page, after), i == 0 && bare).into_iter().enumerate() {
                // A row that goes on in the next column goes on without the header: it would part its words.
                let repeat = repeat.clone().filter(|_| j == 0);
                self.push(Item::Box(Cell { repeat, ..cell }));
            }
        }
    }
}
