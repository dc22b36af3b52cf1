//! Cuts a fragment that no page can hold into slices that pages can: between its lines where it has a gap
//! over its whole width, beside a line where it has none. Everything goes into one slice or, being a ground,
//! into each of them; nothing is lost.

use super::frag::{Frag, FragLink};
use super::frame::{Draw, Placed};
use crate::base::{Path, Pt, Rect, Seg};
use crate::text::NoteId;

/// Share of the size that a line of text reaches above its baseline, and below.
const ABOVE: f64 = 0.8;
const BELOW: f64 = 0.25;
/// A place or heading belongs to the slice of the line that begins this close below it.
const NEAR: Pt = Pt(3.0);

/// What must not be cut: from its top to its bottom.
type Extent = (Pt, Pt);

/// Slices of `frag` from its top down, each a whole number of `step`s and, unless something in it cannot be
/// cut, at most `most` high.
pub fn slices(frag: Frag, most: Pt, step: Pt) -> Vec<Frag> {
    let mut extents = extents(&frag);
    extents.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
    let cuts = cuts(&extents, frag.height, most);
    let bounds = |i: usize| {
        let start = if i == 0 { Pt::ZERO } else { cuts[i - 1] };
        (start, cuts.get(i).copied().unwrap_or(frag.height))
    };
    let mut out: Vec<Frag> = (0..=cuts.len())
        .map(|i| {
            let (start, end) = bounds(i);
            let inside = extents.iter().filter(|e| e.0 < end && (e.0 >= start || i == 0));
            let height = inside.map(|e| e.1 - start).fold(end - start, Pt::max);
            Frag { height: step * (height / step - 1e-6).ceil(), source: frag.source, ..Frag::default() }
        })
        .collect();
    deal(frag, &cuts, &mut out);
    out
}

/// Hands out everything in `frag` to the slices that `cuts` make.
fn deal(frag: Frag, cuts: &[Pt], out: &mut [Frag]) {
    let slice = |y: Pt| cuts.partition_point(|c| *c <= y + Pt(1e-6));
    let start = |i: usize| if i == 0 { Pt::ZERO } else { cuts[i - 1] };
    let marks = marks(&frag.links);
    for note in &frag.notes {
        let y = marks.iter().find(|(id, _)| id == note).map_or(Pt::ZERO, |(_, y)| *y);
        out[slice(y)].notes.push(*note);
    }
    for placed in frag.items {
        let block = block(&placed);
        for draw in placed.draws {
            if let Draw::Rect { rect, ink } = draw {
                let first = slice(rect.y);
                let last = slice(rect.y + rect.h - Pt(1e-3)).max(first);
                for (i, slice) in out.iter_mut().enumerate().take(last + 1).skip(first) {
                    let end = cuts.get(i).map(|c| (*c, slice.height));
                    let rect = part(rect, (i > 0).then(|| start(i)), end, start(i));
                    slice.draw(placed.owner, Draw::Rect { rect, ink: ink.clone() });
                }
                continue;
            }
            let top = block.map_or_else(|| extent(&draw).0, |b| b.0);
            let i = slice(top);
            let one =
                Frag { items: vec![Placed { owner: placed.owner, draws: vec![draw] }], ..Frag::default() };
            out[i].absorb(one, Pt::ZERO, -start(i));
        }
    }
    for link in frag.links {
        let i = slice(link.rect.y + link.rect.h * 0.5);
        out[i].links.push(FragLink { rect: link.rect.moved(Pt::ZERO, -start(i)), ..link });
    }
    for (name, at) in frag.places {
        let i = slice(at.y + NEAR);
        out[i].places.push((name, at.moved(Pt::ZERO, -start(i))));
    }
    for (level, words, y) in frag.heads {
        let i = slice(y + NEAR);
        out[i].heads.push((level, words, y - start(i)));
    }
}

/// Where to cut, from the top down.
fn cuts(extents: &[Extent], height: Pt, most: Pt) -> Vec<Pt> {
    let gaps = gaps(extents);
    let mut out = Vec::new();
    let mut start = Pt::ZERO;
    while height - start > most {
        let reach = |y: &Pt| *y > start + Pt(1.0) && *y <= start + most;
        let gap = gaps.iter().copied().rfind(reach);
        let beside = || extents.iter().map(|e| e.0).rfind(reach);
        let beyond = || gaps.iter().copied().find(|y| *y > start + Pt(1.0));
        let Some(cut) = gap.or_else(beside).or_else(beyond) else { break };
        out.push(cut);
        start = cut;
    }
    out
}

/// The tops of all that begins where nothing else stands.
fn gaps(extents: &[Extent]) -> Vec<Pt> {
    let mut out = Vec::new();
    let mut bottom: Option<Pt> = None;
    for (top, end) in extents {
        if bottom.is_some_and(|b| b <= *top + Pt(0.5)) {
            out.push(*top);
        }
        bottom = Some(bottom.map_or(*end, |b| b.max(*end)));
    }
    out
}

fn extents(frag: &Frag) -> Vec<Extent> {
    let mut out = Vec::new();
    for placed in &frag.items {
        match block(placed) {
            Some(block) => out.push(block),
            None => {
                let solid = placed.draws.iter().filter(|d| !matches!(d, Draw::Rect { .. }));
                out.extend(solid.map(extent));
            }
        }
    }
    out
}

/// A drawing is many paths and one thing.
fn block(placed: &Placed) -> Option<Extent> {
    let paths = placed.draws.iter().any(|d| matches!(d, Draw::Path { .. }));
    let all = placed.draws.iter().filter(|d| !matches!(d, Draw::Rect { .. })).map(extent);
    all.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).filter(|_| paths)
}

fn extent(draw: &Draw) -> Extent {
    match draw {
        Draw::Text { at, run } => (at.y - run.size * ABOVE, at.y + run.size * BELOW),
        Draw::Rect { rect, .. } | Draw::Picture { rect, .. } => (rect.y, rect.y + rect.h),
        Draw::Path { path, .. } => reach(path),
    }
}

fn reach(path: &Path) -> Extent {
    let ys = path.segs.iter().flat_map(|s| match s {
        Seg::Move(p) | Seg::Line(p) => vec![p.y],
        Seg::Cubic(a, b, c) => vec![a.y, b.y, c.y],
        Seg::Close => Vec::new(),
    });
    ys.map(|y| (y, y)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default()
}

/// The part of a ground that lies in a slice; it reaches to the slice's end where it goes on in the next.
fn part(rect: Rect, from: Option<Pt>, to: Option<(Pt, Pt)>, start: Pt) -> Rect {
    let (top, bottom) = (rect.y, rect.y + rect.h);
    let y = from.map_or(top, |f| f.max(top)) - start;
    let end = match to {
        Some((cut, height)) if bottom >= cut => height,
        _ => bottom - start,
    };
    Rect { y, h: end - y, ..rect }
}

/// Where the marks of notes stand.
fn marks(links: &[FragLink]) -> Vec<(NoteId, Pt)> {
    links.iter().filter_map(|l| Some((l.note?, l.rect.y + l.rect.h * 0.5))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Ink;
    use crate::layout::frame::Owner;
    use crate::story::ArtifactKind;

    const OWNER: Owner = Owner::Artifact(ArtifactKind::Layout);

    /// Boxes ten points high at these heights, on a ground.
    fn frag(tops: &[f64], height: f64) -> Frag {
        let mut frag = Frag { height: Pt(height), ..Frag::default() };
        let ink = Ink::gray(60.0);
        frag.draw(OWNER, Draw::Rect { rect: Rect::new(Pt::ZERO, Pt::ZERO, Pt(9.0), Pt(height)), ink });
        for (i, top) in tops.iter().enumerate() {
            let rect = Rect::new(Pt::ZERO, Pt(*top), Pt(9.0), Pt(10.0));
            frag.draw(OWNER, Draw::Picture { picture: crate::story::PictureId(i as u32), rect });
            frag.places.push((i.to_string().into(), crate::base::Point::new(Pt::ZERO, Pt(*top))));
        }
        frag
    }

    fn heights(slices: &[Frag]) -> Vec<f64> {
        slices.iter().map(|s| s.height.0).collect()
    }

    #[test]
    fn cuts_in_gaps_and_rounds_up_to_steps() {
        let tops: Vec<f64> = (0..10).map(|i| f64::from(i) * 11.0).collect();
        let slices = slices(frag(&tops, 110.0), Pt(40.0), Pt(6.0));
        assert_eq!(heights(&slices), [36.0, 36.0, 36.0, 12.0]);
        assert_eq!(slices.iter().map(|s| s.places.len()).collect::<Vec<_>>(), [3, 3, 3, 1]);
        let grounds: Vec<f64> = slices
            .iter()
            .flat_map(|s| &s.items)
            .flat_map(|i| &i.draws)
            .filter_map(|d| if let Draw::Rect { rect, .. } = d { Some(rect.h.0) } else { None })
            .collect();
        assert_eq!(grounds, [36.0, 36.0, 36.0, 11.0], "the ground has no holes");
    }

    #[test]
    fn cuts_beside_lines_where_no_gap_is() {
        let tops: Vec<f64> = (0..20).map(|i| f64::from(i) * 5.0).collect();
        let slices = slices(frag(&tops, 105.0), Pt(40.0), Pt(5.0));
        assert_eq!(heights(&slices), [45.0, 45.0, 25.0]);
    }

    #[test]
    fn what_cannot_be_cut_stays_whole() {
        let tall = Rect::new(Pt::ZERO, Pt::ZERO, Pt(9.0), Pt(90.0));
        let mut frag = frag(&[95.0], 110.0);
        frag.draw(OWNER, Draw::Picture { picture: crate::story::PictureId(9), rect: tall });
        assert_eq!(heights(&slices(frag, Pt(40.0), Pt(5.0))), [95.0, 15.0]);
    }
}
