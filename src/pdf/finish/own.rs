//! The objects of a file that its copies may have otherwise.

use super::super::{DrawnPage, PdfError};
use super::File;
use super::object::reference;
use crate::layout::Layout;
use lopdf::{Object, ObjectId, Stream};
use std::collections::BTreeSet;

/// What copies of a file may have otherwise: streams, and other objects, those of a page packed together.
#[derive(Default)]
pub(super) struct Own {
    pub streams: BTreeSet<ObjectId>,
    pub packs: Vec<Vec<ObjectId>>,
}

impl Own {
    /// Contents of pages, annotations with the page that they stand on, and what the file says of itself.
    pub(super) fn of(
        layout: &Layout,
        contents: &[Vec<ObjectId>],
        annotations: &[Option<ObjectId>],
        info: Option<ObjectId>,
    ) -> Own {
        let of_page = |page: usize| -> Vec<ObjectId> {
            let links = layout.links.iter().zip(annotations).filter(|(link, _)| link.page == page);
            links.filter_map(|(_, id)| *id).collect()
        };
        // What the file says of itself differs in every copy, links in few.
        let packs = (0..layout.pages.len()).map(of_page).chain([info.into_iter().collect()]);
        let packs = packs.filter(|pack| !pack.is_empty()).collect();
        Own { streams: contents.iter().flatten().copied().collect(), packs }
    }

    /// All of it.
    pub(super) fn all(&self) -> BTreeSet<ObjectId> {
        self.streams.iter().chain(self.packs.iter().flatten()).copied().collect()
    }
}

/// Parts the content streams of pages where they were drawn to be parted; gives those of each page.
pub(super) fn part(file: &mut File, drawn: &[DrawnPage]) -> Result<Vec<Vec<ObjectId>>, PdfError> {
    let mut all = Vec::new();
    for (index, DrawnPage { cuts, .. }) in drawn.iter().enumerate() {
        let id = reference(file.page(index)?, "Contents")?;
        let mut ids = vec![id];
        let stream = file.document.get_object_mut(id)?.as_stream_mut()?;
        let dict = stream.dict.clone();
        // From the end, so that each takes what is left behind its cut.
        let rests: Vec<Vec<u8>> = cuts.iter().rev().map(|at| stream.content.split_off(*at)).collect();
        let first = std::mem::take(&mut stream.content);
        stream.set_content(first);
        for rest in rests.into_iter().rev() {
            let mut stream = Stream::new(dict.clone(), Vec::new());
            stream.set_content(rest);
            ids.push(file.document.add_object(stream));
        }
        if ids.len() > 1 {
            let refer = |id: &ObjectId| Object::Reference(*id);
            file.page(index)?.set("Contents", ids.iter().map(refer).collect::<Vec<_>>());
        }
        all.push(ids);
    }
    Ok(all)
}
