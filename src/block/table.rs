//! `table`: rows and columns, written out or from a CSV file.

mod total;

use super::cx::Cx;
use super::grid::Grid;
use crate::base::{Text, fields::short_form};
use crate::story::{CellAlign, Role, Width};
use crate::text::Rich;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A table. A long one repeats its header where it continues.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "table", deny_unknown_fields)]
#[schemars(transform = short_form::<Table>)]
pub struct Table {
    /// The rows, each a list of cells in Markdown; or the path of a CSV file. A row of one cell is the heading of the
    /// rows below it.
    pub rows: Rows,
    /// The cells of the header. Without it, the first line of a CSV file is the header.
    #[serde(default)]
    pub header: Vec<Text>,
    /// Columns of a CSV file by the names in its first line, in the order in which they are set. Without it, all.
    #[serde(default)]
    pub columns: Vec<Text>,
    /// How the cells of each column are aligned, from left to right. Without it, numbers at their decimal points and
    /// words at the left.
    #[serde(default)]
    pub align: Vec<ColumnAlign>,
    /// A sentence above the table, in Markdown.
    pub caption: Option<Text>,
    /// The last row is the sum of the others: bold, with a rule above it.
    #[serde(default)]
    pub total: bool,
    /// One column of the page or all of them. Without it, all where one is too narrow.
    pub width: Option<TableWidth>,
}

/// How wide a table may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "width", rename_all = "snake_case")]
pub enum TableWidth {
    /// One column of the page.
    Column,
    /// All columns.
    Page,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "align", rename_all = "snake_case")]
pub enum ColumnAlign {
    /// At the left.
    #[default]
    Left,
    /// At the right.
    Right,
    /// In the middle.
    Center,
    /// With the decimal points of numbers below each other.
    Decimal,
}

/// The cells of a table's body.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Row by row. Those of a CSV file are filled in when the sheet is read.
    pub cells: Vec<Vec<Text>>,
    /// The CSV file that they come from.
    pub csv: Option<Text>,
}

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Rows, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = Rows;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("rows, or the path of a CSV file")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Rows, D::Error> {
                Text::deserialize(d).map(|path| Rows { cells: Vec::new(), csv: Some(path) })
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Rows, A::Error> {
                let mut cells = Vec::new();
                while let Some(row) = seq.next_element()? {
                    cells.push(row);
                }
                Ok(Rows { cells, csv: None })
            }
        }
        // A list, or a single text: the reader looks which of the two stands there.
        d.deserialize_any(V)
    }
}

impl JsonSchema for Rows {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "rows".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let cells = generator.subschema_for::<Vec<Vec<Text>>>();
        json_schema!({ "anyOf": [cells, { "type": "string" }] })
    }
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- table:
    header: [Year, Harvest]
    rows:
      - [2018, 4.9 million t]
      - [2019, 4.6 million t]
    align: [left, right]
";

impl Table {
    /// How many columns it has: as many as its header, or its first row that heads no others.
    pub fn count(&self) -> usize {
        let first = self.rows.cells.iter().map(Vec::len).find(|n| *n > 1);
        if self.header.is_empty() { first.unwrap_or(1) } else { self.header.len() }
    }

    /// The cell (row, or none for the header, and column) at whose end its source is marked: the last one that does
    /// not end in a figure, at which a raised number is read as a power; looked for in the last row, then in the header.
    pub(super) fn cited_cell(&self) -> (Option<usize>, usize) {
        let figure = |cell: &Text| cell.trimmed().ends_with(|c: char| c.is_numeric() || c == '%');
        let words = |row: &[Text]| row.iter().rposition(|c| !c.is_blank() && !figure(c));
        let last = self.rows.cells.len().saturating_sub(1);
        let row = self.rows.cells.last().map_or(&[][..], |row| row.as_slice());
        let end = row.len().saturating_sub(1);
        if words(row) == Some(end) {
            return (Some(last), end);
        }
        match words(&self.header) {
            Some(column) => (None, column),
            None => (Some(last), words(row).unwrap_or(end)),
        }
    }

    /// Sets the table with its caption above.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        let styles = cx.theme.styles.clone();
        let mut cited = Some(cite);
        let caption = self.caption.as_ref().filter(|c| !c.is_blank()).map(|c| {
            let rich = cx.line(c, &styles.caption, cited.take().unwrap_or(&[]));
            cx.para(Role::Caption, &styles.caption, rich)
        });
        // Without a caption the source is marked in a cell.
        let place = self.cited_cell();
        let mut header: Vec<Rich> = Vec::new();
        for (c, cell) in self.header.iter().enumerate() {
            let cite = if place == (None, c) { cited.take().unwrap_or(&[]) } else { &[] };
            header.push(cx.line(cell, &styles.table_header, cite));
        }
        let last = self.rows.cells.len().saturating_sub(1);
        let mut rows: Vec<Vec<Rich>> = Vec::new();
        let count = self.count();
        for (r, row) in self.rows.cells.iter().enumerate() {
            let group = row.len() == 1 && count > 1;
            let style = if group || self.total && r == last { &styles.table_header } else { &styles.table };
            let set = row.iter().enumerate().map(|(c, cell)| {
                let cite = if place == (Some(r), c) { cited.take().unwrap_or(&[]) } else { &[] };
                cx.line(cell, style, cite)
            });
            rows.push(set.collect());
        }
        let align = self.align.iter().map(|a| {
            Some(match a {
                ColumnAlign::Left => CellAlign::Start,
                ColumnAlign::Right => CellAlign::End,
                ColumnAlign::Center => CellAlign::Center,
                ColumnAlign::Decimal => CellAlign::Point('.'),
            })
        });
        let width = self.width.map(|w| match w {
            TableWidth::Column => Width::Column,
            TableWidth::Page => Width::Page,
        });
        cx.grid(Grid { header, rows, align: align.collect(), caption, total: self.total, width });
    }
}
