//! Labels that would stand on each other are moved apart, each as little as the others allow.

/// The tops of labels that would like to begin at `wanted`, each with its height, one below the other between `low`
/// and `high`: in the order of what they would like, none on another, moved as little as can be (least squares, by
/// pooling neighbours that meet). Where there is no room for all of them, they run over `high`.
pub(super) fn spread(wanted: &[(f64, f64)], (low, high): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| {
        let middle = |i: usize| wanted[i].0 + wanted[i].1 * 0.5;
        middle(*a).total_cmp(&middle(*b)).then(a.cmp(b))
    });
    let mut pools: Vec<Pool> = Vec::new();
    for i in order {
        let (top, height) = wanted[i];
        pools.push(Pool { top, height, labels: vec![i] });
        while let [.., above, below] = pools.as_slice() {
            if above.top + above.height <= below.top {
                break;
            }
            let joined = above.with(below);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    within(&mut pools, (low, high));
    let mut tops = vec![0.0; wanted.len()];
    for pool in pools {
        let mut y = pool.top;
        for i in pool.labels {
            tops[i] = y;
            y += wanted[i].1;
        }
    }
    tops
}

/// Labels that touch.
struct Pool {
    top: f64,
    height: f64,
    labels: Vec<usize>,
}

impl Pool {
    /// Both as one, where the sum of the squares of all ways is least.
    fn with(&self, below: &Pool) -> Pool {
        let (n, m) = (self.labels.len() as f64, below.labels.len() as f64);
        let top = (self.top * n + (below.top - self.height) * m) / (n + m);
        let labels = self.labels.iter().chain(&below.labels).copied().collect();
        Pool { top, height: self.height + below.height, labels }
    }
}

/// Pushes pools up from the lower end, then down from the upper one.
fn within(pools: &mut [Pool], (low, high): (f64, f64)) {
    let mut end = high;
    for pool in pools.iter_mut().rev() {
        pool.top = pool.top.min(end - pool.height);
        end = pool.top;
    }
    let mut start = low;
    for pool in pools.iter_mut() {
        pool.top = pool.top.max(start);
        start = pool.top + pool.height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_room_stay() {
        assert_eq!(spread(&[(40.0, 10.0), (0.0, 10.0), (20.0, 10.0)], (0.0, 100.0)), [40.0, 0.0, 20.0]);
    }

    #[test]
    fn two_on_each_other_part_evenly() {
        assert_eq!(spread(&[(20.0, 10.0), (22.0, 10.0)], (0.0, 100.0)), [16.0, 26.0]);
        assert_eq!(spread(&[(95.0, 10.0), (97.0, 10.0)], (0.0, 100.0)), [80.0, 90.0]);
    }

    #[test]
    fn no_label_stands_on_another_or_outside() {
        let mut seed = 3u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 40) as f64 / (1u64 << 24) as f64
        };
        for n in 0..2000 {
            let wanted: Vec<(f64, f64)> =
                (0..n % 9).map(|_| (next() * 100.0 - 5.0, 4.0 + next() * 8.0)).collect();
            let tops = spread(&wanted, (0.0, 110.0));
            let mut order: Vec<usize> = (0..wanted.len()).collect();
            order.sort_by(|a, b| tops[*a].total_cmp(&tops[*b]));
            for pair in order.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                assert!(tops[a] + wanted[a].1 <= tops[b] + 1e-9, "{wanted:?} {tops:?}");
                let middle = |i: usize| wanted[i].0 + wanted[i].1 * 0.5;
                assert!(middle(a) <= middle(b), "order is kept");
            }
            for (top, (_, height)) in tops.iter().zip(&wanted) {
                assert!(*top >= -1e-9 && top + height <= 110.0 + 1e-9, "{wanted:?} {tops:?}");
            }
        }
    }
}
