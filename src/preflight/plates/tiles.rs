//! Patterns: cells that are repeated, and shadings.

use super::painter::Painter;
use super::separate::Laying;
use super::stencil::Stencil;
use crate::preflight::reading::{Bounds, Mark, Matrix, Paint, Pattern, Xy};
use std::sync::Arc;

/// Most cells of a pattern on a page. A finer one is left out, and said to be.
const MOST_CELLS: f64 = 20_000.0;

impl Painter<'_> {
    pub(super) fn lay_pattern(
        &mut self,
        shape: Stencil,
        paint: &Paint,
        laying: Laying,
        alpha: f64,
        mark: &Mark,
    ) {
        match paint.pattern.as_deref() {
            Some(Pattern::Shading { shading, matrix }) => self.sweep(shading, matrix, shape, mark),
            Some(Pattern::Tiling { marks, matrix, cell, step, colored }) => {
                let mut shape = shape;
                self.cut_all(&mut shape, mark);
                let tint = (!colored).then(|| self.separator.ink(paint, laying));
                let outer = (self.view, self.within.take(), self.tint.take());
                self.within = Some(Arc::new(shape));
                self.tint = tint;
                self.tile(marks, *matrix, *cell, *step);
                (self.view, self.within, self.tint) = outer;
                if alpha < 1.0 {
                    self.gap("the opacity of a pattern is left out");
                }
            }
            _ => self.gap("a pattern is left out"),
        }
    }
    fn tile(&mut self, marks: &[Mark], matrix: Matrix, cell: Bounds, step: Xy) {
        let view = self.view;
        let Some(window) = self.within.as_ref().map(|w| w.window) else { return };
        let Some(back) = matrix.then(view).inverse() else { return };
        let at = Bounds::new(window.x0 as f64, window.y0 as f64, window.x1 as f64, window.y1 as f64);
        let reach = at.through(&back);
        let (across, down) = (step.x.abs(), step.y.abs());
        if across < 1e-6 || down < 1e-6 || marks.is_empty() {
            return;
        }
        let range = |low: f64, high: f64, near: f64, far: f64, step: f64| {
            (((low - far) / step).floor(), ((high - near) / step).ceil())
        };
        let (i0, i1) = range(reach.x0, reach.x1, cell.x0, cell.x1, across);
        let (j0, j1) = range(reach.y0, reach.y1, cell.y0, cell.y1, down);
        if (i1 - i0 + 1.0) * (j1 - j0 + 1.0) > MOST_CELLS {
            return self.gap("a pattern of very many cells is left out");
        }
        for j in j0 as i64..=j1 as i64 {
            for i in i0 as i64..=i1 as i64 {
                self.view = Matrix::shift(i as f64 * across, j as f64 * down).then(matrix).then(view);
                self.paint(marks.iter());
            }
        }
    }
}
