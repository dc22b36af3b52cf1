//! The axis of lines with its ticks and names: all names where they have room, in a few lines below each other; of
//! those on a scale, and of a long row, some.

use super::super::axis::{self, Set};
use super::super::sketch::{GRID, Side, Sketch, Words};
use super::Frame;
use crate::base::{Pt, Rect};

/// Names of more lines than this below a point are no names.
const LINES: usize = 3;
/// Of more names than this some may go unset: they are a row whose order says the others.
const ROW: usize = 6;

/// How the names stand below.
pub(super) enum Foot {
    /// All of them: the left edge and the width of each, and how many lines the deepest takes.
    All(Vec<(Pt, Pt)>, usize),
    /// Round years between the first and the last.
    Rounds(Pt),
    /// Some of them, on one line.
    Some(Vec<Set>),
}

impl Foot {
    /// How the names stand below the places `xs`, left of `reach`; `None` where some would be missed.
    pub fn find(s: &Sketch<'_, '_, '_>, names: &[Words], xs: &[Pt], reach: Pt) -> Option<Foot> {
        if !s.plot.places.is_empty() {
            return Some(Foot::Rounds(reach));
        }
        let chosen = axis::choose(&s.plot.names, names, xs, reach, s.em() * 0.8);
        let set = |i: usize| chosen.iter().any(|c| c.0 == i);
        let whole = chosen.iter().all(|(i, left)| *left + names[*i].width <= reach + Pt(0.1));
        if whole && (0..names.len()).all(set) {
            return Some(Foot::Some(chosen));
        }
        let all = boxes(s, names, xs, reach);
        all.or_else(|| (whole && names.len() > ROW && chosen.len() > 1).then_some(Foot::Some(chosen)))
    }

    /// How many lines the names take.
    pub fn lines(&self) -> usize {
        if let Foot::All(_, lines) = self { *lines } else { 1 }
    }

    /// Draws the axis with ticks and names.
    pub fn draw(&self, s: &mut Sketch<'_, '_, '_>, frame: &Frame, names: &[Words]) {
        let (weight, ink) = s.plot.axis.clone();
        let line = Rect::new(frame.left, frame.bottom - weight * 0.5, frame.right - frame.left, weight);
        s.axis(line, &ink);
        if frame.from < 0.0 && frame.to > 0.0 {
            let zero = Rect { y: frame.y(0.0) - weight * 0.5, ..line };
            s.rect(GRID, zero, &ink);
        }
        let top = frame.bottom + s.leading() * 0.5;
        match self {
            Foot::All(boxes, _) => {
                for (i, (left, width)) in boxes.iter().enumerate() {
                    tick(s, frame, frame.xs[i]);
                    s.set(s.cells.names[i], &names[i], (*left, top), (*width, Side::Middle));
                }
            }
            Foot::Some(chosen) => some(s, frame, names, chosen),
            Foot::Rounds(reach) => rounds(s, frame, names, *reach),
        }
    }
}

fn tick(s: &mut Sketch<'_, '_, '_>, frame: &Frame, x: Pt) {
    let (weight, ink) = s.plot.axis.clone();
    let tick = Rect::new(x - weight * 0.5, frame.bottom, weight, s.em() * 0.35);
    s.rect(GRID, tick, &ink);
}

/// Some of the names, each below its tick.
fn some(s: &mut Sketch<'_, '_, '_>, frame: &Frame, names: &[Words], chosen: &[Set]) {
    chosen.iter().for_each(|(i, _)| tick(s, frame, frame.xs[*i]));
    axis::set(s, names, chosen, (&frame.xs, frame.bottom, frame.bottom + s.leading() * 0.5));
}

/// Round years between the first and the last name, else as many names as have room.
fn rounds(s: &mut Sketch<'_, '_, '_>, frame: &Frame, names: &[Words], reach: Pt) {
    let Some(rounds) = axis::rounds(s, names, (&frame.xs, reach), |place| frame.x(s, place)) else {
        let chosen = axis::choose(&s.plot.names, names, &frame.xs, reach, s.em() * 0.8);
        return some(s, frame, names, &chosen);
    };
    let top = frame.bottom + s.leading() * 0.5;
    let places = &s.plot.places;
    let mut chosen: Vec<Set> = Vec::new();
    for round in &rounds {
        tick(s, frame, round.left + round.words.width * 0.5);
        match places.iter().position(|p| *p == round.place) {
            Some(name) => chosen.push((name, round.left)),
            None => s.put(GRID, &round.words, (round.left, top), Side::Left),
        }
    }
    for end in [0, names.len() - 1] {
        tick(s, frame, frame.xs[end]);
        let left = (frame.xs[end] - names[end].width * 0.5).min(reach - names[end].width).max(Pt::ZERO);
        chosen.push((end, left));
    }
    axis::set(s, names, &chosen, (&frame.xs, frame.bottom, top));
}

/// All names in boxes below their points, as narrow as their lines, none on another.
fn boxes(s: &Sketch<'_, '_, '_>, names: &[Words], xs: &[Pt], reach: Pt) -> Option<Foot> {
    let white = s.em() * 0.7;
    let step = if names.len() > 1 { xs[1] - xs[0] } else { reach };
    // The first and the last stand within the measure, off the middle of their points.
    [1.0, 0.85, 0.7].iter().find_map(|share| {
        let room = (step - white) * *share;
        if names.iter().any(|n| n.least() > room) {
            return None;
        }
        let lines = names.iter().map(|n| n.lines(room + Pt(0.05))).max().unwrap_or(1);
        let placed = |(n, x): (&Words, &Pt)| {
            let width = n.widest(room + Pt(0.05));
            ((*x - width * 0.5).min(reach - width).max(Pt::ZERO), width)
        };
        let boxes: Vec<(Pt, Pt)> = names.iter().zip(xs).map(placed).collect();
        let clear = boxes.windows(2).all(|w| w[0].0 + w[0].1 + white * 0.9 <= w[1].0);
        (clear && lines <= LINES).then_some(Foot::All(boxes, lines))
    })
}
