//! `chart`: figures drawn to scale, with their labels set as type. What is to be said and shown is decided here;
//! where it stands is found by layout, which knows the widths of words.

mod check;
mod data;
mod header;
mod look;
mod lower;
mod names;
pub(crate) mod number;
mod scale;
mod unit;

pub use data::Figures;
pub use number::Hand;

use crate::base::{Diagnostic, Span, Text, Tree};
use schemars::JsonSchema;
use serde::Deserialize;

/// A chart with one claim: bars, columns, lines or dots, drawn from figures and labelled directly.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "chart", deny_unknown_fields)]
pub struct Chart {
    /// How the figures are drawn.
    #[serde(default)]
    pub kind: ChartKind,
    /// The figures: names with numbers, series with names and numbers, rows with a header, or the path of a CSV file.
    pub data: Tree,
    /// What the chart shows, for readers who cannot see it.
    pub alt: Text,
    /// What the figures count: `%`, `$`, `million t`.
    pub unit: Option<Text>,
    /// Its title: best the claim that it proves.
    pub title: Option<Text>,
    /// The name of the figure or series to draw the eye to.
    pub highlight: Option<Text>,
    /// A sentence under the chart, in Markdown.
    pub caption: Option<Text>,
    /// Who gathered the figures, or drew the chart.
    pub credit: Option<Text>,
    /// How wide it is.
    #[serde(default)]
    pub width: ChartWidth,
    /// How tall columns and lines are.
    #[serde(default)]
    pub height: ChartHeight,
    /// The figures, sorted out: filled in when the sheet is read.
    #[serde(skip)]
    pub figures: Figures,
}

/// How the figures of a chart are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "kind", rename_all = "snake_case")]
pub enum ChartKind {
    /// Bars that lie: for names of any length.
    #[default]
    Bar,
    /// Bars that stand: for a few points in time.
    Column,
    /// Lines through the figures: for many points in time.
    Line,
    /// Dots on a scale: for differences that are small, or two figures for each name.
    Dot,
}

/// How wide a chart is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "width", rename_all = "snake_case")]
pub enum ChartWidth {
    /// One column.
    #[default]
    Column,
    /// The whole page.
    Page,
}

/// How tall columns and lines are. Bars and dots are as tall as their names ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "height", rename_all = "snake_case")]
pub enum ChartHeight {
    /// About half as tall as wide.
    #[default]
    Medium,
    /// Two thirds of that.
    Short,
    /// Half as much again.
    Tall,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- chart:
    kind: bar
    title: The harvest fell
    data: {2018: 4.9, 2019: 4.6}
    unit: million t
    highlight: 2019
    alt: The harvest fell from 4.9 to 4.6 million t.
    cite: wfp-2019
";

impl Chart {
    /// The CSV file that the figures come from.
    pub fn csv(&self) -> Option<&Text> {
        self.data.text().filter(|t| !t.is_blank())
    }

    /// Sorts the figures out, written by `hand`; `rows` are those of its CSV file, `at` is the place of the block.
    pub fn fill(&mut self, rows: Option<&[Vec<Text>]>, hand: Hand, at: Span, found: &mut Vec<Diagnostic>) {
        self.figures = match rows {
            Some(rows) => Figures::of_rows(rows, hand, found),
            None => Figures::of_tree(&self.data, hand, at, found),
        };
    }
}
