//! Colours to plates: which inks there are, how much of each a colour is, and which plates it leaves alone
//! (ISO 32000-1, 8.6.7 and 11.7.4.5).

use super::field::{Ink, PlateSet};
use crate::base::icc::Press;
use crate::preflight::reading::{Inks, Look, Mark, Paint, Pattern, Space, What};
use std::cell::Cell;
use std::sync::Arc;

/// Most plates that are told apart. No press has so many.
const MOST_PLATES: usize = 48;
/// Cyan, magenta, yellow, black.
const PROCESS: PlateSet = 0b1111;

/// Solids on coated paper, about.
const PROCESS_LOOKS: [[f64; 3]; 4] =
    [[0.0, 0.62, 0.88], [0.9, 0.0, 0.5], [1.0, 0.93, 0.0], [0.11, 0.11, 0.1]];

/// What is looked for.
#[derive(Clone, Copy)]
pub(super) enum Eye<'a> {
    /// Inks of a printing condition.
    Inks(&'a Press),
    /// Darkness, for masks of brightness.
    Light,
    /// Whether anything is there, for masks of opacity.
    Alpha,
}

/// Turns colours into ink on plates.
pub(super) struct Separator<'a> {
    pub(super) eye: Eye<'a>,
    /// The plates.
    pub(super) names: Vec<String>,
    /// How a solid of each looks: sRGB.
    pub(super) looks: Vec<[f64; 3]>,
    /// Whether colours of light were turned into inks.
    pub(super) separated: Cell<bool>,
}

/// How a colour is laid: whether it spares other plates, and whether it comes out of an image.
#[derive(Clone, Copy)]
pub(super) struct Laying {
    pub(super) overprint: bool,
    /// A zero in CMYK spares its plate.
    pub(super) nonzero: bool,
}

impl Laying {
    pub(super) fn fill(look: &Look) -> Laying {
        Laying { overprint: look.overprint_fill, nonzero: look.overprint_mode == 1 }
    }
    pub(super) fn stroke(look: &Look) -> Laying {
        Laying { overprint: look.overprint_stroke, nonzero: look.overprint_mode == 1 }
    }
    /// ISO 32000-1, 8.6.7: in images and shadings a zero counts.
    pub(super) fn sampled(look: &Look) -> Laying {
        Laying { overprint: look.overprint_fill, nonzero: false }
    }
}

impl<'a> Separator<'a> {
    pub(super) fn new(eye: Eye<'a>, marks: &[&Mark]) -> Separator<'a> {
        let mut names: Vec<String> = Vec::new();
        if let Eye::Inks(_) = eye {
            names.extend(["Cyan", "Magenta", "Yellow", "Black"].map(str::to_owned));
            marks.iter().for_each(|m| spots(m, &mut names, 0));
        } else {
            names.push("mask".into());
        }
        let looks = names.iter().enumerate().map(|(i, _)| PROCESS_LOOKS.get(i).copied().unwrap_or([0.5; 3]));
        let mut looks: Vec<[f64; 3]> = looks.collect();
        marks.iter().for_each(|m| looked(m, &names, &mut looks));
        Separator { eye, names, looks, separated: Cell::new(false) }
    }
    pub(super) fn all(&self) -> PlateSet {
        (1 << self.names.len()) - 1
    }
    /// The ink of a flat colour.
    pub(super) fn ink(&self, paint: &Paint, laying: Laying) -> Ink {
        let flat = self.tints(&paint.space, &paint.components);
        Ink { writes: self.writes(&paint.space, &flat, laying), flat, fields: Vec::new() }
    }
    /// How much of each ink a colour is.
    pub(super) fn tints(&self, space: &Space, components: &[f64]) -> Vec<f32> {
        match self.eye {
            Eye::Alpha => return vec![1.0],
            Eye::Light => {
                let [r, g, b] = space.rgb(components);
                return vec![1.0 - (0.3 * r + 0.59 * g + 0.11 * b) as f32];
            }
            Eye::Inks(_) => {}
        }
        match space.inks(components) {
            Some(inks) => self.placed(&inks),
            None => self.of_light(space.rgb(components)),
        }
    }
    /// Inks on their plates.
    pub(super) fn placed(&self, inks: &Inks) -> Vec<f32> {
        let rest = inks.all.unwrap_or(0.0) as f32;
        let mut out = vec![rest; self.names.len()];
        for (plate, tint) in out.iter_mut().zip(inks.process) {
            *plate = tint as f32;
        }
        for (name, tint) in &inks.spots {
            if let Some(i) = self.plate(name) {
                out[i] = *tint as f32;
            }
        }
        out
    }
    fn of_light(&self, rgb: [f64; 3]) -> Vec<f32> {
        let Eye::Inks(press) = self.eye else { return vec![0.0; self.names.len()] };
        self.separated.set(true);
        let inks = press.ink(rgb.map(|v| (v * 255.0).round() as u8));
        let mut out = vec![0.0; self.names.len()];
        for (plate, ink) in out.iter_mut().zip(inks) {
            *plate = ink / 100.0;
        }
        out
    }
    /// The plate of a spot ink.
    pub(super) fn plate(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n == name)
    }
    /// The plates that a colour of `space` changes.
    pub(super) fn writes(&self, space: &Space, flat: &[f32], laying: Laying) -> PlateSet {
        if !matches!(self.eye, Eye::Inks(_)) {
            return self.all();
        }
        match space {
            Space::Separation { name, .. } if name == "None" => 0,
            _ if !laying.overprint => self.all(),
            Space::Separation { name, .. } => self.named(std::slice::from_ref(name)),
            Space::DeviceN { names, .. } => self.named(names),
            Space::Indexed { base, .. } => self.writes(base, flat, Laying { nonzero: false, ..laying }),
            Space::Pattern { under: Some(under) } => self.writes(under, flat, laying),
            Space::Cmyk if laying.nonzero => {
                flat.iter().take(4).enumerate().map(|(i, v)| PlateSet::from(*v > 0.0) << i).sum()
            }
            _ => PROCESS,
        }
    }
    fn named(&self, names: &[String]) -> PlateSet {
        names.iter().fold(0, |set, name| match name.as_str() {
            "All" => self.all(),
            _ => set | self.plate(name).map_or(0, |i| 1 << i),
        })
    }
}

/// Adds the spot inks of a mark to `names`.
fn spots(mark: &Mark, names: &mut Vec<String>, depth: usize) {
    let mut paint = |p: &Paint| {
        space_spots(&p.space, names);
        match p.pattern.as_deref() {
            Some(Pattern::Tiling { marks, .. }) if depth < 8 => {
                marks.iter().for_each(|m| spots(m, names, depth + 1));
            }
            Some(Pattern::Shading { shading, .. }) => space_spots(&shading.space, names),
            _ => {}
        }
    };
    match &mark.what {
        What::Fill { paint: p, .. } | What::Stroke { paint: p, .. } => paint(p),
        What::Text(run) => [(run.is_filled(), &run.fill), (run.is_stroked(), &run.stroke)]
            .into_iter()
            .filter(|(shown, _)| *shown)
            .for_each(|(_, p)| paint(p)),
        What::Image(image) => {
            image.paint.iter().for_each(paint);
            image.space.iter().for_each(|s: &Arc<Space>| space_spots(s, names));
        }
        What::Shading { shading, .. } => space_spots(&shading.space, names),
        What::GroupBegin(_) | What::GroupEnd => {}
    }
}

fn space_spots(space: &Space, names: &mut Vec<String>) {
    let mut add = |name: &String| {
        let known = matches!(name.as_str(), "All" | "None") || names.contains(name);
        if !known && names.len() < MOST_PLATES {
            names.push(name.clone());
        }
    };
    match space {
        Space::Separation { name, .. } => add(name),
        Space::DeviceN { names: own, .. } => own.iter().for_each(add),
        Space::Indexed { base, .. } => space_spots(base, names),
        Space::Pattern { under: Some(under) } => space_spots(under, names),
        _ => {}
    }
}

/// How the spot inks of a mark look where they stand alone.
fn looked(mark: &Mark, names: &[String], looks: &mut [[f64; 3]]) {
    let mut see = |space: &Space| {
        if let Space::Separation { name, .. } = space
            && let Some(i) = names.iter().position(|n| n == name).filter(|i| *i > 3)
        {
            looks[i] = space.rgb(&[1.0]);
        }
    };
    match &mark.what {
        What::Fill { paint, .. } | What::Stroke { paint, .. } => see(&paint.space),
        What::Text(run) => {
            see(&run.fill.space);
            see(&run.stroke.space);
        }
        What::Image(image) => image.space.iter().for_each(|s| see(s)),
        What::Shading { shading, .. } => see(&shading.space),
        What::GroupBegin(_) | What::GroupEnd => {}
    }
}
