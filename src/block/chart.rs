//! `chart`: figures as a drawing. It is read and checked; nothing draws it yet.

use crate::base::{Anything, Text};
use schemars::JsonSchema;
use serde::Deserialize;

/// A chart. It cannot be drawn yet: use a `table`, or a `figure` with an SVG file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "chart", deny_unknown_fields)]
pub struct Chart {
    /// How the figures are drawn.
    #[serde(default)]
    pub kind: ChartKind,
    /// The figures, as names and numbers, or the path of a CSV file.
    pub data: Anything,
    /// What the chart shows, for readers who cannot see it.
    pub alt: Text,
    /// What the figures count.
    pub unit: Option<Text>,
    /// Its title.
    pub title: Option<Text>,
    /// The name of the figure to draw the eye to.
    pub highlight: Option<Text>,
}

/// How the figures of a chart are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "kind", rename_all = "snake_case")]
pub enum ChartKind {
    /// Bars that lie.
    #[default]
    Bar,
    /// Bars that stand.
    Column,
    /// A line through the figures.
    Line,
    /// Dots on a scale.
    Dot,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- chart:
    kind: bar
    data: {2018: 4.9, 2019: 4.6}
    unit: million t
    alt: The harvest fell from 4.9 to 4.6 million t.
";
