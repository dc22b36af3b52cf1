//! Notes can be told apart, reached from their marks, and left again.

use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "note-structure",
    title: "Each note has an identity and a mark that leads to it.",
    reason: "A note without an identity cannot be found from its mark, and one without a mark is read out of place \
             (PDF/UA-1, 7.9).",
    fix: "make notes with the footnote function of the program, not by hand",
    asks: &[Ask::Screen, Ask::Ua("7.9")],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let Some(tree) = pdf.tree() else { return };
    let mut seen = BTreeSet::new();
    // PDF 2.0 knows FENote, which needs no ID.
    let notes = tree.of_kind(&["Note"]);
    for &at in &notes {
        let page = tree.page(pdf, at);
        match pdf.text(&tree.elems[at].dict, "ID").filter(|i| !i.is_empty()) {
            None => findings.error("a note has no identity (`/ID`)").page = page,
            Some(id) if !seen.insert(id.clone()) => {
                findings.error(format!("two notes have the identity `{id}`")).page = page;
            }
            Some(_) => {}
        }
    }
    // Some writers make the mark a link and no more, which leads as well.
    let (marks, links) = (tree.of_kind(&["Reference"]).len(), tree.of_kind(&["Link"]).len());
    let counted = super::counted;
    if !notes.is_empty() && marks + links == 0 {
        findings.warning(format!("it has {} and no mark that leads to one", counted(notes.len(), "note")));
    } else if marks > 0 && marks < notes.len() {
        findings.warning(format!("it has {} and {}", counted(notes.len(), "note"), counted(marks, "mark")));
    }
}
