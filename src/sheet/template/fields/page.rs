//! The fields of a page: paper, margins, columns.

use crate::base::{Number, Text};
use schemars::JsonSchema;
use serde::Deserialize;

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
