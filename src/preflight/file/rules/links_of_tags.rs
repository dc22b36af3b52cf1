//! The tag tree holds together: from the top to the page and back.

use crate::preflight::file::tree::{Elem, Kid, Tree};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use lopdf::{Object, ObjectId};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "tag-tree",
    title: "The tag tree holds together: from the top down to what is on the page, and back up.",
    reason: "A reader that starts at a place on the page finds its tag by the parent tree; one that starts at the top \
             goes down. Where the two differ, words are lost or read twice (ISO 32000-1, 14.7.4.4; PDF/UA-1, 7.1).",
    fix: "make the file anew from its source; programs that cut or join PDFs often break the tag tree",
    asks: &[Ask::Screen, Ask::Ua("7.1"), Ask::Tagged("6.7.3")],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let Some(tree) = pdf.tree() else { return };
    if tree.elems.is_empty() {
        findings.error("its tag tree is empty");
        return;
    }
    if tree.knotted {
        findings.error("its tag tree leads in circles, or a tag has two parents");
    }
    parents(tree, findings);
    orphans(pdf, tree, findings);
    back(pdf, tree, findings);
}

/// Each element names the one that holds it.
fn parents(tree: &Tree, findings: &mut Findings) {
    let wrong = |e: &&Elem| {
        let up = e.dict.get(b"P").and_then(Object::as_reference).ok();
        match e.parent.map(|p| tree.elems[p].id) {
            Some(Some(parent)) => up != Some(parent),
            Some(None) => false,
            None => up.is_none() && !e.dict.has(b"P"),
        }
    };
    match tree.elems.iter().filter(wrong).count() {
        0 => {}
        n => {
            _ = findings.error(format!("{} name another parent than the one that holds them", super::tags(n)))
        }
    }
}

/// Elements that nothing leads to.
fn orphans(pdf: &Pdf, tree: &Tree, findings: &mut Findings) {
    let is_elem = |o: &Object| o.as_dict().is_ok_and(|d| d.has_type(b"StructElem"));
    let lost = pdf.document.objects.iter().filter(|(id, o)| is_elem(o) && tree.find(**id).is_none()).count();
    if lost > 0 && !tree.knotted {
        findings.warning(format!("{} cannot be reached from the top of the tag tree", super::tags(lost)));
    }
}

/// From what is on the page back to its element.
fn back(pdf: &Pdf, tree: &Tree, findings: &mut Findings) {
    let mut astray: BTreeMap<usize, usize> = BTreeMap::new();
    let lists = pdf.pages.iter().enumerate().map(|(at, page)| {
        let key = pdf.number(pdf.page(page), "StructParents").map(|k| k as i64);
        let list = key.and_then(|k| tree.parents.get(&k)).and_then(|o| pdf.resolve(o));
        (page.id, (at, list.and_then(|o| o.as_array().ok())))
    });
    let lists: BTreeMap<ObjectId, (usize, Option<&Vec<Object>>)> = lists.collect();
    for elem in &tree.elems {
        for kid in &elem.kids {
            let Kid::Content { page: Some(page), mcid, in_form: false } = kid else { continue };
            let Some((at, list)) = lists.get(page) else { continue };
            let up = list.and_then(|l| l.get(usize::try_from(*mcid).ok()?));
            if up.and_then(|o| o.as_reference().ok()) != elem.id {
                *astray.entry(at + 1).or_insert(0) += 1;
            }
        }
    }
    for (n, page) in pdf.pages.iter().enumerate() {
        for (id, annotation) in pdf.annotations(page) {
            let key = pdf.number(annotation, "StructParent").map(|k| k as i64);
            let up = key.and_then(|k| tree.parents.get(&k)).and_then(|o| o.as_reference().ok());
            let holds = |e: &Elem| id.is_some() && e.kids.contains(&Kid::Object(id));
            if key.is_some() && !up.and_then(|u| tree.find(u)).is_some_and(|e| holds(&tree.elems[e])) {
                *astray.entry(n + 1).or_insert(0) += 1;
            }
        }
    }
    for page in astray.into_keys() {
        findings.error("what is on the page does not lead back to its tag (`/ParentTree`)").page(page);
    }
}
