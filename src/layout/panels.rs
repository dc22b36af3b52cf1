//! Puts the panels of a folded sheet on its sides. Each panel has been laid out as a page; what comes out has two
//! lying pages, the outside (flap, back, cover) and the inside (2, 3, 4), as a printer takes them, or the panels one
//! after the other, as they are read on a screen. The tag tree keeps the order of reading in both.

use super::frag::shift;
use super::frame::{Draw, Layout, Owner, Page, Placed};
use super::pages::Pager;
use super::plan::{Body, Plan};
use super::segment::Item;
use crate::base::{Diagnostic, Diagnostics, Direction, Ink, Pt, Rect, Size};
use crate::story::{ArtifactKind, Panels};
use crate::theme::Fold;

/// Panels in the order of reading.
const COVER: usize = 0;
const INSIDE: usize = 1;
const FLAP: usize = 4;
const BACK: usize = 5;
/// Where each stands: side, and place from the left.
const PLACES: [(usize, usize); 6] = [(0, 2), (1, 0), (1, 1), (1, 2), (0, 0), (0, 1)];

/// What the pages of a folded sheet hold.
pub struct Filled<'s> {
    /// Of each page: how many page breaks stand before it.
    turns: Vec<usize>,
    /// Of each page: lines of text on it.
    lines: Vec<i32>,
    /// Lines of a panel.
    deep: i32,
    /// How often the text turns to another panel in all.
    total: usize,
    panels: &'s Panels,
    /// White at the foot.
    foot: Pt,
    /// Border of the sheet that stays white.
    edge: Pt,
    /// From which side pages are laid out: from the right all is mirrored.
    direction: Direction,
}

impl<'s> Filled<'s> {
    /// Reads it from the plans of the pages.
    pub fn of(pager: &Pager<'_>, plans: &[Plan], panels: &'s Panels) -> Filled<'s> {
        Filled {
            turns: plans.iter().map(|plan| turns(pager, plan)).collect(),
            lines: plans.iter().map(|plan| pager.lines(plan)).collect(),
            deep: (pager.page.body_height() / pager.page.grid).round() as i32,
            total: pager.segments.iter().flat_map(|s| &s.items).filter(|i| is_break(i)).count(),
            panels,
            foot: pager.page.bottom,
            edge: pager.page.edge,
            direction: pager.page.direction,
        }
    }

    /// The panel of each page; the pages that there is no panel for are `None`.
    fn places(&self) -> Vec<Option<usize>> {
        let back = self.panels.back.then_some(self.total);
        let flap = self.panels.flap.then(|| self.total - usize::from(self.panels.back));
        let end_of_text = if self.panels.flap { FLAP } else { BACK };
        let (mut inside, mut extra) = (INSIDE, [FLAP, BACK]);
        let mut place = |(page, turn): (usize, &usize)| {
            if *turn == 0 {
                // What the cover does not hold has no panel.
                return Some(COVER).filter(|_| page == 0);
            }
            if Some(*turn) == back || Some(*turn) == flap {
                let slot = &mut extra[usize::from(Some(*turn) == back)];
                // A second page of either has no panel.
                return Some(std::mem::replace(slot, usize::MAX)).filter(|p| *p != usize::MAX);
            }
            inside += 1;
            Some(inside - 1).filter(|p| *p < end_of_text)
        };
        self.turns.iter().enumerate().map(&mut place).collect()
    }

    /// Whether everything has a panel.
    pub fn fits(&self) -> bool {
        self.places().iter().all(Option::is_some)
    }

    /// Says of each panel, and of the text inside, by how much it is too long.
    fn overrun(&self, places: &[Option<usize>], diags: &mut Diagnostics) {
        let back = self.panels.back.then_some(self.total);
        let flap = self.panels.flap.then(|| self.total - usize::from(self.panels.back));
        let without = match self.panels.flap {
            true => "; without `ask` and `stats` the text has the flap as well",
            false => ", or begin fewer panels with `page_break`",
        };
        let kinds = [
            ("front cover runs over its panel", ": a cover has room for a title and a sentence or two"),
            ("text runs over its panels", without),
            ("flap runs over its panel", " of `ask` or `stats`"),
            ("back cover runs over its panel", " of what ends the sheet"),
        ];
        let kind = |turn: usize| match turn {
            0 => 0,
            _ if Some(turn) == flap => 2,
            _ if Some(turn) == back => 3,
            _ => 1,
        };
        for (i, (what, more)) in kinds.into_iter().enumerate() {
            let pages = places.iter().zip(&self.turns).zip(&self.lines);
            let without = pages.filter(|((place, turn), _)| place.is_none() && kind(**turn) == i);
            // A page of less than a line is one too many as well.
            let over: i32 = without.map(|(_, lines)| (*lines).max(1)).sum();
            let lines = if over == 1 { "line" } else { "lines" };
            if over > 0 {
                let d = Diagnostic::error("panels-overrun", format!("the {what} by {over} {lines}"));
                diags.push(d.help(format!("cut {over} {lines}{more}")));
            }
        }
    }

    /// Says how much is too much, or how much is missing.
    fn report(&self, places: &[Option<usize>], diags: &mut Diagnostics) {
        if places.contains(&None) {
            return self.overrun(places, diags);
        }
        let last = INSIDE + for_text(self.panels);
        let used: Vec<i32> = places
            .iter()
            .zip(&self.lines)
            .filter(|(p, _)| p.is_some_and(|p| (INSIDE..last).contains(&p)))
            .map(|(_, lines)| *lines)
            .collect();
        let end = used.last().copied().unwrap_or(0);
        let empty =
            self.deep * (last - INSIDE - used.len().min(last - INSIDE)) as i32 + (self.deep - end).max(0);
        // Up to a third of a panel is the white that an end wants.
        if empty * 3 > self.deep {
            let message = format!("{empty} lines of the panels for text are empty");
            // A panel without a word looks like a fault of the print.
            let bare = used.len() < last - INSIDE;
            let d = match bare {
                true => Diagnostic::warning("panels-empty", message),
                false => Diagnostic::note("panels-empty", message),
            };
            diags.push(d.help(
                "write more, add a figure or a pull quote, or let sections begin panels with `page_break`",
            ));
        }
    }
}

/// How many panels the text has.
pub fn for_text(panels: &Panels) -> usize {
    if panels.flap { FLAP - INSIDE } else { BACK - INSIDE }
}

/// How many page breaks stand before a page.
fn turns(pager: &Pager<'_>, plan: &Plan) -> usize {
    let Some(strip) = plan.strips.first() else { return 0 };
    let before =
        |upto: usize| pager.segments[..upto].iter().flat_map(|s| &s.items).filter(|i| is_break(i)).count();
    let items = &pager.segments[strip.segment].items;
    let first = match &strip.body {
        Body::Columns(columns) => {
            columns.iter().flat_map(|c| c.boxes(items)).map(|(i, _)| i).max().unwrap_or(0)
        }
        // What it ends with: the last box before the place where the flow goes on.
        Body::Beside(round) => {
            let done = &items[..round.next.item.min(items.len())];
            done.iter().rposition(|i| matches!(i, Item::Box(_))).unwrap_or(0)
        }
        Body::Float(i) => pager.segments[strip.segment].floats[*i].at,
    };
    before(strip.segment) + items[..first.min(items.len())].iter().filter(|i| is_break(i)).count()
}

fn is_break(item: &Item) -> bool {
    matches!(item, Item::PageBreak)
}

/// The panels of `layout`, a page each, put where `fold` wants them.
pub fn fold(mut layout: Layout, fold: &Fold, filled: &Filled<'_>, diags: &mut Diagnostics) -> Layout {
    let places = filled.places();
    filled.report(&places, diags);
    ground(&mut layout, filled, (&places, fold));
    lower_back(&mut layout, &places, filled.foot);
    if !fold.sides {
        return layout;
    }
    let mirrored = filled.direction == Direction::Left;
    let mut sides = [side(fold, (0, mirrored)), side(fold, (1, mirrored))];
    let pages = std::mem::take(&mut layout.pages);
    let mut moved = Vec::new();
    for (page, place) in pages.into_iter().zip(&places) {
        // What has no panel is an error, and no file is written.
        let Some(place) = *place else {
            moved.push((0, Pt::ZERO));
            continue;
        };
        let (on, left) = (PLACES[place].0, left_of(fold, place));
        let dx = if mirrored { fold.sheet.w - left - fold.panel().w } else { left };
        moved.push((on, dx));
        sides[on].items.extend(page.items.into_iter().map(|mut item| {
            item.draws.iter_mut().for_each(|draw| shift(draw, dx, Pt::ZERO));
            item
        }));
    }
    layout.pages = sides.into();
    shift_all(&mut layout, |page| {
        moved.get(page).map_or((page, Pt::ZERO, Pt::ZERO), |m| (m.0, m.1, Pt::ZERO))
    });
    layout
}

/// An empty side of the sheet with its two folds.
fn side(fold: &Fold, (number, mirrored): (usize, bool)) -> Page {
    let (wide, narrow) = (fold.panel().w, fold.panel().w - fold.narrower);
    let flap_first = (number == 0) != mirrored;
    let folds = if flap_first { vec![narrow, narrow + wide] } else { vec![wide, wide * 2.0] };
    Page { size: fold.sheet, folds, ..Page::default() }
}

/// How far from the sheet's left edge a panel's page begins. The panel that is folded in is narrower at the trim, so
/// that every fold has the same white on both sides.
fn left_of(fold: &Fold, place: usize) -> Pt {
    let wide = fold.panel().w;
    match PLACES[place] {
        (0, 0) => -fold.narrower,
        (0, n) => wide * n as f64 - fold.narrower,
        (_, n) => wide * n as f64,
    }
}

/// Paints the grounds of both covers, below all that stands on them.
fn ground(layout: &mut Layout, filled: &Filled<'_>, (places, fold): (&[Option<usize>], &Fold)) {
    let panels = filled.panels;
    for (place, ink) in [(COVER, &panels.cover_ground), (BACK, &panels.back_ground)] {
        let Some(ink) = ink else { continue };
        let Some(page) = places.iter().position(|p| *p == Some(place)) else { continue };
        let page = &mut layout.pages[page];
        let rect = whole(page.size, (place, filled.edge), fold);
        let rect = if filled.direction == Direction::Left { rect.mirrored(page.size.w) } else { rect };
        page.items.insert(0, painted(rect, ink));
    }
}

/// A panel up to its folds, and up to the border of the sheet that stays white.
fn whole(size: Size, (place, edge): (usize, Pt), fold: &Fold) -> Rect {
    let (left, right) = match fold.sides {
        // The cover ends at the trim, the back cover at two folds.
        true if place == COVER => (Pt::ZERO, edge),
        true => (Pt::ZERO, Pt::ZERO),
        false => (edge, edge),
    };
    Rect::new(left, edge, size.w - left - right, size.h - edge * 2.0)
}

fn painted(rect: Rect, ink: &Ink) -> Placed {
    let draws = vec![Draw::Rect { rect, ink: ink.clone() }];
    Placed { owner: Owner::Artifact(ArtifactKind::Layout), draws }
}

/// What stands on the back cover stands at its foot.
fn lower_back(layout: &mut Layout, places: &[Option<usize>], foot: Pt) {
    let Some(back) = places.iter().position(|p| *p == Some(BACK)) else { return };
    let page = &mut layout.pages[back];
    let height = page.size.h;
    let end = page.items.iter().flat_map(|i| &i.draws).filter_map(lowest_of(height)).fold(Pt::ZERO, Pt::max);
    let dy = height - foot - end;
    if end <= Pt::ZERO || dy <= Pt::ZERO {
        return;
    }
    let draws = page.items.iter_mut().flat_map(|i| &mut i.draws);
    draws.filter(|d| !is_ground(d, height)).for_each(|draw| shift(draw, Pt::ZERO, dy));
    shift_all(layout, |page| (page, Pt::ZERO, if page == back { dy } else { Pt::ZERO }));
}

/// The lowest point of a drawing, a ground of the whole panel left out.
fn lowest_of(height: Pt) -> impl Fn(&Draw) -> Option<Pt> {
    move |draw| match draw {
        draw if is_ground(draw, height) => None,
        // Letters reach a fifth of their size below the baseline.
        Draw::Text { at, run } => Some(at.y + run.size * 0.2),
        Draw::Rect { rect, .. } | Draw::Picture { rect, .. } => Some(rect.y + rect.h),
        Draw::Path { path, .. } => path.lowest(),
    }
}

/// Whether a drawing is the ground of a whole panel.
fn is_ground(draw: &Draw, height: Pt) -> bool {
    matches!(draw, Draw::Rect { rect, .. } if rect.h > height * 0.8)
}

/// Moves links, named places and bookmarks with their pages: `to` gives the page that a page has become, and by how
/// much what is on it has moved.
fn shift_all(layout: &mut Layout, to: impl Fn(usize) -> (usize, Pt, Pt)) {
    for link in &mut layout.links {
        let (page, dx, dy) = to(link.page);
        link.page = page;
        link.rects.iter_mut().for_each(|r| *r = r.moved(dx, dy));
    }
    let places = layout.places.iter_mut().map(|(_, place)| place);
    for place in places.chain(layout.outline.iter_mut().map(|b| &mut b.place)) {
        let (page, dx, dy) = to(place.page);
        place.page = page;
        place.at = place.at.moved(dx, dy);
    }
}
