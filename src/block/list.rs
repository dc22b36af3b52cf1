//! `list`: items with bullets or numbers, nested where needed.

use super::cx::Cx;
use super::prose::{Items, Shape};
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

impl List {
    /// Sets the items with hanging bullets or numbers.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        let start = self.start.and_then(|n| n.whole(0..=9999)).unwrap_or(1) as usize;
        let list = Items { start: self.ordered.then_some(start), tight: true, depth: 0 };
        let shape = Shape::body(cx);
        items(cx, &self.items, list, &shape, cite);
    }
}

fn items(cx: &mut Cx<'_>, all: &[ListItem], list: Items, shape: &Shape, cite: &[Text]) {
    let flow = cx.capture(|cx| {
        for (i, one) in all.iter().enumerate() {
            let alone = one.items.is_empty();
            // The sources of the whole list are marked at its end.
            let whole = if i + 1 == all.len() && alone { cite } else { &[] };
            let cited = [one.cite.as_slice(), whole].concat();
            let rich = cx.line(&one.text, &shape.style, &cited);
            let left = cx.item_para(rich, list.label(i), list, shape, alone);
            if !alone {
                let inner = Items { start: one.ordered.then_some(1), tight: true, depth: list.depth + 1 };
                items(cx, &one.items, inner, &Shape { left, ..shape.clone() }, &[]);
                cx.story.close();
            }
        }
    });
    cx.list_parts(flow, list);
}
