//! Tables from set cells, whether they were written as a `table` or as a pipe table in prose.

use super::cx::Cx;
use crate::base::{Pt, Text};
use crate::story::{Node, Para, Part, Role, Table, TableRow, Width};
use crate::text::markup::{ColumnAlign, Inline};
use crate::text::{Align, Rich};
use crate::theme::Style;

/// Weights of the rules below the header and below each row.
const HEADER_RULE: Pt = Pt(0.75);
const ROW_RULE: Pt = Pt(0.25);
/// White at the sides of a cell, and above and below its text.
const GAP: Pt = Pt(5.0);
const PADDING: Pt = Pt(2.0);

/// A table whose cells are set.
pub struct Grid {
    /// Header cells.
    pub header: Vec<Rich>,
    /// Rows of cells.
    pub rows: Vec<Vec<Rich>>,
    /// Alignment by column, where the writer gave one.
    pub align: Vec<Option<Align>>,
    /// What stands above.
    pub caption: Option<Part>,
}

/// A table of prose.
pub struct PipeTable<'t> {
    /// Alignment by column.
    pub align: &'t [Option<ColumnAlign>],
    /// Header cells.
    pub header: &'t [Vec<Inline>],
    /// Rows of cells.
    pub rows: &'t [Vec<Vec<Inline>>],
}

impl Cx<'_> {
    /// Adds a table, across the page where its columns would be squeezed in one of the page's.
    pub fn grid(&mut self, grid: Grid) {
        let width = if self.needs_page(&grid) { Width::Page } else { Width::Column };
        let columns = grid.rows.iter().map(Vec::len).chain([grid.header.len()]).max().unwrap_or(0);
        let align: Vec<Align> = (0..columns).map(|c| grid.align(c)).collect();
        let (head, body) = (self.theme.styles.table_header.clone(), self.theme.styles.table.clone());
        let mut header = Vec::new();
        if !grid.header.is_empty() {
            header.push(self.row(grid.header, Role::TableHeader, &head, &align));
        }
        let rows = grid.rows.into_iter().map(|r| self.row(r, Role::TableCell, &body, &align)).collect();
        let rule = |weight| (weight, self.theme.palette.ink.clone());
        let table = Table {
            header,
            rows,
            header_rule: rule(HEADER_RULE),
            row_rule: (ROW_RULE, self.theme.palette.rule.clone()),
            cell_gap: GAP,
            row_padding: PADDING,
        };
        let above = if grid.caption.is_some() { 0 } else { 2 };
        if let Some(caption) = grid.caption {
            self.push(caption.spaced(2, 0).width(width).with_next());
        }
        self.push(Part::new(Node::Table(table)).spaced(above, 2).width(width));
        self.flush = true;
    }

    fn row(&self, cells: Vec<Rich>, role: Role, style: &Style, align: &[Align]) -> TableRow {
        let cells = cells.into_iter().zip(align);
        let para = |(rich, align): (Rich, &Align)| Para {
            setting: style.aligned(*align).setting,
            ..self.para(role.clone(), style, rich)
        };
        TableRow { cells: cells.map(para).collect() }
    }

    /// A table of prose.
    pub fn markup_table(
        &mut self,
        PipeTable { align, header, rows }: PipeTable<'_>,
        text: &Text,
        cite: &[Text],
    ) {
        let (head, body) = (self.theme.styles.table_header.clone(), self.theme.styles.table.clone());
        let header = header.iter().map(|c| self.inlines(c, text, &head, &[])).collect();
        let last = rows.len().saturating_sub(1);
        let mut set = Vec::new();
        for (r, row) in rows.iter().enumerate() {
            let cells = row.iter().enumerate().map(|(c, cell)| {
                let ends = r == last && c + 1 == row.len();
                self.inlines(cell, text, &body, if ends { cite } else { &[] })
            });
            set.push(cells.collect());
        }
        let align = align.iter().map(|a| {
            a.map(|a| match a {
                ColumnAlign::Left => Align::Start,
                ColumnAlign::Right => Align::End,
                ColumnAlign::Center => Align::Center,
            })
        });
        self.grid(Grid { header, rows: set, align: align.collect(), caption: None });
    }

    /// Whether the table wants more room than one column has: cells up to 14 characters stay on a line.
    fn needs_page(&self, grid: &Grid) -> bool {
        if self.theme.page.columns == 1 {
            return false;
        }
        let em = self.theme.styles.table.em();
        let count = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |c: usize| {
            let cells = grid.rows.iter().filter_map(|r| r.get(c)).chain(grid.header.get(c));
            cells.map(|r| r.text.chars().count()).max().unwrap_or(0).min(14)
        };
        let text: Pt = (0..count).map(|c| em * 0.5 * widest(c) as f64 + GAP * 2.0).sum();
        text > self.theme.page.column_width() * 1.05
    }
}

impl Grid {
    /// A column of figures stands at the right.
    fn align(&self, column: usize) -> Align {
        if let Some(Some(align)) = self.align.get(column) {
            return *align;
        }
        let mut cells = self.rows.iter().filter_map(|r| r.get(column)).map(|r| r.text.trim()).peekable();
        let figures = cells.peek().is_some() && cells.all(is_figure);
        if figures && column > 0 { Align::End } else { Align::Start }
    }
}

/// `1,200`, `−4.5 %`, `$3.2`, `–` for none.
fn is_figure(cell: &str) -> bool {
    let unit = |c: char| "$€£₩%‰+−-–—.,()~<>≈ \u{a0}\u{202f}".contains(c);
    cell.chars().all(|c| c.is_ascii_digit() || unit(c))
        && (cell.is_empty() || cell.chars().any(|c| !c.is_whitespace()))
}
