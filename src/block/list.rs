//! `list`: items with bullets or numbers, nested where needed.

use crate::base::{Number, Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// Items with bullets or numbers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "list", deny_unknown_fields)]
#[schemars(transform = short_form::<List>)]
pub struct List {
    /// The items from first to last.
    pub items: Vec<ListItem>,
    /// Numbers in place of bullets.
    #[serde(default)]
    pub ordered: bool,
    /// The first number, where it is not 1.
    pub start: Option<Number>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "item", deny_unknown_fields)]
#[schemars(transform = short_form::<ListItem>)]
pub struct ListItem {
    /// Its words, in Markdown.
    pub text: Text,
    /// Items below this one.
    #[serde(default)]
    pub items: Vec<ListItem>,
    /// Numbers in place of bullets for the items below.
    #[serde(default)]
    pub ordered: bool,
    /// The source of the statement: its key, or a list of keys.
    #[serde(default)]
    pub cite: Vec<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- list:
    - A plain item.
    - text: An item with items below it.
      items: [The first, The second]
";
