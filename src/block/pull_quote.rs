//! `pull_quote`: words from the body, or from a source, set large.

use crate::base::{Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// A pull quote: a few words that repeat the body, or a source, set large to draw the reader in.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "pull_quote", deny_unknown_fields)]
#[schemars(transform = short_form::<PullQuote>)]
pub struct PullQuote {
    /// The words, without quotation marks around them.
    pub text: Text,
    /// Whose words they are.
    pub by: Option<Text>,
    /// Where it stands.
    #[serde(default)]
    pub wrap: Wrap,
    /// Fail the build unless the words stand in the body or among the `quotes` of the source that is cited.
    #[serde(default)]
    pub must_match: bool,
    /// Whether the words stand in the body: filled in when the sheet is checked.
    #[serde(skip)]
    pub repeats_body: bool,
}

/// Where a pull quote stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "wrap", rename_all = "snake_case")]
pub enum Wrap {
    /// It fills a column.
    #[default]
    Column,
    /// It spans the page.
    Page,
    /// It sits on the gutter, and both columns wrap around it.
    Straddle,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- pull_quote: {text: warfare without bullets, by: \"Dr. Kee Park\", cite: park-2020}
";
