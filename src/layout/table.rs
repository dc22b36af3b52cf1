//! Tables: column widths from content, numbers aligned at their points, rows on the half grid, header rows that can
//! be repeated.

mod content;
mod fit;
mod widths;

use super::frag::Frag;
use super::frame::{Draw, Owner};
use super::setter::{Setter, baseline, first_size};
use super::stack::{self, Room};
use crate::base::{Diagnostic, Ink, Pt, Rect};
use crate::story::{ArtifactKind, Para, Role, Table};
use crate::text::{self, Position, Rich};
use content::{Cell, is_group};
pub use fit::Fitted;

/// A table cut into rows that may stand in different columns.
pub struct Rows {
    /// Caption and header rows as one fragment; empty without both.
    pub first: Frag,
    /// What stands above a row that begins a column; empty where nothing is repeated.
    pub repeat: Frag,
    /// The body rows.
    pub rows: Vec<Frag>,
    /// Which of them head the rows below.
    pub groups: Vec<bool>,
}

/// The table as one fragment, for places where it cannot break.
pub fn whole(setter: &mut Setter<'_>, table: &Table, room: Room) -> Frag {
    let fitted = Fitted::new(setter, table, room.width);
    rows(setter, table, &fitted, room).whole()
}

impl Rows {
    /// All of it as one fragment.
    pub fn whole(self) -> Frag {
        let mut out = self.first;
        self.rows.into_iter().for_each(|row| below(&mut out, row));
        out
    }
}

/// Sets caption, header and rows.
pub fn rows(setter: &mut Setter<'_>, table: &Table, fitted: &Fitted, room: Room) -> Rows {
    complain(setter, table, fitted);
    setter.open(&table.roles.0);
    let caption = table.caption.as_ref().map(|c| caption(setter, c, room)).unwrap_or_default();
    let set = Set { table, fitted, step: room.step };
    let (head, body) = fitted.content.rows.split_at(table.header.len());
    let mut header = Frag::default();
    for cells in head {
        let frag = set.row(setter, cells, Edge::Foot);
        let y = header.height;
        header.height += frag.height;
        header.absorb(frag, Pt::ZERO, y);
    }
    if !head.is_empty() {
        rule(&mut header, &table.rules.header, fitted.width);
    }
    let mut rows = Vec::with_capacity(body.len());
    for (i, cells) in body.iter().enumerate() {
        let mut frag = set.row(setter, cells, Edge::Head);
        // More white parts a group from the rows above than from its own.
        if i > 0 && is_group(cells) {
            let mut lower = Frag { height: frag.height + room.step, source: frag.source, ..Frag::default() };
            lower.absorb(frag, Pt::ZERO, room.step);
            frag = lower;
        }
        let total = table.rules.total.as_ref().filter(|_| i + 2 == body.len());
        if table.rules.last || i + 1 < body.len() {
            rule(&mut frag, total.unwrap_or(&table.rules.row), fitted.width);
        }
        rows.push(frag);
    }
    setter.close();
    let mut first = caption;
    below(&mut first, header.clone());
    let mut repeat = again(setter, table, room).unwrap_or_default();
    below(&mut repeat, artifact(header));
    let groups = body.iter().map(|cells| is_group(cells)).collect();
    Rows { first, repeat, rows, groups }
}

/// Which edge of a row its cells stand at.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Head,
    Foot,
}

/// How rows are set.
struct Set<'a> {
    table: &'a Table,
    fitted: &'a Fitted,
    step: Pt,
}

impl Set<'_> {
    /// Sets one row; its height is a whole number of steps, the slack shared above and below.
    fn row(&self, setter: &mut Setter<'_>, cells: &[Cell], edge: Edge) -> Frag {
        setter.open(&self.table.roles.1);
        let group = is_group(cells);
        let mut set = Vec::new();
        let mut tallest = Pt::ZERO;
        for (c, cell) in cells.iter().enumerate() {
            let owner = setter.leaf(&cell.role);
            let width = if group { self.fitted.width.0 } else { self.fitted.widths[c] };
            let lines = cell.lines(&self.fitted.content.columns[c], width, setter.direction);
            let height = cell.leading * lines.len() as f64;
            tallest = tallest.max(height);
            set.push((owner, height, lines));
        }
        setter.close();
        let wanted = tallest + self.table.rules.padding * 2.0;
        let height = self.step * (wanted / self.step - 1e-6).ceil();
        let source = cells.iter().find_map(|cell| cell.source);
        let mut out = Frag { height, source, ..Frag::default() };
        for ((cell, x), (owner, own, lines)) in cells.iter().zip(&self.fitted.starts).zip(set) {
            let slack = if edge == Edge::Foot { tallest - own } else { Pt::ZERO };
            let top = (height - tallest) * 0.5 + slack + baseline(cell.leading, cell.size);
            for (n, (dx, line)) in lines.into_iter().enumerate() {
                let line = setter.set_line(line, owner, *x + dx);
                out.absorb(line.frag, Pt::ZERO, top + cell.leading * n as f64);
            }
        }
        out
    }
}

fn rule(frag: &mut Frag, (weight, ink): &(Pt, Ink), width: Pt) {
    if *weight > Pt::ZERO {
        let rect = Rect::new(Pt::ZERO, frag.height - *weight, width, *weight);
        frag.draw(Owner::Artifact(ArtifactKind::Layout), Draw::Rect { rect, ink: ink.clone() });
    }
}

/// A caption on whole steps, what is over above it: it belongs to what stands below.
fn caption(setter: &mut Setter<'_>, para: &Para, room: Room) -> Frag {
    let frag = stack::para(setter, para, room.width);
    let height = room.step * (frag.height / room.step - 1e-6).ceil();
    let mut out = Frag { height, source: frag.source, ..Frag::default() };
    let slack = height - frag.height;
    out.absorb(frag, Pt::ZERO, slack);
    out
}

/// The caption as it stands once more, where it takes one line with the words that say so.
fn again(setter: &mut Setter<'_>, table: &Table, room: Room) -> Option<Frag> {
    let (para, continued) = (table.caption.as_ref()?, table.continued?);
    let mut rich = Rich::default();
    for span in para.rich.spans.iter().filter(|s| s.style.position != Position::Superior) {
        rich.push(&para.rich.text[span.range.clone()], &span.style, None);
    }
    let style = rich.spans.last()?.style.clone();
    rich.push(&format!(" {continued}"), &style, None);
    if text::prepare(&rich, &para.setting, setter.fonts).natural_width() > room.width {
        return None;
    }
    setter.open(&Role::Artifact(ArtifactKind::Repeat));
    let frag = caption(setter, &Para { rich, ..para.clone() }, room);
    setter.close();
    Some(frag)
}

/// A header as it stands once more: the words are an artifact, and marks and places stay where they stood first.
fn artifact(header: Frag) -> Frag {
    let owner = Owner::Artifact(ArtifactKind::Repeat);
    let items = header.items.into_iter().map(|item| super::frame::Placed { owner, ..item });
    Frag { height: header.height, items: items.collect(), source: header.source, ..Frag::default() }
}

fn below(frag: &mut Frag, other: Frag) {
    let y = frag.height;
    frag.height += other.height;
    frag.absorb(other, Pt::ZERO, y);
}

/// Says of a table whose words do not fit what can be done.
fn complain(setter: &mut Setter<'_>, table: &Table, fitted: &Fitted) {
    if fitted.short <= Pt::ZERO {
        return;
    }
    let source = table.paras().find_map(|p| p.rich.source);
    let message = format!(
        "the columns of this table want {:.0} pt more than there are: words break anywhere",
        fitted.short.0.ceil()
    );
    let help = match fitted.spreads {
        true => "write `width: page`, or leave out columns",
        false => "leave out columns, use shorter words, or turn rows and columns round",
    };
    let problem = Diagnostic::warning("table-too-wide", message).help(help);
    setter.problems.push(match source {
        Some(span) => problem.at(span),
        None => problem,
    });
}
