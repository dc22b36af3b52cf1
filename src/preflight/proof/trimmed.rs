//! The page after a cut that went astray: a guillotine drifts by up to 1/16 in (NY Speedy).

use super::Picture;
use crate::preflight::plates::Plates;
use crate::preflight::reading::PdfPage;

/// How far the cut drifts, in points: 1/16 in.
const DRIFT: f64 = 4.5;
/// Between the four pages, in pixels.
const GAP: usize = 24;
/// What lies around them: a gray on which white edges show.
const TABLE: [u8; 3] = [150, 150, 150];

/// The page four times, at half size: cut too far left, right, up and down. White edges are missing bleed; what is
/// cut off stood too near the edge.
pub(super) fn drifted(composite: &Picture, plates: &Plates, page: &PdfPage) -> Picture {
    let [x0, y0, x1, y1] = plates.window(&page.trim);
    let (w, h) = ((x1 - x0) / 2, (y1 - y0) / 2);
    let mut out = Picture::plain(2 * w + 3 * GAP, 2 * h + 3 * GAP, TABLE);
    let far = (DRIFT / 72.0 * plates.ppi).round() as isize;
    for (i, (dx, dy)) in [(-far, 0), (far, 0), (0, -far), (0, far)].into_iter().enumerate() {
        let (left, top) = (GAP + i % 2 * (w + GAP), GAP + i / 2 * (h + GAP));
        for y in 0..h {
            for x in 0..w {
                let at = (x0 as isize + dx + 2 * x as isize, y0 as isize + dy + 2 * y as isize);
                out.set(left + x, top + y, halved(composite, at));
            }
        }
    }
    out
}

/// The mean of four pixels; beyond the sheet there is white paper.
fn halved(picture: &Picture, (x, y): (isize, isize)) -> [u8; 3] {
    let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(a, b)| picture.at(x + a, y + b).unwrap_or([255; 3]));
    std::array::from_fn(|i| (four.iter().map(|p| u16::from(p[i])).sum::<u16>() / 4) as u8)
}
