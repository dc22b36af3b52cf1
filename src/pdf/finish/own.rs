//! The objects of a file that its copies may have otherwise.

use crate::layout::Layout;
use lopdf::ObjectId;
use std::collections::BTreeSet;

/// What copies of a file may have otherwise: streams, and other objects, which are packed together by page.
#[derive(Default)]
pub(super) struct Own {
    pub streams: BTreeSet<ObjectId>,
    pub packs: Vec<Vec<ObjectId>>,
}

impl Own {
    /// Contents of pages, annotations with the page that they stand on, and what the file says of itself.
    pub(super) fn of(
        layout: &Layout,
        contents: &[ObjectId],
        annotations: &[Option<ObjectId>],
        info: Option<ObjectId>,
    ) -> Own {
        let of_page = |page: usize| -> Vec<ObjectId> {
            let links = layout.links.iter().zip(annotations).filter(|(link, _)| link.page == page);
            let first = info.filter(|_| page == 0);
            links.filter_map(|(_, id)| *id).chain(first).collect()
        };
        let packs = (0..layout.pages.len()).map(of_page).filter(|pack| !pack.is_empty()).collect();
        Own { streams: contents.iter().copied().collect(), packs }
    }

    /// All of it.
    pub(super) fn all(&self) -> BTreeSet<ObjectId> {
        self.streams.iter().chain(self.packs.iter().flatten()).copied().collect()
    }
}
