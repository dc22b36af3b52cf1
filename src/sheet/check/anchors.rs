//! Anchors and the links that lead to them, and links in prose that lead nowhere.

use super::Found;
use super::words::Words;
use crate::base::address::{Fault, fault};
use crate::base::meant::nearest;
use crate::sheet::model::Sheet;
use std::collections::BTreeSet;

pub(super) fn check(sheet: &Sheet, words: &Words, found: &mut Found<'_>) {
    let mut known = BTreeSet::new();
    for id in sheet.ids().filter(|id| !id.is_absent()) {
        if id.is_blank() || id.contains(char::is_whitespace) || id.starts_with('#') {
            let message = format!("`{}` is not an id", id);
            found.error(
                "bad-id",
                id.span,
                message,
                "write one word of letters, digits and hyphens, without `#`",
            );
        } else if !known.insert(id.value.as_str()) {
            let message = format!("the id `{}` is given twice", id);
            found.error("duplicate-id", id.span, message, "give each section and block an id of its own");
        }
    }
    let ids: Vec<&str> = known.iter().copied().collect();
    for (id, at) in words.linked.iter().filter(|(id, _)| !known.contains(id.as_str())) {
        let help = match nearest(id, &ids) {
            Some(near) => format!("did you mean `#{near}`?"),
            None => format!("add `id: {id}` to the section or block that it leads to"),
        };
        found.error("reference-unknown", *at, format!("nothing has the id `{id}`"), help);
    }
    // Markdown may hold signs in an address that are escaped in the file.
    let odd = |address: &str| matches!(fault(address), Some(Fault::Odd(_)));
    for (address, at) in words.targets.iter().filter(|(address, _)| !odd(address)) {
        super::blocks::link(address, *at, found);
    }
}
