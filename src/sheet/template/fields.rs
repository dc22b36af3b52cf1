//! The fields of a template's file as they are written. A file that starts from another is read over it, so here all
//! fields are there; [`super::resolve`] checks them.

#![allow(dead_code)] // `about` is read by people, `extends` before the fields are

mod page;
mod roles;

pub use page::*;
pub use roles::*;

use crate::base::{Number, Text};
use crate::theme::Roles;
use crate::theme::brand::HeaderKind;
use crate::theme::template::{Folio, Ground, OpeningPart, Paragraphs, StatsSet};
use schemars::JsonSchema;
use serde::Deserialize;

/// A page template: the proportions of a page and its type table. What a file leaves out is as in the template that
/// it `extends`, or as in `leave-behind`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template", deny_unknown_fields)]
pub struct TemplateFields {
    /// For what it is, in a line.
    pub about: Text,
    /// The template that this one starts from: a name, or the path of a file.
    pub extends: Option<Text>,
    /// Paper, margins, columns.
    pub page: PageForms,
    /// The body.
    pub text: TextFields,
    /// The head of the first page.
    pub opening: OpeningFields,
    /// The band that says what the reader should do.
    pub ask: AskFields,
    /// The figures under the title.
    pub stats: StatsFields,
    /// Headings of sections.
    pub heading: HeadingFields,
    /// Callouts.
    pub callout: CalloutFields,
    /// Notes.
    pub notes: NotesFields,
    /// Running header and footer.
    pub running: RunningFields,
    /// The block at the end of the last page.
    pub closing: ClosingFields,
    /// A sheet folded into panels: each panel is laid out as a page.
    pub fold: Option<FoldFields>,
    /// The template of the large-print edition, where a folded sheet or a poster cannot be it.
    pub large_print: Option<Text>,
    /// Greys, in per cent of black.
    pub colors: GreyFields,
    /// The type table: how the text of each role is set.
    #[serde(rename = "type")]
    pub roles: Roles<RoleFields>,
}

/// The body.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template text", deny_unknown_fields)]
pub struct TextFields {
    /// Size. Those under `type` are meant beside the `text` there, and grow with this one.
    pub size: Text,
    /// Distance of baselines as a multiple of the size.
    pub leading: Number,
    /// Whether the brand's size and leading take the place of these, where it gives them.
    pub brand_size: bool,
    /// How paragraphs are told apart: by an indent, or by half a line of white. Never both.
    pub paragraphs: Paragraphs,
    /// Whether a section stands in one column, where one holds it, as if each had `keep: together`.
    pub whole_sections: bool,
}

/// The head of the first page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template opening", deny_unknown_fields)]
pub struct OpeningFields {
    /// The form of its header; `brand` takes the brand's.
    pub header: HeaderForm,
    /// What stands in it, from top to bottom. What is not named is not set.
    pub order: Vec<OpeningPart>,
    /// White above the title's block, in half lines.
    pub above: Number,
    /// White below the title's block, in half lines.
    pub below: Number,
    /// Widest line of the dek, in its ems.
    pub dek: Number,
    /// Height of the logo.
    pub logo: Text,
    /// White in a band that reaches to the trim.
    pub band: BandFields,
    /// Thickness of the rule.
    pub rule: Text,
    /// Sizes of titles.
    pub title: TitleFields,
}

/// The form of the header of the first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "header form", rename_all = "snake_case")]
pub enum HeaderForm {
    /// As the brand has it.
    Brand,
    /// A band of colour to the edges of the page.
    Band,
    /// A rule.
    Rule,
    /// Nothing.
    None,
}

impl HeaderForm {
    /// The form; `None` where it is the brand's.
    pub fn kind(self) -> Option<HeaderKind> {
        match self {
            HeaderForm::Brand => None,
            HeaderForm::Band => Some(HeaderKind::Band),
            HeaderForm::Rule => Some(HeaderKind::Rule),
            HeaderForm::None => Some(HeaderKind::None),
        }
    }
}

/// White in a band that reaches to the trim.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template band", deny_unknown_fields)]
pub struct BandFields {
    /// Above what stands in it.
    pub above: Text,
    /// Below it.
    pub below: Text,
}

/// Sizes of titles.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template title", deny_unknown_fields)]
pub struct TitleFields {
    /// On a page whose body is narrower than this titles are smaller.
    pub width: Text,
    /// The shorter a title, the larger.
    pub sizes: Vec<TitleSize>,
}

/// The size of titles of some length.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template title size", deny_unknown_fields)]
pub struct TitleSize {
    /// Up to so many characters; the last has none.
    pub to: Option<Number>,
    /// Their size.
    pub size: Text,
}

/// The band that says what the reader should do.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template ask", deny_unknown_fields)]
pub struct AskFields {
    /// Its ground.
    pub ground: Ground,
    /// Thickness of the bar at its left.
    pub bar: Text,
    /// White inside: top, right, bottom, left.
    pub padding: Vec<Text>,
    /// White above, in half lines.
    pub above: Number,
    /// White below, in half lines.
    pub below: Number,
}

/// The figures under the title.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template stats row", deny_unknown_fields)]
pub struct StatsFields {
    /// Side by side, or one above the other.
    pub set: StatsSet,
    /// White between them.
    pub gap: Text,
    /// Thickness of the line between them.
    pub divider: Text,
    /// Thickness of the rule below them.
    pub rule: Text,
    /// White above, in half lines.
    pub above: Number,
    /// White below, in half lines.
    pub below: Number,
}

/// Headings of sections.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template heading", deny_unknown_fields)]
pub struct HeadingFields {
    /// White above, in half lines.
    pub above: Number,
    /// White below, in half lines.
    pub below: Number,
    /// Thickness of a rule above it; `0pt` for none.
    pub rule: Text,
}

/// Callouts.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template callout", deny_unknown_fields)]
pub struct CalloutFields {
    /// Their ground.
    pub ground: Ground,
}

/// Notes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template note area", deny_unknown_fields)]
pub struct NotesFields {
    /// Where they stand, where the sheet does not say.
    pub place: NotesAt,
    /// In how many columns at the most, where they stand at the foot of the page.
    pub columns: Number,
}

/// Where notes stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "notes at", rename_all = "snake_case")]
pub enum NotesAt {
    /// At the foot of the page, across all columns.
    Foot,
    /// At the foot of the mark's own column.
    Column,
}

/// Running header and footer.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template running line", deny_unknown_fields)]
pub struct RunningFields {
    /// Whether there is a footer.
    pub footer: bool,
    /// How pages are numbered: `2/5` as the brand's footer has it, or "Page 2 of 5".
    pub folio: Folio,
    /// Whether a hairline parts it from the text.
    pub rule: bool,
}

/// The block at the end of the last page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template closing", deny_unknown_fields)]
pub struct ClosingFields {
    /// Thickness of the rule above it; `0pt` for none.
    pub rule: Text,
    /// White between what stands side by side.
    pub gap: Text,
    /// Least side of a QR code.
    pub code: Text,
}

/// A sheet folded like a letter: six panels, three on each side.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template fold", deny_unknown_fields)]
pub struct FoldFields {
    /// How much narrower the panel is that is folded in: on papers in inches, and on metric ones.
    pub narrower: Vec<Text>,
    /// Ground of the front cover.
    pub cover: Ground,
    /// Ground of the back cover.
    pub back: Ground,
    /// What stands on the panel that is folded in, where the sheet has it; text goes on there where it has nothing.
    pub flap: Vec<OpeningPart>,
}

/// Greys, in per cent of black.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template grey", deny_unknown_fields)]
pub struct GreyFields {
    /// Secondary text.
    pub grey: Number,
    /// Running lines.
    pub faint: Number,
    /// Hairlines.
    pub rule: Number,
}
