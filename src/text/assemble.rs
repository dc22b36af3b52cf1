//! Builds a [`Line`] from two stops: its glyphs in drawing order with their final advances, its characters in
//! logical order.

use super::body::{Body, Point};
use super::breaks::Kind;
use super::clusters::{Class, Cluster, Sum, is_control};
use super::fill::{Fill, fill};
use super::fit::Give;
use super::itemize::visual_order;
use super::line::{Line, LineGlyph, LineRun};
use super::shape::{Glyph, ShapedRun};
use super::{Align, Anchor, NoteId};
use crate::base::Pt;
use std::ops::Range;
use std::sync::Arc;

/// How the lines of one breaking are set.
pub struct Setting {
    /// The measure.
    pub measure: f64,
    /// Both edges or one.
    pub align: Align,
    /// Indent of the first line.
    pub indent: f64,
    /// What may give, where both edges are set.
    pub give: Give,
}

/// A cluster of the line with its glyphs.
#[derive(Clone, Copy)]
struct Item<'a> {
    cluster: &'a Cluster,
    glyphs: &'a [Glyph],
    /// A space at the line's end: kept for whoever copies the text, without width.
    dropped: bool,
}

/// The items of one run that stand together.
struct Segment<'a> {
    run: usize,
    items: &'a [Item<'a>],
}

/// The line from the stop `from` to the stop `to`.
pub fn line(body: &Body, from: &Point, to: &Point, set: &Setting) -> Line {
    let items = items(body, from, to);
    let sum = natural(body, &items);
    let indent = if from.next == 0 { set.indent } else { 0.0 };
    let (room, hanging) = (set.measure - indent, from.hang_start + to.hang_end);
    let last = to.stop.kind == Kind::Forced;
    let flush = set.align == Align::Justify && (!last || sum.width - hanging > room);
    let filled = if flush { fill(&sum, room + hanging, &set.give) } else { Fill::NATURAL };
    let (runs, order) = runs(body, &items, &filled);
    let mut line = Line {
        measure: Pt(set.measure),
        hyphenated: to.stop.kind == Kind::Hyphen,
        last,
        runs,
        order,
        notes: notes(body, &items),
        ..Line::default()
    };
    place(body, &mut line, room, indent, (from.hang_start, to.hang_end), set.align);
    (line.ascent, line.descent) = heights(body, &items, from);
    line
}

/// What stands in the line, in logical order.
fn items<'a>(body: &'a Body, from: &'a Point, to: &'a Point) -> Vec<Item<'a>> {
    let mut out: Vec<Item> = Vec::new();
    let mut add = |clusters: &'a [Cluster], glyphs: Option<&'a [Glyph]>, dropped: bool| {
        let item = |cluster: &'a Cluster| {
            let glyphs = glyphs.unwrap_or(&body.runs[cluster.run].glyphs);
            Item { cluster, glyphs: &glyphs[cluster.glyphs.clone()], dropped }
        };
        out.extend(clusters.iter().filter(|c| c.class != Class::Control).map(item));
    };
    let start = from.tail.as_deref().map_or(from.first, |(hi, _)| *hi);
    let end = to.head.as_deref().map_or(to.last, |(lo, _)| *lo);
    if let Some(middle) = body.middles.get(&(from.id, to.id)) {
        add(&middle.clusters, Some(&middle.glyphs), false);
    } else {
        let (tail, between, head) =
            if start <= end { (usize::MAX, start..end, 0) } else { shared(body, from, to) };
        if let Some((_, piece)) = from.tail.as_deref() {
            add(&piece.clusters[..tail.min(piece.clusters.len())], Some(&piece.glyphs), false);
        }
        add(body.clusters.get(between).unwrap_or(&[]), None, false);
        if let Some((_, piece)) = to.head.as_deref() {
            add(&piece.clusters[head..], Some(&piece.glyphs), false);
        }
    }
    if to.end < to.next {
        add(body.clusters.get(to.last.max(from.first)..to.first).unwrap_or(&[]), None, true);
    }
    out
}

/// Of a line so short that what was shaped anew at its start reaches past its end, or what was shaped anew at its end
/// begins before its start: how many clusters of the first it takes, which clusters of the first shaping, and from
/// which cluster on it takes the second; so that each character stands in it once.
fn shared(body: &Body, from: &Point, to: &Point) -> (usize, Range<usize>, usize) {
    let tail = from.tail.as_deref().map_or(&[][..], |(_, p)| &p.clusters);
    let head = to.head.as_deref().map_or(&[][..], |(_, p)| &p.clusters);
    let taken = tail.partition_point(|c| c.range.end <= to.end);
    let at = tail[..taken].last().map_or(from.next, |c| c.range.end);
    let rest = head.partition_point(|c| c.range.start < at);
    let until = head.get(rest).map_or(to.end, |c| c.range.start);
    let index = |byte: usize| body.clusters.partition_point(|c| c.range.start < byte);
    let first = index(at);
    (taken, first..index(until).max(first), rest)
}

/// The natural widths of the line; nothing can be added after its last letter.
fn natural(body: &Body, items: &[Item]) -> Sum {
    let mut sum = Sum::default();
    let mut last = Sum::default();
    for item in items.iter().filter(|i| !i.dropped) {
        last = body.weigh(item.cluster);
        sum = sum + last;
    }
    sum.letters -= last.letters;
    sum
}

fn notes(body: &Body, items: &[Item]) -> Vec<NoteId> {
    let mut out = Vec::new();
    for item in items {
        if let Some(Anchor::Note(n)) = body.runs[item.cluster.run].anchor
            && !out.contains(&n)
        {
            out.push(n);
        }
    }
    out
}

/// Greatest ascent and descent; an empty line has those of the run where it stands.
fn heights(body: &Body, items: &[Item], from: &Point) -> (Pt, Pt) {
    let here = body.clusters.get(from.first).or(body.clusters.last()).map(|c| c.run);
    let runs = items.iter().map(|i| i.cluster.run).chain(if items.is_empty() { here } else { None });
    let max = |(a, d): (f64, f64), run: usize| (a.max(body.heights[run].0), d.max(body.heights[run].1));
    let (ascent, descent) = runs.fold((0.0, 0.0), max);
    (Pt(ascent), Pt(descent))
}

/// The runs of the line from left to right, not yet placed, and their order in the text where it is another.
fn runs(body: &Body, items: &[Item], fill: &Fill) -> (Vec<Arc<LineRun>>, Vec<usize>) {
    let last = items.iter().rposition(|i| !i.dropped);
    let segments: Vec<Segment> = items
        .chunk_by(|a, b| a.cluster.run == b.cluster.run)
        .map(|items| Segment { run: items[0].cluster.run, items })
        .collect();
    let levels: Vec<u8> = segments.iter().map(|s| body.runs[s.run].level).collect();
    let end = last.map(|l| &items[l] as *const Item);
    let (mut out, mut firsts) = (Vec::new(), Vec::new());
    for group in visual_order(&levels)
        .chunk_by(|&a, &b| alike(&body.runs[segments[a].run], &body.runs[segments[b].run]))
    {
        let mut group: Vec<usize> = group.to_vec();
        group.sort_unstable();
        let items: Vec<Item> = group.iter().flat_map(|&s| segments[s].items.iter().copied()).collect();
        let end =
            end.and_then(|e| group.iter().flat_map(|&s| segments[s].items).position(|i| std::ptr::eq(i, e)));
        out.push(Arc::new(run(body, segments[group[0]].run, &items, end, fill)));
        firsts.push(group[0]);
    }
    let mut order: Vec<usize> = (0..out.len()).collect();
    order.sort_by_key(|i| firsts[*i]);
    (out, if firsts.is_sorted() { Vec::new() } else { order })
}

/// Whether two runs next to each other on the page are drawn as one.
fn alike(a: &ShapedRun, b: &ShapedRun) -> bool {
    a.level == b.level
        && a.face == b.face
        && a.size == b.size
        && a.rise == b.rise
        && a.anchor == b.anchor
        && a.style.ink == b.style.ink
        && a.style.lang == b.style.lang
}

/// One run of the line from its items in logical order; `end` is the line's last letter, if it is here.
fn run(body: &Body, index: usize, items: &[Item], end: Option<usize>, fill: &Fill) -> LineRun {
    let shaped = &body.runs[index];
    let mut text = String::new();
    let ranges: Vec<(u32, u32)> = items
        .iter()
        .map(|item| {
            let start = text.len() as u32;
            match &body.rich.text[item.cluster.range.clone()] {
                "" => text.push('\u{ad}'),
                chars => text.extend(chars.chars().filter(|c| !is_control(*c))),
            }
            (start, text.len() as u32)
        })
        .collect();
    let mut glyphs = Vec::new();
    let rtl = shaped.is_rtl();
    for k in 0..items.len() {
        let k = if rtl { items.len() - 1 - k } else { k };
        let gap = if Some(k) == end { 0.0 } else { gap(body, &items[k], fill) };
        draw(&items[k], ranges[k], gap, fill, rtl, &mut glyphs);
    }
    let lang = &shaped.style.lang;
    LineRun {
        x: Pt::ZERO,
        rise: shaped.rise,
        face: shaped.face,
        size: shaped.size,
        ink: shaped.style.ink.clone(),
        x_scale: fill.scale,
        text,
        glyphs,
        anchor: shaped.anchor.clone(),
        lang: (!lang.is_empty() && *lang != body.setting.lang).then(|| lang.clone()),
        filled: body.rich.filled,
    }
}

/// What is added after a cluster.
fn gap(body: &Body, item: &Item, fill: &Fill) -> f64 {
    let run = &body.runs[item.cluster.run];
    match item.cluster.class {
        Class::Space => fill.space * item.cluster.width,
        Class::Ink if run.is_joined() => 0.0,
        Class::Ink => fill.letters * run.size.0,
        Class::Blank | Class::Control => 0.0,
    }
}

/// Adds the glyphs of one cluster, from left to right.
fn draw(item: &Item, range: (u32, u32), gap: f64, fill: &Fill, rtl: bool, out: &mut Vec<LineGlyph>) {
    let expands = item.cluster.class == Class::Ink;
    let scale = if expands { fill.scale } else { 1.0 };
    let count = item.glyphs.len();
    for k in 0..count {
        let glyph = &item.glyphs[if rtl { count - 1 - k } else { k }];
        let mut advance = glyph.advance.0 * scale;
        if k + 1 == count {
            advance += gap;
        }
        out.push(LineGlyph {
            gid: glyph.gid,
            advance: if item.dropped { Pt::ZERO } else { Pt(advance) },
            dx: glyph.dx * scale,
            dy: glyph.dy,
            start: if k == 0 { range.0 } else { range.1 },
            end: range.1,
        });
    }
}

/// Gives each run its place.
fn place(body: &Body, line: &mut Line, room: f64, indent: f64, hang: (f64, f64), align: Align) {
    let advances: f64 = line.runs.iter().map(|r| r.width().0).fold(0.0, |a, b| a + b);
    let rtl = body.base_level % 2 == 1;
    let (hang_left, left) = if rtl { (hang.1, 0.0) } else { (hang.0, indent) };
    let width = (advances - hang.0 - hang.1).max(0.0);
    let free = room - width;
    let shift = match (align, rtl) {
        (Align::Justify | Align::Start, false) | (Align::End, true) => 0.0,
        (Align::Justify | Align::Start, true) | (Align::End, false) => free,
        (Align::Center, _) => free / 2.0,
    };
    let mut x = Pt(left + shift - hang_left);
    for run in line.runs.iter_mut().map(Arc::make_mut) {
        run.x = x;
        x += run.width();
    }
    line.width = Pt(width);
}
