//! Circles, strokes and dashes as paths.

use crate::base::{Path, Point, Pt, Seg};

/// Handles of a quarter circle, as a share of its radius: within 0.03 per cent of round.
const QUARTER: f64 = 0.551_915;

/// A circle.
pub(super) fn circle(at: Point, radius: Pt) -> Path {
    let k = radius * QUARTER;
    let p = |dx: Pt, dy: Pt| at.moved(dx, dy);
    let (r, o) = (radius, Pt::ZERO);
    Path {
        segs: vec![
            Seg::Move(p(r, o)),
            Seg::Cubic(p(r, k), p(k, r), p(o, r)),
            Seg::Cubic(p(-k, r), p(-r, k), p(-r, o)),
            Seg::Cubic(p(-r, -k), p(-k, -r), p(o, -r)),
            Seg::Cubic(p(k, -r), p(r, -k), p(r, o)),
            Seg::Close,
        ],
    }
}

/// Straight strokes through points, each for itself: where they meet, a dot makes the corner round.
pub(super) fn strokes(points: &[Point]) -> Path {
    let pairs = points.windows(2).flat_map(|w| [Seg::Move(w[0]), Seg::Line(w[1])]);
    Path { segs: pairs.collect() }
}

/// The same in dashes.
pub(super) fn dashes(points: &[Point], (on, off): (Pt, Pt)) -> Path {
    let mut segs = Vec::new();
    // How far into the pattern the pen is.
    let mut phase = Pt::ZERO;
    for pair in points.windows(2) {
        let length = length(pair[0], pair[1]);
        let mut at = Pt::ZERO;
        while at < length {
            let (drawn, left) = match phase < on {
                true => (true, on - phase),
                false => (false, on + off - phase),
            };
            let end = (at + left).min(length);
            if drawn {
                segs.extend([Seg::Move(along(pair, at / length)), Seg::Line(along(pair, end / length))]);
            }
            phase = if end < at + left {
                phase + (end - at)
            } else if drawn {
                on
            } else {
                Pt::ZERO
            };
            at = end;
        }
    }
    Path { segs }
}

fn along(pair: &[Point], share: f64) -> Point {
    let step = |a: Pt, b: Pt| a + (b - a) * share;
    Point::new(step(pair[0].x, pair[1].x), step(pair[0].y, pair[1].y))
}

/// The distance of two points within four per cent, which no eye sees in a dash, and without a root.
fn length(a: Point, b: Point) -> Pt {
    let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
    dx.max(dy) * 0.96 + dx.min(dy) * 0.4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: f64, y: f64) -> Point {
        Point::new(Pt(x), Pt(y))
    }

    #[test]
    fn dashes_go_on_around_corners() {
        let path = dashes(&[p(0.0, 0.0), p(10.0, 0.0), p(10.0, 10.0)], (Pt(4.0), Pt(2.0)));
        let drawn: f64 = path
            .segs
            .chunks(2)
            .map(|c| match c {
                [Seg::Move(a), Seg::Line(b)] => (b.x - a.x).abs().0 + (b.y - a.y).abs().0,
                other => panic!("{other:?}"),
            })
            .sum();
        assert!((drawn - 13.3).abs() < 1.0, "two thirds of 20: {drawn}");
        let inside = |s: &Seg| match s {
            Seg::Move(p) | Seg::Line(p) => p.x.0 <= 10.001 && p.y.0 <= 10.001,
            _ => false,
        };
        assert!(path.segs.iter().all(inside));
    }

    #[test]
    fn nothing_comes_of_one_point() {
        assert!(strokes(&[p(1.0, 1.0)]).segs.is_empty());
        assert!(dashes(&[p(1.0, 1.0), p(1.0, 1.0)], (Pt(1.0), Pt(1.0))).segs.is_empty());
    }
}
