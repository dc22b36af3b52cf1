//! JSON Schemas of sheets and brands, from the types that serde reads: for editors that complete and check.

use super::brand::BrandFields;
use super::fields::SheetFields;
use schemars::{JsonSchema, generate::SchemaSettings};

/// The schema of sheets, pretty-printed.
pub fn schema() -> String {
    of::<SheetFields>("A handbill sheet")
}

/// The schema of brands, pretty-printed.
pub fn brand_schema() -> String {
    of::<BrandFields>("A handbill brand")
}

fn of<T: JsonSchema>(title: &str) -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    format!("{:#}", schema.to_value())
}
