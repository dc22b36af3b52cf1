//! Type that is too small to print and to read.

use crate::base::Severity;
use crate::preflight::file::printed::{Hit, Printed, Text, tell};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Purpose, Rule};

pub(super) const RULE: Rule = Rule {
    code: "print-small-type",
    title: "Type has 6 points or more.",
    reason: "Under 6 pt the strokes of letters fill in or break, and few can read them (Daily Herald). Counted is the \
             size on the page, after all scaling. Note marks and indices may go down to 4 pt (inference: they are few \
             signs, and the text around tells what they are).",
    fix: "set it larger, or place the drawing that holds it larger",
    asks: &[Ask::Press, Ask::Office, Ask::Screen],
    check,
};

/// Smallest type, in points.
const LEAST: f64 = 6.0;
/// Smallest note mark, in points.
const LEAST_INDEX: f64 = 4.0;

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let severity = if demand.purpose == Purpose::Press { Severity::Error } else { Severity::Warning };
    let hits = pdf.printed().iter().flat_map(|p| p.texts().iter().filter_map(move |t| small(p, t, severity)));
    tell(hits.collect(), findings);
}

fn small(page: &Printed, text: &Text, severity: Severity) -> Option<Hit> {
    let least = if text.is_index() { LEAST_INDEX } else { LEAST };
    // What stands outside the trim, as the slug line does, is for the shop.
    if text.size >= least - 0.01 || !page.page.trim.meets(&text.bounds) {
        return None;
    }
    let what = format!("the text {} is set at {:.1} pt", text.quoted(), text.size);
    Some(Hit::new(page, severity, format!("{:.1}", text.size), &what, &text.bounds))
}
