//! Tables in a galley: a box for each row, and the header again at the head of a column.

use super::cells::cells;
use super::{Compositor, cost, is_heading};
use crate::base::{Point, Pt};
use crate::layout::segment::{Cell, Item, Repeat};
use crate::layout::stack::Room;
use crate::layout::table::{self, Fitted};
use crate::story::{Part, Table};
use std::rc::Rc;

/// A table's header that takes more than this share of a page is not repeated.
const REPEATED: f64 = 0.4;

impl Compositor<'_, '_> {
    pub(super) fn table(&mut self, part: &Part, table: &Table, next: Option<&Part>, room: Room) {
        let fitted = Fitted::new(self.setter, table, room.width);
        let rows = table::rows(self.setter, table, &fitted, room);
        let to_steps = |h: Pt| (h / room.step - 1e-6).ceil() as i32;
        let mut first = rows.first;
        let repeat = Rc::new(Repeat { steps: to_steps(rows.repeat.height), frag: rows.repeat });
        let count = rows.rows.len();
        let mut place = part.id.iter().map(|id| (id.clone(), Point::default()));
        let steps = to_steps(first.height);
        let bare = steps == 0;
        if !bare {
            first.places.extend(place.by_ref());
            for cell in cells(first, steps, (self.page, None), true) {
                self.push(Item::Box(cell));
            }
        }
        // A heading takes whole lines with its white: half a line that is over stands above it and not below.
        let all = steps + rows.rows.iter().map(|r| to_steps(r.height)).sum::<i32>();
        let over = i32::from(all % 2 != 0 && next.is_some_and(|n| is_heading(&n.node)));
        let short = room.step * f64::from(repeat.steps) <= self.page.body_height() * REPEATED;
        for (i, mut frag) in rows.rows.into_iter().enumerate() {
            let last = i + 1 == count;
            frag.places.extend(place.by_ref());
            let edge = if i == 0 || i + 2 == count { cost::ORPHAN } else { cost::ROW };
            let after = match (last, part.keep_together) {
                (true, _) => (!part.keep_with_next).then_some(0),
                (false, true) => None,
                (false, false) => Some(edge),
            };
            let repeat = (i > 0 && short).then(|| repeat.clone());
            let steps = to_steps(frag.height) + if last { over } else { 0 };
            let snap = i == 0 && bare;
            for (j, cell) in cells(frag, steps, (self.page, after), snap).into_iter().enumerate() {
                // A row that goes on in the next column goes on without the header: it would part its words.
                let repeat = repeat.clone().filter(|_| j == 0);
                self.push(Item::Box(Cell { repeat, ..cell }));
            }
        }
    }
}
