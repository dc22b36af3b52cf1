//! Tables from set cells, whether they were written as a `table` or as a pipe table in prose.

use super::cx::Cx;
use crate::base::{Pt, Text};
use crate::story::{CellAlign, Node, Para, Part, Role, Table, TableRow, TableRules, Width};
use crate::text::markup::{ColumnAlign, Inline};
use crate::text::numbers::{self, Kind};
use crate::text::{Align, Rich};
use crate::theme::Style;
use crate::theme::style::LARGE;

/// Weights of the rules below the header, above a sum and below each row.
const HEADER_RULE: Pt = Pt(0.75);
const TOTAL_RULE: Pt = Pt(0.5);
const ROW_RULE: Pt = Pt(0.25);
/// White between columns in em, and above and below a row's text, at least.
const GAP: f64 = 1.1;
const PADDING: Pt = Pt(2.0);
/// Tables shrink to this size before their words break (PRINT's floor is 6 pt, for single words).
const LEAST: Pt = Pt(7.5);

/// A table whose cells are set.
#[derive(Default)]
pub struct Grid {
    /// Header cells.
    pub header: Vec<Rich>,
    /// Rows of cells.
    pub rows: Vec<Vec<Rich>>,
    /// Alignment by column, where the writer gave one.
    pub align: Vec<Option<CellAlign>>,
    /// What stands above.
    pub caption: Option<Para>,
    /// Whether the last row is a sum of the others.
    pub total: bool,
    /// One column or all; as its columns need where `None`.
    pub width: Option<Width>,
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
    pub fn grid(&mut self, mut grid: Grid) {
        let count = grid.rows.iter().map(Vec::len).chain([grid.header.len()]).max().unwrap_or(0);
        let group = |row: &Vec<Rich>| row.len() == 1 && count > 1;
        let lines: Vec<&Vec<Rich>> = grid.rows.iter().filter(|r| !group(r)).collect();
        let kinds: Vec<Kind> = (0..count).map(|c| kind(&lines, c, self.lang())).collect();
        let columns: Vec<CellAlign> = (0..count).map(|c| grid.align(c, kinds[c])).collect();
        let heads = grid.first_column_heads(&lines, &kinds);
        let (head, body) = (self.theme.styles.table_header.clone(), self.theme.styles.table.clone());
        let rows = std::mem::take(&mut grid.rows);
        let direction = self.theme.page.direction;
        let minus = |(c, cell): (usize, Rich)| match kinds[c] {
            Kind::Numbers(_) => numbers::with_minus(cell, direction),
            _ => cell,
        };
        let role = |c: usize| if c == 0 && heads { Role::RowHeader } else { Role::TableCell };
        let spanning = |_| Role::GroupHeader(count as u16);
        let rows = rows.into_iter().map(|r| match group(&r) {
            true => self.row(r, spanning, &head, &[CellAlign::Start]),
            false => self.row(r.into_iter().enumerate().map(minus).collect(), role, &body, &columns),
        });
        let rows = rows.collect();
        let mut header = Vec::new();
        if !grid.header.is_empty() {
            header.push(self.row(grid.header, |_| Role::TableHeader, &head, &columns));
        }
        let ink = self.theme.palette.ink.clone();
        let table = Table {
            caption: grid.caption,
            continued: Some(self.words().continued),
            columns,
            header,
            rows,
            roles: (Role::Table, Role::TableRow),
            rules: TableRules {
                header: (HEADER_RULE, ink.clone()),
                row: (ROW_RULE.max(self.theme.hairline), self.theme.palette.rule.clone()),
                total: grid.total.then_some((TOTAL_RULE, ink)),
                last: true,
                gap: body.em() * GAP,
                padding: PADDING,
            },
            // Readers with low vision need the size more than whole words.
            least_size: if body.em().0 >= LARGE { body.em() } else { LEAST.min(body.em()) },
            spreads: grid.width.is_none(),
        };
        let width = grid.width.unwrap_or_default();
        self.rows(table, width);
        self.flush = true;
    }

    /// Adds what is set in rows: half a line below a heading, which has as much, and a line above what follows, to which
    /// the grid may add half a line.
    pub fn rows(&mut self, table: Table, width: Width) {
        let last = self.story.last().map(|p| &p.node);
        let headed = matches!(last, Some(Node::Para(p)) if matches!(p.role, Role::Heading(_)));
        let above = if headed { 1 } else { 2 };
        self.push(Part::new(Node::Table(Box::new(table))).spaced(above, 2).width(width));
    }

    fn row(
        &self,
        cells: Vec<Rich>,
        role: impl Fn(usize) -> Role,
        style: &Style,
        align: &[CellAlign],
    ) -> TableRow {
        let cells = cells.into_iter().zip(align).enumerate();
        let para = |(c, (rich, align)): (usize, (Rich, &CellAlign))| Para {
            setting: style.aligned(edge(*align)).setting,
            ..self.para(role(c), style, rich)
        };
        TableRow { cells: cells.map(para).collect() }
    }

    /// A table of prose. A column of numbers that is to stand at the right is aligned at its points: Markdown has no
    /// other word for that.
    pub fn markup_table(
        &mut self,
        PipeTable { align, header, rows }: PipeTable<'_>,
        text: &Text,
        cite: &[Text],
    ) {
        let (head, body) = (self.theme.styles.table_header.clone(), self.theme.styles.table.clone());
        let header = header.iter().map(|c| self.inlines(c, text, &head, &[])).collect();
        let last = rows.len().saturating_sub(1);
        let mut set: Vec<Vec<Rich>> = Vec::new();
        for (r, row) in rows.iter().enumerate() {
            let cells = row.iter().enumerate().map(|(c, cell)| {
                let ends = r == last && c + 1 == row.len();
                self.inlines(cell, text, &body, if ends { cite } else { &[] })
            });
            set.push(cells.collect());
        }
        let numbers = |c: usize| {
            matches!(numbers::kind(set.iter().filter_map(|r| r.get(c)), self.lang()), Kind::Numbers(_))
        };
        let align = align.iter().enumerate().map(|(c, a)| match (*a)? {
            ColumnAlign::Left => Some(CellAlign::Start),
            ColumnAlign::Right if numbers(c) => None,
            ColumnAlign::Right => Some(CellAlign::End),
            ColumnAlign::Center => Some(CellAlign::Center),
        });
        let align = align.collect();
        self.grid(Grid { header, rows: set, align, ..Grid::default() });
    }
}

/// How a paragraph in such a column is set where it is no number.
fn edge(align: CellAlign) -> Align {
    match align {
        CellAlign::Start => Align::Start,
        CellAlign::End | CellAlign::Point(_) => Align::End,
        CellAlign::Center => Align::Center,
    }
}

/// What a column holds. In the first one an amount with a unit in letters is a label: 3 days, 2 weeks.
fn kind(rows: &[&Vec<Rich>], column: usize, lang: &str) -> Kind {
    let cells = || rows.iter().filter_map(|r| r.get(column));
    let labels = column == 0 && cells().any(|c| numbers::words(c).contains(char::is_alphabetic));
    if labels { Kind::Words } else { numbers::kind(cells(), lang) }
}

impl Grid {
    /// Numbers are aligned at their points, unless the writer wants them otherwise.
    fn align(&self, column: usize, kind: Kind) -> CellAlign {
        match (self.align.get(column).copied().flatten(), kind) {
            (Some(CellAlign::Point(_)) | None, Kind::Numbers(sign)) => CellAlign::Point(sign),
            (Some(align), _) => align,
            (None, _) => CellAlign::Start,
        }
    }

    /// Whether the first cell of each row says what the row is about: words or a year, and never nothing. Where no
    /// header says what columns are about, rows have no other name.
    fn first_column_heads(&self, rows: &[&Vec<Rich>], kinds: &[Kind]) -> bool {
        let filled = |r: &&Vec<Rich>| r.first().is_some_and(|c| !c.text.trim().is_empty());
        let named = kinds.len() > 1 && !matches!(kinds[0], Kind::Numbers(_)) && rows.iter().all(filled);
        named || self.header.is_empty()
    }
}
