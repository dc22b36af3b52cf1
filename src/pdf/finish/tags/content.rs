//! What is on the pages, sorted by the element that it belongs to.

use super::super::super::{DrawnPage, Leaf};
use crate::layout::{ElemId, Layout};
use crate::story::Role;
use lopdf::ObjectId;

/// What an element holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// A marked-content sequence.
    Marked { page: usize, mcid: usize },
    /// One that is a soft hyphen.
    Hyphen { page: usize, mcid: usize },
    /// A link of the layout.
    Link(usize),
    /// An element of the tag tree.
    Elem(ElemId),
}

/// What is on the pages, sorted by owner.
pub(super) struct Content {
    /// What each element of the tag tree shows itself, in page order.
    pub own: Vec<Vec<Part>>,
    /// The marked-content sequences of each link.
    pub links: Vec<Vec<Part>>,
    /// Links of no element: those in running headers and footers.
    pub loose: Vec<Part>,
    /// Whether an element or one inside it has something on the pages.
    pub alive: Vec<bool>,
}

impl Content {
    /// Sorts what was drawn.
    pub fn sort(layout: &Layout, pages: &[DrawnPage], annotations: &[Option<ObjectId>]) -> Content {
        let mut content = Content {
            own: vec![Vec::new(); layout.tags.len()],
            links: vec![Vec::new(); layout.links.len()],
            loose: Vec::new(),
            alive: vec![false; layout.tags.len()],
        };
        for (page, drawn) in pages.iter().enumerate() {
            for (mcid, leaf) in drawn.leaves.iter().enumerate() {
                let soft = drawn.hyphens.contains(&mcid);
                let marked = if soft { Part::Hyphen { page, mcid } } else { Part::Marked { page, mcid } };
                match *leaf {
                    Leaf::Elem(elem) => content.own[elem.0 as usize].push(marked),
                    Leaf::Link(link) => {
                        if content.links[link].is_empty() {
                            content.list(layout.links[link].elem).push(Part::Link(link));
                        }
                        content.links[link].push(marked);
                    }
                }
            }
        }
        for link in (0..layout.links.len()).filter(|l| annotations[*l].is_some()) {
            if content.links[link].is_empty() {
                content.list(layout.links[link].elem).push(Part::Link(link));
            }
        }
        for root in layout.tags.roots() {
            content.enliven(layout, *root);
        }
        content
    }

    fn list(&mut self, elem: Option<ElemId>) -> &mut Vec<Part> {
        elem.map_or(&mut self.loose, |e| &mut self.own[e.0 as usize])
    }

    fn enliven(&mut self, layout: &Layout, id: ElemId) -> bool {
        let elem = layout.tags.get(id);
        // An empty cell counts: rows of a table have the same number of cells.
        let cell =
            matches!(elem.role, Role::TableCell | Role::TableHeader | Role::RowHeader | Role::GroupHeader(_));
        let mut alive = cell || !self.own[id.0 as usize].is_empty();
        for kid in &elem.kids {
            alive |= self.enliven(layout, *kid);
        }
        self.alive[id.0 as usize] = alive;
        alive
    }

    /// Whether nothing on the pages is content.
    pub fn is_empty(&self) -> bool {
        self.loose.is_empty() && !self.alive.contains(&true)
    }
}
