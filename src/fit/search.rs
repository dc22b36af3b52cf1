//! Finds how far to turn: the place on the way from loose to tight where a text comes to fill its pages. Room is
//! nearly in proportion to what is saved, so a few trials, two at a time, close in on it; as pages do not come and go
//! evenly, what is taken is the best of all that was tried and not just the last.

use super::reach::Way;
use super::trial::{Bench, Trial, Variant};
use rayon::prelude::*;

/// So often two more trials are made.
const ROUNDS: usize = 4;
/// Two settings are as good as one where they differ by less than this share of the text: about half a line a page.
const FINE: f64 = 0.003;
/// A last page that is this full needs no more text.
const ENOUGH: f64 = 0.93;
/// A setting that is no worse than this is taken as it is.
const GOOD: f64 = 0.8;
/// A division into pages that costs as much has a fault that is seen: a widow, an orphan, a heading nearly stranded.
const FAULTY: i64 = 8_000;
/// How far from such a division its neighbours are looked for: tighter ones, as there the text has more room.
const AROUND: [[f64; 2]; 2] = [[0.015, 0.03], [-0.012, 0.05]];
/// What is aimed at is this little less than full.
const SLACK: f64 = 0.02;
/// How far from the place that seems right the two trials of a round lie.
const ASIDE: f64 = 0.008;

/// What a search has come to.
pub struct Found {
    /// All that was tried.
    pub trials: Vec<Trial>,
    /// The best of them that has the pages; none where nothing has.
    pub best: Option<usize>,
}

/// Searches for the setting in which `variant` takes the pages that are wanted; fewer will do where `at_most` says so.
pub fn search(bench: &Bench<'_>, variant: Variant<'_>, at_most: AtMost, from: From) -> Found {
    let most = bench.reach.most(Way::Tighter);
    let (trials, most) = match from {
        From::Plain(first) => (vec![*first], most),
        From::Dense(both) => (both.to_vec(), bench.reach.densest()),
    };
    let mut search = Search { bench, at_most, most, trials };
    if !search.is_good(0) {
        search.close_in(variant);
        search.look_around(variant);
    }
    let fits = |i: &usize| search.fits(*i);
    let better = |a: &usize, b: &usize| search.badness(*a).total_cmp(&search.badness(*b));
    let best = (0..search.trials.len()).filter(fits).min_by(better);
    Found { trials: search.trials, best }
}

/// Where a search begins.
pub enum From {
    /// With a trial of the sheet as it stands.
    Plain(Box<Trial>),
    /// With a trial where all knobs are at their limits, and one as dense as can be.
    Dense(Box<[Trial; 2]>),
}

/// Whether fewer pages will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtMost {
    /// They will.
    Yes,
    /// The pages are to be full.
    No,
}

struct Search<'a> {
    bench: &'a Bench<'a>,
    at_most: AtMost,
    most: f64,
    trials: Vec<Trial>,
}

impl Search<'_> {
    fn close_in(&mut self, variant: Variant<'_>) {
        for _ in 0..ROUNDS {
            let next = self.next();
            if next.is_empty() || self.is_found() {
                return;
            }
            let bench = self.bench;
            let tried: Vec<Trial> = next.into_par_iter().map(|s| bench.try_out(variant, s)).collect();
            self.trials.extend(tried);
        }
    }

    fn fits(&self, i: usize) -> bool {
        self.trials[i].extent.pages <= self.bench.wanted && !self.trials[i].extent.overfull
    }

    /// Whether a trial needs no better one.
    fn is_good(&self, i: usize) -> bool {
        let t = &self.trials[i];
        let full = t.extent.pages == self.bench.wanted && t.extent.last >= ENOUGH;
        let sound = t.extent.cost < FAULTY;
        self.fits(i) && sound && (full || self.at_most == AtMost::Yes)
    }

    /// Pages do not come and go evenly: where the best of all divides badly, its neighbours are tried too.
    fn look_around(&mut self, variant: Variant<'_>) {
        for steps in AROUND {
            let all = (0..self.trials.len()).filter(|i| self.fits(*i));
            let best = all.min_by(|a, b| self.badness(*a).total_cmp(&self.badness(*b)));
            let Some(best) = best.map(|i| &self.trials[i]).filter(|t| t.extent.cost >= FAULTY) else {
                return;
            };
            let least = match self.at_most {
                AtMost::Yes => 0.0,
                AtMost::No => -self.bench.reach.most(Way::Looser),
            };
            let mut next = steps.map(|step| (best.saving + step).clamp(least, self.most)).to_vec();
            next.retain(|s| self.trials.iter().all(|t| (t.saving - s).abs() > FINE / 4.0));
            let bench = self.bench;
            let tried: Vec<Trial> = next.into_par_iter().map(|s| bench.try_out(variant, s)).collect();
            self.trials.extend(tried);
        }
    }

    /// Whether a trial is so good that another would not be seen to be better.
    fn is_found(&self) -> bool {
        (0..self.trials.len()).any(|i| self.fits(i) && self.badness(i) < GOOD)
    }

    fn badness(&self, i: usize) -> f64 {
        self.trials[i].badness((self.at_most == AtMost::No).then_some(self.bench.wanted))
    }

    /// The savings to try next; none where nothing is left to try.
    fn next(&self) -> Vec<f64> {
        let goal = self.bench.wanted as f64 - SLACK;
        let short = (0..self.trials.len()).filter(|i| self.fits(*i)).map(|i| &self.trials[i]);
        let short = short.min_by(|a, b| a.saving.total_cmp(&b.saving));
        let below = short.map_or(f64::INFINITY, |s| s.saving);
        let long = (0..self.trials.len()).filter(|i| !self.fits(*i)).map(|i| &self.trials[i]);
        let long = long.filter(|t| t.saving < below).max_by(|a, b| a.saving.total_cmp(&b.saving));
        let points = match (long, short) {
            (Some(long), Some(short)) => between(long, short, goal),
            (Some(long), None) => {
                let at = long.saving + (long.fill() - goal).max(0.0) / self.trials[0].fill();
                self.reached([at + ASIDE, at + 3.0 * ASIDE], Way::Tighter, long.saving)
            }
            // Full already, or it need not be: more room would only be seen more.
            (None, Some(short)) if short.fill() >= goal || self.at_most == AtMost::Yes => Vec::new(),
            (None, Some(short)) => {
                let at = short.saving - (goal - short.fill()).max(0.0) / self.trials[0].fill();
                self.reached([at - ASIDE, at + ASIDE], Way::Looser, short.saving)
            }
            (None, None) => Vec::new(),
        };
        let new = |p: &f64| self.trials.iter().all(|t| (t.saving - p).abs() > FINE / 4.0);
        points.into_iter().filter(new).collect()
    }

    /// Two savings beyond `from`, as far as the knobs go.
    fn reached(&self, points: [f64; 2], way: Way, from: f64) -> Vec<f64> {
        let most = if way == Way::Tighter { self.most } else { self.bench.reach.most(way) };
        let mut points = match way {
            Way::Tighter => points.map(|p| p.max(from + FINE).min(most)),
            Way::Looser => points.map(|p| p.min(from - FINE).max(-most)),
        };
        if points[0] == points[1] && (points[0].abs() - most).abs() > FINE {
            points[1] = points[0] + FINE;
        }
        let mut points = points.to_vec();
        points.dedup();
        points
    }
}

/// Two savings between one that is too little and one that will do.
fn between(long: &Trial, short: &Trial, goal: f64) -> Vec<f64> {
    let width = short.saving - long.saving;
    if width <= FINE {
        return Vec::new();
    }
    let share = (long.fill() - goal) / (long.fill() - short.fill()).max(1e-6);
    let at = long.saving + width * share.clamp(0.2, 0.8);
    let aside = (width / 6.0).min(ASIDE);
    if width < 3.0 * FINE { vec![long.saving + width / 2.0] } else { vec![at - aside, at + aside] }
}
