//! JSON Schemas of sheets and brands, from the types that serde reads: for editors that complete and check.

mod languages;

use super::brand::BrandFields;
use super::fields::SheetFields;
use super::template::fields::TemplateFields;
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// The schema of sheets, pretty-printed.
pub fn schema() -> String {
    of::<SheetFields>("A handbill sheet")
}

/// The schema of brands, pretty-printed.
pub fn brand_schema() -> String {
    of::<BrandFields>("A handbill brand")
}

/// The schema of page templates, pretty-printed. A file holds only what differs from another, so nothing in it has to
/// be given.
pub fn template_schema() -> String {
    let mut schema = value_of::<TemplateFields>("A handbill page template");
    nothing_required(&mut schema);
    format!("{schema:#}\n")
}

fn nothing_required(schema: &mut Value) {
    match schema {
        Value::Array(list) => list.iter_mut().for_each(nothing_required),
        Value::Object(object) => {
            object.retain(|key, value| key != "required" || !value.is_array());
            object.values_mut().for_each(nothing_required);
        }
        _ => {}
    }
}

fn of<T: JsonSchema>(title: &str) -> String {
    let mut schema = value_of::<T>(title);
    languages::allow(&mut schema);
    format!("{schema:#}\n")
}

fn value_of<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    let mut schema = schema.to_value();
    as_we_read(&mut schema);
    schema
}

/// Says of a schema what serde does not know of our reader.
fn as_we_read(schema: &mut Value) {
    match schema {
        Value::Array(list) => list.iter_mut().for_each(as_we_read),
        Value::Object(object) => {
            never_null(object);
            single_values(object);
            single_texts(object);
            object.values_mut().for_each(as_we_read);
        }
        _ => {}
    }
}

/// A field that may be missing may not be empty.
fn never_null(object: &mut Map<String, Value>) {
    let is_null = |v: &Value| v == "null" || *v == json!({ "type": "null" });
    for key in ["type", "anyOf"] {
        let Some(list) = object.get_mut(key).and_then(Value::as_array_mut) else { continue };
        list.retain(|v| !is_null(v));
        if let (1, "type") = (list.len(), key) {
            let only = list.remove(0);
            object.insert(key.to_owned(), only);
        }
    }
    object.retain(|key, value| !(matches!(key.as_str(), "default" | "description") && value.is_null()));
}

/// A single value stands for a list of one.
fn single_values(object: &mut Map<String, Value>) {
    let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for property in properties.values_mut() {
        if property["type"] != "array" || property["items"]["type"] == "array" {
            continue;
        }
        let mut outer = json!({ "description": property["description"] });
        let inner = property.as_object_mut();
        inner.into_iter().for_each(|p| p.retain(|key, _| key == "type" || key == "items"));
        outer["anyOf"] = json!([property["items"], property]);
        *property = outer;
    }
}

/// The same in a short form whose field is a list of texts: `page: a4`.
fn single_texts(object: &mut Map<String, Value>) {
    let Some(forms) = object.get_mut("anyOf").and_then(Value::as_array_mut) else { return };
    let items = forms.iter().filter(|f| f["type"] == "array").map(|f| f["items"].clone());
    let texts: Vec<Value> = items.filter(|i| i["type"].is_array() && !forms.contains(i)).collect();
    forms.extend(texts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn is_kept(name: &str, now: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(&path, now).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(kept == now, "assets/{name} is out of date: run this test with UPDATE_SCHEMAS=1");
    }

    #[test]
    fn the_schemas_in_assets_are_these() {
        is_kept("handbill.schema.json", &schema());
        is_kept("handbill-brand.schema.json", &brand_schema());
        is_kept("handbill-template.schema.json", &template_schema());
    }
}
