//! Paths and pens: construction, painting, clipping (ISO 32000-1, 8.5).

use super::{Interpreter, Numbers, boxed};
use crate::preflight::reading::geom::{Bounds, Matrix, Outline, Step, Xy};
use crate::preflight::reading::lexer::Operand;
use crate::preflight::reading::marks::{ClipShape, FillRule, What};
use std::sync::Arc;

/// Most steps of one path.
const MOST_STEPS: usize = 2_000_000;

/// A path that is being built, on the page already: a later `cm` does not move it.
#[derive(Default)]
pub(super) struct Builder {
    steps: Vec<Step>,
    at: Xy,
    start: Xy,
}

impl Builder {
    fn push(&mut self, step: Step) {
        if self.steps.len() < MOST_STEPS {
            self.steps.push(step);
        }
    }
    fn begin(&mut self, p: Xy, m: &Matrix) {
        (self.at, self.start) = (p, p);
        self.push(Step::Move(m.apply(p)));
    }
    fn line(&mut self, p: Xy, m: &Matrix) {
        // A line from nowhere begins where it ends.
        if self.steps.is_empty() {
            return self.begin(p, m);
        }
        self.at = p;
        self.push(Step::Line(m.apply(p)));
    }
    fn curve(&mut self, a: Xy, b: Xy, c: Xy, m: &Matrix) {
        if self.steps.is_empty() {
            self.begin(a, m);
        }
        self.at = c;
        self.push(Step::Cubic(m.apply(a), m.apply(b), m.apply(c)));
    }
    fn close(&mut self) {
        if !self.steps.is_empty() {
            self.at = self.start;
            self.push(Step::Close);
        }
    }
    fn take(&mut self) -> Outline {
        Outline { steps: std::mem::take(&mut self.steps) }
    }
}

impl Interpreter<'_> {
    pub(super) fn path_operator(&mut self, word: &[u8], n: &Numbers) -> bool {
        let m = self.state.ctm;
        let at = |i: usize| Xy::new(n.get(2 * i).unwrap_or(0.0), n.get(2 * i + 1).unwrap_or(0.0));
        match word {
            b"m" if n.count >= 2 => self.path.begin(at(0), &m),
            b"l" if n.count >= 2 => self.path.line(at(0), &m),
            b"c" if n.count >= 6 => self.path.curve(at(0), at(1), at(2), &m),
            b"v" if n.count >= 4 => self.path.curve(self.path.at, at(0), at(1), &m),
            b"y" if n.count >= 4 => self.path.curve(at(0), at(1), at(1), &m),
            b"h" => self.path.close(),
            b"re" if n.count >= 4 => self.rectangle(at(0), at(1)),
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" => {}
            b"S" => self.paint(None, true),
            b"s" => self.closed(None),
            b"f" | b"F" => self.paint(Some(FillRule::NonZero), false),
            b"f*" => self.paint(Some(FillRule::EvenOdd), false),
            b"B" => self.paint(Some(FillRule::NonZero), true),
            b"B*" => self.paint(Some(FillRule::EvenOdd), true),
            b"b" => self.closed(Some(FillRule::NonZero)),
            b"b*" => self.closed(Some(FillRule::EvenOdd)),
            b"n" => self.paint(None, false),
            b"W" => self.pending_clip = Some(FillRule::NonZero),
            b"W*" => self.pending_clip = Some(FillRule::EvenOdd),
            _ => return false,
        }
        true
    }
    fn rectangle(&mut self, p: Xy, size: Xy) {
        let m = self.state.ctm;
        self.path.begin(p, &m);
        self.path.line(Xy::new(p.x + size.x, p.y), &m);
        self.path.line(Xy::new(p.x + size.x, p.y + size.y), &m);
        self.path.line(Xy::new(p.x, p.y + size.y), &m);
        self.path.close();
    }
    fn closed(&mut self, fill: Option<FillRule>) {
        self.path.close();
        self.paint(fill, true);
    }
    fn paint(&mut self, fill: Option<FillRule>, stroke: bool) {
        let (outline, bounds) = boxed(self.path.take());
        if !outline.steps.is_empty() {
            if let Some(rule) = fill {
                let paint = self.state.fill.clone();
                self.mark(What::Fill { outline: outline.clone(), rule, paint }, bounds);
            }
            if stroke {
                self.stroke(outline.clone(), bounds);
            }
        }
        if let Some(rule) = self.pending_clip.take() {
            self.clip_to(ClipShape::Outline(outline, rule), bounds);
        }
    }
    fn stroke(&mut self, outline: Arc<Outline>, bounds: Bounds) {
        let line = Arc::new(self.state.line());
        let (x, y) = line.matrix.stretch();
        let reach = bounds.grown(line.width * x.max(y) / 2.0);
        let paint = self.state.stroke.clone();
        self.mark(What::Stroke { outline, line, paint }, reach);
    }
    pub(super) fn pen_operator(&mut self, word: &[u8], o: &[Operand], n: &Numbers) -> bool {
        let first = n.get(0).unwrap_or(0.0);
        let pen = &mut self.state.pen;
        match word {
            b"w" => pen.width = first,
            b"J" => pen.cap = first as i64,
            b"j" => pen.join = first as i64,
            b"M" => pen.miter = first,
            b"d" => {
                if let Some(Operand::Array(list)) = o.first() {
                    let dashes: Vec<f64> = list.iter().filter_map(Operand::number).map(f64::abs).collect();
                    let all = dashes.iter().sum::<f64>() > 0.0;
                    pen.dash = if all { dashes.into() } else { Arc::from([]) };
                    pen.phase = first;
                }
            }
            b"i" | b"ri" => {}
            _ => return false,
        }
        true
    }
}
