//! A file without tags has no order, no headings and no lists for a reader who does not see it.

use crate::preflight::file::{Ask, Rule};

pub(super) const RULE: Rule = Rule {
    code: "pdf-untagged",
    title: "A file for reading has tags.",
    reason: "Without a tag tree a screen reader guesses at the order of columns, and knows no heading, list, table or \
             picture (PDF/UA-1, 7.1).",
    fix: "make it anew from its source with tags on; nothing mends this in the PDF alone",
    asks: &[Ask::Screen, Ask::Ua("7.1"), Ask::Tagged("6.7.2")],
    check: |pdf, _, findings| {
        let marked = pdf.dict(pdf.catalog(), "MarkInfo").and_then(|m| pdf.get(m, "Marked"));
        let marked = marked.is_some_and(|m| m.as_bool().unwrap_or(false));
        if pdf.dict(pdf.catalog(), "StructTreeRoot").is_none() {
            findings.error("it has no tags");
        } else if !marked {
            findings.error("it has a tag tree and does not say that it is tagged (`/MarkInfo`)");
        }
    },
};
