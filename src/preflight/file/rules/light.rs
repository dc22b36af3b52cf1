//! Colours of light in a file for inks.

use crate::base::Severity;
use crate::preflight::file::printed::{Hit, Printed, kind, paints, tell};
use crate::preflight::file::{Ask, Claim, Demand, Family, Findings, Pdf, Rule};
use crate::preflight::reading::{Bounds, Mark, Space, What};

pub(super) const RULE: Rule = Rule {
    code: "print-rgb",
    title: "A file for the press has no RGB.",
    reason: "A press has inks, no lights: RGB is converted by whoever comes last, with a profile that nobody chose, and \
             black becomes four inks. PDF/X-1a forbids it (6.2.3), PDF/X-4 without a profile as well (ISO 15930-7, 6.5).",
    fix: "convert it to the CMYK of the printing condition, or name a spot ink",
    asks: &[Ask::Press, Ask::X("6.5")],
    check,
};

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let flat = demand.claims.iter().any(|c: &Claim| c.family == Family::X && c.is_flat());
    let mut hits = Vec::new();
    for page in pdf.printed() {
        for text in page.texts() {
            let what = format!("the text {}", text.quoted());
            let paints = paints(&page.marks.marks[text.mark]);
            let spaces = paints.iter().map(|p| (*p.space).clone()).collect();
            hits.extend(lights(page, "text", &what, spaces, &text.bounds, flat));
        }
        for (_, mark) in page.inked().filter(|(_, m)| !matches!(m.what, What::Text(_))) {
            hits.extend(lights(page, kind(mark), kind(mark), spaces(mark), &mark.bounds, flat));
        }
    }
    tell(hits, findings);
}

/// The spaces among `spaces` that are no inks.
fn lights(page: &Printed, kind: &str, what: &str, spaces: Vec<Space>, at: &Bounds, flat: bool) -> Vec<Hit> {
    let hit = |space: Space| {
        // Only a profile says what RGB is to look like.
        let severity = match &space {
            Space::Icc { .. } | Space::Lab { .. } if !flat => Severity::Warning,
            _ => Severity::Error,
        };
        let said = format!("{what} is in {}", space.describe());
        Hit::new(page, severity, format!("{kind} {}", space.describe()), &said, at)
    };
    spaces.into_iter().filter(Space::is_light).map(hit).collect()
}

fn spaces(mark: &Mark) -> Vec<Space> {
    let mut out: Vec<Space> = paints(mark).iter().map(|p| (*p.space).clone()).collect();
    match &mark.what {
        What::Image(image) => out.extend(image.space.as_deref().cloned()),
        What::Shading { shading, .. } => out.push((*shading.space).clone()),
        _ => {}
    }
    out
}
