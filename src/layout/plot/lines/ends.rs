//! What stands at the ends of lines: their names with the last values. Where these would take the plot's room, the
//! names stand above it, each behind a piece of its line.

use super::super::shapes;
use super::super::sketch::{Side, Sketch, Words};
use super::super::spread::spread;
use super::Frame;
use crate::base::{Path, Point, Pt};

/// Share of the measure that the names of lines take at the most.
const NAMES: f64 = 0.34;
/// A plot is wider than so many ems where names stand at its right.
const PLOT: f64 = 9.0;
/// Length of the piece of a line before a name above the plot, with the white behind it, in ems.
const SAMPLE: f64 = 1.5;

/// What stands at the end of a line.
pub(super) struct End {
    pub series: usize,
    /// The last name that has a value.
    pub name: usize,
    head: Words,
    value: Words,
    lines: usize,
}

/// What stands at the ends of all lines.
pub(super) struct Ends {
    pub all: Vec<End>,
    /// Width of what stands at the right.
    pub column: Pt,
    /// Height of the names above the plot; nothing where they stand at the right.
    pub key: Pt,
    leading: Pt,
}

impl Ends {
    /// How names and values stand where lines and ends together have `room`.
    pub fn find(s: &Sketch<'_, '_, '_>, room: Pt) -> Ends {
        let mut all = all(s);
        let apart = s.em() * 0.45;
        let asked = |e: &End| match e.head.is_empty() {
            true => e.value.width,
            false => e.head.width + apart + e.value.width,
        };
        let least = |e: &End| e.head.least().max(e.value.width);
        let widest = |of: &dyn Fn(&End) -> Pt| all.iter().map(of).fold(Pt::ZERO, Pt::max);
        let (asked_most, least_most) = (widest(&asked), widest(&least));
        let values = widest(&|e| e.value.width);
        let column = asked_most.min((s.width * NAMES).max(least_most));
        let headed = all.iter().any(|e| !e.head.is_empty());
        let above = headed && room - column < s.em() * PLOT;
        let column = if above { values } else { column };
        for end in &mut all {
            let one = above || end.head.is_empty() || asked(end) <= column + Pt(0.1);
            end.lines = if one { 1 } else { end.head.lines(column) + 1 };
        }
        let mut ends = Ends { all, column, key: Pt::ZERO, leading: s.leading() };
        if above {
            let lines: usize = ends.all.iter().map(|e| e.head.lines(ends.named(s).1)).sum();
            ends.key = s.leading() * (lines as f64 + 0.5);
        }
        ends
    }

    /// Height that stands above the names below the plot.
    pub fn deep(&self) -> Pt {
        let lines: usize = self.all.iter().map(|e| e.lines).sum();
        // The first may stand a little above the plot, the last beside its foot.
        self.leading * (lines as f64 - 1.2)
    }

    /// Left edge and width of names above the plot.
    fn named(&self, s: &Sketch<'_, '_, '_>) -> (Pt, Pt) {
        let left = s.em() * SAMPLE;
        (left, s.width - left)
    }

    /// Sets the names above the plot, in the order in which they were written.
    pub fn set_key(&self, s: &mut Sketch<'_, '_, '_>) {
        if self.key <= Pt::ZERO {
            return;
        }
        let (left, width) = self.named(s);
        let mut top = Pt::ZERO;
        for end in &self.all {
            let mark = s.plot.series[end.series].mark.clone();
            let y = top + self.leading * 0.5;
            let piece = [Point::new(Pt::ZERO, y), Point::new(left - s.em() * 0.4, y)];
            let path = match mark.dash {
                Some(dash) => Path { segs: shapes::dashes(&piece, dash).segs },
                None => Path { segs: shapes::strokes(&piece).segs },
            };
            s.path(s.cells.figure, path, None, Some((mark.ink, mark.weight)));
            s.set(s.cells.heads[end.series], &end.head, (left, top), (width, Side::Left));
            top += self.leading * end.head.lines(width) as f64;
        }
    }

    /// Sets what stands at the right, moved apart where lines end near each other.
    pub fn set(&self, s: &mut Sketch<'_, '_, '_>, frame: &Frame) {
        let lead = self.leading;
        let number = |e: &End| s.value(e.name, e.series).map_or(0.0, |v| v.number);
        let wanted = |e: &End| {
            // The first line of a label stands at the height of its line's end.
            ((frame.y(number(e)) - lead * 0.5).0, (lead * e.lines as f64).0)
        };
        let wanted: Vec<(f64, f64)> = self.all.iter().map(wanted).collect();
        let (low, high) = (frame.top - lead * 0.7, frame.bottom + lead * 0.5);
        let tops = spread(&wanted, (low.0, high.0));
        let left = s.width - self.column;
        for (end, top) in self.all.iter().zip(tops) {
            let (head, cell) = (s.cells.heads[end.series], s.cells.values[end.name][end.series]);
            let (mut x, mut y) = (left, Pt(top));
            if end.lines > 1 {
                s.set(head, &end.head, (x, y), (self.column, Side::Left));
                y += lead * (end.lines - 1) as f64;
            } else if !end.head.is_empty() && self.key <= Pt::ZERO {
                s.put(head, &end.head, (x, y), Side::Left);
                x += end.head.width + s.em() * 0.45;
            }
            s.put(cell, &end.value, (x, y), Side::Left);
        }
    }
}

/// The ends of all lines that have a value, not yet arranged.
fn all(s: &Sketch<'_, '_, '_>) -> Vec<End> {
    let end = |series: usize| {
        let name = s.plot.series[series].values.iter().rposition(Option::is_some)?;
        let value = s.words(&s.value(name, series)?.label);
        Some(End { series, name, head: s.words(&s.plot.series[series].name), value, lines: 1 })
    };
    (0..s.plot.series.len()).filter_map(end).collect()
}
