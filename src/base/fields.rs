//! What the fields of a struct are called, in the order in which they are declared, and schemas that know
//! the short form: a value that is no mapping stands for the first field.

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Visitor, value::Error};
use serde_json::{Value, json};
use std::cell::Cell;

/// One field as a person knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub summary: String,
    /// Whether it has to be given.
    pub required: bool,
}

/// The keys of `T` in the order of their declaration; none where `T` is no struct.
pub fn names<T: DeserializeOwned>() -> &'static [&'static str] {
    let seen: Cell<&'static [&'static str]> = Cell::new(&[]);
    // The derived code hands its list of fields to the deserializer before anything can be read.
    let _ = T::deserialize(Probe(&seen));
    seen.get()
}

/// The fields of `T` with what its schema says of them.
pub fn of<T: DeserializeOwned + JsonSchema>() -> Vec<Field> {
    let schema = alone::<T>();
    let object = object_of(&schema);
    let required = |name: &str| object["required"].as_array().is_some_and(|r| r.iter().any(|v| v == name));
    let known = names::<T>().iter().filter(|n| !n.starts_with('$'));
    let summary = |name: &str| sentence(&object["properties"][name]["description"]);
    known.map(|&name| Field { name, summary: summary(name), required: required(name) }).collect()
}

/// What the schema of `T` says of the whole.
pub fn summary<T: JsonSchema>() -> String {
    sentence(&alone::<T>()["description"])
}

/// For `#[schemars(transform = …)]`: adds the short form where no other field has to be given.
pub fn short_form<T: DeserializeOwned>(schema: &mut Schema) {
    let Some(first) = names::<T>().iter().find(|n| !n.starts_with('$')) else { return };
    let object = schema.clone().to_value();
    let required = object["required"].as_array().cloned().unwrap_or_default();
    if required.iter().any(|r| r != first) {
        return;
    }
    let mut short = object["properties"][*first].clone();
    if let Some(short) = short.as_object_mut() {
        short.remove("description");
        short.remove("default");
    }
    let mut object = object;
    let description = object.as_object_mut().and_then(|o| o.remove("description"));
    let mut whole = json!({ "anyOf": [short, object] });
    if let Some(description) = description {
        whole["description"] = description;
    }
    if let Ok(whole) = Schema::try_from(whole) {
        *schema = whole;
    }
}

fn alone<T: JsonSchema>() -> Value {
    let generator = SchemaGenerator::new(SchemaSettings::draft2020_12());
    generator.into_root_schema_for::<T>().to_value()
}

fn object_of(schema: &Value) -> &Value {
    let forms = schema["anyOf"].as_array().into_iter().flatten();
    forms.into_iter().find(|s| s["type"] == "object").unwrap_or(schema)
}

fn sentence(description: &Value) -> String {
    description.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A deserializer that only notes which fields are asked for.
struct Probe<'a>(&'a Cell<&'static [&'static str]>);

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.set(fields);
        Err(serde::de::Error::custom("only probing"))
    }
    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("only probing"))
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// For `#[serde(deserialize_with = …)]` on a field `$place`: where the mapping itself stands.
///
/// # Errors
/// Never with our reader, which supplies the place.
pub fn place<'de, D: Deserializer<'de>>(d: D) -> Result<super::Span, D::Error> {
    let (file, start, end) = Deserialize::deserialize(d)?;
    Ok(super::Span { file: super::FileId(file), start, end })
}
