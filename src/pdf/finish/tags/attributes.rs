//! Structure types and attributes of the roles (ISO 32000-1, 14.8.4 and 14.8.5).

use super::super::super::pages::Frame;
use super::super::object::numbers;
use crate::base::{Direction, Path, Point, Pt, Rect, Seg};
use crate::layout::{Draw, ElemId, Layout, Owner};
use crate::story::{Labels, Role};
use lopdf::{Dictionary, Object, dictionary};

/// The standard structure type of a role.
pub(in crate::pdf) fn structure_type(role: &Role) -> &'static str {
    match role {
        Role::Section => "Sect",
        Role::Title | Role::Heading(0 | 1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::List { .. } => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ItemBody => "LBody",
        // `Quote` is for words within a line.
        Role::BlockQuote | Role::PullQuote => "BlockQuote",
        // `Aside` came with PDF 2.0.
        Role::Aside | Role::Artifact(_) => "Div",
        Role::Note => "Note",
        Role::Figure => "Figure",
        Role::Caption => "Caption",
        Role::Table => "Table",
        Role::TableRow => "TR",
        Role::TableHeader | Role::RowHeader | Role::GroupHeader(_) => "TH",
        Role::TableCell => "TD",
    }
}

/// Attributes of an element, where its type has any to state.
pub(super) fn of(layout: &Layout, frames: &[Frame], id: ElemId) -> Option<Dictionary> {
    match layout.tags.get(id).role {
        Role::Figure => figure(layout, frames, id),
        Role::List(labels) => Some(dictionary! { "O" => "List", "ListNumbering" => numbering(labels) }),
        Role::TableHeader => Some(dictionary! { "O" => "Table", "Scope" => "Column" }),
        Role::RowHeader => Some(dictionary! { "O" => "Table", "Scope" => "Row" }),
        Role::GroupHeader(columns) => {
            Some(dictionary! { "O" => "Table", "Scope" => "Column", "ColSpan" => i64::from(columns) })
        }
        _ => None,
    }
}

/// Attributes of the whole: which way it runs, where it is not from left to right. All that stands in it inherits this
/// (ISO 32000-1, table 343).
pub(super) fn of_document(layout: &Layout) -> Option<Dictionary> {
    let from_right = layout.direction == Direction::Left;
    from_right.then(|| dictionary! { "O" => "Layout", "WritingMode" => "RlTb" })
}

/// The numbering of a list; labels that are words of their own follow none (ISO 32000-1, table 347).
fn numbering(labels: Labels) -> &'static str {
    match labels {
        Labels::Marks => "Disc",
        Labels::Numbers => "Decimal",
        Labels::Words => "None",
    }
}

/// A figure states its box, so that a reader can show it by itself.
fn figure(layout: &Layout, frames: &[Frame], id: ElemId) -> Option<Dictionary> {
    let (page, frame) = frames.iter().enumerate().find(|(n, _)| !drawn(layout, *n, id).is_empty())?;
    let whole = drawn(layout, page, id).into_iter().reduce(Rect::union)?;
    let bounds: Object = numbers(frame.rect(whole));
    Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds })
}

fn drawn(layout: &Layout, page: usize, id: ElemId) -> Vec<Rect> {
    let items = layout.pages[page].items.iter().filter(|i| i.owner == Owner::Elem(id));
    items.flat_map(|i| &i.draws).filter_map(bounds).collect()
}

fn bounds(draw: &Draw) -> Option<Rect> {
    match draw {
        Draw::Picture { rect, .. } | Draw::Rect { rect, .. } => Some(*rect),
        Draw::Path { path, .. } => path_bounds(path),
        Draw::Text { at, run } => Some(Rect::new(at.x, at.y - run.size, run.width(), run.size)),
    }
}

/// The box of all points of a path. Control points may stand outside of the curve, which only widens it.
fn path_bounds(path: &Path) -> Option<Rect> {
    let points = path.segs.iter().flat_map(|s| match *s {
        Seg::Move(p) | Seg::Line(p) => vec![p],
        Seg::Cubic(a, b, c) => vec![a, b, c],
        Seg::Close => vec![],
    });
    let dot = |p: Point| Rect::new(p.x, p.y, Pt::ZERO, Pt::ZERO);
    points.map(dot).reduce(Rect::union)
}
