//! `heading`: a heading inside a section.

use super::cx::Cx;
use crate::base::{Number, Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// A heading inside a section, one level below the section's own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "heading", deny_unknown_fields)]
#[schemars(transform = short_form::<Heading>)]
pub struct Heading {
    /// Its words.
    pub text: Text,
    /// Its level, 3 to 6; a section's own heading is level 2.
    pub level: Option<Number>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- heading: Who can apply
";

impl Heading {
    /// Sets a subheading, kept with the text below it.
    pub fn lower(&self, cx: &mut Cx<'_>) {
        let style = cx.theme.styles.subheading.clone();
        let rich = cx.headline(&self.text, &style);
        let level = self.level.and_then(|n| n.whole(3..=6)).unwrap_or(3);
        cx.subheading(level as u8, rich, self.text.span);
    }
}
