//! What is laid on the plates: one tint a plate, or a tint for each pixel.

/// Which plates: a bit for each.
pub(super) type PlateSet = u64;

/// Ink for a mark.
#[derive(Clone, Debug, Default)]
pub(super) struct Ink {
    /// A tint for each plate, 0 to 1.
    pub(super) flat: Vec<f32>,
    /// Plates whose tint differs from pixel to pixel of the mark's window.
    pub(super) fields: Vec<(usize, Vec<f32>)>,
    /// The plates that it changes.
    pub(super) writes: PlateSet,
}

impl Ink {
    /// The plates that it changes, each with its tints.
    pub(super) fn plates(&self) -> impl Iterator<Item = (usize, f32, Option<&[f32]>)> {
        let written = self.flat.iter().enumerate().filter(|(i, _)| self.writes >> i & 1 == 1);
        written.map(|(i, tint)| {
            let field = self.fields.iter().find(|(plate, _)| *plate == i);
            (i, *tint, field.map(|(_, f)| f.as_slice()))
        })
    }
}
