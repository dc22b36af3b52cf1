//! Lengths in points of 1/72 inch, as a type of their own.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in PostScript points (1/72 in).
///
/// Only `+ - * /`, comparison and rounding are done on it, which IEEE 754 fixes bit by bit, so that the
/// same input gives the same page on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Pt(pub f64);

impl Pt {
    /// No length.
    pub const ZERO: Pt = Pt(0.0);
    /// One inch.
    pub const INCH: Pt = Pt(72.0);

    /// `v` inches.
    pub const fn inches(v: f64) -> Pt {
        Pt(v * 72.0)
    }
    /// `v` millimetres.
    pub const fn mm(v: f64) -> Pt {
        Pt(v * 72.0 / 25.4)
    }
    /// Reads a length with its unit: `0.125in`, `3mm`, `2.5 cm`, `10pt`.
    pub fn parse(text: &str) -> Option<Pt> {
        let text = text.trim();
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number = digits.trim_end();
        if !number.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return None;
        }
        let v: f64 = number.parse().ok()?;
        match &text[digits.len()..] {
            "in" => Some(Pt::inches(v)),
            "mm" => Some(Pt::mm(v)),
            "cm" => Some(Pt::mm(v * 10.0)),
            "pt" => Some(Pt(v)),
            _ => None,
        }
    }
    /// The larger of two lengths.
    pub fn max(self, other: Pt) -> Pt {
        Pt(self.0.max(other.0))
    }
    /// The smaller of two lengths.
    pub fn min(self, other: Pt) -> Pt {
        Pt(self.0.min(other.0))
    }
    /// The length without its sign.
    pub fn abs(self) -> Pt {
        Pt(self.0.abs())
    }
}

impl Add for Pt {
    type Output = Pt;
    fn add(self, o: Pt) -> Pt {
        Pt(self.0 + o.0)
    }
}
impl Sub for Pt {
    type Output = Pt;
    fn sub(self, o: Pt) -> Pt {
        Pt(self.0 - o.0)
    }
}
impl Neg for Pt {
    type Output = Pt;
    fn neg(self) -> Pt {
        Pt(-self.0)
    }
}
impl Mul<f64> for Pt {
    type Output = Pt;
    fn mul(self, k: f64) -> Pt {
        Pt(self.0 * k)
    }
}
impl Div<f64> for Pt {
    type Output = Pt;
    fn div(self, k: f64) -> Pt {
        Pt(self.0 / k)
    }
}
impl Div<Pt> for Pt {
    type Output = f64;
    fn div(self, o: Pt) -> f64 {
        self.0 / o.0
    }
}
impl AddAssign for Pt {
    fn add_assign(&mut self, o: Pt) {
        self.0 += o.0;
    }
}
impl SubAssign for Pt {
    fn sub_assign(&mut self, o: Pt) {
        self.0 -= o.0;
    }
}
impl Sum for Pt {
    fn sum<I: Iterator<Item = Pt>>(iter: I) -> Pt {
        iter.fold(Pt::ZERO, Add::add)
    }
}
