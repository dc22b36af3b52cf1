//! What the schema says of a sheet in two languages: `lang` lists both, and a text may be a mapping of their tags.

use serde_json::{Map, Value, json};

/// The fields that people translate. Any value may be written for each language; editors are told of these, so that
/// they still find mistakes in the others.
const TRANSLATED: &[&str] = &[
    "address",
    "alt",
    "boilerplate",
    "body",
    "body_file",
    "by",
    "byline",
    "caption",
    "credit",
    "dek",
    "disclosure",
    "email",
    "heading",
    "kicker",
    "label",
    "name",
    "phone",
    "prepared_for",
    "pull_quote",
    "quote",
    "tagline",
    "text",
    "title",
    "url",
    "value",
    "web",
];
/// Lists of texts, each of which may be translated.
const LISTS: [&str; 3] = ["header", "items", "rows"];
/// A language tag as a key: two or three letters, then subtags.
const TAG: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$";

/// Name of a text's mapping among the definitions.
const DEFINITION: &str = "translated";

/// Allows mappings of languages everywhere in a schema.
pub(super) fn allow(schema: &mut Value) {
    below(schema);
    schema["$defs"][DEFINITION] = mapping(text());
}

fn below(schema: &mut Value) {
    match schema {
        Value::Array(list) => list.iter_mut().for_each(below),
        Value::Object(object) => {
            object.values_mut().for_each(below);
            if let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) {
                fields(properties);
            }
        }
        _ => {}
    }
}

fn fields(properties: &mut Map<String, Value>) {
    for (name, property) in properties {
        if TRANSLATED.contains(&name.as_str()) {
            translated(property);
        } else if LISTS.contains(&name.as_str()) {
            cells(property);
        } else if name == "lang" {
            let description = property["description"].take();
            let one = json!({ "type": "string" });
            let two = json!({ "type": "array", "items": one, "minItems": 2, "maxItems": 2 });
            *property = json!({ "description": description, "anyOf": [one, two] });
        }
    }
}

/// A value, or one for each language.
fn translated(schema: &mut Value) {
    let mut one = schema.take();
    let description = one.as_object_mut().and_then(|o| o.remove("description"));
    let both = match one == text() {
        true => json!({ "$ref": format!("#/$defs/{DEFINITION}") }),
        false => mapping(one.clone()),
    };
    *schema = json!({ "anyOf": [one, both] });
    if let Some(description) = description {
        schema["description"] = description;
    }
}

fn mapping(value: Value) -> Value {
    json!({
        "description": "A value for each language of the sheet.",
        "type": "object",
        "propertyNames": { "pattern": TAG },
        "minProperties": 1,
        "additionalProperties": value,
    })
}

/// The schema of a text.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

/// The texts in a list, or in a list of lists.
fn cells(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else { return };
    for key in ["items", "anyOf"] {
        match object.get_mut(key) {
            Some(Value::Array(forms)) => forms.iter_mut().for_each(cells),
            Some(items) if *items == text() => translated(items),
            Some(items) => cells(items),
            None => {}
        }
    }
}
