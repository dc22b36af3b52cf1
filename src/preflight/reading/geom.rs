//! Places on a page of a PDF: user space, whose y grows upwards, in points unless its matrix says otherwise. Takes
//! any number that a stranger's file may hold and gives finite ones.

/// A place, or a distance along both axes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Xy {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

impl Xy {
    /// The place at `x`, `y`.
    pub const fn new(x: f64, y: f64) -> Xy {
        Xy { x, y }
    }
    /// How far it is from the origin.
    pub fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }
}

/// Beyond this no place is on any paper (ISO 32000-1, annex C: 200 inches); sums and products of it stay finite.
const FAR: f64 = 1e12;

/// `v`, finite.
pub(super) fn tame(v: f64) -> f64 {
    if v.is_nan() { 0.0 } else { v.clamp(-FAR, FAR) }
}

/// A map from one space to another: `[a b c d e f]` of ISO 32000-1, 8.3.3.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The map that changes nothing.
    pub const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This map first, then `outer`.
    pub fn then(self, outer: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], o) = (self.0, outer.0);
        Matrix(
            [
                a * o[0] + b * o[2],
                a * o[1] + b * o[3],
                c * o[0] + d * o[2],
                c * o[1] + d * o[3],
                e * o[0] + f * o[2] + o[4],
                e * o[1] + f * o[3] + o[5],
            ]
            .map(tame),
        )
    }
    /// A move by `x`, `y` first, then this map: as [`then`](Self::then) has it, in a third of the work. Each glyph of a
    /// page moves the next one.
    pub fn after_shift(self, x: f64, y: f64) -> Matrix {
        let [a, b, c, d, ..] = self.0;
        let to = self.place(Xy::new(x, y));
        Matrix([a, b, c, d, to.x, to.y])
    }
    /// A move by `x`, `y`.
    pub const fn shift(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }
    /// Where `p` comes to lie.
    pub fn apply(&self, p: Xy) -> Xy {
        let [a, b, c, d, e, f] = self.0;
        Xy::new(a * p.x + c * p.y + e, b * p.x + d * p.y + f)
    }
    /// The same, kept to what is on any paper.
    pub fn place(&self, p: Xy) -> Xy {
        let to = self.apply(p);
        Xy::new(tame(to.x), tame(to.y))
    }
    /// What becomes of a distance.
    pub fn turn(&self, p: Xy) -> Xy {
        let [a, b, c, d, ..] = self.0;
        Xy::new(a * p.x + c * p.y, b * p.x + d * p.y)
    }
    /// How long the unit of x and that of y become.
    pub fn stretch(&self) -> (f64, f64) {
        (self.turn(Xy::new(1.0, 0.0)).length(), self.turn(Xy::new(0.0, 1.0)).length())
    }
    /// How much areas grow, with its sign.
    pub fn determinant(&self) -> f64 {
        self.0[0] * self.0[3] - self.0[1] * self.0[2]
    }
    /// How much a length grows on the average of all directions.
    pub fn scale(&self) -> f64 {
        self.determinant().abs().sqrt()
    }
    /// The way back; `None` where the map leaves nothing of the plane.
    pub fn inverse(&self) -> Option<Matrix> {
        let det = self.determinant();
        if det.abs() < 1e-18 {
            return None;
        }
        let [a, b, c, d, e, f] = self.0;
        let at = [d, -b, -c, a, c * f - d * e, b * e - a * f];
        Some(Matrix(at.map(|v| tame(v / det))))
    }
}

/// An upright rectangle. It is empty where its far edges lie before its near ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Left edge.
    pub x0: f64,
    /// Lower edge.
    pub y0: f64,
    /// Right edge.
    pub x1: f64,
    /// Upper edge.
    pub y1: f64,
}

impl Bounds {
    /// Nothing.
    pub const EMPTY: Bounds =
        Bounds { x0: f64::INFINITY, y0: f64::INFINITY, x1: f64::NEG_INFINITY, y1: f64::NEG_INFINITY };

    /// The rectangle with two opposite corners, given in any order.
    pub fn new(ax: f64, ay: f64, bx: f64, by: f64) -> Bounds {
        Bounds { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) }
    }
    /// The smallest that holds all `places`.
    pub fn around(places: impl IntoIterator<Item = Xy>) -> Bounds {
        places.into_iter().fold(Bounds::EMPTY, |b, p| Bounds {
            x0: b.x0.min(p.x),
            y0: b.y0.min(p.y),
            x1: b.x1.max(p.x),
            y1: b.y1.max(p.y),
        })
    }
    /// Whether it holds no place.
    pub fn is_empty(&self) -> bool {
        !(self.x0 <= self.x1 && self.y0 <= self.y1)
    }
    /// Width; 0 where it is empty.
    pub fn width(&self) -> f64 {
        (self.x1 - self.x0).max(0.0)
    }
    /// Height; 0 where it is empty.
    pub fn height(&self) -> f64 {
        (self.y1 - self.y0).max(0.0)
    }
    /// Width times height.
    pub fn area(&self) -> f64 {
        self.width() * self.height()
    }
    /// What both hold.
    pub fn intersect(self, o: Bounds) -> Bounds {
        Bounds { x0: self.x0.max(o.x0), y0: self.y0.max(o.y0), x1: self.x1.min(o.x1), y1: self.y1.min(o.y1) }
    }
    /// The smallest that holds both.
    pub fn union(self, o: Bounds) -> Bounds {
        Bounds { x0: self.x0.min(o.x0), y0: self.y0.min(o.y0), x1: self.x1.max(o.x1), y1: self.y1.max(o.y1) }
    }
    /// Wider by `d` on each side; narrower where it is negative.
    pub fn grown(self, d: f64) -> Bounds {
        Bounds { x0: self.x0 - d, y0: self.y0 - d, x1: self.x1 + d, y1: self.y1 + d }
    }
    /// Whether `o` lies within it, edges included.
    pub fn holds(&self, o: &Bounds) -> bool {
        self.x0 <= o.x0 && self.y0 <= o.y0 && self.x1 >= o.x1 && self.y1 >= o.y1
    }
    /// Whether they share more than an edge.
    pub fn meets(&self, o: &Bounds) -> bool {
        let both = self.intersect(*o);
        both.x0 < both.x1 && both.y0 < both.y1
    }
    /// The upright rectangle around what `m` makes of it.
    pub fn through(self, m: &Matrix) -> Bounds {
        Bounds::around(self.corners().map(|p| m.apply(p)))
    }
    /// Its corners, counterclockwise from the lower left.
    pub fn corners(&self) -> [Xy; 4] {
        [(self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1)]
            .map(|(x, y)| Xy::new(x, y))
    }
    /// Its middle.
    pub fn center(&self) -> Xy {
        Xy::new((self.x0 + self.x1) / 2.0, (self.y0 + self.y1) / 2.0)
    }
}

/// One step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Start a new contour here.
    Move(Xy),
    /// A straight line to here.
    Line(Xy),
    /// A cubic Bézier curve with two control points.
    Cubic(Xy, Xy, Xy),
    /// Close the contour.
    Close,
}

/// Straight lines and cubic curves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The steps in drawing order.
    pub steps: Vec<Step>,
}

impl Outline {
    /// This outline as `m` maps it.
    pub fn through(&self, m: &Matrix) -> Outline {
        let f = |p: Xy| m.apply(p);
        let steps = self.steps.iter().map(|s| match *s {
            Step::Move(a) => Step::Move(f(a)),
            Step::Line(a) => Step::Line(f(a)),
            Step::Cubic(a, b, c) => Step::Cubic(f(a), f(b), f(c)),
            Step::Close => Step::Close,
        });
        Outline { steps: steps.collect() }
    }
    /// The outline of a rectangle.
    pub fn rectangle(b: Bounds) -> Outline {
        let [p, q, r, s] = b.corners();
        Outline { steps: vec![Step::Move(p), Step::Line(q), Step::Line(r), Step::Line(s), Step::Close] }
    }
    /// The rectangle around its points and control points.
    pub fn bounds(&self) -> Bounds {
        Bounds::around(self.places())
    }
    fn places(&self) -> impl Iterator<Item = Xy> + '_ {
        self.steps.iter().flat_map(|s| match *s {
            Step::Move(a) | Step::Line(a) => vec![a],
            Step::Cubic(a, b, c) => vec![a, b, c],
            Step::Close => Vec::new(),
        })
    }
    /// The upright rectangle that it is, where it is one contour of that shape.
    pub fn as_rectangle(&self) -> Option<Bounds> {
        let mut corners = Vec::with_capacity(5);
        for (i, step) in self.steps.iter().enumerate() {
            match *step {
                Step::Move(p) if i == 0 => corners.push(p),
                Step::Line(p) if corners.len() < 5 => corners.push(p),
                Step::Close => {}
                // A lone move at the end starts nothing.
                Step::Move(_) if i + 1 == self.steps.len() => {}
                _ => return None,
            }
        }
        if corners.len() == 5 && corners[0] != corners[4] || corners.len() < 4 {
            return None;
        }
        let same = |a: f64, b: f64| (a - b).abs() < 0.01;
        let across = |a: Xy, b: Xy| same(a.y, b.y);
        let along = |a: Xy, b: Xy| same(a.x, b.x);
        let [p, q, r, s] = [corners[0], corners[1], corners[2], corners[3]];
        let flat = across(p, q) && along(q, r) && across(r, s) && along(s, p);
        let tall = along(p, q) && across(q, r) && along(r, s) && across(s, p);
        (flat || tall).then(|| Bounds::around([p, q, r, s]))
    }
}
