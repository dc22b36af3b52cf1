//! Puts the pieces of a plan on their pages: strips, notes, the closing block, running lines.

use super::columns::Column;
use super::frag::Frag;
use super::frame::{Bookmark, Draw, Layout, Link, Owner, Page, Place};
use super::galley::{Item, Segment};
use super::notes::{NoteSet, Piece};
use super::pages::{Pager, Plan, note_columns};
use super::setter::Setter;
use super::variants::Change;
use crate::base::{Ink, Point, Pt, Rect};
use crate::story::{ArtifactKind, RunningLine, Story};
use crate::text::{Align, ParaSetting, Rich};
use crate::theme::PageTemplate;
use crate::theme::page::NotePlace;
use std::cell::Cell;

/// Thickness of the rule above the notes: a hairline, as above the closing block.
const NOTE_RULE: Pt = Pt(0.4);

/// White between the two sides of a running line, at least.
const RUNNING_GAP: Pt = Pt(9.0);

/// What placing needs at hand.
pub struct Placer<'a, 's> {
    /// Sets the running lines.
    pub setter: &'a Setter<'s>,
    /// The story, for running lines and title.
    pub story: &'a Story,
    /// The page.
    pub page: &'a PageTemplate,
    /// The galley.
    pub segments: &'a [Segment],
    /// The notes.
    pub notes: &'a NoteSet,
    /// The closing block.
    pub closing: Option<&'a Frag>,
}

impl Placer<'_, '_> {
    /// All pages of `plans`.
    pub fn place(&self, pager: &Pager<'_>, plans: &[Plan]) -> Layout {
        let mut layout = Layout { meta: self.story.meta.clone(), ..Layout::default() };
        for (number, plan) in plans.iter().enumerate() {
            let sheet = self.sheet(pager, plan, (number, plans.len()));
            file(&mut layout, sheet, number);
            layout.pages[number].size = self.page.size;
        }
        layout.places.sort_by(|a, b| a.0.cmp(&b.0));
        layout.note_count = self.story.notes.len();
        layout.ground = self.story.ground.clone();
        layout
    }

    fn sheet(&self, pager: &Pager<'_>, plan: &Plan, (number, pages): (usize, usize)) -> Frag {
        let mut sheet = Frag::default();
        let step = self.page.grid * 0.5;
        for strip in &plan.strips {
            let segment = &self.segments[strip.segment];
            let y = self.page.top + step * f64::from(strip.y);
            for (c, column) in strip.columns.iter().enumerate() {
                let x = self.page.left + (self.page.column_width() + self.page.gutter) * c as f64;
                for (steps, frag, rise) in pieces(segment, column) {
                    sheet.absorb(frag.clone(), x, y + step * f64::from(steps) - rise);
                }
            }
        }
        let foot = self.page.size.h - self.page.bottom;
        let area = pager.area(&plan.notes);
        // Notes stand at the foot of every page alike, the last one too; its own marks are above their notes.
        if let (true, Some(closing)) = (plan.closing, self.closing) {
            sheet.absorb(closing.clone(), self.page.left, foot - area - closing.height);
        }
        self.note_areas(&mut sheet, &plan.notes, foot);
        self.running(&mut sheet, number, pages);
        sheet
    }

    fn note_areas(&self, sheet: &mut Frag, lists: &[Vec<Piece>], foot: Pt) {
        let columns = note_columns(self.page);
        let own = self.page.notes == NotePlace::Column;
        let width = note_width(self.page);
        for (c, list) in lists.iter().enumerate().filter(|(_, l)| !l.is_empty()) {
            let frag = self.notes.set(list, columns, width, self.page.gutter);
            let offset =
                if own { (self.page.column_width() + self.page.gutter) * c as f64 } else { Pt::ZERO };
            let (x, y) = (self.page.left + offset, foot - frag.height);
            let rule = Rect::new(x, y - self.page.note_gap, self.page.column_width() / 3.0, NOTE_RULE);
            let ink = Ink::gray(60.0);
            sheet.draw(Owner::Artifact(ArtifactKind::Layout), Draw::Rect { rect: rule, ink });
            sheet.absorb(frag, x, y);
        }
    }

    fn running(&self, sheet: &mut Frag, number: usize, pages: usize) {
        let running = &self.story.running;
        if let (Some(line), true) = (&running.header, number > 0) {
            let y = self.page.header_baseline;
            self.running_line(sheet, line, (y, Pt(4.5)), ArtifactKind::Header, (number, pages));
        }
        if let Some(line) = &running.footer {
            let y = self.page.size.h - self.page.footer_baseline;
            self.running_line(sheet, line, (y, Pt(-12.0)), ArtifactKind::Footer, (number, pages));
        }
    }

    /// A running line with its baseline at `y` and its rule `rule` below (or above) that.
    fn running_line(
        &self,
        sheet: &mut Frag,
        line: &RunningLine,
        (y, rule): (Pt, Pt),
        kind: ArtifactKind,
        (number, pages): (usize, usize),
    ) {
        let owner = Owner::Artifact(kind);
        let (left, width) = (self.page.left, self.page.body_width());
        let setting = ParaSetting {
            align: Align::Start,
            indent: Pt::ZERO,
            hyphenate: false,
            balance: false,
            lang: self.story.meta.lang.as_str().into(),
        };
        let filled = |rich: &Rich| fill(rich, number + 1, pages);
        // The folio's side is measured first: what the other side has no room for is left out rather than set over it.
        let taken = Cell::new(Pt::ZERO);
        let right = |w: Pt| {
            taken.set(w + RUNNING_GAP);
            left + width - w
        };
        let share = (width * 0.5, right);
        let end = self.setter.first_line(&filled(&line.right), &setting, owner, share);
        let rest = (width - taken.get(), |_| left);
        sheet.absorb(self.setter.first_line(&filled(&line.left), &setting, owner, rest), Pt::ZERO, y);
        sheet.absorb(end, Pt::ZERO, y);
        if let Some((weight, ink)) = &line.rule {
            let rect = Rect::new(left, y + rule, width, *weight);
            sheet.draw(owner, Draw::Rect { rect, ink: ink.clone() });
        }
    }
}

/// Width of a column of notes.
pub fn note_width(page: &PageTemplate) -> Pt {
    let n = note_columns(page) as f64;
    match page.notes {
        NotePlace::Column => page.column_width(),
        NotePlace::Foot if page.columns == 1 => page.column_width(),
        NotePlace::Foot => (page.body_width() - page.gutter * (n - 1.0)) / n,
    }
}

/// The boxes of a column with their tops in steps, and how far above that they are drawn. White at its head is gone; white is added where the
/// division asked for it, and paragraphs are a line longer or shorter where it asked for that.
pub(super) fn pieces<'a>(segment: &'a Segment, column: &Column) -> Vec<(i32, &'a Frag, Pt)> {
    let mut grow = growing(&segment.items[column.from..column.to], column.stretch);
    let mut out = Vec::new();
    let (mut y, mut pending, mut at) = (0, 0, column.from);
    // Between two half lines of added white what stands is half a line off the grid.
    let mut off = false;
    while at < column.to {
        let item = &segment.items[at];
        at += 1;
        match item {
            Item::Space { steps, stretch } => {
                pending += steps;
                if *stretch {
                    let white = grow.next().unwrap_or(0);
                    pending += white;
                    off ^= white % 2 != 0;
                }
            }
            Item::Box(cell) => {
                if out.is_empty() {
                    pending = 0;
                    if let Some(repeat) = &cell.repeat {
                        out.push((0, &repeat.frag, Pt::ZERO));
                        y = repeat.steps;
                    }
                }
                y += pending;
                pending = 0;
                y += i32::from(cell.snap && (y % 2 != 0) != off);
                if let Some((lines, to)) = changed(segment, column, at - 1) {
                    for line in lines {
                        out.push((y, line, Pt::ZERO));
                        y += 2;
                    }
                    at = to;
                } else {
                    let rise = if out.is_empty() { cell.rise } else { Pt::ZERO };
                    out.push((y, &cell.frag, rise));
                    y += cell.steps;
                }
            }
            Item::ColumnBreak | Item::PageBreak => {}
        }
    }
    out
}

/// The lines of a paragraph that begins at item `at` and is changed in this column, and where it ends.
fn changed<'a>(segment: &'a Segment, column: &Column, at: usize) -> Option<(&'a [Frag], usize)> {
    let of = |(i, change): &(usize, Change)| (&segment.flexible[*i], *change);
    let (paragraph, change) = column.changes.iter().map(of).find(|(f, _)| f.from == at)?;
    Some((paragraph.changed(change)?, paragraph.to))
}

/// By how many steps each of a column's stretchable spaces grows. White above headings grows first, the last
/// ones first, where the eye minds least; the white round anything else grows alike above and below it.
fn growing(items: &[Item], stretch: i32) -> impl Iterator<Item = i32> {
    let boxes: Vec<(usize, bool)> = items
        .iter()
        .enumerate()
        .filter_map(|(i, item)| if let Item::Box(cell) = item { Some((i, !cell.snap)) } else { None })
        .collect();
    let (first, last) = (boxes.first().map_or(0, |b| b.0), boxes.last().map_or(0, |b| b.0));
    // Place, whether a heading follows, growth.
    let mut spaces: Vec<(usize, bool, i32)> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| matches!(item, Item::Space { stretch: true, .. }))
        .map(|(i, _)| (i, boxes.iter().find(|b| b.0 > i).is_some_and(|b| b.1), 0))
        .collect();
    let mut lines = stretch / 2;
    for heading in [true, false] {
        let mut at = spaces.len();
        while at > 0 && lines > 0 {
            at -= 1;
            let (i, before_heading, _) = spaces[at];
            if i < first || i > last || before_heading != heading {
                continue;
            }
            lines -= 1;
            let above = at.checked_sub(1).map(|k| spaces[k]).filter(|a| a.0 > first && !a.1);
            // One box between this space and the one above: they share a line.
            let shared = above.is_some_and(|a| boxes.iter().filter(|b| b.0 > a.0 && b.0 < i).count() == 1);
            if !heading && shared && lines == 0 {
                (spaces[at].2, spaces[at - 1].2) = (1, 1);
            } else {
                spaces[at].2 = 2;
            }
        }
    }
    spaces.into_iter().map(|s| s.2)
}

/// Fills the folio and the number of pages into a running text.
fn fill(rich: &Rich, folio: usize, pages: usize) -> Rich {
    let mut out = Rich { source: rich.source, ..Rich::default() };
    for span in &rich.spans {
        let text = &rich.text[span.range.clone()];
        let text = text.replace("{folio}", &folio.to_string()).replace("{pages}", &pages.to_string());
        out.push(&text, &span.style, span.anchor.clone());
    }
    out
}

/// Files a page's content into the layout.
fn file(layout: &mut Layout, sheet: Frag, page: usize) {
    // Whether the link before may go on: two links of a paragraph that lead to one place are two.
    let mut open = false;
    for link in sheet.links {
        let goes_on = std::mem::replace(&mut open, !link.words.1) && !link.words.0;
        match layout.links.last_mut() {
            Some(last)
                if goes_on && last.page == page && last.elem == link.elem && last.target == link.target =>
            {
                last.rects.push(link.rect);
            }
            _ => layout.links.push(Link {
                page,
                rects: vec![link.rect],
                target: link.target,
                description: link.description,
                note: link.note,
                elem: link.elem,
            }),
        }
    }
    for (name, at) in sheet.places {
        layout.places.push((name, Place { page, at }));
    }
    for (level, title, y) in sheet.heads {
        layout.outline.push(Bookmark { level, title, place: Place { page, at: Point::new(Pt::ZERO, y) } });
    }
    layout.pages.push(Page { items: sheet.items, ..Page::default() });
}
