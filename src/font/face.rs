//! One parsed face: its bytes and the measures that layout and the PDF need.

use skrifa::GlyphId;
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;
use std::any::Any;
use std::sync::{Arc, OnceLock};

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

impl AsRef<[u8]> for FontData {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
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
    /// Where a variable font is set on its axes (empty for a static one): axis tag and value.
    pub variations: Vec<([u8; 4], f32)>,
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
    /// The glyphs of ASCII, 0 where there is none: every character of a sheet is asked for several times.
    pub(super) ascii: [u16; 128],
    /// Glyphs that `sups` replaces, sorted.
    pub(super) superiors: Vec<u16>,
    /// The tables, shared with the shaper.
    pub(super) font: skrifa::Font,
    /// See [`Face::shaping`].
    pub(super) shaping: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl Face {
    /// The tables.
    pub fn font(&self) -> &skrifa::Font {
        &self.font
    }
    /// The glyph that the character map gives `c`.
    pub fn glyph(&self, c: char) -> Option<u16> {
        let known = self.ascii.get(c as usize).copied();
        known.or_else(|| mapped(&self.font, c)).filter(|&g| g != 0)
    }
    /// Whether the face has a glyph for `c`, or a shaper can make one: spaces of all widths out of the
    /// space, the non-breaking hyphen out of the hyphen.
    pub fn sets(&self, c: char) -> bool {
        self.glyph(c).is_some() || stand_in(c).is_some_and(|s| self.glyph(s).is_some())
    }
    /// Whether `sups` has a superior form of `c`.
    pub fn has_superior(&self, c: char) -> bool {
        self.glyph(c).is_some_and(|g| self.superiors.binary_search(&g).is_ok())
    }
    /// Whether its substitutions (GSUB) have a feature of this name. Reads the table.
    pub fn has_feature(&self, tag: &[u8; 4]) -> bool {
        let features = self.font.tables().gsub().and_then(|gsub| gsub.feature_list());
        features.is_ok_and(|list| list.feature_records().iter().any(|r| r.feature_tag() == Tag::new(tag)))
    }
    /// Advance of a glyph, in em.
    pub fn advance(&self, gid: u16) -> f64 {
        let units = self.font.glyph_metrics().h_advance(GlyphId::new(u32::from(gid)));
        f64::from(units) / f64::from(self.units_per_em)
    }
    /// What the shaper prepares once per face; `init` makes it at the first call. Its type is the shaper's
    /// own, so that this layer needs to know none.
    pub fn shaping<T: Any + Send + Sync>(&self, init: impl FnOnce() -> T) -> Option<&T> {
        self.shaping.get_or_init(|| Box::new(init())).downcast_ref()
    }
}

/// The glyph that the character map of `font` gives `c`.
pub(super) fn mapped(font: &skrifa::Font, c: char) -> Option<u16> {
    u16::try_from(font.charmap().map_unicode(c)?.to_u32()).ok()
}

/// The character that a shaper may set in place of `c`.
fn stand_in(c: char) -> Option<char> {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        '\u{2011}' => Some('\u{2010}'),
        _ => None,
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({}, {})", self.id.0, self.ps_name)
    }
}
