//! `figure`: a picture with its caption.

use crate::base::{Loaded, Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// A picture with its caption and credit.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "figure", deny_unknown_fields)]
#[schemars(transform = short_form::<Figure>)]
pub struct Figure {
    /// The picture's file: JPEG, PNG, WebP, TIFF or SVG; the path is relative to this file.
    pub image: Text,
    /// What the picture shows, for readers who cannot see it. Required, unless it is `decorative`.
    pub alt: Option<Text>,
    /// The picture says nothing that the text does not say: screen readers skip it.
    #[serde(default)]
    pub decorative: bool,
    /// A sentence under the picture, in Markdown.
    pub caption: Option<Text>,
    /// Who made the picture.
    pub credit: Option<Text>,
    /// How wide it is.
    #[serde(default)]
    pub width: FigureWidth,
    /// The file's bytes: filled in when the sheet is read; none where that failed and was reported.
    #[serde(skip)]
    pub file: Option<Loaded>,
}

/// How wide a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "width", rename_all = "snake_case")]
pub enum FigureWidth {
    /// One column.
    #[default]
    Column,
    /// The whole page.
    Page,
    /// A part of a column, with text beside it.
    Wrap,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- figure:
    image: assets/field.jpg
    alt: Two people plant rice by hand in a flooded field.
    caption: Planting in June.
    credit: Example Alliance
";
