//! Text keeps away from the knife, and everything from the edge that an office printer leaves white.

use crate::base::Severity;
use crate::preflight::file::printed::{Hit, Printed, is_white, kind, paints, tell};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Purpose, Rule};
use crate::preflight::reading::{Bounds, Mark, What};

pub(super) const RULE: Rule = Rule {
    code: "print-safe-area",
    title: "Text stands clear of the edge.",
    reason: "A guillotine drifts by 1/16 in. Text within 1/8 in of the trim may be cut, and within 1/4 in looks as if \
             it were (NY Speedy, LSC). Office printers leave about 1/4 in of the paper white.",
    fix: "move it inwards, or make the page's margins wider",
    asks: &[Ask::Press, Ask::Office],
    check,
};

/// In points: an eighth of an inch.
const CUT: f64 = 9.0;
/// A quarter.
const NEAR: f64 = 18.0;

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let mut hits = Vec::new();
    for page in pdf.printed() {
        match demand.purpose {
            Purpose::Office => {
                hits.extend(page.texts().iter().filter_map(|t| {
                    let white = is_white(t.paint());
                    unprinted(page, &format!("the text {}", t.quoted()), "text", white, &t.bounds)
                }));
                for (_, mark) in page.inked().filter(|(_, m)| !matches!(m.what, What::Text(_))) {
                    hits.extend(unprinted(page, kind(mark), kind(mark), is_bare(mark), &mark.bounds));
                }
            }
            _ => {
                for text in page.texts() {
                    hits.extend(near(page, &text.quoted(), &text.bounds));
                }
            }
        }
    }
    tell(hits, findings);
}

/// How far `b` is from the nearest edge of the trim, in points; negative where it crosses one.
fn distance(page: &Printed, b: &Bounds) -> f64 {
    let t = &page.page.trim;
    let sides = [b.x0 - t.x0, t.x1 - b.x1, b.y0 - t.y0, t.y1 - b.y1];
    sides.into_iter().fold(f64::INFINITY, f64::min) * page.page.user_unit
}

fn near(page: &Printed, quoted: &str, b: &Bounds) -> Option<Hit> {
    let far = distance(page, b);
    // Text that is nowhere on the page is the shop's.
    if far >= NEAR - 0.1 || !page.page.trim.meets(b) {
        return None;
    }
    let (severity, alike) = match far {
        d if d < 0.0 => (Severity::Error, "cut"),
        d if d < CUT - 0.1 => (Severity::Error, "in danger"),
        _ => (Severity::Warning, "near"),
    };
    let what = match alike {
        "cut" => format!("the text {quoted} is cut by the trim"),
        _ => format!("the text {quoted} is {:.2} in from the trim", far / 72.0),
    };
    Some(Hit::new(page, severity, alike, &what, b))
}

/// Whether the mark is white all over.
fn is_bare(mark: &Mark) -> bool {
    !matches!(mark.what, What::Image(_) | What::Shading { .. }) && paints(mark).iter().all(is_white)
}

/// Ink where an office printer cannot put it.
fn unprinted(page: &Printed, what: &str, kind: &str, white: bool, at: &Bounds) -> Option<Hit> {
    let b = page.on_page(at);
    let far = distance(page, &b);
    if white || b.is_empty() || far >= NEAR - 0.1 {
        return None;
    }
    let said = format!("{what} is {:.2} in from the edge of the paper", far.max(0.0) / 72.0);
    Some(Hit::new(page, Severity::Warning, kind, &said, &b))
}
