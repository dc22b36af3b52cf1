//! Tables of plain text: columns where they fit, else each row as names and values.

use super::wrap::{width, wrap};
use crate::text::markup::ColumnAlign;

/// White between two columns.
const GAP: usize = 2;

/// The lines of a table.
pub(super) fn lines(
    align: &[Option<ColumnAlign>],
    header: &Vec<String>,
    rows: &[Vec<String>],
    measure: usize,
) -> Vec<String> {
    let all = || std::iter::once(header).chain(rows);
    let widest =
        |i: usize| all().filter_map(|row| row.get(i)).map(|cell| width(cell)).max().unwrap_or_default();
    let widths: Vec<usize> = (0..header.len()).map(widest).collect();
    let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    if total > measure {
        return named(header, rows, measure);
    }
    let right: Vec<bool> = (0..header.len()).map(|i| to_the_right(align, rows, i)).collect();
    let row = |cells: &Vec<String>| {
        let cells = cells.iter().zip(&widths).zip(&right).map(|((cell, widest), right)| {
            let white = " ".repeat(widest.saturating_sub(width(cell)));
            if *right { format!("{white}{cell}") } else { format!("{cell}{white}") }
        });
        cells.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
    };
    let rule = widths.iter().map(|w| "-".repeat(*w)).collect::<Vec<_>>().join(&" ".repeat(GAP));
    let mut out = vec![row(header), rule];
    out.extend(rows.iter().map(row));
    out
}

/// Whether a column stands at the right: the writer says so, or it holds figures alone and is not the first, which says
/// what its row is about.
pub(super) fn to_the_right(align: &[Option<ColumnAlign>], rows: &[Vec<String>], column: usize) -> bool {
    let figure = |text: &str| {
        let text = text.trim();
        text.is_empty() || text.contains(|c: char| c.is_numeric()) && !text.contains(char::is_alphabetic)
    };
    match align.get(column).copied().flatten() {
        Some(align) => align == ColumnAlign::Right,
        None => {
            column > 0
                && !rows.is_empty()
                && rows.iter().all(|row| row.get(column).is_none_or(|cell| figure(cell)))
        }
    }
}

fn named(header: &[String], rows: &[Vec<String>], measure: usize) -> Vec<String> {
    let mut out = Vec::new();
    for row in rows {
        if !out.is_empty() {
            out.push(String::new());
        }
        for (i, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            let name = header.get(i).map(String::as_str).filter(|name| !name.trim().is_empty());
            out.extend(wrap(&name.map_or(cell.clone(), |name| format!("{name}: {cell}")), measure));
        }
    }
    out
}
