//! The galley: a story set to its measures, as boxes and spaces on the half grid that columns can be cut
//! from. A step is half a line of the baseline grid; body lines always begin on a whole line.

use super::cut;
use super::frag::Frag;
use super::frame::{Owner, Placed};
use super::setter::{Setter, baseline, first_size};
use super::stack::{self, Room};
use super::table;
use super::variants::Flexible;
use crate::base::{Point, Pt};
use crate::story::{ArtifactKind, Node, Para, Part, Role, Story, Table, Width};
use crate::theme::PageTemplate;
use std::rc::Rc;

/// A stretch of the flow that is set in one width.
#[derive(Debug, Default)]
pub struct Segment {
    /// In how many columns it is set.
    pub columns: usize,
    /// White above it in steps, where something stands above it on its page.
    pub above: i32,
    /// What it holds.
    pub items: Vec<Item>,
    /// Its paragraphs that can be a line longer or shorter, in order.
    pub flexible: Vec<Flexible>,
    /// Figures and quotes across its columns, in order.
    pub floats: Vec<Float>,
}

/// A piece of a galley.
#[derive(Debug)]
pub enum Item {
    /// Set content.
    Box(Cell),
    /// White that vanishes at the top and bottom of a column.
    Space {
        /// Steps.
        steps: i32,
        /// Whether a line may be added to fill a column (around headings, quotes, figures).
        stretch: bool,
        /// Steps where the movable box above stands elsewhere.
        bare: i32,
    },
    /// The next column starts here.
    ColumnBreak,
    /// The next page starts here.
    PageBreak,
}

impl Item {
    /// White between boxes that stay where they are.
    pub fn space(steps: i32, stretch: bool) -> Item {
        Item::Space { steps, stretch, bare: steps }
    }
}

/// A figure or quote across all columns, which text may run past.
#[derive(Debug)]
pub struct Float {
    /// The item that it was written before.
    pub at: usize,
    /// What it shows.
    pub cell: Cell,
    /// White above and below in steps.
    pub white: (i32, i32),
}

/// A box of a galley.
#[derive(Debug, Default)]
pub struct Cell {
    /// What it shows.
    pub frag: Frag,
    /// Height in steps.
    pub steps: i32,
    /// It begins on a whole line.
    pub snap: bool,
    /// What it costs to end a column after it; `None` forbids it.
    pub after: Option<i64>,
    /// Rows that stand above it again where it is the first of a column.
    pub repeat: Option<Rc<Repeat>>,
    /// It may stand further on, with so many steps of white below it at a column's head.
    pub movable: Option<i32>,
}

/// The header of a table, to be repeated.
#[derive(Debug)]
pub struct Repeat {
    /// The rows.
    pub frag: Frag,
    /// Their height in steps.
    pub steps: i32,
}

/// Costs of ending a column, after Mittelbach, "A general framework for globally optimized pagination" (2016),
/// with TeX's order of evils: a widow is worse than an orphan, and both than a hyphen.
pub mod cost {
    /// One line of a paragraph alone at a column's foot.
    pub const ORPHAN: i64 = 8_000;
    /// One line of a paragraph alone at a column's head.
    pub const WIDOW: i64 = 10_000;
    /// A hyphen at a column's foot.
    pub const HYPHEN: i64 = 2_500;
    /// Between the lines of a heading's first paragraph: nearly a stranded heading.
    pub const AFTER_HEADING: i64 = 30_000;
    /// Between two rows of a table.
    pub const ROW: i64 = 400;
    /// Between items of a list.
    pub const LIST: i64 = 200;
}

/// A box with notes is cut where it takes more than this share of a page: its notes stand beneath it.
const WITH_NOTES: f64 = 0.6;
/// Share of a page that a slice of a box takes, so that slices fill what other things leave of a page.
const SLICE: f64 = 0.2;
/// A table's header that takes more than this share of a page is not repeated.
const REPEATED: f64 = 0.4;

/// Paragraphs of so many lines can be a line longer or shorter without showing it.
const FLEXIBLE: usize = 4;

/// Sets a story. Segments alternate between columns and the width of the page.
pub fn galley(setter: &mut Setter<'_>, story: &Story, page: &PageTemplate) -> Vec<Segment> {
    let mut g = Galley {
        setter,
        page,
        segments: Vec::new(),
        below: 0,
        stretch: false,
        tied: false,
        passable: None,
        airy: false,
        open: Vec::new(),
    };
    for (i, part) in story.parts.iter().enumerate() {
        let next = story.parts[i + 1..].iter().find(|p| !matches!(p.node, Node::Open(_) | Node::Close));
        g.part(part, next);
    }
    g.segments
}

/// A block as a segment of its own, across the page, cut wherever a page may need it.
pub fn run_on(frag: Frag, page: &PageTemplate) -> Segment {
    let cells = cut_up(frag, (page, Some(0)), false);
    Segment { columns: 1, above: 2, items: cells.into_iter().map(Item::Box).collect(), ..Segment::default() }
}

/// A box of `steps`; several where it is taller than a page with the notes that it may have.
fn cells(frag: Frag, steps: i32, (page, after): (&PageTemplate, Option<i64>), snap: bool) -> Vec<Cell> {
    let share = if frag.notes.is_empty() { 1.0 } else { WITH_NOTES };
    if page.grid * 0.5 * f64::from(steps) <= page.body_height() * share {
        return vec![Cell { frag, steps, snap, after, ..Cell::default() }];
    }
    cut_up(Frag { height: page.grid * 0.5 * f64::from(steps), ..frag }, (page, after), snap)
}

fn cut_up(frag: Frag, (page, after): (&PageTemplate, Option<i64>), snap: bool) -> Vec<Cell> {
    let step = page.grid * 0.5;
    let slices = cut::slices(frag, page.body_height() * SLICE, step);
    let count = slices.len();
    let cell = |(i, frag): (usize, Frag)| Cell {
        steps: (frag.height / step).round() as i32,
        frag,
        snap: snap && i == 0,
        after: if i + 1 == count { after } else { Some(cost::ROW) },
        ..Cell::default()
    };
    slices.into_iter().enumerate().map(cell).collect()
}

struct Galley<'g, 's> {
    setter: &'g mut Setter<'s>,
    page: &'g PageTemplate,
    segments: Vec<Segment>,
    /// White that the part before asked for below itself.
    below: u16,
    /// Whether the part before is one round which white may grow.
    stretch: bool,
    /// Whether it must stay with the next: no white grows between them.
    tied: bool,
    /// White below the part before a movable one that was just set.
    passable: Option<u16>,
    /// Whether the items of the list at hand are half a line apart.
    airy: bool,
    /// Open elements, innermost last: whether each is a list.
    open: Vec<bool>,
}

impl Galley<'_, '_> {
    fn part(&mut self, part: &Part, next: Option<&Part>) {
        match &part.node {
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
        let wide = part.width == Width::Page;
        let room = self.room(if wide { self.page.body_width() } else { self.page.column_width() });
        if wide && self.page.columns > 1 && part.may_move() {
            return self.float(part, room);
        }
        let columns = if wide { 1 } else { self.page.columns };
        let above = part.above.max(self.below);
        if self.segments.last().is_none_or(|s| s.columns != columns) {
            self.segments.push(Segment { columns, above: i32::from(above), ..Segment::default() });
        }
        let loose = is_loose(&part.node);
        let bare = self.passable.take().map_or(above, |below| below.max(part.above));
        self.space((above, bare), (loose || self.stretch) && !self.tied);
        match &part.node {
            Node::Para(para) => self.para(part, para, next, room),
            Node::Table(table) => self.table(part, table, room),
            Node::ColumnBreak => self.push(Item::ColumnBreak),
            Node::PageBreak => self.push(Item::PageBreak),
            _ => self.solid(part, room),
        }
        if part.may_move() {
            self.passable = Some(self.below);
        }
        self.below = part.below;
        self.stretch = loose;
        self.tied = part.keep_with_next;
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
                segment.floats.push(Float { at: segment.items.len(), cell, white });
            }
            last => {
                segment.items.extend(cells.into_iter().chain(last).map(Item::Box));
                (self.below, self.stretch, self.tied) = (part.below, true, false);
            }
        }
    }

    fn para(&mut self, part: &Part, para: &Para, next: Option<&Part>, room: Room) {
        if para.leading != self.page.grid || matches!(para.role, Role::Heading(_) | Role::Title) {
            return self.solid_para(part, para, room);
        }
        let base = self.page.first_baseline;
        let (lines, variants) = self.setter.para_with_variants(para, room.width);
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
            let mut after = break_cost(i, count, follows_heading);
            after += if line.hyphenated { cost::HYPHEN } else { 0 };
            after += if in_list && i + 1 == count { cost::LIST } else { 0 };
            let last = i + 1 == count;
            let tied = (part.keep_together && !last) || (part.keep_with_next && last && next.is_some());
            let after = if tied { None } else { Some(after) };
            self.push(Item::Box(Cell { frag, steps: 2, snap: !self.airy, after, ..Cell::default() }));
        }
        if let (true, None, Some(segment)) = (count >= FLEXIBLE, &para.label, self.segments.last_mut()) {
            let to = segment.items.len();
            segment.flexible.push(Flexible::new(to - count, to, variants, self.page.grid, base));
        }
    }

    fn in_list(&self) -> bool {
        self.open.contains(&true)
    }

    /// A last item of one line does not stand alone at a column's head.
    fn end_list(&mut self) {
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

    fn after_heading(&self) -> bool {
        let items = self.segments.last().map_or(&[][..], |s| &s.items);
        let last = items.iter().rev().find_map(|i| if let Item::Box(c) = i { Some(c) } else { None });
        last.is_some_and(|c| c.after.is_none())
    }

    /// A paragraph off the grid (headings, deks, captions): one box, its last baseline as far above the box's
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
        let after = if part.keep_with_next { None } else { Some(0) };
        let snap = !is_heading(&part.node);
        let cells = cells(frag, steps, (self.page, after), snap);
        let movable = (part.may_move() && cells.len() == 1).then_some(i32::from(part.below));
        for cell in cells {
            self.push(Item::Box(Cell { movable, ..cell }));
        }
    }

    fn table(&mut self, part: &Part, table: &Table, room: Room) {
        let rows = table::rows(self.setter, table, room);
        let to_steps = |h: Pt| (h / room.step - 1e-6).ceil() as i32;
        let mut first = Frag::default();
        first.absorb(rows.header.clone(), Pt::ZERO, Pt::ZERO);
        let repeat = Rc::new(Repeat { steps: to_steps(rows.header.height), frag: repetition(rows.header) });
        let count = rows.rows.len();
        if let Some(id) = &part.id {
            first.places.push((id.clone(), Point::default()));
        }
        if repeat.steps > 0 {
            for cell in cells(first, repeat.steps, (self.page, None), true) {
                self.push(Item::Box(cell));
            }
        }
        let short = room.step * f64::from(repeat.steps) <= self.page.body_height() * REPEATED;
        for (i, frag) in rows.rows.into_iter().enumerate() {
            let last = i + 1 == count;
            let edge = if i == 0 || i + 2 == count { cost::ORPHAN } else { cost::ROW };
            let after = match (last, part.keep_together) {
                (true, _) => (!part.keep_with_next).then_some(0),
                (false, true) => None,
                (false, false) => Some(edge),
            };
            let repeat = (i > 0 && short).then(|| repeat.clone());
            let steps = to_steps(frag.height);
            for (j, cell) in cells(frag, steps, (self.page, after), false).into_iter().enumerate() {
                // A row that goes on in the next column goes on without the header: it would part its words.
                let repeat = repeat.clone().filter(|_| j == 0);
                self.push(Item::Box(Cell { repeat, ..cell }));
            }
        }
    }
}

/// A header as it stands once more: the words are an artifact, and marks and places stay where they stood first.
fn repetition(header: Frag) -> Frag {
    let owner = Owner::Artifact(ArtifactKind::Repeat);
    let items = header.items.into_iter().map(|item| Placed { owner, ..item });
    Frag { height: header.height, items: items.collect(), source: header.source, ..Frag::default() }
}

/// What rounding up leaves over stands half above and half below, so that white looks even on both sides.
fn centred(part: &Part, frag: Frag, slack: Pt) -> Frag {
    let at_trim = matches!(&part.node, Node::Group(g) if g.bleed == crate::story::Bleed::Top);
    let mut out = Frag { height: frag.height, ..Frag::default() };
    out.absorb(frag, Pt::ZERO, if at_trim { Pt::ZERO } else { slack * 0.5 });
    out
}

fn is_heading(node: &Node) -> bool {
    matches!(node, Node::Para(p) if matches!(p.role, Role::Heading(_)))
}

fn is_loose(node: &Node) -> bool {
    is_heading(node) || matches!(node, Node::Group(_) | Node::Figure(_) | Node::Table(_) | Node::Row(_))
}

fn break_cost(line: usize, count: usize, follows_heading: bool) -> i64 {
    let mut sum = 0;
    if count > 1 && line == 0 {
        sum += if follows_heading { cost::AFTER_HEADING } else { cost::ORPHAN };
    }
    if count > 1 && line + 2 == count {
        sum += cost::WIDOW;
    }
    sum
}
