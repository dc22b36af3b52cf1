//! `quote`: a block quotation, words that stand nowhere else in the sheet.

use crate::base::{Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// A block quotation: somebody's words, set apart from the prose. It does not repeat the body.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "quote", deny_unknown_fields)]
#[schemars(transform = short_form::<Quote>)]
pub struct Quote {
    /// The words, in Markdown, without quotation marks around them.
    pub text: Text,
    /// Whose words they are.
    pub by: Option<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- quote: {text: We plant by the calendar of the permits., by: A farmer in Hwanghae, cite: park-2020}
";
