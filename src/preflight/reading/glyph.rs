//! Outlines of glyphs, out of the program that a font embeds: TrueType, OpenType, bare CFF, Type 1. Opened when the
//! first is asked for. A font without a program, a broken one and a Type 3 font have none.

use super::document::Pdf;
use super::encoding::plain;
use super::font::{Font, FontKind};
use super::geom::{Outline, Step, Xy};
use skrifa::font::Kind;
use skrifa::{DrawMemory, GlyphId, PathSink, ScalerFont};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock};

/// The program of a font, and what was drawn of it.
#[derive(Default)]
pub(super) struct Outlines {
    program: OnceLock<Option<Program>>,
    drawn: Mutex<BTreeMap<u32, Arc<Outline>>>,
}

impl std::fmt::Debug for Outlines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Outlines")
    }
}

struct Program {
    font: skrifa::Font,
    scaler: ScalerFont,
}

/// The outline of `code` in ems: 1 is the size of the type.
pub fn outline(pdf: &Pdf, font: &Font, code: u32) -> Arc<Outline> {
    let mut drawn = font.outlines.drawn.lock().unwrap_or_else(|e| e.into_inner());
    if let Some(known) = drawn.get(&code) {
        return known.clone();
    }
    // Fonts are strangers' too.
    let make = || draw(pdf, font, code).unwrap_or_default();
    let made = Arc::new(catch_unwind(AssertUnwindSafe(make)).unwrap_or_default());
    drawn.insert(code, made.clone());
    made
}

/// Whether the font embeds a program that can be drawn.
pub fn is_drawable(pdf: &Pdf, font: &Font) -> bool {
    program(pdf, font).is_some()
}

fn program<'a>(pdf: &Pdf, font: &'a Font) -> Option<&'a Program> {
    let open = || {
        let data = pdf.decode(pdf.stream(font.program?)?)?;
        let font = skrifa::Font::new(data, 0)?;
        Some(Program { scaler: ScalerFont::unhinted(font.clone(), Some(1000.0)), font })
    };
    let safely = || catch_unwind(AssertUnwindSafe(open)).unwrap_or(None);
    font.outlines.program.get_or_init(safely).as_ref()
}

fn draw(pdf: &Pdf, font: &Font, code: u32) -> Option<Outline> {
    let program = program(pdf, font)?;
    let gid = match font.kind {
        FontKind::Composite => composite(font, program, code),
        FontKind::TrueType => true_type(font, program, code),
        FontKind::Type1 => type1(font, program, code),
        FontKind::Type3 => None,
    }?;
    let mut pen = Pen::default();
    program.scaler.outline(gid)?.draw(DrawMemory::Scratch, &mut pen).ok()?;
    Some(Outline { steps: pen.steps })
}

fn composite(font: &Font, program: &Program, code: u32) -> Option<GlyphId> {
    let cid = font.cids.as_ref()?.cid_of(code);
    if let Some(map) = &font.cid_to_gid {
        let at = 2 * cid as usize;
        return Some(GlyphId::new(u32::from(u16::from_be_bytes([*map.get(at)?, *map.get(at + 1)?]))));
    }
    // ISO 32000-1, 9.7.4.2: the numbers are those of the CFF's own charset where it has one.
    match program.font.is_cid_keyed() {
        true => program.font.glyph_by_cid(cid),
        false => Some(GlyphId::new(cid)),
    }
}

/// ISO 32000-1, 9.6.6.4: by name through the Unicode map, by code through the symbols' map, by name in the font.
fn true_type(font: &Font, program: &Program, code: u32) -> Option<GlyphId> {
    let charmap = program.font.charmap();
    let real = |g: &GlyphId| g.to_u32() != 0;
    let by_map = |platform: u16, encoding: u16, c: u32| {
        let found = charmap.encodings().find(|e| e.sfnt_ids() == Some((platform, encoding)))?;
        charmap.map_code(found, c).filter(real)
    };
    let symbols = || [0, 0xf000, 0xf100, 0xf200].iter().find_map(|offset| by_map(3, 0, code + offset));
    let name = font.names.name(code);
    let text = font.names.text(code).and_then(|t| t.chars().next());
    let by_text = || text.and_then(|c| charmap.map_unicode(c)).filter(real);
    let by_name = || name.as_deref().and_then(|n| program.font.glyph_by_name(n)).filter(real);
    // Bit 3: symbolic.
    match font.flags >> 2 & 1 == 1 {
        true => symbols().or_else(|| by_map(1, 0, code)).or_else(by_text).or_else(by_name),
        false => by_text().or_else(|| by_map(1, 0, code)).or_else(by_name).or_else(symbols),
    }
}

fn type1(font: &Font, program: &Program, code: u32) -> Option<GlyphId> {
    let byte = u8::try_from(code).ok()?;
    let own = || match program.font.kind() {
        Kind::Type1(t) => t.encoding()?.map(byte),
        Kind::Cff(cff, _) => cff.encoding()?.map(byte),
        Kind::Sfnt(..) => program.font.charmap().map_unicode(u32::from(byte)),
    };
    if font.names.is_built_in(code) {
        return own();
    }
    let name = font.names.name(code)?;
    let plain = || program.font.glyph_by_name(plain(&name));
    program.font.glyph_by_name(&name).or_else(plain).or_else(own)
}

/// Takes an outline at 1000 to the em and writes it in ems.
#[derive(Default)]
struct Pen {
    steps: Vec<Step>,
    at: Xy,
}

fn em(x: f32, y: f32) -> Xy {
    Xy::new(f64::from(x) / 1000.0, f64::from(y) / 1000.0)
}

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = em(x, y);
        self.steps.push(Step::Move(self.at));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.at = em(x, y);
        self.steps.push(Step::Line(self.at));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, c, to) = (self.at, em(cx, cy), em(x, y));
        // A quadratic curve as a cubic one: its control points two thirds of the way.
        let toward = |p: Xy| Xy::new(p.x + (c.x - p.x) * 2.0 / 3.0, p.y + (c.y - p.y) * 2.0 / 3.0);
        self.steps.push(Step::Cubic(toward(from), toward(to), to));
        self.at = to;
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.at = em(x, y);
        self.steps.push(Step::Cubic(em(ax, ay), em(bx, by), self.at));
    }
    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}
