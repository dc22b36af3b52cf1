//! Colours by role, each checked against what it stands on.

use super::Brand;
use crate::base::Ink;

/// The least contrast of text (WCAG 2.2, 1.4.3).
pub const LEGIBLE: f64 = 4.5;

/// Colours by role.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Text.
    pub ink: Ink,
    /// Headings, marks, values: the primary colour, darkened where it could not be read on paper.
    pub accent: Ink,
    /// Grounds of bands and bars: the primary colour as the brand declares it.
    pub band: Ink,
    /// Text on a band.
    pub on_band: Ink,
    /// Grounds of callouts and of the ask.
    pub tint: Ink,
    /// Text on a tint.
    pub ink_on_tint: Ink,
    /// Secondary text: 70 per cent black.
    pub grey: Ink,
    /// Running header and footer: 60 per cent black.
    pub faint: Ink,
    /// Hairlines and dividers: 40 per cent black.
    pub rule: Ink,
    /// Bare paper.
    pub paper: Ink,
}

impl Palette {
    /// A brand's colours, with greys of so many per cent of black: secondary text, running lines, hairlines.
    pub fn of(brand: &Brand, [grey, faint, rule]: [f32; 3]) -> Palette {
        let paper = brand.background.clone();
        let (ink, ink_on_tint) = (legible(&brand.foreground, &paper), on(&brand.foreground, &brand.tint));
        let accent = legible(&brand.primary, &paper);
        // Links stand on tints as well, in the accent where the text keeps its colour.
        let accent = if ink == ink_on_tint { legible(&accent, &brand.tint) } else { accent };
        let white_works = Ink::WHITE.contrast(&brand.primary) >= LEGIBLE;
        Palette {
            ink,
            accent,
            band: brand.primary.clone(),
            on_band: if white_works { Ink::WHITE } else { Ink::BLACK },
            tint: brand.tint.clone(),
            ink_on_tint,
            grey: legible(&Ink::gray(grey), &paper),
            faint: legible(&Ink::gray(faint), &paper),
            rule: Ink::gray(rule),
            paper,
        }
    }
}

/// Whether white is easier to read on `ground` than black.
pub fn is_dark(ground: &Ink) -> bool {
    Ink::WHITE.contrast(ground) > Ink::BLACK.contrast(ground)
}

/// `ink` where it can be read on `ground`; black or white otherwise.
fn on(ink: &Ink, ground: &Ink) -> Ink {
    let best = if is_dark(ground) { Ink::WHITE } else { Ink::BLACK };
    if ink.contrast(ground) >= LEGIBLE { ink.clone() } else { best }
}

/// `ink`, darkened in steps until it can be read on a light `ground`, or lightened on a dark one. A darkened
/// spot or process ink is another ink, so only its sRGB value is kept.
fn legible(ink: &Ink, ground: &Ink) -> Ink {
    if ink.contrast(ground) >= LEGIBLE {
        return ink.clone();
    }
    let goal = if is_dark(ground) { 255.0 } else { 0.0 };
    let mut nearer = (1..20).map(|step| {
        let k = f64::from(step) * 0.05;
        let [r, g, b] = ink.rgb.map(|v| (f64::from(v) * (1.0 - k) + goal * k).round() as u8);
        Ink::rgb(r, g, b)
    });
    nearer.find(|d| d.contrast(ground) >= LEGIBLE).unwrap_or_else(|| on(ink, ground))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn palette(brand: &Brand) -> Palette {
        Palette::of(brand, [70.0, 60.0, 40.0])
    }

    #[test]
    fn a_pale_primary_is_darkened_for_text_only() {
        let brand = Brand { primary: Ink::rgb(0xf5, 0xa6, 0x23), ..Brand::plain() };
        let p = palette(&brand);
        assert_eq!(p.band, brand.primary);
        assert_eq!(p.on_band, Ink::BLACK);
        assert!(p.accent.contrast(&p.paper) >= 4.5 && p.accent != brand.primary);
    }

    /// Colours from all over the cube.
    fn colors() -> impl Iterator<Item = Ink> {
        let step = |n: u32| (n * 51) as u8;
        (0..216).map(move |n| Ink::rgb(step(n / 36), step(n / 6 % 6), step(n % 6)))
    }

    #[test]
    fn words_can_be_read_on_every_band_tint_and_paper() {
        for color in colors() {
            let brand = Brand { primary: color.clone(), ..Brand::plain() };
            let p = palette(&brand);
            assert!(p.on_band.contrast(&p.band) >= LEGIBLE, "{color:?}");
            assert!(
                p.accent.contrast(&p.paper) >= LEGIBLE && p.accent.contrast(&p.tint) >= LEGIBLE,
                "{color:?}"
            );
            let p = palette(&Brand { background: color.clone(), ..brand });
            for ink in [&p.ink, &p.accent, &p.grey, &p.faint] {
                assert!(ink.contrast(&p.paper) >= LEGIBLE, "{ink:?} on {color:?}");
            }
        }
    }

    #[test]
    fn a_dark_primary_stays() {
        let p = palette(&Brand::plain());
        assert_eq!(p.accent, Brand::plain().primary);
        assert_eq!(p.on_band, Ink::WHITE);
    }
}
