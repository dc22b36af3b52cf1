//! Pages drawn piece by piece, so that a copy which differs in one of them takes the others over. A piece is what layout
//! has placed for one owner: a marked-content sequence or a few. It depends on the pen before it and on the number of
//! sequences before it, and on nothing else.

use super::pen::Pen;
use super::{PageDrawer, Sheet, content, drafted, links_by_page};
use crate::base::Pt;
use crate::edition::Edition;
use crate::font::FontSet;
use crate::layout::{Layout, Placed};
pub(in crate::pdf) use crate::pdf::glyphs::Need;
use crate::pdf::glyphs::Subset;
use crate::pdf::paint::Paint;
use crate::pdf::pictures::Pictures;
use crate::pdf::{Draft, DrawnPage, Leaf, PdfError, Uses, glyphs, marks};
use printpdf::Op;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A piece of a page as it was drawn.
pub(in crate::pdf) struct Piece {
    /// Its operators as they stand in the content stream.
    pub bytes: Vec<u8>,
    before: Pen,
    after: Pen,
    /// Marked-content sequences before it.
    first: usize,
    leaves: Vec<Leaf>,
    hyphens: BTreeSet<usize>,
    uses: Uses,
    /// The glyphs that it shows beyond those that every subset has.
    pub needs: BTreeSet<Need>,
}

/// A drawn sheet with the pieces of its pages.
pub(in crate::pdf) struct Pieces {
    pub subsets: Arc<Vec<Arc<Subset>>>,
    pub paint: Paint,
    /// The pieces of each page: its ground, one for each of [`crate::layout::Page::items`], what stands around it.
    pub pages: Vec<Vec<Piece>>,
    /// The links of each page, as indices into [`Layout::links`].
    links: Vec<Vec<usize>>,
    common: glyphs::Common,
    /// What stands around each page.
    around: Vec<Vec<Placed>>,
}

/// Draws all pages as [`super::draw`] does, with subsets that copies can share; also gives the pieces.
pub(in crate::pdf) fn draw(
    layout: &Layout,
    fonts: &FontSet,
    edition: &Edition,
    pictures: &Pictures,
) -> Result<(Draft, Pieces), PdfError> {
    if layout.pages.is_empty() {
        return Err(PdfError::NoPages);
    }
    let paint = Paint::new(edition)?;
    let around = marks::around(layout, (edition, &paint), fonts);
    let (subsets, common) = glyphs::shared_subsets(super::drawn_on(layout, &around), fonts)?;
    let links = links_by_page(layout);
    let on = Sheet { layout, subsets: &subsets, edition, paint: &paint };
    let mut pages = Vec::new();
    let mut drawn = Vec::new();
    for number in 0..layout.pages.len() {
        let (ops, mut pieces, whole) = draw_page(on, (number, &links[number]), &around[number], &common);
        pieces.iter_mut().zip(content::streams(ops)?).for_each(|(piece, bytes)| piece.bytes = bytes);
        drawn.push((joined(pieces.iter().map(|p| p.bytes.as_slice())), whole));
        pages.push(pieces);
    }
    let subsets = Arc::new(subsets);
    let draft = drafted(drawn, subsets.clone(), fonts, pictures)?;
    Ok((draft, Pieces { subsets, paint, pages, links, common, around }))
}

/// What a piece is of.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// The colour of the paper.
    Ground,
    /// What layout has placed.
    Item(&'a Placed),
    /// What stands around the page.
    Around(&'a [Placed]),
}

impl<'a> Part<'a> {
    fn items(self) -> &'a [Placed] {
        match self {
            Part::Ground => &[],
            Part::Item(item) => std::slice::from_ref(item),
            Part::Around(items) => items,
        }
    }

    /// The glyphs that it shows beyond those that every subset has.
    fn needs(self, common: &glyphs::Common) -> BTreeSet<Need> {
        self.items().iter().flat_map(|item| common.beyond(&item.draws)).collect()
    }
}

type DrawnPieces = (Vec<Vec<Op>>, Vec<Piece>, DrawnPage);

fn draw_page(
    on: Sheet<'_>,
    place: (usize, &[usize]),
    around: &[Placed],
    common: &glyphs::Common,
) -> DrawnPieces {
    let (mut ops, mut pieces, mut whole): DrawnPieces = Default::default();
    let mut before = Pen::default();
    let items = on.layout.pages[place.0].items.iter().map(Part::Item);
    for part in std::iter::once(Part::Ground).chain(items).chain([Part::Around(around)]) {
        let (mut piece, made) = draw_piece(on, place, part, (&before, whole.leaves.len()));
        piece.needs = part.needs(common);
        before = piece.after.clone();
        whole.leaves.extend(&piece.leaves);
        whole.hyphens.extend(&piece.hyphens);
        whole.uses.add(&piece.uses);
        ops.push(made);
        pieces.push(piece);
    }
    (ops, pieces, whole)
}

/// Draws a part of a page.
fn draw_piece(
    on: Sheet<'_>,
    (number, links): (usize, &[usize]),
    part: Part<'_>,
    (before, first): (&Pen, usize),
) -> (Piece, Vec<Op>) {
    let mut drawer = PageDrawer::new(on, number, links);
    drawer.pen = before.clone();
    drawer.drawn.leaves = vec![Leaf::Link(usize::MAX); first];
    match part {
        Part::Item(item) => drawer.placed(item),
        Part::Ground => drawer.ground(&on.layout.pages[number]),
        Part::Around(items) => {
            drawer.bleed.width = Pt::ZERO;
            items.iter().for_each(|item| drawer.placed(item));
        }
    }
    let leaves = drawer.drawn.leaves.split_off(first);
    let DrawnPage { hyphens, uses, .. } = drawer.drawn;
    let after = drawer.pen.state();
    let before = before.clone();
    let piece =
        Piece { bytes: Vec::new(), before, after, first, leaves, hyphens, uses, needs: BTreeSet::new() };
    (piece, drawer.pen.ops)
}

/// A content stream of its pieces: operators stand on lines of their own.
pub(in crate::pdf) fn joined<'p>(pieces: impl Iterator<Item = &'p [u8]>) -> Vec<u8> {
    let mut out = Vec::with_capacity(64 << 10);
    for piece in pieces.filter(|p| !p.is_empty()) {
        if !out.is_empty() {
            out.push(b'\n');
        }
        out.extend(piece);
    }
    out
}

impl Pieces {
    /// What stands around each page of `layout`.
    pub(in crate::pdf) fn around(
        &self,
        (layout, edition, fonts): (&Layout, &Edition, &FontSet),
    ) -> Vec<Vec<Placed>> {
        marks::around(layout, (edition, &self.paint), fonts)
    }

    /// The pages around which something else stands.
    pub(in crate::pdf) fn stand_in_others<'p>(
        &'p self,
        around: &'p [Vec<Placed>],
    ) -> impl Iterator<Item = usize> + 'p {
        (0..around.len()).filter(|page| self.around.get(*page) != around.get(*page))
    }

    /// The bytes of an item as `layout` has it on a page, or of what is to stand `around` it, which comes after the last
    /// one; `None` where something changes with it that is not its own.
    pub(in crate::pdf) fn redrawn(
        &self,
        (layout, edition, around): (&Layout, &Edition, &[Vec<Placed>]),
        changed: &[(usize, usize)],
    ) -> Option<Vec<(Vec<u8>, BTreeSet<Need>)>> {
        let on = Sheet { layout, subsets: &self.subsets, edition, paint: &self.paint };
        let mut lists = Vec::new();
        let mut needs = Vec::new();
        for (number, index) in changed {
            let old = &self.pages[*number][*index + 1];
            let part = match layout.pages[*number].items.get(*index) {
                Some(item) => Part::Item(item),
                None => Part::Around(&around[*number]),
            };
            let needed = part.needs(&self.common);
            let known = part.items().iter().all(|item| glyphs::known(&self.subsets, &item.draws));
            let place = (*number, self.links[*number].as_slice());
            let (new, ops) = draw_piece(on, place, part, (&old.before, old.first));
            let same = new.after.is_like(&old.after)
                && new.leaves == old.leaves
                && new.hyphens == old.hyphens
                && new.uses == old.uses;
            if !same || !known {
                return None;
            }
            lists.push(ops);
            needs.push(needed);
        }
        let bytes = content::streams(lists).ok()?;
        Some(bytes.into_iter().zip(needs).collect())
    }
}
