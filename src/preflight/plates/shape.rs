//! Outlines as stencils: fills, strokes and glyphs, with soft edges.

use super::stencil::{Stencil, Window};
use crate::preflight::reading::{FillRule, Line, Matrix, Outline, Step, Xy};
use tiny_skia::{LineCap, LineJoin, Mask, Path, PathBuilder, Stroke, StrokeDash, Transform};

/// Lines are at least so thin, in pixels: a width of 0 means the thinnest that a device can draw.
const THINNEST: f64 = 0.25;
/// Places further away than this many pixels are drawn at this distance: no page reaches there.
const FAR: f64 = 60_000.0;

/// What of `window` lies inside `outline`, which is mapped to pixels by `view`.
pub(super) fn fill(outline: &Outline, rule: FillRule, view: &Matrix, window: Window) -> Option<Stencil> {
    draw(&path(outline, &to_window(view, window))?, rule, window)
}

/// What of `window` the line along `outline` covers.
pub(super) fn stroke(outline: &Outline, line: &Line, view: &Matrix, window: Window) -> Option<Stencil> {
    let pen = line.matrix.then(*view);
    let (a, b) = pen.stretch();
    let scale = pen.scale();
    // A pen that is no circle on the page is drawn in its own space, and the line is mapped after that.
    let even = (a - b).abs() < 0.001 * a.max(b);
    let drawn = match pen.inverse().filter(|_| !even && line.width > 0.0) {
        Some(back) => {
            let own = path(outline, &view.then(back))?;
            let made = stroked(&own, line, line.width, 1.0, scale)?;
            made.transform(transform(&pen.then(Matrix::shift(-(window.x0 as f64), -(window.y0 as f64)))))?
        }
        None => {
            let own = path(outline, &to_window(view, window))?;
            stroked(&own, line, (line.width * scale).max(THINNEST), scale, 1.0)?
        }
    };
    draw(&drawn, FillRule::NonZero, window)
}

/// What of `window` glyphs cover: each outline with its own way to pixels.
pub(super) fn fill_all<'a>(
    outlines: impl Iterator<Item = (&'a Outline, Matrix)>,
    window: Window,
) -> Option<Stencil> {
    let mut builder = PathBuilder::new();
    for (outline, view) in outlines {
        add(&mut builder, outline, &to_window(&view, window));
    }
    draw(&builder.finish()?, FillRule::NonZero, window)
}

fn stroked(path: &Path, line: &Line, width: f64, unit: f64, resolution: f64) -> Option<Path> {
    let stroke = Stroke {
        width: width as f32,
        miter_limit: line.miter.clamp(1.0, 1000.0) as f32,
        line_cap: match line.cap {
            1 => LineCap::Round,
            2 => LineCap::Square,
            _ => LineCap::Butt,
        },
        line_join: match line.join {
            1 => LineJoin::Round,
            2 => LineJoin::Bevel,
            _ => LineJoin::Miter,
        },
        dash: None,
    };
    // Dashes finer than a fifth of a pixel cannot be seen one by one, and there would be very many.
    let sum: f64 = line.dash.iter().sum::<f64>() * unit;
    let dash = match sum * resolution > 0.2 && line.dash.iter().all(|v| *v >= 0.0) {
        true => {
            let lengths: Vec<f32> = line.dash.iter().map(|v| (v * unit) as f32).collect();
            let twice = if lengths.len() % 2 == 1 { [&lengths[..], &lengths[..]].concat() } else { lengths };
            StrokeDash::new(twice, (line.phase * unit) as f32)
        }
        false => None,
    };
    let dashed = dash.and_then(|d| path.dash(&d, resolution as f32));
    dashed.as_ref().unwrap_or(path).stroke(&stroke, resolution as f32)
}

fn draw(path: &Path, rule: FillRule, window: Window) -> Option<Stencil> {
    let mut mask = Mask::new(window.width() as u32, window.height() as u32)?;
    let rule = match rule {
        FillRule::NonZero => tiny_skia::FillRule::Winding,
        FillRule::EvenOdd => tiny_skia::FillRule::EvenOdd,
    };
    mask.fill_path(path, rule, true, Transform::identity());
    Some(Stencil { window, cover: mask.take() })
}

fn to_window(view: &Matrix, window: Window) -> Matrix {
    view.then(Matrix::shift(-(window.x0 as f64), -(window.y0 as f64)))
}

fn transform(m: &Matrix) -> Transform {
    let [a, b, c, d, e, f] = m.0.map(|v| v as f32);
    Transform::from_row(a, b, c, d, e, f)
}

fn path(outline: &Outline, m: &Matrix) -> Option<Path> {
    let mut builder = PathBuilder::new();
    add(&mut builder, outline, m);
    builder.finish()
}

fn add(builder: &mut PathBuilder, outline: &Outline, m: &Matrix) {
    let at = |p: Xy| {
        let p = m.apply(p);
        (p.x.clamp(-FAR, FAR) as f32, p.y.clamp(-FAR, FAR) as f32)
    };
    for step in &outline.steps {
        match *step {
            Step::Move(p) => {
                let (x, y) = at(p);
                builder.move_to(x, y);
            }
            Step::Line(p) => {
                let (x, y) = at(p);
                builder.line_to(x, y);
            }
            Step::Cubic(a, b, c) => {
                let ((ax, ay), (bx, by), (x, y)) = (at(a), at(b), at(c));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            Step::Close => builder.close(),
        }
    }
}
