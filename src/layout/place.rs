//! Puts the pieces of a plan on their pages: strips, notes, the closing block, running lines.

use super::beside;
use super::frag::Frag;
use super::frame::{Bookmark, Draw, Layout, Link, Owner, Page, Place};
use super::galley::Galley;
use super::notes::Piece;
use super::pages::{Pager, note_columns};
use super::plan::{Body, Plan};
use super::run::pieces;
use super::tags::ElemId;
use crate::base::{Direction, Ink, Point, Pt, Rect};
use crate::story::{ArtifactKind, RunningLine};
use crate::text::{Align, ParaSetting, Rich};
use crate::theme::PageTemplate;
use crate::theme::page::NotePlace;
use std::cell::Cell;

/// Thickness of the rule above the notes: a hairline, as above the closing block.
const NOTE_RULE: Pt = Pt(0.4);

/// White between the two sides of a running line, at least.
const RUNNING_GAP: Pt = Pt(9.0);

impl Galley<'_> {
    /// All pages of `plans`, which `pager` has made of this galley; the tag tree stays here.
    pub fn place(&self, pager: &Pager<'_>, plans: &[Plan]) -> Layout {
        let (meta, direction) = (self.story.meta.clone(), self.page.direction);
        let mut layout = Layout { meta, direction, ..Layout::default() };
        for (number, plan) in plans.iter().enumerate() {
            let sheet = self.sheet(pager, plan, (number, plans.len()));
            let sheet = match self.page.direction {
                Direction::Right => sheet,
                Direction::Left => sheet.mirrored(self.page.size.w),
            };
            self.file(&mut layout, sheet, number);
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
            let columns = match &strip.body {
                Body::Columns(columns) => columns.as_slice(),
                Body::Beside(round) => {
                    for (column, piece, frag) in round.pieces(segment) {
                        let x = self.page.left + beside::left_of(self.page, column) + piece.x;
                        sheet.absorb(frag.clone(), x, y + step * f64::from(piece.y));
                    }
                    &[]
                }
                Body::Float(i) => {
                    sheet.absorb(segment.floats[*i].cell.frag.clone(), self.page.left, y);
                    &[]
                }
            };
            for (c, column) in columns.iter().enumerate() {
                let x = self.page.left + (self.page.column_width() + self.page.gutter) * c as f64;
                for (steps, frag) in pieces(segment, column) {
                    sheet.absorb(frag.clone(), x, y + step * f64::from(steps));
                }
            }
        }
        let foot = self.page.size.h - self.page.bottom;
        let area = pager.area(&plan.notes);
        // The closing block ends the page. Notes stand below the text that they belong to; and below the block
        // where that has marks of its own, since a note is never above its mark.
        let mut notes_foot = foot;
        if let (true, Some(closing)) = (plan.closing, &self.closing) {
            let below = !pager.closing_notes.is_empty() || plan.notes.iter().all(Vec::is_empty);
            let y = if below { foot - area } else { foot } - closing.height;
            notes_foot -= if below { Pt::ZERO } else { pager.closing };
            sheet.absorb(closing.clone(), self.page.left, y);
        }
        self.note_areas(&mut sheet, &plan.notes, notes_foot);
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
            let size = line.left.spans.iter().chain(&line.right.spans).map(|s| s.style.size.0);
            // The rule keeps half a size above the letters, at 8 pt as at 16.
            let rule = Pt(-1.5 * size.fold(8.0, f64::max));
            self.running_line(sheet, line, (y, rule), ArtifactKind::Footer, (number, pages));
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
        let filled = |rich: &Rich| fill(rich, number + 1, pages);
        let setting = |rich: &Rich| ParaSetting {
            align: Align::Start,
            indent: Pt::ZERO,
            hyphenate: false,
            balance: false,
            lang: rich
                .spans
                .first()
                .map_or_else(|| self.story.meta.lang.as_str().into(), |s| s.style.lang.clone()),
        };
        let set = |rich: &Rich, room: Pt, at: &dyn Fn(Pt) -> Pt| {
            self.setter.first_line(&filled(rich), &setting(rich), owner, (room, at))
        };
        // The folio's side is measured first: what the other side has no room for is left out rather than set over it.
        let taken = Cell::new(Pt::ZERO);
        let right = |w: Pt| {
            taken.set(w + RUNNING_GAP);
            left + width - w
        };
        let end = set(&line.right, width * 0.5, &right);
        let rest = width - taken.get();
        let column = self.page.column_width();
        let first = if line.second.is_some() { column.min(rest) } else { rest };
        sheet.absorb(set(&line.left, first, &|_| left), Pt::ZERO, y);
        if let Some(second) = &line.second {
            let from = column + self.page.gutter;
            sheet.absorb(set(second, rest - from, &|_| left + from), Pt::ZERO, y);
        }
        sheet.absorb(end, Pt::ZERO, y);
        if let Some((weight, ink)) = &line.rule {
            let rect = Rect::new(left, y + rule, width, *weight);
            sheet.draw(owner, Draw::Rect { rect, ink: ink.clone() });
        }
    }

    /// Files a page's content into the layout.
    fn file(&self, layout: &mut Layout, sheet: Frag, page: usize) {
        // Whether the link before may go on: two links of a paragraph that lead to one place are two.
        let mut open = false;
        for link in sheet.links {
            let goes_on = std::mem::replace(&mut open, !link.words.1) && !link.words.0;
            match layout.links.last_mut() {
                Some(last)
                    if goes_on
                        && last.page == page
                        && last.elem == link.elem
                        && last.target == link.target =>
                {
                    last.rects.push(link.rect);
                }
                _ => layout.links.push(Link {
                    page,
                    rects: vec![link.rect],
                    target: link.target,
                    description: link.says.words(self.spoken(link.elem)),
                    note: link.note,
                    elem: link.elem,
                }),
            }
        }
        for (name, at) in sheet.places {
            layout.places.push((name, Place { page, at }));
        }
        for (level, title, y) in sheet.heads {
            layout.outline.push(Bookmark {
                level,
                title,
                place: Place { page, at: Point::new(Pt::ZERO, y) },
            });
        }
        layout.pages.push(Page { items: sheet.items, ..Page::default() });
    }

    /// The language of an element.
    fn spoken(&self, elem: Option<ElemId>) -> &str {
        elem.and_then(|e| self.setter.tags.spoken(e)).unwrap_or(&self.story.meta.lang)
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

/// Fills the folio and the number of pages into a running text.
fn fill(rich: &Rich, folio: usize, pages: usize) -> Rich {
    let mut out = Rich { source: rich.source, filled: rich.filled, ..Rich::default() };
    for span in &rich.spans {
        let text = &rich.text[span.range.clone()];
        let text = text.replace("{folio}", &folio.to_string()).replace("{pages}", &pages.to_string());
        out.push(&text, &span.style, span.anchor.clone());
    }
    out
}
