//! From a font file's bytes to a [`Face`] with its measures.

use super::face::{FontData, mapped};
use super::{Face, FaceId, Slant};
use skrifa::Font;
use skrifa::raw::model::attribute::Style;
use skrifa::raw::model::{Blob, Source};
use skrifa::raw::tables::gsub::{SingleSubst, SubstitutionSubtables};
use skrifa::raw::types::{NameId, Tag};
use skrifa::raw::{ReadError, TableProvider};
use std::sync::{Arc, OnceLock};

impl Face {
    /// Reads the face `index` of `data`. A variable font is set to `weight` (and to its italic axis where
    /// `italic` asks for it); a static one is what it is. `None` where the bytes hold no such face.
    pub fn parse(id: FaceId, data: FontData, index: u32, weight: u16, italic: bool) -> Option<Face> {
        let blob = match &data {
            FontData::Static(bytes) => Blob::Static(bytes),
            FontData::Shared(_) => Blob::Shared(Arc::new(data.clone())),
        };
        let font = Font::new(Source::from(blob), index)?;
        let variations = place_on_axes(&font, weight, italic);
        let font = if variations.is_empty() {
            font
        } else {
            let place = variations.iter().map(|&(tag, value)| (Tag::new(&tag), value));
            font.instance_builder().variations(place).build()
        };
        Some(measured(id, data, index, font, variations))
    }
}

/// The values of the axes that follow from weight and slant; every other axis stays at its default, which is
/// written out so that whoever cuts an instance need not know it.
fn place_on_axes(font: &Font, weight: u16, italic: bool) -> Vec<([u8; 4], f32)> {
    let place = font.axes().iter().map(|axis| {
        let tag = axis.tag().to_be_bytes();
        let value = match &tag {
            b"wght" => f32::from(weight),
            b"ital" if italic => 1.0,
            b"slnt" if italic => axis.min_value(),
            _ => axis.default_value(),
        };
        (tag, value.clamp(axis.min_value(), axis.max_value()))
    });
    place.collect()
}

/// The PostScript name of a face. An instance gets its place on the axes appended (after Adobe Technical Note
/// 5902), so that two instances of one file do not share a name.
fn ps_name(font: &Font, family: &str, variations: &[([u8; 4], f32)]) -> String {
    let mut text = name(font, NameId::POSTSCRIPT_NAME).unwrap_or_else(|| family.replace(' ', ""));
    let moved =
        font.axes().iter().zip(variations).filter(|(axis, (_, value))| axis.default_value() != *value);
    for (_, (tag, value)) in moved {
        text.push_str(&format!("_{value}{}", String::from_utf8_lossy(tag).trim()));
    }
    text
}

fn measured(id: FaceId, data: FontData, index: u32, font: Font, variations: Vec<([u8; 4], f32)>) -> Face {
    let m = font.metrics();
    let em = f64::from(m.units_per_em);
    let line = m.h_line().unwrap_or_default();
    let attributes = font.default_attributes();
    let italic = !matches!(attributes.style, Style::Normal) || is_set_italic(&variations);
    let weight = variations.iter().find(|(tag, _)| tag == b"wght").map(|&(_, v)| v);
    let family = name(&font, NameId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(&font, NameId::FAMILY_NAME));
    let family = family.unwrap_or_else(|| "unnamed".to_owned());
    let ps_name = ps_name(&font, &family, &variations);
    let superiors = superior_glyphs(&font);
    let height = |stated: Option<f64>, c: char, usual: f64| {
        stated.filter(|h| *h > 0.0).or_else(|| ink_height(&font, c)).map_or(usual, |units| units / em)
    };
    let mut face = Face {
        id,
        weight: weight.unwrap_or(attributes.weight.value()).round() as u16,
        slant: if italic { Slant::Italic } else { Slant::Upright },
        units_per_em: m.units_per_em,
        ascent: line.ascender.to_f64() / em,
        descent: line.descender.to_f64() / em,
        // Usual proportions of text faces, for a file that states neither and has no such letters.
        cap_height: height(m.cap_height.map(|h| h.to_f64()), 'H', 0.7),
        x_height: height(m.x_height.map(|h| h.to_f64()), 'x', 0.5),
        italic_angle: font.style_metrics().italic_angle.map_or(0.0, |a| a.to_f64()),
        bbox: [m.bounds.x_min, m.bounds.y_min, m.bounds.x_max, m.bounds.y_max].map(|v| v.to_f64() / em),
        has_superiors: false,
        serif: has_serifs(&font, &family),
        family,
        ps_name,
        data,
        index,
        variations,
        ascii: std::array::from_fn(|c| mapped(&font, char::from(c as u8)).unwrap_or(0)),
        superiors,
        font,
        shaping: OnceLock::new(),
    };
    face.has_superiors = ('0'..='9').all(|c| face.has_superior(c));
    face
}

fn is_set_italic(variations: &[([u8; 4], f32)]) -> bool {
    variations.iter().any(|(tag, v)| (tag == b"ital" && *v > 0.5) || (tag == b"slnt" && *v < 0.0))
}

fn name(font: &Font, id: NameId) -> Option<String> {
    let text = font.names().get(id)?.english_or_first()?.name().to_string();
    (!text.is_empty()).then_some(text)
}

/// Height of the ink of `c` above the baseline, in design units.
fn ink_height(font: &Font, c: char) -> Option<f64> {
    let glyph = font.charmap().map_unicode(c)?;
    font.glyph_metrics().extents(glyph).map(|e| f64::from(e.y_bearing)).filter(|h| *h > 0.0)
}

/// IBM family classes 1 to 5 and 7 have serifs, 8 has none; PANOSE serif styles 2 to 10 of Latin text faces
/// have them, 11 to 15 do not (OpenType, `OS/2`). Where both are silent, the name decides.
fn has_serifs(font: &Font, family: &str) -> bool {
    let by_table = font.tables().os2().ok().and_then(|os2| {
        let panose = os2.panose_10();
        match (os2.s_family_class() >> 8, panose.first(), panose.get(1)) {
            (1..=5 | 7, ..) => Some(true),
            (8, ..) => Some(false),
            (_, Some(2), Some(2..=10)) => Some(true),
            (_, Some(2), Some(11..=15)) => Some(false),
            _ => None,
        }
    });
    let family = family.to_lowercase();
    by_table.unwrap_or_else(|| family.contains("serif") && !family.contains("sans"))
}

/// The glyphs that `sups` replaces one by one, sorted. A damaged table counts as none.
fn superior_glyphs(font: &Font) -> Vec<u16> {
    let mut glyphs = Vec::new();
    let _ = collect_superiors(font, &mut glyphs);
    glyphs.sort_unstable();
    glyphs.dedup();
    glyphs
}

fn collect_superiors(font: &Font, into: &mut Vec<u16>) -> Result<(), ReadError> {
    let gsub = font.tables().gsub()?;
    let (features, lookups) = (gsub.feature_list()?, gsub.lookup_list()?.lookups());
    let sups = features.feature_records().iter().filter(|r| r.feature_tag() == Tag::new(b"sups"));
    for record in sups {
        for index in record.feature(features.offset_data())?.lookup_list_indices() {
            let SubstitutionSubtables::Single(tables) = lookups.get(index.get() as usize)?.subtables()?
            else {
                continue;
            };
            for table in tables.iter() {
                let covered = match table? {
                    SingleSubst::Format1(t) => t.coverage()?,
                    SingleSubst::Format2(t) => t.coverage()?,
                    // For fonts of more than 65 535 glyphs, which a PDF cannot address.
                    SingleSubst::Format3(_) | SingleSubst::Format4(_) => continue,
                };
                into.extend(covered.iter().filter_map(|g| u16::try_from(g.to_u32()).ok()));
            }
        }
    }
    Ok(())
}
