//! `columns_break`: what follows starts in a new column.

use schemars::JsonSchema;
use serde::Deserialize;

/// What follows starts at the top of the next column.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "columns_break", deny_unknown_fields)]
pub struct ColumnsBreak {}

/// How the block is written.
pub const EXAMPLE: &str = "\
- columns_break
";
