//! Two flows side by side that keep level: one text in two languages.

use super::Part;

/// Two flows in facing columns, in pairs: what a pair holds begins level on both sides, below the longer of the pair
/// above. A page ends at one height on both sides.
#[derive(Clone, Debug)]
pub struct Parallel {
    /// The pairs from top to bottom, each left and right. The parts of a side are read through, pair after pair,
    /// before those of the other side; structure elements may open in one pair and close in a later one.
    pub pairs: Vec<[Vec<Part>; 2]>,
}

impl Parallel {
    /// All parts in reading order: the left flow, then the right one.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        [0, 1].into_iter().flat_map(|side| self.pairs.iter().flat_map(move |pair| &pair[side]))
    }
    /// All parts, to be changed.
    pub fn parts_mut(&mut self) -> impl Iterator<Item = &mut Part> {
        self.pairs.iter_mut().flatten().flatten()
    }
}
