//! Types of elements that readers know.

use crate::preflight::file::tree::is_standard;
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "tag-role",
    title: "Each tag has a type that readers know, or is mapped to one.",
    reason: "A reader knows the types of ISO 32000-1, 14.8.4. Others mean nothing to it unless the role map leads from \
             them to one of those (PDF/UA-1, 7.1; PDF/A-2a, 6.7.3).",
    fix: "map the type to a standard one in the program that made the file",
    asks: &[Ask::Screen, Ask::Ua("7.1"), Ask::Tagged("6.7.3")],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let Some(tree) = pdf.tree() else { return };
    let foreign: BTreeSet<&str> =
        tree.elems.iter().filter(|e| !is_standard(&e.kind)).map(|e| e.written.as_str()).collect();
    for kind in foreign {
        match kind {
            "" => findings.error("a tag has no type"),
            kind => findings.error(format!("tags have the type `{kind}`, which no reader knows")),
        };
    }
}
