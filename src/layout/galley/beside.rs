//! Boxes that text can run beside: set once more, as narrow as that asks. The tag tree gets them once.

use super::Compositor;
use crate::base::Pt;
use crate::layout::beside::{self, Narrow, Text, Wrap};
use crate::layout::frag::Frag;
use crate::layout::segment::Item;
use crate::layout::setter::Variants;
use crate::layout::stack::{self, Room};
use crate::story::{Beside, Node, Para, Part};
use std::sync::{Arc, Mutex};

/// What text runs beside is no taller than this share of a page: what is taller is made narrower.
const TALLEST: f64 = 0.45;
/// Half the height of capitals, in em: as in [`baseline`](crate::layout::setter::baseline).
const HALF_CAPITAL: f64 = 0.33;

impl Compositor<'_, '_> {
    /// A box that stands in its column, or beside text.
    pub(super) fn beside(&mut self, part: &Part, place: Beside, room: Room) {
        let narrow = self.narrow(part, place, room);
        let before = self.segments.last().map_or(0, |s| s.items.len());
        self.solid(part, room);
        let Some(segment) = self.segments.last_mut() else { return };
        // A box in slices is too tall for text beside it.
        if segment.items.len() == before + 1 && matches!(segment.items[before], Item::Box(_)) {
            segment.wraps.push(Wrap { item: before, place, narrow, source: part.source });
        }
    }

    fn narrow(&mut self, part: &Part, place: Beside, room: Room) -> Option<Narrow> {
        let em = beside::em(self.page);
        let mut width = beside::width(self.page, place, Pt::ZERO)?;
        if let Some(natural) = picture(part) {
            width = width.min(natural.max(em * 9.0));
        }
        let tags = self.setter.tags.clone();
        let mut frag = stack::node(self.setter, part, Room { width, ..room });
        let most = self.page.body_height() * TALLEST;
        // An opening quotation mark that hangs out takes room, too.
        let wide = beside::width(self.page, place, -beside::extent(&frag).0).unwrap_or(width);
        if frag.height > most || wide < width {
            self.setter.tags = tags.clone();
            let tall = (most / frag.height).min(1.0);
            width = (width * tall).max(em * 9.0).min(wide);
            frag = stack::node(self.setter, part, Room { width, ..room });
        }
        self.setter.tags = tags;
        (frag.height <= most * 1.2).then(|| self.on_lines(frag, width, place))
    }

    /// Gives a box its place among whole lines: its top level with the capitals of the first line beside it, its foot
    /// above the baseline of the last.
    fn on_lines(&self, frag: Frag, width: Pt, place: Beside) -> Narrow {
        let grid = self.page.grid;
        let white = grid * 0.5 - beside::em(self.page) * HALF_CAPITAL;
        // Words are nearer to words than a picture: half a line more.
        let more = if place == Beside::Gutter { grid * 0.5 } else { Pt::ZERO };
        let needed = frag.height + white * 2.0 + more;
        let lines = (needed / grid - 1e-6).ceil().max(1.0);
        let slack = grid * lines - needed + more;
        let down = if place == Beside::Gutter { slack * 0.5 } else { Pt::ZERO };
        let overhang = -beside::extent(&frag).0;
        let mut out = Frag { height: grid * lines, source: frag.source, ..Frag::default() };
        out.absorb(frag, Pt::ZERO, white + down);
        Narrow { frag: out, width, steps: lines as i32 * 2, overhang }
    }

    /// Keeps a paragraph, the last that was set, for being broken anew.
    pub(super) fn keep_text(
        &mut self,
        (part, para): (&Part, &Para),
        count: usize,
        variants: &Arc<Variants>,
        follows_heading: bool,
    ) {
        let leading = (self.page.grid, self.page.first_baseline);
        let Some(segment) = self.segments.last_mut().filter(|_| self.wraps) else { return };
        let to = segment.items.len();
        segment.texts.push(Text {
            from: to - count,
            to,
            follows_heading,
            variants: variants.clone(),
            leading,
            id: part.id.clone(),
            source: part.source.or(para.rich.source),
            known: Mutex::default(),
        });
    }
}

/// The width that a picture would like to have.
fn picture(part: &Part) -> Option<Pt> {
    match &part.node {
        Node::Figure(figure) => figure.width,
        Node::Group(group) => group.parts.iter().find_map(picture),
        _ => None,
    }
}
