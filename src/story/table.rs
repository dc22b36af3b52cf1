//! The table: rows of paragraphs whose columns layout measures and aligns.

use super::{Para, Role};
use crate::base::{Ink, Pt};

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What stands above it, once.
    pub caption: Option<Para>,
    /// Words behind the caption where the table goes on in another column: "(continued)". Without them, and where the
    /// caption takes more than a line, the header alone is repeated.
    pub continued: Option<&'static str>,
    /// How the cells of each column stand, from left to right; those that are not named stand at the start.
    pub columns: Vec<CellAlign>,
    /// Header rows, repeated where the table continues.
    pub header: Vec<TableRow>,
    /// Body rows.
    pub rows: Vec<TableRow>,
    /// What it is, and what its rows are: a list of words with what belongs to each is a table to the eye alone.
    pub roles: (Role, Role),
    /// Its rules and white.
    pub rules: TableRules,
    /// The smallest size that its text may shrink to, where its columns have no room.
    pub least_size: Pt,
    /// Whether it may stand across all columns where one is too narrow.
    pub spreads: bool,
}

/// The rules and the white of a table.
#[derive(Clone, Debug)]
pub struct TableRules {
    /// Rule under the header.
    pub header: (Pt, Ink),
    /// Hairline under each row.
    pub row: (Pt, Ink),
    /// Rule above the last row, where that is a sum.
    pub total: Option<(Pt, Ink)>,
    /// Whether the last row has its hairline.
    pub last: bool,
    /// White between columns, at least.
    pub gap: Pt,
    /// White above and below a row's text, at least.
    pub padding: Pt,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellAlign {
    /// At the start edge.
    #[default]
    Start,
    /// At the end edge, note marks beyond it.
    End,
    /// In the middle.
    Center,
    /// With this decimal sign below that of the other cells, the widest at the end edge.
    Point(char),
}

/// A row of a table: one paragraph a cell, each with its role.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// The cells; missing ones are empty.
    pub cells: Vec<Para>,
}

impl TableRow {
    /// Whether it is one cell across the table, above rows that belong together.
    pub fn is_group(&self) -> bool {
        matches!(self.cells.as_slice(), [Para { role: Role::GroupHeader(_), .. }])
    }
}

impl Table {
    /// All its paragraphs in reading order.
    pub fn paras(&self) -> impl Iterator<Item = &Para> {
        self.caption.iter().chain(self.header.iter().chain(&self.rows).flat_map(|r| &r.cells))
    }
    /// All its paragraphs in reading order, to be changed.
    pub fn paras_mut(&mut self) -> impl Iterator<Item = &mut Para> {
        let rows = self.header.iter_mut().chain(&mut self.rows);
        self.caption.iter_mut().chain(rows.flat_map(|r| &mut r.cells))
    }
}
