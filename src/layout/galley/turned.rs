//! What is in the other direction than its page, being in the other of two languages: set as on a page of its own
//! direction, and mirrored within its measure. Paragraphs need none of this: [`Setter`](super::Setter) starts each of
//! them at its own edge.

use super::Compositor;
use crate::base::{Direction, Pt};
use crate::layout::segment::{Cell, Item, Repeat};
use crate::story::{Node, Part};
use crate::text::itemize;
use std::sync::Arc;

impl Compositor<'_, '_> {
    /// The direction of a part that has to be turned. What text runs beside stands where that has room for it.
    pub(super) fn against(&self, part: &Part) -> Option<Direction> {
        let boxed = matches!(
            part.node,
            Node::Group(_) | Node::Row(_) | Node::Stats(_) | Node::Table(_) | Node::Figure(_) | Node::Plot(_)
        );
        let own = itemize::direction(self.setter.lang.as_deref()?);
        (boxed && part.beside.is_none() && own != self.setter.direction).then_some(own)
    }

    /// Adds a part in its own direction.
    pub(super) fn turned(&mut self, part: &Part, ahead: &[&Part], own: Direction) {
        let count = self.segments.len();
        let (items, floats) = self.segments.last().map_or((0, 0), |s| (s.items.len(), s.floats.len()));
        let page = std::mem::replace(&mut self.setter.direction, own);
        self.spoken(part, ahead);
        self.setter.direction = page;
        let wide = self.page.body_width();
        for (i, segment) in self.segments.iter_mut().enumerate().skip(count.saturating_sub(1)) {
            let (items, floats) = if i + 1 == count { (items, floats) } else { (0, 0) };
            let narrow = if segment.columns == 1 { wide } else { self.page.column_width() };
            let width = self.side.unwrap_or(narrow);
            for item in &mut segment.items[items..] {
                if let Item::Box(cell) = item {
                    mirror(cell, width);
                }
            }
            segment.floats[floats..].iter_mut().for_each(|float| mirror(&mut float.cell, wide));
        }
    }
}

fn mirror(cell: &mut Cell, width: Pt) {
    cell.frag = std::mem::take(&mut cell.frag).mirrored(width);
    cell.repeat = cell
        .repeat
        .take()
        .map(|repeat| Arc::new(Repeat { frag: repeat.frag.clone().mirrored(width), steps: repeat.steps }));
}
