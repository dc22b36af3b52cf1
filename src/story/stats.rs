//! Large figures with what they count: layout decides how they stand and how large they can be.

use super::Para;
use crate::base::{Ink, Pt};

/// Large figures.
#[derive(Clone, Debug)]
pub struct Stats {
    /// The figures in reading order, each with what it counts.
    pub items: Vec<(Para, Para)>,
    /// Whether they stand one above the other in any case, labels below.
    pub tower: bool,
    /// White between figures side by side.
    pub gap: Pt,
    /// Line between two of them.
    pub divider: Option<(Pt, Ink)>,
}

impl Stats {
    /// All its paragraphs in reading order.
    pub fn paras(&self) -> impl Iterator<Item = &Para> {
        self.items.iter().flat_map(|(value, label)| [value, label])
    }
    /// All its paragraphs in reading order, to be changed.
    pub fn paras_mut(&mut self) -> impl Iterator<Item = &mut Para> {
        self.items.iter_mut().flat_map(|(value, label)| [value, label])
    }
}
