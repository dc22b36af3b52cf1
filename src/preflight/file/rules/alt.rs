//! What is shown as a picture is said in words.

use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};

pub(super) const RULE: Rule = Rule {
    code: "figure-alt",
    title: "Each picture and formula has an alternative text.",
    reason: "Whoever does not see a picture gets its alternative text or nothing (PDF/UA-1, 7.3 and 7.7; PDF/A-2a, \
             6.7.5; WCAG 1.1.1).",
    fix: "write what the picture tells, in a sentence; mark what only decorates as an artifact",
    asks: &[Ask::Screen, Ask::Ua("7.3"), Ask::Tagged("6.7.5")],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let Some(tree) = pdf.tree() else { return };
    for at in tree.of_kind(&["Figure", "Formula"]) {
        let elem = &tree.elems[at];
        let what = if elem.kind == "Figure" { "a picture" } else { "a formula" };
        let said = |key| pdf.text(&elem.dict, key).filter(|t| !t.trim().is_empty());
        let page = tree.page(pdf, at);
        let finding = match said("Alt").or_else(|| said("ActualText")) {
            None => findings.error(format!("{what} has no alternative text")),
            Some(alt) if is_file_name(&alt) => findings
                .warning(format!("the alternative text of {what} is the name of a file: `{}`", alt.trim())),
            Some(_) => continue,
        };
        finding.page = page;
    }
}

fn is_file_name(alt: &str) -> bool {
    const ENDINGS: [&str; 9] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".tif", ".tiff", ".bmp"];
    let alt = alt.trim().to_ascii_lowercase();
    !alt.contains(' ') && ENDINGS.iter().any(|e| alt.ends_with(e))
}
