//! The fields of a role: how its text is set.

use crate::base::{Number, Text};
use crate::theme::template::{Face, InkRole};
use schemars::JsonSchema;
use serde::Deserialize;

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
