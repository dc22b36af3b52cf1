//! A finished file as a forme: type that is locked up and printed from again, a word here and there exchanged. Takes the
//! layout of a copy and gives its file, to the byte what drawing and finishing it anew would give, or nothing where more
//! than words and their places differs.
//!
//! What is judged of the first file holds for the others: a copy has the same elements in the same order, the same
//! resources, and glyphs of the same subsets, each for a text that is known there.

mod own;

use super::draw::pieces::{self, Pieces};
use super::finish::{self, Parts, Shared};
use super::glyphs::SOFT_HYPHEN;
use super::{Asked, PdfError, pictures};
use crate::base::Diagnostics;
use crate::edition::{Edition, Standard};
use crate::font::FontSet;
use crate::layout::{Draw, Layout, Link, Page, Place, Placed, Target};
use lopdf::{Object, ObjectId};
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
        let squeezed = size > most;
        if squeezed {
            let coarse = pictures::squeeze(layout, edition, (&fine, size - fine.bytes()), &mut said);
            let Some(coarse) = coarse else {
                diags.extend(said);
                return Err(PdfError::TooLarge);
            };
            (made, pieces) = of(&coarse)?;
        }
        diags.extend(said.clone());
        // How far pictures are squeezed depends on every byte beside them.
        if squeezed || !made.has_parts() {
            return Ok(Struck { pdf: made.bytes(), forme: None });
        }
        let Some((parts, shared)) = made.parts() else { return Err(PdfError::NoPages) };
        let pdf = parts.bytes();
        let needs =
            pieces.pages.iter().flat_map(|p| &p.pieces).flat_map(|p| p.needs.iter().cloned()).collect();
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
        let around = self.pieces.around((layout, &self.edition, fonts));
        if !self.pieces.are_parted_alike(layout, &around) {
            return None;
        }
        let changed = self.changed(layout, &around)?;
        let redrawn = self.pieces.redrawn((layout, &self.edition, &around), &changed)?;
        if !self.needs_the_same(&changed, redrawn.iter().map(|(_, needs)| needs)) {
            return None;
        }
        let streams = self.contents(&changed, &redrawn);
        let own = self.own(layout, &streams)?;
        let mut trailer = self.parts.trailer.clone();
        let objects = own.iter().map(|(id, object)| (*id, object.as_ref()));
        let id = finish::set_id(&mut trailer, self.shared.digest.clone(), objects);
        let packet = Object::from(finish::packet(&layout.meta, &id, &self.shared.deserved));
        let short: Vec<(ObjectId, Cow<'_, Object>)> = self.shortened(&streams);
        let mut streams: Vec<(ObjectId, &Object)> = short.iter().map(|(id, o)| (*id, o.as_ref())).collect();
        streams.push((self.shared.metadata, &packet));
        streams.sort_by_key(|(id, _)| *id);
        let packs = self.packs(&own);
        let packs: Vec<finish::Pack> = packs.iter().map(|(ids, pack)| (*ids, pack.as_ref())).collect();
        let pdf = finish::whole(&self.parts.head, &streams, &packs, &trailer);
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
        // What comes to be a part of a layout has to be thought of here.
        let Layout { pages, direction, tags, outline, links, places, pictures, meta, note_count, ground } =
            layout;
        let level = |a: &Place, b: &Place| a.page == b.page && a.at.y == b.at.y;
        first.pages.len() == pages.len()
            && first.direction == *direction
            && first.ground == *ground
            && first.note_count == *note_count
            && first.meta.lang == meta.lang
            && first.links.len() == links.len()
            && first.links.iter().zip(links).all(|(a, b)| leads_alike(a, b))
            && first.places.len() == places.len()
            && first.places.iter().zip(places).all(|(a, b)| a.0 == b.0 && level(&a.1, &b.1))
            && first.outline.len() == outline.len()
            && first
                .outline
                .iter()
                .zip(outline)
                .all(|(a, b)| a.level == b.level && a.title == b.title && level(&a.place, &b.place))
            && first.pictures == *pictures
            && first.tags == *tags
            && first.pages.iter().zip(pages).all(|(a, b)| is_page_alike(a, b))
    }

    /// The items that differ, by page; what stands around a page comes after its last one.
    fn changed(&self, layout: &Layout, around: &[Vec<Placed>]) -> Option<Vec<(usize, usize)>> {
        let mut found = Vec::new();
        for (number, (old, new)) in self.layout.pages.iter().zip(&layout.pages).enumerate() {
            for (index, (old, new)) in old.items.iter().zip(&new.items).enumerate() {
                if old != new {
                    found.push((number, index));
                }
            }
        }
        let others = self.pieces.stand_in_others(around);
        found.extend(others.map(|page| (page, layout.pages[page].items.len())));
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
        let old = changed.iter().flat_map(|(page, item)| &self.pieces.pages[*page].of_item(*item).needs);
        // What went with an item is still shown by another.
        let gone: BTreeSet<&pieces::Need> =
            old.filter(|need| !new.clone().any(|n| n.contains(*need))).collect();
        gone.iter().all(|need| {
            let pages = self.pieces.pages.iter().enumerate();
            let mut others = pages.flat_map(|(page, of)| {
                of.pieces.iter().enumerate().skip(1).filter(move |(i, _)| !changed.contains(&(page, i - 1)))
            });
            others.any(|(_, piece)| piece.needs.contains(*need))
        })
    }
}

/// Whether two links are of one kind: only where they stand, what is said of them, and which address outside they lead
/// to may differ.
fn leads_alike(a: &Link, b: &Link) -> bool {
    let Link { page, rects, target, description: _, note, elem } = b;
    let lives = rects.is_empty() == a.rects.is_empty();
    let outside = |target: &Target| matches!(target, Target::Uri(_));
    let leads = a.target == *target || (outside(&a.target) && outside(target));
    lives && leads && a.page == *page && a.note == *note && a.elem == *elem
}

fn is_page_alike(a: &Page, b: &Page) -> bool {
    let Page { size, items, folds } = b;
    let owners = || a.items.iter().zip(items).all(|(a, b)| a.owner == b.owner);
    a.size == *size && a.folds == *folds && a.items.len() == items.len() && owners()
}
