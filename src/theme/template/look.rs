//! The type table: how the text of a role is set.

use crate::base::Pt;
use crate::text::{Align, Caps, Figures};

/// A family of the brand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename = "face", rename_all = "snake_case")]
pub enum Face {
    /// That of the body.
    Base,
    /// That of headings.
    Headings,
}

/// A colour of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename = "ink", rename_all = "snake_case")]
pub enum InkRole {
    /// Text.
    Ink,
    /// The primary colour, as it can be read.
    Accent,
    /// Secondary text.
    Grey,
    /// Running lines.
    Faint,
    /// Text on the tint.
    InkOnTint,
}

/// Distance of baselines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leading {
    /// That of the body.
    Grid,
    /// This much at the size in the table.
    Of(Pt),
}

/// A line of the type table.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Whose family.
    pub face: Face,
    /// OpenType weight class; the brand's for this face where `None`.
    pub weight: Option<u16>,
    /// Size beside a body of the template's own size.
    pub size: Pt,
    /// Distance of baselines.
    pub leading: Leading,
    /// Colour.
    pub ink: InkRole,
    /// Slanted.
    pub italic: bool,
    /// Thousandths of an em between letters.
    pub tracking: f64,
    /// Capitals.
    pub caps: Caps,
    /// Figures; as the face has them in text where `None`.
    pub figures: Option<Figures>,
    /// At which edge.
    pub align: Align,
    /// Words may be divided at a line's end.
    pub hyphenate: bool,
    /// Lines of even length.
    pub balance: bool,
}
