//! The graphics state of a content stream (ISO 32000-1, 8.4).

use super::color::Space;
use super::font::Font;
use super::geom::Matrix;
use super::marks::{Clip, Line, Look, Paint};
use std::sync::Arc;

#[derive(Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    pub(super) clip: Option<Arc<Clip>>,
    pub(super) fill: Paint,
    pub(super) stroke: Paint,
    pub(super) pen: Pen,
    pub(super) look: Arc<Look>,
    pub(super) text: TextState,
}

#[derive(Clone)]
pub(super) struct Pen {
    pub(super) width: f64,
    pub(super) cap: i64,
    pub(super) join: i64,
    pub(super) miter: f64,
    pub(super) dash: Arc<[f64]>,
    pub(super) phase: f64,
}

#[derive(Clone)]
pub(super) struct TextState {
    pub(super) font: Option<Arc<Font>>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    /// 1 for type of its own width.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: i64,
}

/// A colour of `space` with `components`.
pub(super) fn paint(space: Arc<Space>, components: Vec<f64>) -> Paint {
    Paint { space, components: components.into(), pattern: None }
}

impl State {
    pub(super) fn new(ctm: Matrix) -> State {
        let black = || paint(Arc::new(Space::Gray), vec![0.0]);
        State {
            ctm,
            clip: None,
            fill: black(),
            stroke: black(),
            pen: Pen { width: 1.0, cap: 0, join: 0, miter: 10.0, dash: Arc::from([]), phase: 0.0 },
            look: Arc::default(),
            text: TextState {
                font: None,
                size: 0.0,
                char_space: 0.0,
                word_space: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
        }
    }
    /// The line that its pen draws.
    pub(super) fn line(&self) -> Line {
        Line {
            width: self.pen.width.abs(),
            matrix: self.ctm,
            cap: self.pen.cap,
            join: self.pen.join,
            miter: self.pen.miter,
            dash: self.pen.dash.to_vec(),
            phase: self.pen.phase,
        }
    }
}
