//! Which paper, and how large the pages are on it.

use super::paper::{self, SAME};
use super::plan::{self, Plan};
use super::source::Page;
use super::{Impose, Marks, Scale, marks};
use crate::base::{Diagnostic, Diagnostics, Pt, Size};

/// A sheet and what is to stand on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fitted {
    /// The sheet as its sides are read.
    pub paper: Size,
    /// What pages are multiplied by.
    pub scale: f64,
    /// The bleed of the pages as it is printed, in points.
    pub bleed: f64,
    /// Whether marks are drawn.
    pub marks: bool,
}

/// Chooses the sheet, or says why the one that is named will not do.
pub(super) fn fit(plan: &Plan, pages: &[Page], ask: &Impose, diags: &mut Diagnostics) -> Option<Fitted> {
    let bleed = plan::bleed(pages);
    let drawn = ask.marks != Marks::Never;
    let room = if !drawn || (ask.marks == Marks::Room && bleed < SAME) { bleed } else { marks::reach(bleed) };
    let needs = plan.size().map(|v| v + 2.0 * room);
    let Some(sheet) = ask.sheet else {
        let paper = smallest(needs, pages).unwrap_or_else(|| unnamed(needs, pages, diags));
        return Some(Fitted { paper, scale: 1.0, bleed, marks: drawn });
    };
    // A desktop printer leaves the edge white anyway: what is asked for fits where the trimmed pages do.
    let must = if ask.marks == Marks::Always { needs } else { plan.size() };
    let (paper, most) = [sheet, turned(sheet)]
        .map(|s| (s, (s.w.0 / must[0]).min(s.h.0 / must[1])))
        .into_iter()
        .reduce(|a, b| if b.1 > a.1 + 1e-9 { b } else { a })?;
    if (0..2).all(|i| must[i] <= [paper.w.0, paper.h.0][i] + SAME) {
        return Some(Fitted { paper, scale: 1.0, bleed, marks: drawn });
    }
    if ask.scale == Scale::Fit {
        let what = format!("the pages are set at {} % of their size", percent(most));
        let d = Diagnostic::note("pages-scaled", what);
        diags.push(d.help("a larger `--sheet` leaves them as they are"));
        return Some(Fitted { paper, scale: most, bleed: bleed * most, marks: drawn });
    }
    diags.push(too_small(paper, must, most, (pages, ask.marks)));
    None
}

/// A sheet that no mill makes, in lengths that can be asked for: half inches, whole centimetres.
fn unnamed(needs: [f64; 2], pages: &[Page], diags: &mut Diagnostics) -> Size {
    let step = match paper::family(plan::largest(pages)) {
        paper::Family::Inches => 36.0,
        paper::Family::Metric => 720.0 / 25.4,
    };
    let paper = size(needs.map(|v| ((v - SAME) / step).ceil() * step));
    let what = format!("no standard paper holds the pages: the sheet is {}", paper::written(paper));
    let d = Diagnostic::note("no-standard-paper", what);
    diags
        .push(d.help("name a paper of your print shop after `--sheet`, with `--scale fit` if it is smaller"));
    paper
}

fn too_small(paper: Size, must: [f64; 2], most: f64, (pages, marks): (&[Page], Marks)) -> Diagnostic {
    let what = format!(
        "the pages{} need {} on a sheet, and {} is {}",
        if marks == Marks::Always { " and their marks" } else { "" },
        paper::measured(must),
        paper::written(paper),
        paper::measured([paper.w.0, paper.h.0])
    );
    let holds = match smallest(must, pages) {
        Some(size) => format!("`--sheet {}` holds them", paper::typed(size)),
        None => format!("no paper with a name holds them; {} would", paper::measured(must)),
    };
    Diagnostic::error("sheet-too-small", what)
        .help(format!("{holds}, and `--scale fit` sets them at {} % of their size", percent(most)))
}

fn percent(scale: f64) -> f64 {
    (scale * 100.0).floor()
}

/// The smallest paper of the pages' family that holds so much, turned as it is needed.
fn smallest(needs: [f64; 2], pages: &[Page]) -> Option<Size> {
    let holds = |s: &Size| needs[0] <= s.w.0 + SAME && needs[1] <= s.h.0 + SAME;
    let papers = paper::of(paper::family(plan::largest(pages)));
    // Upright and turned: which of them first says only how a small block lies on a paper that holds it both ways.
    let wide = needs[0] > needs[1];
    let ways = papers.flat_map(|(_, s)| if wide { [turned(s), s] } else { [s, turned(s)] });
    ways.into_iter().find(holds)
}

fn turned(s: Size) -> Size {
    Size { w: s.h, h: s.w }
}

fn size([w, h]: [f64; 2]) -> Size {
    Size { w: Pt(w), h: Pt(h) }
}
