//! The most ink that a sheet of paper takes. What is over it goes by grey component replacement: equal parts of cyan,
//! magenta and yellow make way for as much black, which keeps the hue and takes two parts of ink for each one.

/// `inks` (per cent) with at most `limit` per cent in all.
pub fn limited(inks: [f32; 4], limit: f32) -> [f32; 4] {
    let [c, m, y, k] = inks.map(|v| if v.is_nan() { 0.0 } else { v.clamp(0.0, 100.0) });
    let over = c + m + y + k - limit;
    if over <= 0.0 {
        return [c, m, y, k];
    }
    let swapped = c.min(m).min(y).min(100.0 - k).min(over / 2.0).max(0.0);
    let [c, m, y, k] = [c - swapped, m - swapped, y - swapped, k + swapped];
    // Where there is no grey left to replace, all three go down in step.
    let (k, colored) = (k.min(limit), c + m + y);
    let scale = ((limit - k) / colored.max(1e-6)).clamp(0.0, 1.0);
    [c * scale, m * scale, y * scale, k]
}

/// The same for pixels of four bytes, 255 being 100 per cent.
pub fn limited_bytes(pixels: &mut [u8], limit: f32) {
    let most = (limit * 2.55).floor().clamp(0.0, 1020.0) as u32;
    for pixel in pixels.chunks_exact_mut(4) {
        if pixel.iter().map(|v| u32::from(*v)).sum::<u32>() > most {
            let inks = limited([pixel[0], pixel[1], pixel[2], pixel[3]].map(|v| f32::from(v) / 2.55), limit);
            // Rounded down: four halves would be two steps over.
            for (byte, ink) in pixel.iter_mut().zip(inks) {
                *byte = (ink * 2.55 + 1e-3) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn grey_makes_way_for_black() {
        assert_eq!(limited([90.0, 80.0, 60.0, 88.0], 300.0), [81.0, 71.0, 51.0, 97.0]);
        assert_eq!(limited([60.0, 40.0, 40.0, 100.0], 300.0), [60.0, 40.0, 40.0, 100.0]);
        assert_eq!(limited([100.0, 100.0, 0.0, 100.0], 240.0), [70.0, 70.0, 0.0, 100.0]);
    }

    proptest! {
        #[test]
        fn it_is_never_over(inks in [0.0_f32..=100.0, 0.0..=100.0, 0.0..=100.0, 0.0..=100.0], limit in 0.0_f32..400.0) {
            let out = limited(inks, limit);
            prop_assert!(out.iter().sum::<f32>() <= limit + 1e-3, "{inks:?} became {out:?}");
            prop_assert!(out.iter().all(|v| (0.0..=100.0).contains(v)));
        }

        #[test]
        fn pixels_are_never_over(pixel: [u8; 4], limit in 100_u16..400) {
            let mut out = pixel;
            limited_bytes(&mut out, f32::from(limit));
            let sum: u32 = out.iter().map(|v| u32::from(*v)).sum();
            prop_assert!(sum as f32 <= f32::from(limit) * 2.55, "{pixel:?} became {out:?}");
        }
    }
}
