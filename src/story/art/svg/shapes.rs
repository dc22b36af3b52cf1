//! The walk through a resolved SVG tree: paths out, losses noted.

use super::super::DrawingItem;
use crate::base::{Ink, Path, Point, Pt, Seg};
use usvg::tiny_skia_path::{self, PathSegment, PathVerb, Transform};
use usvg::{BlendMode, FillRule, Group, Node, Paint, PaintOrder};

/// Segments of a drawing. A detailed coat of arms has some ten thousand.
const MAX_SEGMENTS: usize = 400_000;
/// How finely the outlines of curved strokes are made: sub-pixel steps at this magnification.
const FINENESS: f32 = 8.0;

/// What has been gathered.
#[derive(Default)]
pub(super) struct Shapes {
    items: Vec<DrawingItem>,
    segments: usize,
    lost: Vec<&'static str>,
}

impl Shapes {
    /// The items, scaled by `scale`, and the losses. `None` where there is too much of it.
    pub(super) fn finish(self, scale: f64) -> Option<(Vec<DrawingItem>, Vec<&'static str>)> {
        if self.segments > MAX_SEGMENTS {
            return None;
        }
        let scaled = |i: DrawingItem| DrawingItem { path: i.path.placed(scale, Pt::ZERO, Pt::ZERO), ..i };
        Some((self.items.into_iter().map(scaled).collect(), self.lost))
    }

    /// Notes a loss, once.
    pub(super) fn lose(&mut self, what: &'static str) {
        if !self.lost.contains(&what) {
            self.lost.push(what);
        }
    }

    /// Gathers what a group shows.
    pub(super) fn group(&mut self, group: &Group, opacity: f64) {
        if group.clip_path().is_some() && !clips_nothing(group) {
            self.lose("clipping is left out, so that parts may show which should not");
        }
        if group.mask().is_some() {
            self.lose("masks are left out, so that parts may show which should not");
        }
        if !group.filters().is_empty() {
            self.lose("filters (shadows, blurs) are left out");
        }
        if group.blend_mode() != BlendMode::Normal {
            self.lose("blend modes are left out");
        }
        let opacity = opacity * f64::from(group.opacity().get());
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(inner, opacity),
                Node::Path(path) => self.path(path, opacity),
                Node::Image(image) if image.is_visible() => {
                    self.lose("an image inside of the drawing is left out: set it as a figure of its own");
                }
                // Texts never get here without the parser's fonts; `has_words` has reported them.
                Node::Image(_) | Node::Text(_) => {}
            }
        }
    }

    fn path(&mut self, path: &usvg::Path, opacity: f64) {
        // A bomb of nested `use` elements stops here; `finish` refuses it.
        if !path.is_visible() || self.segments > MAX_SEGMENTS {
            return;
        }
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                self.fill(path, opacity);
                self.stroke(path, opacity);
            }
            PaintOrder::StrokeAndFill => {
                self.stroke(path, opacity);
                self.fill(path, opacity);
            }
        }
    }

    fn fill(&mut self, path: &usvg::Path, opacity: f64) {
        if let Some(fill) = path.fill().filter(|_| has_area(path.data())) {
            let even_odd = fill.rule() == FillRule::EvenOdd;
            let opacity = opacity * f64::from(fill.opacity().get());
            self.add(path.data(), path.abs_transform(), fill.paint(), even_odd, opacity);
        }
    }

    fn stroke(&mut self, path: &usvg::Path, opacity: f64) {
        if let Some(stroke) = path.stroke() {
            let opacity = opacity * f64::from(stroke.opacity().get());
            let (sx, sy) = path.abs_transform().get_scale();
            let pen = stroke.to_tiny_skia();
            let dashed = pen.dash.as_ref().and_then(|d| path.data().dash(d, FINENESS));
            let line = dashed.as_ref().unwrap_or(path.data());
            if let Some(outline) = line.stroke(&pen, FINENESS * sx.max(sy).max(0.01)) {
                self.add(&outline, path.abs_transform(), stroke.paint(), false, opacity);
            }
        }
    }

    fn add(
        &mut self,
        path: &tiny_skia_path::Path,
        transform: Transform,
        paint: &Paint,
        even_odd: bool,
        opacity: f64,
    ) {
        let Some((ink, own)) = self.ink(paint) else { return };
        let Some(path) = path.clone().transform(transform) else { return };
        let path = Path { segs: segments(&path) };
        self.segments += path.segs.len();
        let opacity = (opacity * own * 1000.0).round() / 1000.0;
        self.items.push(DrawingItem { path, fill: Some((ink, even_odd)), stroke: None, opacity });
    }

    /// The flat colour that stands for a paint, and its opacity.
    fn ink(&mut self, paint: &Paint) -> Option<(Ink, f64)> {
        let stops = match paint {
            Paint::Color(c) => return Some((Ink::rgb(c.red, c.green, c.blue), 1.0)),
            Paint::LinearGradient(g) => g.stops(),
            Paint::RadialGradient(g) => g.stops(),
            Paint::Pattern(_) => {
                self.lose("patterns are left out");
                return None;
            }
        };
        self.lose("gradients are set as one flat colour");
        let [r, g, b, a] = mean(stops);
        Some((Ink::rgb(r.round() as u8, g.round() as u8, b.round() as u8), a))
    }
}

/// Mean red, green, blue (0 to 255) and opacity (0 to 1) over the length of a gradient.
fn mean(stops: &[usvg::Stop]) -> [f64; 4] {
    let value = |s: &usvg::Stop| {
        let c = s.color();
        [c.red.into(), c.green.into(), c.blue.into(), f64::from(s.opacity().get())]
    };
    let (Some(first), Some(last)) = (stops.first(), stops.last()) else { return [0.0; 4] };
    let offset = |s: &usvg::Stop| f64::from(s.offset().get());
    let mut sum = [0.0; 4];
    let mut add = |length: f64, from: [f64; 4], to: [f64; 4]| {
        for i in 0..4 {
            sum[i] += length * (from[i] + to[i]) / 2.0;
        }
    };
    add(offset(first), value(first), value(first));
    for pair in stops.windows(2) {
        add(offset(&pair[1]) - offset(&pair[0]), value(&pair[0]), value(&pair[1]));
    }
    add(1.0 - offset(last), value(last), value(last));
    sum
}

/// Whether a group's clip is a rectangle around all that it shows, as drawing programs write for an artboard.
fn clips_nothing(group: &Group) -> bool {
    let Some(clip) = group.clip_path().filter(|c| c.clip_path().is_none()) else { return false };
    let [Node::Path(path)] = clip.root().children() else { return false };
    let (around, inner) = (path.bounding_box().transform(clip.transform()), group.layer_bounding_box());
    // A hundredth of the size: rounding in the file.
    let slack = (inner.width() + inner.height()) / 200.0;
    let is_rect =
        path.data().segments().all(|s| !matches!(s, PathSegment::QuadTo(..) | PathSegment::CubicTo(..)))
            && path.data().len() <= 6;
    is_rect
        && around.is_some_and(|a| {
            a.left() <= inner.left() + slack
                && a.top() <= inner.top() + slack
                && a.right() >= inner.right() - slack
                && a.bottom() >= inner.bottom() - slack
        })
}

/// Whether there is anything inside of a path. SVG fills a line with nothing, a PDF with a hairline.
fn has_area(path: &tiny_skia_path::Path) -> bool {
    let bounds = path.bounds();
    let straight = path.verbs().iter().all(|v| !matches!(v, PathVerb::Quad | PathVerb::Cubic));
    bounds.width() > 0.0 && bounds.height() > 0.0 && !(straight && path.points().len() < 3)
}

fn segments(path: &tiny_skia_path::Path) -> Vec<Seg> {
    let point = |p: tiny_skia_path::Point| Point::new(Pt(p.x.into()), Pt(p.y.into()));
    let mut at = Point::default();
    let mut segs = Vec::with_capacity(path.len());
    for segment in path.segments() {
        let (seg, end) = match segment {
            PathSegment::MoveTo(p) => (Seg::Move(point(p)), point(p)),
            PathSegment::LineTo(p) => (Seg::Line(point(p)), point(p)),
            PathSegment::QuadTo(c, p) => (cubic(at, point(c), point(p)), point(p)),
            PathSegment::CubicTo(a, b, p) => (Seg::Cubic(point(a), point(b), point(p)), point(p)),
            PathSegment::Close => (Seg::Close, at),
        };
        segs.push(seg);
        at = end;
    }
    segs
}

/// A quadratic curve as a cubic one: its control points are two thirds of the way to the quadratic's.
fn cubic(from: Point, control: Point, to: Point) -> Seg {
    let toward = |p: Point| {
        let third = |a: Pt, b: Pt| a + (b - a) * (2.0 / 3.0);
        Point::new(third(p.x, control.x), third(p.y, control.y))
    };
    Seg::Cubic(toward(from), toward(to), to)
}
