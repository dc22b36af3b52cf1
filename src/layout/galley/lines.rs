//! Paragraphs on the grid: a box for each line, with what it costs to end a column after it.

use super::{Compositor, cost};
use crate::base::{Point, Pt};
use crate::layout::frag::Frag;
use crate::layout::segment::{Cell, Item};
use crate::layout::setter::{SetLine, Variants};
use crate::layout::stack::Room;
use crate::layout::variants::Flexible;
use crate::story::{Para, Part, Role};
use std::sync::Arc;

/// Paragraphs of so many lines can be a line longer or shorter without showing it.
const FLEXIBLE: usize = 4;

impl Compositor<'_, '_> {
    pub(super) fn para(&mut self, part: &Part, para: &Para, next: Option<&Part>, room: Room) {
        if para.leading != self.page.grid || matches!(para.role, Role::Heading(_) | Role::Title) {
            return self.solid_para(part, para, room);
        }
        let base = self.page.first_baseline;
        let (best, variants) = self.setter.para_with_variants(para, room.width);
        let (lines, shift) = self.wanted(best, para, &variants);
        let variants = Arc::new(variants);
        let count = lines.len();
        let in_list = self.in_list();
        // Half a line between items: nothing of the list can keep the grid.
        self.airy = in_list && (self.airy || !part.above.is_multiple_of(2));
        let follows_heading = self.after_heading();
        for (i, line) in lines.into_iter().enumerate() {
            let source = part.source.or(para.rich.source);
            let mut frag = Frag { height: self.page.grid, source, ..Frag::default() };
            frag.absorb(line.frag, Pt::ZERO, base);
            if let (0, Some(id)) = (i, &part.id) {
                frag.places.push((id.clone(), Point::default()));
            }
            let mut after = cost::within(i, count, follows_heading);
            // One line under a heading is no beginning where more follows.
            after += if count == 1 && follows_heading && self.more { cost::AFTER_HEADING } else { 0 };
            after += if line.hyphenated { cost::HYPHEN } else { 0 };
            after += if in_list && i + 1 == count { cost::LIST } else { 0 };
            let last = i + 1 == count;
            let tied = (part.keep_together && !last) || (part.keep_with_next && last && next.is_some());
            let after = if tied { None } else { Some(after) };
            self.push(Item::Box(Cell {
                frag,
                steps: 2,
                snap: !self.airy && !self.page.half_lines,
                after,
                ..Cell::default()
            }));
        }
        self.keep_text((part, para), count, &variants, follows_heading);
        if let (true, None, Some(segment)) = (count >= FLEXIBLE, &para.label, self.segments.last_mut()) {
            let to = segment.items.len();
            segment
                .flexible
                .push(Flexible::new(to - count, to, variants, self.page.grid, base).shifted(shift));
        }
    }

    /// The lines of a paragraph, one more or less than suits it best where the page asks for that and it can be
    /// had; and by how many they differ.
    fn wanted(&self, best: Vec<SetLine>, para: &Para, variants: &Variants) -> (Vec<SetLine>, i32) {
        let shift = self.page.paragraphs.looseness();
        if shift == 0 || best.len() < FLEXIBLE || para.label.is_some() {
            return (best, 0);
        }
        match variants.lines(shift) {
            Some(lines) => (lines, shift),
            None => (best, 0),
        }
    }

    pub(super) fn in_list(&self) -> bool {
        self.open.contains(&true)
    }

    /// A last item of one line does not stand alone at a column's head.
    pub(super) fn end_list(&mut self) {
        let Some(segment) = self.segments.last_mut() else { return };
        let mut boxes = segment.items.iter_mut().rev().filter_map(|i| match i {
            Item::Box(cell) => Some(cell),
            _ => None,
        });
        let (_, before) = (boxes.next(), boxes.next());
        if let Some(after) = before.and_then(|c| c.after.as_mut()).filter(|a| **a == cost::LIST) {
            *after += cost::WIDOW;
        }
    }

    pub(super) fn after_heading(&self) -> bool {
        let items = self.segments.last().map_or(&[][..], |s| &s.items);
        // A figure between them may stand elsewhere.
        let stays = |i: &'_ Item| matches!(i, Item::Box(c) if c.movable.is_none());
        let last = items.iter().rev().find(|i| stays(i));
        let last = last.and_then(|i| if let Item::Box(c) = i { Some(c) } else { None });
        last.is_some_and(|c| c.after.is_none())
    }
}
