//! Links lead somewhere: as far as that can be told without asking the network.

use crate::base::address;
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "dead-link",
    title: "Links lead somewhere.",
    reason: "An address with a space or without its scheme, a place that no page has, or a link without any of these does \
             nothing when it is clicked (RFC 3986; ISO 32000-1, 12.3.2).",
    fix: "write addresses in full, with `https://` or `mailto:`",
    asks: &[Ask::Screen],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let names = places(pdf);
    for (n, page) in pdf.pages.iter().enumerate() {
        for (_, link) in pdf.annotations(page) {
            if pdf.name_of(link, "Subtype") != Some("Link") {
                continue;
            }
            if let Some(wrong) = wrong(pdf, link, &names) {
                findings.error(wrong).page(n + 1);
            }
        }
    }
}

/// What is wrong with a link.
fn wrong(pdf: &Pdf, link: &Dictionary, names: &BTreeSet<Vec<u8>>) -> Option<String> {
    if let Some(place) = pdf.get(link, "Dest") {
        return nowhere(pdf, place, names);
    }
    let Some(action) = pdf.dict(link, "A") else { return Some("a link leads nowhere".into()) };
    match pdf.name_of(action, "S") {
        Some("URI") => {
            let address = pdf.get(action, "URI").and_then(|u| u.as_str().ok()).unwrap_or_default();
            let address = String::from_utf8_lossy(address);
            address::fault(&address).map(|wrong| wrong.said(&address))
        }
        Some("GoTo") => match pdf.get(action, "D") {
            Some(place) => nowhere(pdf, place, names),
            None => Some("a link leads nowhere".into()),
        },
        _ => None,
    }
}

/// What is wrong with a place.
fn nowhere(pdf: &Pdf, place: &Object, names: &BTreeSet<Vec<u8>>) -> Option<String> {
    let page = |id: &ObjectId| pdf.pages.iter().any(|p| p.id == *id);
    match place {
        Object::Array(list) => match list.first() {
            Some(Object::Reference(id)) if page(id) => None,
            Some(Object::Integer(n)) if usize::try_from(*n).is_ok_and(|n| n < pdf.pages.len()) => None,
            _ => Some("a link leads to a page that is not there".into()),
        },
        Object::Name(name) | Object::String(name, _) if !names.contains(name) => {
            Some(format!("a link leads to `{}`, which is nowhere in the file", String::from_utf8_lossy(name)))
        }
        Object::Dictionary(dict) => match pdf.get(dict, "D") {
            Some(Object::Dictionary(_)) | None => Some("a link leads nowhere".into()),
            Some(inner) => nowhere(pdf, inner, names),
        },
        _ => None,
    }
}

/// The names of all places of the file.
fn places(pdf: &Pdf) -> BTreeSet<Vec<u8>> {
    let mut names: BTreeSet<Vec<u8>> = pdf
        .dict(pdf.catalog(), "Dests")
        .into_iter()
        .flat_map(Dictionary::iter)
        .map(|(k, _)| k.clone())
        .collect();
    let root = pdf.dict(pdf.catalog(), "Names").and_then(|n| pdf.dict(n, "Dests"));
    let (mut todo, mut seen): (Vec<&Dictionary>, BTreeSet<ObjectId>) =
        (root.into_iter().collect(), BTreeSet::new());
    while let Some(node) = todo.pop() {
        let keys = pdf.array(node, "Names").chunks_exact(2).filter_map(|p| pdf.resolve(&p[0])?.as_str().ok());
        names.extend(keys.map(<[u8]>::to_vec));
        let kids =
            pdf.array(node, "Kids").iter().filter(|k| k.as_reference().is_ok_and(|id| seen.insert(id)));
        todo.extend(kids.filter_map(|k| pdf.as_dict(k)));
    }
    names
}
