//! From the brand's inks to the colour that is written. Nothing else that is drawn is converted; pixels are, in
//! `pdf::pictures`.

use super::PdfError;
use super::pages::round3;
use crate::base::color::nearly_black;
use crate::base::icc::Press;
use crate::base::{Ink, Pt, Rect};
use crate::edition::{ColorSpace, Condition, Edition, Standard};
use printpdf::{Cmyk, Color, Greyscale, Rgb};
use std::sync::Arc;

/// The smallest type that several plates may make black (Lightning Source): on less, a plate that is a hair off
/// shows.
const LARGE: Pt = Pt(36.0);
/// A bar of this many points at most is a rule: the thickest that a template sets.
const THICKEST_RULE: Pt = Pt(3.0);
const BLACK: [f32; 4] = [0.0, 0.0, 0.0, 1.0];
/// Names of separations that are not inks (ISO 32000-1, 8.6.6.4).
const NO_INKS: [&str; 2] = ["All", "None"];

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Use {
    /// Type of this size.
    Text(Pt),
    /// A rule.
    Rule,
    /// Everything else.
    Solid,
}

impl Use {
    /// What a filled rectangle is: a rule, where it is as thin as templates set them.
    pub(super) fn of_bar(rect: Rect) -> Use {
        if rect.w.min(rect.h) <= THICKEST_RULE { Use::Rule } else { Use::Solid }
    }
}

/// A colour as the content stream has it, every component from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tone {
    /// 0 is black.
    Gray(f32),
    /// Device RGB.
    Rgb([f32; 3]),
    /// Process inks.
    Cmyk([f32; 4]),
    /// A tint of an ink of its own plate, and what stands for it where there is no such plate.
    Spot(Spot, f32),
}

/// An ink of its own plate.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    /// As the swatch book has it.
    pub name: Arc<str>,
    /// The full ink in process inks, 0 to 1.
    pub process: [f32; 4],
}

impl Spot {
    /// Its resource name: what is no letter or digit stands as hexadecimal.
    pub(super) fn resource(&self) -> String {
        let mut out = String::from("S");
        for byte in self.name.bytes() {
            match byte {
                b if b.is_ascii_alphanumeric() => out.push(b.into()),
                b => out.push_str(&format!("_{b:02X}")),
            }
        }
        out
    }
}

/// Converts the colours of an edition.
pub(super) struct Paint {
    /// The condition to print in; `None` in editions for screens and office printers.
    press: Option<Press>,
    /// Whether what lies below may show through: not in PDF/X-1a.
    flat: bool,
}

impl Paint {
    /// The converter for an edition.
    ///
    /// # Errors
    /// [`PdfError::Condition`], where its profile is none for process inks.
    pub(super) fn new(edition: &Edition) -> Result<Paint, PdfError> {
        let flat = edition.standards.contains(&Standard::X1a);
        if edition.color == ColorSpace::Rgb {
            return Ok(Paint { press: None, flat });
        }
        let condition = edition.condition.as_ref().unwrap_or(&Condition::Fogra39);
        Ok(Paint { press: Some(condition.press(edition.ink_limit)?), flat })
    }

    /// The colour of `ink` where it is for `used`, and the opacity that is left to write: in a file without
    /// transparency paper shows through as a lighter tint. Neutral tones are written as gray in RGB files: smaller,
    /// and a laser printer sets them in black toner alone.
    pub(super) fn tone(&self, ink: &Ink, used: Use, opacity: f64) -> (Tone, f64) {
        let Some(press) = &self.press else {
            let [r, g, b] = ink.rgb;
            let gray = r == g && g == b;
            return (
                if gray { Tone::Gray(part(r)) } else { Tone::Rgb([part(r), part(g), part(b)]) },
                opacity,
            );
        };
        let tone = on_press(press, ink, used);
        if self.flat { (tone.paler(opacity as f32), 1.0) } else { (tone, opacity) }
    }
}

/// Black type and rules in black ink alone; spots and process inks as declared; the rest by the condition.
fn on_press(press: &Press, ink: &Ink, used: Use) -> Tone {
    if is_black(press, ink, used) {
        return Tone::Cmyk(BLACK);
    }
    let process = ink.cmyk.unwrap_or_else(|| press.ink(ink.rgb)).map(per_cent);
    match &ink.spot {
        // Crop marks stand on every plate that there is, and a machine has to know them as such.
        Some(name) if ink.is_registration() => Tone::Spot(Spot { name: name.clone(), process }, 1.0),
        Some(name) if !NO_INKS.contains(&&**name) => Tone::Spot(Spot { name: name.clone(), process }, 1.0),
        _ => Tone::Cmyk(process),
    }
}

/// Whether a colour is to be black ink alone although it may be more.
fn is_black(press: &Press, ink: &Ink, used: Use) -> bool {
    let fine = match used {
        Use::Text(size) => size < LARGE,
        Use::Rule => true,
        Use::Solid => false,
    };
    match ink.cmyk {
        _ if ink.spot.is_some() => false,
        Some([.., k]) if k >= 100.0 => fine,
        // A tint of black alone is on one plate already.
        Some([0.0, 0.0, 0.0, _]) => false,
        Some(inks) => fine && nearly_black(press.shown(inks)),
        None => used != Use::Solid && ink.is_nearly_black(),
    }
}

impl Tone {
    /// Whether it goes over what lies below instead of cutting it out: black type and rules, so that no white shows
    /// where the black plate is a hair off. White never does: it would vanish.
    pub(super) fn overprints(&self, used: Use) -> bool {
        used != Use::Solid && *self == Tone::Cmyk(BLACK)
    }
    /// The colour on white paper, seen through by so much.
    fn paler(self, opacity: f32) -> Tone {
        let scaled = |v: f32| round3(f64::from(v * opacity));
        match self {
            Tone::Cmyk(inks) => Tone::Cmyk(inks.map(scaled)),
            Tone::Spot(spot, tint) => Tone::Spot(spot, scaled(tint)),
            other => other,
        }
    }
    /// The same for printpdf; `None` for a spot, which it does not know.
    pub(super) fn color(&self) -> Option<Color> {
        match *self {
            Tone::Gray(v) => Some(Color::Greyscale(Greyscale::new(v, None))),
            Tone::Rgb([r, g, b]) => Some(Color::Rgb(Rgb::new(r, g, b, None))),
            Tone::Cmyk([c, m, y, k]) => Some(Color::Cmyk(Cmyk::new(c, m, y, k, None))),
            Tone::Spot(..) => None,
        }
    }
}

fn part(v: u8) -> f32 {
    round3(f64::from(v) / 255.0)
}

fn per_cent(v: f32) -> f32 {
    round3(f64::from(v.clamp(0.0, 100.0)) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(ink: &Ink, edition: &Edition, used: Use) -> Tone {
        Paint::new(edition).expect("a converter").tone(ink, used, 1.0).0
    }

    fn pressed(ink: &Ink, used: Use) -> Tone {
        tone(ink, &Edition::press(), used)
    }

    #[test]
    fn neutral_tones_are_gray_on_screens() {
        assert_eq!(tone(&Ink::gray(50.0), &Edition::email(), Use::Solid), Tone::Gray(0.502));
        let navy = Ink { cmyk: Some([100.0, 80.0, 20.0, 25.0]), ..Ink::rgb(20, 45, 105) };
        assert_eq!(tone(&navy, &Edition::email(), Use::Solid), Tone::Rgb([0.078, 0.176, 0.412]));
    }

    #[test]
    fn declared_inks_are_taken_as_they_are() {
        let navy = Ink { cmyk: Some([100.0, 80.0, 20.0, 25.0]), ..Ink::rgb(20, 45, 105) };
        for used in [Use::Solid, Use::Rule, Use::Text(Pt(9.0))] {
            assert_eq!(pressed(&navy, used), Tone::Cmyk([1.0, 0.8, 0.2, 0.25]));
        }
    }

    #[test]
    fn black_type_is_black_ink_alone_and_overprints() {
        let rich = Ink { cmyk: Some([60.0, 40.0, 40.0, 100.0]), ..Ink::BLACK };
        let large = Tone::Cmyk([0.6, 0.4, 0.4, 1.0]);
        for ink in [&Ink::BLACK, &Ink::rgb(26, 26, 26), &Ink::rgb(23, 33, 36), &rich] {
            for used in [Use::Text(Pt(10.0)), Use::Rule] {
                let tone = pressed(ink, used);
                assert!(tone == Tone::Cmyk(BLACK) && tone.overprints(used), "{tone:?} for {ink:?}");
            }
        }
        assert_eq!(pressed(&rich, Use::Text(Pt(36.0))), large);
        assert_eq!(pressed(&rich, Use::Solid), large);
        assert!(!pressed(&Ink::BLACK, Use::Solid).overprints(Use::Solid));
    }

    #[test]
    fn dark_type_stands_on_one_plate_whatever_its_inks() {
        let declared = Ink { cmyk: Some([81.0, 72.0, 49.0, 86.0]), ..Ink::rgb(27, 27, 34) };
        for ink in [&declared, &Ink::rgb(54, 52, 56), &Ink::rgb(27, 27, 34)] {
            assert_eq!(pressed(ink, Use::Text(Pt(10.0))), Tone::Cmyk(BLACK), "{ink:?}");
        }
        assert_ne!(pressed(&declared, Use::Solid), Tone::Cmyk(BLACK));
        let navy = Ink::rgb(10, 20, 60);
        assert_ne!(pressed(&navy, Use::Text(Pt(10.0))), Tone::Cmyk(BLACK));
        assert_eq!(pressed(&Ink::gray(90.0), Use::Text(Pt(10.0))), Tone::Cmyk([0.0, 0.0, 0.0, 0.9]));
    }

    #[test]
    fn paper_and_grey_knock_out() {
        for ink in [Ink::WHITE, Ink::rgb(255, 255, 255), Ink::gray(70.0), Ink::rgb(90, 90, 90)] {
            let tone = pressed(&ink, Use::Text(Pt(10.0)));
            let Tone::Cmyk([0.0, 0.0, 0.0, k]) = tone else { panic!("{tone:?}") };
            assert!(k < 1.0 && !tone.overprints(Use::Text(Pt(10.0))));
        }
    }

    #[test]
    fn a_spot_has_its_plate_and_paper_shows_through_as_a_tint() {
        let plum = Ink {
            rgb: [122, 31, 75],
            cmyk: Some([30.0, 95.0, 35.0, 25.0]),
            spot: Some("PANTONE 228 C".into()),
        };
        let spot = Spot { name: "PANTONE 228 C".into(), process: [0.3, 0.95, 0.35, 0.25] };
        assert_eq!(spot.resource(), "SPANTONE_20228_20C");
        assert_eq!(pressed(&plum, Use::Solid), Tone::Spot(spot.clone(), 1.0));
        let old = Edition { standards: &[Standard::X1a], ..Edition::press() };
        let paint = Paint::new(&old).expect("a converter");
        assert_eq!(paint.tone(&plum, Use::Solid, 0.4), (Tone::Spot(spot, 0.4), 1.0));
        assert_eq!(paint.tone(&Ink::BLACK, Use::Solid, 0.5).0, Tone::Cmyk([0.0, 0.0, 0.0, 0.5]));
    }
}
