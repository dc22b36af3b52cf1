//! Ink that touches the trim goes on past it.

use crate::base::Severity;
use crate::preflight::file::printed::{Hit, Printed, is_white, kind, paints, tell};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use crate::preflight::reading::{Bounds, Mark, What};

pub(super) const RULE: Rule = Rule {
    code: "print-bleed",
    title: "What touches the trim goes on past it.",
    reason: "A guillotine drifts by 1/16 in (NY Speedy): ink that ends at the cut leaves a white edge. Shops want a \
             bleed of 1/8 in or 3 mm (Edwards Brothers, Canon, Princeton Alumni Weekly).",
    fix: "carry the shape or picture 1/8 in past the trim, and state a BleedBox that holds it",
    asks: &[Ask::Press],
    check,
};

/// 3 mm in points, the least that any shop asks for, less what rounding takes.
const BLEED: f64 = 8.4;
/// How near to the trim a shape touches it, in points: nearer than anybody would place it on purpose.
const TOUCH: f64 = 1.0;
/// Sides of the page.
const SIDES: [&str; 4] = ["left", "right", "bottom", "top"];

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let mut hits = Vec::new();
    for page in pdf.printed() {
        let inked: Vec<&Mark> = page.inked().map(|(_, m)| m).filter(|m| is_area(m)).collect();
        for mark in inked.iter().filter(|m| page.page.trim.meets(&m.bounds)) {
            hits.extend(unbled(page, mark, &inked));
        }
    }
    tell(hits, findings);
}

/// Whether the mark is a shape or picture with ink.
fn is_area(mark: &Mark) -> bool {
    match &mark.what {
        What::Image(_) | What::Shading { .. } => true,
        What::Fill { .. } | What::Stroke { .. } => !paints(mark).iter().all(is_white),
        _ => false,
    }
}

/// How far `b` reaches past `side` of `t`; negative where it ends before it.
fn past(b: &Bounds, t: &Bounds, side: usize) -> f64 {
    [t.x0 - b.x0, b.x1 - t.x1, t.y0 - b.y0, b.y1 - t.y1][side]
}

/// The strip of bleed beside `b` on `side`.
fn strip(b: &Bounds, t: &Bounds, side: usize, wide: f64) -> Bounds {
    match side {
        0 => Bounds { x0: t.x0 - wide, x1: t.x0, ..*b },
        1 => Bounds { x0: t.x1, x1: t.x1 + wide, ..*b },
        2 => Bounds { y0: t.y0 - wide, y1: t.y0, ..*b },
        _ => Bounds { y0: t.y1, y1: t.y1 + wide, ..*b },
    }
}

/// How far the mark goes past `side` of the trim, in points, where that is not enough.
fn short(page: &Printed, mark: &Mark, side: usize, inked: &[&Mark]) -> Option<f64> {
    let (t, unit) = (&page.page.trim, page.page.user_unit);
    let reach = past(&mark.bounds, t, side) * unit;
    if !(-TOUCH..BLEED).contains(&reach) {
        return None;
    }
    // Ink of another mark may carry on.
    let wanted = strip(&mark.bounds.intersect(*t), t, side, BLEED / unit);
    if !page.compares(inked.len()) {
        return None;
    }
    let carried = inked.iter().any(|m| m.bounds.grown(0.5).holds(&wanted));
    (!carried).then_some(reach)
}

fn unbled(page: &Printed, mark: &Mark, inked: &[&Mark]) -> Option<Hit> {
    let found: Vec<(usize, f64)> =
        (0..4).filter_map(|side| Some((side, short(page, mark, side, inked)?))).collect();
    let most = found.iter().map(|f| f.1).reduce(f64::max)?;
    let mut sides: Vec<usize> = found.iter().map(|f| turned(f.0, page.page.rotate)).collect();
    sides.sort_unstable();
    let names: Vec<&str> = sides.iter().map(|s| SIDES[*s]).collect();
    let names = match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    };
    let what = match most {
        r if r < 0.5 => format!("{} touches the trim and has no bleed ({names})", kind(mark)),
        r => format!("{} goes only {:.1} mm past the trim ({names})", kind(mark), r / 72.0 * 25.4),
    };
    Some(Hit::new(page, Severity::Error, format!("{} {names}", kind(mark)), &what, &mark.bounds))
}

/// The side as the page is read.
fn turned(side: usize, rotate: i64) -> usize {
    // Clockwise: left, top, right, bottom.
    const ROUND: [usize; 4] = [0, 3, 1, 2];
    let at = ROUND.iter().position(|s| *s == side).unwrap_or(0);
    ROUND[(at + (rotate / 90).rem_euclid(4) as usize) % 4]
}
