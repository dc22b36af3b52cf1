//! `timeline`: what happened when.

use crate::base::{Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// What happened when, one event a line.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "timeline", deny_unknown_fields)]
#[schemars(transform = short_form::<Timeline>)]
pub struct Timeline {
    /// The events from first to last.
    pub items: Vec<Event>,
}

/// An event of a timeline.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "event", deny_unknown_fields)]
pub struct Event {
    /// When it was, as it is set: `27 July 1953`, `1950s`.
    pub date: Text,
    /// What it was, in Markdown.
    pub text: Text,
    /// The source: its key, or a list of keys.
    #[serde(default)]
    pub cite: Vec<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- timeline:
    - {date: 1950, text: War breaks out.}
    - {date: 27 July 1953, text: An armistice is signed., cite: park-2020}
";
