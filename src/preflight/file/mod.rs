//! Judges a finished PDF, ours or a stranger's. Takes its bytes (or the document in memory) and a [`Demand`]; gives
//! [`Finding`]s. It knows nothing of how we write: what it reads, it reads again.
//!
//! A rule is a file under `rules/`: what it looks for, why (with the clause or the source of its number), the way
//! out, and who asks for it.

mod claim;
mod demand;
mod finding;
mod pdf;
pub mod printed;
mod rule;
mod rules;
mod tree;
mod xmp;

use crate::base::Severity;
use crate::edition::{Edition, Standard};
pub use claim::{Claim, Family};
pub use demand::{Demand, Purpose};
pub use finding::{Finding, Findings};
pub use pdf::{Box4, Page, Pdf, Unreadable};
pub use rule::{Ask, Rule};
pub use rules::RULES;
pub use tree::Kid;

/// Runs all rules that somebody in `demand` asks for, the most serious findings first.
pub fn examine(pdf: &Pdf, demand: &Demand) -> Vec<Finding> {
    let mut findings = Findings::default();
    for rule in RULES.iter().filter(|r| demand.asks(r)) {
        findings.run(rule, pdf, demand);
    }
    findings.sorted()
}

/// What keeps a document from being of some of `standards`, each with those.
pub fn broken(pdf: &Pdf, edition: &Edition, standards: &[Standard]) -> Vec<(Finding, Vec<Standard>)> {
    let claims: Vec<Claim> = standards.iter().map(|s| Claim::from(*s)).collect();
    let demand = Demand { claims, ..Demand::of(edition, pdf) };
    let mut findings = Findings::default();
    for rule in RULES.iter().filter(|r| demand.claims.iter().any(|c| r.is_asked_by(*c))) {
        findings.run(rule, pdf, &demand);
    }
    let rule = |code: &str| RULES.iter().find(|r| r.code == code);
    let lost = |f: &Finding| -> Vec<Standard> {
        let asks = |s: &Standard| rule(f.code).is_some_and(|r| r.is_asked_by(Claim::from(*s)));
        standards.iter().copied().filter(asks).collect()
    };
    let errors = findings.sorted().into_iter().filter(|f| f.severity == Severity::Error);
    errors.map(|f| (lost(&f), f)).map(|(lost, f)| (f, lost)).collect()
}

/// What the rule with this code is about, why it is there and what to do, for `handbill explain`.
pub fn explain(code: &str) -> Option<String> {
    let rule = RULES.iter().find(|r| r.code == code)?;
    Some(format!("{}\n\n{}\n\n{}{}", rule.title, rule.reason, rule.fix, rule::asked_by(rule)))
}
