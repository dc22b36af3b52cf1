//! Citations and their sources: none undefined, none unused. Sources that a reader could not find are
//! reported where their notes are made.

use super::Found;
use crate::base::Span;
use crate::block::notes::unknown_source;
use crate::sheet::model::{Reference, Sheet};
use std::collections::BTreeSet;

pub(super) fn check(sheet: &Sheet, cited: &[(String, Span)], found: &mut Found<'_>) {
    let known: BTreeSet<&str> = sheet.sources.iter().map(|s| s.key.value.as_str()).collect();
    for (key, at) in cited.iter().filter(|(key, _)| !known.contains(key.as_str())) {
        found.problems.push(unknown_source(key, known.iter().copied(), *at));
    }
    let used: BTreeSet<&str> = cited.iter().map(|(key, _)| key.as_str()).collect();
    for source in &sheet.sources {
        if !used.contains(source.key.value.as_str()) {
            let message = format!("nothing cites `{}`", source.key);
            let help = format!("cite it as `[@{}]`, or remove it", source.key);
            found.warning("source-unused", source.key.span, message, help);
        }
        addresses(source, found);
    }
}

fn addresses(s: &Reference, found: &mut Found<'_>) {
    for url in [&s.url, &s.archived].into_iter().flatten() {
        super::blocks::address(url, found);
    }
}
