//! How much ink stands on a page, and where there is too much. Anti-aliasing makes single pixels of mixed ink along
//! edges; only a spot counts that a fingertip could smear.

use super::Plates;
use crate::preflight::reading::Bounds;

/// A spot is at least so wide and high, in millimetres.
const SPOT: f64 = 1.0;
/// Rounding of 8-bit colours on four plates, in parts of a solid.
const SLACK: f32 = 0.01;

/// The ink on a page.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Each ink with the mean of its tint and the greatest, 0 to 1.
    pub plates: Vec<(String, f64, f64)>,
    /// All inks together, on the average of the area, 1 for a solid.
    pub mean: f64,
    /// The most of all inks together where it fills a spot, and its place in the page's user space.
    pub most: (f64, Bounds),
    /// Which part of the area has more than 280 per cent, 0 to 1.
    pub heavy: f64,
    /// Places over the limit, the worst first.
    pub over: Vec<Spot>,
}

/// A place with too much ink.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The rectangle around it, in the page's user space.
    pub at: Bounds,
    /// Where it is worst, within it.
    pub worst: Bounds,
    /// The most ink in it, 1 for a solid.
    pub most: f64,
    /// How large it is, in square millimetres.
    pub area: f64,
}

/// From this on, over more than a tenth of a page, ink dries slowly (PeakPrint): in parts of a solid.
const HEAVY: f32 = 2.8;

/// The ink in `area` of the page; `limit` is the most that the paper takes, 1 for a solid.
pub fn coverage(plates: &Plates, area: &Bounds, limit: f64) -> Coverage {
    let [x0, y0, x1, y1] = plates.window(area);
    let (w, h) = (x1.saturating_sub(x0), y1.saturating_sub(y0));
    let count = (w * h).max(1) as f64;
    let rows = |plane: &[f32]| -> Vec<f32> {
        (y0..y1.max(y0))
            .flat_map(|y| plane[y * plates.width + x0..y * plates.width + x0 + w].to_vec())
            .collect()
    };
    let mut total = vec![0.0_f32; w * h];
    let mut each = Vec::new();
    for (name, plane) in plates.names.iter().zip(&plates.planes) {
        let own = rows(plane);
        let sum: f64 = own.iter().map(|v| f64::from(*v)).sum();
        let most = own.iter().fold(0.0_f32, |a, b| a.max(*b));
        each.push((name.clone(), sum / count, f64::from(most)));
        total.iter_mut().zip(&own).for_each(|(t, v)| *t += v);
    }
    let side = ((SPOT / 25.4 * plates.ppi).round() as usize).max(1);
    let solid = least(&total, w, h, side);
    let back = plates.to_pixels.inverse();
    let place = |a: usize, b: usize, c: usize, d: usize| {
        let b = Bounds::new((x0 + a) as f64, (y0 + b) as f64, (x0 + c) as f64, (y0 + d) as f64);
        back.map_or(*area, |m| b.through(&m))
    };
    let (worst, most) =
        solid.iter().enumerate().fold((0, 0.0_f32), |a, (i, v)| if *v > a.1 { (i, *v) } else { a });
    let (mx, my) = (worst % w.max(1), worst / w.max(1));
    let heavy = total.iter().filter(|t| **t > HEAVY + SLACK).count() as f64 / count;
    let mut over: Vec<Spot> = regions(&solid, w, h, side, limit as f32 + SLACK)
        .into_iter()
        .map(|r| Spot {
            at: place(r.x0, r.y0, r.x1 + side, r.y1 + side),
            worst: place(r.worst.0, r.worst.1, r.worst.0 + side, r.worst.1 + side),
            most: f64::from(r.most),
            area: r.count as f64 * (25.4 / plates.ppi).powi(2),
        })
        .collect();
    over.sort_by(|a, b| b.most.total_cmp(&a.most));
    Coverage {
        plates: each,
        mean: total.iter().map(|v| f64::from(*v)).sum::<f64>() / count,
        most: (f64::from(most), place(mx, my, mx + side, my + side)),
        heavy,
        over,
    }
}

/// At each place the least of the square of `side` pixels that begins there; 0 where none fits.
fn least(total: &[f32], w: usize, h: usize, side: usize) -> Vec<f32> {
    let mut across = vec![0.0_f32; w * h];
    for (row, out) in total.chunks(w.max(1)).zip(across.chunks_mut(w.max(1))) {
        for (x, window) in row.windows(side).enumerate() {
            out[x] = window.iter().fold(f32::INFINITY, |a, b| a.min(*b));
        }
    }
    let mut out = vec![0.0_f32; w * h];
    for y in 0..(h + 1).saturating_sub(side) {
        for x in 0..w {
            let column = (y..y + side).map(|r| across[r * w + x]);
            out[y * w + x] = column.fold(f32::INFINITY, f32::min);
        }
    }
    out
}

struct Region {
    x0: usize,
    y0: usize,
    x1: usize,
    y1: usize,
    worst: (usize, usize),
    most: f32,
    count: usize,
}

/// Places over `limit` that hang together, those nearer than `side` pixels as one.
fn regions(solid: &[f32], w: usize, h: usize, side: usize, limit: f32) -> Vec<Region> {
    let mut seen = vec![false; solid.len()];
    let mut out = Vec::new();
    for start in 0..solid.len() {
        if seen[start] || solid[start] <= limit {
            continue;
        }
        let (x, y) = (start % w, start / w);
        let mut region = Region { x0: x, y0: y, x1: x, y1: y, worst: (x, y), most: 0.0, count: 0 };
        let mut todo = vec![start];
        seen[start] = true;
        while let Some(i) = todo.pop() {
            let (x, y) = (i % w, i / w);
            region.take(x, y, solid[i]);
            let near = |v: usize, most: usize| v.saturating_sub(side)..(v + side + 1).min(most);
            for ny in near(y, h).step_by(side.max(1)).chain([y]) {
                for nx in near(x, w).step_by(side.max(1)).chain([x.saturating_sub(1), (x + 1).min(w - 1)]) {
                    let n = ny * w + nx;
                    if !seen[n] && solid[n] > limit {
                        seen[n] = true;
                        todo.push(n);
                    }
                }
            }
            for ny in [y.saturating_sub(1), (y + 1).min(h - 1)] {
                let n = ny * w + x;
                if !seen[n] && solid[n] > limit {
                    seen[n] = true;
                    todo.push(n);
                }
            }
        }
        out.push(region);
    }
    out
}

impl Region {
    fn take(&mut self, x: usize, y: usize, ink: f32) {
        (self.x0, self.x1) = (self.x0.min(x), self.x1.max(x));
        (self.y0, self.y1) = (self.y0.min(y), self.y1.max(y));
        self.count += 1;
        if ink > self.most {
            (self.most, self.worst) = (ink, (x, y));
        }
    }
}
