//! Outlines as path operators. printpdf's polygons close one contour only and close it always, so the
//! operators are written one by one.

use super::pages::{Frame, round2};
use crate::base::{Path, Point, Rect, Seg};
use printpdf::{DictItem, Op};

/// How an outline is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Painting {
    /// Filled by the non-zero winding rule.
    Fill,
    /// Filled by the even-odd rule.
    FillEvenOdd,
    /// Stroked.
    Stroke,
    /// Filled (non-zero) and stroked.
    Both,
    /// Filled (even-odd) and stroked.
    BothEvenOdd,
}

impl Painting {
    /// The way to paint with these; `None` where nothing is to be seen.
    pub(super) fn of(even_odd: Option<bool>, stroked: bool) -> Option<Painting> {
        match (even_odd, stroked) {
            (Some(false), false) => Some(Painting::Fill),
            (Some(true), false) => Some(Painting::FillEvenOdd),
            (None, true) => Some(Painting::Stroke),
            (Some(false), true) => Some(Painting::Both),
            (Some(true), true) => Some(Painting::BothEvenOdd),
            (None, false) => None,
        }
    }
    fn operator(self) -> &'static str {
        match self {
            Painting::Fill => "f",
            Painting::FillEvenOdd => "f*",
            Painting::Stroke => "S",
            Painting::Both => "B",
            Painting::BothEvenOdd => "B*",
        }
    }
}

/// Adds the operators that paint `path`.
pub(super) fn paint(ops: &mut Vec<Op>, frame: &Frame, path: &Path, painting: Painting) {
    for seg in &path.segs {
        ops.push(match *seg {
            Seg::Move(p) => operator("m", frame, &[p]),
            Seg::Line(p) => operator("l", frame, &[p]),
            Seg::Cubic(a, b, c) => operator("c", frame, &[a, b, c]),
            Seg::Close => operator("h", frame, &[]),
        });
    }
    ops.push(operator(painting.operator(), frame, &[]));
}

/// Adds the operators that fill `rect`.
pub(super) fn fill_rect(ops: &mut Vec<Op>, frame: &Frame, rect: Rect) {
    let [left, bottom, right, top] = frame.rect(rect);
    let value = [left, bottom, right - left, top - bottom].map(|v| DictItem::Real(round2(v))).to_vec();
    ops.push(Op::Unknown { key: "re".into(), value });
    ops.push(operator("f", frame, &[]));
}

fn operator(key: &str, frame: &Frame, points: &[Point]) -> Op {
    let value = points.iter().flat_map(|p| frame.point(*p)).map(|v| DictItem::Real(round2(v))).collect();
    Op::Unknown { key: key.into(), value }
}
