//! Ink laid over ink: blend modes as ISO 32000-1, 11.3.5 has them for colours that add up, turned over for inks.

/// A blend mode that treats each plate by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blend {
    Normal,
    Multiply,
    Screen,
    Overlay,
    Darken,
    Lighten,
    Dodge,
    Burn,
    HardLight,
    SoftLight,
    Difference,
    Exclusion,
}

impl Blend {
    /// The mode of that name. Those of hue and the like mix plates with each other; they count as normal.
    pub(super) fn named(name: &str) -> Blend {
        match name {
            "Multiply" => Blend::Multiply,
            "Screen" => Blend::Screen,
            "Overlay" => Blend::Overlay,
            "Darken" => Blend::Darken,
            "Lighten" => Blend::Lighten,
            "ColorDodge" => Blend::Dodge,
            "ColorBurn" => Blend::Burn,
            "HardLight" => Blend::HardLight,
            "SoftLight" => Blend::SoftLight,
            "Difference" => Blend::Difference,
            "Exclusion" => Blend::Exclusion,
            _ => Blend::Normal,
        }
    }
    /// Whether bare paper laid over something leaves it as it is.
    pub(super) fn keeps_under_white(self) -> bool {
        matches!(self, Blend::Multiply | Blend::Darken | Blend::Burn)
    }
    /// The ink where `over` is laid on `under`, both 0 to 1.
    pub(super) fn inks(self, under: f32, over: f32) -> f32 {
        match self {
            Blend::Normal => over,
            _ => 1.0 - self.light(1.0 - under, 1.0 - over),
        }
    }
    fn light(self, b: f32, s: f32) -> f32 {
        match self {
            Blend::Normal => s,
            Blend::Multiply => b * s,
            Blend::Screen => b + s - b * s,
            Blend::Overlay => Blend::HardLight.light(s, b),
            Blend::Darken => b.min(s),
            Blend::Lighten => b.max(s),
            Blend::Dodge if b <= 0.0 => 0.0,
            Blend::Dodge if s >= 1.0 => 1.0,
            Blend::Dodge => (b / (1.0 - s)).min(1.0),
            Blend::Burn if b >= 1.0 => 1.0,
            Blend::Burn if s <= 0.0 => 0.0,
            Blend::Burn => 1.0 - ((1.0 - b) / s).min(1.0),
            Blend::HardLight if s <= 0.5 => b * 2.0 * s,
            Blend::HardLight => Blend::Screen.light(b, 2.0 * s - 1.0),
            Blend::SoftLight if s <= 0.5 => b - (1.0 - 2.0 * s) * b * (1.0 - b),
            Blend::SoftLight => {
                let d = if b <= 0.25 { ((16.0 * b - 12.0) * b + 4.0) * b } else { b.sqrt() };
                b + (2.0 * s - 1.0) * (d - b)
            }
            Blend::Difference => (b - s).abs(),
            Blend::Exclusion => b + s - 2.0 * b * s,
        }
    }
}
