//! Pages drawn piece by piece, so that a copy which differs in one of them takes the others over. A piece is what layout
//! has placed for one owner: a marked-content sequence or a few. It depends on the pen before it and on the number of
//! sequences before it, and on nothing else.

use super::pen::Pen;
use super::{PageDrawer, Sheet, content, drafted, links_by_page};
use crate::base::Pt;
use crate::edition::Edition;
use crate::font::FontSet;
use crate::layout::{self, Draw, Layout, Placed};
pub(in crate::pdf) use crate::pdf::glyphs::Need;
use crate::pdf::glyphs::Subset;
use crate::pdf::paint::Paint;
use crate::pdf::pictures::Pictures;
use crate::pdf::{Draft, DrawnPage, Leaf, PdfError, Uses, glyphs, marks};
use printpdf::Op;
use std::collections::BTreeSet;
use std::ops::Range;
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

/// A page in pieces.
pub(in crate::pdf) struct Page {
    /// Its ground, one for each of [`layout::Page::items`], what stands around it.
    pub pieces: Vec<Piece>,
    /// The pieces that make a stream together.
    pub strips: Vec<Range<usize>>,
}

impl Page {
    /// The piece of an item; what stands around the page comes after the last one.
    pub(in crate::pdf) fn of_item(&self, index: usize) -> &Piece {
        &self.pieces[index + 1]
    }
}

/// A drawn sheet with the pieces of its pages.
pub(in crate::pdf) struct Pieces {
    pub subsets: Arc<Vec<Arc<Subset>>>,
    pub paint: Paint,
    pub pages: Vec<Page>,
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
        let strips = strips(&layout.pages[number], !around[number].is_empty());
        let (mut stream, mut cuts) = (Vec::new(), Vec::new());
        for (index, range) in strips.iter().enumerate() {
            let bytes = pieces[range.clone()].iter().map(|piece| piece.bytes.as_slice());
            cuts.extend((index > 0).then_some(stream.len()));
            stream.extend(strip(bytes, index + 1 == strips.len()));
        }
        drawn.push((stream, DrawnPage { cuts, ..whole }));
        pages.push(Page { pieces, strips });
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

/// The pieces of a page that make a stream together: those that a list has filled in, which the next copy has otherwise,
/// apart from those between them, whose streams it takes over as they were compressed. What stands around the page, where
/// anything does, is the last.
pub(in crate::pdf) fn strips(page: &layout::Page, has_around: bool) -> Vec<Range<usize>> {
    /// So few pieces between two others stay with these: a stream by itself compresses worse.
    const FEW: usize = 3;
    let filled = |draw: &Draw| matches!(draw, Draw::Text { run, .. } if run.filled);
    let mut strips: Vec<(bool, Range<usize>)> = vec![(false, 0..1)];
    for (index, item) in page.items.iter().enumerate() {
        let is_filled = item.draws.iter().any(filled);
        match strips.last_mut() {
            Some((before, strip)) if *before == is_filled => strip.end = index + 2,
            _ => strips.push((is_filled, index + 1..index + 2)),
        }
    }
    let mut joined: Vec<(bool, Range<usize>)> = Vec::new();
    for (is_filled, strip) in strips {
        let is_short = |filled: bool, strip: &Range<usize>| !filled && strip.len() < FEW;
        match joined.last_mut() {
            Some((before, last))
                if *before && is_filled || is_short(*before, last) || is_short(is_filled, &strip) =>
            {
                *before |= is_filled;
                last.end = strip.end;
            }
            _ => joined.push((is_filled, strip)),
        }
    }
    let around = page.items.len() + 1;
    match joined.last_mut() {
        Some((_, last)) if !has_around => last.end = around + 1,
        _ => joined.push((true, around..around + 1)),
    }
    joined.into_iter().map(|(_, strip)| strip).collect()
}

/// A stream of its pieces: operators stand on lines of their own, the last line is open where no stream follows.
pub(in crate::pdf) fn strip<'p>(pieces: impl Iterator<Item = &'p [u8]>, is_last: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(16 << 10);
    for piece in pieces.filter(|p| !p.is_empty()) {
        out.extend(piece);
        out.push(b'\n');
    }
    if is_last {
        out.pop();
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

    /// Whether the pages of `layout` are parted into streams as these are.
    pub(in crate::pdf) fn are_parted_alike(&self, layout: &Layout, around: &[Vec<Placed>]) -> bool {
        let new = layout.pages.iter().zip(around).map(|(page, around)| strips(page, !around.is_empty()));
        self.pages.iter().map(|page| &page.strips).eq(new.collect::<Vec<_>>().iter())
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
            let old = self.pages[*number].of_item(*index);
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
