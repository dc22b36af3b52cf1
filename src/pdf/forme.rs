//! A finished file as a forme: type that is locked up and printed from again, a word here and there exchanged. Takes the
//! layout of a copy and gives its file, to the byte what drawing and finishing it anew would give, or nothing where more
//! than words and their places differs.
//!
//! What is judged of the first file holds for the others: a copy has the same elements in the same order, the same
//! resources, and glyphs of the same subsets, each for a text that is known there.

use super::draw::pieces::{self, Pieces};
use super::finish::{self, Parts, Shared};
use super::glyphs::SOFT_HYPHEN;
use super::{Asked, PdfError, pictures};
use crate::base::Diagnostics;
use crate::edition::{Edition, Standard};
use crate::font::FontSet;
use crate::layout::{Draw, Layout, Link, Page};
use lopdf::{Object, ObjectId, Stream};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What a file is made from again.
pub struct Forme {
    layout: Layout,
    edition: Edition,
    asked: Vec<Standard>,
    pieces: Pieces,
    /// All that the file shows beyond what every subset has.
    needs: BTreeSet<pieces::Need>,
    parts: Box<Parts>,
    shared: Shared,
    /// The hash of a file, as far as copies have it in common.
    head: Sha256,
    /// What was said while it was made.
    said: Diagnostics,
}

/// A copy.
pub struct Printed {
    /// Its file.
    pub pdf: Vec<u8>,
    /// The SHA-256 of it.
    pub hash: [u8; 32],
}

/// A file, and the forme of it, where it can be one.
pub struct Struck {
    /// The file.
    pub pdf: Vec<u8>,
    /// What copies are made from.
    pub forme: Option<Forme>,
}

impl Forme {
    /// Writes a laid-out sheet as [`super::write`] does, with subsets that copies can share.
    ///
    /// # Errors
    /// See [`PdfError`].
    pub fn strike(
        layout: &Layout,
        fonts: &FontSet,
        edition: &Edition,
        asked: Asked,
        diags: &mut Diagnostics,
    ) -> Result<Struck, PdfError> {
        let mut said = Diagnostics::default();
        let fine = pictures::prepare(layout, edition, &mut said);
        if said.has_errors() {
            diags.extend(said);
            return Err(PdfError::Picture);
        }
        let of = |pictures| {
            let (draft, pieces) = pieces::draw(layout, fonts, edition, pictures)?;
            let made = finish::finished(draft, layout, fonts, (edition, asked))?;
            Ok::<_, PdfError>((made, pieces))
        };
        let most = edition.max_size.map_or(usize::MAX, |m| m as usize);
        let (mut made, mut pieces) = of(&fine)?;
        let size = made.len();
        if size > most {
            let coarse = pictures::squeeze(layout, edition, (&fine, size - fine.bytes()), &mut said);
            let Some(coarse) = coarse else {
                diags.extend(said);
                return Err(PdfError::TooLarge);
            };
            (made, pieces) = of(&coarse)?;
        }
        diags.extend(said.clone());
        if !made.has_parts() {
            return Ok(Struck { pdf: made.bytes(), forme: None });
        }
        let Some((parts, shared)) = made.parts() else { return Err(PdfError::NoPages) };
        let pdf = parts.bytes();
        let needs = pieces.pages.iter().flatten().flat_map(|p| p.needs.iter().cloned()).collect();
        let (layout, edition, asked) = (layout.clone(), edition.clone(), asked.standards.to_vec());
        let head = Sha256::new_with_prefix(&parts.head.bytes);
        let forme = Forme { layout, edition, asked, pieces, needs, parts, shared, head, said };
        Ok(Struck { pdf, forme: Some(forme) })
    }

    /// What a layout looks like from afar: two that differ in it have other marked-content sequences, or almost surely
    /// so, and need not be compared.
    pub fn outline(layout: &Layout) -> u64 {
        let mut seen = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |n: usize| seen = (seen ^ n as u64).wrapping_mul(0x0000_0100_0000_01b3);
        for page in &layout.pages {
            add(page.items.len());
            for item in &page.items {
                add(item.draws.len());
                for draw in &item.draws {
                    if let Draw::Text { run, .. } = draw {
                        add(usize::from(run.text.ends_with(SOFT_HYPHEN))
                            + 2 * usize::from(run.anchor.is_some()));
                    }
                }
            }
        }
        seen
    }

    /// The outline of its own layout.
    pub fn of(&self) -> u64 {
        Forme::outline(&self.layout)
    }

    /// The file of a copy that is laid out as `layout`; `None` where it has to be drawn anew. `standards` are those
    /// that the layout meets.
    pub fn print(
        &self,
        layout: &Layout,
        fonts: &FontSet,
        standards: &[Standard],
        diags: &mut Diagnostics,
    ) -> Option<Printed> {
        if standards != self.asked || !self.is_alike(layout) {
            return None;
        }
        let changed = self.changed(layout)?;
        let redrawn = self.pieces.redrawn((layout, &self.edition, fonts), &changed)?;
        if !self.needs_the_same(&changed, redrawn.iter().map(|(_, needs)| needs)) {
            return None;
        }
        let streams = self.contents(&changed, &redrawn);
        let own = self.own(layout, &streams)?;
        let mut trailer = self.parts.trailer.clone();
        let objects = own.iter().map(|(id, object)| (*id, object.as_ref()));
        let id = finish::set_id(&mut trailer, self.shared.digest.clone(), objects);
        let packet = Object::from(finish::packet(&layout.meta, &id, &self.shared.deserved));
        let mut all: Vec<(ObjectId, &Object)> = Vec::with_capacity(own.len() + 1);
        let short: Vec<(ObjectId, Object)> = self.shortened(&streams);
        for (id, object) in &own {
            let shorter = short.iter().find(|(s, _)| s == id).map(|(_, object)| object);
            all.push((*id, shorter.unwrap_or(object)));
        }
        all.push((self.shared.metadata, &packet));
        all.sort_by_key(|(id, _)| *id);
        let pdf = finish::whole(&self.parts.head, &all, &trailer);
        let most = self.edition.max_size.map_or(usize::MAX, |m| m as usize);
        if pdf.len() > most {
            return None;
        }
        diags.extend(self.said.clone());
        let hash = self.head.clone().chain_update(&pdf[self.parts.head.bytes.len()..]).finalize();
        Some(Printed { pdf, hash: hash.into() })
    }

    /// Whether all is the same but what stands on the pages, where it stands, and what the file says of itself.
    fn is_alike(&self, layout: &Layout) -> bool {
        let first = &self.layout;
        let places = |layout: &Layout| layout.places.len();
        let level = |a: &crate::layout::Place, b: &crate::layout::Place| a.page == b.page && a.at.y == b.at.y;
        first.pages.len() == layout.pages.len()
            && first.direction == layout.direction
            && first.ground == layout.ground
            && first.note_count == layout.note_count
            && first.meta.lang == layout.meta.lang
            && first.links.len() == layout.links.len()
            && first.links.iter().zip(&layout.links).all(|(a, b)| leads_alike(a, b))
            && places(first) == places(layout)
            && first.places.iter().zip(&layout.places).all(|(a, b)| a.0 == b.0 && level(&a.1, &b.1))
            && first.outline.len() == layout.outline.len()
            && first
                .outline
                .iter()
                .zip(&layout.outline)
                .all(|(a, b)| a.level == b.level && a.title == b.title && level(&a.place, &b.place))
            && first.pictures == layout.pictures
            && first.tags == layout.tags
            && first.pages.iter().zip(&layout.pages).all(|(a, b)| is_page_alike(a, b))
    }

    /// The items that differ, by page.
    fn changed(&self, layout: &Layout) -> Option<Vec<(usize, usize)>> {
        let mut found = Vec::new();
        for (number, (old, new)) in self.layout.pages.iter().zip(&layout.pages).enumerate() {
            for (index, (old, new)) in old.items.iter().zip(&new.items).enumerate() {
                if old != new {
                    found.push((number, index));
                }
            }
        }
        // Beyond a few the file is as quickly drawn anew.
        (found.len() <= 64).then_some(found)
    }

    /// Whether a copy shows the same glyphs beyond those that all have: its subsets are the same then.
    fn needs_the_same<'n>(
        &self,
        changed: &[(usize, usize)],
        new: impl Iterator<Item = &'n BTreeSet<pieces::Need>> + Clone,
    ) -> bool {
        if new.clone().flatten().any(|need| !self.needs.contains(need)) {
            return false;
        }
        let old = changed.iter().flat_map(|(page, item)| &self.pieces.pages[*page][item + 1].needs);
        // What went with an item is still shown by another.
        let gone: BTreeSet<&pieces::Need> =
            old.filter(|need| !new.clone().any(|n| n.contains(*need))).collect();
        gone.iter().all(|need| {
            let pages = self.pieces.pages.iter().enumerate();
            let mut others = pages.flat_map(|(page, pieces)| {
                pieces.iter().enumerate().skip(1).filter(move |(i, _)| !changed.contains(&(page, i - 1)))
            });
            others.any(|(_, piece)| piece.needs.contains(*need))
        })
    }

    /// The content streams of the pages that differ.
    fn contents(
        &self,
        changed: &[(usize, usize)],
        redrawn: &[(Vec<u8>, BTreeSet<pieces::Need>)],
    ) -> Vec<(ObjectId, Stream)> {
        let pages: BTreeSet<usize> = changed.iter().map(|(page, _)| *page).collect();
        let stream = |page: usize| {
            let bytes = |(i, piece): (usize, &'_ pieces::Piece)| -> Cow<'_, [u8]> {
                let at = changed.iter().position(|c| *c == (page, i.wrapping_sub(1)));
                at.map_or_else(|| Cow::Owned(piece.bytes.clone()), |at| Cow::Owned(redrawn[at].0.clone()))
            };
            let all: Vec<Cow<'_, [u8]>> = self.pieces.pages[page].iter().enumerate().map(bytes).collect();
            let id = self.shared.contents[page];
            let old = self.shared.own.iter().find(|(own, _)| *own == id);
            let mut stream = match old {
                Some((_, Object::Stream(stream))) => stream.clone(),
                _ => Stream::new(lopdf::Dictionary::new(), Vec::new()),
            };
            stream.set_content(pieces::joined(all.iter().map(AsRef::as_ref)));
            (id, stream)
        };
        pages.into_iter().map(stream).collect()
    }

    /// The copy's own objects before they are compressed.
    fn own(
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

    /// All content streams as the file has them: those that differ, and the others as they were.
    fn shortened(&self, streams: &[(ObjectId, Stream)]) -> Vec<(ObjectId, Object)> {
        let of = |id: &ObjectId| {
            let new = streams.iter().find(|(s, _)| s == id);
            let object = match new {
                Some((_, stream)) => finish::shortened(stream.clone()).into(),
                None => self.parts.own.iter().find(|(own, _)| own == id)?.1.clone(),
            };
            Some((*id, object))
        };
        self.shared.contents.iter().filter_map(of).collect()
    }
}

/// Whether two links are of one kind: only where they stand and what is said of them may differ.
fn leads_alike(a: &Link, b: &Link) -> bool {
    let lives = |link: &Link| link.rects.is_empty();
    a.page == b.page && a.target == b.target && a.note == b.note && a.elem == b.elem && lives(a) == lives(b)
}

fn is_page_alike(a: &Page, b: &Page) -> bool {
    let owners = || a.items.iter().zip(&b.items).all(|(a, b)| a.owner == b.owner);
    a.size == b.size && a.folds == b.folds && a.items.len() == b.items.len() && owners()
}
