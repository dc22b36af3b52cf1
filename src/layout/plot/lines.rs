//! Lines through values: ticks at the left, names below, each line's name and last value at its end.

use super::axis::{self, Ticks};
use super::shapes;
use super::sketch::{GRID, Side, Sketch, Words};
use super::spread::spread;
use crate::base::{Path, Point, Pt, Rect};

/// Share of the measure that the names of lines take at the most.
const NAMES: f64 = 0.34;
/// Radius of the dot at the end of the line that counts, in ems of the labels.
const DOT: f64 = 0.3;
/// Radius of the dot of a value between two gaps, likewise.
const LONE: f64 = 0.19;

/// What stands at the end of a line.
struct End {
    series: usize,
    /// The last name that has a value.
    name: usize,
    head: Words,
    value: Words,
    lines: usize,
}

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

/// Draws the lines and gives their height with the names.
pub(super) fn draw(s: &mut Sketch<'_, '_, '_>) -> Pt {
    let (em, lead, height) = (s.em(), s.leading(), s.plot.height);
    let names: Vec<Words> = s.plot.names.iter().map(|n| s.words(&n.rich)).collect();
    let (top, bottom) = (lead * 0.5, height - lead * 1.5);
    let Some(ticks) = Ticks::choose(s, bottom - top) else { return height };
    let column = (s.width * NAMES).min(widest_end(s));
    let ends = ends(s, column);
    let left = ticks.width + em * 0.7;
    let right = s.width - column - em * 0.8;
    let frame = Frame {
        xs: places(s, left + em * 0.4, right - em * DOT),
        left,
        right,
        top,
        bottom,
        from: ticks.scale.from,
        to: ticks.scale.to,
    };
    ticks.draw(s, (left, right), |n| frame.y(n));
    foot(s, &frame, &names);
    for series in order(s) {
        line(s, &frame, series);
    }
    let start = start(s, &frame);
    cells(s, &frame, &ends, start);
    set_ends(s, &frame, &ends, column);
    height
}

/// The width that names and last values would like.
fn widest_end(s: &Sketch<'_, '_, '_>) -> Pt {
    let widest = |i: usize| {
        let value = last(s, i).map_or(Pt::ZERO, |(_, w)| w.width);
        let head = s.words(&s.plot.series[i].name);
        if head.is_empty() { value } else { head.width + s.em() * 0.45 + value }
    };
    (0..s.plot.series.len()).map(widest).fold(Pt::ZERO, Pt::max)
}

/// The last value of a series: its name's index and its label.
fn last(s: &Sketch<'_, '_, '_>, series: usize) -> Option<(usize, Words)> {
    let at = s.plot.series[series].values.iter().rposition(Option::is_some)?;
    Some((at, s.words(&s.value(at, series)?.label)))
}

fn ends(s: &Sketch<'_, '_, '_>, column: Pt) -> Vec<End> {
    let mut out = Vec::new();
    for series in 0..s.plot.series.len() {
        let Some((name, value)) = last(s, series) else { continue };
        let head = s.words(&s.plot.series[series].name);
        let one = head.is_empty() || head.width + s.em() * 0.45 + value.width <= column + Pt(0.1);
        let lines = if one { 1 } else { head.lines(column) + 1 };
        out.push(End { series, name, head, value, lines });
    }
    out
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

/// The axis with its ticks and names.
fn foot(s: &mut Sketch<'_, '_, '_>, frame: &Frame, names: &[Words]) {
    let (weight, ink) = s.plot.axis.clone();
    let line = Rect::new(frame.left, frame.bottom - weight * 0.5, frame.right - frame.left, weight);
    s.axis(line, &ink);
    if frame.from < 0.0 && frame.to > 0.0 {
        let zero = Rect::new(frame.left, frame.y(0.0) - weight * 0.5, frame.right - frame.left, weight);
        s.rect(GRID, zero, &ink);
    }
    let reach = (frame.right + s.em() * 2.0).min(s.width);
    let top = frame.bottom + s.leading() * 0.5;
    let tick = |s: &mut Sketch<'_, '_, '_>, x: Pt| {
        let tick = Rect::new(x - weight * 0.5, frame.bottom, weight, s.em() * 0.35);
        s.rect(GRID, tick, &ink);
    };
    let Some(rounds) = axis::rounds(s, names, (&frame.xs, reach), |place| frame.x(s, place)) else {
        let chosen = axis::choose(&s.plot.names, names, &frame.xs, reach, s.em() * 0.8);
        chosen.iter().for_each(|(i, _)| tick(s, frame.xs[*i]));
        return axis::set(s, names, &chosen, (&frame.xs, frame.bottom, top));
    };
    let places = &s.plot.places;
    let mut chosen: Vec<(usize, Pt)> = Vec::new();
    for round in &rounds {
        tick(s, round.left + round.words.width * 0.5);
        match places.iter().position(|p| *p == round.place) {
            Some(name) => chosen.push((name, round.left)),
            None => s.put(GRID, &round.words, (round.left, top), Side::Left),
        }
    }
    for end in [0, names.len() - 1] {
        tick(s, frame.xs[end]);
        let left = (frame.xs[end] - names[end].width * 0.5).min(reach - names[end].width).max(Pt::ZERO);
        chosen.push((end, left));
    }
    axis::set(s, names, &chosen, (&frame.xs, frame.bottom, top));
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
    let tops = [y - s.leading() - white * 0.4, y + white];
    let free = |top: &&Pt| {
        let rect = Rect::new(left - white, **top + s.em() * 0.2, words.width + white * 2.0, s.em() * 0.9);
        let inside = **top > Pt::ZERO && **top + s.leading() < frame.bottom;
        let last = s.plot.series[series].values.iter().rposition(Option::is_some) == Some(at);
        let crossed = (0..s.plot.series.len())
            .flat_map(|i| stretches(s, frame, i))
            .any(|points| points.windows(2).any(|w| meets(w, rect)));
        inside && !crossed && !last
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

/// Names and last values at the right, moved apart where lines end near each other.
fn set_ends(s: &mut Sketch<'_, '_, '_>, frame: &Frame, ends: &[End], column: Pt) {
    let lead = s.leading();
    let number = |e: &End| s.value(e.name, e.series).map_or(0.0, |v| v.number);
    let wanted = |e: &End| {
        // The first line of a label stands at the height of its line's end.
        ((frame.y(number(e)) - lead * 0.5).0, (lead * e.lines as f64).0)
    };
    let wanted: Vec<(f64, f64)> = ends.iter().map(wanted).collect();
    let tops = spread(&wanted, (-(lead * 0.2).0, (frame.bottom + lead * 0.5).0));
    let left = s.width - column;
    for (end, top) in ends.iter().zip(tops) {
        let (head, cell) = (s.cells.heads[end.series], s.cells.values[end.name][end.series]);
        let y = Pt(top);
        if end.lines > 1 {
            s.set(head, &end.head, (left, y), (column, Side::Left));
            let below = y + lead * (end.lines - 1) as f64;
            s.put(cell, &end.value, (left, below), Side::Left);
        } else {
            let mut x = left;
            if !end.head.is_empty() {
                s.put(head, &end.head, (x, y), Side::Left);
                x += end.head.width + s.em() * 0.45;
            }
            s.put(cell, &end.value, (x, y), Side::Left);
        }
    }
}
