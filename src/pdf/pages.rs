//! From page coordinates (trim's top left corner, y down) to PDF's (media's bottom left corner, y up), and
//! the rounding of every number that is written.

use crate::base::{Point, Pt, Rect, Size};
use crate::edition::Edition;

/// The mapping of one page.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    size: Size,
    bleed: Pt,
}

impl Frame {
    /// The mapping of a page of `size` in `edition`.
    pub(super) fn new(size: Size, edition: &Edition) -> Frame {
        Frame { size, bleed: edition.bleed }
    }
    /// A point in PDF coordinates.
    pub(super) fn point(&self, p: Point) -> [f64; 2] {
        [(p.x + self.bleed).0, (self.size.h + self.bleed - p.y).0]
    }
    /// Left, bottom, right and top in PDF coordinates.
    pub(super) fn rect(&self, r: Rect) -> [f64; 4] {
        let [left, top] = self.point(Point::new(r.x, r.y));
        [left, top - r.h.0, left + r.w.0, top]
    }
    /// The whole sheet with its bleed.
    pub(super) fn media(&self) -> [f64; 4] {
        [0.0, 0.0, (self.size.w + self.bleed * 2.0).0, (self.size.h + self.bleed * 2.0).0]
    }
    /// The sheet after the cut.
    pub(super) fn trim(&self) -> [f64; 4] {
        let b = self.bleed.0;
        [b, b, b + self.size.w.0, b + self.size.h.0]
    }
}

/// Two decimals: a hundredth of a point is 3.5 µm, a tenth of a dot of an imagesetter of 2540 dpi.
pub(super) fn round2(v: f64) -> f32 {
    ((v * 100.0).round() / 100.0) as f32
}

/// Three decimals, for widths, boxes and colours.
pub(super) fn round3(v: f64) -> f32 {
    ((v * 1000.0).round() / 1000.0) as f32
}
