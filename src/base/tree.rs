//! A value of any shape with its places: what a field holds that may be written in several ways. Whoever asks for
//! it looks at the shape; nothing is judged here.

use super::{Pairs, Text};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// The newtype name by which a deserializer knows [`Tree`].
pub const TREE: &str = "$handbill::tree";

/// Text, a list or names with values, however deep. Nothing at all is a text without characters.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A single value.
    Text(Text),
    /// A list.
    List(Vec<Tree>),
    /// Names with what they stand for, in the order of the file.
    Pairs(Pairs<Tree>),
}

impl Default for Tree {
    fn default() -> Tree {
        Tree::Text(Text::default())
    }
}

impl Tree {
    /// The single value, where it is one.
    pub fn text(&self) -> Option<&Text> {
        match self {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }
    /// All single values in it, names aside.
    pub fn values_mut(&mut self) -> Vec<&mut Text> {
        match self {
            Tree::Text(text) => vec![text],
            Tree::List(list) => list.iter_mut().flat_map(Tree::values_mut).collect(),
            Tree::Pairs(pairs) => pairs.0.iter_mut().flat_map(|(_, value)| value.values_mut()).collect(),
        }
    }
    /// The first single value in it: where to point.
    pub fn first(&self) -> Option<&Text> {
        match self {
            Tree::Text(text) => Some(text),
            Tree::List(list) => list.iter().find_map(Tree::first),
            Tree::Pairs(pairs) => pairs.iter().next().map(|(name, _)| name),
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Tree, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = Tree;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, a list or names and values")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Tree, D::Error> {
                Text::deserialize(d).map(Tree::Text)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element()? {
                    list.push(item);
                }
                Ok(Tree::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Tree::Pairs(Pairs(pairs)))
            }
        }
        d.deserialize_newtype_struct(TREE, V)
    }
}

impl JsonSchema for Tree {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "tree".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "array", "object"] })
    }
}
