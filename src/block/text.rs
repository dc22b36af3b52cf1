//! `text`: prose in Markdown.

use super::cx::Cx;
use super::prose::Shape;
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

impl Prose {
    /// Sets the prose as body text.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        let shape = Shape::body(cx);
        cx.prose(&self.text, cite, &shape);
    }
}
