//! The page's proportions: paper, margins, columns, baseline grid.

use crate::base::{Pt, Size};

/// Where notes stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum NotePlace {
    /// At the foot of the page, across all columns.
    #[default]
    Foot,
    /// At the foot of the column of the mark.
    Column,
}

/// A page, in measures from the trim edge.
#[derive(Clone, Debug, PartialEq)]
pub struct PageTemplate {
    /// Trimmed size.
    pub size: Size,
    /// White above the body.
    pub top: Pt,
    /// White below the body; the footer stands inside.
    pub bottom: Pt,
    /// Left margin (the outer and the inner one are equal: handouts are stapled in a corner).
    pub left: Pt,
    /// Right margin.
    pub right: Pt,
    /// Number of columns, 1 or more.
    pub columns: usize,
    /// White between columns.
    pub gutter: Pt,
    /// Baseline distance of body text; everything in a column is a whole number of half lines.
    pub grid: Pt,
    /// Baseline of a column's first line, below the column's top.
    pub first_baseline: Pt,
    /// Widest measure of a single column; the rest is margin on the right.
    pub max_measure: Pt,
    /// Where notes stand.
    pub notes: NotePlace,
    /// Columns in the note area of a page (`NotePlace::Foot`).
    pub note_columns: usize,
    /// White between text and separator rule, and between rule and first note.
    pub note_gap: Pt,
    /// Baseline of the running footer above the bottom trim edge.
    pub footer_baseline: Pt,
    /// Baseline of the running header below the top trim edge.
    pub header_baseline: Pt,
}

impl PageTemplate {
    /// Width between the margins.
    pub fn body_width(&self) -> Pt {
        self.size.w - self.left - self.right
    }
    /// Width of one column.
    pub fn column_width(&self) -> Pt {
        let n = self.columns as f64;
        ((self.body_width() - self.gutter * (n - 1.0)) / n).min(self.max_measure)
    }
    /// Height between the margins.
    pub fn body_height(&self) -> Pt {
        self.size.h - self.top - self.bottom
    }
}
