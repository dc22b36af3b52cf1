//! The objects that are a copy's own: contents of pages, annotations, what the file says of itself.

use super::super::draw::pieces;
use super::super::finish;
use super::Forme;
use crate::layout::Layout;
use lopdf::{Object, ObjectId, Stream};
use std::borrow::Cow;
use std::collections::BTreeSet;

impl Forme {
    /// The content streams that differ.
    pub(super) fn contents(
        &self,
        changed: &[(usize, usize)],
        redrawn: &[(Vec<u8>, BTreeSet<pieces::Need>)],
    ) -> Vec<(ObjectId, Stream)> {
        let strip_of = |(page, item): &(usize, usize)| {
            let strips = &self.pieces.pages[*page].strips;
            Some((*page, strips.iter().position(|strip| strip.contains(&(item + 1)))?))
        };
        let strips: BTreeSet<(usize, usize)> = changed.iter().filter_map(strip_of).collect();
        let stream = |(number, index): (usize, usize)| {
            let page = &self.pieces.pages[number];
            let strip = page.strips[index].clone();
            let mut all: Vec<&[u8]> = page.pieces[strip.clone()].iter().map(|p| p.bytes.as_slice()).collect();
            for ((at, item), (bytes, _)) in changed.iter().zip(redrawn) {
                if *at == number && strip.contains(&(item + 1)) {
                    all[item + 1 - strip.start] = bytes;
                }
            }
            let id = self.shared.contents[number][index];
            let old = self.shared.own.iter().find(|(own, _)| *own == id);
            let mut stream = match old {
                Some((_, Object::Stream(stream))) => stream.clone(),
                _ => Stream::new(lopdf::Dictionary::new(), Vec::new()),
            };
            let is_last = index + 1 == page.strips.len();
            stream.set_content(pieces::strip(all.into_iter(), is_last));
            (id, stream)
        };
        strips.into_iter().map(stream).collect()
    }

    /// The copy's own objects before they are compressed.
    pub(super) fn own(
        &self,
        layout: &Layout,
        streams: &[(ObjectId, Stream)],
    ) -> Option<Vec<(ObjectId, Cow<'_, Object>)>> {
        let mut own = Vec::with_capacity(self.shared.own.len());
        for (id, object) in &self.shared.own {
            let stream = streams.iter().find(|(s, _)| s == id);
            let link = self.shared.annotations.iter().position(|a| a.as_ref() == Some(id));
            let new = match (stream, link) {
                (Some((_, stream)), _) => Some(Object::Stream(stream.clone())),
                (None, Some(link)) if layout.links[link] != self.layout.links[link] => {
                    let (pages, frames) = (&self.shared.pages, &self.shared.frames);
                    Some(finish::annotation(pages, frames, (layout, &layout.links[link])).ok()?.into())
                }
                (None, None) if self.shared.info == Some(*id) && layout.meta != self.layout.meta => {
                    Some(finish::info_dictionary(&layout.meta, &self.asked).into())
                }
                _ => None,
            };
            // What the tag tree adds to an annotation is the same in every copy.
            let new = match (new, object) {
                (Some(Object::Dictionary(mut new)), Object::Dictionary(old)) if link.is_some() => {
                    if let Ok(parent) = old.get(b"StructParent") {
                        new.set("StructParent", parent.clone());
                    }
                    Some(Object::Dictionary(new))
                }
                (new, _) => new,
            };
            own.push((*id, new.map_or(Cow::Borrowed(object), Cow::Owned)));
        }
        Some(own)
    }

    /// The packs of a copy's own objects: those in which nothing differs as they were.
    pub(super) fn packs(&self, own: &[(ObjectId, Cow<'_, Object>)]) -> Vec<(&[ObjectId], Cow<'_, Object>)> {
        let find = |id: &ObjectId| own.iter().find(|(o, _)| o == id);
        let of = |ids: &[ObjectId]| {
            let objects: Vec<_> = ids.iter().filter_map(find).collect();
            objects.iter().any(|(_, object)| matches!(object, Cow::Owned(_))).then(|| {
                let objects: Vec<_> = objects.iter().map(|(id, object)| (*id, object.as_ref())).collect();
                Cow::Owned(finish::pack(&objects).into())
            })
        };
        let packs = self.parts.packs.iter();
        packs.map(|(ids, pack)| (ids.as_slice(), of(ids).unwrap_or(Cow::Borrowed(pack)))).collect()
    }

    /// All content streams as the file has them: those that differ, and the others as they were.
    pub(super) fn shortened(&self, streams: &[(ObjectId, Stream)]) -> Vec<(ObjectId, Cow<'_, Object>)> {
        let of = |id: &ObjectId| {
            let new = streams.iter().find(|(s, _)| s == id);
            let object = match new {
                Some((_, stream)) => Cow::Owned(finish::shortened(stream.clone()).into()),
                None => Cow::Borrowed(&self.parts.streams.iter().find(|(own, _)| own == id)?.1),
            };
            Some((*id, object))
        };
        self.shared.contents.iter().flatten().filter_map(of).collect()
    }
}
