//! What lies under a place of the page when a mark is painted on it.

use super::{Printed, is_shown};
use crate::preflight::reading::{FillRule, Mark, Outline, Step, What, Xy};

/// What lies under a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ground {
    /// Bare paper.
    Paper,
    /// One colour: sRGB, 0 to 1, and how much ink of all plates, where that is known.
    Colour([f64; 3], Option<f64>),
    /// A picture, a shading or a pattern: many colours.
    Mixed,
}

impl Ground {
    /// Its colour; none where it has many.
    pub fn rgb(self) -> Option<[f64; 3]> {
        match self {
            Ground::Paper => Some([1.0; 3]),
            Ground::Colour(rgb, _) => Some(rgb),
            Ground::Mixed => None,
        }
    }
    /// Whether there is ink.
    pub fn is_inked(self) -> bool {
        match self {
            Ground::Paper => false,
            Ground::Colour(_, Some(total)) => total > 0.02,
            Ground::Colour(rgb, None) => rgb.iter().any(|v| *v < 0.98),
            Ground::Mixed => true,
        }
    }
}

/// The marks that can lie under text.
pub(super) fn candidates(marks: &[Mark]) -> Vec<usize> {
    let can = |m: &Mark| matches!(m.what, What::Fill { .. } | What::Image(_) | What::Shading { .. });
    marks
        .iter()
        .enumerate()
        .filter(|(_, m)| can(m) && is_shown(m) && m.bounds.area() > 1.0)
        .map(|(i, _)| i)
        .collect()
}

impl Printed {
    /// What lies at `place` under the mark `over`.
    pub fn ground(&self, place: Xy, over: usize) -> Ground {
        let below = &self.grounds[..self.grounds.partition_point(|i| *i < over)];
        if !self.compares(below.len() + 1) {
            return Ground::Mixed;
        }
        let mut layers: Vec<([f64; 3], Option<f64>, f64)> = Vec::new();
        let mut bottom = ([1.0; 3], Some(0.0));
        for i in below.iter().rev() {
            let mark = &self.marks.marks[*i];
            let b = &mark.bounds;
            if place.x < b.x0 || place.x > b.x1 || place.y < b.y0 || place.y > b.y1 {
                continue;
            }
            let What::Fill { outline, rule, paint } = &mark.what else { return Ground::Mixed };
            if !covers(outline, *rule, place) {
                continue;
            }
            if paint.pattern.is_some() || mark.look.soft_mask.is_some() {
                return Ground::Mixed;
            }
            let total = paint.inks().map(|inks| inks.total());
            if mark.look.is_opaque() {
                bottom = (paint.rgb(), total);
                break;
            }
            if !matches!(mark.look.blend.as_str(), "Normal" | "Compatible") {
                return Ground::Mixed;
            }
            layers.push((paint.rgb(), total, mark.look.fill_alpha));
        }
        for (rgb, total, alpha) in layers.iter().rev() {
            let mix = |a: f64, b: f64| a * alpha + b * (1.0 - alpha);
            bottom.0 = std::array::from_fn(|i| mix(rgb[i], bottom.0[i]));
            bottom.1 = total.zip(bottom.1).map(|(a, b)| mix(a, b));
        }
        match bottom {
            (rgb, Some(total)) if total == 0.0 && rgb == [1.0; 3] => Ground::Paper,
            (rgb, total) => Ground::Colour(rgb, total),
        }
    }
}

/// Whether `place` is inside. Curves count as their control points, which errs by less than a letter.
fn covers(outline: &Outline, rule: FillRule, place: Xy) -> bool {
    if let Some(b) = outline.as_rectangle() {
        return place.x >= b.x0 && place.x <= b.x1 && place.y >= b.y0 && place.y <= b.y1;
    }
    let (mut winding, mut crossings) = (0, 0);
    let mut edge = |a: Xy, b: Xy| {
        if (a.y <= place.y) != (b.y <= place.y) && a.x + (place.y - a.y) / (b.y - a.y) * (b.x - a.x) > place.x
        {
            winding += if b.y > a.y { 1 } else { -1 };
            crossings += 1;
        }
    };
    let (mut at, mut start) = (Xy::default(), Xy::default());
    for step in &outline.steps {
        match *step {
            Step::Move(p) => {
                edge(at, start);
                (at, start) = (p, p);
            }
            Step::Line(p) => {
                edge(at, p);
                at = p;
            }
            Step::Cubic(a, b, c) => {
                edge(at, a);
                edge(a, b);
                edge(b, c);
                at = c;
            }
            Step::Close => {
                edge(at, start);
                at = start;
            }
        }
    }
    edge(at, start);
    match rule {
        FillRule::NonZero => winding != 0,
        FillRule::EvenOdd => crossings % 2 == 1,
    }
}
