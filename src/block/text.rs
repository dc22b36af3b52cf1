//! `text`: prose in Markdown.

use crate::base::{Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// Prose in Markdown: emphasis, links, lists, pipe tables, citations.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "text", deny_unknown_fields)]
#[schemars(transform = short_form::<Prose>)]
pub struct Prose {
    /// The prose.
    pub text: Text,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- text: |
    Prose in *Markdown*, with a citation [@wfp-2019, p. 14].
";
