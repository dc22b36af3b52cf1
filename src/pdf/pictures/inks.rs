//! Pictures for a press: process inks or gray, never RGB. What is in the condition's inks already, and gray, stays as
//! it is; everything else is taken through the ICC profiles, with no more ink than the paper takes.

use super::super::raster::{self, Pixels, stored};
use super::grade::{self, Grade};
use super::{Body, Change, Prepared, as_it_is, flate, photo, resample, smaller};
use crate::base::icc::Press;
use crate::edition::{ColorSpace, Condition, Edition, Standard};
use crate::story::{Raster, RasterData};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Coding moves every plate by a per cent or two, by more at hard edges. So much below the limit a photo stays under it.
const MARGIN: f64 = 10.0;

/// How a press takes pictures.
pub(super) struct Inks {
    /// The condition.
    pub press: Press,
    /// The condition, with room for what coding adds.
    pub coded: Press,
    /// Opacity is not taken: paper shows through as white.
    pub flat: bool,
    /// Of photos that are coded anew.
    pub quality: u8,
    /// What needs no change is coded anew too, if it gets smaller.
    pub all: bool,
}

impl Inks {
    /// The way of an edition; `None` where it is for no press. What is wrong with a profile, drawing tells.
    pub(super) fn of(edition: &Edition, grade: Grade) -> Option<Inks> {
        if edition.color != ColorSpace::Cmyk {
            return None;
        }
        let condition = edition.condition.as_ref().unwrap_or(&Condition::Fogra39);
        let press = condition.press(edition.ink_limit).ok()?;
        // What coding adds grows with the steps that it rounds to, which are as many as the quality lacks of 100.
        let coarser = f64::from(100 - grade.quality) / f64::from(100 - grade::IN_INK);
        let coded = condition.press(edition.ink_limit - MARGIN * coarser).ok()?;
        let flat = edition.standards.contains(&Standard::X1a);
        Some(Inks { press, coded, flat, quality: grade.quality, all: grade.all })
    }
}

/// A picture for a press, brought down to `size` where there is one. What has to be converted and cannot be decoded is
/// [`Prepared::foreign`].
pub(super) fn printed(raster: &Raster, size: Option<(u32, u32)>, inks: &Inks) -> Prepared {
    let bare = Raster { profile: None, ..raster.clone() };
    let may_stay = is_printable(raster, inks);
    let works = !may_stay || size.is_some() || inks.all;
    let coded =
        if works { raster::decode(raster).ok().and_then(|p| coded(p, raster, size, inks)) } else { None };
    match coded {
        Some(coded) if may_stay && size.is_none() => smaller(coded, as_it_is(&bare)),
        Some(coded) => coded,
        None => Prepared { foreign: !may_stay, ..as_it_is(&bare) },
    }
}

/// Whether nothing has to be converted: gray, or inks of the condition or of none that is named.
fn is_printable(raster: &Raster, inks: &Inks) -> bool {
    match &raster.data {
        RasterData::Pixels { alpha: Some(_), .. } if inks.flat => false,
        RasterData::Jpeg { components, .. } | RasterData::Pixels { components, .. } => {
            *components == 1 || *components == 4 && is_own(raster, inks)
        }
    }
}

/// Whether CMYK is meant for the condition.
fn is_own(raster: &Raster, inks: &Inks) -> bool {
    raster.profile.as_deref().is_none_or(|p| p == inks.press.profile())
}

fn coded(pixels: Pixels<'_>, raster: &Raster, size: Option<(u32, u32)>, inks: &Inks) -> Option<Prepared> {
    let mut pixels = match size {
        Some(size) => resample::resampled(pixels, size),
        None => pixels,
    };
    if inks.flat {
        flatten(&mut pixels);
    }
    let photo = matches!(raster.data, RasterData::Jpeg { .. }) || photo::is_photo(&pixels);
    let lossy = photo && pixels.alpha.is_none();
    let (samples, components) = match pixels.components {
        1 => (pixels.samples.to_vec(), 1),
        4 if is_own(raster, inks) => (pixels.samples.to_vec(), 4),
        n => {
            let press = if lossy { &inks.coded } else { &inks.press };
            let own = press.pixels(&pixels.samples, n, raster.profile.as_deref());
            // A profile that is damaged says nothing: sRGB is the best guess.
            let mut plates = own.or_else(|| press.pixels(&pixels.samples, n, None))?;
            if !lossy && n == 3 {
                blacken(&pixels.samples, &mut plates, press);
            }
            (plates, 4)
        }
    };
    let (width, height) = (pixels.width, pixels.height);
    let body = match lossy {
        true => Body::Jpeg {
            bytes: jpeg(&samples, (width, height), components, inks.quality)?.into(),
            inverted: components == 4,
        },
        false => Body::Flate(flate::deflated(&samples, width, components)),
    };
    let alpha = pixels.alpha.as_ref().map(|a| flate::deflated(a, width, 1));
    let coarser = (width, height) != stored(raster) || lossy && inks.quality < grade::IN_INK;
    let change = coarser.then_some(Change { quality: lossy.then_some(inks.quality) });
    Some(Prepared { width, height, components, body, alpha, profile: None, change, foreign: false })
}

/// Lays the picture on white paper.
fn flatten(pixels: &mut Pixels<'_>) {
    let Some(alpha) = pixels.alpha.take() else { return };
    let n = usize::from(pixels.components);
    let paper = if n == 4 { 0.0 } else { 255.0 };
    let samples: &mut Vec<u8> = pixels.samples.to_mut();
    for (pixel, opacity) in samples.chunks_exact_mut(n).zip(alpha.iter()) {
        let part = f32::from(*opacity) / 255.0;
        pixel.iter_mut().for_each(|v| *v = (paper + (f32::from(*v) - paper) * part).round() as u8);
    }
    pixels.alpha = None;
}

/// Sets the neutral pixels of a drawing in black ink alone: letters and lines stay sharp where plates drift.
fn blacken(rgb: &[u8], plates: &mut [u8], press: &Press) {
    for (pixel, plate) in rgb.chunks_exact(3).zip(plates.chunks_exact_mut(4)) {
        if pixel[0] == pixel[1] && pixel[1] == pixel[2] {
            let [.., k] = press.ink([pixel[0]; 3]);
            plate.copy_from_slice(&[0, 0, 0, (k * 2.55) as u8]);
        }
    }
}

fn jpeg(samples: &[u8], (width, height): (u32, u32), components: u8, quality: u8) -> Option<Vec<u8>> {
    let kind = if components == 1 { ColorType::Luma } else { ColorType::Cmyk };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    encoder.encode(samples, u16::try_from(width).ok()?, u16::try_from(height).ok()?, kind).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inks(flat: bool) -> Inks {
        let edition = Edition::press();
        Inks { flat, ..Inks::of(&edition, Grade::of(&edition)).expect("the condition that is built in") }
    }

    fn raster(data: RasterData) -> Raster {
        Raster { width: 80, height: 64, orientation: 1, data, profile: None, source: None, name: "a".into() }
    }

    fn noise(components: usize) -> Vec<u8> {
        (0..80 * 64 * components as u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8 / 3).collect()
    }

    fn photo(components: u8) -> Raster {
        let kind = [ColorType::Luma, ColorType::Luma, ColorType::Rgb, ColorType::Rgb, ColorType::Cmyk];
        let mut bytes = Vec::new();
        let encoder = Encoder::new(&mut bytes, 95);
        encoder.encode(&noise(components.into()), 80, 64, kind[usize::from(components)]).expect("a photo");
        raster(RasterData::Jpeg { bytes: bytes.into(), components, inverted: components == 4 })
    }

    fn drawing(samples: Vec<u8>, components: u8, alpha: Option<u8>) -> Raster {
        let alpha = alpha.map(|a| vec![a; 80 * 64].into());
        raster(RasterData::Pixels { samples: samples.into(), components, alpha })
    }

    /// The plates of a coded picture.
    fn plates(prepared: &Prepared) -> Vec<u8> {
        let Body::Jpeg { bytes, inverted } = &prepared.body else { panic!("a photo") };
        let data = RasterData::Jpeg { bytes: bytes.clone(), components: 4, inverted: *inverted };
        raster::decode(&raster(data)).expect("pixels").samples.to_vec()
    }

    #[test]
    fn dark_photos_stay_under_the_limit_after_coding() {
        let edition = Edition::press();
        let fine = Grade::of(&edition);
        for grade in std::iter::once(fine).chain(fine.coarser()) {
            let inks = Inks::of(&edition, grade).expect("the condition that is built in");
            let done = printed(&photo(3), None, &inks);
            assert_eq!((done.components, &done.profile), (4, &None));
            let most =
                plates(&done).chunks_exact(4).map(|p| p.iter().map(|v| u32::from(*v)).sum::<u32>()).max();
            assert!(most <= Some(765), "{most:?} at {grade:?}");
        }
    }

    #[test]
    fn each_step_down_is_coarser() {
        let edition = Edition::press();
        let fine = Grade::of(&edition);
        for photo in [photo(1), photo(3), photo(4)] {
            let mut last = usize::MAX;
            for grade in std::iter::once(fine).chain(fine.coarser()) {
                let inks = Inks::of(&edition, grade).expect("the condition that is built in");
                let bytes = printed(&photo, None, &inks).bytes();
                assert!(bytes < last, "{bytes} of {last} at {grade:?}");
                last = bytes;
            }
        }
    }

    #[test]
    fn what_cannot_be_converted_is_foreign() {
        let broken = |components| {
            let bytes = [0xff, 0xd8, 0xff, 0xd9].to_vec().into();
            let whole = raster(RasterData::Jpeg { bytes, components, inverted: false });
            printed(&whole, None, &inks(false)).foreign
        };
        assert_eq!([1, 3, 4].map(broken), [false, true, false]);
        assert!(!printed(&photo(3), None, &inks(false)).foreign);
    }

    #[test]
    fn inks_of_the_condition_pass_byte_for_byte_and_others_do_not() {
        let own = photo(4);
        let RasterData::Jpeg { bytes, .. } = &own.data else { panic!("a photo") };
        let same = |raster: &Raster| match printed(raster, None, &inks(false)).body {
            Body::Jpeg { bytes: out, .. } => out == *bytes,
            Body::Flate(_) => false,
        };
        assert!(same(&own));
        let named = Raster { profile: Some(crate::base::icc::fogra39().into()), ..own.clone() };
        assert!(same(&named) && printed(&named, None, &inks(false)).profile.is_none());
        let mut other = crate::base::icc::fogra39().to_vec();
        other[70] ^= 1;
        assert!(!same(&Raster { profile: Some(other.into()), ..own.clone() }));
    }

    #[test]
    fn gray_stays_gray_and_lines_stay_black() {
        assert_eq!(printed(&photo(1), None, &inks(false)).components, 1);
        // Black, blue, white in turn: a drawing.
        let samples = [[0; 3], [20, 40, 200], [255; 3]].into_iter().flat_map(|p| [p; 30]).cycle();
        let samples: Vec<u8> = samples.flatten().take(80 * 64 * 3).collect();
        let done = printed(&drawing(samples.clone(), 3, None), None, &inks(false));
        assert!(matches!(done.body, Body::Flate(_)) && done.components == 4);
        let mut plates = inks(false).press.pixels(&samples, 3, None).expect("plates");
        blacken(&samples, &mut plates, &inks(false).press);
        assert_eq!((&plates[..4], &plates[240..244]), (&[0, 0, 0, 255][..], &[0, 0, 0, 0][..]));
    }

    #[test]
    fn where_nothing_may_show_through_paper_is_white() {
        let clear = drawing(vec![0; 80 * 64], 1, Some(0));
        assert!(printed(&clear, None, &inks(false)).alpha.is_some());
        let done = printed(&clear, None, &inks(true));
        assert!(done.alpha.is_none());
        let mut pixels = raster::decode(&clear).expect("pixels");
        flatten(&mut pixels);
        assert!(pixels.samples.iter().all(|v| *v == 255));
    }
}
