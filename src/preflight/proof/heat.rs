//! How much ink stands where, in colours, with a legend. What is cut off beyond the bleed, marks and slug, is left out.

use super::{Picture, font};
use crate::preflight::plates::Plates;
use crate::preflight::reading::Bounds;

/// Height of the legend, in pixels.
const LEGEND: usize = 44;

/// Up to which per cent of ink each colour stands; the last two are over what dries well and over the limit.
fn bands(limit: f64) -> Vec<(f64, [u8; 3])> {
    let mut bands = vec![
        (0.005, [255, 255, 255]),
        (1.0, [222, 235, 247]),
        (2.0, [158, 202, 225]),
        (2.4, [116, 196, 118]),
        (2.8, [254, 217, 118]),
    ];
    bands.retain(|(top, _)| *top < limit);
    bands.push((limit, [253, 141, 60]));
    bands
}
/// Over the limit.
const OVER: [u8; 3] = [189, 0, 38];

/// The heat map of what of a page lies in `area`; `limit` in parts of a solid.
pub(super) fn map(plates: &Plates, area: &Bounds, limit: f64) -> Picture {
    let bands = bands(limit);
    // Half a per cent for the rounding of 8 bits on four plates.
    let color = |total: f32| {
        let found = bands.iter().find(|(top, _)| f64::from(total) <= top + 0.005);
        found.map_or(OVER, |b| b.1)
    };
    let mut out = Picture::plain(plates.width.max(1), plates.height + LEGEND, [255; 3]);
    let [x0, y0, x1, y1] = plates.window(area);
    for y in y0..y1 {
        for i in y * plates.width + x0..y * plates.width + x1 {
            out.rgb[i] = color(plates.total(i));
        }
    }
    legend(&mut out, plates.height, &bands, limit);
    out
}

fn legend(out: &mut Picture, top: usize, bands: &[(f64, [u8; 3])], limit: f64) {
    for x in 0..out.width {
        out.set(x, top, [120; 3]);
    }
    let percent = |v: f64| format!("{:.0}", v * 100.0);
    let mut entries: Vec<(String, [u8; 3])> =
        bands.iter().skip(1).map(|(to, color)| (format!("to {} %", percent(*to)), *color)).collect();
    entries.push((format!("> {} %", percent(limit)), OVER));
    let step = (out.width / entries.len()).clamp(1, 200);
    // Narrow pages have room for small letters only.
    let size = if step >= 188 {
        3
    } else if step >= 130 {
        2
    } else {
        1
    };
    for (i, (words, color)) in entries.iter().enumerate() {
        let x = i * step + 6;
        let side = 8 * size;
        for dy in 0..side {
            for dx in 0..side {
                let edge = dx == 0 || dy == 0 || dx == side - 1 || dy == side - 1;
                out.set(x + dx, top + 10 + dy, if edge { [90; 3] } else { *color });
            }
        }
        font::write(out, x + side + 2 * size, top + 10, size, words);
    }
}
