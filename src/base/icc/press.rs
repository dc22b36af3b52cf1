//! Colours in the inks of a printing condition, and back to what they look like. Relative colorimetric with black
//! point compensation; never more ink than the paper takes; neutral colours in black ink alone.

use super::link::{Link, Side, open};
use super::{gray, limited, limited_bytes};
use lcms2::{ColorSpaceSignature, PixelFormat, ProfileClassSignature, TagSignature, ThreadContext};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

/// Why a profile is no printing condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Not an ICC profile, or one that is damaged.
    #[error("it is not an ICC profile, or a damaged one")]
    Unreadable,
    /// A profile of a screen, a camera or a conversion.
    #[error("it is not the profile of a printing condition")]
    NotOutput,
    /// A printer that takes other colours: RGB, gray, six inks.
    #[error("it is not for cyan, magenta, yellow and black")]
    NotCmyk,
    /// Only one way of the two.
    #[error("it says only what inks look like, not which to take for a colour")]
    OneWay,
    /// Its tables hold nothing that can be followed.
    #[error("its tables are damaged")]
    Damaged,
}

/// A printing condition to convert colours for. Of the profile that is built in, tables are read when the first colour
/// asks for them, so a sheet of declared inks never does; those of any other are read at once, for they may be damaged.
pub struct Press {
    profile: Cow<'static, [u8]>,
    limit: f32,
    inks: OnceLock<Option<Link<[f32; 3], [f32; 4]>>>,
    lights: OnceLock<Option<Link<[f32; 4], [f32; 3]>>>,
    grays: OnceLock<[f32; 256]>,
    known: Mutex<BTreeMap<[u8; 3], [f32; 4]>>,
}

impl Press {
    /// The condition of `profile`, whose paper takes `limit` per cent of ink in all.
    ///
    /// # Errors
    /// See [`ProfileError`].
    pub fn new(profile: Cow<'static, [u8]>, limit: f64) -> Result<Press, ProfileError> {
        // Tags behind the end of a file that is cut off are passed over by whoever reads the table of them.
        let whole = profile.first_chunk().is_some_and(|b| u32::from_be_bytes(*b) as usize <= profile.len());
        if !whole {
            return Err(ProfileError::Unreadable);
        }
        let context = ThreadContext::new();
        {
            let opened = open(&context, &Side::Icc(&profile)).ok_or(ProfileError::Unreadable)?;
            if opened.device_class() != ProfileClassSignature::OutputClass {
                return Err(ProfileError::NotOutput);
            }
            if opened.color_space() != ColorSpaceSignature::CmykData {
                return Err(ProfileError::NotCmyk);
            }
            if !opened.has_tag(TagSignature::BToA0Tag) || !opened.has_tag(TagSignature::AToB0Tag) {
                return Err(ProfileError::OneWay);
            }
        }
        let press = Press {
            profile,
            limit: limit as f32,
            inks: OnceLock::new(),
            lights: OnceLock::new(),
            grays: OnceLock::new(),
            known: Mutex::default(),
        };
        let is_built_in = matches!(press.profile, Cow::Borrowed(_));
        if is_built_in || press.inks().is_some() && press.lights().is_some() {
            Ok(press)
        } else {
            Err(ProfileError::Damaged)
        }
    }

    /// The way from sRGB to inks; `None` where the profile's tables are damaged.
    fn inks(&self) -> Option<&Link<[f32; 3], [f32; 4]>> {
        let link = || Link::new((Side::Srgb, PixelFormat::RGB_FLT), (self.side(), PixelFormat::CMYK_FLT));
        self.inks.get_or_init(link).as_ref()
    }

    /// The way back.
    fn lights(&self) -> Option<&Link<[f32; 4], [f32; 3]>> {
        let link = || Link::new((self.side(), PixelFormat::CMYK_FLT), (Side::Srgb, PixelFormat::RGB_FLT));
        self.lights.get_or_init(link).as_ref()
    }

    /// The profile's bytes.
    pub fn profile(&self) -> &[u8] {
        &self.profile
    }

    /// The most ink, in per cent of all plates together.
    pub fn limit(&self) -> f32 {
        self.limit
    }

    /// The inks of an sRGB colour in per cent of cyan, magenta, yellow and black. A neutral one takes black alone.
    pub fn ink(&self, rgb: [u8; 3]) -> [f32; 4] {
        if let [r, g, b] = rgb
            && r == g
            && g == b
        {
            return [0.0, 0.0, 0.0, self.gray(r).min(self.limit)];
        }
        let known = |map: &BTreeMap<_, [f32; 4]>| map.get(&rgb).copied();
        let lock = || self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(inks) = known(&lock()) {
            return inks;
        }
        let inks = self.convert(rgb);
        lock().insert(rgb, inks);
        inks
    }

    fn convert(&self, rgb: [u8; 3]) -> [f32; 4] {
        // Tenths of a per cent, rounded down: what is written is what has been limited.
        let tenths = |v: f32| (v * 10.0 + 0.01).floor() / 10.0;
        match self.inks() {
            Some(link) => limited(link.one(rgb.map(|v| f32::from(v) / 255.0)), self.limit).map(tenths),
            // A profile whose tables are damaged: black ink shows at least what stands where.
            None => [
                0.0,
                0.0,
                0.0,
                self.gray(((u16::from(rgb[0]) + u16::from(rgb[1]) * 2 + u16::from(rgb[2])) / 4) as u8),
            ],
        }
    }

    /// Black ink, in per cent, of a neutral colour of sRGB.
    fn gray(&self, value: u8) -> f32 {
        let grays = self.grays.get_or_init(|| gray::scale(|k| self.shown([0.0, 0.0, 0.0, k])));
        grays[usize::from(value)]
    }

    /// What inks, in per cent, look like: sRGB, bare paper being white and the deepest black being black.
    pub fn shown(&self, inks: [f32; 4]) -> [u8; 3] {
        let byte = |v: f32| (v * 255.0).round().clamp(0.0, 255.0) as u8;
        match self.lights() {
            Some(link) => link.one(inks.map(|v| v.clamp(0.0, 100.0))).map(byte),
            None => [0, 1, 2].map(|i| byte((1.0 - inks[i] / 100.0) * (1.0 - inks[3] / 100.0))),
        }
    }

    /// Pixels in inks, one byte a plate, 255 being full: from RGB (three components), gray (one) or the inks of
    /// another condition (four) by the profile `source`, sRGB where there is none. `None` where the two profiles do
    /// not go together.
    pub fn pixels(&self, samples: &[u8], components: u8, source: Option<&[u8]>) -> Option<Vec<u8>> {
        let (format, side) = match (components, source) {
            (1, Some(source)) => (PixelFormat::GRAY_8, Side::Icc(source)),
            (3, None) => (PixelFormat::RGB_8, Side::Srgb),
            (3, Some(source)) => (PixelFormat::RGB_8, Side::Icc(source)),
            (4, Some(source)) => (PixelFormat::CMYK_8, Side::Icc(source)),
            _ => return None,
        };
        let link: Link<u8, u8> = Link::new((side, format), (self.side(), PixelFormat::CMYK_8))?;
        let mut out = vec![0; samples.len() / usize::from(components) * 4];
        let pieces = samples.par_chunks(PIECE * usize::from(components));
        pieces.zip(out.par_chunks_mut(PIECE * 4)).for_each(|(samples, out)| {
            link.all(samples, out);
            limited_bytes(out, self.limit);
        });
        Some(out)
    }

    /// What pixels of four plates look like: sRGB, three bytes each.
    pub fn pixels_shown(&self, plates: &[u8]) -> Option<Vec<u8>> {
        let link: Link<u8, u8> =
            Link::new((self.side(), PixelFormat::CMYK_8), (Side::Srgb, PixelFormat::RGB_8))?;
        let mut out = vec![0; plates.len() / 4 * 3];
        link.all(plates, &mut out);
        Some(out)
    }

    fn side(&self) -> Side<'_> {
        Side::Icc(&self.profile)
    }
}

/// Pixels that one thread converts at a time: far more work than handing them out.
const PIECE: usize = 1 << 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::icc::{fogra39, srgb};
    use proptest::prelude::*;

    fn press(limit: f64) -> Press {
        Press::new(fogra39().into(), limit).expect("the condition that is built in")
    }

    #[test]
    fn only_a_press_is_a_condition() {
        let new = |bytes: Vec<u8>| Press::new(bytes.into(), 300.0).err();
        assert_eq!(new(b"no profile".to_vec()), Some(ProfileError::Unreadable));
        assert_eq!(new(fogra39()[..900].to_vec()), Some(ProfileError::Unreadable));
        assert_eq!(new(srgb()), Some(ProfileError::NotOutput));
        let mut gray = fogra39().to_vec();
        gray[16..20].copy_from_slice(b"GRAY");
        assert_eq!(new(gray), Some(ProfileError::NotCmyk));
    }

    /// A profile is read to its tables before a sheet is made with it: each table zeroed in turn.
    #[test]
    fn a_condition_with_damaged_tables_is_none() {
        let whole = fogra39();
        assert!(Press::new(whole.to_vec().into(), 300.0).is_ok());
        let number = |at: usize| whole[at..at + 4].iter().fold(0, |n, b| n << 8 | usize::from(*b));
        for start in [b"B2A", b"A2B"] {
            let mut damaged = whole.to_vec();
            // The table of tags (ICC.1:2022, 7.3): their number, and for each its signature, offset and size.
            for at in (0..number(128)).map(|i| 132 + i * 12).filter(|at| whole[*at..].starts_with(start)) {
                damaged[number(at + 4)..number(at + 4) + number(at + 8)].fill(0);
            }
            assert_eq!(Press::new(damaged.into(), 300.0).err(), Some(ProfileError::Damaged));
        }
    }

    #[test]
    fn neutral_colors_take_black_alone() {
        let press = press(300.0);
        assert_eq!(press.ink([0; 3]), [0.0, 0.0, 0.0, 100.0]);
        assert_eq!(press.ink([255; 3]), [0.0; 4]);
        let mut last = 100.0;
        for v in 1..=255 {
            let [c, m, y, k] = press.ink([v; 3]);
            assert!([c, m, y] == [0.0; 3] && k <= last, "{k} at {v}");
            last = k;
        }
    }

    /// Colours that the inks can show come back as they were.
    #[test]
    fn a_color_looks_like_itself() {
        let press = press(300.0);
        for rgb in [[200, 90, 80], [122, 31, 75], [90, 110, 140], [230, 220, 160], [31, 78, 121]] {
            let back = press.shown(press.ink(rgb));
            let far = rgb.iter().zip(back).map(|(a, b)| a.abs_diff(b)).max();
            assert!(far < Some(9), "{rgb:?} came back as {back:?} from {:?}", press.ink(rgb));
        }
    }

    #[test]
    fn pixels_agree_with_single_colors() {
        let press = press(300.0);
        for rgb in [[200, 90, 80], [31, 78, 121]] {
            let pixel = press.pixels(&rgb, 3, None).expect("a pixel");
            let near = |(b, v): (&u8, f32)| (f32::from(*b) / 2.55 - v).abs() < 2.0;
            assert!(pixel.iter().zip(press.ink(rgb)).all(near), "{pixel:?} for {:?}", press.ink(rgb));
            let back = press.pixels_shown(&pixel).expect("a pixel");
            assert!(rgb.iter().zip(&back).all(|(a, b)| a.abs_diff(*b) < 9), "{back:?}");
        }
    }

    proptest! {
        #[test]
        fn no_color_is_over_the_limit(rgb: [u8; 3], limit in 200.0_f64..330.0) {
            let inks = press(limit).ink(rgb);
            prop_assert!(f64::from(inks.iter().sum::<f32>()) <= limit + 1e-3, "{inks:?}");
        }
    }
}
