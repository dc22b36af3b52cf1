//! `callout`: a box beside the text.

use crate::base::{Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// A box on a tint: a definition, a case, a warning.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "callout", deny_unknown_fields)]
#[schemars(transform = short_form::<Callout>)]
pub struct Callout {
    /// Its prose, in Markdown.
    pub body: Text,
    /// Its title.
    pub title: Option<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- callout:
    title: What is a licence?
    body: Permission to send goods that are otherwise forbidden.
";
