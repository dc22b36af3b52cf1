//! `qr`: a QR code with its label.

use crate::base::{Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// A QR code that leads to an address.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "qr", deny_unknown_fields)]
#[schemars(transform = short_form::<Qr>)]
pub struct Qr {
    /// The address.
    pub url: Text,
    /// What is behind it, in a few words.
    pub label: Option<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- qr: {url: \"https://example.org/sheet\", label: Sources and full text}
";
