//! Faces, families, and which face sets a character. Takes font files as bytes; never reads a disk itself:
//! what is not compiled in comes through a [`Provider`].

pub mod asked;
mod bundle;
pub mod face;
mod parse;
pub mod problem;
mod script;
pub mod set;
pub mod wanted;
pub mod weight;

pub use asked::{Asked, Problem, Want};
pub use bundle::list as bundled;
pub use face::{Face, FaceId, FontData, Slant};
pub use set::{FontSet, Provided, Provider};
