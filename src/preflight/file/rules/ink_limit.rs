//! More ink than the paper takes, in colours that the file declares.

use crate::base::Severity;
use crate::preflight::file::printed::{Hit, Printed, kind, paints, tell};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use crate::preflight::reading::{Inks, Mark, What};

pub(super) const RULE: Rule = Rule {
    code: "print-ink-limit",
    title: "No colour has more ink than the paper takes.",
    reason: "Ink over the limit dries too slowly and sets off on the next sheet: 300 % on coated stock (LWW), 240 to \
             260 % on toner, newsprint and print on demand (Lightning Source, Kodak).",
    fix: "mix the colour with less ink: less cyan, magenta and yellow, and more black",
    asks: &[Ask::Press],
    check,
};

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let mut hits = Vec::new();
    for page in pdf.printed() {
        for (_, mark) in page.inked() {
            for inks in paints(mark).iter().filter(|p| p.pattern.is_none()).filter_map(|p| p.inks()) {
                hits.extend(heavy(page, mark, &inks, demand.edition.ink_limit));
            }
        }
    }
    tell(hits, findings);
}

fn heavy(page: &Printed, mark: &Mark, inks: &Inks, limit: f64) -> Option<Hit> {
    let total = inks.total() * 100.0;
    // Crop marks are in all inks, and stand where the paper is cut off.
    let seen = page.on_page(&mark.bounds.grown(0.01));
    if total <= limit + 0.5 || !(seen.width() > 0.02 && seen.height() > 0.02) {
        return None;
    }
    let named = match &mark.what {
        What::Text(run) => format!("the text “{}”", run.text.trim().chars().take(40).collect::<String>()),
        _ => kind(mark).to_owned(),
    };
    let what = match inks.all {
        Some(_) => format!("{named} is in registration colour, {total:.0} % ink on every plate"),
        None => format!("{named} has {total:.0} % ink, over {limit:.0} %"),
    };
    Some(Hit::new(page, Severity::Error, format!("{total:.0}"), &what, &mark.bounds))
}
