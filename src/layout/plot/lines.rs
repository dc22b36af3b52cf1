//! Lines through values: ticks at the left, names below, each line's name and last value at its end.

mod ends;
mod foot;

use super::axis::Ticks;
use super::sketch::{Side, Sketch, Words};
use super::{columns, shapes};
use crate::base::{Path, Point, Pt, Rect};
use ends::{End, Ends};
use foot::Foot;

/// Radius of the dot at the end of the line that counts, in ems of the labels.
const DOT: f64 = 0.3;
/// Radius of the dot of a value between two gaps, likewise.
const LONE: f64 = 0.19;

/// Where everything stands.
struct Frame {
    xs: Vec<Pt>,
    left: Pt,
    right: Pt,
    top: Pt,
    bottom: Pt,
    from: f64,
    to: f64,
}

impl Frame {
    /// Where a place on the scale of the names stands.
    fn x(&self, s: &Sketch<'_, '_, '_>, place: f64) -> Pt {
        let (Some(first), Some(last)) = (s.plot.places.first(), s.plot.places.last()) else {
            return self.left;
        };
        let (from, to) = (self.xs[0], self.xs[self.xs.len() - 1]);
        from + (to - from) * ((place - first) / (last - first))
    }
    fn y(&self, number: f64) -> Pt {
        self.bottom - (self.bottom - self.top) * ((number - self.from) / (self.to - self.from))
    }
}

/// Draws the lines and gives their height with the names. Names that no scale stands for, and that have no room
/// below, make bars of them.
pub(super) fn draw(s: &mut Sketch<'_, '_, '_>) -> Pt {
    let (em, lead) = (s.em(), s.leading());
    let names: Vec<Words> = s.plot.names.iter().map(|n| s.words(&n.rich)).collect();
    let Some(ticks) = Ticks::choose(s, s.plot.height - lead * 2.0) else { return s.plot.height };
    let left = ticks.width + em * 0.7;
    let ends = Ends::find(s, s.width - left - em * 0.8);
    let right = s.width - ends.column - em * 0.8;
    let xs = places(s, left + em * 0.4, right - em * DOT);
    let reach = (right + em * 2.0).min(s.width);
    let Some(foot) = Foot::find(s, &names, &xs, reach) else { return columns::turned(s, "points") };
    let top = ends.key + lead * 0.5;
    // Names of several lines, and lines that end in many words, make the plot taller.
    let bottom = (ends.key + s.plot.height - lead * 1.5).max(top + ends.deep());
    let (from, to) = (ticks.scale.from, ticks.scale.to);
    let frame = Frame { xs, left, right, top, bottom, from, to };
    ends.set_key(s);
    ticks.draw(s, (left, right), |n| frame.y(n));
    foot.draw(s, &frame, &names);
    for series in order(s) {
        line(s, &frame, series);
    }
    let start = start(s, &frame);
    cells(s, &frame, &ends.all, start);
    ends.set(s, &frame);
    bottom + lead * (foot.lines() as f64 + 0.5)
}

/// Where the names stand between two edges: to scale where they have one.
fn places(s: &Sketch<'_, '_, '_>, left: Pt, right: Pt) -> Vec<Pt> {
    let count = s.plot.names.len();
    let (first, last) = match s.plot.places.as_slice() {
        [first, .., last] => (*first, *last),
        _ => (0.0, count.saturating_sub(1) as f64),
    };
    let at = |i: usize| s.plot.places.get(i).copied().unwrap_or(i as f64);
    let share = |i: usize| if last > first { (at(i) - first) / (last - first) } else { 0.5 };
    (0..count).map(|i| left + (right - left) * share(i)).collect()
}

/// What counts lies on top.
fn order(s: &Sketch<'_, '_, '_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..s.plot.series.len()).collect();
    order.sort_by_key(|i| s.plot.series[*i].mark.strong);
    order
}

/// The points of a series, in stretches without gaps.
fn stretches(s: &Sketch<'_, '_, '_>, frame: &Frame, series: usize) -> Vec<Vec<Point>> {
    let mut out = vec![Vec::new()];
    for (i, x) in frame.xs.iter().enumerate() {
        match (s.value(i, series), out.last_mut()) {
            (Some(value), Some(open)) => open.push(Point::new(*x, frame.y(value.number))),
            _ => out.push(Vec::new()),
        }
    }
    out.retain(|stretch| !stretch.is_empty());
    out
}

fn line(s: &mut Sketch<'_, '_, '_>, frame: &Frame, series: usize) {
    let mark = &s.plot.series[series].mark;
    let figure = s.cells.figure;
    let mut path = Path::default();
    for stretch in stretches(s, frame, series) {
        path.segs.extend(match mark.dash {
            Some(dash) => shapes::dashes(&stretch, dash).segs,
            None => shapes::strokes(&stretch).segs,
        });
    }
    s.path(figure, path, None, Some((mark.ink.clone(), mark.weight)));
}

/// The value that begins the line that counts: where it has room for a label, which stands on the side that the
/// line leaves free.
fn start(s: &Sketch<'_, '_, '_>, frame: &Frame) -> Option<(usize, usize, Words, (Pt, Pt))> {
    let series = s.plot.series.iter().position(|k| k.mark.strong)?;
    let at = s.plot.series[series].values.iter().position(Option::is_some)?;
    let value = s.value(at, series)?;
    let words = s.words(&value.label);
    let (x, y) = (frame.xs[at], frame.y(value.number));
    let left = (x - words.width * 0.5).max(frame.left + Pt(1.0));
    let white = s.em() * 0.25;
    // Clear of the dot, which is as deep as a point is.
    let tops = [y - s.leading() - s.em() * 0.35, y + white];
    let free = |top: &&Pt| {
        let rect = Rect::new(left - white, **top + s.em() * 0.2, words.width + white * 2.0, s.em() * 0.9);
        let inside = **top > Pt::ZERO && **top + s.leading() < frame.bottom;
        let zero = frame.y(0.0);
        let struck = frame.from < 0.0 && zero >= rect.y && zero <= rect.y + rect.h;
        let last = s.plot.series[series].values.iter().rposition(Option::is_some) == Some(at);
        let crossed = (0..s.plot.series.len())
            .flat_map(|i| stretches(s, frame, i))
            .any(|points| points.windows(2).any(|w| meets(w, rect)));
        inside && !struck && !crossed && !last
    };
    let top = *tops.iter().find(free)?;
    Some((at, series, words, (left, top)))
}

/// Whether a stroke runs through a rectangle: looked at in steps of a point or so.
fn meets(stroke: &[Point], r: Rect) -> bool {
    let (a, b) = (stroke[0], stroke[1]);
    let steps = ((a.x - b.x).abs().max((a.y - b.y).abs()).0.ceil() as usize).clamp(1, 400);
    (0..=steps).any(|i| {
        let k = i as f64 / steps as f64;
        let (x, y) = (a.x + (b.x - a.x) * k, a.y + (b.y - a.y) * k);
        x >= r.x && x <= r.x + r.w && y >= r.y && y <= r.y + r.h
    })
}

/// The cells of all values, row by row: a dot for each, which also rounds the corner of its line.
fn cells(
    s: &mut Sketch<'_, '_, '_>,
    frame: &Frame,
    ends: &[End],
    start: Option<(usize, usize, Words, (Pt, Pt))>,
) {
    for name in 0..s.plot.names.len() {
        for series in 0..s.plot.series.len() {
            let Some(value) = s.value(name, series) else { continue };
            let mark = &s.plot.series[series].mark;
            let at = Point::new(frame.xs[name], frame.y(value.number));
            let end = ends.iter().any(|e| e.series == series && e.name == name);
            let first = start.as_ref().filter(|f| (f.0, f.1) == (name, series));
            let counts = value.ink.is_some() || mark.strong && (end || first.is_some());
            let beside = |n: Option<usize>| n.is_some_and(|n| s.value(n, series).is_some());
            let alone = !beside(name.checked_sub(1)) && !beside(Some(name + 1));
            let radius = match counts {
                true => s.em() * DOT,
                // Between gaps there is no line to see.
                false if alone => s.em() * LONE,
                false => mark.weight * 0.5,
            };
            let dashed = mark.dash.is_some() && !end && !alone;
            let owner = if end || first.is_some() { s.cells.figure } else { s.cells.values[name][series] };
            let radius = if dashed { radius.min(Pt(0.3)) } else { radius };
            let ink = s.ink(name, series);
            s.path(owner, shapes::circle(at, radius), Some((ink, false)), None);
            if let Some((_, _, words, (x, top))) = first {
                s.put(s.cells.values[name][series], words, (*x, *top), Side::Left);
            } else if !end {
                s.speak(owner, &value.spoken);
            }
        }
    }
}
