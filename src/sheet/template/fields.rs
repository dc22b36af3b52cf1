//! The fields of a template's file as they are written. A file that starts from another is read over it, so here all
//! fields are there; [`super::resolve`] checks them.

#![allow(dead_code)] // `about` is read by people, `extends` before the fields are

use crate::base::{Number, Text};
use crate::theme::Roles;
use crate::theme::brand::HeaderKind;
use crate::theme::template::{Face, Folio, Ground, InkRole, OpeningPart, Paragraphs, StatsSet};
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

/// Paper, margins, columns.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template page", deny_unknown_fields)]
pub struct PageForms {
    /// Paper where the sheet names none: a name, or width and height.
    pub paper: Vec<Text>,
    /// Which way it lies.
    pub orientation: crate::sheet::fields::Orientation,
    /// White at the edges.
    pub margins: MarginFields,
    /// Columns, 1 to 4, where the sheet does not say.
    pub columns: Number,
    /// White between columns.
    pub gutter: Text,
    /// Widest single column, at the size of `text`; it grows with the text.
    pub max_measure: Text,
    /// Baseline of the running header below the upper edge.
    pub header: Text,
    /// Baseline of the running footer above the lower edge.
    pub footer: Text,
    /// Most pages; more are told.
    pub pages: Option<Number>,
    /// The same on small papers.
    pub small: SmallFields,
    /// Columns on wide papers.
    pub wide: WideFields,
}

/// White at the edges of the page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template margin", deny_unknown_fields)]
pub struct MarginFields {
    /// At the head.
    pub top: Text,
    /// At both sides.
    pub sides: Text,
    /// At the foot, at the least: the page ends on a whole line.
    pub bottom: Text,
}

/// The page on small papers.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template small page", deny_unknown_fields)]
pub struct SmallFields {
    /// Papers whose short side is under this are small.
    pub below: Text,
    /// White at the edges.
    pub margins: MarginFields,
    /// Columns where the sheet does not say.
    pub columns: Number,
    /// Baseline of the running header below the upper edge.
    pub header: Text,
    /// Baseline of the running footer above the lower edge.
    pub footer: Text,
}

/// Columns on wide papers.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template wide page", deny_unknown_fields)]
pub struct WideFields {
    /// Papers of this width and more are wide.
    pub from: Text,
    /// Columns where the sheet does not say.
    pub columns: Number,
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

/// How the text of a role is set.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "template role", deny_unknown_fields)]
pub struct RoleFields {
    /// Whose family: the brand's `base` or its `headings`.
    pub face: Face,
    /// Weight from 1 to 1000; the brand's for this face where it is left out, or with `brand`.
    pub weight: Option<Text>,
    /// Size, beside that of the role `text`: all grow with the body.
    pub size: Text,
    /// Distance of baselines: a length at this size, or `grid` for that of the body.
    pub leading: Text,
    /// Colour.
    pub color: InkRole,
    /// Slanted.
    #[serde(default)]
    pub italic: bool,
    /// White between letters, in thousandths of an em.
    pub tracking: Option<Number>,
    /// Capitals.
    pub caps: Option<CapsWord>,
    /// Figures; those of the face where they are left out.
    pub figures: Option<FiguresWord>,
    /// At which edge.
    pub align: Option<AlignWord>,
    /// Lines of even length.
    #[serde(default)]
    pub balance: bool,
}

/// Capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "caps", rename_all = "snake_case")]
pub enum CapsWord {
    /// As written.
    AsWritten,
    /// All capitals.
    All,
    /// Small capitals for lower case, where the face has them.
    Small,
    /// Small capitals for all letters, where the face has them.
    AllSmall,
}

/// Figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "figures", rename_all = "snake_case")]
pub enum FiguresWord {
    /// Old-style, for running text.
    OldStyle,
    /// Lining, as high as capitals.
    Lining,
    /// Lining and all of one width.
    Tabular,
}

/// At which edge a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "align", rename_all = "snake_case")]
pub enum AlignWord {
    /// Both edges, where the column is wide enough for even spaces; hyphenated.
    Justify,
    /// The left edge, ragged.
    Start,
    /// The left edge, ragged and hyphenated: running text in a narrow column.
    Ragged,
    /// In the middle.
    Center,
    /// The right edge.
    End,
}
