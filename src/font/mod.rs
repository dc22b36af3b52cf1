//! Faces, families, and which face sets a character. Takes font files as bytes; never reads a disk itself:
//! what is not compiled in comes through a [`Provider`].

pub mod face;
pub mod set;

pub use face::{Face, FaceId, Slant};
pub use set::{FontSet, Provider, Want};
