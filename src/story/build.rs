//! Collects parts, notes and pictures while blocks are lowered. Nothing reaches a page without a role.

use super::{Beside, Cell, CellWidth, Group, Node, Note, Para, Part, Picture, PictureId, Role, Story, Width};
use crate::base::Span;
use std::sync::Arc;

/// A story under construction.
#[derive(Debug, Default)]
pub struct Builder {
    /// What has been collected so far.
    pub story: Story,
    /// Flows that wait while an inner one (a group, a cell) is filled.
    outer: Vec<Vec<Part>>,
}

impl Builder {
    /// Adds a part at the end of the flow.
    pub fn push(&mut self, part: Part) {
        self.story.parts.push(part);
    }
    /// Opens a structure element; what follows is inside it until [`Builder::close`].
    pub fn open(&mut self, role: Role) {
        self.push(Part::new(Node::Open(role)));
    }
    /// Closes the innermost element.
    pub fn close(&mut self) {
        self.push(Part::new(Node::Close));
    }
    /// From here on parts are kept apart, for a group or a cell, until [`Builder::end`].
    pub fn begin(&mut self) {
        self.outer.push(std::mem::take(&mut self.story.parts));
    }
    /// The parts since [`Builder::begin`].
    pub fn end(&mut self) -> Vec<Part> {
        let outer = self.outer.pop().unwrap_or_default();
        std::mem::replace(&mut self.story.parts, outer)
    }
    /// What was added last, in this flow or in the one around it where this one is empty.
    pub fn last(&self) -> Option<&Part> {
        std::iter::once(&self.story.parts).chain(self.outer.iter().rev()).find_map(|parts| parts.last())
    }
    /// Adds a picture and gives its handle.
    pub fn picture(&mut self, picture: Picture) -> PictureId {
        self.story.pictures.push(picture);
        PictureId((self.story.pictures.len() - 1) as u32)
    }
    /// Adds a note; notes come in reading order.
    pub fn note(&mut self, note: Note) {
        self.story.notes.push(note);
    }
}

impl Part {
    /// A part in one column, without white around it, that may be cut and parted from its neighbours.
    pub fn new(node: Node) -> Part {
        Part {
            node,
            width: Width::Column,
            above: 0,
            below: 0,
            keep_with_next: false,
            keep_together: false,
            movable: false,
            beside: None,
            id: None,
            lang: None,
            source: None,
        }
    }
    /// A paragraph.
    pub fn para(para: Para) -> Part {
        Part::new(Node::Para(para))
    }
    /// A group; it is never cut.
    pub fn group(group: Group) -> Part {
        Part { keep_together: true, ..Part::new(Node::Group(group)) }
    }
    /// The same with white above and below, in half lines.
    pub fn spaced(self, above: u16, below: u16) -> Part {
        Part { above, below, ..self }
    }
    /// The same across all columns.
    pub fn wide(self) -> Part {
        Part { width: Width::Page, ..self }
    }
    /// The same in some width.
    pub fn width(self, width: Width) -> Part {
        Part { width, ..self }
    }
    /// The same, never parted from what follows.
    pub fn with_next(self) -> Part {
        Part { keep_with_next: true, ..self }
    }
    /// The same, never cut.
    pub fn together(self) -> Part {
        Part { keep_together: true, ..self }
    }
    /// The same, free to stand further on.
    pub fn movable(self) -> Part {
        Part { movable: true, ..self }
    }
    /// The same with text beside it, where there is room for that.
    pub fn beside(self, beside: Option<Beside>) -> Part {
        Part { beside, ..self }
    }
    /// Whether text may run past it: what must stay with the next part stays.
    pub fn may_move(&self) -> bool {
        self.movable && !self.keep_with_next
    }
    /// The same as the target of cross references.
    pub fn named(self, id: Option<Arc<str>>) -> Part {
        Part { id, ..self }
    }
    /// The same with its place in the source.
    pub fn from(self, source: impl Into<Option<Span>>) -> Part {
        Part { source: source.into(), ..self }
    }
    /// Whether anything of it shows; the edges of structure elements do not.
    pub fn shows(&self) -> bool {
        !matches!(self.node, Node::Open(_) | Node::Close | Node::ColumnBreak | Node::PageBreak)
    }
}

impl Group {
    /// Parts on bare paper.
    pub fn of(parts: Vec<Part>) -> Group {
        Group {
            role: None,
            parts,
            ground: None,
            edges: super::Edges::default(),
            padding: [crate::base::Pt::ZERO; 4],
            bleed: super::Bleed::None,
        }
    }
}

impl Cell {
    /// A cell of some width.
    pub fn new(width: CellWidth, parts: Vec<Part>) -> Cell {
        Cell { width, parts }
    }
}
