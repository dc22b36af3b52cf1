//! Carries what reaches the trim on to the edge of the bleed, side by side, so that a cut that drifts shows no white.
//!
//! It is done here, where shapes become operators, and not in layout: bleed says nothing about where things stand, so
//! that all editions share one layout, and whatever block or drawing puts a shape at the trim, it is carried. Text is
//! never looked at, and whatever ends within the page keeps its edge there.

use super::super::pages::Bleed;
use crate::base::{Path, Point, Pt, Rect, Seg};

/// What ends this near to the trim is meant to reach it: twice the rounding of what is written.
const NEAR: Pt = Pt(0.01);

impl Bleed {
    /// A rectangle whose sides at or past the trim lie on the edge of the bleed. One that no part of the page shows
    /// stays as it is.
    pub(super) fn rect(&self, r: Rect) -> Rect {
        let (right, bottom) = (r.x + r.w, r.y + r.h);
        let outside =
            right <= NEAR || bottom <= NEAR || r.x >= self.size.w - NEAR || r.y >= self.size.h - NEAR;
        if outside || self.width <= Pt::ZERO {
            return r;
        }
        let (x, y) = (self.along(r.x, self.size.w), self.along(r.y, self.size.h));
        Rect::new(x, y, self.along(right, self.size.w) - x, self.along(bottom, self.size.h) - y)
    }

    /// An outline whose points at or past the trim lie on the edge of the bleed.
    pub(super) fn path(&self, path: &Path) -> Path {
        if self.width <= Pt::ZERO {
            return path.clone();
        }
        let f = |p: Point| Point::new(self.along(p.x, self.size.w), self.along(p.y, self.size.h));
        let segs = path.segs.iter().map(|s| match *s {
            Seg::Move(a) => Seg::Move(f(a)),
            Seg::Line(a) => Seg::Line(f(a)),
            Seg::Cubic(a, b, c) => Seg::Cubic(f(a), f(b), f(c)),
            Seg::Close => Seg::Close,
        });
        Path { segs: segs.collect() }
    }

    /// A coordinate on an axis along which the page measures `side`.
    fn along(&self, v: Pt, side: Pt) -> Pt {
        match v {
            v if v <= NEAR => -self.width,
            v if v >= side - NEAR => side + self.width,
            v => v,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Size;

    fn rect(x: f64, y: f64, w: f64, h: f64) -> Rect {
        Rect::new(Pt(x), Pt(y), Pt(w), Pt(h))
    }

    fn carried(bleed: f64, r: Rect) -> Rect {
        Bleed { size: Size { w: Pt(100.0), h: Pt(200.0) }, width: Pt(bleed) }.rect(r)
    }

    #[test]
    fn a_side_at_the_trim_goes_on_and_another_stays() {
        assert_eq!(carried(9.0, rect(0.0, 10.0, 50.0, 20.0)), rect(-9.0, 10.0, 59.0, 20.0));
        assert_eq!(carried(9.0, rect(50.0, 10.0, 49.995, 20.0)), rect(50.0, 10.0, 59.0, 20.0));
        assert_eq!(carried(9.0, rect(0.0, 0.0, 100.0, 200.0)), rect(-9.0, -9.0, 118.0, 218.0));
        let inside = rect(1.0, 1.0, 98.0, 198.0);
        assert_eq!(carried(9.0, inside), inside);
    }

    #[test]
    fn what_is_past_the_trim_ends_at_the_bleed() {
        assert_eq!(carried(18.0, rect(-9.0, -9.0, 118.0, 50.0)), rect(-18.0, -18.0, 136.0, 59.0));
        assert_eq!(carried(4.0, rect(-9.0, -9.0, 118.0, 50.0)), rect(-4.0, -4.0, 108.0, 45.0));
        let out = rect(-9.0, 10.0, 9.0, 5.0);
        assert_eq!(carried(18.0, out), out);
        let screen = rect(-9.0, -9.0, 118.0, 50.0);
        assert_eq!(carried(0.0, screen), screen);
    }
}
