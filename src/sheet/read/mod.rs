//! From a tree of YAML to fields: a serde deserializer that never stops at a mistake. It reports it, puts
//! something harmless in its place and goes on, so that one run finds them all.
//!
//! What it adds to serde: a value that is no mapping stands for a struct's first field; a single value
//! stands for a list of one; a struct's missing fields are read too, as nothing, so that each reports itself.
//! Where a field may be missing, an enum without a value is its first variant.

mod block;
pub mod comma;
mod mapping;
pub mod remark;
mod report;
mod scalar;

use super::merge::{self, Filled, Row};
use super::yaml::{Node, Value};
use crate::base::{Diagnostic, Span, Text, tree, value};
use mapping::Entries;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, SeqAccess, Visitor, value::Error};
use std::cell::RefCell;

/// Reads `node` into the fields of `T`. Everything that is wrong goes to `found`.
pub fn read<T: DeserializeOwned>(node: &Node, found: &mut Vec<Diagnostic>) -> Option<T> {
    read_for(node, None, found)
}

/// The same for a row of a list, which fills the merge fields and judges what stands `when`.
pub fn read_for<T: DeserializeOwned>(
    node: &Node,
    row: Option<&Row>,
    found: &mut Vec<Diagnostic>,
) -> Option<T> {
    let problems = RefCell::new(Vec::new());
    let (given, at) = (Given::Node(node), node.span);
    let reader = Reader { given, name: "", owner: "", at, row, problems: &problems };
    let value = T::deserialize(reader);
    found.extend(problems.into_inner());
    value.ok()
}

/// What there is to read.
#[derive(Clone, Copy)]
enum Given<'n> {
    /// A value.
    Node(&'n Node),
    /// The entries of a mapping, sorted out already.
    Entries(&'n [(&'n Node, &'n Node)]),
    /// A block's kind, where it is named, and its fields.
    Kind(&'n str, Span, &'n Given<'n>),
    /// Where the struct itself stands.
    Place(Span),
    /// Nothing, where something may have to be: reported.
    Missing,
    /// Nothing, and that has been reported.
    Dummy,
}

/// Reads one value.
#[derive(Clone, Copy)]
struct Reader<'n> {
    given: Given<'n>,
    /// The key that it stands behind.
    name: &'n str,
    /// What it is a part of.
    owner: &'n str,
    /// Where to point when it is missing or empty.
    at: Span,
    /// The row of a list, where the sheet is made for one.
    row: Option<&'n Row<'n>>,
    problems: &'n RefCell<Vec<Diagnostic>>,
}

impl<'n> Reader<'n> {
    fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }
    /// The text of `node` with what the row has for its fields; `None` where it has no field or there is no row.
    fn fill(&self, text: &str, node: &Node) -> Option<Filled> {
        let row = self.row?;
        let Value::Scalar(_, stretches) = &node.value else { return None };
        let place = |range| Text::mapped(text, node.span, stretches.clone()).place(range);
        match row.fill(text, place) {
            Ok(filled) => filled,
            Err(problem) => {
                self.report(*problem);
                None
            }
        }
    }
    /// Whether the row leaves out a section or block for what it says under `when`.
    fn leaves_out(&self, node: &Node) -> bool {
        let Some((row, (when, at))) = self.row.zip(merge::condition(node)) else { return false };
        row.holds(when, at).map_or_else(
            |problem| {
                self.report(*problem);
                false
            },
            |holds| !holds,
        )
    }
    fn with(&self, given: Given<'n>) -> Reader<'n> {
        Reader { given, ..*self }
    }
    /// The node, where there is one with a value; reports a key with nothing behind it.
    fn node(&self) -> Option<&'n Node> {
        match self.given {
            Given::Node(node) if node.value == Value::Nothing => {
                self.report(report::empty(self.name, self.at));
                None
            }
            Given::Node(node) => Some(node),
            Given::Missing => {
                self.report(report::missing(self.name, self.owner, self.at));
                None
            }
            _ => None,
        }
    }
    fn table(&self, node: &'n Node) -> Vec<mapping::Entry<'n>> {
        if !matches!(node.value, Value::Map(_)) {
            self.mistyped("a mapping of names", node);
        }
        mapping::entries(node)
    }
    /// A value of any shape. Nothing behind a name is nothing, and whoever asked judges that.
    fn tree<'de, V: Visitor<'de>>(self, v: V) -> Result<V::Value, Error> {
        match self.given {
            Given::Node(Node { value: Value::Map(_), .. }) => self.deserialize_map(v),
            Given::Node(Node { value: Value::Seq(_), .. }) => self.deserialize_seq(v),
            Given::Node(Node { value: Value::Nothing, .. }) => {
                v.visit_newtype_struct(self.with(Given::Dummy))
            }
            _ => v.visit_newtype_struct(self),
        }
    }
    fn mistyped(&self, wanted: &str, node: &Node) {
        self.report(report::mistyped(self.name, wanted, node));
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Error;

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        v: V,
    ) -> Result<V::Value, Error> {
        match name {
            value::TEXT => v.visit_seq(scalar::text(&self)),
            value::NUMBER => v.visit_seq(scalar::number(&self)),
            tree::TREE => self.tree(v),
            _ => v.visit_newtype_struct(self),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, v: V) -> Result<V::Value, Error> {
        match self.given {
            Given::Missing | Given::Dummy => v.visit_none(),
            _ => v.visit_some(self),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, v: V) -> Result<V::Value, Error> {
        v.visit_bool(scalar::truth(&self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        v: V,
    ) -> Result<V::Value, Error> {
        v.visit_enum(scalar::Variant::of(&self, variants))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, v: V) -> Result<V::Value, Error> {
        let items = match self.given {
            Given::Missing => &[],
            _ => match self.node() {
                Some(Node { value: Value::Seq(items), .. }) => items.as_slice(),
                Some(single) => std::slice::from_ref(single),
                None => &[],
            },
        };
        v.visit_seq(Items { reader: self, items: items.iter() })
    }

    /// Asked for by values that are a list or a single text.
    fn deserialize_any<V: Visitor<'de>>(self, v: V) -> Result<V::Value, Error> {
        match self.node() {
            Some(Node { value: Value::Seq(_), .. }) => self.deserialize_seq(v),
            Some(Node { value: Value::Scalar(..), .. }) => v.visit_newtype_struct(self),
            Some(node) => {
                self.mistyped("a list or text", node);
                self.with(Given::Dummy).deserialize_seq(v)
            }
            None => self.with(Given::Dummy).deserialize_seq(v),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _len: usize, v: V) -> Result<V::Value, Error> {
        let place = if let Given::Place(place) = self.given { place } else { self.at };
        v.visit_seq(scalar::numbers([u32::from(place.file.0), place.start, place.end]))
    }

    fn deserialize_map<V: Visitor<'de>>(self, v: V) -> Result<V::Value, Error> {
        let entries = match self.given {
            Given::Missing | Given::Node(Node { value: Value::Nothing, .. }) => Vec::new(),
            _ => self.node().map_or_else(Vec::new, |n| self.table(n)),
        };
        v.visit_map(Entries::named(self, &entries))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        v: V,
    ) -> Result<V::Value, Error> {
        if name == "block" {
            return block::read(self, fields, v);
        }
        mapping::read(self, name, fields, v)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, v: V) -> Result<V::Value, Error> {
        self.node();
        v.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct tuple_struct
        identifier
    }
}

/// The items of a list.
struct Items<'n> {
    reader: Reader<'n>,
    items: std::slice::Iter<'n, Node>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let reader = self.reader;
        let Some(node) = self.items.find(|node| !reader.leaves_out(node)) else { return Ok(None) };
        let at = node.span;
        seed.deserialize(Reader { given: Given::Node(node), at, ..self.reader }).map(Some)
    }
}
