//! The page's proportions: paper, margins, columns, baseline grid.

use super::knobs::Paragraphs;
use super::style::is_large;
use super::template::{FoldLook, Margins, PageLook};
use super::{PageSpec, Template, template};
use crate::base::{Direction, Pt, Size};

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
    /// Which way it runs. All other measures are those of a page that runs to the right; one that runs to the left
    /// is laid out like it and mirrored at last.
    pub direction: Direction,
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
    /// Most pages; more are told.
    pub most: Option<usize>,
    /// Lines may begin on half lines of the grid, because paragraphs are half a line apart.
    pub half_lines: bool,
    /// The sheet that this page is a panel of, where it is folded.
    pub fold: Option<Fold>,
}

/// A lying sheet of three panels a side, each of them laid out as a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fold {
    /// The trimmed sheet.
    pub sheet: Size,
    /// How much narrower the panel is that is folded in.
    pub narrower: Pt,
    /// Whether pages are sides of the sheet, to be printed; on screens each panel is a page.
    pub sides: bool,
}

impl Fold {
    fn of(look: &FoldLook, sheet: Size) -> Fold {
        // Papers in inches measure halves of them.
        let halves = |side: Pt| (side / Pt::inches(0.5) - (side / Pt::inches(0.5)).round()).abs() < 0.01;
        let [inches, metric] = look.narrower;
        let narrower = if halves(sheet.w) && halves(sheet.h) { inches } else { metric };
        Fold { sheet, narrower, sides: true }
    }
    /// A panel that is not folded in.
    pub fn panel(&self) -> Size {
        Size { w: (self.sheet.w + self.narrower) / 3.0, h: self.sheet.h }
    }
}

impl PageTemplate {
    /// The page of `template` for a sheet whose text is set `size` on `grid`.
    pub fn of(template: &Template, spec: &PageSpec, size: Pt, grid: Pt) -> PageTemplate {
        let look = &template.page;
        let (below, small) = &look.small;
        let fold = template.fold.as_ref().map(|fold| Fold::of(fold, spec.size));
        let is_small = spec.size.w.min(spec.size.h) < *below && fold.is_none();
        let form = if is_small { small } else { &look.form };
        let paper = fold.map_or(spec.size, |fold| fold.panel());
        let Margins { top, sides, bottom } = form.margins;
        let large = is_large(size, template);
        // A footer in large print takes a line more.
        let bottom = if large { bottom + size } else { bottom };
        // Large print is one column.
        let invited = if large { 1 } else { look.columns(spec.size.w) };
        let columns = if fold.is_some() { 1 } else { spec.columns.unwrap_or(invited).max(1) };
        // What the body has grown by.
        let grown = size / template.roles.text.size;
        let mut page = PageTemplate {
            size: paper,
            direction: Direction::Right,
            top,
            bottom,
            foot: bottom,
            left: sides,
            right: sides,
            edge: Pt::ZERO,
            columns,
            gutter: look.gutter,
            grid,
            // As layout sets every line: capitals centred in the leading.
            first_baseline: grid * 0.5 + size * 0.33,
            max_measure: look.max_measure * grown,
            notes: template.notes.0,
            note_columns: 1,
            note_gap: grid * 0.5,
            footer_baseline: form.footer,
            header_baseline: form.header,
            pages: None,
            paragraphs: Paragraphs::Best,
            most: look.pages,
            half_lines: template.text.paragraphs == template::Paragraphs::Spaced,
            fold,
        };
        page.keep_whole_lines();
        // Notes of 7.8 pt across 7 in run to 130 characters: two columns bring them back to a measure.
        let fifty_ems = template.roles.note.size * 50.0 * grown;
        page.note_columns = if page.body_width() > fifty_ems { columns.min(template.notes.1) } else { 1 };
        page
    }
    /// The page in the template that sheets have where they name none.
    #[cfg(test)]
    pub fn new(spec: &PageSpec, size: Pt, grid: Pt) -> PageTemplate {
        PageTemplate::of(&Template::leave_behind(), spec, size, grid)
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

impl PageLook {
    /// Columns where the sheet does not say.
    fn columns(&self, width: Pt) -> usize {
        match width {
            w if w < self.small.0 => self.small.1.columns,
            w if w < self.wide.0 => self.form.columns,
            _ => self.wide.1,
        }
    }
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
