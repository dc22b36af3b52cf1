//! Links are tagged, described, and reached by the tab key in reading order.

use crate::preflight::file::tree::Kid;
use crate::preflight::file::{Ask, Demand, Family, Findings, Pdf, Rule};
use lopdf::{Dictionary, ObjectId};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "link-description",
    title: "Links are tagged and say where they lead.",
    reason: "A link outside of the tag tree is reached by a mouse only, and one without a description is read as its \
             address, letter by letter (PDF/UA-1, 7.18.1 and 7.18.5).",
    fix: "let the program that makes the file tag its links and describe them",
    asks: &[Ask::Screen, Ask::Ua("7.18.5")],
    check,
};

pub(super) const TABS: Rule = Rule {
    code: "tab-order",
    title: "The tab key goes from link to link in reading order.",
    reason: "Without `/Tabs /S` a page is walked by where its links stand, which leaps between columns (PDF/UA-1, \
             7.18.3).",
    fix: "set the tab order of all pages to follow the structure",
    asks: &[Ask::Ua("7.18.3"), Ask::Screen],
    check: tabs,
};

/// What a reader meets on a page: no pop-up, nothing hidden.
fn met<'p>(pdf: &'p Pdf, page: &super::super::Page) -> Vec<(Option<ObjectId>, &'p Dictionary)> {
    /// Bits 1 and 2 of the flags: invisible, hidden (ISO 32000-1, table 165).
    const UNSEEN: i64 = 0b11;
    let seen = |d: &Dictionary| pdf.number(d, "F").is_none_or(|f| f as i64 & UNSEEN == 0);
    let all = pdf.annotations(page).into_iter();
    all.filter(|(_, d)| pdf.name_of(d, "Subtype") != Some("Popup") && seen(d)).collect()
}

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let Some(tree) = pdf.tree() else { return };
    let mut holders = BTreeMap::new();
    for elem in &tree.elems {
        let held = elem.kids.iter().filter_map(|k| if let Kid::Object(id) = k { *id } else { None });
        held.for_each(|id| _ = holders.insert(id, elem));
    }
    for (n, page) in pdf.pages.iter().enumerate() {
        let (mut loose, mut silent) = (false, false);
        for (id, link) in met(pdf, page).iter().filter(|(_, d)| pdf.name_of(d, "Subtype") == Some("Link")) {
            let elem = id.and_then(|id| holders.get(&id));
            loose |= !elem.is_some_and(|e| matches!(e.kind.as_str(), "Link" | "Reference"));
            let said = |d: &Dictionary, key| pdf.text(d, key).is_some_and(|t| !t.trim().is_empty());
            silent |= !said(link, "Contents") && !elem.is_some_and(|e| said(&e.dict, "Alt"));
        }
        if loose {
            findings.error("links are not tagged").page(n + 1);
        }
        if silent {
            let message = "links have no description (`/Contents`)";
            let ua = demand.claims(Family::Ua);
            if ua { findings.error(message) } else { findings.warning(message) }.page(n + 1);
        }
    }
}

fn tabs(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    if pdf.tree().is_none() {
        return;
    }
    for (n, page) in pdf.pages.iter().enumerate() {
        let by_structure = matches!(pdf.name_of(pdf.page(page), "Tabs"), Some("S" | "A" | "W"));
        if !met(pdf, page).is_empty() && !by_structure {
            let message = "the tab key does not follow the reading order (`/Tabs`)";
            if demand.claims(Family::Ua) { findings.error(message) } else { findings.warning(message) }
                .page(n + 1);
        }
    }
}
