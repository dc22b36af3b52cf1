//! `stats`: a row of large figures.

use crate::base::{Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// One to four figures, set large in a row.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "stats", deny_unknown_fields)]
#[schemars(transform = short_form::<Stats>)]
pub struct Stats {
    /// The figures from left to right.
    pub items: Vec<Stat>,
}

/// A figure and what it counts.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "stat", deny_unknown_fields)]
pub struct Stat {
    /// The figure as it is set: `40%`, `1 in 3`, `$2.4 m`.
    pub value: Text,
    /// What it counts, in a few words.
    pub label: Text,
    /// The source of the figure: its key, or a list of keys.
    #[serde(default)]
    pub cite: Vec<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- stats:
    - {value: \"40%\", label: of households were short of food, cite: wfp-2019}
    - {value: 1 in 3, label: children under five are stunted, cite: wfp-2019}
";
