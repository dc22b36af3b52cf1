//! Lists hold items, and items a label and a body.

use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};

pub(super) const RULE: Rule = Rule {
    code: "list-structure",
    title: "Lists hold items, and items a label and a body.",
    reason: "A voice says how many items come and where each begins, if the list is one (PDF/UA-1, 7.6; ISO 32000-1, \
             table 336).",
    fix: "make it a list in the source, not paragraphs with bullets typed in front",
    asks: &[Ask::Screen, Ask::Ua("7.6")],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let Some(tree) = pdf.tree() else { return };
    let kind = |at: usize| tree.elems[at].kind.as_str();
    for at in tree.in_order() {
        let sound = match kind(at) {
            "L" => tree.kids(at).all(|k| matches!(kind(k), "LI" | "L" | "Caption" | "Artifact")),
            "LI" => tree.kids(at).all(|k| matches!(kind(k), "Lbl" | "LBody" | "Artifact")),
            _ => true,
        };
        if !sound {
            let what = if kind(at) == "L" {
                "a list holds something that is no item"
            } else {
                "an item of a list holds something that is neither its label nor its body"
            };
            findings.error(what).page = tree.page(pdf, at);
        }
        let homeless = match kind(at) {
            "LI" => tree.elems[at].parent.is_none_or(|p| kind(p) != "L"),
            "LBody" => tree.elems[at].parent.is_none_or(|p| kind(p) != "LI"),
            _ => false,
        };
        if homeless {
            findings.error("an item stands in no list").page = tree.page(pdf, at);
        }
    }
}
