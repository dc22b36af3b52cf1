//! A window and a voice announce a document by its title, not by the name of its file.

use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};

pub(super) const RULE: Rule = Rule {
    code: "pdf-title",
    title: "A file has a title, and its window shows it.",
    reason: "Of ten open windows the title tells which is which, on the screen and read aloud (PDF/UA-1, 7.1; WCAG \
             2.4.2).",
    fix: "state the title in the file's properties, and that the window shows it instead of the file's name",
    asks: &[Ask::Screen, Ask::Ua("7.1")],
    check,
};

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let stated = |title: Option<String>| title.is_some_and(|t| !t.trim().is_empty());
    let (xmp, info) = (stated(pdf.xmp().property("dc:title")), stated(pdf.info_text("Title")));
    if !xmp && !info {
        findings.error("it has no title");
        return;
    }
    if !xmp && demand.claims(super::super::Family::Ua) {
        findings.error("its title stands in the information dictionary and not in the XMP metadata");
    }
    let shown = pdf.dict(pdf.catalog(), "ViewerPreferences").and_then(|v| pdf.get(v, "DisplayDocTitle"));
    if !shown.is_some_and(|s| s.as_bool().unwrap_or(false)) {
        findings.warning("its window shows the name of the file and not the title (`/DisplayDocTitle`)");
    }
}
