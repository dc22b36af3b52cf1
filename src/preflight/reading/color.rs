//! Colour spaces and colours *as the file writes them*. Nothing is converted on the way in; `inks` and `rgb` say what a
//! colour means on the plates and on a screen.

use super::function::Function;
use lopdf::ObjectId;
use std::sync::Arc;

/// A colour space.
#[derive(Clone, Debug)]
pub enum Space {
    /// DeviceGray.
    Gray,
    /// DeviceRGB.
    Rgb,
    /// DeviceCMYK.
    Cmyk,
    /// CalGray.
    CalGray,
    /// CalRGB.
    CalRgb,
    /// Lab, with the ranges of a and b.
    Lab {
        /// Least and most a and b.
        range: [f64; 4],
    },
    /// ICCBased.
    Icc {
        /// Components.
        n: usize,
        /// The stream of its profile.
        profile: ObjectId,
    },
    /// Separation: one ink by its name.
    Separation {
        /// The ink.
        name: String,
        /// How it looks where there is no such ink.
        alternate: Arc<Space>,
        /// From its tint to `alternate`.
        tint: Option<Arc<Function>>,
    },
    /// DeviceN: several inks by name.
    DeviceN {
        /// The inks.
        names: Vec<String>,
        /// How they look where there are no such inks.
        alternate: Arc<Space>,
        /// From their tints to `alternate`.
        tint: Option<Arc<Function>>,
    },
    /// Indexed: a table of colours.
    Indexed {
        /// The space of the table.
        base: Arc<Space>,
        /// The last entry.
        high: usize,
        /// A byte for each component of each entry.
        table: Arc<[u8]>,
    },
    /// Pattern; `under` colours those that have no colours of their own.
    Pattern {
        /// The space of an uncoloured pattern's colour.
        under: Option<Arc<Space>>,
    },
    /// One that is damaged or that nobody knows, of so many components.
    Unknown(usize),
}

/// What stands on the plates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inks {
    /// Cyan, magenta, yellow, black, 0 to 1.
    pub process: [f64; 4],
    /// Spot inks by name, 0 to 1.
    pub spots: Vec<(String, f64)>,
    /// Registration colour: this much on every plate there is.
    pub all: Option<f64>,
}

impl Inks {
    /// All plates together, 0 for bare paper, 1 for one full plate.
    pub fn total(&self) -> f64 {
        self.process.iter().sum::<f64>() + self.spots.iter().map(|s| s.1).sum::<f64>()
    }
    /// Whether only the black plate has ink.
    pub fn is_black_only(&self) -> bool {
        self.process[..3].iter().all(|v| *v < 0.005) && self.spots.iter().all(|s| s.1 < 0.005)
    }
}

/// The names that mean process inks (ISO 32000-1, 8.6.6.4).
const PROCESS: [&str; 4] = ["Cyan", "Magenta", "Yellow", "Black"];

impl Space {
    /// Components of a colour; none for patterns.
    pub fn components(&self) -> usize {
        match self {
            Space::Gray | Space::CalGray | Space::Separation { .. } | Space::Indexed { .. } => 1,
            Space::Rgb | Space::CalRgb | Space::Lab { .. } => 3,
            Space::Cmyk => 4,
            Space::Icc { n, .. } | Space::Unknown(n) => *n,
            Space::DeviceN { names, .. } => names.len(),
            Space::Pattern { under } => under.as_ref().map_or(0, |u| u.components()),
        }
    }
    /// The colour that it begins with (ISO 32000-1, 8.6.5 and following).
    pub fn initial(&self) -> Vec<f64> {
        match self {
            Space::Cmyk | Space::Icc { n: 4, .. } => vec![0.0, 0.0, 0.0, 1.0],
            Space::Separation { .. } | Space::DeviceN { .. } => vec![1.0; self.components()],
            _ => vec![0.0; self.components()],
        }
    }
    /// As a person who prints would say it.
    pub fn describe(&self) -> String {
        match self {
            Space::Gray => "gray".into(),
            Space::Rgb => "device RGB".into(),
            Space::Cmyk => "CMYK".into(),
            Space::CalGray => "calibrated gray".into(),
            Space::CalRgb => "calibrated RGB".into(),
            Space::Lab { .. } => "Lab".into(),
            Space::Icc { n: 1, .. } => "gray with a profile".into(),
            Space::Icc { n: 3, .. } => "RGB with a profile".into(),
            Space::Icc { n: 4, .. } => "CMYK with a profile".into(),
            Space::Icc { n, .. } => format!("{n} channels with a profile"),
            Space::Separation { name, .. } => format!("the ink “{name}”"),
            Space::DeviceN { names, .. } => format!("the inks “{}”", names.join("”, “")),
            Space::Indexed { base, .. } => base.describe(),
            Space::Pattern { under: Some(u) } => u.describe(),
            Space::Pattern { under: None } => "a pattern".into(),
            Space::Unknown(_) => "an unknown colour space".into(),
        }
    }
    /// Whether colours in it are made of red, green and blue light; Lab counts, for it names no inks either.
    pub fn is_light(&self) -> bool {
        match self {
            Space::Rgb | Space::CalRgb | Space::Lab { .. } | Space::Icc { n: 3, .. } => true,
            Space::Indexed { base, .. } => base.is_light(),
            Space::Pattern { under: Some(u) } => u.is_light(),
            _ => false,
        }
    }
    /// What `c` puts on the plates. None where it names no inks, as RGB does, and for patterns.
    pub fn inks(&self, c: &[f64]) -> Option<Inks> {
        let at = |i: usize| c.get(i).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        let process = |p: [f64; 4]| Some(Inks { process: p, ..Inks::default() });
        match self {
            Space::Gray | Space::CalGray | Space::Icc { n: 1, .. } => process([0.0, 0.0, 0.0, 1.0 - at(0)]),
            Space::Cmyk | Space::Icc { n: 4, .. } => process([at(0), at(1), at(2), at(3)]),
            Space::Separation { name, .. } => Some(by_name(std::slice::from_ref(name), c)),
            Space::DeviceN { names, .. } => Some(by_name(names, c)),
            Space::Indexed { base, .. } => base.inks(&self.entry(c)),
            _ => None,
        }
    }
    /// The entry of a table.
    fn entry(&self, c: &[f64]) -> Vec<f64> {
        let Space::Indexed { base, high, table } = self else { return Vec::new() };
        let n = base.components();
        let index = (c.first().copied().unwrap_or(0.0).max(0.0) as usize).min(*high);
        let bytes = (0..n).map(|i| f64::from(table.get(index * n + i).copied().unwrap_or(0)) / 255.0);
        match &**base {
            Space::Lab { range: [a0, a1, b0, b1], .. } => {
                let limits = [(0.0, 100.0), (*a0, *a1), (*b0, *b1)];
                bytes.zip(limits).map(|(v, (low, high))| low + v * (high - low)).collect()
            }
            _ => bytes.collect(),
        }
    }
    /// About how `c` looks on a screen: sRGB, 0 to 1. Inks are mixed as on coated paper, without a profile.
    pub fn rgb(&self, c: &[f64]) -> [f64; 3] {
        let at = |i: usize| c.get(i).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        match self {
            Space::Gray | Space::CalGray | Space::Icc { n: 1, .. } => [at(0); 3],
            Space::Rgb | Space::CalRgb | Space::Icc { n: 3, .. } => [at(0), at(1), at(2)],
            Space::Cmyk | Space::Icc { n: 4, .. } => mixed([at(0), at(1), at(2), at(3)]),
            Space::Lab { .. } => lab(c),
            Space::Separation { alternate, tint, .. } | Space::DeviceN { alternate, tint, .. } => {
                match tint {
                    Some(tint) => alternate.rgb(&tint.eval(c)),
                    None => [1.0 - c.iter().fold(0.0, |a: f64, b| a.max(*b)); 3],
                }
            }
            Space::Indexed { base, .. } => base.rgb(&self.entry(c)),
            Space::Pattern { under: Some(u) } => u.rgb(c),
            _ => [0.5; 3],
        }
    }
}

/// Solid inks and their overprints on coated paper as a screen shows them, FOGRA39 (cyan counts 1, magenta 2, yellow
/// 4), after its characterization data.
const SOLIDS: [[f64; 3]; 8] = [
    [255.0, 255.0, 255.0],
    [0.0, 158.0, 224.0],
    [230.0, 0.0, 126.0],
    [49.0, 39.0, 131.0],
    [255.0, 237.0, 0.0],
    [0.0, 150.0, 64.0],
    [227.0, 6.0, 19.0],
    [60.0, 60.0, 59.0],
];
/// Solid black likewise.
const BLACK: [f64; 3] = [29.0, 29.0, 27.0];

/// Neugebauer's mixture: each overprint by the part of the paper that it takes.
fn mixed([c, m, y, k]: [f64; 4]) -> [f64; 3] {
    let part = |i: usize| {
        [c, m, y].iter().enumerate().map(|(n, v)| if i >> n & 1 == 1 { *v } else { 1.0 - v }).product::<f64>()
    };
    std::array::from_fn(|channel| {
        let light: f64 = SOLIDS.iter().enumerate().map(|(i, solid)| part(i) * solid[channel]).sum();
        // Under black nothing is lighter than black.
        (light * (1.0 - k) + BLACK[channel].min(light) * k) / 255.0
    })
}

fn by_name(names: &[String], tints: &[f64]) -> Inks {
    let mut out = Inks::default();
    for (i, name) in names.iter().enumerate() {
        let tint = tints.get(i).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        match PROCESS.iter().position(|p| p == name) {
            Some(plate) => out.process[plate] = tint,
            None if name == "All" => {
                out.process = [tint; 4];
                out.all = Some(tint);
            }
            None if name == "None" => {}
            None => out.spots.push((name.clone(), tint)),
        }
    }
    out
}

/// CIE 1976, then sRGB (IEC 61966-2-1); its white is the screen's.
fn lab(c: &[f64]) -> [f64; 3] {
    let at = |i: usize| c.get(i).copied().unwrap_or(0.0);
    let m = (at(0) + 16.0) / 116.0;
    let open = |t: f64| if t >= 6.0 / 29.0 { t * t * t } else { 108.0 / 841.0 * (t - 4.0 / 29.0) };
    // X and Z of D65.
    let (x, y, z) = (0.9505 * open(m + at(1) / 500.0), open(m), 1.089 * open(m - at(2) / 200.0));
    let linear = [
        3.2406 * x - 1.5372 * y - 0.4986 * z,
        -0.9689 * x + 1.8758 * y + 0.0415 * z,
        0.0557 * x - 0.2040 * y + 1.0570 * z,
    ];
    linear.map(|v| {
        let v = v.clamp(0.0, 1.0);
        if v <= 0.003_130_8 { 12.92 * v } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
    })
}
