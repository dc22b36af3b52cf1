//! Mappings: structs with their known fields, and tables of names.

use super::super::yaml::{Node, Value};
use super::scalar::scalar;
use super::{Given, Reader, report};
use crate::base::meant::nearest;
use serde::de::value::Error;
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, Visitor};

/// A key and its value.
pub(super) type Entry<'n> = (&'n Node, &'n Node);

/// Structs that no single value can stand for: their first field says too little.
const NO_SHORT_FORM: [&str; 10] =
    ["sheet", "section", "source", "stat", "event", "edition", "brand", "meta", "colors", "mail template"];

/// Whether a single value can stand for a struct. In a template none does: its parts are laid over each other key by
/// key.
fn has_short_form(name: &str) -> bool {
    !NO_SHORT_FORM.contains(&name) && !name.starts_with("template") && name != "type table"
}

/// Reads a struct called `name` to a person.
pub(super) fn read<'de, V: Visitor<'de>>(
    r: Reader<'_>,
    name: &'static str,
    fields: &'static [&'static str],
    v: V,
) -> Result<V::Value, Error> {
    let first = fields.iter().find(|f| !f.starts_with('$'));
    let (list, absent) = match r.given {
        Given::Entries(entries) => (known(&r, name, fields, entries), Given::Missing),
        Given::Node(Node { value: Value::Nothing, .. }) => (Vec::new(), Given::Missing),
        Given::Node(node @ Node { value: Value::Map(_), .. }) => {
            (known(&r, name, fields, &entries(node)), Given::Missing)
        }
        Given::Node(node) => match first.filter(|_| has_short_form(name)) {
            Some(first) => (vec![(*first, r.with(Given::Node(node)))], Given::Missing),
            None => {
                r.mistyped(&format!("a mapping, the fields of {},", report::with_article(name)), node);
                (Vec::new(), Given::Dummy)
            }
        },
        Given::Missing => {
            r.report(report::missing(r.name, r.owner, r.at));
            (Vec::new(), Given::Dummy)
        }
        _ => (Vec::new(), Given::Dummy),
    };
    v.visit_map(Entries::fields(r, name, fields, list, absent))
}

/// The entries of a mapping, in the order of the file; none of another value.
pub(super) fn entries(node: &Node) -> Vec<Entry<'_>> {
    match &node.value {
        Value::Map(pairs) => pairs.iter().map(|(k, v)| (k, v)).collect(),
        _ => Vec::new(),
    }
}

/// The same entries without those whose key stood before, which are reported.
pub(super) fn unique<'n>(r: &Reader<'_>, entries: &[Entry<'n>]) -> Vec<Entry<'n>> {
    let mut seen = std::collections::BTreeSet::new();
    let mut first = |key: &'n Node| {
        let word = scalar(key).unwrap_or_default();
        let new = seen.insert(word);
        if !new {
            r.report(report::duplicate(word, key.span));
        }
        new
    };
    entries.iter().copied().filter(|(key, _)| first(key)).collect()
}

/// The entries that are fields of the struct; the others are reported.
fn known<'n>(
    r: &Reader<'n>,
    name: &str,
    fields: &'static [&'static str],
    entries: &[Entry<'n>],
) -> Vec<(&'static str, Reader<'n>)> {
    let mut list: Vec<(&'static str, Reader<'n>)> = Vec::new();
    let mut meant = Vec::new();
    for (key, value) in unique(r, entries) {
        let word = scalar(key).unwrap_or_default();
        if let Some(field) = fields.iter().find(|f| **f == word && !f.starts_with('$')) {
            list.push((*field, Reader { at: key.span, ..r.with(Given::Node(value)) }));
        } else if let Some((field, rest)) = unmarked(word, fields, entries) {
            r.report(report::unmarked(field, rest, key.span));
            meant.push(field);
        } else if value.value == Value::Nothing && word.contains(' ') {
            // `{label: English, Spanish}`: the comma ended the value, and the rest is a key of its own.
            r.report(report::comma_in_braces(word, key.span));
        } else {
            r.report(report::unknown_field(word, key.span, name, fields));
            meant.extend(nearest(word, fields).filter(|f| !f.starts_with('$')));
        }
    }
    // A field that is there under a mistaken name is not missing; found last, it yields to the right name.
    list.extend(meant.into_iter().map(|field| (field, r.with(Given::Dummy))));
    list
}

/// The field, with its colon where it has one, and the value in a key such as `value:1` or `value 1`.
fn unmarked<'k>(
    key: &'k str,
    fields: &'static [&'static str],
    entries: &[Entry<'_>],
) -> Option<(&'static str, &'k str)> {
    let end = key.find([':', ' '])?;
    let field = fields.iter().find(|f| ***f == key[..end] && !f.starts_with('$'))?;
    let given = entries.iter().any(|(key, _)| scalar(key) == Some(field));
    (!given).then(|| (*field, &key[end..]))
}

/// The entries of a mapping for serde.
pub(super) struct Entries<'n> {
    entries: std::vec::IntoIter<(Key<'n>, Reader<'n>)>,
    value: Option<Reader<'n>>,
}

enum Key<'n> {
    Field(&'static str),
    Name(Reader<'n>),
}

impl<'n> Entries<'n> {
    /// All fields of a struct in their order: those in `list`, and the others as `absent`.
    pub(super) fn fields(
        r: Reader<'n>,
        owner: &'static str,
        fields: &'static [&'static str],
        list: Vec<(&'static str, Reader<'n>)>,
        absent: Given<'n>,
    ) -> Entries<'n> {
        let place = if let Given::Node(node) = r.given { node.span } else { r.at };
        let short = match r.given {
            Given::Node(node) => !r.name.is_empty() && !matches!(node.value, Value::Map(_) | Value::Nothing),
            _ => false,
        };
        let value = |field: &'static str| {
            let given = if field == "$place" { Given::Place(place) } else { absent };
            let there = list.iter().find(|(f, _)| *f == field).map(|(_, reader)| *reader);
            // A value that stands for the whole struct is known by the key that is written.
            let name = if short && list.iter().any(|(f, _)| *f == field) { r.name } else { field };
            Reader { name, owner, ..there.unwrap_or(r.with(given)) }
        };
        let all: Vec<_> = fields.iter().map(|f| (Key::Field(f), value(f))).collect();
        Entries { entries: all.into_iter(), value: None }
    }

    /// Names that the writer chose, and what they stand for.
    pub(super) fn named(r: Reader<'n>, entries: &[Entry<'n>]) -> Entries<'n> {
        let entry = |(key, value): Entry<'n>| {
            let name = scalar(key).unwrap_or_default();
            let reader = |node| Reader { given: Given::Node(node), name, at: key.span, ..r };
            (Key::Name(reader(key)), reader(value))
        };
        let all: Vec<_> = unique(&r, entries).into_iter().map(entry).collect();
        Entries { entries: all.into_iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Error;
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        match key {
            Key::Field(name) => seed.deserialize(name.into_deserializer()).map(Some),
            Key::Name(reader) => seed.deserialize(reader).map(Some),
        }
    }
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let none = || serde::de::Error::custom("a value is asked for before its key");
        seed.deserialize(self.value.take().ok_or_else(none)?)
    }
}
