//! Values as somebody wrote them, with their place: what the fields of sheets and brands are made of.
//!
//! They deserialize through serde. A format that knows places (our YAML reader) recognises them by the
//! names below; any other gives the bare value without a place.

use super::{FileId, Span};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};

/// The newtype name by which a deserializer knows [`Text`].
pub const TEXT: &str = "$handbill::text";
/// The newtype name by which a deserializer knows [`Number`].
pub const NUMBER: &str = "$handbill::number";
/// What parts the stretches of a [`Text`] from what has been filled in, where a deserializer gives both.
pub const FILLED: (u32, u32) = (u32::MAX, u32::MAX);

/// Text with its place. Numbers, dates and words such as `no` are the text that stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The words.
    pub value: String,
    /// Where they stand.
    pub span: Span,
    /// Stretches of `value` that stand in the file as they are: (offset in value, offset in file), both
    /// growing. Lines of a block scalar are indented in the file, so each starts a new stretch.
    stretches: Vec<(u32, u32)>,
    /// What a list has filled in, as bytes of `value`: characters, never markup and never a path. In most texts nothing.
    #[allow(clippy::box_collection)] // a pointer, where a list would be three
    filled: Option<Box<Vec<(u32, u32)>>>,
}

impl Text {
    /// Text that stands at `span`, from its first byte on as it is.
    pub fn new(value: impl Into<String>, span: Span) -> Text {
        Text { value: value.into(), span, stretches: vec![(0, span.start)], filled: None }
    }
    /// Text whose stretches stand at the given places: pairs of offset in `value` and in the file.
    pub fn mapped(value: impl Into<String>, span: Span, stretches: Vec<(u32, u32)>) -> Text {
        Text { value: value.into(), span, stretches, filled: None }
    }
    /// The same text, of which these bytes have been filled in from a list: ranges in order.
    pub fn with_filled(mut self, filled: Vec<(u32, u32)>) -> Text {
        self.filled = boxed(filled);
        self
    }
    /// The bytes of the value that a list has filled in.
    pub fn filled(&self) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
        self.ranges().iter().map(|(start, end)| *start as usize..*end as usize)
    }
    fn ranges(&self) -> &[(u32, u32)] {
        self.filled.as_deref().map_or(&[], Vec::as_slice)
    }
    /// Whether a list has filled in any of it.
    pub fn is_filled(&self) -> bool {
        self.filled.is_some()
    }
    /// Some bytes of the value, with what is known of them.
    pub fn slice(&self, range: Range<usize>) -> Text {
        let (from, to) = (range.start as u32, range.end as u32);
        let place = self.place(range.clone());
        let later = self.stretches.iter().filter(|s| s.0 > from && s.0 < to).map(|s| (s.0 - from, s.1));
        let stretches = std::iter::once((0, place.start)).chain(later).collect();
        let cut = |(start, end): &(u32, u32)| {
            let (start, end) = ((*start).max(from), (*end).min(to));
            (start < end).then(|| (start - from, end - from))
        };
        let filled = boxed(self.ranges().iter().filter_map(cut).collect());
        Text { value: self.value[range].to_owned(), span: place, stretches, filled }
    }
    /// The same text without the white around it.
    pub fn cut(&self) -> Text {
        let start = self.value.len() - self.value.trim_start().len();
        self.slice(start..start + self.trimmed().len())
    }
    /// The same text with `signs` of the program's own at a byte of it.
    pub fn inserted(mut self, at: usize, signs: &str) -> Text {
        self.value.insert_str(at, signs);
        let (at, more) = (at as u32, signs.len() as u32);
        self.stretches.iter_mut().filter(|s| s.0 >= at && s.0 > 0).for_each(|s| s.0 += more);
        // Between two halves of what was filled in stand signs that were not.
        let halves = |(start, end): (u32, u32)| match (start < at, end > at) {
            (true, true) => [(start, at), (at + more, end + more)],
            (true, false) => [(start, end), (0, 0)],
            (false, _) => [(start + more, end + more), (0, 0)],
        };
        let halves = self.ranges().iter().copied().flat_map(halves).filter(|(start, end)| start < end);
        self.filled = boxed(halves.collect());
        self
    }
    /// Texts one behind the other, as one that stands where the first does.
    pub fn joined(parts: impl IntoIterator<Item = Text>, between: &str) -> Text {
        let mut parts = parts.into_iter();
        let Some(mut whole) = parts.next() else { return Text::default() };
        let mut filled = whole.ranges().to_vec();
        for part in parts {
            whole.value.push_str(between);
            let at = whole.value.len() as u32;
            whole.value.push_str(&part.value);
            filled.extend(part.ranges().iter().map(|(start, end)| (start + at, end + at)));
        }
        whole.with_filled(filled)
    }
    /// Text that stands nowhere: made by the program.
    pub fn made(value: impl Into<String>) -> Text {
        Text::new(value, NOWHERE)
    }
    /// The place in the file of some bytes of the value: a word in a block of Markdown.
    pub fn place(&self, range: Range<usize>) -> Span {
        let at = |offset: usize| {
            let offset = offset.min(self.value.len()) as u32;
            let i = self.stretches.partition_point(|s| s.0 <= offset);
            let (value, file) = if i == 0 { (0, self.span.start) } else { self.stretches[i - 1] };
            // What a list has filled in stands for its field, however long it is.
            let next = self.stretches.get(i).map_or(u32::MAX, |s| s.1.max(file));
            file.saturating_add(offset - value)
                .min(next)
                .clamp(self.span.start, self.span.end.max(self.span.start))
        };
        let start = at(range.start);
        Span { file: self.span.file, start, end: at(range.end).max(start) }
    }
    /// The same words without the white around them.
    pub fn trimmed(&self) -> &str {
        self.value.trim()
    }
    /// Whether it stands in the place of a text that is missing, which has been reported.
    pub fn is_absent(&self) -> bool {
        self.value.is_empty() && self.span.start == self.span.end
    }
    /// Whether there is nothing but white.
    pub fn is_blank(&self) -> bool {
        self.trimmed().is_empty()
    }
}

#[allow(clippy::box_collection)] // as in `Text`
fn boxed(filled: Vec<(u32, u32)>) -> Option<Box<Vec<(u32, u32)>>> {
    (!filled.is_empty()).then(|| Box::new(filled))
}

const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };

impl Default for Text {
    fn default() -> Text {
        Text::made("")
    }
}
impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.value
    }
}
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)
    }
}

/// A number with its place. It is not a number (NaN) where what was written could not be read and has been
/// reported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The number.
    pub value: f64,
    /// Where it stands.
    pub span: Span,
}

impl Number {
    /// The number where it is whole and in the range.
    pub fn whole(&self, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let n = self.value as u32;
        (f64::from(n) == self.value && range.contains(&n)).then_some(n)
    }
}

/// Names and what they stand for, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs<T>(pub Vec<(Text, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Pairs<T> {
        Pairs(Vec::new())
    }
}
impl<T> Pairs<T> {
    /// What `name` stands for.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.iter().find(|(k, _)| k.value == name).map(|(_, v)| v)
    }
    /// All pairs in order.
    pub fn iter(&self) -> std::slice::Iter<'_, (Text, T)> {
        self.0.iter()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Anything at all: read past, for keys that other programs own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Anything;

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Text, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Text, D::Error> {
                String::deserialize(d).map(Text::made)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Text, A::Error> {
                let value: String = seq.next_element()?.ok_or_else(|| short("text"))?;
                let span = next_span(&mut seq)?;
                let (mut stretches, mut filled) = (Vec::new(), Vec::new());
                let mut pairs = &mut stretches;
                while let (Some(a), Some(b)) = (seq.next_element()?, seq.next_element()?) {
                    match (a, b) {
                        FILLED => pairs = &mut filled,
                        pair => pairs.push(pair),
                    }
                }
                Ok(Text { value, span, stretches, filled: boxed(filled) })
            }
        }
        d.deserialize_newtype_struct(TEXT, V)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Number, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = Number;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Number, D::Error> {
                f64::deserialize(d).map(|value| Number { value, span: NOWHERE })
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Number, A::Error> {
                let value = seq.next_element()?.ok_or_else(|| short("number"))?;
                Ok(Number { value, span: next_span(&mut seq)? })
            }
        }
        d.deserialize_newtype_struct(NUMBER, V)
    }
}

fn short<E: de::Error>(what: &str) -> E {
    E::custom(format!("a place is missing after a {what}"))
}

fn next_span<'de, A: SeqAccess<'de>>(seq: &mut A) -> Result<Span, A::Error> {
    let mut next = || seq.next_element::<u32>().and_then(|n| n.ok_or_else(|| short("value")));
    Ok(Span { file: FileId(next()? as u16), start: next()?, end: next()? })
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Pairs<T>, D::Error> {
        struct V<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for V<T> {
            type Value = Pairs<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names and values")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        d.deserialize_map(V(std::marker::PhantomData))
    }
}

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Anything, D::Error> {
        de::IgnoredAny::deserialize(d).map(|_| Anything)
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "text".into()
    }
    /// Editors see `value: 1953` as a number before we read it as text.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}
impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "number".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}
impl JsonSchema for Anything {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "anything".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!(true)
    }
}
impl<T: JsonSchema> JsonSchema for Pairs<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("named {}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}
