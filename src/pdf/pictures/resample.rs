//! Pictures with fewer pixels. Lanczos' window of three lobes keeps edges crisp. It works on the samples as they are
//! coded: in linear light dark lines on a bright ground get halos, and what is seen at these sizes hardly differs.

use super::super::raster::Pixels;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use std::borrow::Cow;

/// `pixels` in `width` columns and `height` rows, or as they are where that cannot be done.
pub(super) fn resampled(pixels: Pixels<'_>, (width, height): (u32, u32)) -> Pixels<'_> {
    let Some((samples, alpha)) = changed(&pixels, width, height) else { return pixels };
    Pixels {
        width,
        height,
        components: pixels.components,
        samples: samples.into(),
        alpha: alpha.map(Cow::Owned),
    }
}

/// Samples and opacity. Where there is opacity they are worked on together, weighed by it, or the colour that stands
/// unseen in a transparent pixel would show at the edge.
fn changed(pixels: &Pixels, width: u32, height: u32) -> Option<(Vec<u8>, Option<Vec<u8>>)> {
    let size = (pixels.width, pixels.height);
    let kind = |components| match components {
        1 => PixelType::U8,
        2 => PixelType::U8x2,
        3 => PixelType::U8x3,
        _ => PixelType::U8x4,
    };
    let n = usize::from(pixels.components);
    let Some(alpha) = &pixels.alpha else {
        // Four components are inks here, none of them is opacity.
        let options = ResizeOptions::new().use_alpha(false);
        let samples = resized(&pixels.samples, size, kind(n), (width, height), &options)?;
        return Some((samples, None));
    };
    let joined: Vec<u8> = pixels
        .samples
        .chunks_exact(n)
        .zip(alpha.iter())
        .flat_map(|(p, a)| p.iter().copied().chain([*a]))
        .collect();
    let joined = resized(&joined, size, kind(n + 1), (width, height), &ResizeOptions::new())?;
    let samples = joined.chunks_exact(n + 1).flat_map(|p| p[..n].iter().copied()).collect();
    Some((samples, Some(joined.chunks_exact(n + 1).map(|p| p[n]).collect())))
}

fn resized(
    samples: &[u8],
    (columns, rows): (u32, u32),
    kind: PixelType,
    (width, height): (u32, u32),
    options: &ResizeOptions,
) -> Option<Vec<u8>> {
    let source = ImageRef::new(columns, rows, samples, kind).ok()?;
    let mut target = Image::new(width, height, kind);
    Resizer::new().resize(&source, &mut target, options).ok()?;
    Some(target.into_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_colour_stays_and_unseen_colour_does_not_bleed() {
        // Opaque red on the left, transparent green on the right.
        let row: Vec<u8> = [[200, 0, 0]; 8].into_iter().chain([[0, 255, 0]; 8]).flatten().collect();
        let opacity: Vec<u8> = [255; 8].into_iter().chain([0; 8]).collect();
        let pixels = Pixels {
            width: 16,
            height: 16,
            components: 3,
            samples: row.repeat(16).into(),
            alpha: Some(opacity.repeat(16).into()),
        };
        let small = resampled(pixels, (5, 5));
        assert_eq!((small.width, small.height, small.samples.len()), (5, 5, 75));
        for (p, a) in small.samples.chunks_exact(3).zip(small.alpha.expect("opacity").iter()) {
            // The window's lobes make the red a little stronger at its edge.
            assert!(*a == 0 || (p[0].abs_diff(200) < 20 && p[1] < 4), "{p:?} at {a}");
        }
    }
}
