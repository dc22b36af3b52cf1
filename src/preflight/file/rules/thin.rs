//! Rules that are too thin for a press.

use crate::base::Severity;
use crate::preflight::file::printed::{Hit, Printed, is_white, tell};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Purpose, Rule};
use crate::preflight::reading::{Mark, What};

pub(super) const RULE: Rule = Rule {
    code: "print-thin-rule",
    title: "Rules are a quarter of a point or more.",
    reason: "Thinner lines break up on the plate (0.25 pt: Sitografika). A width of 0 is as thin as the device can: \
             seen on a laser printer, gone on an image setter (ISO 32000-1, 8.4.3.2).",
    fix: "draw rules with 0.25 pt or more",
    asks: &[Ask::Press, Ask::Office],
    check,
};

/// Thinnest rule, in points.
const LEAST: f64 = 0.25;
/// What rounding of coordinates may take away.
const SLACK: f64 = 0.005;

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let mut hits = Vec::new();
    for page in pdf.printed() {
        hits.extend(page.inked().filter_map(|(_, m)| thin(page, m, demand.purpose)));
    }
    tell(hits, findings);
}

fn thin(page: &Printed, mark: &Mark, purpose: Purpose) -> Option<Hit> {
    let unit = page.page.user_unit;
    let (width, paint, what) = match &mark.what {
        What::Stroke { line, paint, .. } => (line.thinnest() * unit, paint, "a line"),
        // Many programs draw rules as filled rectangles.
        What::Fill { outline, paint, .. } => {
            let b = outline.as_rectangle()?;
            let (thin, long) = (b.width().min(b.height()) * unit, b.width().max(b.height()) * unit);
            if long < 6.0 {
                return None;
            }
            (thin, paint, "a rule")
        }
        _ => return None,
    };
    // Crop marks stand outside the trim and are meant for a knife.
    let seen = page.on_page(&mark.bounds.grown(0.01));
    if width >= LEAST - SLACK || is_white(paint) || !(seen.width() > 0.0 && seen.height() > 0.0) {
        return None;
    }
    let severity =
        if width < 1e-6 && purpose == Purpose::Press { Severity::Error } else { Severity::Warning };
    let said = if width < 1e-6 { "no width of its own".to_owned() } else { format!("{width:.2} pt") };
    Some(Hit::new(page, severity, format!("{what} {said}"), &format!("{what} has {said}"), &mark.bounds))
}
