//! Dots on a line for each name: one value, or two with the way between them.

use super::shapes;
use super::sketch::{GRID, Side, Sketch, Words};
use crate::base::{Point, Pt, Rect};

/// Share of the measure that names take at the most.
const NAMES: f64 = 0.4;
/// Radius of a dot as a share of the labels' size.
const RADIUS: f64 = 0.42;
/// White between two names, as a share of a line of labels.
const APART: f64 = 0.45;
/// Weight of the way from one value to the other, and of the edge of a dot, in ems of the labels.
const WAY: f64 = 0.147;

/// Where everything stands.
struct Frame {
    left: Pt,
    right: Pt,
    from: f64,
    to: f64,
    radius: Pt,
}

impl Frame {
    fn x(&self, number: f64) -> Pt {
        self.left + (self.right - self.left) * ((number - self.from) / (self.to - self.from))
    }
}

/// Draws the dots and gives their height.
pub(super) fn draw(s: &mut Sketch<'_, '_, '_>) -> Pt {
    let lead = s.leading();
    let Some(scale) = s.plot.scales.last() else { return Pt::ZERO };
    let names: Vec<Words> = s.plot.names.iter().map(|n| s.words(&n.rich)).collect();
    let column = names.iter().map(|n| n.width).fold(Pt::ZERO, Pt::max).min(s.width * NAMES);
    let radius = s.em() * RADIUS;
    let labels =
        s.plot.series.iter().flat_map(|k| k.values.iter().flatten()).map(|v| s.words(&v.label).width);
    let white = radius + s.em() * 0.35;
    let side = labels.fold(Pt::ZERO, Pt::max) + white;
    let pairs = s.plot.series.len() > 1;
    let left = column + s.em() * 0.8;
    let frame = Frame {
        left: left + if pairs { side } else { radius },
        right: s.width - side,
        from: scale.from,
        to: scale.to,
        radius,
    };
    let mut y = heads(s, &frame);
    let (weight, ink) = s.plot.grid.clone();
    let middle = y + lead * (names.first().map_or(1, |n| n.lines(column + Pt(0.05))) as f64 * 0.5);
    s.axis(Rect::new(left, middle - weight * 0.5, s.width - left, weight), &ink);
    for (i, name) in names.iter().enumerate() {
        let lines = name.lines(column + Pt(0.05)) as f64;
        s.set(s.cells.names[i], name, (Pt::ZERO, y), (column, Side::Left));
        row(s, &frame, i, (left, y + lead * (lines * 0.5)));
        y += lead * (lines + APART);
    }
    y - lead * APART
}

/// A row: its line, the way, the dots and their labels.
fn row(s: &mut Sketch<'_, '_, '_>, frame: &Frame, name: usize, (left, y): (Pt, Pt)) {
    let (weight, ink) = s.plot.grid.clone();
    s.rect(GRID, Rect::new(left, y - weight * 0.5, s.width - left, weight), &ink);
    let mut known: Vec<(usize, f64)> = Vec::new();
    for series in 0..s.plot.series.len() {
        known.extend(s.value(name, series).map(|v| (series, v.number)));
    }
    known.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    if known.is_empty() {
        let words = s.words(&s.plot.gap);
        let top = y - s.leading() * 0.5;
        s.mask(&words, (left, top), Side::Left);
        s.put(s.cells.values[name][0], &words, (left, top), Side::Left);
    }
    if let [low, .., high] = known.as_slice() {
        let (a, b) = (frame.x(low.1), frame.x(high.1));
        let ink = s.ink(name, s.plot.series.len() - 1);
        s.rect(s.cells.figure, Rect::new(a, y - s.em() * (WAY * 0.5), b - a, s.em() * WAY), &ink);
    }
    for (series, number) in &known {
        dot(s, frame, (name, *series), Point::new(frame.x(*number), y));
    }
    let white = frame.radius + s.em() * 0.35;
    let top = y - s.leading() * 0.5;
    for (n, (series, number)) in known.iter().enumerate() {
        let Some(value) = s.value(name, *series) else { continue };
        let cell = s.cells.values[name][*series];
        let words = s.words(&value.label);
        let x = frame.x(*number);
        let first = n == 0 && known.len() > 1;
        let (x, side) = if first { (x - white, Side::Right) } else { (x + white, Side::Left) };
        s.mask(&words, (x, top), side);
        s.put(cell, &words, (x, top), side);
    }
}

fn dot(s: &mut Sketch<'_, '_, '_>, frame: &Frame, (name, series): (usize, usize), at: Point) {
    let mark = s.plot.series[series].mark.clone();
    let ink = s.ink(name, series);
    let figure = s.cells.figure;
    if mark.hollow {
        let weight = s.em() * (WAY * 0.8);
        let path = shapes::circle(at, frame.radius - weight * 0.5);
        s.path(figure, path, Some((s.plot.paper.clone(), false)), Some((ink, weight)));
    } else {
        s.path(figure, shapes::circle(at, frame.radius), Some((ink, false)), None);
    }
}

/// The names of two series above the dots of the first row that has both; gives the height that they take.
fn heads(s: &mut Sketch<'_, '_, '_>, frame: &Frame) -> Pt {
    let plot = s.plot;
    if plot.series.len() < 2 {
        return Pt::ZERO;
    }
    let both = (0..plot.names.len()).find(|n| (0..2).all(|k| s.value(*n, k).is_some())).unwrap_or(0);
    let number = |k: usize| s.value(both, k).map_or(frame.from, |v| v.number);
    let (low, high) = if number(0) <= number(1) { (0, 1) } else { (1, 0) };
    let (a, b) = (s.words(&plot.series[low].name), s.words(&plot.series[high].name));
    let (x, z) = (frame.x(number(low)), frame.x(number(high)));
    // Each with its middle over its dot, apart from the other and within the measure.
    let white = s.em() * 0.8;
    let mut left = x - a.width * 0.5;
    let mut right = (z - b.width * 0.5).max(left + a.width + white);
    let middle = ((x + z) - (a.width + white + b.width)) * 0.5;
    if right > z - b.width * 0.5 {
        left = left.min(middle);
        right = left + a.width + white;
    }
    right = right.min(s.width - b.width);
    left = left.min(right - white - a.width).max(Pt::ZERO);
    let heads = s.cells.heads.clone();
    s.put(heads[low], &a, (left, Pt::ZERO), Side::Left);
    s.put(heads[high], &b, (right, Pt::ZERO), Side::Left);
    s.leading() * 1.25
}
