//! From the brand's inks to the colour that is written. The only place where colour is converted.

use super::pages::round3;
use crate::base::Ink;
use crate::edition::ColorSpace;
use printpdf::{Cmyk, Color, Greyscale, Rgb};

/// A colour as the content stream has it, every component from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tone {
    /// 0 is black.
    Gray(f32),
    /// Device RGB.
    Rgb([f32; 3]),
    /// Process inks.
    Cmyk([f32; 4]),
}

impl Tone {
    /// The colour of `ink` in a file of `space`. Neutral tones are written as gray in RGB files: smaller, and
    /// a laser printer sets them in black toner alone.
    pub(super) fn of(ink: &Ink, space: ColorSpace) -> Tone {
        let [r, g, b] = ink.rgb;
        match space {
            ColorSpace::Rgb if r == g && g == b => Tone::Gray(part(r)),
            ColorSpace::Rgb => Tone::Rgb([part(r), part(g), part(b)]),
            ColorSpace::Cmyk => Tone::Cmyk(ink.cmyk.map_or_else(|| process(ink.rgb), percent)),
        }
    }
    /// The same for printpdf.
    pub(super) fn color(self) -> Color {
        match self {
            Tone::Gray(v) => Color::Greyscale(Greyscale::new(v, None)),
            Tone::Rgb([r, g, b]) => Color::Rgb(Rgb::new(r, g, b, None)),
            Tone::Cmyk([c, m, y, k]) => Color::Cmyk(Cmyk::new(c, m, y, k, None)),
        }
    }
}

fn part(v: u8) -> f32 {
    round3(f64::from(v) / 255.0)
}

fn percent(inks: [f32; 4]) -> [f32; 4] {
    inks.map(|v| round3(f64::from(v.clamp(0.0, 100.0)) / 100.0))
}

/// Process inks of a colour that the brand declares in RGB only: full gray component replacement, so that
/// neutral tones stay K alone and no colour takes more than two chromatic inks and black.
fn process(rgb: [u8; 3]) -> [f32; 4] {
    let [r, g, b] = rgb.map(|v| f64::from(v) / 255.0);
    let light = r.max(g).max(b);
    if light == 0.0 {
        return [0.0, 0.0, 0.0, 1.0];
    }
    let ink = |v: f64| round3((light - v) / light);
    [ink(r), ink(g), ink(b), round3(1.0 - light)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neutral_tones_are_gray_and_black_is_k_alone() {
        assert_eq!(Tone::of(&Ink::gray(50.0), ColorSpace::Rgb), Tone::Gray(0.502));
        assert_eq!(Tone::of(&Ink::BLACK, ColorSpace::Cmyk), Tone::Cmyk([0.0, 0.0, 0.0, 1.0]));
        assert_eq!(Tone::of(&Ink::rgb(51, 51, 51), ColorSpace::Cmyk), Tone::Cmyk([0.0, 0.0, 0.0, 0.8]));
    }

    #[test]
    fn declared_inks_are_taken_as_they_are() {
        let navy = Ink { cmyk: Some([100.0, 80.0, 20.0, 25.0]), ..Ink::rgb(20, 45, 105) };
        assert_eq!(Tone::of(&navy, ColorSpace::Cmyk), Tone::Cmyk([1.0, 0.8, 0.2, 0.25]));
        assert_eq!(Tone::of(&navy, ColorSpace::Rgb), Tone::Rgb([0.078, 0.176, 0.412]));
    }
}
