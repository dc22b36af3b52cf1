//! Bars that stand: names below, values above, and the names of several series over one group. Where names have no room they become bars that lie.

use super::axis::{self, Set, Ticks};
use super::bars;
use super::groups;
use super::sketch::{Side, Sketch, Words};
use crate::base::{Diagnostic, Pt, Rect};

/// Share of its place that a column takes, with those that stand beside it.
const ALONE: f64 = 0.64;
const AMONG: f64 = 0.78;
/// No column is wider than so many ems.
const WIDEST: f64 = 4.5;
/// White between columns that stand together.
const HAIR: Pt = Pt(0.5);
/// Names of more lines than this below a column are no names.
const LINES: usize = 3;

/// How the names stand below.
enum Below {
    /// All of them, in so many lines.
    All(usize),
    /// Some, on one line.
    Some(Vec<Set>),
}

/// Where everything stands.
pub(super) struct Frame {
    /// Left edge of the first group.
    pub left: Pt,
    /// Width of the place of a group.
    pub slot: Pt,
    /// Width of a column.
    pub thick: Pt,
    zero: Pt,
    unit: Pt,
}

impl Frame {
    fn middle(&self, name: usize) -> Pt {
        self.left + self.slot * (name as f64 + 0.5)
    }
    /// The left edge of a column, one of `count` in its group.
    pub fn x(&self, name: usize, series: usize, count: usize) -> Pt {
        self.middle(name) + self.thick * (series as f64 - count as f64 * 0.5)
    }
    /// The height of a number.
    pub fn y(&self, number: f64) -> Pt {
        self.zero - self.unit * number
    }
}

/// Draws the columns and gives their height with the names.
pub(super) fn draw(s: &mut Sketch<'_, '_, '_>) -> Pt {
    let names: Vec<Words> = s.plot.names.iter().map(|n| s.words(&n.rich)).collect();
    let labels = labels(s);
    let slot = s.width / names.len().max(1) as f64;
    let thick = thickness(s, slot);
    let room = if s.plot.series.len() == 1 { slot } else { thick };
    let roomy = |(_, _, words): &(usize, usize, Words)| words.width + s.em() * 0.15 <= room;
    let ticks =
        if labels.iter().all(roomy) { None } else { Ticks::choose(s, s.plot.height - s.leading() * 2.0) };
    let left = ticks.as_ref().map_or(Pt::ZERO, |t| t.width + s.em() * 0.6);
    let slot = (s.width - left) / names.len().max(1) as f64;
    let Some(below) = below(s, &names, (left, slot)) else { return turned(s, "columns") };
    let thick = thickness(s, slot);
    let foot = s.leading()
        * match &below {
            Below::All(lines) => *lines as f64,
            Below::Some(_) => 1.0,
        }
        + s.em() * 0.3;
    let bottom = s.plot.height - foot;
    let with_room =
        |s: &Sketch<'_, '_, '_>, top| frame(s, ticks.as_ref(), (left, slot, thick), (top, bottom));
    let direct = groups::find(s, ticks.is_some(), |top| with_room(s, top));
    let (frame, over) = match direct {
        Some((frame, names)) => (frame, Some(names)),
        None => {
            let key = key(s);
            (with_room(s, key), None)
        }
    };
    if let Some(ticks) = &ticks {
        ticks.draw(s, (left, s.width), |n| frame.y(n));
    }
    marks(s, &frame);
    let top = s.plot.height - foot + s.em() * 0.3;
    match below {
        Below::All(_) => {
            let width = slot - s.em() * 0.35;
            for (i, name) in names.iter().enumerate() {
                let x = frame.middle(i) - width * 0.5;
                s.set(s.cells.names[i], name, (x, top), (width, Side::Middle));
            }
        }
        Below::Some(chosen) => {
            let middles: Vec<Pt> = (0..names.len()).map(|i| frame.middle(i)).collect();
            axis::set(s, &names, &chosen, (&middles, frame.zero, top));
        }
    }
    values(s, &frame, labels, ticks.is_some());
    if let Some(names) = over {
        names.set(s, ticks.is_some());
    }
    s.plot.height
}

/// What has names without room below it lies down.
pub(super) fn turned(s: &mut Sketch<'_, '_, '_>, what: &str) -> Pt {
    let message = format!("the names of these {what} have no room below them: they are drawn as bars");
    s.say(
        Diagnostic::note("chart-turned", message).help("write `kind: bar`, shorter names or `width: page`"),
    );
    bars::draw(s)
}

fn thickness(s: &Sketch<'_, '_, '_>, slot: Pt) -> Pt {
    let count = s.plot.series.len() as f64;
    let share = if count > 1.0 { AMONG } else { ALONE };
    (slot * share / count).min(s.em() * WIDEST)
}

/// The label of every value.
fn labels(s: &Sketch<'_, '_, '_>) -> Vec<(usize, usize, Words)> {
    let pairs = (0..s.plot.names.len()).flat_map(|n| (0..s.plot.series.len()).map(move |k| (n, k)));
    pairs.map(|(n, k)| (n, k, s.words(s.value(n, k).map_or(&s.plot.gap, |v| &v.label)))).collect()
}

/// How the names stand in places `slot` wide; `None` where they cannot.
fn below(s: &Sketch<'_, '_, '_>, names: &[Words], (left, slot): (Pt, Pt)) -> Option<Below> {
    let width = slot - s.em() * 0.35;
    if names.iter().all(|n| n.least() <= width) {
        let lines = names.iter().map(|n| n.lines(width + Pt(0.05))).max().unwrap_or(1);
        if lines <= LINES {
            return Some(Below::All(lines));
        }
    }
    if s.plot.places.is_empty() {
        return None;
    }
    let middles: Vec<Pt> = (0..names.len()).map(|i| left + slot * (i as f64 + 0.5)).collect();
    Some(Below::Some(axis::choose(&s.plot.names, names, &middles, s.width, s.em() * 0.8)))
}

/// The names of several series in a line above, each behind a swatch; gives the height that they take.
fn key(s: &mut Sketch<'_, '_, '_>) -> Pt {
    let plot = s.plot;
    let mut x = Pt::ZERO;
    let mut y = Pt::ZERO;
    let (em, lead) = (s.em(), s.leading());
    let mut any = false;
    for (series, head) in plot.series.iter().zip(s.cells.heads.clone()) {
        let words = s.words(&series.name);
        if words.is_empty() {
            continue;
        }
        let wide = em * 1.1 + words.width;
        if any && x + wide > s.width {
            (x, y) = (Pt::ZERO, y + lead);
        }
        let swatch = Rect::new(x, y + lead * 0.5 - em * 0.35, em * 0.7, em * 0.7);
        s.bar(swatch, &series.mark.ink, &series.mark);
        s.put(head, &words, (x + em * 1.1, y), Side::Left);
        x += wide + em * 1.4;
        any = true;
    }
    if any { y + lead * 1.5 } else { Pt::ZERO }
}

/// The line of nothing and the height of one, between `top` and `bottom`.
fn frame(
    s: &Sketch<'_, '_, '_>,
    ticks: Option<&Ticks<'_>>,
    (left, slot, thick): (Pt, Pt, Pt),
    (top, bottom): (Pt, Pt),
) -> Frame {
    let lead = s.leading();
    let (low, high, above, under) = match ticks {
        Some(t) => {
            (t.scale.from, t.scale.to, lead * 0.5, if t.scale.from < 0.0 { lead * 0.5 } else { Pt::ZERO })
        }
        None => {
            let all = s.plot.series.iter().flat_map(|k| k.values.iter().flatten()).map(|v| v.number);
            let (low, high) = all.fold((0.0f64, 0.0f64), |(l, h), n| (l.min(n), h.max(n)));
            (low, high, lead, if low < 0.0 { lead } else { Pt::ZERO })
        }
    };
    let room = (bottom - under) - (top + above);
    let unit = if high > low { room / (high - low) } else { Pt::ZERO };
    Frame { left, slot, thick, zero: bottom - under + unit * low, unit }
}

fn marks(s: &mut Sketch<'_, '_, '_>, frame: &Frame) {
    let count = s.plot.series.len();
    for name in 0..s.plot.names.len() {
        for series in 0..count {
            let Some(value) = s.value(name, series) else { continue };
            let (y, zero) = (frame.y(value.number), frame.zero);
            // A hair of paper between columns that stand together.
            let wide = if count > 1 { frame.thick - HAIR } else { frame.thick };
            let rect = Rect::new(frame.x(name, series, count), y.min(zero), wide, (y - zero).abs());
            let mark = s.plot.series[series].mark.clone();
            s.bar(rect, &s.ink(name, series), &mark);
        }
    }
    let (weight, ink) = s.plot.axis.clone();
    let line = Rect::new(frame.left, frame.zero - weight * 0.5, s.width - frame.left, weight);
    s.axis(line, &ink);
}

/// Labels above columns, or below those that hang. Beside ticks only those that count are set, where they have room;
/// the others are said at the foot of their column.
fn values(s: &mut Sketch<'_, '_, '_>, frame: &Frame, labels: Vec<(usize, usize, Words)>, ticks: bool) {
    let (count, lead) = (s.plot.series.len(), s.leading());
    let mut end = frame.left;
    for (name, series, words) in labels {
        let value = s.value(name, series);
        let (number, counts) = value.map_or((0.0, true), |v| (v.number, v.strong));
        let cell = s.cells.values[name][series];
        let x = frame.x(name, series, count) + frame.thick * 0.5;
        let y = frame.y(number);
        if !ticks || counts && x - words.width * 0.5 >= end {
            let x = x.min(s.width - words.width * 0.5);
            let span = (x - words.width * 0.5, x + words.width * 0.5);
            let top = if number < 0.0 { y } else { clear(s, frame, span, y) - lead };
            if ticks {
                s.mask(&words, (x, top), Side::Middle);
            }
            s.put(cell, &words, (x, top), Side::Middle);
            end = x + words.width * 0.5 + s.em() * 0.4;
        } else if let Some(value) = value {
            let weight = s.plot.axis.0;
            let rect = Rect::new(x - frame.thick * 0.5, frame.zero - weight * 0.5, frame.thick, weight);
            let ink = s.plot.axis.1.clone();
            s.pin(cell, &value.spoken, rect, &ink);
        }
    }
}

/// The top of what stands between two edges, where it is above `y`: a label that is wider than its column stands
/// clear of the columns beside it.
fn clear(s: &Sketch<'_, '_, '_>, frame: &Frame, (left, right): (Pt, Pt), y: Pt) -> Pt {
    let count = s.plot.series.len();
    let beside = (0..s.plot.names.len()).flat_map(|n| (0..count).map(move |k| (n, k))).filter(|(n, k)| {
        let x = frame.x(*n, *k, count);
        x < right && x + frame.thick > left
    });
    beside.filter_map(|(n, k)| s.value(n, k)).map(|v| frame.y(v.number)).fold(y, Pt::min)
}
