//! Blocks: `{kind: fields}`, with what all kinds share inside the fields or beside the kind; or plain prose.

use super::super::yaml::{Node, Value};
use super::mapping::{self, Entries, Entry};
use super::scalar::scalar;
use super::{Given, Reader, report};
use crate::base::Span;
use crate::block::{COMMON, KINDS, Kind};
use serde::de::Visitor;
use serde::de::value::Error;

type Fields = &'static [&'static str];

/// Reads a block.
pub(super) fn read<'de, V: Visitor<'de>>(r: Reader<'_>, fields: Fields, v: V) -> Result<V::Value, Error> {
    let Some(node) = r.node() else { return harmless(r, fields, v) };
    match &node.value {
        Value::Scalar(word, _) => {
            let given = if is_break(word) { Given::Entries(&[]) } else { r.given };
            let kind = if is_break(word) { word } else { "text" };
            let content = r.with(Given::Kind(kind, node.span, &given));
            v.visit_map(Entries::fields(r, "block", fields, vec![("$kind", content)], Given::Missing))
        }
        Value::Map(_) => mapping(r, node, fields, v),
        _ => {
            r.mistyped("a block", node);
            harmless(r, fields, v)
        }
    }
}

fn mapping<'de, V: Visitor<'de>>(
    r: Reader<'_>,
    node: &Node,
    fields: Fields,
    v: V,
) -> Result<V::Value, Error> {
    let entries = mapping::unique(&r, &mapping::entries(node));
    let Some((kind, at, value)) = kind_of(&r, node, &entries) else { return harmless(r, fields, v) };
    let (inside, own): (Vec<Entry>, Vec<Entry>) =
        mapping::entries(value).into_iter().partition(|e| common(e.0).is_some());
    let beside = entries.into_iter().filter(|e| common(e.0).is_some());
    let shared = mapping::unique(&r, &beside.chain(inside).collect::<Vec<_>>());
    let whole = matches!(value.value, Value::Map(_));
    let given = if whole { Given::Entries(&own) } else { Given::Node(value) };
    let mut list = vec![("$kind", r.with(Given::Kind(kind.name, at, &given)))];
    for (key, value) in shared {
        let Some(field) = common(key) else { continue };
        if field == "cite" && !kind.cites {
            let own: Vec<&str> = kind.fields().iter().map(|f| f.name).collect();
            r.report(report::unknown_field("cite", key.span, kind.name, &own));
            continue;
        }
        list.push((field, Reader { at: key.span, ..r.with(Given::Node(value)) }));
    }
    v.visit_map(Entries::fields(r, "block", fields, list, Given::Missing))
}

/// The one kind that is named, with its place and fields; anything else is reported.
fn kind_of<'n>(
    r: &Reader<'_>,
    node: &Node,
    entries: &[Entry<'n>],
) -> Option<(&'static Kind, Span, &'n Node)> {
    let kind = |key: &Node| KINDS.iter().find(|k| Some(k.name) == scalar(key));
    let mut named = entries.iter().filter_map(|(key, value)| Some((kind(key)?, key.span, *value)));
    let first = named.next();
    let others = entries.iter().map(|e| e.0).filter(|k| kind(k).is_none() && common(k).is_none());
    match first {
        None => {
            let key =
                others.clone().next().map_or(("", node.span), |k| (scalar(k).unwrap_or_default(), k.span));
            r.report(report::unknown_block(key.0, key.1));
        }
        Some((kind, ..)) => {
            others.for_each(|k| r.report(report::beside_block(scalar(k).unwrap_or_default(), k.span, kind)));
            named.for_each(|(other, at, _)| r.report(report::second_block(kind.name, other.name, at)));
        }
    }
    first
}

fn common(key: &Node) -> Option<&'static str> {
    COMMON.iter().copied().find(|c| Some(*c) == scalar(key))
}

fn is_break(word: &str) -> bool {
    matches!(word, "columns_break" | "page_break")
}

/// A block that says nothing, where the real one could not be read.
fn harmless<'de, V: Visitor<'de>>(r: Reader<'_>, fields: Fields, v: V) -> Result<V::Value, Error> {
    let content = r.with(Given::Kind("text", r.at, &Given::Dummy));
    v.visit_map(Entries::fields(r, "block", fields, vec![("$kind", content)], Given::Dummy))
}
