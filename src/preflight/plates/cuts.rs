//! What marks are cut to: clips and soft masks, each made once.

use super::painter::Painter;
use super::separate::{Eye, Separator};
use super::shape;
use super::stencil::{Stencil, Window};
use crate::preflight::reading::{Clip, ClipShape, Mark, Matrix, SoftMask};
use std::sync::Arc;

/// Masks in masks.
const DEEPEST: usize = 4;

impl Painter<'_> {
    /// Cuts `shape` to the mark's clip and mask.
    pub(super) fn cut_all(&mut self, shape: &mut Stencil, mark: &Mark) {
        self.cut_to_clip(shape, mark.clip.as_ref());
        if let Some(within) = &self.within {
            shape.cut(within);
        }
        if let Some(mask) = mark.look.soft_mask.as_ref() {
            match self.soft_mask(mask) {
                Some(mask) => shape.cut(&mask),
                None => self.gap("a soft mask is left out"),
            }
        }
    }
    fn cut_to_clip(&mut self, shape: &mut Stencil, clip: Option<&Arc<Clip>>) {
        let Some(clip) = clip else { return };
        if clip.outer.is_none() && holds(clip, &self.view, shape.window) {
            return;
        }
        if self.within.is_some() {
            // Clips of cells are moved with them, and are not kept.
            return self.cut_each(shape, clip);
        }
        let key = Arc::as_ptr(clip) as usize;
        let cut = match self.clips.get(&key) {
            Some(known) => known.clone(),
            None => {
                let reach = clip.bounds.through(&self.view);
                let window = Window::around(&reach, self.width, self.height);
                let mut made = Stencil::full(window);
                self.cut_each(&mut made, clip);
                let made = Arc::new(made);
                // A page whose clips are many keeps the newest only.
                if self.clips.len() >= 8 {
                    self.clips.clear();
                }
                self.clips.insert(key, made.clone());
                made
            }
        };
        shape.cut(&cut);
    }
    fn cut_each(&mut self, shape: &mut Stencil, clip: &Arc<Clip>) {
        for one in std::iter::successors(Some(clip), |c| c.outer.as_ref()) {
            if shape.window.is_empty() || !self.may(shape.window.area()) {
                return;
            }
            if holds(one, &self.view, shape.window) {
                continue;
            }
            let cut = match &one.shape {
                ClipShape::Outline(outline, rule) => shape::fill(outline, *rule, &self.view, shape.window),
                ClipShape::Text(runs) => {
                    let all: Vec<_> = runs.iter().flat_map(|r| self.drawn(r)).collect();
                    shape::fill_all(all.iter().map(|(o, m)| (&**o, m.then(self.view))), shape.window)
                }
            };
            match cut {
                Some(cut) => shape.cut(&cut),
                None => shape.cover.fill(0),
            }
        }
    }
    pub(super) fn soft_mask(&mut self, mask: &Arc<SoftMask>) -> Option<Arc<Stencil>> {
        let key = Arc::as_ptr(mask) as usize;
        if let Some(known) = self.masks.get(&key) {
            return known.clone();
        }
        let made = self.make_mask(mask).map(Arc::new);
        self.masks.insert(key, made.clone());
        made
    }
    fn make_mask(&mut self, mask: &SoftMask) -> Option<Stencil> {
        if self.depth >= DEEPEST || !self.may(4 * self.width * self.height) {
            return None;
        }
        let eye = if mask.luminosity { Eye::Light } else { Eye::Alpha };
        let marks: Vec<&Mark> = mask.marks.iter().collect();
        let separator = Separator::new(eye, &marks);
        let mut painter = Painter::new(self.pdf, &separator, self.width, self.height, self.view);
        (painter.depth, painter.work) = (self.depth + 1, self.work);
        if mask.luminosity {
            let backdrop = match (&mask.space, &mask.backdrop) {
                (Some(space), Some(color)) => separator.tints(space, color)[0],
                _ => 1.0,
            };
            painter.planes[0].fill(backdrop);
        }
        painter.paint(marks.into_iter());
        self.work = painter.work;
        let window = Window { x0: 0, y0: 0, x1: self.width, y1: self.height };
        let shown = |v: &f32| if mask.luminosity { 1.0 - v } else { *v };
        let cover = painter.planes[0].iter().map(|v| (shown(v) * 255.0).round().clamp(0.0, 255.0) as u8);
        Some(Stencil { window, cover: cover.collect() })
    }
}

/// Whether `clip` is a rectangle around all of `window`.
fn holds(clip: &Clip, view: &Matrix, window: Window) -> bool {
    let ClipShape::Outline(outline, _) = &clip.shape else { return false };
    let Some(b) = outline.as_rectangle() else { return false };
    let b = b.through(view).grown(0.01);
    b.x0 <= window.x0 as f64
        && b.y0 <= window.y0 as f64
        && b.x1 >= window.x1 as f64
        && b.y1 >= window.y1 as f64
        && view.0[1].abs().min(view.0[0].abs()) < 1e-9
}
