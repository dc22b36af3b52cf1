#![doc = include_str!("ARCHITECTURE.md")]
#![warn(missing_docs)]

pub mod base;
pub mod block;
pub mod cli;
pub mod edition;
pub mod font;
pub mod layout;
pub mod pdf;
pub mod project;
pub mod sheet;
pub mod story;
pub mod text;
pub mod theme;
