//! A long file has a way in.

use crate::preflight::file::{Ask, Rule};

pub(super) const RULE: Rule = Rule {
    code: "bookmarks",
    title: "A file of more than 20 pages has bookmarks.",
    reason: "Nobody leafs through 21 pages for one heading (WCAG 2.4.5, technique PDF2; Acrobat's own check asks for \
             bookmarks from 21 pages on).",
    fix: "let the program that makes the file write bookmarks from its headings",
    asks: &[Ask::Screen],
    check: |pdf, _, findings| {
        const WITHOUT: usize = 20;
        let outline = pdf.dict(pdf.catalog(), "Outlines").is_some_and(|o| pdf.dict(o, "First").is_some());
        if pdf.pages.len() > WITHOUT && !outline {
            findings.warning(format!("it has {} pages and no bookmarks", pdf.pages.len()));
        }
    },
};
