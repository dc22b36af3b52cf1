//! What the division into pages hands on: the plan of a page, and places in the flow where one can begin.
//! Decides nothing.

use super::beside::Round;
use super::columns::{self, Column};
use super::notes::Piece;
use super::segment::{Item, Segment};
use crate::text::NoteId;
use std::sync::Arc;

/// A place in the flow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Which segment.
    pub segment: usize,
    /// Where in its items.
    pub at: columns::Spot,
    /// The first of its floats that does not stand anywhere yet.
    pub float: usize,
}

impl Spot {
    /// The beginning of a segment.
    pub fn begin(segment: usize) -> Spot {
        Spot { segment, ..Spot::default() }
    }
}

/// A place where a page can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Start {
    /// In the flow.
    pub spot: Spot,
    /// The end of a note from the page before.
    pub carry: Option<Piece>,
}

/// Ways to fill a page, each with where the next one begins; `None` where all is set.
pub type Ways = Vec<(Plan, Option<Start>)>;

/// A stretch of one page.
#[derive(Clone, Debug)]
pub struct Strip {
    /// Which segment.
    pub segment: usize,
    /// Steps below the body's top.
    pub y: i32,
    /// What it holds.
    pub body: Body,
}

/// What a strip holds.
#[derive(Clone, Debug)]
pub enum Body {
    /// Columns of one segment.
    Columns(Vec<Column>),
    /// Columns of one segment round something that stands in them.
    Beside(Arc<Round>),
    /// One of the segment's floats.
    Float(usize),
}

/// What stands on one page.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Strips from top to bottom.
    pub strips: Vec<Strip>,
    /// Notes at the foot, a list for each column of marks (one list where notes span the page).
    pub notes: Vec<Vec<Piece>>,
    /// The closing block stands on this page.
    pub closing: bool,
    /// Something on it is taller than the page.
    pub overfull: bool,
    /// Where its last strip ends, in steps below the body's top, and the white that this wants below itself.
    pub y: i32,
    /// See `y`.
    pub white: i32,
    /// A float stands at its head before its time.
    pub topped: bool,
    /// What it costs.
    pub cost: i64,
}

/// The notes of a segment, each with the item that its mark stands in, in order.
pub type Marks = Vec<(usize, NoteId)>;

/// The marks in the columns of each segment, found once: pages are tried far more often than there are notes.
pub fn marks(segments: &[Segment]) -> Vec<Marks> {
    let of = |(i, item): (usize, &Item)| match item {
        Item::Box(cell) => cell.frag.notes.iter().map(|n| (i, *n)).collect(),
        _ => Vec::new(),
    };
    segments.iter().map(|s| s.items.iter().enumerate().flat_map(of).collect()).collect()
}

/// The marks in a column from top to bottom.
pub fn marks_in<'a>(marks: &'a Marks, column: &Column) -> impl Iterator<Item = NoteId> + use<'a> {
    let range = |from: usize, to: usize| {
        let rest = &marks[marks.partition_point(|m| m.0 < from)..];
        &rest[..rest.partition_point(|m| m.0 < to)]
    };
    let head = column.head.map_or(&[][..], |h| range(h, h + 1));
    let gap = column.without.filter(|i| (column.from..column.to).contains(i)).unwrap_or(column.to);
    let (above, below) = (range(column.from, gap), range(gap + 1, column.to));
    head.iter().chain(above).chain(below).map(|m| m.1)
}
