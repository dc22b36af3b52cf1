//! Crop and fold marks in registration colour, outside of the bleed.

use super::place::Side;
use crate::base::Size;
use std::fmt::Write;

/// Length of a mark, 6 mm, and its thickness (PRINT: crop marks, PrintPlanet and Canto).
const LENGTH: f64 = 17.0;
const THIN: f64 = 0.24;
/// Marks begin no nearer to the trim than this, so that a knife that drifts leaves none of them: 0.125 in.
const NEAREST: f64 = 9.0;
/// White between bleed and marks: what touches the bleed is cut into the page when the knife drifts.
const CLEAR: f64 = 3.0;
/// A shorter mark is not seen: 1 mm.
const SHORTEST: f64 = 2.8;
/// Printers leave so much of a sheet's edge white: 0.25 in. Where there is little room, a mark is shorter for it, but
/// no shorter than 2 mm.
const EDGE: f64 = 18.0;
const SHORT: f64 = 6.0;
/// Dashes of a fold mark.
const DASH: &str = "[2 2] 0 d";

/// How far marks go beyond the trim.
pub(super) fn reach(bleed: f64) -> f64 {
    begin(bleed) + LENGTH
}

fn begin(bleed: f64) -> f64 {
    bleed.max(NEAREST) + CLEAR
}

/// The operators that draw the marks of a side for which its paper has room. `color` is the resource name of the
/// registration colour.
pub(super) fn draw(side: &Side, paper: Size, bleed: f64, color: &str) -> String {
    let [left, bottom, right, top] = side.trim;
    let from = begin(bleed);
    let mut lines = String::new();
    let upright = |out: &mut String, x: f64| {
        line(out, (top + from, paper.h.0), |v| [x, v]);
        line(out, (bottom - from, 0.0), |v| [x, v]);
    };
    side.cuts_down.iter().for_each(|x| upright(&mut lines, *x));
    for y in &side.cuts_across {
        line(&mut lines, (right + from, paper.w.0), |v| [v, *y]);
        line(&mut lines, (left - from, 0.0), |v| [v, *y]);
    }
    let mut folds = String::new();
    side.folds.iter().for_each(|x| upright(&mut folds, *x));
    if lines.is_empty() && folds.is_empty() {
        return String::new();
    }
    let folds = if folds.is_empty() { folds } else { format!("{DASH}\n{folds}") };
    format!("q /{color} CS 1 SCN {THIN} w\n{lines}{folds}Q\n")
}

/// A mark from `start` towards `end`, the edge of the paper, as long as there is room.
fn line(out: &mut String, (start, end): (f64, f64), at: impl Fn(f64) -> [f64; 2]) {
    let room = end - start;
    let outwards = if end > 0.0 { room } else { -room };
    if outwards >= SHORTEST {
        let length = (outwards - EDGE).max(SHORT).min(outwards).min(LENGTH);
        let [a, b] = [at(start), at(start + length.copysign(room))];
        let _ = writeln!(out, "{:.3} {:.3} m {:.3} {:.3} l S", a[0], a[1], b[0], b[1]);
    }
}
