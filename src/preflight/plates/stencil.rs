//! Where something lies: a window of pixels and how much of each it covers.

use crate::preflight::reading::Bounds;

/// A window of pixels: first column and row, and those behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) x0: usize,
    pub(super) y0: usize,
    pub(super) x1: usize,
    pub(super) y1: usize,
}

impl Window {
    /// The pixels that `b`, in pixels, touches.
    pub(super) fn around(b: &Bounds, width: usize, height: usize) -> Window {
        let low =
            |v: f64, most: usize| if v.is_nan() { 0 } else { v.floor().clamp(0.0, most as f64) as usize };
        let high =
            |v: f64, most: usize| if v.is_nan() { 0 } else { v.ceil().clamp(0.0, most as f64) as usize };
        Window { x0: low(b.x0, width), y0: low(b.y0, height), x1: high(b.x1, width), y1: high(b.y1, height) }
    }
    pub(super) fn intersect(self, o: Window) -> Window {
        Window { x0: self.x0.max(o.x0), y0: self.y0.max(o.y0), x1: self.x1.min(o.x1), y1: self.y1.min(o.y1) }
    }
    pub(super) fn width(&self) -> usize {
        self.x1.saturating_sub(self.x0)
    }
    pub(super) fn height(&self) -> usize {
        self.y1.saturating_sub(self.y0)
    }
    pub(super) fn area(&self) -> usize {
        self.width() * self.height()
    }
    pub(super) fn is_empty(&self) -> bool {
        self.area() == 0
    }
    /// Its pixels: column, row.
    pub(super) fn pixels(self) -> impl Iterator<Item = (usize, usize)> {
        (self.y0..self.y1).flat_map(move |y| (self.x0..self.x1).map(move |x| (x, y)))
    }
}

/// A window with its coverage, 0 to 255.
#[derive(Clone, Debug)]
pub(super) struct Stencil {
    pub(super) window: Window,
    pub(super) cover: Vec<u8>,
}

impl Stencil {
    /// All of `window`.
    pub(super) fn full(window: Window) -> Stencil {
        Stencil { window, cover: vec![255; window.area()] }
    }
    /// The coverage at a pixel; none outside.
    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        let w = &self.window;
        if x < w.x0 || x >= w.x1 || y < w.y0 || y >= w.y1 {
            return 0;
        }
        self.cover[(y - w.y0) * w.width() + x - w.x0]
    }
    /// What it has in common with `other`.
    pub(super) fn cut(&mut self, other: &Stencil) {
        let window = self.window;
        for ((x, y), v) in window.pixels().zip(&mut self.cover) {
            if *v > 0 {
                *v = ((u32::from(*v) * u32::from(other.at(x, y)) + 127) / 255) as u8;
            }
        }
    }
}
