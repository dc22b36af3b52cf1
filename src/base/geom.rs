//! Points, sizes, rectangles and paths. The origin is the top left corner of the trimmed page and y grows
//! downwards; only `pdf` turns that into PDF's upward axis.

use super::Pt;

/// A place on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left trim edge.
    pub x: Pt,
    /// From the top trim edge, downwards.
    pub y: Pt,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: Pt, y: Pt) -> Point {
        Point { x, y }
    }
    /// This point moved by `dx`, `dy`.
    pub fn moved(self, dx: Pt, dy: Pt) -> Point {
        Point { x: self.x + dx, y: self.y + dy }
    }
}

/// Which way a sheet runs: where its lines, columns and labels begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    Right,
    /// From right to left.
    Left,
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Extent along x.
    pub w: Pt,
    /// Extent along y.
    pub h: Pt,
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: Pt,
    /// Top edge.
    pub y: Pt,
    /// Width.
    pub w: Pt,
    /// Height.
    pub h: Pt,
}

impl Rect {
    /// The rectangle with its top left corner at `x`, `y`.
    pub const fn new(x: Pt, y: Pt, w: Pt, h: Pt) -> Rect {
        Rect { x, y, w, h }
    }
    /// This rectangle moved by `dx`, `dy`.
    pub fn moved(self, dx: Pt, dy: Pt) -> Rect {
        Rect { x: self.x + dx, y: self.y + dy, ..self }
    }
    /// This rectangle as a mirror on the line half of `width` shows it.
    pub fn mirrored(self, width: Pt) -> Rect {
        Rect { x: width - self.x - self.w, ..self }
    }
    /// The smallest rectangle that holds both.
    pub fn union(self, o: Rect) -> Rect {
        let (x, y) = (self.x.min(o.x), self.y.min(o.y));
        let (r, b) = ((self.x + self.w).max(o.x + o.w), (self.y + self.h).max(o.y + o.h));
        Rect { x, y, w: r - x, h: b - y }
    }
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Seg {
    /// Start a new contour here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic Bézier curve with two control points.
    Cubic(Point, Point, Point),
    /// Close the contour.
    Close,
}

/// An outline of straight lines and cubic curves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The steps in drawing order.
    pub segs: Vec<Seg>,
}

impl Path {
    /// The outline of `r`.
    pub fn rect(r: Rect) -> Path {
        let p = |x, y| Point::new(x, y);
        Path {
            segs: vec![
                Seg::Move(p(r.x, r.y)),
                Seg::Line(p(r.x + r.w, r.y)),
                Seg::Line(p(r.x + r.w, r.y + r.h)),
                Seg::Line(p(r.x, r.y + r.h)),
                Seg::Close,
            ],
        }
    }
    /// This path scaled by `k` about the origin and then moved by `dx`, `dy`.
    /// The lowest of its points and handles.
    pub fn lowest(&self) -> Option<Pt> {
        let points = self.segs.iter().flat_map(|seg| match *seg {
            Seg::Move(p) | Seg::Line(p) => vec![p],
            Seg::Cubic(a, b, c) => vec![a, b, c],
            Seg::Close => Vec::new(),
        });
        points.map(|p| p.y).reduce(Pt::max)
    }
    /// The same, scaled about the origin and moved.
    pub fn placed(&self, k: f64, dx: Pt, dy: Pt) -> Path {
        self.mapped(|p| Point::new(p.x * k + dx, p.y * k + dy))
    }
    /// This path as a mirror on the line half of `width` shows it.
    pub fn mirrored(&self, width: Pt) -> Path {
        self.mapped(|p| Point::new(width - p.x, p.y))
    }
    /// The same with every point where `f` puts it.
    pub fn mapped(&self, f: impl Fn(Point) -> Point) -> Path {
        let segs = self.segs.iter().map(|s| match *s {
            Seg::Move(a) => Seg::Move(f(a)),
            Seg::Line(a) => Seg::Line(f(a)),
            Seg::Cubic(a, b, c) => Seg::Cubic(f(a), f(b), f(c)),
            Seg::Close => Seg::Close,
        });
        Path { segs: segs.collect() }
    }
}
