//! Large figures: side by side where that leaves them large, two above two or one above the other where it does not.
//! All of one size, so that no figure shouts; a figure never breaks where it can be set smaller instead.

use super::frag::Frag;
use super::frame::{Draw, Owner};
use super::setter::{Setter, baseline, first_size};
use super::stack::{self, Room};
use crate::base::{Pt, Rect};
use crate::story::{ArtifactKind, Para, Role, Stats};
use crate::text::{self, TextStyle};
use std::sync::Arc;

/// Figures side by side shrink to this share of their size before they stand otherwise.
const SMALLEST: f64 = 0.6;
/// Labels below figures have no more lines than this, or the figures stand otherwise: LOOK's three, and one.
const MOST_LINES: usize = 4;
/// With labels at their right figures are no larger than this share of their size, and take this share of the room.
const BESIDE_SIZE: f64 = 0.8;
const BESIDE: f64 = 0.42;
/// White between a figure and a label at its right.
const BESIDE_GAP: Pt = Pt(12.0);
/// A figure of so many words that no size holds them on a line breaks between these from here on.
const LEAST: f64 = 0.45;

/// How figures stand.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    /// So many side by side, labels below.
    Columns(usize),
    /// One above the other, labels at the right of a column of this width.
    Beside(Pt),
}

/// What decides about the form.
struct Sizes {
    /// Widest figure, unbroken.
    value: f64,
    /// Widest word of a label.
    label: f64,
}

/// Sets figures in `room`.
pub fn stats(setter: &mut Setter<'_>, stats: &Stats, room: Room) -> Frag {
    let (form, scale) = form(setter, stats, room.width);
    let items: Vec<(Para, &Para)> = stats.items.iter().map(|(v, l)| (scaled(v, scale), l)).collect();
    setter.open(&Role::Aside);
    let mut out = Frag::default();
    match form {
        Form::Columns(count) => {
            let width = cell(room.width, stats.gap, count);
            for (n, row) in items.chunks(count).enumerate() {
                if n > 0 {
                    part(&mut out, stats, room, count == 1);
                }
                let frag = columns(setter, row, (stats, width, room.step));
                below(&mut out, frag);
            }
        }
        Form::Beside(width) => {
            for (n, (value, label)) in items.iter().enumerate() {
                if n > 0 {
                    part(&mut out, stats, room, true);
                }
                let frag = beside(setter, value, label, (width, room.width - width - BESIDE_GAP));
                below(&mut out, frag);
            }
        }
    }
    setter.close();
    out
}

/// Width of one of `count` cells.
fn cell(room: Pt, gap: Pt, count: usize) -> Pt {
    (room - gap * count.saturating_sub(1) as f64) / count.max(1) as f64
}

/// How the figures stand, and the share of their size that they have.
fn form(setter: &Setter<'_>, stats: &Stats, room: Pt) -> (Form, f64) {
    let prepare = |p: &Para| text::prepare(&p.rich, &p.setting, setter.fonts);
    let most = |widths: Vec<Pt>| widths.into_iter().fold(0.0, |a: f64, w| a.max(w.0)) + 0.05;
    let labels: Vec<_> = stats.items.iter().map(|(_, l)| prepare(l)).collect();
    let sizes = Sizes {
        value: most(stats.items.iter().map(|(v, _)| prepare(v).natural_width()).collect()),
        label: most(labels.iter().map(text::Prepared::min_width).collect()),
    };
    let fits = |count: usize| {
        let width = cell(room, stats.gap, count);
        let scale = (width.0 / sizes.value).min(1.0);
        let lines = || labels.iter().map(|l| l.lines(width).len()).max().unwrap_or(0);
        let good = scale >= SMALLEST && sizes.label <= width.0 && lines() <= MOST_LINES;
        good.then_some((Form::Columns(count), scale))
    };
    let count = stats.items.len().max(1);
    let alone = (Form::Columns(1), (room.0 / sizes.value).clamp(LEAST, 1.0));
    if stats.tower {
        return alone;
    }
    let pairs = || (count == 4).then(|| fits(2)).flatten();
    fits(count).or_else(pairs).or_else(|| at_the_right(&sizes, room)).unwrap_or(alone)
}

/// Labels at the right, where they have room there.
fn at_the_right(sizes: &Sizes, room: Pt) -> Option<(Form, f64)> {
    let width = Pt(sizes.value * BESIDE_SIZE).min(room * BESIDE);
    let scale = (width.0 / sizes.value).clamp(LEAST, BESIDE_SIZE);
    let rest = room - width - BESIDE_GAP;
    (sizes.label <= rest.0 && width.0 >= sizes.value * LEAST).then_some((Form::Beside(width), scale))
}

/// A paragraph at a share of its size.
fn scaled(para: &Para, scale: f64) -> Para {
    let mut out = para.clone();
    for span in &mut out.rich.spans {
        span.style = Arc::new(TextStyle { size: span.style.size * scale, ..(*span.style).clone() });
    }
    out.leading = out.leading * scale;
    out
}

/// Figures side by side on one line, their labels on another, hairlines between them.
fn columns(setter: &mut Setter<'_>, items: &[(Para, &Para)], (stats, width, step): (&Stats, Pt, Pt)) -> Frag {
    let set: Vec<(Frag, Frag)> = items
        .iter()
        .map(|(value, label)| (stack::para(setter, value, width), stack::para(setter, label, width)))
        .collect();
    let most = |of: fn(&(Frag, Frag)) -> Pt| set.iter().map(of).fold(Pt::ZERO, Pt::max);
    let (values, labels) = (most(|s| s.0.height), most(|s| s.1.height));
    let height = values + labels;
    let mut out = Frag { height: step * (height / step - 1e-6).ceil(), ..Frag::default() };
    for (i, (value, label)) in set.into_iter().enumerate() {
        let x = (width + stats.gap) * i as f64;
        if let (Some((weight, ink)), true) = (&stats.divider, i > 0) {
            let rect = Rect::new(x - stats.gap * 0.5 - *weight * 0.5, Pt::ZERO, *weight, height);
            out.draw(Owner::Artifact(ArtifactKind::Layout), Draw::Rect { rect, ink: ink.clone() });
        }
        // A figure of two lines ends where the others stand.
        let top = values - value.height;
        out.absorb(value, x, top);
        out.absorb(label, x, values);
    }
    out
}

/// A figure with its label at the right: on its line where the label is one, in the middle where it is more.
fn beside(setter: &mut Setter<'_>, value: &Para, label: &Para, (width, rest): (Pt, Pt)) -> Frag {
    let base = |p: &Para| baseline(p.leading, first_size(&p.rich));
    let (first, second) = (stack::para(setter, value, width), stack::para(setter, label, rest));
    let height = first.height.max(second.height);
    let mut out = Frag { height, source: first.source, ..Frag::default() };
    let top = (height - first.height) * 0.5;
    let one = second.height <= label.leading + Pt(0.01);
    let dy = if one { top + base(value) - base(label) } else { (height - second.height) * 0.5 };
    out.absorb(first, Pt::ZERO, top);
    out.absorb(second, width + BESIDE_GAP, dy);
    out
}

/// White between two rows, with a hairline where they are one figure each.
fn part(out: &mut Frag, stats: &Stats, room: Room, ruled: bool) {
    if let (Some((weight, ink)), true) = (&stats.divider, ruled) {
        let rect = Rect::new(Pt::ZERO, out.height + room.step * 0.5, room.width, *weight);
        out.draw(Owner::Artifact(ArtifactKind::Layout), Draw::Rect { rect, ink: ink.clone() });
    }
    out.height += room.step;
}

fn below(out: &mut Frag, frag: Frag) {
    let y = out.height;
    out.height += frag.height;
    out.absorb(frag, Pt::ZERO, y);
}
