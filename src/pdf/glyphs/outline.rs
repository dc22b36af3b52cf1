//! Outlines of glyphs that are drawn as paths: signs above and below letters from the right.

use crate::base::{Path, Point, Pt, Seg};
use crate::font::Face;
use skrifa::instance::Size;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};
use std::collections::{BTreeMap, BTreeSet};

/// The outlines of some glyphs, in em, from the origin; y downwards, as on pages.
pub(super) fn outlines(face: &Face, gids: BTreeSet<u16>) -> BTreeMap<u16, Path> {
    if gids.is_empty() {
        return BTreeMap::new();
    }
    let Ok(font) = skrifa::FontRef::from_index(face.data.bytes(), face.index) else { return BTreeMap::new() };
    let place = face.variations.iter().map(|(tag, value)| (skrifa::Tag::new(tag), *value));
    let location = font.axes().location(place);
    let glyphs = font.outline_glyphs();
    let outline = |gid: u16| {
        let mut pen = Pen { em: f64::from(face.units_per_em), at: Point::default(), path: Path::default() };
        let glyph = glyphs.get(GlyphId::new(u32::from(gid)))?;
        glyph.draw(DrawSettings::unhinted(Size::unscaled(), &location), &mut pen).ok()?;
        Some((gid, pen.path))
    };
    gids.into_iter().filter_map(outline).collect()
}

struct Pen {
    em: f64,
    at: Point,
    path: Path,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> Point {
        Point::new(Pt(f64::from(x) / self.em), Pt(-f64::from(y) / self.em))
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.path.segs.push(Seg::Move(self.at));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.path.segs.push(Seg::Line(self.at));
    }
    /// The cubic of a quadratic has its handles two thirds of the way to the one handle.
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (handle, end) = (self.point(cx, cy), self.point(x, y));
        let near = |p: Point| {
            let two_thirds = |from: Pt, to: Pt| from + (to - from) * (2.0 / 3.0);
            Point::new(two_thirds(p.x, handle.x), two_thirds(p.y, handle.y))
        };
        self.path.segs.push(Seg::Cubic(near(self.at), near(end), end));
        self.at = end;
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.path.segs.push(Seg::Cubic(self.point(ax, ay), self.point(bx, by), self.at));
    }
    fn close(&mut self) {
        self.path.segs.push(Seg::Close);
    }
}
