//! Colour as a brand declares it. It is converted in one place only, `pdf::paint`, for the edition.

use std::sync::Arc;

/// A colour with everything that the brand said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ink {
    /// sRGB, 0 to 255.
    pub rgb: [u8; 3],
    /// Process ink in per cent of cyan, magenta, yellow, black, where the brand declares it.
    pub cmyk: Option<[f32; 4]>,
    /// Name of the spot ink, where the brand declares one.
    pub spot: Option<Arc<str>>,
}

/// The darkness up to which every hue passes for black, and that up to which a neutral tone does: where `check` finds
/// black text on several plates (`print-black-text`), and a little beyond.
const NEARLY_BLACK: [u8; 2] = [0x33, 0x3c];

/// Whether an sRGB value is black to the eye.
pub fn nearly_black(rgb: [u8; 3]) -> bool {
    let (least, most) = rgb.iter().fold((u8::MAX, 0), |(a, b), v| (a.min(*v), b.max(*v)));
    most <= NEARLY_BLACK[0] || most <= NEARLY_BLACK[1] && most - least <= 30
}

impl Ink {
    /// Text black: K alone in print.
    pub const BLACK: Ink = Ink { rgb: [0, 0, 0], cmyk: Some([0.0, 0.0, 0.0, 100.0]), spot: None };
    /// Bare paper.
    pub const WHITE: Ink = Ink { rgb: [255, 255, 255], cmyk: Some([0.0, 0.0, 0.0, 0.0]), spot: None };

    /// An ink known by its sRGB value only.
    pub const fn rgb(r: u8, g: u8, b: u8) -> Ink {
        Ink { rgb: [r, g, b], cmyk: None, spot: None }
    }
    /// The ink of marks, on every plate that there is (ISO 32000-1, 8.6.6.4).
    pub fn registration() -> Ink {
        Ink { cmyk: Some([100.0; 4]), spot: Some(Arc::from("All")), ..Ink::rgb(0, 0, 0) }
    }
    /// Whether it is the ink of marks.
    pub fn is_registration(&self) -> bool {
        *self == Ink::registration()
    }
    /// A neutral grey of `k` per cent black.
    pub fn gray(k: f32) -> Ink {
        let v = (255.0 * (1.0 - k / 100.0)).round() as u8;
        Ink { rgb: [v, v, v], cmyk: Some([0.0, 0.0, 0.0, k]), spot: None }
    }
    /// Whether type in it is meant as black, whatever its hue: as dark as `#333` in sRGB, or nearly so and neutral to the
    /// eye. A screen of 97 per cent, or four plates, would fray its edges.
    pub fn is_nearly_black(&self) -> bool {
        nearly_black(self.rgb)
    }
    /// Relative luminance, 0 to 1 (WCAG 2.2), within 0.002.
    pub fn luminance(&self) -> f64 {
        let lin = |v: u8| {
            let c = f64::from(v) / 255.0;
            // Cubic fit of the sRGB curve (Chapman): no powf, whose last bit differs between platforms.
            c * (c * (c * 0.305_306_011 + 0.682_171_111) + 0.012_522_878)
        };
        0.2126 * lin(self.rgb[0]) + 0.7152 * lin(self.rgb[1]) + 0.0722 * lin(self.rgb[2])
    }
    /// WCAG contrast ratio against `other`, 1 to 21.
    pub fn contrast(&self, other: &Ink) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}
