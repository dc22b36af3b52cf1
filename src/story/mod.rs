//! A sheet resolved into a small set of primitives, each with a role. Blocks lower to this; layout knows
//! nothing else. All measures are final, all text is typeset text: quotes curled, marks numbered.

pub mod art;
pub mod build;
pub mod para;
pub mod parallel;
pub mod plot;
pub mod renumber;
pub mod role;
pub mod stats;
pub mod table;
pub mod tune;

pub use art::{Drawing, DrawingItem, Picture, PictureId, Raster, RasterData};
pub use build::Builder;
pub use para::{Label, Para};
pub use parallel::Parallel;
pub use plot::Plot;
pub use renumber::{looks_ahead, renumbered};
pub use role::{ArtifactKind, Labels, Role};
pub use stats::Stats;
pub use table::{CellAlign, Table, TableRow, TableRules};
pub use tune::tune;

use crate::base::{Ink, Pt, Span};
use crate::text::{NoteId, Rich};
use std::sync::Arc;

/// A whole sheet, ready to be laid out.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Title, language and the like.
    pub meta: Meta,
    /// Everything of the body in reading order.
    pub parts: Vec<Part>,
    /// What stands at the foot of the last page, across all columns: contact, boilerplate, disclosure.
    pub closing: Vec<Part>,
    /// Notes in the order of their numbers.
    pub notes: Vec<Note>,
    /// Pictures that the parts name.
    pub pictures: Vec<Picture>,
    /// Running header and footer.
    pub running: Running,
    /// What stands on the panels of a sheet that is folded; page breaks part them.
    pub panels: Panels,
    /// Colour of the paper where it is not white; screens paint it, presses print on paper of that colour.
    pub ground: Option<Ink>,
}

impl Story {
    /// Where a character was written: the first text that holds it.
    pub fn place_of(&self, c: char) -> Option<Span> {
        let notes = self.notes.iter().map(|n| &n.para.rich);
        let texts = texts(&self.parts).into_iter().chain(texts(&self.closing)).chain(notes);
        let mut places = texts.filter(|t| t.text.contains(c)).map(|t| t.source);
        places.find_map(|place| place)
    }
}

impl Story {
    /// Calls `with` for all that is set of it on so many pages, also what the program says by itself.
    pub fn each_text(&self, pages: usize, mut with: impl FnMut(&Rich)) {
        let header = self.running.header.as_ref().filter(|_| pages > 1);
        for line in header.into_iter().chain(&self.running.footer) {
            [Some(&line.left), line.second.as_ref(), Some(&line.right)]
                .into_iter()
                .flatten()
                .for_each(&mut with);
        }
        self.parts.iter().chain(&self.closing).for_each(|part| part.each_text(&mut with));
        for note in &self.notes {
            with(&note.number);
            note.para.each_text(&mut with);
        }
    }
}

/// All texts in `parts` and in what stands in them.
fn texts(parts: &[Part]) -> Vec<&Rich> {
    parts.iter().flat_map(|part| part.texts()).collect()
}

impl Part {
    /// All texts in it.
    pub fn texts(&self) -> Vec<&Rich> {
        match &self.node {
            Node::Para(p) => vec![&p.rich],
            Node::Group(g) => texts(&g.parts),
            Node::Row(r) => r.cells.iter().flat_map(|c| texts(&c.parts)).collect(),
            Node::Parallel(p) => p.parts().flat_map(Part::texts).collect(),
            Node::Stats(s) => s.paras().map(|p| &p.rich).collect(),
            Node::Table(t) => t.paras().map(|p| &p.rich).collect(),
            Node::Plot(p) => p.texts().collect(),
            _ => Vec::new(),
        }
    }

    fn each_text(&self, with: &mut impl FnMut(&Rich)) {
        match &self.node {
            Node::Para(p) => p.each_text(with),
            Node::Group(g) => g.parts.iter().for_each(|part| part.each_text(with)),
            Node::Row(r) => r.cells.iter().flat_map(|c| &c.parts).for_each(|part| part.each_text(with)),
            Node::Parallel(p) => p.parts().for_each(|part| part.each_text(with)),
            Node::Stats(s) => s.paras().for_each(|p| p.each_text(with)),
            Node::Table(t) => t.paras().for_each(|p| p.each_text(with)),
            Node::Plot(p) => p.each_text(with),
            _ => {}
        }
    }
}

/// What the document says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// Title.
    pub title: String,
    /// Byline or organisation.
    pub author: String,
    /// The dek.
    pub subject: String,
    /// BCP 47 tag.
    pub lang: String,
    /// Year, month, day of the sheet, never of the clock.
    pub date: Option<(u16, u8, u8)>,
    /// Name of the sheet's file without folder and ending, and its date as digits (`2026-11`): for the slug line.
    pub slug: [String; 2],
}

/// What stands on the panels of a folded sheet, from one page break to the next: cover, inside, flap, back.
#[derive(Clone, Debug, Default)]
pub struct Panels {
    /// Whether the flap has something of its own.
    pub flap: bool,
    /// Whether the back cover has something.
    pub back: bool,
    /// Ground of the cover.
    pub cover_ground: Option<Ink>,
    /// Ground of the back cover.
    pub back_ground: Option<Ink>,
}

/// Which width a part takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Width {
    /// One column.
    #[default]
    Column,
    /// All columns.
    Page,
}

/// Where a part stands that text runs beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// In a side of its column.
    Side,
    /// On the gutter, text beside it in both columns; where there is one column, in its side.
    Gutter,
}

/// A piece of the flow with its surroundings. Vertical space is in half lines of the baseline grid.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub node: Node,
    /// One column or all.
    pub width: Width,
    /// White above, in half lines; the larger of two neighbours' spaces counts; none at a column's top.
    pub above: u16,
    /// White below, in half lines.
    pub below: u16,
    /// No column may end between this part and the next.
    pub keep_with_next: bool,
    /// No column may end inside this part.
    pub keep_together: bool,
    /// It may stand a little further on where its place has no room for it: a figure, a pull quote. Text then
    /// runs on past it.
    pub movable: bool,
    /// Text may run beside it.
    pub beside: Option<Beside>,
    /// Anchor for cross references.
    pub id: Option<Arc<str>>,
    /// BCP 47 tag, where it is in another language than the document.
    pub lang: Option<Arc<str>>,
    /// Where the user wrote it, for messages.
    pub source: Option<Span>,
}

/// The primitives.
#[derive(Clone, Debug)]
pub enum Node {
    /// A paragraph, heading, list item, caption.
    Para(Para),
    /// Parts one above the other on a ground of their own; never broken over columns.
    Group(Group),
    /// Cells side by side; never broken over columns.
    Row(Row),
    /// Two languages side by side; may break where both flows may.
    Parallel(Parallel),
    /// Large figures with what they count.
    Stats(Box<Stats>),
    /// A table; may break between rows.
    Table(Box<Table>),
    /// An image or drawing.
    Figure(Figure),
    /// Values drawn to scale; never broken over columns.
    Plot(Box<Plot>),
    /// A horizontal rule across the measure.
    Rule(Rule),
    /// The next part starts in a new column.
    ColumnBreak,
    /// The next part starts on a new page.
    PageBreak,
    /// A structure element opens here and holds all parts up to its `Close` (lists, sections).
    Open(Role),
    /// The innermost open element ends.
    Close,
}

/// How far a ground reaches beyond its box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Bleed {
    /// Not at all.
    #[default]
    None,
    /// To the trim and over it on the left, the right and at the top: a header band. Its box starts at the
    /// trim's top edge and not at the margin.
    Top,
}

/// A stack on a ground.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its role in the tag tree; `None` adds no element.
    pub role: Option<Role>,
    /// The parts; their `above` and `below` count as half grid lines too, but the group as a whole is
    /// rounded up to whole lines outside.
    pub parts: Vec<Part>,
    /// Colour of the ground.
    pub ground: Option<Ink>,
    /// Rules along its edges.
    pub edges: Edges,
    /// White inside: top, right, bottom, left.
    pub padding: [Pt; 4],
    /// Bleed of the ground.
    pub bleed: Bleed,
}

/// Rules along the edges of a group: thickness and colour.
#[derive(Clone, Debug, Default)]
pub struct Edges {
    /// Above.
    pub top: Option<(Pt, Ink)>,
    /// Below.
    pub bottom: Option<(Pt, Ink)>,
    /// At the left.
    pub left: Option<(Pt, Ink)>,
}

/// How the cells of a row are aligned to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum VAlign {
    /// Tops level.
    #[default]
    Top,
    /// Middles level.
    Middle,
    /// Bottoms level.
    Bottom,
}

/// Cells side by side.
#[derive(Clone, Debug)]
pub struct Row {
    /// The cells from left to right.
    pub cells: Vec<Cell>,
    /// White between cells.
    pub gap: Pt,
    /// A hairline in the middle of each gap.
    pub divider: Option<(Pt, Ink)>,
    /// Vertical alignment.
    pub align: VAlign,
    /// Role of the whole.
    pub role: Option<Role>,
}

/// Width of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellWidth {
    /// Exactly this.
    Fixed(Pt),
    /// As wide as its content wants to be.
    Natural,
    /// This share of what the others leave.
    Share(f64),
}

/// One cell of a row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its width.
    pub width: CellWidth,
    /// What stands in it.
    pub parts: Vec<Part>,
}

/// An image or drawing in the flow.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Which one.
    pub picture: PictureId,
    /// Width on the page; the whole measure where `None`. Never wider than the measure.
    pub width: Option<Pt>,
    /// Alternative text; `None` makes it an artifact.
    pub alt: Option<String>,
}

/// A horizontal rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Thickness.
    pub weight: Pt,
    /// Colour.
    pub ink: Ink,
    /// Length; the whole measure where `None`.
    pub length: Option<Pt>,
}

/// The text of a note.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its identity; its number is `id.0 + 1`.
    pub id: NoteId,
    /// The number as it is set in front.
    pub number: Rich,
    /// The text, hanging beside the number.
    pub para: Para,
    /// Width of the number's column.
    pub hang: Pt,
    /// How it reads in full and by reference, where it says one thing that other notes may say, too.
    pub forms: Option<Forms>,
}

/// The two ways in which a note says what another may say.
#[derive(Clone, Debug)]
pub struct Forms {
    /// What it says: alike in notes that say the same.
    pub of: u32,
    /// Whether the note is the one that says it in full.
    pub full: bool,
    /// As it reads in full.
    pub words: Rich,
    /// As it reads where another note says it in full; its anchors lead there.
    pub again: Rich,
}

/// Running header and footer. `{folio}` and `{pages}` inside a text are filled by layout.
#[derive(Clone, Debug, Default)]
pub struct Running {
    /// Header of the pages after the first.
    pub header: Option<RunningLine>,
    /// Footer of every page.
    pub footer: Option<RunningLine>,
}

/// One line with a left and a right end.
#[derive(Clone, Debug)]
pub struct RunningLine {
    /// At the left margin.
    pub left: Rich,
    /// At the start of the second column: what it says in the other of two languages.
    pub second: Option<Rich>,
    /// At the right margin.
    pub right: Rich,
    /// Hairline between it and the body.
    pub rule: Option<(Pt, Ink)>,
}
