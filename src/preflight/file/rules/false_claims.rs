//! A file that calls itself by a standard and is not of it.

use crate::base::Severity;
use crate::preflight::file::{Ask, Demand, Findings, Rule};

/// Runs last: it counts what the others have found.
pub(super) const RULE: Rule = Rule {
    code: "false-standard",
    title: "A file that calls itself by the name of a standard is of it.",
    reason: "An archive, a library or a print shop trusts the mark and finds out too late. A validator finds out at once.",
    fix: "mend what the other findings name, or take the mark out of the XMP metadata",
    asks: &[Ask::Any],
    check: |_, demand, findings| claims(demand, findings),
};

fn claims(demand: &Demand, findings: &mut Findings) {
    for claim in &demand.claims {
        let asked = |code: &str| super::RULES.iter().any(|r| r.code == code && r.is_asked_by(*claim));
        let broken = findings.all().iter().filter(|f| f.severity == Severity::Error && asked(f.code));
        let mut codes: Vec<&str> = broken.map(|f| f.code).collect();
        codes.sort_unstable();
        codes.dedup();
        if !codes.is_empty() {
            findings.error(format!("it calls itself {claim} and is not: {}", codes.join(", ")));
        }
    }
}
