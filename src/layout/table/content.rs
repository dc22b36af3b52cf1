//! The cells of a table, shaped and measured: what each column asks for, and where its numbers are aligned.

use super::super::setter::Setter;
use super::widths::Wants;
use crate::base::{Direction, Pt, Span};
use crate::story::{CellAlign, Para, Role, Table, TableRow};
use crate::text::isolate::has_right_to_left;
use crate::text::numbers::{point, words};
use crate::text::{self, Align, Line, LineStop, ParaSetting, Prepared, TextStyle};

use std::sync::Arc;

/// Rounding never makes a word too wide for its column.
const SLACK: f64 = 0.05;
/// Rows that the search for widths looks at, evenly from all.
const ROWS: usize = 80;
/// A cell of more lines does not decide about widths.
const MOST_LINES: usize = 40;

/// A table whose cells are shaped.
pub struct Content {
    /// The header's rows, then the body's.
    pub rows: Vec<Vec<Cell>>,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// A cell, shaped.
pub struct Cell {
    /// What it is.
    pub role: Role,
    /// Baseline distance.
    pub leading: Pt,
    /// Size of its first characters.
    pub size: Pt,
    /// Where it was written.
    pub source: Option<Span>,
    prepared: Prepared,
    stops: Vec<LineStop>,
    /// What it has on both sides of the point that it is aligned at.
    figure: Option<Figure>,
    /// Width of the note marks behind its words, where these stand at the end edge.
    marks: f64,
}

#[derive(Clone, Copy)]
struct Figure {
    before: f64,
    behind: f64,
    /// Words from the right stand behind the number: at its left, on a page that runs to the left.
    worded: bool,
}

/// A column, measured.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// What its figures have in front of and behind their points.
    before: f64,
    behind: f64,
    /// How far note marks reach beyond the end edge.
    pub marks: f64,
    /// What it asks for.
    pub wants: Wants,
}

/// How a table is tried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// Share of its sizes.
    pub scale: f64,
    /// Whether words may be hyphenated.
    pub hyphenate: bool,
}

impl Content {
    /// Shapes all cells and measures the columns.
    pub fn new(setter: &Setter<'_>, table: &Table, trial: Trial) -> Content {
        let count = table.header.iter().chain(&table.rows).map(|r| r.cells.len()).max().unwrap_or(0);
        let align = |c: usize| table.columns.get(c).copied().unwrap_or_default();
        let row = |row: &TableRow, body: bool| -> Vec<Cell> {
            if row.is_group() {
                let group = |para| cell(setter, para, (CellAlign::Start, false), trial);
                return row.cells.iter().map(group).collect();
            }
            let cells = row.cells.iter().enumerate();
            cells.map(|(c, para)| cell(setter, para, (align(c), body), trial)).collect()
        };
        let header = table.header.iter().map(|r| row(r, false));
        let rows: Vec<Vec<Cell>> = header.chain(table.rows.iter().map(|r| row(r, true))).collect();
        let lines: Vec<&Vec<Cell>> = rows.iter().filter(|r| !is_group(r)).collect();
        let columns = (0..count).map(|c| column(&lines, c)).collect();
        Content { rows, columns }
    }

    /// Width of the widest column of `em`s that it would like in any case: words whole, short cells on one line.
    pub fn comfortable(&self, most: f64) -> f64 {
        self.columns
            .iter()
            .map(|c| c.wants.least.max(c.wants.natural.min(most)) + c.marks)
            .fold(0.0, |a, b| a + b)
    }
}

impl Cell {
    /// Its lines in a column of a width, each with what moves it to the right.
    pub fn lines(&self, column: &Column, width: f64, direction: Direction) -> Vec<(Pt, Line)> {
        if let Some(figure) = self.figure {
            let line = self.prepared.lines(ENDLESS).into_iter().next().unwrap_or_default();
            // Numbers run to the right wherever words run: what stands before the point is then at the far side. Nothing
            // hangs out of a number that is aligned.
            let (start, hang) = match direction {
                Direction::Right => {
                    let hang = line.runs.first().map_or(Pt::ZERO, |r| r.x);
                    (width - column.behind - figure.before, hang)
                }
                Direction::Left => {
                    let hang = line.runs.last().map_or(Pt::ZERO, |r| line.measure - r.x - r.width());
                    let behind = if figure.worded { column.behind } else { figure.behind };
                    (width - column.before - behind, hang)
                }
            };
            return vec![(Pt(start) - hang, line)];
        }
        let mut lines: Vec<(Pt, Line)> =
            self.prepared.lines(Pt(width)).into_iter().map(|l| (Pt::ZERO, l)).collect();
        if let Some(last) = lines.last_mut() {
            last.0 = Pt(self.marks);
        }
        lines
    }
}

/// Wider than any table.
const ENDLESS: Pt = Pt(1e5);

fn cell(setter: &Setter<'_>, para: &Para, (align, body): (CellAlign, bool), trial: Trial) -> Cell {
    let mut rich = para.rich.clone();
    if trial.hyphenate {
        // A table that finds no room in another way takes it where it can.
        rich.names.clear();
    }
    if trial.scale != 1.0 {
        for span in &mut rich.spans {
            let size = span.style.size * trial.scale;
            span.style = Arc::new(TextStyle { size, ..(*span.style).clone() });
        }
    }
    let at = match align {
        CellAlign::Point(sign) if body => point(&rich, sign),
        CellAlign::End if body => point(&rich, '\0').map(|_| words(&rich).len()),
        _ => None,
    };
    let end_edge = matches!(align, CellAlign::End | CellAlign::Point(_));
    let setting = ParaSetting {
        align: match (align, at) {
            (_, Some(_)) | (CellAlign::Start, _) => Align::Start,
            (CellAlign::Center, _) => Align::Center,
            _ => Align::End,
        },
        hyphenate: trial.hyphenate,
        ..para.setting.clone()
    };
    let width = |to: usize| {
        let part = text::Rich { text: rich.text[..to].to_owned(), ..text::Rich::default() };
        let spans = rich.spans.iter().filter(|s| s.range.start < to);
        let spans = spans.map(|s| text::Styled { range: s.range.start..s.range.end.min(to), ..s.clone() });
        let part = text::Rich { spans: spans.collect(), ..part };
        text::prepare(&part, &setting, setter.fonts).natural_width().0
    };
    let prepared = text::prepare(&rich, &setting, setter.fonts);
    let bare = words(&rich).len();
    let marks = match end_edge && bare < rich.text.trim_end().len() {
        true => prepared.natural_width().0 - width(bare),
        false => 0.0,
    };
    let figure = at.map(|at| {
        let before = width(at);
        let worded = has_right_to_left(&rich.text);
        Figure { before, behind: width(bare) - before, worded }
    });
    Cell {
        role: para.role.clone(),
        leading: para.leading * trial.scale,
        size: super::first_size(&rich),
        source: rich.source,
        stops: prepared.stops(),
        prepared,
        figure,
        marks,
    }
}

/// Whether a row is one cell across the table.
pub fn is_group(row: &[Cell]) -> bool {
    matches!(row, [Cell { role: Role::GroupHeader(_), .. }])
}

fn column(rows: &[&Vec<Cell>], c: usize) -> Column {
    let cells = || rows.iter().filter_map(|r| r.get(c));
    let most = |of: fn(&Figure) -> f64| cells().filter_map(|c| c.figure.as_ref()).map(of).fold(0.0, f64::max);
    let (before, behind) = (most(|f| f.before), most(|f| f.behind));
    let block = if before + behind > 0.0 { before + behind + SLACK } else { 0.0 };
    let (mut least, mut natural) = (block, block);
    for cell in cells().filter(|c| c.figure.is_none()) {
        least = least.max(widest(&cell.stops, |_| true) + SLACK);
        natural = natural.max(widest(&cell.stops, |s| s.forced) + SLACK);
    }
    let stride = rows.len().div_ceil(ROWS).max(1);
    let needs = rows.iter().step_by(stride).map(|r| match r.get(c) {
        Some(Cell { figure: None, stops, .. }) => needs(stops),
        _ => vec![block],
    });
    let needs = needs.collect();
    let marks = cells().map(|c| c.marks).fold(0.0, f64::max);
    Column { before, behind, marks, wants: Wants { least, natural, needs } }
}

/// Width of the widest piece between two stops that count.
fn widest(stops: &[LineStop], counts: impl Fn(&LineStop) -> bool) -> f64 {
    let Some(mut from) = stops.first() else { return 0.0 };
    let mut widest = 0.0f64;
    for to in stops[1..].iter().filter(|s| counts(s)) {
        widest = widest.max((to.end - from.start).0);
        from = to;
    }
    widest
}

/// The least widths in which a cell takes one line, two and so on; none is possible with fewer lines than are forced.
fn needs(stops: &[LineStop]) -> Vec<f64> {
    let (least, natural) = (widest(stops, |_| true) + SLACK, widest(stops, |s| s.forced) + SLACK);
    let forced = stops.iter().filter(|s| s.forced).count().saturating_sub(1).max(1);
    let mut out = vec![f64::INFINITY; forced - 1];
    out.push(natural);
    let most = fewest_lines(stops, least).min(MOST_LINES);
    for lines in forced + 1..=most {
        let (mut low, mut high) = (least, out.last().copied().unwrap_or(natural).min(natural));
        while high - low > 0.1 {
            let middle = (low + high) * 0.5;
            if fewest_lines(stops, middle) <= lines { high = middle } else { low = middle }
        }
        out.push(if lines == most { least } else { high });
    }
    out
}

/// How many lines a cell takes in a width, its words whole.
fn fewest_lines(stops: &[LineStop], width: f64) -> usize {
    let Some(mut from) = stops.first() else { return 1 };
    let (mut lines, mut before) = (1, None::<&LineStop>);
    for (i, stop) in stops.iter().enumerate().skip(1) {
        if (stop.end - from.start).0 > width + 1e-6
            && let Some(end) = before
        {
            (lines, from) = (lines + 1, end);
        }
        before = Some(stop);
        if stop.forced && i + 1 < stops.len() {
            (lines, from, before) = (lines + 1, stop, None);
        }
    }
    lines
}
