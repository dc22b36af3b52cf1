//! From page coordinates (trim's top left corner, y down) to PDF's (media's bottom left corner, y up), the boxes of
//! a page, and the rounding of every number that is written.

use crate::base::{Point, Pt, Rect, Size};
use crate::edition::{Edition, Marks};

/// White between the bleed and what stands around it, and the least between the trim and that: a cut that drifts by
/// 1/16 in (NY Speedy) leaves no mark on the sheet.
const AIR: Pt = Pt(3.0);
const CLEAR: Pt = Pt(9.0);
/// Room for marks of 6 mm and 4 pt to the edge of the media.
const MARK_AREA: Pt = Pt(21.0);

/// The mapping of one page.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    size: Size,
    bleed: Pt,
    /// From the bleed to the media's edge.
    marks: Pt,
}

impl Frame {
    /// The mapping of a page of `size` in `edition`.
    pub(super) fn new(size: Size, edition: &Edition) -> Frame {
        let mut frame = Frame { size, bleed: edition.bleed, marks: Pt::ZERO };
        if edition.marks == Marks::Crop {
            frame.marks = frame.marks_start() + MARK_AREA - frame.bleed;
        }
        frame
    }
    /// From the trim to where marks start, outside the bleed.
    pub(super) fn marks_start(&self) -> Pt {
        (self.bleed + AIR).max(CLEAR)
    }
    /// What reaches the trim is carried to the edge of this.
    pub(super) fn carry(&self) -> Bleed {
        Bleed { size: self.size, width: self.bleed }
    }
    /// A point in PDF coordinates.
    pub(super) fn point(&self, p: Point) -> [f64; 2] {
        let out = self.bleed + self.marks;
        [(p.x + out).0, (self.size.h + out - p.y).0]
    }
    /// Left, bottom, right and top in PDF coordinates.
    pub(super) fn rect(&self, r: Rect) -> [f64; 4] {
        let [left, top] = self.point(Point::new(r.x, r.y));
        [left, top - r.h.0, left + r.w.0, top]
    }
    /// All that the file shows: the sheet, its bleed and what stands around it.
    pub(super) fn media(&self) -> [f64; 4] {
        self.around(self.bleed + self.marks)
    }
    /// The sheet with its bleed.
    pub(super) fn bleed(&self) -> [f64; 4] {
        self.around(self.bleed)
    }
    /// The sheet after the cut.
    pub(super) fn trim(&self) -> [f64; 4] {
        self.around(Pt::ZERO)
    }
    fn around(&self, out: Pt) -> [f64; 4] {
        let Size { w, h } = self.size;
        self.rect(Rect::new(-out, -out, w + out * 2.0, h + out * 2.0))
    }
}

/// A page and its bleed.
#[derive(Clone, Copy)]
pub(super) struct Bleed {
    /// Trimmed size.
    pub size: Size,
    /// Width of the bleed, on every side; none where there is no bleed.
    pub width: Pt,
}

/// Two decimals: a hundredth of a point is 3.5 µm, a tenth of a dot of an imagesetter of 2540 dpi.
pub(super) fn round2(v: f64) -> f32 {
    ((v * 100.0).round() / 100.0) as f32
}

/// Three decimals, for widths, boxes and colours.
pub(super) fn round3(v: f64) -> f32 {
    ((v * 1000.0).round() / 1000.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_lie_in_one_another() {
        let letter = Size { w: Pt(612.0), h: Pt(792.0) };
        let press = Frame::new(letter, &Edition::press());
        assert_eq!(press.media(), [0.0, 0.0, 678.0, 858.0]);
        assert_eq!(press.bleed(), [24.0, 24.0, 654.0, 834.0]);
        assert_eq!(press.trim(), [33.0, 33.0, 645.0, 825.0]);
        let bare = Frame::new(letter, &Edition { marks: Marks::None, ..Edition::press() });
        assert_eq!((bare.media(), bare.trim()), (bare.bleed(), [9.0, 9.0, 621.0, 801.0]));
        let email = Frame::new(letter, &Edition::email());
        assert_eq!((email.media(), email.trim()), ([0.0, 0.0, 612.0, 792.0], email.bleed()));
    }
}
