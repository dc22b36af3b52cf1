//! Photos that come in process inks go to the press as they are, so their ink is counted and told, never changed.

use super::{Body, Pictures, Prepared, raster};
use crate::base::{Diagnostic, Diagnostics};
use crate::edition::{ColorSpace, Edition};
use crate::layout::Layout;
use crate::story::{Picture, RasterData};

/// Per cent over the limit that coding with loss brings about.
const CODING: f64 = 3.0;
/// The part of a picture that may be over: a few pixels at an edge are no spot that smears.
const FEW: f64 = 0.001;

/// Warns of each picture that keeps its own inks and has more of them than the paper takes.
pub(super) fn counted(layout: &Layout, pictures: &Pictures, edition: &Edition, diags: &mut Diagnostics) {
    if edition.color != ColorSpace::Cmyk {
        return;
    }
    for (id, prepared) in pictures.iter() {
        let Some(Picture::Raster(raster)) = layout.pictures.get(id.0 as usize) else { continue };
        // What is converted from RGB keeps the limit.
        let RasterData::Jpeg { components: 4, .. } = raster.data else { continue };
        if let Some(most) = over(prepared, edition.ink_limit) {
            let message = format!(
                "`{}` has up to {most:.0} % of ink where the paper takes {:.0} %",
                raster.name, edition.ink_limit
            );
            let help = "separate it anew for this paper in an image editor, or name its RGB original, which is \
                        converted within the limit";
            diags.push(Diagnostic::warning("too-much-ink", message).at(raster.source).help(help));
        }
    }
}

/// The most ink of a photo in process inks, in per cent, where more than a few pixels are over `limit`.
fn over(prepared: &Prepared, limit: f64) -> Option<f64> {
    let Body::Jpeg { bytes, inverted } = &prepared.body else { return None };
    let samples = raster::decode_jpeg(bytes, prepared.components, *inverted).ok()?;
    most_over(&samples, limit)
}

/// The same of samples of four bytes, 255 being 100 per cent.
fn most_over(samples: &[u8], limit: f64) -> Option<f64> {
    let sums = samples.chunks_exact(4).map(|p| p.iter().map(|v| u32::from(*v)).sum::<u32>());
    let bound = ((limit + CODING) * 2.55) as u32;
    let (count, most) = sums.filter(|s| *s > bound).fold((0_usize, 0), |(n, most), s| (n + 1, s.max(most)));
    (count as f64 > (samples.len() / 4) as f64 * FEW).then(|| f64::from(most) / 2.55)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_over_the_limit_is_counted() {
        let samples = |pixel: [u8; 4], part: usize| {
            let mut samples = pixel.repeat(part);
            samples.resize(4000, 0);
            samples
        };
        assert_eq!(most_over(&samples([255; 4], 500), 300.0), Some(400.0));
        assert_eq!(most_over(&samples([255; 4], 1), 300.0), None);
        assert_eq!(most_over(&samples([191; 4], 500), 300.0), None);
        assert!(most_over(&samples([191; 4], 500), 240.0).is_some());
    }
}
