//! Text, numbers, truth values and words out of a list of words.

use super::super::yaml::{Node, Value};
use super::{Given, Reader, report};
use crate::base::value::FILLED;
use serde::de::value::Error;
use serde::de::{DeserializeSeed, EnumAccess, IntoDeserializer, SeqAccess, VariantAccess, Visitor};

/// The parts of a [`crate::base::Text`] or [`crate::base::Number`], one after the other.
pub(super) struct Parts {
    text: Option<String>,
    number: Option<f64>,
    rest: std::vec::IntoIter<u32>,
}

impl<'de> SeqAccess<'de> for Parts {
    type Error = Error;
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if let Some(text) = self.text.take() {
            return seed.deserialize(text.into_deserializer()).map(Some);
        }
        if let Some(number) = self.number.take() {
            return seed.deserialize(number.into_deserializer()).map(Some);
        }
        self.rest.next().map(|n| seed.deserialize(n.into_deserializer())).transpose()
    }
}

/// Numbers alone.
pub(super) fn numbers(numbers: [u32; 3]) -> Parts {
    Parts { text: None, number: None, rest: Vec::from(numbers).into_iter() }
}

/// The text with its place and stretches; empty after a mistake.
pub(super) fn text(r: &Reader<'_>) -> Parts {
    let written = r.node().and_then(|node| match &node.value {
        Value::Scalar(text, stretches) => Some((text, node, stretches)),
        _ => {
            r.mistyped("text", node);
            None
        }
    });
    let Some((text, node, stretches)) = written else {
        let place = [u32::from(r.at.file.0), r.at.start, r.at.start];
        return Parts { text: Some(String::new()), number: None, rest: Vec::from(place).into_iter() };
    };
    let span = node.span;
    let place = [u32::from(span.file.0), span.start, span.end];
    let pairs = |pairs: &[(u32, u32)]| pairs.iter().flat_map(|s| [s.0, s.1]).collect::<Vec<u32>>();
    let (text, rest) = match r.fill(text, node) {
        Some(filled) => {
            let rest = [pairs(&filled.stretches), pairs(&[FILLED]), pairs(&filled.ranges)].concat();
            (filled.text, rest)
        }
        None => (text.clone(), pairs(stretches)),
    };
    let rest: Vec<u32> = place.into_iter().chain(rest).collect();
    Parts { text: Some(text), number: None, rest: rest.into_iter() }
}

/// The number with its place; NaN after a mistake.
pub(super) fn number(r: &Reader<'_>) -> Parts {
    let node = r.node();
    let filled = node.and_then(|n| r.fill(scalar(n)?, n)).map(|filled| filled.text);
    let number = filled.as_deref().or(node.and_then(scalar)).map(str::trim).and_then(decimal);
    if let (Some(node), None) = (node, number) {
        r.mistyped("a number", node);
    }
    let span = node.map_or(r.at, |n| n.span);
    let rest = vec![u32::from(span.file.0), span.start, span.end].into_iter();
    Parts { text: None, number: Some(number.unwrap_or(f64::NAN)), rest }
}

/// Digits with an optional sign and point: no `1e3`, `.inf` or `0x1F`, which nobody means in a sheet.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    plain.then(|| text.parse().ok()).flatten()
}

/// `true` or `false`; `false` after a mistake or where nothing is given.
pub(super) fn truth(r: &Reader<'_>) -> bool {
    if matches!(r.given, Given::Missing) {
        return false;
    }
    let Some(node) = r.node() else { return false };
    match scalar(node) {
        Some("true") => true,
        Some("false") => false,
        other => {
            r.report(report::not_truth(r.name, other, node));
            false
        }
    }
}

pub(super) fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(text, _) => Some(text),
        _ => None,
    }
}

/// A variant of an enum: a word, or a block's kind with its fields.
pub(super) struct Variant<'n> {
    name: &'static str,
    content: Reader<'n>,
}

impl<'n> Variant<'n> {
    /// The variant that is written; the first after a mistake or where nothing is given.
    pub(super) fn of(r: &Reader<'n>, variants: &'static [&'static str]) -> Variant<'n> {
        let first = variants.first().copied().unwrap_or_default();
        let known = |word: &str| variants.iter().copied().find(|v| *v == word);
        match r.given {
            Given::Kind(name, at, given) => {
                let content = Reader { given: *given, name, at, ..*r };
                return Variant { name: known(name).unwrap_or(first), content };
            }
            Given::Missing => return Variant { name: first, content: r.with(Given::Dummy) },
            _ => {}
        }
        let word = r.node().and_then(|node| {
            let word = scalar(node).and_then(known);
            if word.is_none() {
                r.report(report::unknown_word(r.name, node, variants));
            }
            word
        });
        Variant { name: word.unwrap_or(first), content: r.with(Given::Dummy) }
    }
}

impl<'de, 'n> EnumAccess<'de> for Variant<'n> {
    type Error = Error;
    type Variant = Reader<'n>;
    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Reader<'n>), Error> {
        Ok((seed.deserialize(self.name.into_deserializer())?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Reader<'_> {
    type Error = Error;
    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }
    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self)
    }
    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, v: V) -> Result<V::Value, Error> {
        v.visit_seq(numbers([0; 3]))
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        v: V,
    ) -> Result<V::Value, Error> {
        super::mapping::read(self, "", fields, v)
    }
}
