//! What text runs beside: a figure in a column's side, a quote on the gutter. Here is what such a thing is, where it
//! can stand and which part of a line it leaves to the text; `walk` fills columns round it, `search` looks for the
//! best place. Shapes are as in CSS Shapes: as leading is fixed, the width of each line is known before it is broken.

pub mod report;
pub mod search;
pub mod walk;

use super::columns::Spot;
use super::frag::Frag;
use super::frame::Draw;
use super::segment::{Item, Segment};
use super::setter::{SetLine, Variants};
use super::variants::Change;
use crate::base::{Point, Pt, Span};
use crate::story::Beside;
use crate::text::{Broken, Edge};
use crate::theme::PageTemplate;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Lines beside something are at least so wide: twelve em, and this share of their column.
const LEAST_EM: f64 = 12.0;
const LEAST_SHARE: f64 = 0.4;
/// White beside it, in em.
const STANDOFF: f64 = 1.0;
/// What it would like to be wide: shares of its column, and of two columns with their gutter.
const SIDE: f64 = 0.44;
const GUTTER: f64 = 0.42;
/// Nothing narrower than this (in em) is worth a place of its own.
const NARROWEST: f64 = 9.0;

/// So many steps of text stand below what sits on the gutter, and above it: else it would be a foot of the page.
const BELOW: i32 = 6;

/// A box of a segment that text can run beside.
#[derive(Debug)]
pub struct Wrap {
    /// The box, as it fills its column.
    pub item: usize,
    /// Where it stands.
    pub place: Beside,
    /// As it is set for text beside it; `None` where columns are too narrow.
    pub narrow: Option<Narrow>,
    /// Where it was written.
    pub source: Option<Span>,
}

/// A figure or quote as it is set for text beside it.
#[derive(Debug)]
pub struct Narrow {
    /// What it shows, with the white above it.
    pub frag: Frag,
    /// Its width.
    pub width: Pt,
    /// Whole lines that it takes, in steps.
    pub steps: i32,
    /// How far it hangs out at the left: an opening quotation mark.
    pub overhang: Pt,
}

/// Where a box stands: in which column, or on the gutter to the right of it, and how many steps below the head of
/// the columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Which of the segment's.
    pub wrap: usize,
    /// The column.
    pub column: usize,
    /// Steps.
    pub top: i32,
}

/// What a box takes from one column.
#[derive(Clone, Copy, Debug)]
pub struct Hole {
    /// The column.
    pub column: usize,
    /// First step.
    pub top: i32,
    /// One past the last step.
    pub bottom: i32,
    /// So many steps of text stand below it in its column.
    pub below: i32,
    /// Left and right edge, from the column's left edge.
    pub sides: (Pt, Pt),
}

/// The part of a line that is left to the text: its left edge in the column, and its width.
pub type Slot = (Pt, Pt);

/// Size of body text, which lines are set by (see [`PageTemplate::first_baseline`]).
pub fn em(page: &PageTemplate) -> Pt {
    (page.first_baseline - page.grid * 0.5) / 0.33
}

/// The least width of a line beside something.
pub fn least(page: &PageTemplate) -> Pt {
    (em(page) * LEAST_EM).max(page.column_width() * LEAST_SHARE)
}

/// White between text and a box at its right: what hangs out of that is small, less is enough beside it.
fn white_left(page: &PageTemplate, overhang: Pt) -> Pt {
    let white = em(page) * STANDOFF;
    white.max(overhang + white * 0.75)
}

/// How wide something may be that text runs beside; `None` where columns are too narrow.
pub fn width(page: &PageTemplate, place: Beside, overhang: Pt) -> Option<Pt> {
    let (em, column) = (em(page), page.column_width());
    let taken = least(page) + white_left(page, overhang);
    let (room, wanted) = match place {
        Beside::Gutter if page.columns > 1 => {
            ((column - taken) * 2.0 + page.gutter, (column * 2.0 + page.gutter) * GUTTER)
        }
        _ if page.columns == 1 => (page.body_width() - taken, page.body_width() * SIDE),
        _ => (column - taken, column * SIDE),
    };
    let width = room.min(wanted);
    (width >= em * NARROWEST).then_some(width)
}

impl Wrap {
    /// The left edge of the box from the left edge of the first column.
    pub fn x(&self, narrow: &Narrow, column: usize, page: &PageTemplate) -> Pt {
        let right = left_of(page, column) + page.column_width();
        match self.place {
            Beside::Gutter if page.columns > 1 => right + page.gutter * 0.5 - narrow.width * 0.5,
            // The margin that a single column leaves free.
            _ if page.columns == 1 => page.body_width() - narrow.width,
            _ => right - narrow.width,
        }
    }

    /// The same from the left edge of the column that it was written in.
    fn left_in(&self, placed: Placed, page: &PageTemplate, column: usize) -> Pt {
        let x = self.narrow.as_ref().map_or(Pt::ZERO, |n| self.x(n, placed.column, page));
        x - left_of(page, column)
    }

    /// Whether it stands between two columns.
    pub fn straddles(&self, page: &PageTemplate) -> bool {
        self.place == Beside::Gutter && page.columns > 1
    }

    /// What it takes from the columns.
    pub fn holes(&self, placed: Placed, page: &PageTemplate) -> Vec<Hole> {
        let Some(narrow) = &self.narrow else { return Vec::new() };
        let x = self.x(narrow, placed.column, page);
        let white = em(page) * STANDOFF;
        let (from, to) = (x - white_left(page, narrow.overhang), x + narrow.width + white);
        let columns = if self.straddles(page) {
            placed.column..placed.column + 2
        } else {
            placed.column..placed.column + 1
        };
        let (top, bottom) = (placed.top, placed.top + narrow.steps);
        let below = if self.straddles(page) { BELOW } else { 0 };
        let hole = |column: usize| {
            let left = left_of(page, column);
            let sides = ((from - left).max(Pt::ZERO), (to - left).min(page.column_width()));
            (sides.0 < sides.1).then_some(Hole { column, top, bottom, below, sides })
        };
        columns.filter_map(hole).collect()
    }
}

/// The left edge of a column from that of the first.
pub fn left_of(page: &PageTemplate, column: usize) -> Pt {
    (page.column_width() + page.gutter) * column as f64
}

/// What `holes` leave of the steps `from..to` of a column. `None` where that is too narrow for text.
pub fn slot(holes: &[Hole], page: &PageTemplate, column: usize, from: i32, to: i32) -> Option<Slot> {
    let (mut left, mut right) = (Pt::ZERO, page.column_width());
    for hole in holes.iter().filter(|h| h.column == column && h.top < to && from < h.bottom) {
        // Text on one side only: the other is the box's.
        match hole.sides.0 <= Pt::ZERO {
            true => left = left.max(hole.sides.1),
            false => right = right.min(hole.sides.0),
        }
    }
    let whole = left <= Pt::ZERO && right >= page.column_width();
    (whole || right - left >= least(page) - Pt(0.01)).then_some((left, right - left))
}

/// From the left to the right edge of what is drawn in `frag`.
pub fn extent(frag: &Frag) -> (Pt, Pt) {
    let draws = frag.items.iter().flat_map(|p| &p.draws);
    let reach = |draw: &Draw| match draw {
        Draw::Text { at, run } => (at.x, at.x + run.width()),
        Draw::Rect { rect, .. } | Draw::Picture { rect, .. } => (rect.x, rect.x + rect.w),
        // Drawings fill what they are given.
        Draw::Path { .. } => (Pt::ZERO, Pt(1e5)),
    };
    draws.map(reach).fold((Pt::ZERO, Pt::ZERO), |a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// Items of a segment that are the lines of one paragraph, which can be broken anew beside something.
pub struct Text {
    /// First item.
    pub from: usize,
    /// One past the last item.
    pub to: usize,
    /// Whether a heading stands above it.
    pub follows_heading: bool,
    /// Its text.
    pub variants: Arc<Variants>,
    /// Height of a line, and the baseline in it.
    pub leading: (Pt, Pt),
    /// Its anchor.
    pub id: Option<Arc<str>>,
    /// Where it was written.
    pub source: Option<Span>,
    /// What has been asked for.
    pub known: Mutex<BTreeMap<Key, Option<Arc<Lines>>>>,
}

/// Edges and widths of slots, bit by bit.
type Key = (Edge, Vec<(u64, u64)>);

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text({}..{})", self.from, self.to)
    }
}

impl Text {
    /// Its lines in `slots`, those after them in columns `full` wide; `None` where they would be ugly.
    pub fn lines(&self, slots: &[Slot], full: Pt, edge: Edge) -> Option<Arc<Lines>> {
        let key = (edge, slots.iter().map(|s| (s.0.0.to_bits(), s.1.0.to_bits())).collect());
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known().get(&key) {
            return known.clone();
        }
        let broken = self.variants.break_beside(slots, full, edge);
        let set = broken.map(|broken| {
            Arc::new(Lines { from: self.from, broken, slots: slots.to_vec(), frags: OnceLock::new() })
        });
        // Another thread may have been as fast: it has made the same.
        known().insert(key, set.clone());
        set
    }

    fn placed(&self, lines: &Lines) -> Vec<Frag> {
        let place = |(i, line): (usize, SetLine)| {
            let mut frag = Frag { height: self.leading.0, source: self.source, ..Frag::default() };
            frag.absorb(line.frag, Pt::ZERO, self.leading.1);
            if let (0, Some(id)) = (i, &self.id) {
                frag.places.push((id.clone(), Point::default()));
            }
            frag
        };
        self.variants.lines_beside(&lines.broken, &lines.slots).into_iter().enumerate().map(place).collect()
    }
}

/// A paragraph broken anew. Most are only tried, so what is drawn is made when it is asked for.
#[derive(Debug)]
pub struct Lines {
    from: usize,
    broken: Broken,
    slots: Vec<Slot>,
    frags: OnceLock<Vec<Frag>>,
}

impl Lines {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.broken.count()
    }
    /// Whether a line ends in a hyphen that the writer did not type.
    pub fn is_hyphenated(&self, line: usize) -> bool {
        self.broken.is_hyphenated(line)
    }
    /// What a line shows.
    fn frag(&self, line: usize, segment: &Segment) -> Option<&Frag> {
        let at = segment.texts.binary_search_by_key(&self.from, |t| t.from).ok()?;
        self.frags.get_or_init(|| segment.texts[at].placed(self)).get(line)
    }
}

/// Where a box was written that text can run beside.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// Which of the segment's.
    pub wrap: usize,
    /// The column.
    pub column: usize,
    /// Steps below the columns' head.
    pub y: i32,
}

/// Columns that have been filled round what stands in them.
#[derive(Clone, Debug, Default)]
pub struct Round {
    /// The columns from left to right.
    pub columns: Vec<Arc<Vec<Piece>>>,
    /// Steps of text in each.
    pub heights: Vec<i32>,
    /// Boxes that text can run beside, in order.
    pub anchors: Vec<Anchor>,
    /// Where the flow goes on.
    pub next: Spot,
    /// Sum of costs.
    pub cost: i64,
    /// What the places of its boxes cost, which are known when they are reached.
    pub places: i64,
    /// A paragraph that goes on in the next column.
    open: Option<Open>,
}

/// A paragraph that has been broken anew, and how far it is set.
#[derive(Clone, Debug)]
struct Open {
    text: usize,
    lines: Arc<Lines>,
    slots: Vec<Slot>,
    next: usize,
}

/// Something in a column.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its left edge from that of its column.
    pub x: Pt,
    /// Steps below the columns' head.
    pub y: i32,
    /// What it is.
    pub what: What,
}

/// What stands in a column.
#[derive(Clone, Debug)]
pub enum What {
    /// An item of the segment.
    Item(usize),
    /// The header that an item repeats.
    Repeat(usize),
    /// A line of a paragraph that was broken anew.
    Line(Arc<Lines>, usize),
    /// A line of a flexible paragraph that is a line longer.
    Longer(usize, usize),
    /// A box with text beside it.
    Wrap(usize),
}

impl Piece {
    /// What is drawn, and how many steps it takes.
    pub fn frag<'a>(&'a self, segment: &'a Segment) -> Option<(&'a Frag, i32)> {
        match &self.what {
            What::Line(lines, i) => lines.frag(*i, segment).map(|frag| (frag, 2)),
            What::Longer(i, line) => {
                segment.flexible[*i].changed(Change::Longer)?.get(*line).map(|frag| (frag, 2))
            }
            What::Wrap(i) => segment.wraps[*i].narrow.as_ref().map(|n| (&n.frag, n.steps)),
            What::Item(i) => match &segment.items[*i] {
                Item::Box(cell) => Some((&cell.frag, cell.steps)),
                _ => None,
            },
            What::Repeat(i) => match &segment.items[*i] {
                Item::Box(cell) => cell.repeat.as_ref().map(|r| (&r.frag, r.steps)),
                _ => None,
            },
        }
    }
}

impl Round {
    /// All that is drawn, with its column, its left edge in it and its height in steps.
    pub fn pieces<'a>(&'a self, segment: &'a Segment) -> impl Iterator<Item = (usize, &'a Piece, &'a Frag)> {
        let column = move |(c, pieces): (usize, &'a Arc<Vec<Piece>>)| {
            pieces.iter().filter_map(move |p| Some((c, p, p.frag(segment)?.0)))
        };
        self.columns.iter().enumerate().flat_map(column)
    }
}
