//! Paints marks on plates, in their order.

use super::blend::Blend;
use super::field::Ink;
use super::picture::Picture;
use super::separate::{Laying, Separator};
use super::shape;
use super::stencil::{Stencil, Window};
use crate::preflight::reading::{
    FillRule, Image, Line, Look, Mark, Matrix, Outline, Paint, Pdf, Run, What, outline,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most pixels that are touched: pages of a thousand layers take seconds, and no press file has so many.
const MOST_WORK: u64 = 4_000_000_000;
/// Plates that are being painted.
pub(super) struct Painter<'a> {
    pub(super) pdf: &'a Pdf<'a>,
    pub(super) separator: &'a Separator<'a>,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) planes: Vec<Vec<f32>>,
    /// From the space of the marks to pixels.
    pub(super) view: Matrix,
    /// What a pattern's cells are cut to, and the ink of those that have none of their own.
    pub(super) within: Option<Arc<Stencil>>,
    pub(super) tint: Option<Ink>,
    groups: Vec<Open>,
    pub(super) clips: BTreeMap<usize, Arc<Stencil>>,
    pub(super) masks: BTreeMap<usize, Option<Arc<Stencil>>>,
    pub(super) pictures: BTreeMap<lopdf::ObjectId, Option<Arc<Picture>>>,
    pub(super) work: u64,
    pub(super) depth: usize,
    gaps: Vec<String>,
}

/// A group that is being painted: what was there before.
struct Open {
    /// `None` where the group changes nothing of how its marks are laid.
    before: Option<Before>,
}

/// The plates below a group, and how it is laid on them.
struct Before {
    planes: Vec<Vec<f32>>,
    look: Arc<Look>,
}

impl<'a> Painter<'a> {
    pub(super) fn new(
        pdf: &'a Pdf<'a>,
        separator: &'a Separator<'a>,
        width: usize,
        height: usize,
        view: Matrix,
    ) -> Painter<'a> {
        Painter {
            pdf,
            separator,
            width,
            height,
            planes: vec![vec![0.0; width * height]; separator.names.len()],
            view,
            within: None,
            tint: None,
            groups: Vec::new(),
            clips: BTreeMap::new(),
            masks: BTreeMap::new(),
            pictures: BTreeMap::new(),
            work: 0,
            depth: 0,
            gaps: Vec::new(),
        }
    }
    pub(super) fn finish(self) -> (Vec<Vec<f32>>, Vec<String>) {
        (self.planes, self.gaps)
    }
    pub(super) fn gap(&mut self, what: &str) {
        if self.gaps.len() < 20 && !self.gaps.iter().any(|g| g == what) {
            self.gaps.push(what.to_owned());
        }
    }
    /// Whether there is still work that may be done; `pixels` more will be.
    pub(super) fn may(&mut self, pixels: usize) -> bool {
        self.work += pixels as u64;
        if self.work > MOST_WORK {
            self.gap("the page has more on it than is painted");
        }
        self.work <= MOST_WORK
    }
    pub(super) fn paint<'m>(&mut self, marks: impl Iterator<Item = &'m Mark>) {
        let open = self.groups.len();
        for mark in marks {
            if !self.may(16) {
                break;
            }
            match &mark.what {
                What::GroupBegin(_) => self.begin(mark),
                What::GroupEnd if self.groups.len() > open => self.end(),
                What::GroupEnd => {}
                _ if mark.content.as_ref().is_some_and(|c| c.hidden) => {}
                _ => self.mark(mark),
            }
        }
        while self.groups.len() > open {
            self.end();
        }
    }
    fn mark(&mut self, mark: &Mark) {
        let window = self.window(mark);
        if window.is_empty() || !self.may(window.area()) {
            return;
        }
        let look = &mark.look;
        match &mark.what {
            What::Fill { outline, rule, paint } => {
                let shape = shape::fill(outline, *rule, &self.view, window);
                self.lay_paint(shape, paint, Laying::fill(look), look.fill_alpha, mark);
            }
            What::Stroke { outline, line, paint } => {
                let shape = shape::stroke(outline, line, &self.view, window);
                self.lay_paint(shape, paint, Laying::stroke(look), look.stroke_alpha, mark);
            }
            What::Text(run) => self.text(run, window, mark),
            What::Image(image) => self.image(image, window, mark),
            What::Shading { shading, matrix } => self.sweep(shading, matrix, Stencil::full(window), mark),
            What::GroupBegin(_) | What::GroupEnd => {}
        }
    }
    /// The pixels that a mark may touch. Glyphs reach beyond what their font says.
    fn window(&self, mark: &Mark) -> Window {
        let more = match &mark.what {
            What::Text(run) => 0.5 * run.size(),
            _ => 0.0,
        };
        let reach = mark.bounds.grown(more).through(&self.view).grown(1.0);
        let window = Window::around(&reach, self.width, self.height);
        match (&mark.clip, &self.within) {
            (_, Some(within)) => window.intersect(within.window),
            (Some(clip), None) => {
                let bounds = clip.bounds.through(&self.view);
                window.intersect(Window::around(&bounds, self.width, self.height))
            }
            (None, None) => window,
        }
    }
    fn text(&mut self, run: &Arc<Run>, window: Window, mark: &Mark) {
        if run.is_invisible() {
            return;
        }
        let look = &mark.look;
        if run.is_filled() {
            let shape = self.glyphs(run, window);
            self.lay_paint(shape, &run.fill, Laying::fill(look), look.fill_alpha, mark);
        }
        if run.is_stroked() {
            let shape = self.glyph_lines(run, window);
            self.lay_paint(shape, &run.stroke, Laying::stroke(look), look.stroke_alpha, mark);
        }
    }
    fn glyphs(&self, run: &Run, window: Window) -> Option<Stencil> {
        let drawn: Vec<(Arc<Outline>, Matrix)> = self.drawn(run);
        shape::fill_all(drawn.iter().map(|(o, m)| (&**o, m.then(self.view))), window)
    }
    /// Outlines in ems with their places on the page.
    pub(super) fn drawn(&self, run: &Run) -> Vec<(Arc<Outline>, Matrix)> {
        let glyphs = run.glyphs.iter().enumerate().filter(|(_, g)| !g.blank);
        glyphs.map(|(i, g)| (outline(self.pdf, &run.font, g.code), run.place(i))).collect()
    }
    fn glyph_lines(&self, run: &Run, window: Window) -> Option<Stencil> {
        let mut whole = Outline::default();
        for (outline, place) in self.drawn(run) {
            whole.steps.extend(outline.through(&place).steps);
        }
        shape::stroke(&whole, &run.line as &Line, &self.view, window)
    }
    fn lay_paint(&mut self, shape: Option<Stencil>, paint: &Paint, laying: Laying, alpha: f64, mark: &Mark) {
        let Some(shape) = shape else { return };
        if let Some(tint) = self.tint.clone() {
            return self.lay(shape, &tint, alpha, mark);
        }
        if paint.pattern.is_some() {
            return self.lay_pattern(shape, paint, laying, alpha, mark);
        }
        let ink = self.separator.ink(paint, laying);
        self.lay(shape, &ink, alpha, mark);
    }
    /// Lays ink where `shape` is, within the mark's clip and mask.
    pub(super) fn lay(&mut self, mut shape: Stencil, ink: &Ink, alpha: f64, mark: &Mark) {
        self.cut_all(&mut shape, mark);
        let blend = Blend::named(&mark.look.blend);
        let (w, full) = (shape.window, self.width);
        for (plate, tint, field) in ink.plates() {
            let plane = &mut self.planes[plate];
            for y in w.y0..w.y1 {
                let row = (y - w.y0) * w.width();
                let under = &mut plane[y * full + w.x0..y * full + w.x1];
                for (x, (b, cover)) in under.iter_mut().zip(&shape.cover[row..row + w.width()]).enumerate() {
                    if *cover > 0 {
                        let over = field.map_or(tint, |f| f[row + x]);
                        let part = alpha as f32 * f32::from(*cover) / 255.0;
                        *b += part * (blend.inks(*b, over) - *b);
                    }
                }
            }
        }
    }
    fn begin(&mut self, mark: &Mark) {
        let plain = mark.look.is_opaque();
        let kept = self.planes.len() * self.width * self.height;
        if plain || self.groups.len() > 16 || !self.may(2 * kept) {
            return self.groups.push(Open { before: None });
        }
        let before = self.planes.clone();
        if Blend::named(&mark.look.blend).keeps_under_white() {
            self.planes.iter_mut().for_each(|p| p.fill(0.0));
        }
        self.groups.push(Open { before: Some(Before { planes: before, look: mark.look.clone() }) });
    }
    /// What was painted in the group is laid on what was there as the group asks. Its marks were painted on what was
    /// there, which for the normal mode comes to the same as by themselves.
    fn end(&mut self) {
        let Some(Open { before: Some(Before { planes: before, look }) }) = self.groups.pop() else { return };
        let blend = Blend::named(&look.blend);
        let mask = look.soft_mask.as_ref().and_then(|m| self.soft_mask(m));
        for (plane, before) in self.planes.iter_mut().zip(&before) {
            for (i, (now, then)) in plane.iter_mut().zip(before).enumerate() {
                let part = mask.as_ref().map_or(1.0, |m| f32::from(m.cover[i]) / 255.0);
                let over = if blend.keeps_under_white() { blend.inks(*then, *now) } else { *now };
                *now = then + look.fill_alpha as f32 * part * (over - then);
            }
        }
    }
    fn image(&mut self, image: &Arc<Image>, window: Window, mark: &Mark) {
        let square = Outline::rectangle(crate::preflight::reading::Bounds::new(0.0, 0.0, 1.0, 1.0));
        let view = image.matrix.then(self.view);
        let Some(mut shape) = shape::fill(&square, FillRule::NonZero, &view, window) else { return };
        let Some(back) = view.inverse() else { return };
        let scale = view.stretch();
        let Some(picture) = self.picture(image, scale) else { return };
        picture.thin(&mut shape, &back);
        if image.is_stencil() {
            if let Some(paint) = &image.paint {
                self.lay_paint(Some(shape), paint, Laying::fill(&mark.look), mark.look.fill_alpha, mark);
            }
            return;
        }
        let ink = picture.ink(self.separator, window, &back, Laying::sampled(&mark.look));
        self.lay(shape, &ink, mark.look.fill_alpha, mark);
    }
}
