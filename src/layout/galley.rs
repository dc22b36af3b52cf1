//! The galley: a story set to its measures, as boxes and spaces on the half grid that columns can be cut
//! from. A step is half a line of the baseline grid; body lines always begin on a whole line.

mod beside;
mod cells;
pub(super) mod cost;
mod lines;
mod parallel;
mod rows;
mod turned;

use super::ahead::Ahead;
use super::frag::Frag;
use super::notes::NoteSet;
use super::pages::{self, Pager};
use super::place::note_width;
use super::plan::marks;
use super::segment::{Cell, Float, Item, Segment};
use super::setter::{Setter, baseline, first_size};
use super::stack::{self, Room};
use super::table::Fitted;
use super::tags::TagTree;
use crate::base::{Point, Pt};
use crate::font::FontSet;
use crate::story::{Node, Para, Part, Role, Story, Width};
use crate::theme::PageTemplate;
use cells::{cells, run_on};
pub use parallel::side_width;

/// Share of the body that the closing block may take with its notes.
const TALLEST_CLOSING: f64 = 0.75;

/// A story set to the measures of a page, and not yet divided.
pub struct Galley<'a> {
    /// What has set it, with the tag tree.
    pub setter: Setter<'a>,
    /// The story.
    pub story: &'a Story,
    /// The page.
    pub page: &'a PageTemplate,
    /// Its text.
    pub segments: Vec<Segment>,
    /// Its notes.
    pub notes: NoteSet,
    /// The block at the foot of the last page.
    pub closing: Option<Frag>,
}

impl<'a> Galley<'a> {
    /// Sets a story.
    pub fn new(story: &'a Story, page: &'a PageTemplate, fonts: &'a FontSet) -> Galley<'a> {
        let ahead = Ahead::new(story, page, note_width(page), fonts);
        let (tags, open) = (TagTree::default(), Vec::new());
        let (pictures, direction, problems) = (&story.pictures[..], page.direction, Vec::new());
        let mut setter = Setter { fonts, direction, pictures, tags, open, lang: None, ahead, problems };
        let mut segments = segments(&mut setter, story, page);
        let mut closing = closing(&mut setter, story, page);
        let notes = NoteSet::new(&mut setter, &story.notes, note_width(page));
        // A closing block that leaves the page no room for text runs on like text; its notes can be cut only then.
        let height = |c: &Frag| {
            let pieces: Vec<_> = c.notes.iter().map(|n| notes.whole(*n)).collect();
            c.height + notes.height(&pieces, pages::note_columns(page))
        };
        if let Some(tall) = closing.take_if(|c| height(c) > page.body_height() * TALLEST_CLOSING) {
            segments.push(run_on(tall, page));
        }
        Galley { setter, story, page, segments, notes, closing }
    }

    /// What divides it into pages.
    pub fn pager(&self) -> Pager<'_> {
        let white = self.page.grid;
        Pager {
            segments: &self.segments,
            notes: &self.notes,
            page: self.page,
            closing: self.closing.as_ref().map_or(Pt::ZERO, |c| c.height + white),
            closing_notes: self.closing.as_ref().map_or(&[], |c| &c.notes),
            marks: marks(&self.segments),
        }
    }
}

/// The block at the foot of the last page.
fn closing(setter: &mut Setter<'_>, story: &Story, page: &PageTemplate) -> Option<Frag> {
    if story.closing.is_empty() {
        return None;
    }
    let room = stack::Room {
        width: page.body_width(),
        step: page.grid * 0.5,
        page: page.body_height(),
        trim: (-page.left, page.size.w),
        edge: page.edge,
    };
    Some(stack::stack(setter, &story.closing, room))
}

/// The segments of a story: they alternate between columns and the width of the page.
fn segments(setter: &mut Setter<'_>, story: &Story, page: &PageTemplate) -> Vec<Segment> {
    let mut compositor = Compositor::new(setter, page);
    compositor.wraps = story.parts.iter().any(|p| p.beside.is_some());
    let parts: Vec<&Part> = story.parts.iter().collect();
    for (i, part) in parts.iter().enumerate() {
        compositor.part(part, &parts[i + 1..]);
    }
    compositor.segments
}

struct Compositor<'g, 's> {
    setter: &'g mut Setter<'s>,
    page: &'g PageTemplate,
    segments: Vec<Segment>,
    /// White that the part before asked for below itself.
    below: u16,
    /// Whether the part before is one round which white may grow.
    stretch: bool,
    /// Whether it must stay with the next: no white grows between them.
    tied: bool,
    /// Whether the part before is rows that columns may part.
    below_rows: bool,
    /// White below the part before a movable one that was just set.
    passable: Option<u16>,
    /// Whether the part at hand may stand further on.
    moves: bool,
    /// Whether more than a heading follows it.
    more: bool,
    /// A float that was written right after a heading: it is due after the first paragraph.
    late: Option<usize>,
    /// Whether the items of the list at hand are half a line apart.
    airy: bool,
    /// Whether text can run beside anything in the story.
    wraps: bool,
    /// Open elements, innermost last: whether each is a list.
    open: Vec<bool>,
    /// The one measure of everything, in a flow beside another.
    side: Option<Pt>,
}

impl<'g, 's> Compositor<'g, 's> {
    fn new(setter: &'g mut Setter<'s>, page: &'g PageTemplate) -> Self {
        Compositor {
            setter,
            page,
            segments: Vec::new(),
            below: 0,
            stretch: false,
            tied: false,
            below_rows: false,
            passable: None,
            moves: false,
            more: false,
            late: None,
            airy: false,
            wraps: false,
            open: Vec::new(),
            side: None,
        }
    }
}

impl Compositor<'_, '_> {
    fn part(&mut self, part: &Part, ahead: &[&Part]) {
        let outer = self.setter.speak(part);
        match self.against(part) {
            Some(direction) => self.turned(part, ahead, direction),
            None => self.spoken(part, ahead),
        }
        self.setter.lang = outer;
    }

    /// A part in the language that the setter speaks.
    fn spoken(&mut self, part: &Part, ahead: &[&Part]) {
        match &part.node {
            Node::Parallel(both) => return self.parallel(both),
            Node::Open(role) => {
                self.open.push(matches!(role, Role::List { .. }));
                self.setter.open(role);
                return;
            }
            Node::Close => {
                self.setter.close();
                if self.open.pop() == Some(true) && !self.in_list() {
                    self.end_list();
                }
                return;
            }
            _ => {}
        }
        let next = following(ahead).map(|(next, _)| next);
        let wide = self.spans(part, ahead);
        let measure = if wide { self.page.body_width() } else { self.page.column_width() };
        let room = self.room(self.side.unwrap_or(measure));
        // What a heading leads to stays with it, unless text can.
        let free = !self.tied || next.is_some_and(|n| is_text(&n.node));
        self.moves = part.may_move() && free;
        self.more = next.is_some_and(|n| !is_heading(&n.node));
        if wide && self.page.columns > 1 && self.moves {
            return self.float(part, room);
        }
        let columns = if wide || self.side.is_some() { 1 } else { self.page.columns };
        let above = part.above.max(self.below);
        if self.segments.last().is_none_or(|s| s.columns != columns) {
            self.segments.push(Segment { columns, above: i32::from(above), ..Segment::default() });
        }
        let loose = is_loose(&part.node);
        let bare = self.passable.take().map_or(above, |below| below.max(part.above));
        self.space((above, bare), (loose || self.stretch) && !self.tied);
        match &part.node {
            Node::Para(para) => self.para(part, para, next, room),
            Node::Table(table) => self.table(part, table, next, room),
            Node::ColumnBreak => self.push(Item::ColumnBreak),
            Node::PageBreak => self.push(Item::PageBreak),
            _ => match part.beside.filter(|_| free && !part.keep_with_next) {
                Some(place) => self.beside(part, place, room),
                None => self.solid(part, room),
            },
        }
        if self.moves {
            self.passable = Some(self.below);
        }
        self.below = part.below;
        self.stretch = loose;
        self.tied = part.keep_with_next;
        if let (Some(float), Some(segment)) = (self.late.take(), self.segments.last_mut())
            && let Some(float) = segment.floats.get_mut(float)
        {
            float.at = segment.items.len();
        }
    }

    /// Whether a part goes across all columns. What must stay with the next part is as wide as that.
    fn spans(&self, part: &Part, ahead: &[&Part]) -> bool {
        if part.width == Width::Page || (self.side.is_none() && self.spreads(part)) {
            return true;
        }
        let Some((next, rest)) = following(ahead).filter(|_| part.keep_with_next) else { return false };
        let floats = next.may_move() && following(rest).is_some_and(|(p, _)| is_text(&p.node));
        !floats && self.spans(next, rest)
    }

    /// Whether a table that may goes across all columns, because one would squeeze it.
    fn spreads(&self, part: &Part) -> bool {
        let Node::Table(table) = &part.node else { return false };
        let may = table.spreads && self.page.columns > 1;
        may && Fitted::squeezed(self.setter, table, self.page.column_width())
    }

    fn room(&self, width: Pt) -> Room {
        Room {
            width,
            step: self.page.grid * 0.5,
            page: self.page.body_height(),
            trim: (-self.page.left, self.page.size.w),
            edge: self.page.edge,
        }
    }

    fn push(&mut self, item: Item) {
        if let Some(segment) = self.segments.last_mut() {
            segment.items.push(item);
        }
    }

    fn space(&mut self, (steps, bare): (u16, u16), stretch: bool) {
        if steps > 0 && self.segments.last().is_some_and(|s| !s.items.is_empty()) {
            self.push(Item::Space { steps: i32::from(steps), stretch, bare: i32::from(bare) });
        }
    }

    /// A movable part across all columns: text runs on past it, unless it is nearly a page.
    fn float(&mut self, part: &Part, room: Room) {
        let (frag, steps) = self.solid_frag(part, room);
        let above = i32::from(part.above.max(self.below));
        let mut cells = cells(frag, steps, (self.page, Some(0)), true);
        let columns = if cells.len() == 1 { self.page.columns } else { 1 };
        if self.segments.last().is_none_or(|s| s.columns != columns) {
            self.segments.push(Segment { columns, above, ..Segment::default() });
        }
        let Some(segment) = self.segments.last_mut() else { return };
        match cells.pop() {
            Some(cell) if cells.is_empty() => {
                let white = (i32::from(part.above), i32::from(part.below));
                self.late = self.tied.then_some(segment.floats.len());
                segment.floats.push(Float { at: segment.items.len(), cell, white });
            }
            last => {
                segment.items.extend(cells.into_iter().chain(last).map(Item::Box));
                (self.below, self.stretch, self.tied) = (part.below, true, false);
            }
        }
    }

    /// end as that of a body line.
    fn solid_para(&mut self, part: &Part, para: &Para, room: Room) {
        let mut frag = stack::para(self.setter, para, room.width);
        let step = room.step;
        let mut steps = (frag.height / step - 1e-6).ceil().max(1.0);
        // With its white a heading takes whole lines: what is left of one stands above it, not below.
        if is_heading(&part.node) && !(steps as u16 + part.above + part.below).is_multiple_of(2) {
            steps += 1.0;
        }
        let foot = para.leading - baseline(para.leading, first_size(&para.rich));
        let grid_foot = self.page.grid - self.page.first_baseline;
        let shift = (step * steps - frag.height) - (grid_foot - foot);
        let mut moved = Frag::default();
        let height = frag.height;
        frag.height = Pt::ZERO;
        let shift = shift.max(Pt::ZERO);
        moved.absorb(frag, Pt::ZERO, shift);
        moved.height = height;
        self.finish(part, moved, steps as i32);
    }

    /// Anything else that is not cut.
    fn solid(&mut self, part: &Part, room: Room) {
        let (frag, steps) = self.solid_frag(part, room);
        self.finish(part, frag, steps);
    }

    /// What is not cut, rounded up to whole lines.
    fn solid_frag(&mut self, part: &Part, room: Room) -> (Frag, i32) {
        let frag = stack::node(self.setter, part, room);
        let mut height = frag.height;
        if self.starts_at_trim(part) {
            height -= self.page.top;
        }
        let lines = (height / self.page.grid - 1e-6).ceil().max(0.0);
        let slack = self.page.grid * lines - height;
        (centred(part, frag, slack), lines as i32 * 2)
    }

    /// A band at the very start bleeds off the top: it stands in the margin above the body.
    fn starts_at_trim(&self, part: &Part) -> bool {
        let first = self.segments.len() == 1 && self.segments[0].items.is_empty();
        first && matches!(&part.node, Node::Group(g) if g.bleed == crate::story::Bleed::Top)
    }

    fn finish(&mut self, part: &Part, mut frag: Frag, steps: i32) {
        if self.starts_at_trim(part) {
            let mut up = Frag { height: frag.height, ..Frag::default() };
            frag.height = Pt::ZERO;
            up.absorb(frag, Pt::ZERO, -self.page.top);
            frag = up;
        }
        if let (Some(id), Node::Para(_)) = (&part.id, &part.node) {
            frag.places.push((id.clone(), Point::default()));
        }
        frag.source = part.source.or(frag.source);
        let lone = self.more && frag.height < self.page.grid * 1.5 && self.after_heading();
        let after = if lone { cost::AFTER_HEADING } else { 0 };
        let after = (!part.keep_with_next).then_some(after);
        let snap = !is_heading(&part.node);
        let cells = cells(frag, steps, (self.page, after), snap);
        let movable = (self.moves && cells.len() == 1).then_some(i32::from(part.below));
        // What white between paragraphs has shifted, a heading brings back to the baselines of the column beside it.
        let shifted = self.page.half_lines && self.page.columns > 1 && self.side.is_none();
        let below_rows = (std::mem::take(&mut self.below_rows) || shifted) && is_heading(&part.node);
        let leads = below_rows.then_some(steps + i32::from(part.below));
        for cell in cells {
            self.push(Item::Box(Cell { movable, leads, ..cell }));
        }
    }
}

/// What rounding up leaves over stands half above and half below, so that white looks even on both sides.
fn centred(part: &Part, frag: Frag, slack: Pt) -> Frag {
    let at_trim = matches!(&part.node, Node::Group(g) if g.bleed == crate::story::Bleed::Top);
    let mut out = Frag { height: frag.height, ..Frag::default() };
    out.absorb(frag, Pt::ZERO, if at_trim { Pt::ZERO } else { slack * 0.5 });
    out
}

/// The next part that is set, and those after it.
fn following<'a, 'b>(parts: &'b [&'a Part]) -> Option<(&'a Part, &'b [&'a Part])> {
    let at = parts.iter().position(|p| !matches!(p.node, Node::Open(_) | Node::Close))?;
    Some((parts[at], &parts[at + 1..]))
}

fn is_text(node: &Node) -> bool {
    matches!(node, Node::Para(_)) && !is_heading(node)
}

fn is_heading(node: &Node) -> bool {
    matches!(node, Node::Para(p) if matches!(p.role, Role::Heading(_)))
}

fn is_loose(node: &Node) -> bool {
    is_heading(node)
        || matches!(
            node,
            Node::Group(_) | Node::Figure(_) | Node::Plot(_) | Node::Table(_) | Node::Row(_) | Node::Stats(_)
        )
}
