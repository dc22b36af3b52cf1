//! What layout hands to drawing: pages of placed content, each piece with its place in the tag tree.

use super::tags::{ElemId, TagTree};
use crate::base::{Direction, Ink, Path, Point, Pt, Rect, Size};
use crate::story::{ArtifactKind, Meta, Picture, PictureId};
use crate::text::{LineRun, NoteId};
use std::sync::Arc;

/// A laid-out sheet.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The pages.
    pub pages: Vec<Page>,
    /// Which way they run.
    pub direction: Direction,
    /// Everything's role, in the author's order.
    pub tags: TagTree,
    /// Bookmarks in reading order; nested by level.
    pub outline: Vec<Bookmark>,
    /// Where links lead.
    pub links: Vec<Link>,
    /// Named places: `note-3`, `note-3-mark`, and the author's ids. Sorted by name.
    pub places: Vec<(Arc<str>, Place)>,
    /// The pictures that [`Draw::Picture`] names.
    pub pictures: Vec<Picture>,
    /// Title, language, date.
    pub meta: Meta,
    /// For the summary.
    pub note_count: usize,
    /// Colour of the paper where it is not white.
    pub ground: Option<Ink>,
}

/// One page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Trimmed size.
    pub size: Size,
    /// What is on it, in painting order (grounds first), which is also reading order for tagged content.
    pub items: Vec<Placed>,
    /// Where it is folded, from the left: lines from head to foot.
    pub folds: Vec<Pt>,
}

/// What a placed item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A leaf of the tag tree.
    Elem(ElemId),
    /// Decoration or repetition.
    Artifact(ArtifactKind),
}

/// Content of one owner, drawn together (one marked-content sequence).
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Its role.
    pub owner: Owner,
    /// What is drawn.
    pub draws: Vec<Draw>,
}

/// A drawing command. Coordinates are from the top left trim corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Draw {
    /// A run of glyphs; `at` is the origin of its first glyph, `run.rise` above the baseline.
    Text {
        /// Origin.
        at: Point,
        /// Glyphs; `run.x` is already part of `at`.
        run: Arc<LineRun>,
    },
    /// A filled and stroked path.
    Path {
        /// Outline.
        path: Path,
        /// Fill and whether even-odd.
        fill: Option<(Ink, bool)>,
        /// Stroke.
        stroke: Option<(Ink, Pt)>,
        /// 0 to 1.
        opacity: f64,
    },
    /// A filled rectangle: grounds and rules.
    Rect {
        /// Where; may reach past the trim (bleed).
        rect: Rect,
        /// Colour.
        ink: Ink,
    },
    /// A raster picture, filling `rect`.
    Picture {
        /// Which.
        picture: PictureId,
        /// Where.
        rect: Rect,
    },
}

/// A bookmark.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// 1 for the title, 2 and more for headings.
    pub level: u8,
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub place: Place,
}

/// A place to go to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Page, from 0.
    pub page: usize,
    /// Top left corner of what is meant.
    pub at: Point,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// An address outside.
    Uri(Arc<str>),
    /// A named place in this document.
    Place(Arc<str>),
}

/// A link on a page. A link that runs over several lines has several rectangles on one page, and one
/// `Link` for each page.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Page, from 0.
    pub page: usize,
    /// One rectangle a line.
    pub rects: Vec<Rect>,
    /// Where it leads.
    pub target: Target,
    /// Words for those who cannot see it: "note 3", "back to text", or the address.
    pub description: String,
    /// The note whose mark this is, where it is one.
    pub note: Option<NoteId>,
    /// The element of the tag tree that it belongs to.
    pub elem: Option<ElemId>,
}
