//! One parsed face: its bytes and the measures that layout and the PDF need.

use std::sync::Arc;

/// A handle into a [`super::FontSet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Upright or italic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slant {
    /// Roman.
    Upright,
    /// True italic or oblique.
    Italic,
}

/// The bytes of a font file, compiled in or read.
#[derive(Clone)]
pub enum FontData {
    /// Part of the program.
    Static(&'static [u8]),
    /// Read by a provider and shared.
    Shared(Arc<[u8]>),
}

impl FontData {
    /// The file's bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            FontData::Static(b) => b,
            FontData::Shared(b) => b,
        }
    }
}

/// A face, parsed once per process and shared between threads. All measures are in em.
pub struct Face {
    /// Its handle.
    pub id: FaceId,
    /// Typographic family, such as `Source Serif 4`.
    pub family: String,
    /// OpenType weight class, 100 to 900.
    pub weight: u16,
    /// Roman or italic.
    pub slant: Slant,
    /// The file.
    pub data: FontData,
    /// Which face of a collection.
    pub index: u32,
    /// Design units in one em.
    pub units_per_em: u16,
    /// PostScript name.
    pub ps_name: String,
    /// Ascender, positive.
    pub ascent: f64,
    /// Descender, negative.
    pub descent: f64,
    /// Height of capitals.
    pub cap_height: f64,
    /// Height of a lower-case x.
    pub x_height: f64,
    /// Slant in degrees, negative for italics.
    pub italic_angle: f64,
    /// Bounding box of all glyphs: x min, y min, x max, y max, in em.
    pub bbox: [f64; 4],
    /// Whether the face has true superior figures (`sups`) for all of 0 to 9.
    pub has_superiors: bool,
    /// Whether it has serifs, by family class or name (a PDF font descriptor flag).
    pub serif: bool,
}
