//! What every other layer stands on: lengths, geometry, colour, sources of text and messages about them.
//! Nothing here knows a font, a page or a file system.

pub mod address;
pub mod color;
pub mod diag;
pub mod escape;
pub mod fields;
pub mod fnv;
pub mod geom;
pub mod icc;
pub mod meant;
pub mod recent;
pub mod source;
pub mod tree;
pub mod unit;
pub mod value;

pub use color::Ink;
pub use diag::{Diagnostic, Diagnostics, Elsewhere, Severity};
pub use fnv::fnv;
pub use geom::{Direction, Path, Point, Rect, Seg, Size};
pub use recent::Recent;
pub use source::{FileId, Files, Loaded, Source, Sources, Span};
pub use tree::Tree;
pub use unit::Pt;
pub use value::{Anything, Number, Pairs, Text};
