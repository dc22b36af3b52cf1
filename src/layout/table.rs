//! Tables: column widths from content, rows on the half grid, header rows that can be repeated.

use super::frag::Frag;
use super::frame::{Draw, Owner};
use super::setter::{Setter, baseline, first_size};
use super::stack::Room;
use crate::base::{Ink, Pt, Rect};
use crate::story::{ArtifactKind, Para, Role, Table, TableRow};
use crate::text;

/// A table cut into rows that may stand in different columns.
pub struct Rows {
    /// The header rows as one fragment; empty without a header.
    pub header: Frag,
    /// The body rows.
    pub rows: Vec<Frag>,
}

/// The table as one fragment, for places where it cannot break.
pub fn whole(setter: &mut Setter<'_>, table: &Table, room: Room) -> Frag {
    let rows = rows(setter, table, room);
    let mut out = rows.header;
    let mut y = out.height;
    for row in rows.rows {
        let height = row.height;
        out.absorb(row, Pt::ZERO, y);
        y += height;
    }
    out.height = y;
    out
}

/// Sets header and rows.
pub fn rows(setter: &mut Setter<'_>, table: &Table, room: Room) -> Rows {
    let widths = column_widths(setter, table, room.width);
    setter.open(&Role::Table);
    let mut header = Frag::default();
    for row in &table.header {
        let frag = set_row(setter, row, &widths, (table, room.step, &Role::TableHeader));
        let y = header.height;
        header.height += frag.height;
        header.absorb(frag, Pt::ZERO, y);
    }
    if !table.header.is_empty() {
        rule(&mut header, &table.header_rule, room.width);
    }
    let mut body = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut frag = set_row(setter, row, &widths, (table, room.step, &Role::TableCell));
        rule(&mut frag, &table.row_rule, room.width);
        body.push(frag);
    }
    setter.close();
    Rows { header, rows: body }
}

fn rule(frag: &mut Frag, (weight, ink): &(Pt, Ink), width: Pt) {
    let rect = Rect::new(Pt::ZERO, frag.height - *weight, width, *weight);
    frag.draw(Owner::Artifact(ArtifactKind::Layout), Draw::Rect { rect, ink: ink.clone() });
}

/// Sets one row; its height is a whole number of steps, the slack shared above and below.
fn set_row(setter: &mut Setter<'_>, row: &TableRow, widths: &[Pt], how: (&Table, Pt, &Role)) -> Frag {
    let (table, step, role) = how;
    setter.open(&Role::TableRow);
    let mut cells = Vec::new();
    let mut tallest = Pt::ZERO;
    for (i, width) in widths.iter().enumerate() {
        let Some(para) = row.cells.get(i) else { continue };
        let para = Para { role: role.clone(), ..para.clone() };
        let inset = if i == 0 { Pt::ZERO } else { table.cell_gap };
        let right = if i + 1 == widths.len() { Pt::ZERO } else { table.cell_gap };
        let base = baseline(para.leading, first_size(&para.rich));
        let lines = setter.para(&para, *width - inset - right);
        tallest = tallest.max(para.leading * lines.len() as f64);
        cells.push((inset, para.leading, base, lines));
    }
    setter.close();
    let wanted = tallest + table.row_padding * 2.0;
    let height = step * (wanted / step - 1e-6).ceil();
    let top = (height - tallest) * 0.5;
    let source = row.cells.iter().find_map(|cell| cell.rich.source);
    let mut out = Frag { height, source, ..Frag::default() };
    let mut x = Pt::ZERO;
    for ((inset, leading, base, lines), width) in cells.into_iter().zip(widths) {
        for (n, line) in lines.into_iter().enumerate() {
            out.absorb(line.frag, x + inset, top + base + leading * n as f64);
        }
        x += *width;
    }
    out
}

/// Widths in which no word breaks where that is possible, the rest shared by what each column wants.
fn column_widths(setter: &Setter<'_>, table: &Table, width: Pt) -> Vec<Pt> {
    let all = || table.header.iter().chain(&table.rows);
    let count = all().map(|r| r.cells.len()).max().unwrap_or(0);
    let mut least = vec![Pt::ZERO; count];
    let mut natural = vec![Pt::ZERO; count];
    for row in all() {
        for (i, cell) in row.cells.iter().enumerate() {
            let gaps = table.cell_gap * if i == 0 || i + 1 == count { 1.0 } else { 2.0 };
            let prepared = text::prepare(&cell.rich, &cell.setting, setter.fonts);
            let around = gaps + cell.left + cell.right + Pt(0.05);
            least[i] = least[i].max(prepared.min_width() + around);
            natural[i] = natural[i].max(prepared.natural_width() + around);
        }
    }
    share(&least, &natural, width)
}

/// Shares `width` between columns: all get what they need; what is left goes by what each still wants
/// (CSS 2.2, 17.5.2.2), and by natural width once all have what they want.
fn share(least: &[Pt], natural: &[Pt], width: Pt) -> Vec<Pt> {
    let (need, want): (Pt, Pt) = (least.iter().copied().sum(), natural.iter().copied().sum());
    if need >= width {
        return squeezed(least, width);
    }
    if want <= width {
        let spare = (width - want) / natural.len().max(1) as f64;
        return natural.iter().map(|w| *w + spare).collect();
    }
    let k = (width - need) / (want - need).max(Pt(1e-6));
    least.iter().zip(natural).map(|(l, n)| *l + (*n - *l) * k).collect()
}

/// Columns that need no more than an even part of `width` get it, so that only words which are wider break;
/// the others share the rest evenly.
fn squeezed(least: &[Pt], width: Pt) -> Vec<Pt> {
    let mut narrow: Vec<Pt> = least.to_vec();
    narrow.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut rest, mut count) = (width, narrow.len());
    for need in narrow {
        if need > rest / count as f64 {
            break;
        }
        (rest, count) = (rest - need, count - 1);
    }
    let even = rest / count.max(1) as f64;
    least.iter().map(|w| w.min(even)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(least: &[f64], natural: &[f64], width: f64) -> Vec<f64> {
        let pt = |v: &[f64]| v.iter().map(|x| Pt(*x)).collect::<Vec<_>>();
        share(&pt(least), &pt(natural), Pt(width)).iter().map(|w| w.0).collect()
    }

    #[test]
    fn columns_get_what_they_need_first() {
        assert_eq!(shared(&[20.0, 20.0], &[20.0, 100.0], 80.0), [20.0, 60.0]);
        assert_eq!(shared(&[20.0, 20.0], &[30.0, 30.0], 100.0), [50.0, 50.0]);
        assert_eq!(shared(&[60.0, 60.0], &[60.0, 60.0], 60.0), [30.0, 30.0]);
        assert_eq!(shared(&[20.0, 2000.0, 10.0], &[50.0, 2000.0, 10.0], 100.0), [20.0, 70.0, 10.0]);
        assert_eq!(shared(&[20.0, 2000.0, 900.0], &[20.0, 2000.0, 900.0], 100.0), [20.0, 40.0, 40.0]);
    }
}
