//! Which names stand below an axis, and where: all where there is room, else the first, the last and round ones.

use super::sketch::{Side, Sketch, Words};
use crate::base::{Pt, Rect};
use crate::story::plot::{Name, Scale};

/// White between two round years, in ems.
const FAR: f64 = 2.0;
/// White between two ticks, in lines of their labels, at the least.
const APART: f64 = 1.7;
/// A scale with fewer ticks is as good that is filled to this share of the best.
const NEARLY: f64 = 0.9;

/// A name that is set: which, and where it begins.
pub(super) type Set = (usize, Pt);

/// A round place on a scale with its label.
pub(super) struct Round {
    /// Where it is.
    pub place: f64,
    /// What it is called.
    pub words: Words,
    /// Where its label begins.
    pub left: Pt,
}

/// The names that can stand beside each other, with their left edges; `middles` are the places that they name.
pub(super) fn choose(names: &[Name], words: &[Words], middles: &[Pt], width: Pt, gap: Pt) -> Vec<Set> {
    let widths: Vec<Pt> = words.iter().map(|w| w.width).collect();
    let room = Room { widths: &widths, middles, width, gap };
    let most = names.iter().map(|n| n.rank).max().unwrap_or(0);
    let ranked = (0..=most).rev().map(|rank| {
        let kept: Vec<usize> = (0..names.len()).filter(|i| names[*i].rank <= rank).collect();
        room.with_ends(&kept)
    });
    let strided = (2..names.len().max(3)).map(|n| {
        let kept: Vec<usize> = (0..names.len()).step_by(n).collect();
        room.with_ends(&kept)
    });
    let fits = ranked.chain(strided).find_map(|set| set);
    fits.unwrap_or_else(|| (0..names.len().min(1)).map(|i| (i, room.left(i))).collect())
}

/// The round places of a scale that can stand between its first and last name, with their left edges; `x` is where a
/// place stands. They stand further apart than names need, because few of them say as much.
pub(super) fn rounds(
    s: &Sketch<'_, '_, '_>,
    names: &[Words],
    (middles, width): (&[Pt], Pt),
    x: impl Fn(f64) -> Pt,
) -> Option<Vec<Round>> {
    let last = names.len().checked_sub(1)?;
    let ends = (
        middles[0] + names[0].width * 0.5,
        middles[last].min(width - names[last].width * 0.5) - names[last].width * 0.5,
    );
    if ends.0 + s.em() * 0.8 > ends.1 {
        return None;
    }
    let gap = s.em() * FAR;
    s.plot.rounds.iter().find_map(|list| {
        let measured = list.iter().map(|(place, label)| (*place, s.words(label)));
        let inner: Vec<Round> = measured
            .map(|(place, words)| Round { place, left: x(place) - words.width * 0.5, words })
            .filter(|r| r.left >= ends.0 + s.em() * 0.8 && r.left + r.words.width <= ends.1 - s.em() * 0.8)
            .collect();
        let clear = inner.windows(2).all(|w| w[0].left + w[0].words.width + gap <= w[1].left);
        clear.then_some(inner)
    })
}

struct Room<'a> {
    widths: &'a [Pt],
    middles: &'a [Pt],
    width: Pt,
    gap: Pt,
}

impl Room<'_> {
    /// Where a name begins: below what it names, within the measure.
    fn left(&self, i: usize) -> Pt {
        let left = self.middles[i] - self.widths[i] * 0.5;
        left.min(self.width - self.widths[i]).max(Pt::ZERO)
    }
    fn clear(&self, a: usize, b: usize) -> bool {
        self.left(a) + self.widths[a] + self.gap <= self.left(b)
    }
    /// `kept` with the first and the last name, less what is too near to these; none where names meet still.
    fn with_ends(&self, kept: &[usize]) -> Option<Vec<Set>> {
        let (first, last) = (0, self.widths.len().checked_sub(1)?);
        let mut out = vec![first];
        let inner = kept.iter().copied().filter(|i| *i != first && *i != last);
        out.extend(inner.filter(|i| last == first || self.clear(first, *i) && self.clear(*i, last)));
        if last != first {
            out.push(last);
        }
        let clear = out.windows(2).all(|w| self.clear(w[0], w[1]));
        clear.then(|| out.into_iter().map(|i| (i, self.left(i))).collect())
    }
}

/// Sets the chosen names at `top`; each of the others is said by a mark on the line at `line`.
pub(super) fn set(s: &mut Sketch<'_, '_, '_>, words: &[Words], chosen: &[Set], at: (&[Pt], Pt, Pt)) {
    let (middles, line, top) = at;
    let (weight, ink) = s.plot.axis.clone();
    for (i, words) in words.iter().enumerate() {
        let owner = s.cells.names[i];
        match chosen.iter().find(|(n, _)| *n == i) {
            Some((_, left)) => s.put(owner, words, (*left, top), Side::Left),
            None => {
                let spoken = s.plot.names[i].spoken.clone();
                let rect = Rect::new(middles[i] - weight * 0.5, line - weight * 0.5, weight, weight);
                s.pin(owner, &spoken, rect, &ink);
            }
        }
    }
}

/// Ticks at the left of a plot, and the width that their labels take with the white behind them.
pub(super) struct Ticks<'p> {
    /// The scale that they stand on.
    pub scale: &'p Scale,
    labels: Vec<Words>,
    /// Width of the labels.
    pub width: Pt,
}

impl<'p> Ticks<'p> {
    /// The scale that its values fill best, with few ticks, whose labels stand well apart in `height`.
    pub fn choose(s: &Sketch<'p, '_, '_>, height: Pt) -> Option<Ticks<'p>> {
        let all = s.plot.series.iter().flat_map(|k| k.values.iter().flatten()).map(|v| v.number);
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), n| (l.min(n), h.max(n)));
        let fits = |scale: &&Scale| height >= s.plot.leading * (APART * (scale.ticks.len() - 1) as f64);
        let filled = |scale: &Scale| (high.min(scale.to) - low.max(scale.from)) / (scale.to - scale.from);
        let scales: Vec<&Scale> = s.plot.scales.iter().filter(fits).collect();
        let best = scales.iter().map(|s| filled(s)).fold(0.0, f64::max);
        let good = |scale: &&&Scale| filled(scale) >= best * NEARLY && scale.ticks.len() > 2;
        let scale = scales.iter().find(good).or(scales.last()).copied().or(s.plot.scales.first())?;
        let labels: Vec<Words> = scale.ticks.iter().map(|(_, label)| s.words(label)).collect();
        let width = labels.iter().map(|w| w.width).fold(Pt::ZERO, Pt::max);
        Some(Ticks { scale, labels, width })
    }

    /// Draws labels, right-aligned in their column, and lines from `x` to `right`; the axis stands for itself.
    pub fn draw(&self, s: &mut Sketch<'_, '_, '_>, (x, right): (Pt, Pt), y: impl Fn(f64) -> Pt) {
        let (weight, ink) = s.plot.grid.clone();
        for ((number, _), label) in self.scale.ticks.iter().zip(&self.labels) {
            let y = y(*number);
            s.put(super::sketch::GRID, label, (self.width, y - s.plot.leading * 0.5), Side::Right);
            if *number != 0.0 {
                s.rect(super::sketch::GRID, Rect::new(x, y - weight * 0.5, right - x, weight), &ink);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of evenly spaced names of a width are kept.
    fn kept(ranks: &[u8], name: f64, width: f64) -> Vec<usize> {
        let step = width / ranks.len() as f64;
        let middles: Vec<Pt> = (0..ranks.len()).map(|i| Pt(step * (i as f64 + 0.5))).collect();
        let widths = vec![Pt(name); ranks.len()];
        let room = Room { widths: &widths, middles: &middles, width: Pt(width), gap: Pt(4.0) };
        let most = ranks.iter().max().copied().unwrap_or(0);
        let find = |rank| {
            let kept: Vec<usize> = (0..ranks.len()).filter(|i| ranks[*i] <= rank).collect();
            room.with_ends(&kept)
        };
        (0..=most).rev().find_map(find).unwrap_or_default().into_iter().map(|s| s.0).collect()
    }

    #[test]
    fn round_years_stay() {
        // 1998 to 2012: decades, then fifth years, then all.
        let ranks: Vec<u8> = (1998..2013)
            .map(|y| {
                if y % 10 == 0 {
                    0
                } else if y % 5 == 0 {
                    1
                } else {
                    2
                }
            })
            .collect();
        assert_eq!(kept(&ranks, 20.0, 400.0).len(), 15);
        assert_eq!(kept(&ranks, 20.0, 220.0), [0, 2, 7, 12, 14]);
        assert_eq!(kept(&ranks, 20.0, 130.0), [0, 7, 14]);
    }

    #[test]
    fn the_ends_stay_longest() {
        assert_eq!(kept(&[0, 0, 0], 30.0, 80.0), [0, 2]);
        assert_eq!(kept(&[0], 30.0, 20.0), [0]);
    }
}
