//! Shadings (ISO 32000-1, 8.7.4.5): axial, radial and by a function of the place, pixel by pixel.

use super::field::Ink;
use super::painter::Painter;
use super::separate::Laying;
use super::stencil::Stencil;
use crate::preflight::reading::object::{array_of, numbers_of, resolve};
use crate::preflight::reading::{Function, Mark, Matrix, Shading, Xy};
use lopdf::{Dictionary, Document, Object};
use std::sync::Arc;

/// Steps of a gradient. Two neighbours differ by less than a press can show.
const STEPS: usize = 512;

/// How far along a gradient a place is; none outside of it.
type Course = Box<dyn Fn(Xy) -> Option<f64>>;

impl Painter<'_> {
    /// Lays a shading where `shape` is.
    pub(super) fn sweep(&mut self, shading: &Arc<Shading>, matrix: &Matrix, shape: Stencil, mark: &Mark) {
        let Some(back) = matrix.then(self.view).inverse() else { return };
        let Some((ink, shape)) = self.shaded(shading, &back, shape, mark) else {
            return self.gap(&format!("a shading of type {} is left out", shading.kind));
        };
        self.lay(shape, &ink, mark.look.fill_alpha, mark);
    }
    fn shaded(
        &mut self,
        shading: &Shading,
        back: &Matrix,
        mut shape: Stencil,
        mark: &Mark,
    ) -> Option<(Ink, Stencil)> {
        let doc = self.pdf.document();
        let function = Function::read(self.pdf, shading.dict.get(b"Function").ok()?)?;
        let plates = self.separator.names.len();
        let course = match shading.kind {
            2 => axial(doc, &shading.dict)?,
            3 => radial(doc, &shading.dict)?,
            _ => return None,
        };
        let domain =
            numbers_of(doc, &shading.dict, b"Domain").filter(|d| d.len() == 2).unwrap_or(vec![0.0, 1.0]);
        let tints = |i: usize| {
            let t = domain[0] + (domain[1] - domain[0]) * i as f64 / STEPS as f64;
            self.separator.tints(&shading.space, &function.eval(&[t]))
        };
        let table: Vec<Vec<f32>> = (0..=STEPS).map(tints).collect();
        let mut fields = vec![Vec::with_capacity(shape.cover.len()); plates];
        for ((x, y), cover) in shape.window.pixels().zip(&mut shape.cover) {
            let at = course(back.apply(Xy::new(x as f64 + 0.5, y as f64 + 0.5)));
            if at.is_none() {
                *cover = 0;
            }
            let step = (at.unwrap_or(0.0) * STEPS as f64).round().clamp(0.0, STEPS as f64) as usize;
            fields.iter_mut().zip(&table[step]).for_each(|(f, v)| f.push(*v));
        }
        let flat = vec![0.0; plates];
        let writes = self.separator.writes(&shading.space, &flat, Laying::sampled(&mark.look));
        Some((Ink { flat, fields: fields.into_iter().enumerate().collect(), writes }, shape))
    }
}

fn ends(doc: &Document, dict: &Dictionary) -> (bool, bool) {
    let list = array_of(doc, dict, b"Extend").unwrap_or_default();
    let truth = |i: usize| list.get(i).map(|o| resolve(doc, o)) == Some(&Object::Boolean(true));
    (truth(0), truth(1))
}

fn axial(doc: &Document, dict: &Dictionary) -> Option<Course> {
    let [x0, y0, x1, y1] = <[f64; 4]>::try_from(numbers_of(doc, dict, b"Coords")?).ok()?;
    let (before, after) = ends(doc, dict);
    let (dx, dy) = (x1 - x0, y1 - y0);
    let square = dx * dx + dy * dy;
    Some(Box::new(move |p| {
        let t = if square > 0.0 { ((p.x - x0) * dx + (p.y - y0) * dy) / square } else { 0.0 };
        let shown = (t >= 0.0 || before) && (t <= 1.0 || after);
        shown.then(|| t.clamp(0.0, 1.0))
    }))
}

/// The last circle in the row that goes through the place is seen.
fn radial(doc: &Document, dict: &Dictionary) -> Option<Course> {
    let [x0, y0, r0, x1, y1, r1] = <[f64; 6]>::try_from(numbers_of(doc, dict, b"Coords")?).ok()?;
    let (before, after) = ends(doc, dict);
    let (dx, dy, dr) = (x1 - x0, y1 - y0, r1 - r0);
    let a = dx * dx + dy * dy - dr * dr;
    Some(Box::new(move |p| {
        let (px, py) = (p.x - x0, p.y - y0);
        let b = px * dx + py * dy + r0 * dr;
        let c = px * px + py * py - r0 * r0;
        let roots = if a.abs() < 1e-9 {
            if b.abs() < 1e-12 {
                return None;
            }
            [c / (2.0 * b); 2]
        } else {
            let root = b * b - a * c;
            if root < 0.0 {
                return None;
            }
            let root = root.sqrt();
            let (s, t) = ((b + root) / a, (b - root) / a);
            [s.max(t), s.min(t)]
        };
        let fits = |t: &f64| (*t >= 0.0 || before) && (*t <= 1.0 || after) && r0 + t * dr >= 0.0;
        roots.into_iter().find(fits).map(|t| t.clamp(0.0, 1.0))
    }))
}
