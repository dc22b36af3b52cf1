//! Samples of an image, read out of the file and brought down to about the size that is wanted.

use super::jpeg;
use crate::preflight::reading::{Image, ImageData, Pdf, Xy};
use lopdf::{Dictionary, Object, Stream};

/// Most samples of an image that are decoded.
const MOST_SAMPLES: usize = 400 << 20;

/// Samples in rows, a byte each.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) channels: usize,
    pub(super) data: Vec<u8>,
}

impl Grid {
    /// The mean of each block of `n` by `m` samples.
    pub(super) fn reduced(self, n: usize, m: usize) -> Grid {
        if n <= 1 && m <= 1 {
            return self;
        }
        let (width, height) = (self.width.div_ceil(n), self.height.div_ceil(m));
        let c = self.channels;
        let mut data = Vec::with_capacity(width * height * c);
        let mut sums = vec![0_u32; width * c];
        for y in 0..height {
            let rows = y * m..((y + 1) * m).min(self.height);
            sums.fill(0);
            for row in rows.clone() {
                let line = &self.data[row * self.width * c..(row + 1) * self.width * c];
                for (i, v) in line.iter().enumerate() {
                    sums[i / c / n * c + i % c] += u32::from(*v);
                }
            }
            for (i, sum) in sums.iter().enumerate() {
                let x = i / c;
                let across = ((x + 1) * n).min(self.width) - x * n;
                let count = (across * rows.len()) as u32;
                data.push(((sum + count / 2) / count) as u8);
            }
        }
        Grid { width, height, channels: c, data }
    }
    /// The sample that lies at `p` of the unit square, its first row on top.
    pub(super) fn at(&self, p: Xy) -> usize {
        let cell = |v: f64, count: usize| ((v * count as f64).max(0.0) as usize).min(count - 1);
        (cell(1.0 - p.y, self.height) * self.width + cell(p.x, self.width)) * self.channels
    }
}

/// The dictionary and the coded data of an image.
pub(super) fn data(pdf: &Pdf, image: &Image) -> Option<(Dictionary, Vec<u8>)> {
    match &image.data {
        ImageData::Stream(id) => pdf.stream(*id).map(|s| (s.dict.clone(), s.content.clone())),
        ImageData::Inline(dict, data) => Some(((**dict).clone(), data.to_vec())),
    }
}

/// Samples of `channels` components of `bits`, each widened to a byte; of 8 bits as they stand.
pub(super) fn samples(
    pdf: &Pdf,
    dict: &Dictionary,
    coded: Vec<u8>,
    (width, height, channels, bits): (usize, usize, usize, i64),
) -> Option<Grid> {
    let count = width.checked_mul(height)?.checked_mul(channels)?;
    if count == 0 || count > MOST_SAMPLES || !matches!(bits, 1 | 2 | 4 | 8 | 16) {
        return None;
    }
    let mut dict = dict.clone();
    let names: Vec<Vec<u8>> = match dict.get(b"Filter").or_else(|_| dict.get(b"F")) {
        Ok(Object::Name(name)) => vec![name.clone()],
        Ok(Object::Array(list)) => list.iter().filter_map(|o| o.as_name().ok().map(<[u8]>::to_vec)).collect(),
        _ => Vec::new(),
    };
    let last = names.last().map(Vec::as_slice);
    if matches!(last, Some(b"DCTDecode" | b"DCT")) {
        let before = names[..names.len() - 1].iter().map(|n| Object::Name(n.clone())).collect();
        dict.remove(b"F");
        dict.remove(b"DecodeParms");
        dict.set("Filter", Object::Array(before));
        let bytes = pdf.decode(&Stream::new(dict, coded))?;
        let (width, height, channels, data) = jpeg::decode(&bytes)?;
        return Some(Grid { width, height, channels, data });
    }
    let bytes = pdf.decode(&Stream::new(dict, coded))?;
    Some(Grid { width, height, channels, data: unpacked(&bytes, width * channels, height, bits as usize) })
}

/// Rows begin at whole bytes; what is missing is 0.
fn unpacked(bytes: &[u8], row: usize, rows: usize, bits: usize) -> Vec<u8> {
    let stride = (row * bits).div_ceil(8);
    let byte = |i: usize| bytes.get(i).copied().unwrap_or(0);
    let mut out = Vec::with_capacity(row * rows);
    for y in 0..rows {
        let start = y * stride;
        match bits {
            8 => out.extend((0..row).map(|x| byte(start + x))),
            16 => out.extend((0..row).map(|x| byte(start + 2 * x))),
            _ => {
                let most = (1_u16 << bits) - 1;
                out.extend((0..row).map(|x| {
                    let at = x * bits;
                    let value = u16::from(byte(start + at / 8)) >> (8 - bits - at % 8) & most;
                    (value * 255 / most) as u8
                }));
            }
        }
    }
    out
}
