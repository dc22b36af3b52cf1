//! The page's proportions: paper, margins, columns, baseline grid.

use super::PageSpec;
use super::knobs::Paragraphs;
use super::style::LARGE;
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
    /// Least white below the body: what is over of the last whole line is added to it.
    pub foot: Pt,
    /// Left margin (the outer and the inner one are equal: handouts are stapled in a corner).
    pub left: Pt,
    /// Right margin.
    pub right: Pt,
    /// Border of the paper that no ground reaches, because an office printer leaves it white.
    pub edge: Pt,
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
    /// How many pages the text is to take, where that is wanted.
    pub pages: Option<usize>,
    /// Which paragraphs are set with another number of lines than suits them best.
    pub paragraphs: Paragraphs,
}

/// Outer margins, top and bottom of a sheet of Letter (0.75, 0.75 and 0.7 in), and of small papers.
const MARGINS: [f64; 3] = [54.0, 54.0, 50.4];
const SMALL_MARGINS: [f64; 3] = [39.6, 39.6, 43.2];
/// Papers narrower than this are small.
const SMALL: Pt = Pt::inches(6.5);
/// White between columns: 0.25 in.
const GUTTER: Pt = Pt(18.0);
/// Widest measure of a single column: some 88 characters of 10 pt, which the leading of 1.3 still carries. The 75
/// that books aim at would leave two fifths of the paper white and cost a sheet of four pages a fifth.
const WIDEST: Pt = Pt::inches(5.5);

impl PageTemplate {
    /// The page for a sheet whose text is set `size` on `grid`.
    pub fn new(spec: &PageSpec, size: Pt, grid: Pt) -> PageTemplate {
        let small = spec.size.w.min(spec.size.h) < SMALL;
        let [side, top, bottom] = if small { SMALL_MARGINS } else { MARGINS }.map(Pt);
        // A footer in large print takes a line more.
        let bottom = if size.0 >= LARGE { bottom + size } else { bottom };
        let columns = spec.columns.unwrap_or_else(|| default_columns(spec.size.w, size)).max(1);
        let mut page = PageTemplate {
            size: spec.size,
            top,
            bottom,
            foot: bottom,
            left: side,
            right: side,
            edge: Pt::ZERO,
            columns,
            gutter: GUTTER,
            grid,
            // As layout sets every line: capitals centred in the leading.
            first_baseline: grid * 0.5 + size * 0.33,
            max_measure: WIDEST * (size.0 / 10.0),
            notes: NotePlace::Foot,
            note_columns: 1,
            note_gap: grid * 0.5,
            footer_baseline: Pt(if small { 24.0 } else { 28.0 }),
            header_baseline: Pt(if small { 26.0 } else { 34.0 }),
            pages: None,
            paragraphs: Paragraphs::Best,
        };
        page.keep_whole_lines();
        // Notes of 7.8 pt across 7 in run to 130 characters: two columns bring them back to a measure.
        page.note_columns =
            if page.body_width() > Pt(7.8 * 50.0) * (size.0 / 10.0) { columns.min(2) } else { 1 };
        page
    }
    /// Gives the body whole lines only: the rest goes to the foot.
    pub fn keep_whole_lines(&mut self) {
        let lines = ((self.size.h - self.top - self.foot) / self.grid + 1e-6).floor().max(1.0);
        self.bottom = self.size.h - self.top - self.grid * lines;
    }
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

/// Columns where the sheet does not say: as many as hold 40 characters, and no more than the paper invites.
fn default_columns(width: Pt, size: Pt) -> usize {
    let columns = match width {
        w if w < SMALL => 1,
        w if w < Pt::inches(10.0) => 2,
        _ => 3,
    };
    // Large print is one column.
    if size.0 >= LARGE { 1 } else { columns }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::paper;

    fn page(name: &str, columns: Option<usize>) -> PageTemplate {
        let spec = PageSpec { size: paper(name).unwrap_or_default(), columns };
        PageTemplate::new(&spec, Pt(10.0), Pt(13.0))
    }

    #[test]
    fn letter_has_two_columns_of_whole_lines() {
        let p = page("letter", None);
        assert_eq!((p.columns, p.column_width()), (2, Pt::inches(3.375)));
        let lines = p.body_height() / p.grid;
        assert!((lines - lines.round()).abs() < 1e-9 && p.bottom >= Pt(50.0));
    }

    #[test]
    fn one_column_keeps_its_measure() {
        assert_eq!(page("letter", Some(1)).column_width(), Pt::inches(5.5));
        assert_eq!(page("half-letter", None).columns, 1);
        assert!(page("a5", None).column_width() < Pt::inches(5.5));
    }
}
