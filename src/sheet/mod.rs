//! A sheet as somebody wrote it, read and checked: YAML or Markdown in, [`Sheet`] with places out.
//!
//! Nothing here decides how anything looks, and nothing touches a disk: files come through
//! [`crate::base::Files`].

mod fields;
mod lower;
pub mod model;
mod read;
mod yaml;

pub use lower::{lower, theme};
pub use model::*;
