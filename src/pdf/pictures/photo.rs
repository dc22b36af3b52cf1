//! Photos as JPEG, at the lowest quality that is like enough to what they were.

use super::super::raster::{Pixels, decode_jpeg};
use super::likeness::{lightness, similarity};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// The qualities that are tried, in the scale of the Independent JPEG Group; three probes find one of seven.
const QUALITIES: [u8; 7] = [36, 48, 58, 66, 74, 82, 90];
/// A larger photo is judged by a part of it, in blocks of so many pixels: whole blocks of any way of coding.
const JUDGED: usize = 150_000;
const BLOCK: usize = 64;
/// Most that halving the colour planes may change a colour, as the mean square over all pixels in levels of 255: red
/// letters on blue show it, leaves and faces do not (own judgement).
const COLOR_LOSS: f64 = 90.0;

/// A JPEG file and its quality.
pub(super) struct Coded {
    pub bytes: Vec<u8>,
    pub quality: u8,
    /// CMYK is written upside down.
    pub inverted: bool,
}

/// The smallest JPEG of `pixels` that is as like them as asked for, or the best there is; `None` where it cannot be
/// coded.
pub(super) fn coded(pixels: &Pixels, likeness: f64) -> Option<Coded> {
    let sample = sample(pixels);
    let (light, columns) = (lightness(&sample), sample.width as usize);
    let planes = planes(pixels);
    let alike = |quality: u8| {
        let bytes = encode(&sample, quality, planes, Scans::One)?;
        let again = decode_jpeg(&bytes, sample.components, sample.components == 4).ok()?;
        let again = Pixels { samples: again.into(), alpha: None, ..sample };
        Some(similarity(&light, &lightness(&again), columns) >= likeness)
    };
    let (mut low, mut high) = (0, QUALITIES.len() - 1);
    while low < high {
        let middle = (low + high) / 2;
        if alike(QUALITIES[middle])? { high = middle } else { low = middle + 1 }
    }
    let quality = QUALITIES[low];
    let both = rayon::join(
        || encode(pixels, quality, planes, Scans::One),
        || encode(pixels, quality, planes, Scans::Several),
    );
    let bytes = [both.0?, both.1?].into_iter().min_by_key(Vec::len)?;
    Some(Coded { bytes, quality, inverted: pixels.components == 4 })
}

/// Whether a picture of samples is a photo: in a drawing or a screenshot most pixels are the same as their neighbour.
pub(super) fn is_photo(pixels: &Pixels) -> bool {
    let n = usize::from(pixels.components);
    let row = pixels.width as usize * n;
    if pixels.alpha.is_some() || pixels.width < 64 || pixels.height < 64 {
        return false;
    }
    let (mut same, mut all) = (0_usize, 0_usize);
    for line in pixels.samples.chunks_exact(row).step_by(4) {
        same += line.chunks_exact(n).zip(line[n..].chunks_exact(n)).filter(|(a, b)| a == b).count();
        all += pixels.width as usize - 1;
    }
    same * 4 < all
}

/// Whether the planes of colour have half the resolution.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Planes {
    Whole,
    Half,
}

/// Whether the file comes in one scan or in several, coarse first, which is often smaller.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scans {
    One,
    Several,
}

fn encode(pixels: &Pixels, quality: u8, planes: Planes, scans: Scans) -> Option<Vec<u8>> {
    let kind = match pixels.components {
        1 => ColorType::Luma,
        3 => ColorType::Rgb,
        _ => ColorType::CmykAsYcck,
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    let half = planes == Planes::Half && pixels.components == 3;
    encoder.set_sampling_factor(if half { SamplingFactor::F_2_2 } else { SamplingFactor::F_1_1 });
    // The encoder's own tables for one scan would put each colour in a scan of its own, which not every reader gets
    // right.
    encoder.set_optimized_huffman_tables(scans == Scans::Several);
    encoder.set_progressive(scans == Scans::Several);
    let (width, height) = (u16::try_from(pixels.width).ok()?, u16::try_from(pixels.height).ok()?);
    encoder.encode(&pixels.samples, width, height, kind).ok()?;
    Some(bytes)
}

/// Half the colour where it is hardly missed.
fn planes(pixels: &Pixels) -> Planes {
    if pixels.components != 3 {
        return Planes::Whole;
    }
    let row = pixels.width as usize * 3;
    let (mut lost, mut count) = (0.0, 0_u32);
    for pair in pixels.samples.chunks_exact(row * 2).step_by(2) {
        for (above, below) in pair[..row].chunks_exact(6).zip(pair[row..].chunks_exact(6)) {
            let four = [&above[..3], &above[3..], &below[..3], &below[3..]].map(chroma);
            for plane in 0..2 {
                let mean = four.iter().map(|c| c[plane]).sum::<f64>() / 4.0;
                lost += four.iter().map(|c| (c[plane] - mean).powi(2)).sum::<f64>() / 4.0;
            }
            count += 1;
        }
    }
    if lost <= COLOR_LOSS * f64::from(count) { Planes::Half } else { Planes::Whole }
}

/// Cb and Cr (ITU-T T.871), from their middle.
fn chroma(pixel: &[u8]) -> [f64; 2] {
    let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(f64::from);
    [0.5 * b - 0.168_7 * r - 0.331_3 * g, 0.5 * r - 0.418_7 * g - 0.081_3 * b]
}

/// What a photo is judged by: all of it, or every so many-th block, put side by side.
fn sample<'a>(pixels: &'a Pixels<'_>) -> Pixels<'a> {
    let (columns, rows) = (pixels.width as usize / BLOCK, pixels.height as usize / BLOCK);
    let area = (pixels.width as usize) * (pixels.height as usize);
    let every = area / JUDGED;
    if every < 2 || columns == 0 || rows == 0 {
        return Pixels { samples: (&*pixels.samples).into(), alpha: None, ..*pixels };
    }
    let n = usize::from(pixels.components);
    let (row, strip) = (pixels.width as usize * n, BLOCK * n);
    let mut samples = Vec::with_capacity(columns * rows / every * BLOCK * strip);
    // Row after row of blocks, each begun one further, so that no column is left out; one below the other.
    let taken = (0..rows).flat_map(|y| (y % every..columns).step_by(every).map(move |x| (x, y)));
    for (x, y) in taken {
        for line in 0..BLOCK {
            let start = (y * BLOCK + line) * row + x * strip;
            samples.extend_from_slice(&pixels.samples[start..start + strip]);
        }
    }
    let height = samples.len() / strip;
    Pixels { width: BLOCK as u32, height: height as u32, samples: samples.into(), alpha: None, ..*pixels }
}
