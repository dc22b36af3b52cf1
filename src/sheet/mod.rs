//! A sheet as somebody wrote it, read and checked: YAML or Markdown in, [`Sheet`] with places out.
//!
//! YAML becomes a tree with places (`yaml`), the tree becomes fields (`read`, through serde), the fields
//! become a sheet with its files read in (`assemble`, `brand`), and the whole is checked (`check`). Nothing
//! here decides how anything looks, and nothing touches a disk: files come through [`crate::base::Files`].

mod assemble;
mod brand;
mod check;
pub mod codes;
mod csv;
mod dates;
mod editions;
mod fields;
mod filled;
mod front;
mod inks;
mod inputs;
mod languages;
mod lower;
pub mod merge;
pub mod model;
mod parse;
mod prose;
mod read;
mod room;
mod schema;
mod template;
mod yaml;

pub use editions::{ALL_EDITIONS, EditionSettings, for_printer, printer_text, printers};
pub use front::front_matter;
pub use inks::inks;
pub use languages::{is_tag, of_language};
pub use lower::{lower, theme, tuned_theme};
pub use model::*;
pub use parse::{Master, parse};
pub use schema::{brand_schema, schema, template_schema};
#[cfg(test)]
pub use template::built_in_template;
pub use template::{template_text, templates};
