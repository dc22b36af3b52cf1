//! Sets what stands off the grid: groups, rows, figures, rules, one above the other in a given width.

use super::frag::Frag;
use super::frame::{Draw, Owner};
use super::setter::{Setter, baseline, first_size, owner};
use super::{plot, table};
use crate::base::{Point, Pt, Rect};
use crate::story::{
    ArtifactKind, Bleed, Cell, CellWidth, Edges, Figure, Group, Node, Para, Parallel, Part, Picture, Role,
    Row, Rule, VAlign,
};
use crate::text;

const LAYOUT: Owner = Owner::Artifact(ArtifactKind::Layout);
/// No picture is taller than this share of the body, so that its caption stays with it.
const TALLEST: f64 = 0.82;

/// The room that a stack is set in.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Its measure.
    pub width: Pt,
    /// Height of a half line of the grid, for `above` and `below`.
    pub step: Pt,
    /// Height of a page's body.
    pub page: Pt,
    /// From the room's left edge to the left trim edge, and the trimmed width: for bleeds.
    pub trim: (Pt, Pt),
    /// Border of the paper that no ground reaches.
    pub edge: Pt,
}

/// Sets parts one above the other.
pub fn stack(setter: &mut Setter<'_>, parts: &[Part], room: Room) -> Frag {
    let mut out = Frag::default();
    let mut y = Pt::ZERO;
    let mut below = 0;
    for (i, part) in parts.iter().enumerate() {
        let outer = setter.speak(part);
        match &part.node {
            Node::Open(role) => {
                setter.open(role);
                setter.lang = outer;
                continue;
            }
            Node::Close => {
                setter.close();
                setter.lang = outer;
                continue;
            }
            Node::ColumnBreak | Node::PageBreak => continue,
            _ => {}
        }
        if i > 0 && !out.items.is_empty() {
            y += room.step * f64::from(below.max(part.above));
        }
        let frag = node(setter, part, room);
        setter.lang = outer;
        let height = frag.height;
        out.absorb(frag, Pt::ZERO, y);
        y += height;
        below = part.below;
    }
    out.height = y;
    out
}

/// Sets one part as a fragment.
pub fn node(setter: &mut Setter<'_>, part: &Part, room: Room) -> Frag {
    let mut frag = match &part.node {
        Node::Para(p) => para(setter, p, room.width),
        Node::Group(g) => group(setter, g, room),
        Node::Row(r) => row(setter, r, room),
        Node::Stats(s) => super::stats::stats(setter, s, room),
        Node::Table(t) => table::whole(setter, t, room),
        Node::Parallel(both) => one_after_the_other(setter, both, room),
        Node::Figure(f) => figure(setter, f, room),
        Node::Plot(p) => plot::set(setter, p, room),
        Node::Rule(r) => rule(r, room.width),
        Node::ColumnBreak | Node::PageBreak | Node::Open(_) | Node::Close => Frag::default(),
    };
    if let Some(id) = &part.id {
        frag.places.push((id.clone(), Point::default()));
    }
    frag.source = part.source.or(frag.source);
    frag
}

/// Two flows where there is no room for facing columns: the one, then the other.
fn one_after_the_other(setter: &mut Setter<'_>, both: &Parallel, room: Room) -> Frag {
    let parts: Vec<Part> = both.parts().cloned().collect();
    stack(setter, &parts, room)
}

/// A paragraph as one fragment.
pub fn para(setter: &mut Setter<'_>, para: &Para, width: Pt) -> Frag {
    let mut out = Frag::default();
    let base = baseline(para.leading, first_size(&para.rich));
    let lines = setter.para(para, width);
    let count = lines.len();
    for (i, line) in lines.into_iter().enumerate() {
        out.absorb(line.frag, Pt::ZERO, para.leading * i as f64 + base);
    }
    out.height = para.leading * count as f64;
    out.source = para.rich.source;
    heading(&mut out, para);
    out
}

/// Notes a heading for the bookmarks.
pub fn heading(frag: &mut Frag, para: &Para) {
    let level = match para.role {
        Role::Title => 1,
        Role::Heading(level) => level,
        _ => return,
    };
    let marks =
        |s: &&text::Styled| !matches!(s.anchor, Some(text::Anchor::Note(_) | text::Anchor::NoteAgain(_)));
    let words: String =
        para.rich.spans.iter().filter(marks).map(|s| &para.rich.text[s.range.clone()]).collect();
    let words = words.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ");
    frag.heads.push((level, words, Pt::ZERO));
}

fn group(setter: &mut Setter<'_>, group: &Group, room: Room) -> Frag {
    if let Some(role) = &group.role {
        setter.open(role);
    }
    let [top, right, bottom, left] = group.padding;
    let edge = |e: &Option<(Pt, crate::base::Ink)>| e.as_ref().map_or(Pt::ZERO, |(w, _)| *w);
    let (rule_top, rule_left) = (edge(&group.edges.top), edge(&group.edges.left));
    let inner = Room {
        width: room.width - left - right - rule_left,
        trim: (room.trim.0 - left - rule_left, room.trim.1),
        ..room
    };
    let content = stack(setter, &group.parts, inner);
    let height = rule_top + top + content.height + bottom + edge(&group.edges.bottom);
    let mut out = Frag { height, ..Frag::default() };
    let mut ground = Rect::new(Pt::ZERO, Pt::ZERO, room.width, height);
    if group.bleed == Bleed::Top {
        // Past the trim on three sides, as far as most bleeds go: drawing ends it where the edition's does.
        let out = if room.edge > Pt::ZERO { -room.edge } else { Pt(9.0) };
        ground = Rect::new(room.trim.0 - out, -out, room.trim.1 + out * 2.0, height + out);
    }
    if let Some(ink) = &group.ground {
        out.draw(LAYOUT, Draw::Rect { rect: ground, ink: ink.clone() });
    }
    edges(&mut out, &group.edges, room.width, height);
    out.absorb(content, rule_left + left, rule_top + top);
    if group.role.is_some() {
        setter.close();
    }
    out
}

fn edges(out: &mut Frag, edges: &Edges, width: Pt, height: Pt) {
    let mut line = |edge: &Option<(Pt, crate::base::Ink)>, rect: fn(Pt, Pt, Pt) -> Rect| {
        if let Some((weight, ink)) = edge {
            out.draw(LAYOUT, Draw::Rect { rect: rect(*weight, width, height), ink: ink.clone() });
        }
    };
    line(&edges.top, |w, width, _| Rect::new(Pt::ZERO, Pt::ZERO, width, w));
    line(&edges.bottom, |w, width, h| Rect::new(Pt::ZERO, h - w, width, w));
    line(&edges.left, |w, _, h| Rect::new(Pt::ZERO, Pt::ZERO, w, h));
}

fn row(setter: &mut Setter<'_>, row: &Row, room: Room) -> Frag {
    if let Some(role) = &row.role {
        setter.open(role);
    }
    let widths = cell_widths(setter, row, room);
    let mut x = Pt::ZERO;
    let mut cells = Vec::new();
    for (cell, width) in row.cells.iter().zip(&widths) {
        let inner = Room { width: *width, trim: (room.trim.0 - x, room.trim.1), ..room };
        cells.push((x, stack(setter, &cell.parts, inner)));
        x += *width + row.gap;
    }
    let height = cells.iter().map(|(_, f)| f.height).fold(Pt::ZERO, Pt::max);
    let mut out = Frag { height, ..Frag::default() };
    for (i, (x, frag)) in cells.into_iter().enumerate() {
        if let (Some((weight, ink)), true) = (&row.divider, i > 0) {
            let rect = Rect::new(x - row.gap * 0.5 - *weight * 0.5, Pt::ZERO, *weight, height);
            out.draw(LAYOUT, Draw::Rect { rect, ink: ink.clone() });
        }
        let slack = height - frag.height;
        let dy = match row.align {
            VAlign::Top => Pt::ZERO,
            VAlign::Middle => slack * 0.5,
            VAlign::Bottom => slack,
        };
        out.absorb(frag, x, dy);
    }
    if row.role.is_some() {
        setter.close();
    }
    out
}

fn cell_widths(setter: &Setter<'_>, row: &Row, room: Room) -> Vec<Pt> {
    let natural = |cell: &Cell| natural_width(setter, &cell.parts);
    let known: Vec<Option<Pt>> = row
        .cells
        .iter()
        .map(|c| match c.width {
            CellWidth::Fixed(w) => Some(w),
            CellWidth::Natural => Some(natural(c).min(room.width)),
            CellWidth::Share(_) => None,
        })
        .collect();
    let gaps = row.gap * row.cells.len().saturating_sub(1) as f64;
    let known = within(row, known, room.width - gaps);
    let left = (room.width - gaps - known.iter().flatten().copied().sum()).max(Pt::ZERO);
    let share = |c: &Cell| if let CellWidth::Share(s) = c.width { s } else { 0.0 };
    let shares: f64 = row.cells.iter().map(share).sum::<f64>().max(1e-6);
    row.cells.iter().zip(known).map(|(c, k)| k.unwrap_or(left * (share(c) / shares))).collect()
}

/// Where cells would like more than there is, those with a width of their own get an even part of what fixed
/// cells leave, so that the others keep some, too.
fn within(row: &Row, known: Vec<Option<Pt>>, width: Pt) -> Vec<Option<Pt>> {
    if known.iter().flatten().copied().sum::<Pt>() < width {
        return known;
    }
    let fixed = |c: &&Cell| if let CellWidth::Fixed(w) = c.width { Some(w) } else { None };
    let loose = row.cells.iter().filter(|c| fixed(c).is_none()).count().max(1);
    let even = (width - row.cells.iter().filter_map(|c| fixed(&c)).sum()).max(Pt::ZERO) / loose as f64;
    let capped = |(c, w): (&Cell, Option<Pt>)| if fixed(&c).is_some() { w } else { w.map(|w| w.min(even)) };
    row.cells.iter().zip(known).map(capped).collect()
}

fn natural_width(setter: &Setter<'_>, parts: &[Part]) -> Pt {
    let one = |part: &Part| match &part.node {
        Node::Para(p) => {
            text::prepare(&p.rich, &p.setting, setter.fonts).natural_width() + p.left + p.right + Pt(0.05)
        }
        Node::Figure(f) => f.width.unwrap_or(Pt::ZERO),
        Node::Group(g) => natural_width(setter, &g.parts) + g.padding[1] + g.padding[3],
        Node::Row(r) => {
            let cells: Pt = r.cells.iter().map(|c| natural_width(setter, &c.parts)).sum();
            cells + r.gap * r.cells.len().saturating_sub(1) as f64
        }
        Node::Rule(r) => r.length.unwrap_or(Pt::ZERO),
        _ => Pt::ZERO,
    };
    parts.iter().map(one).fold(Pt::ZERO, Pt::max)
}

fn figure(setter: &mut Setter<'_>, figure: &Figure, room: Room) -> Frag {
    let Some(picture) = setter.pictures.get(figure.picture.0 as usize) else { return Frag::default() };
    let aspect = picture.aspect().max(1e-3);
    let width = figure.width.unwrap_or(room.width).min(room.width).min(room.page * TALLEST * aspect);
    let owner = match &figure.alt {
        Some(alt) => {
            let owner = setter.leaf(&Role::Figure);
            if let Owner::Elem(elem) = owner {
                setter.tags.describe(elem, alt.clone());
            }
            owner
        }
        None => owner(super::setter::Context::Artifact(ArtifactKind::Layout)),
    };
    let height = width / aspect;
    let mut out = Frag { height, ..Frag::default() };
    match picture {
        Picture::Raster(_) => {
            let rect = Rect::new(Pt::ZERO, Pt::ZERO, width, height);
            out.draw(owner, Draw::Picture { picture: figure.picture, rect });
        }
        Picture::Drawing(drawing) => {
            let k = width / drawing.size.w.max(Pt(1e-6));
            for item in &drawing.items {
                let stroke = item.stroke.as_ref().map(|(ink, w)| (ink.clone(), *w * k));
                let path = setter.drawn(item.path.placed(k, Pt::ZERO, Pt::ZERO), width);
                out.draw(owner, Draw::Path { path, fill: item.fill.clone(), stroke, opacity: item.opacity });
            }
        }
    }
    out
}

fn rule(rule: &Rule, width: Pt) -> Frag {
    let rect = Rect::new(Pt::ZERO, Pt::ZERO, rule.length.unwrap_or(width).min(width), rule.weight);
    let mut out = Frag { height: rule.weight, ..Frag::default() };
    out.draw(LAYOUT, Draw::Rect { rect, ink: rule.ink.clone() });
    out
}
