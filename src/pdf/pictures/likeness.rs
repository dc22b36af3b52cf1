//! How like two pictures are to the eye: the structural similarity index of Wang, Bovik, Sheikh and Simoncelli ("Image
//! Quality Assessment: From Error Visibility to Structural Similarity", IEEE Transactions on Image Processing 13, 2004)
//! on lightness, in windows of 8 by 8 pixels.

use super::super::raster::Pixels;

/// Side of a window, and how far the next one is: the paper's first form of the measure, on every fourth pixel.
const WINDOW: usize = 8;
const STEP: usize = 4;
/// The paper's constants, for samples up to 255: they keep flat windows from dividing by nothing.
const C1: f64 = 6.5025;
const C2: f64 = 58.5225;

/// Lightness of each pixel, from 0 to 255.
pub(super) fn lightness(pixels: &Pixels) -> Vec<u8> {
    // ITU-R BT.601, as JPEG weighs red, green and blue (ITU-T T.871), in 65536ths.
    let weighed = |r: u8, g: u8, b: u8| {
        ((19_595 * u32::from(r) + 38_470 * u32::from(g) + 7_471 * u32::from(b) + 32_768) >> 16) as u8
    };
    match pixels.components {
        1 => pixels.samples.to_vec(),
        3 => pixels.samples.chunks_exact(3).map(|p| weighed(p[0], p[1], p[2])).collect(),
        _ => {
            let light = |ink: u8, black: u8| 255 - ink.saturating_add(black);
            let weigh = |p: &[u8]| weighed(light(p[0], p[3]), light(p[1], p[3]), light(p[2], p[3]));
            pixels.samples.chunks_exact(4).map(weigh).collect()
        }
    }
}

/// The mean similarity of two pictures of so many columns: 1 where they are equal. Pictures smaller than a window are
/// compared as one.
pub(super) fn similarity(a: &[u8], b: &[u8], columns: usize) -> f64 {
    let rows = a.len() / columns.max(1);
    let (wide, high) = (WINDOW.min(columns), WINDOW.min(rows));
    let (mut sum, mut count) = (0.0, 0_u32);
    for top in (0..=rows - high).step_by(STEP) {
        for left in (0..=columns - wide).step_by(STEP) {
            sum += window(a, b, columns, (left, top, wide, high));
            count += 1;
        }
    }
    if count == 0 { 1.0 } else { sum / f64::from(count) }
}

fn window(a: &[u8], b: &[u8], columns: usize, (left, top, wide, high): (usize, usize, usize, usize)) -> f64 {
    let [mut sum_a, mut sum_b, mut squares, mut products] = [0_u32; 4];
    for row in top..top + high {
        let start = row * columns + left;
        for (x, y) in a[start..start + wide].iter().zip(&b[start..start + wide]) {
            let (x, y) = (u32::from(*x), u32::from(*y));
            sum_a += x;
            sum_b += y;
            squares += x * x + y * y;
            products += x * y;
        }
    }
    let count = (wide * high) as f64;
    let (mean_a, mean_b) = (f64::from(sum_a) / count, f64::from(sum_b) / count);
    let of_means = mean_a * mean_a + mean_b * mean_b;
    let variances = f64::from(squares) / count - of_means;
    let covariance = f64::from(products) / count - mean_a * mean_b;
    ((2.0 * mean_a * mean_b + C1) * (2.0 * covariance + C2)) / ((of_means + C1) * (variances + C2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_pictures_are_wholly_alike_and_others_less() {
        let a: Vec<u8> = (0..64 * 48_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert_eq!(similarity(&a, &a, 64), 1.0);
        let near: Vec<u8> = a.iter().map(|v| v.saturating_add(6)).collect();
        let far: Vec<u8> = a.iter().map(|v| 255 - v).collect();
        let [near, far] = [near, far].map(|b| similarity(&a, &b, 64));
        assert!(near > 0.95 && near < 1.0 && far < 0.0, "{near} {far}");
        // Smaller than a window.
        assert_eq!(similarity(&a[..15], &a[..15], 5), 1.0);
    }
}
