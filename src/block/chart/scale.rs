//! Scales with round ticks: steps of 1, 2 or 5 times a power of ten, as few as are needed.

/// A scale of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Its first tick.
    pub from: f64,
    /// Its last tick; more than `from`.
    pub to: f64,
    /// Its ticks upwards, both ends among them.
    pub ticks: Vec<f64>,
    /// Decimals that the ticks need.
    pub decimals: usize,
}

/// A step as `digit` times ten to the `power`.
#[derive(Clone, Copy, Debug)]
struct Step {
    digit: f64,
    power: i32,
}

impl Step {
    fn next(self) -> Step {
        match self.digit {
            1.0 => Step { digit: 2.0, ..self },
            2.0 => Step { digit: 5.0, ..self },
            _ => Step { digit: 1.0, power: self.power + 1 },
        }
    }
    /// `n` steps: one rounding alone, so that ticks are the numbers nearest to what they say.
    fn times(self, n: f64) -> f64 {
        let ten = (0..self.power.unsigned_abs()).fold(1.0, |p, _| p * 10.0);
        if self.power < 0 { n * self.digit / ten } else { n * self.digit * ten }
    }
}

/// The smallest step that is looked at, and the largest.
const SMALLEST: i32 = -12;
const LARGEST: i32 = 16;

/// The scales from `low` to `high` with two to `most` ticks, from few ticks to many. Where both are one number the
/// scale reaches a little around it.
pub fn scales(low: f64, high: f64, most: usize) -> Vec<Round> {
    let (low, high) = match (low, high) {
        (l, h) if h > l => (l, h),
        (l, _) if l > 0.0 => (0.0, l),
        (l, _) if l < 0.0 => (l, 0.0),
        _ => (0.0, 1.0),
    };
    let mut out: Vec<Round> = Vec::new();
    let mut step = Step { digit: 1.0, power: SMALLEST };
    while step.power <= LARGEST {
        let first = (low / step.times(1.0)).floor();
        let last = (high / step.times(1.0)).ceil();
        let count = last - first + 1.0;
        // A coarser scale that saves no tick reaches further and says less.
        let most = out.last().map_or(most, |finer| finer.ticks.len() - 1);
        if count >= 2.0 && count <= most as f64 {
            let ticks: Vec<f64> = (0..count as usize).map(|i| step.times(first + i as f64)).collect();
            let (from, to) = (ticks[0], ticks[ticks.len() - 1]);
            out.push(Round { from, to, ticks, decimals: (-step.power).max(0) as usize });
        }
        step = step.next();
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(low: f64, high: f64, most: usize) -> Vec<Vec<f64>> {
        scales(low, high, most).into_iter().map(|s| s.ticks).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0.0, 4.9, 4), [vec![0.0, 5.0], vec![0.0, 2.0, 4.0, 6.0]]);
        assert_eq!(ticks(0.0, 100.0, 3), [vec![0.0, 100.0], vec![0.0, 50.0, 100.0]]);
        let fine = ticks(0.61, 0.78, 5);
        assert!(fine.contains(&vec![0.6, 0.65, 0.7, 0.75, 0.8]), "{fine:?}");
        assert!(ticks(-3.0, 7.0, 4).contains(&vec![-5.0, 0.0, 5.0, 10.0]));
    }

    #[test]
    fn one_number_has_a_scale() {
        assert_eq!(ticks(7.0, 7.0, 2), [[0.0, 10.0]]);
        assert_eq!(ticks(-7.0, -7.0, 2), [[-10.0, 0.0]]);
        assert_eq!(ticks(0.0, 0.0, 2), [[0.0, 1.0]]);
    }

    #[test]
    fn every_scale_holds_its_numbers_between_even_ticks() {
        // Numbers of all sizes, from a generator that needs no crate.
        let mut seed = 7u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 40) as f64 / (1u64 << 24) as f64
        };
        for n in 0..3000 {
            let size = (0..n % 19).fold(1e-6, |s, _| s * 10.0);
            let (a, b) = ((next() - 0.3) * size, (next() - 0.3) * size);
            let (low, high) = (a.min(b), a.max(b));
            let found = scales(low, high, 6);
            assert!(!found.is_empty(), "{low} to {high}");
            for scale in &found {
                let slack = (scale.to - scale.from) * 1e-9;
                assert!(scale.from <= low + slack && scale.to >= high - slack, "{low} to {high}: {scale:?}");
                assert!((2..=6).contains(&scale.ticks.len()));
                let step = scale.ticks[1] - scale.ticks[0];
                let even = |w: &[f64]| (w[1] - w[0] - step).abs() < step * 1e-6;
                assert!(step > 0.0 && scale.ticks.windows(2).all(even), "{scale:?}");
                let parts = step / (0..scale.decimals).fold(1.0, |s, _| s / 10.0);
                assert!((parts - parts.round()).abs() < 1e-6, "decimals of {scale:?}");
                // No tick below or above what the numbers need.
                assert!(scale.ticks[1] > low - slack && scale.ticks[scale.ticks.len() - 2] < high + slack);
            }
            assert!(found.windows(2).all(|w| w[0].ticks.len() < w[1].ticks.len()), "few to many");
        }
    }
}
