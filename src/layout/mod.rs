//! From a story to pages. Shape once, break per measure, place last. Knows no block, no sheet, no YAML.

pub mod frame;
pub mod tags;

pub use frame::{Bookmark, Draw, Layout, Link, Owner, Page, Place, Placed, Target};
pub use tags::{Elem, ElemId, TagTree};
