//! `contact`: whom to ask.

use crate::base::{Text, fields::short_form};
use schemars::JsonSchema;
use serde::Deserialize;

/// Whom to ask, and how to reach them.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "contact", deny_unknown_fields)]
#[schemars(transform = short_form::<Contact>)]
pub struct Contact {
    /// A person or a team.
    pub name: Text,
    /// What they do there.
    pub title: Option<Text>,
    /// Electronic mail.
    pub email: Option<Text>,
    /// Telephone.
    pub phone: Option<Text>,
    /// Address on the web.
    pub web: Option<Text>,
    /// Postal address.
    pub address: Option<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- contact: {name: Policy team, email: policy@example.org, web: \"https://example.org\"}
";
