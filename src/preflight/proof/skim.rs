//! What is read in half a minute: who speaks, title, ask and headings stand out, all else is faded.

use super::{Picture, shown};
use crate::preflight::file::{Kid, Pdf};
use crate::preflight::plates::Plates;
use crate::preflight::reading::{Bounds, Mark, PageMarks, PdfPage, Run, What};
use std::collections::{BTreeMap, BTreeSet};

/// How much of what is faded is left.
const LEFT: f64 = 0.10;
/// An ask, or what stands above the title, has no more letters than this; what is longer is a part of the text.
const BOX: usize = 700;
/// Without tags: type so much larger than the text counts as heading.
const LARGER: f64 = 1.2;

/// The trimmed page with all but the organisation's name, title, ask and headings faded.
pub(super) fn veiled(
    composite: &Picture,
    plates: &Plates,
    pdf: &Pdf,
    page: &PdfPage,
    marks: &PageMarks,
) -> Picture {
    let kept = match tagged(pdf, page, &marks.marks) {
        Some(mcids) => texts(&marks.marks, |m, _| {
            m.content
                .as_ref()
                .is_some_and(|c| c.chain().any(|c| c.mcid.is_some_and(|id| mcids.contains(&id))))
        }),
        None => {
            let size = text_size(&marks.marks);
            texts(&marks.marks, |_, run| run.size() > LARGER * size)
        }
    };
    let mut out = composite.clone();
    let mut open = vec![false; out.rgb.len()];
    for bounds in kept {
        let [x0, y0, x1, y1] = plates.window(&bounds);
        for y in y0..y1 {
            open[y * out.width + x0..y * out.width + x1].fill(true);
        }
    }
    for (pixel, open) in out.rgb.iter_mut().zip(open) {
        if !open {
            *pixel = pixel.map(|v| (255.0 - (255.0 - f64::from(v)) * LEFT).round() as u8);
        }
    }
    shown::cut(&out, plates, page)
}

/// Where the texts are that `keep` takes.
fn texts(marks: &[Mark], keep: impl Fn(&Mark, &Run) -> bool) -> Vec<Bounds> {
    let mut out = Vec::new();
    for mark in marks {
        if let What::Text(run) = &mark.what
            && !run.is_invisible()
            && keep(mark, run)
        {
            let all = (0..run.glyphs.len()).map(|i| run.glyph_bounds(i));
            out.push(all.fold(Bounds::EMPTY, Bounds::union).grown(0.08 * run.size()));
        }
    }
    out
}

/// The marked contents of this page that are skimmed; none where the file has no tags.
fn tagged(pdf: &Pdf, page: &PdfPage, marks: &[Mark]) -> Option<BTreeSet<i64>> {
    let tree = pdf.tree()?;
    let content = |at: usize| -> Vec<i64> {
        let of = |e: usize| {
            tree.elems[e].kids.iter().filter_map(|k| match k {
                Kid::Content { page: p, mcid, in_form: false } if *p == Some(page.id) => Some(*mcid),
                _ => None,
            })
        };
        std::iter::once(at).chain(tree.below(at)).flat_map(of).collect()
    };
    let mut lengths: BTreeMap<i64, usize> = BTreeMap::new();
    for mark in marks {
        if let What::Text(run) = &mark.what
            && let Some(id) = mark.content.as_ref().and_then(|c| c.mcid)
        {
            *lengths.entry(id).or_default() += run.text.chars().count();
        }
    }
    let skimmed = skimmed(&tree.in_order(), |at| tree.elems[at].kind.as_str(), |at| tree.kids(at).count());
    let mut kept = BTreeSet::new();
    for (at, whole) in skimmed {
        let inside = content(at);
        let letters: usize = inside.iter().filter_map(|id| lengths.get(id)).sum();
        if whole || letters <= BOX {
            kept.extend(inside);
        }
    }
    Some(kept)
}

/// Of elements in reading order, those that are skimmed, and whether they are however long they be: headings; what
/// stands above the title; and the ask, a box with one paragraph that comes next after the title's own lines.
fn skimmed<'a>(
    order: &[usize],
    kind: impl Fn(usize) -> &'a str,
    kids: impl Fn(usize) -> usize,
) -> Vec<(usize, bool)> {
    let is_title = |at: usize| matches!(kind(at), "H1" | "Title");
    let title = order.iter().position(|at| is_title(*at));
    let mut out = Vec::new();
    let mut before_text = title.is_some();
    for (i, &at) in order.iter().enumerate() {
        let is_above = title.is_some_and(|t| i < t);
        match kind(at) {
            "H" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6" | "Title" => {
                out.push((at, true));
                before_text &= is_title(at);
            }
            "P" if is_above => out.push((at, false)),
            "Div" | "Aside" if before_text && !is_above => {
                if kids(at) == 1 {
                    out.push((at, false));
                }
                before_text = false;
            }
            _ => {}
        }
    }
    out
}

/// The size in which most letters stand, to a tenth.
fn text_size(marks: &[Mark]) -> f64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for mark in marks {
        if let What::Text(run) = &mark.what {
            *counts.entry((run.size() * 10.0).round() as i64).or_default() += run.glyphs.len();
        }
    }
    counts.iter().max_by_key(|(_, n)| **n).map_or(0.0, |(size, _)| *size as f64 / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(kinds: &[&str], kids: usize) -> Vec<usize> {
        let order: Vec<usize> = (0..kinds.len()).collect();
        skimmed(&order, |at| kinds[at], |_| kids).into_iter().map(|s| s.0).collect()
    }

    #[test]
    fn name_title_ask_and_headings_are_skimmed() {
        let sheet =
            ["Document", "P", "H1", "P", "Div", "P", "Sect", "H2", "P", "Div", "P", "H2", "P", "Div", "P"];
        assert_eq!(kept(&sheet, 1), [1, 2, 4, 7, 11]);
        // The box is a row of figures with their labels: there is no ask.
        assert_eq!(kept(&sheet, 2), [1, 2, 7, 11]);
        // Contact and boilerplate of a sheet without a box above its text.
        assert_eq!(kept(&["H1", "P", "H2", "P", "Div", "P"], 1), [0, 2]);
        assert_eq!(kept(&["P", "H2", "P", "Div", "P"], 1), [1]);
    }
}
