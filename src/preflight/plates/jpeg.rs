//! JPEG files as samples, as a PDF means them: YCCK is turned back into inks, and nothing is turned upside down, for
//! that is what the image's own `Decode` says.

use crate::pdf::raster;

/// Columns, rows, components and samples.
pub(super) fn decode(bytes: &[u8]) -> Option<(usize, usize, usize, Vec<u8>)> {
    let (width, height, components) = frame(bytes)?;
    let samples = raster::jpeg_samples(bytes, components).ok()?;
    let count = width * height * usize::from(components);
    (samples.len() >= count && count > 0).then_some((width, height, usize::from(components), samples))
}

/// The size and components that the frame header gives (ITU-T T.81, B.2.2).
fn frame(bytes: &[u8]) -> Option<(usize, usize, u8)> {
    let mut at = 2;
    loop {
        while bytes.get(at)? == &0xff && bytes.get(at + 1)? == &0xff {
            at += 1;
        }
        let [0xff, kind, high, low] = *bytes.get(at..at + 4)? else { return None };
        let is_frame = matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            let f = bytes.get(at + 5..at + 10)?;
            let number = |i: usize| usize::from(u16::from_be_bytes([f[i], f[i + 1]]));
            return Some((number(2), number(0), f[4]));
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}
