//! Fits a table into its room: at its own size where its words have room there, then a little smaller, then with
//! hyphens; and gives its columns their places.

use super::super::setter::Setter;
use super::content::{Content, Trial};
use super::widths::solve;
use super::{Para, Role, Table, first_size};
use crate::base::Pt;

/// A table with the widths of its columns.
pub struct Fitted {
    /// Its cells.
    pub content: Content,
    /// Widths of the columns, without the white between them.
    pub widths: Vec<f64>,
    /// Where they start.
    pub starts: Vec<Pt>,
    /// Width of the whole.
    pub width: Pt,
    /// By how much its words are too wide for the room, where they break.
    pub short: Pt,
    /// Whether it might stand across the page, and does not.
    pub spreads: bool,
}

/// Size steps in points; below the first of the smaller ones words are rather hyphenated.
const STEP: f64 = 0.5;
const WHOLE: f64 = 1.0;
/// White that hangs a note's mark keeps from the next column.
const CLEAR: f64 = 3.0;
/// A table that fills so much of its room is set on all of it.
const FULL: f64 = 0.6;
/// The most white between two columns of one that does not, in em.
const LOOSE: f64 = 2.5;
/// Cells of so many em should stay on a line before a table goes across the page.
const SHORT: f64 = 7.0;

impl Fitted {
    /// The table in `room`.
    pub fn new(setter: &Setter<'_>, table: &Table, room: Pt) -> Fitted {
        let mut last = None;
        for trial in trials(table) {
            let content = Content::new(setter, table, trial);
            let least: f64 = content.columns.iter().map(|c| c.wants.least).sum();
            let short = least + around(&content, table) - room.0;
            last = Some((content, short));
            if short <= 0.0 {
                break;
            }
        }
        let Some((content, short)) = last else { unreachable!("there is always a first trial") };
        place(content, table, room, short)
    }

    /// Whether the table wants to stand across the page: its columns would be squeezed in `room`.
    pub fn squeezed(setter: &Setter<'_>, table: &Table, room: Pt) -> bool {
        let content = Content::new(setter, table, Trial { scale: 1.0, hyphenate: false });
        content.comfortable(SHORT * size(table)) + around(&content, table) > room.0 * 1.02
    }
}

/// White between columns and beyond the last.
fn around(content: &Content, table: &Table) -> f64 {
    let gaps = table.rules.gap.0 * content.columns.len().saturating_sub(1) as f64;
    gaps + tails(content, table).iter().fold(0.0, |a, b| a + b)
}

/// What each column's note marks need beyond the white that is there anyway.
fn tails(content: &Content, table: &Table) -> Vec<f64> {
    let last = content.columns.len().saturating_sub(1);
    let free = |c: usize| if c == last { 0.0 } else { table.rules.gap.0 - CLEAR };
    content.columns.iter().enumerate().map(|(c, column)| (column.marks - free(c)).max(0.0)).collect()
}

/// What is tried, best first.
fn trials(table: &Table) -> Vec<Trial> {
    let (size, least) = (size(table), table.least_size.0);
    let mut out = Vec::new();
    let mut now = size;
    while now >= least - 1e-6 && out.len() < 12 {
        out.push(Trial { scale: now / size, hyphenate: now < size - WHOLE - 1e-6 });
        now -= STEP;
    }
    out.push(Trial { scale: (least / size).min(1.0), hyphenate: true });
    out.dedup();
    out
}

fn size(table: &Table) -> f64 {
    let all = table.header.iter().chain(&table.rows).flat_map(|r| &r.cells);
    all.map(|p: &Para| first_size(&p.rich).0).fold(0.0, f64::max).max(1.0)
}

fn place(content: Content, table: &Table, room: Pt, short: f64) -> Fitted {
    let count = content.columns.len();
    let gaps = count.saturating_sub(1) as f64;
    let tails = tails(&content, table);
    let wants: Vec<_> = content.columns.iter().map(|c| c.wants.clone()).collect();
    let free = (room.0 - around(&content, table)).max(1.0);
    let widths = solve(&wants, free);
    let taken: f64 = widths.iter().chain(&tails).fold(0.0, |a, b| a + b);
    let gap = if gaps > 0.0 { between(taken, gaps, table, room) } else { 0.0 };
    let mut starts = Vec::with_capacity(count);
    let mut x = 0.0;
    for (width, tail) in widths.iter().zip(&tails) {
        starts.push(Pt(x));
        x += width + tail + gap;
    }
    let list = !matches!(table.roles.0, Role::Table);
    let width = if gaps > 0.0 && !list { Pt(x - gap).min(room) } else { room };
    Fitted { content, widths, starts, width, short: Pt(short), spreads: table.spreads }
}

/// White between the columns of a table that has room to spare: all of it, where it nearly fills its room or is a
/// line of the eye apart anyway; else a little, and the table ends before the edge.
fn between(taken: f64, gaps: f64, table: &Table, room: Pt) -> f64 {
    let all = (room.0 - taken) / gaps;
    let least = table.rules.gap.0;
    // Words of a list stand by what they label.
    if !matches!(table.roles.0, Role::Table) {
        return least;
    }
    let loose = (LOOSE * size(table)).max(least);
    if all <= loose || taken + gaps * least >= room.0 * FULL { all } else { loose }
}
