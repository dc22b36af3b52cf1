//! What a galley is made of: segments, each a list of boxes and spaces with what it costs to end a column after
//! them. Data alone: what fills it is `galley`, what cuts it is `columns`.

use super::beside::{Text, Wrap};
use super::frag::Frag;
use super::variants::Flexible;
use super::walks::Walks;
use std::sync::Arc;

/// A stretch of the flow that is set in one width.
#[derive(Debug, Default)]
pub struct Segment {
    /// In how many columns it is set.
    pub columns: usize,
    /// White above it in steps, where something stands above it on its page.
    pub above: i32,
    /// What it holds.
    pub items: Vec<Item>,
    /// Its paragraphs that can be a line longer or shorter, in order.
    pub flexible: Vec<Flexible>,
    /// Figures and quotes across its columns, in order.
    pub floats: Vec<Float>,
    /// Its boxes that text can run beside, in order.
    pub wraps: Vec<Wrap>,
    /// Its paragraphs, where it has such boxes.
    pub texts: Vec<Text>,
    /// Where its columns can end, as far as somebody has asked; its items stay as they are from then on.
    pub walks: Walks,
}

/// A piece of a galley.
#[derive(Debug)]
pub enum Item {
    /// Set content.
    Box(Cell),
    /// White that vanishes at the top and bottom of a column.
    Space {
        /// Steps.
        steps: i32,
        /// Whether a line may be added to fill a column (around headings, quotes, figures).
        stretch: bool,
        /// Steps where the movable box above stands elsewhere.
        bare: i32,
    },
    /// The next column starts here.
    ColumnBreak,
    /// The next page starts here.
    PageBreak,
}

impl Item {
    /// White between boxes that stay where they are.
    pub fn space(steps: i32, stretch: bool) -> Item {
        Item::Space { steps, stretch, bare: steps }
    }
}

/// A figure or quote across all columns, which text may run past.
#[derive(Debug)]
pub struct Float {
    /// The item that it was written before.
    pub at: usize,
    /// What it shows.
    pub cell: Cell,
    /// White above and below in steps.
    pub white: (i32, i32),
}

/// A box of a galley.
#[derive(Debug, Default)]
pub struct Cell {
    /// What it shows.
    pub frag: Frag,
    /// Height in steps.
    pub steps: i32,
    /// It begins on a whole line.
    pub snap: bool,
    /// A heading below what ends on any half line: with so many steps, its own and the white below it, it takes
    /// whole lines, and what is over of one stands above it.
    pub leads: Option<i32>,
    /// What it costs to end a column after it; `None` forbids it.
    pub after: Option<i64>,
    /// Rows that stand above it again where it is the first of a column.
    pub repeat: Option<Arc<Repeat>>,
    /// It may stand further on, with so many steps of white below it at a column's head.
    pub movable: Option<i32>,
    /// What stands beside it in another language.
    pub beside: Option<Box<Beside>>,
}

impl Cell {
    /// Steps left free above it where it would begin at `top`, so that it or what it leads stands on a whole line.
    pub fn settle(&self, top: i32) -> i32 {
        let odd = |n: i32| n % 2 != 0;
        i32::from(match self.leads {
            Some(steps) => top > 0 && odd(top + steps),
            None => self.snap && odd(top),
        })
    }
}

/// The right half of a box of two languages.
#[derive(Debug, Default)]
pub struct Beside {
    /// What it shows; its notes are the box's.
    pub frag: Frag,
    /// The first box of its text: what is on the right above it is read before it.
    pub first: bool,
}

/// The header of a table, to be repeated.
#[derive(Debug)]
pub struct Repeat {
    /// The rows.
    pub frag: Frag,
    /// Their height in steps.
    pub steps: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_rows_a_heading_leads_to_a_whole_line_with_what_is_over_above_it() {
        let heading = Cell { steps: 2, leads: Some(3), ..Cell::default() };
        assert_eq!([7, 8].map(|top| heading.settle(top)), [0, 1]);
        assert_eq!(heading.settle(0), 0, "nothing is over at a column's head");
        let text = Cell { steps: 2, snap: true, ..Cell::default() };
        assert_eq!([7, 8].map(|top| text.settle(top)), [1, 0]);
    }
}
