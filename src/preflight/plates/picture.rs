//! Images as plates: samples are brought down to about the pixels of the plates, then sampled where they lie.

use super::field::Ink;
use super::painter::Painter;
use super::samples::{Grid, data, samples};
use super::separate::{Eye, Laying, Separator};
use super::stencil::{Stencil, Window};
use crate::preflight::reading::{Image, ImageData, ImageMask, Matrix, Pdf, Space, Xy};
use lopdf::{Dictionary, Object, ObjectId};
use std::sync::Arc;

/// An image that is ready to be laid.
#[derive(Debug)]
pub(super) struct Picture {
    space: Option<Arc<Space>>,
    samples: Option<Grid>,
    /// How opaque it is.
    alpha: Option<Grid>,
}

impl Painter<'_> {
    /// The picture of `image`, about as fine as its `size` in pixels.
    pub(super) fn picture(&mut self, image: &Image, size: (f64, f64)) -> Option<Arc<Picture>> {
        let id = match image.data {
            // A stencil is the same in every colour.
            ImageData::Stream(id) => Some(id),
            ImageData::Inline(..) => None,
        };
        if let Some(known) = id.and_then(|id| self.pictures.get(&id)) {
            return known.clone();
        }
        if !self.may(image.width.saturating_mul(image.height)) {
            return None;
        }
        let made = read(self.pdf, self.separator, image, size).map(Arc::new);
        if made.is_none() {
            let filter = image.filters.last().map_or("no coding", String::as_str);
            self.gap(&format!("a picture in {filter} cannot be read, and is left white"));
        }
        if let Some(id) = id {
            self.pictures.insert(id, made.clone());
        }
        made
    }
}

impl Picture {
    /// Makes `shape` thinner where the image is not opaque; `back` leads from pixels to its unit square.
    pub(super) fn thin(&self, shape: &mut Stencil, back: &Matrix) {
        let Some(alpha) = &self.alpha else { return };
        for ((x, y), cover) in shape.window.pixels().zip(&mut shape.cover) {
            if *cover > 0 {
                let i = alpha.at(back.apply(Xy::new(x as f64 + 0.5, y as f64 + 0.5)));
                *cover = ((u32::from(*cover) * u32::from(alpha.data[i]) + 127) / 255) as u8;
            }
        }
    }
    /// Its inks in `window`.
    pub(super) fn ink(&self, separator: &Separator, window: Window, back: &Matrix, laying: Laying) -> Ink {
        let flat = vec![0.0; separator.names.len()];
        let Some((grid, space)) = self.samples.as_ref().zip(self.space.as_deref()) else {
            return Ink::default();
        };
        let writes = separator.writes(space, &flat, laying);
        let at: Vec<usize> = window
            .pixels()
            .map(|(x, y)| grid.at(back.apply(Xy::new(x as f64 + 0.5, y as f64 + 0.5))))
            .collect();
        let fields = (0..grid.channels).map(|plate| {
            let field = at.iter().map(|i| f32::from(grid.data[i + plate]) / 255.0).collect();
            (plate, field)
        });
        Ink { fields: fields.collect(), flat, writes }
    }
}

fn read(pdf: &Pdf, separator: &Separator, image: &Image, size: (f64, f64)) -> Option<Picture> {
    let (dict, coded) = data(pdf, image)?;
    let alpha = match image.mask {
        ImageMask::Soft(id) => Some(mask(pdf, id, size, false)?),
        ImageMask::Stencil(id) => Some(mask(pdf, id, size, true)?),
        ImageMask::None | ImageMask::Keyed => None,
    };
    if image.is_stencil() {
        let bits = samples(pdf, &dict, coded, (image.width, image.height, 1, 1))?;
        // A zero lets the colour through, unless `Decode` turns it over.
        let over = image.decode.as_ref().is_some_and(|d| d.first() == Some(&1.0));
        let shown = map(bits, |v| if over { v } else { 255 - v });
        let alpha = Some(fitted(shown, size));
        return Some(Picture { space: None, samples: None, alpha });
    }
    let space = image.space.clone()?;
    let raw = samples(pdf, &dict, coded, (image.width, image.height, space.components(), image.bits))?;
    if raw.channels != space.components() {
        return None;
    }
    let keyed = keyed(pdf, image, &dict, &raw).map(|g| fitted(g, size));
    let decoded = decoded(raw, image, &space);
    let samples = match &*space {
        Space::Indexed { .. } => fitted(tabled(separator, &space, &decoded), size),
        _ => plated(separator, &space, fitted(decoded, size)),
    };
    Some(Picture { space: Some(space), samples: Some(samples), alpha: alpha.or(keyed) })
}

/// Not much finer than the pixels on which it is laid.
fn fitted(grid: Grid, (across, down): (f64, f64)) -> Grid {
    let ratio = |count: usize, pixels: f64| ((count as f64 / pixels.max(1.0)).round() as usize).max(1);
    let (n, m) = (ratio(grid.width, across), ratio(grid.height, down));
    grid.reduced(n, m)
}

fn map(mut grid: Grid, f: impl Fn(u8) -> u8) -> Grid {
    grid.data.iter_mut().for_each(|v| *v = f(*v));
    grid
}

/// Samples as `Decode` means them. Indices stay what they are.
fn decoded(grid: Grid, image: &Image, space: &Space) -> Grid {
    if let Space::Indexed { .. } = space {
        let most = (1_u32 << image.bits.clamp(1, 8)) - 1;
        return map(grid, |v| (u32::from(v) * most / 255) as u8);
    }
    let Some(decode) = image.decode.as_ref().filter(|d| d.len() >= 2 * grid.channels) else { return grid };
    let tables: Vec<Vec<u8>> = decode
        .chunks(2)
        .take(grid.channels)
        .map(|d| {
            let at = |v: usize| d[0] + v as f64 / 255.0 * (d[1] - d[0]);
            (0..256).map(|v| (at(v) * 255.0).round().clamp(0.0, 255.0) as u8).collect()
        })
        .collect();
    let (channels, mut grid) = (grid.channels, grid);
    if !matches!(space, Space::Lab { .. }) {
        grid.data.iter_mut().enumerate().for_each(|(i, v)| *v = tables[i % channels][usize::from(*v)]);
    }
    grid
}

/// Colours that are left out (ISO 32000-1, 8.9.6.4).
fn keyed(pdf: &Pdf, image: &Image, dict: &Dictionary, raw: &Grid) -> Option<Grid> {
    if image.mask != ImageMask::Keyed {
        return None;
    }
    let value = dict.get(b"Mask").ok()?;
    let list = match value {
        Object::Reference(id) => pdf.document().objects.get(id)?,
        other => other,
    };
    let most = ((1_u32 << image.bits.clamp(1, 8)) - 1) as f32;
    let limits: Vec<f32> = list.as_array().ok()?.iter().filter_map(|o| o.as_float().ok()).collect();
    if limits.len() < 2 * raw.channels {
        return None;
    }
    let left = |p: &[u8]| {
        p.iter().zip(limits.chunks(2)).all(|(v, l)| {
            let v = (f32::from(*v) * most / 255.0).round();
            l[0] <= v && v <= l[1]
        })
    };
    let data = raw.data.chunks_exact(raw.channels).map(|p| if left(p) { 0 } else { 255 }).collect();
    Some(Grid { channels: 1, data, ..*raw })
}

/// A mask: gray, or a stencil, whose ones are left out.
fn mask(pdf: &Pdf, id: ObjectId, size: (f64, f64), stencil: bool) -> Option<Grid> {
    let stream = pdf.stream(id)?;
    let whole = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).unwrap_or(0);
    let (width, height) =
        (whole(b"Width").clamp(0, 1 << 24) as usize, whole(b"Height").clamp(0, 1 << 24) as usize);
    let bits = if stencil { 1 } else { whole(b"BitsPerComponent").max(1) };
    let grid = samples(pdf, &stream.dict, stream.content.clone(), (width, height, 1, bits))?;
    let first =
        stream.dict.get(b"Decode").and_then(Object::as_array).ok().and_then(|d| d.first()?.as_float().ok());
    let over = (first == Some(1.0)) != stencil;
    (grid.channels == 1).then(|| fitted(map(grid, |v| if over { 255 - v } else { v }), size))
}

/// Indices by the inks of their colours.
fn tabled(separator: &Separator, space: &Space, grid: &Grid) -> Grid {
    let channels = separator.names.len();
    let byte = |v: f32| (v * 255.0).round().clamp(0.0, 255.0) as u8;
    let table: Vec<Vec<u8>> =
        (0..256).map(|i| separator.tints(space, &[f64::from(i)]).into_iter().map(byte).collect()).collect();
    let data = grid.data.iter().flat_map(|i| table[usize::from(*i)].iter().copied()).collect();
    Grid { width: grid.width, height: grid.height, channels, data }
}

/// Samples as plates.
fn plated(separator: &Separator, space: &Space, grid: Grid) -> Grid {
    let plates = separator.names.len();
    let byte = |v: f32| (v * 255.0).round().clamp(0.0, 255.0) as u8;
    let Eye::Inks(press) = separator.eye else { return one_by_one(separator, space, &grid) };
    let spread = |four: &[u8], n: usize| -> Vec<u8> {
        let whole = |p: &[u8]| (0..plates).map(|i| if i < n { p[i] } else { 0 }).collect::<Vec<u8>>();
        four.chunks_exact(n).flat_map(whole).collect()
    };
    let data = match space {
        Space::Gray | Space::CalGray | Space::Icc { n: 1, .. } => grid
            .data
            .iter()
            .flat_map(|v| (0..plates).map(move |i| if i == 3 { 255 - v } else { 0 }))
            .collect(),
        Space::Cmyk | Space::Icc { n: 4, .. } => spread(&grid.data, 4),
        Space::Rgb | Space::CalRgb | Space::Icc { n: 3, .. } => {
            separator.separated.set(true);
            match press.pixels(&grid.data, 3, None) {
                Some(inks) => spread(&inks, 4),
                None => return one_by_one(separator, space, &grid),
            }
        }
        Space::Separation { .. } => {
            // One ink: 256 tints at the most.
            let tints: Vec<Vec<u8>> = (0..256)
                .map(|v| separator.tints(space, &[f64::from(v) / 255.0]).into_iter().map(byte).collect())
                .collect();
            grid.data.iter().flat_map(|v| tints[usize::from(*v)].iter().copied()).collect()
        }
        _ => return one_by_one(separator, space, &grid),
    };
    Grid { channels: plates, data, width: grid.width, height: grid.height }
}

fn one_by_one(separator: &Separator, space: &Space, grid: &Grid) -> Grid {
    let lab = match space {
        Space::Lab { range } => Some(*range),
        _ => None,
    };
    let byte = |v: f32| (v * 255.0).round().clamp(0.0, 255.0) as u8;
    let mut data = Vec::with_capacity(grid.width * grid.height * separator.names.len());
    let mut color = vec![0.0; grid.channels];
    for pixel in grid.data.chunks_exact(grid.channels) {
        for (to, v) in color.iter_mut().zip(pixel) {
            *to = f64::from(*v) / 255.0;
        }
        if let Some([a0, a1, b0, b1]) = lab {
            color[0] *= 100.0;
            color[1] = a0 + color[1] * (a1 - a0);
            color[2] = b0 + color[2] * (b1 - b0);
        }
        data.extend(separator.tints(space, &color).into_iter().map(byte));
    }
    Grid { width: grid.width, height: grid.height, channels: separator.names.len(), data }
}
