//! Headings go down one level at a time.

use crate::preflight::file::tree::level;
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};

pub(super) const RULE: Rule = Rule {
    code: "heading-order",
    title: "Headings begin at level 1 and go down one level at a time.",
    reason: "Readers who do not see the page leap from heading to heading; a level that is left out looks like a part \
             that is missing (PDF/UA-1, 7.4.2; WCAG 1.3.1).",
    fix: "set levels by what the headings are above, not by their size",
    asks: &[Ask::Screen, Ask::Ua("7.4.2")],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    /// A longer text without any heading cannot be leapt through (inference).
    const PAGES_WITHOUT: usize = 3;
    let Some(tree) = pdf.tree() else { return };
    let mut last = 0;
    let (mut plain, mut numbered) = (false, false);
    for at in tree.in_order() {
        let kind = tree.elems[at].kind.as_str();
        plain |= kind == "H";
        let Some(own) = level(kind) else { continue };
        numbered = true;
        if own > last + 1 {
            let message = match last {
                0 => format!("its first heading is of level {own} and not of level 1"),
                last => format!("a heading of level {own} follows one of level {last}"),
            };
            findings.error(message).page = tree.page(pdf, at);
        }
        last = own;
    }
    if plain && numbered {
        findings.error("headings with levels (`H1`) and without (`H`) are mixed");
    }
    if !plain && !numbered && pdf.pages.len() >= PAGES_WITHOUT {
        findings.warning(format!("none of its {} pages has a heading", pdf.pages.len()));
    }
}
