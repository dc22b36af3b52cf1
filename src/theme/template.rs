//! Page templates: the proportions of a page and the type table, as data. A brand adds colours, faces and logo; a
//! [`super::Theme`] is made of both. Plain, checked values: `sheet::template` reads them from files.

mod look;

pub use look::{Face, InkRole, Leading, Look};

use super::Roles;
use super::brand::HeaderKind;
use super::page::NotePlace;
use crate::base::{Pt, Size};
use std::sync::Arc;

/// A page template.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// What sheets call it.
    pub name: String,
    /// Paper, margins, columns.
    pub page: PageLook,
    /// The body.
    pub text: TextLook,
    /// The head of the first page.
    pub opening: Opening,
    /// The band that says what the reader should do.
    pub ask: AskLook,
    /// Large figures.
    pub stats: StatsLook,
    /// Headings of sections.
    pub heading: HeadingLook,
    /// Whether callouts stand on the tint.
    pub callout_ground: Ground,
    /// Where notes stand, where the sheet does not say, and in how many columns at the most.
    pub notes: (NotePlace, usize),
    /// Running header and footer.
    pub running: RunningLook,
    /// The block at the end.
    pub closing: ClosingLook,
    /// The panels of a sheet that is folded.
    pub fold: Option<FoldLook>,
    /// The template of the large-print edition, where it is another.
    pub large: Option<Arc<Template>>,
    /// Per cent of black: secondary text, running lines, hairlines.
    pub greys: [f32; 3],
    /// The type table.
    pub roles: Roles<Look>,
}

/// White at the edges of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    /// At the head.
    pub top: Pt,
    /// At both sides.
    pub sides: Pt,
    /// At the foot, at the least.
    pub bottom: Pt,
}

/// Margins and columns of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageForm {
    /// White at the edges.
    pub margins: Margins,
    /// Columns where the sheet does not say.
    pub columns: usize,
    /// Baseline of the running header below the upper edge.
    pub header: Pt,
    /// Baseline of the running footer above the lower edge.
    pub footer: Pt,
}

/// Paper, margins, columns.
#[derive(Clone, Debug, PartialEq)]
pub struct PageLook {
    /// Paper where the sheet names none, as it lies.
    pub size: Size,
    /// On most papers.
    pub form: PageForm,
    /// On papers narrower than this.
    pub small: (Pt, PageForm),
    /// From this width on: so many columns.
    pub wide: (Pt, usize),
    /// White between columns.
    pub gutter: Pt,
    /// Widest single column, at the template's own size of text.
    pub max_measure: Pt,
    /// Most pages.
    pub pages: Option<usize>,
}

/// The body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextLook {
    /// Size where the brand gives none. The sizes of the type table are meant beside its own `text`.
    pub size: Pt,
    /// Baseline distance as a multiple of the size, where the brand gives none.
    pub leading: f64,
    /// Whether a brand's numbers take the place of these two.
    pub brand_size: bool,
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
    /// Whether a section stands in one column, where one holds it.
    pub whole_sections: bool,
}

/// How paragraphs are told apart: by one of the two, never by both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename = "paragraphs", rename_all = "snake_case")]
pub enum Paragraphs {
    /// By an indent of the first line.
    Indent,
    /// By half a line of white.
    Spaced,
}

/// What stands at the head of the first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename = "opening part", rename_all = "snake_case")]
pub enum OpeningPart {
    /// Logo, name and date, as a band or above a rule.
    Header,
    /// The small label.
    Kicker,
    /// The title.
    Title,
    /// The sentence below it.
    Dek,
    /// Who wrote it, and when where the header does not say.
    Byline,
    /// The date on a line of its own.
    Date,
    /// What the reader should do.
    Ask,
    /// The figures.
    Stats,
}

/// The head of the first page.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// Form of the header; the brand's where `None`.
    pub header: Option<HeaderKind>,
    /// What stands in it, from top to bottom.
    pub order: Vec<OpeningPart>,
    /// White above and below the title's block, in half lines.
    pub white: (u16, u16),
    /// Widest line of the dek, in its ems.
    pub dek: f64,
    /// Height of the logo.
    pub logo: Pt,
    /// White above and below what stands in a band.
    pub band: (Pt, Pt),
    /// Thickness of the rule.
    pub rule: Pt,
    /// On a page narrower than this titles are smaller.
    pub title_width: Pt,
    /// Sizes of titles of up to so many characters, growing; the last has no end.
    pub titles: Vec<(usize, Pt)>,
}

/// What stands behind a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename = "ground", rename_all = "snake_case")]
pub enum Ground {
    /// Paper.
    None,
    /// The brand's tint.
    Tint,
    /// The brand's primary colour.
    Band,
}

/// The band that says what the reader should do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AskLook {
    /// Its ground.
    pub ground: Ground,
    /// Thickness of the bar at its left.
    pub bar: Pt,
    /// White inside: top, right, bottom, left.
    pub padding: [Pt; 4],
    /// White above and below, in half lines.
    pub white: (u16, u16),
}

/// How large figures stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename = "set", rename_all = "snake_case")]
pub enum StatsSet {
    /// Side by side.
    Row,
    /// One above the other.
    Stack,
}

/// Large figures in the opening.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StatsLook {
    /// How they stand.
    pub set: StatsSet,
    /// White between figures side by side.
    pub gap: Pt,
    /// Thickness of the line between them.
    pub divider: Pt,
    /// Thickness of the rule below them.
    pub rule: Pt,
    /// White above and below, in half lines.
    pub white: (u16, u16),
}

/// Headings of sections.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadingLook {
    /// White above and below, in half lines.
    pub white: (u16, u16),
    /// Thickness of a rule above it; none where nothing.
    pub rule: Pt,
}

/// How the number of a page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename = "folio", rename_all = "snake_case")]
pub enum Folio {
    /// As the brand's footer has it: `2/5`.
    Short,
    /// In words: "Page 2 of 5".
    Words,
}

/// Running header and footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningLook {
    /// Whether there is a footer.
    pub footer: bool,
    /// How pages are numbered.
    pub folio: Folio,
    /// Whether a hairline parts it from the text.
    pub rule: bool,
}

/// The block at the end of the last page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClosingLook {
    /// Thickness of the rule above it.
    pub rule: Pt,
    /// White between what stands side by side.
    pub gap: Pt,
    /// Least side of a QR code.
    pub code: Pt,
}

/// A sheet folded like a letter: six panels, three on each side.
#[derive(Clone, Debug, PartialEq)]
pub struct FoldLook {
    /// How much narrower the panel is that is folded in: on papers in inches, and on metric ones.
    pub narrower: [Pt; 2],
    /// Ground of the front cover.
    pub cover: Ground,
    /// Ground of the back cover.
    pub back: Ground,
    /// What stands on the panel that is folded in.
    pub flap: Vec<OpeningPart>,
}

#[cfg(test)]
impl Template {
    /// The one that sheets have where they name none.
    pub fn leave_behind() -> Template {
        (*crate::sheet::built_in_template("leave-behind")).clone()
    }
}
