//! `page_break`: what follows starts on a new page.

use schemars::JsonSchema;
use serde::Deserialize;

/// What follows starts at the top of the next page.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "page_break", deny_unknown_fields)]
pub struct PageBreak {}

/// How the block is written.
pub const EXAMPLE: &str = "\
- page_break
";
