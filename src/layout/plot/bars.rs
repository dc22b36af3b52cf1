//! Bars that lie: names at the left, bars from one line, each value at the end of its bar.

use super::sketch::{Side, Sketch, Words};
use crate::base::{Pt, Rect};

/// Share of the measure that names take at the most.
const NAMES: f64 = 0.4;
/// Thickness of a bar that is alone, and of one among others, as shares of a line of labels.
const ALONE: f64 = 0.95;
const AMONG: f64 = 0.85;
/// White between two names, as a share of a line of labels; more where several bars stand together.
const APART: f64 = 0.5;
const GROUPS: f64 = 0.7;
const HAIR: Pt = Pt(0.5);

/// A bar with its labels.
struct Bar {
    name: usize,
    series: usize,
    number: f64,
    label: Words,
    /// The name of the series, at its first bar.
    head: Option<Words>,
}

impl Bar {
    /// Room that its labels take beyond its end.
    fn words(&self, gap: Pt) -> Pt {
        let head = self.head.as_ref().map_or(Pt::ZERO, |h| h.width + gap);
        gap + self.label.width + head
    }
}

/// Draws the bars and gives their height.
pub(super) fn draw(s: &mut Sketch<'_, '_, '_>) -> Pt {
    let (gap, lead) = (s.em() * 0.4, s.leading());
    let names: Vec<Words> = s.plot.names.iter().map(|n| s.words(&n.rich)).collect();
    let column = names.iter().map(|n| n.width).fold(Pt::ZERO, Pt::max).min(s.width * NAMES);
    let (left, bars) = (column + s.em() * 0.8, bars(s));
    let (zero, unit) = fit(&bars, left, s.width, gap);
    let count = s.plot.series.len();
    let thick = lead * if count == 1 { ALONE } else { AMONG };
    let apart = lead * if count == 1 { APART } else { GROUPS };
    let deep = thick * count as f64;
    let height = |name: &Words| deep.max(lead * name.lines(column + Pt(0.05)) as f64);
    let mut tops = vec![Pt::ZERO];
    for name in &names {
        tops.push(tops[tops.len() - 1] + height(name) + apart);
    }
    let bottom = tops[names.len()] - apart;
    for bar in &bars {
        let row = height(&names[bar.name]);
        let y = tops[bar.name] + (row - deep) * 0.5 + thick * bar.series as f64;
        let length = unit * bar.number.abs();
        let x = if bar.number < 0.0 { zero - length } else { zero };
        let mark = s.plot.series[bar.series].mark.clone();
        // A hair of paper between bars that stand together.
        let drawn = if count > 1 { thick - HAIR } else { thick };
        s.bar(Rect::new(x, y, length, drawn), &s.ink(bar.name, bar.series), &mark);
    }
    let (weight, ink) = s.plot.axis.clone();
    s.axis(Rect::new(zero - weight * 0.5, Pt::ZERO, weight, bottom), &ink);
    for (i, name) in names.iter().enumerate() {
        let lines = lead * name.lines(column + Pt(0.05)) as f64;
        let top = tops[i] + (height(name) - lines) * 0.5;
        s.set(s.cells.names[i], name, (Pt::ZERO, top), (column, Side::Left));
        for bar in bars.iter().filter(|b| b.name == i) {
            let y = tops[i] + (height(name) - deep) * 0.5 + thick * (bar.series as f64 + 0.5) - lead * 0.5;
            labels(s, bar, (zero, unit), (y, gap));
        }
    }
    bottom
}

/// All bars by name, with the names of the series at the first bar of each.
fn bars(s: &Sketch<'_, '_, '_>) -> Vec<Bar> {
    let mut headed = vec![false; s.plot.series.len()];
    let mut out = Vec::new();
    for name in 0..s.plot.names.len() {
        for (series, headed) in headed.iter_mut().enumerate() {
            let value = s.value(name, series);
            let head = Some(s.words(&s.plot.series[series].name)).filter(|w| !*headed && !w.is_empty());
            let head = head.filter(|_| value.is_some());
            *headed |= head.is_some();
            let label = s.words(value.map_or(&s.plot.gap, |v| &v.label));
            out.push(Bar { name, series, number: value.map_or(0.0, |v| v.number), label, head });
        }
    }
    out
}

/// Where nothing stands, and the length of one: the longest bars that leave room for every label.
fn fit(bars: &[Bar], left: Pt, right: Pt, gap: Pt) -> (Pt, Pt) {
    let beyond = |b: &Bar| (b.number.abs(), b.words(gap));
    let mut ups: Vec<(f64, Pt)> = bars.iter().filter(|b| b.number >= 0.0).map(beyond).collect();
    let mut downs: Vec<(f64, Pt)> = bars.iter().filter(|b| b.number < 0.0).map(beyond).collect();
    ups.push((0.0, Pt::ZERO));
    downs.push((0.0, Pt::ZERO));
    let room = right - left;
    let pairs = ups.iter().flat_map(|u| downs.iter().map(move |d| (u.0 + d.0, u.1 + d.1)));
    let unit = pairs.filter(|p| p.0 > 0.0).map(|(reach, words)| (room - words) / reach);
    let longest = |side: &[(f64, Pt)]| side.iter().map(|b| b.0).fold(0.0, f64::max);
    let span = longest(&ups) + longest(&downs);
    if span <= 0.0 {
        return (left, Pt::ZERO);
    }
    // Labels that leave no room run over the edge rather than that bars say nothing.
    let unit = unit.reduce(Pt::min).unwrap_or(Pt::ZERO).max(room * 0.15 / span);
    let zero = downs.iter().map(|d| left + unit * d.0 + d.1).fold(left, Pt::max);
    (zero, unit)
}

fn labels(s: &mut Sketch<'_, '_, '_>, bar: &Bar, (zero, unit): (Pt, Pt), (top, gap): (Pt, Pt)) {
    let end = zero + unit * bar.number;
    let cell = s.cells.values[bar.name][bar.series];
    let head = s.cells.heads[bar.series];
    if bar.number < 0.0 {
        s.put(cell, &bar.label, (end - gap, top), Side::Right);
        let x = end - gap * 2.0 - bar.label.width;
        bar.head.iter().for_each(|w| s.put(head, w, (x, top), Side::Right));
    } else {
        s.put(cell, &bar.label, (end + gap, top), Side::Left);
        let x = end + gap * 2.0 + bar.label.width;
        bar.head.iter().for_each(|w| s.put(head, w, (x, top), Side::Left));
    }
}
