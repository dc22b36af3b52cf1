//! Citations and their sources: none undefined, none unused, none that a reader could not find.

use super::Found;
use super::words::Words;
use crate::base::Text;
use crate::sheet::model::{Reference, Sheet};
use crate::sheet::read::report::suggest;
use std::collections::BTreeSet;

pub(super) fn check(sheet: &Sheet, words: &Words, found: &mut Found<'_>) {
    let keys: Vec<&str> = sheet.sources.iter().map(|s| s.key.value.as_str()).collect();
    let known: BTreeSet<&str> = keys.iter().copied().collect();
    for (key, at) in words.cited.iter().filter(|(key, _)| !known.contains(key.as_str())) {
        let help =
            if keys.is_empty() { format!("add `{key}` under `sources`") } else { suggest_source(key, &keys) };
        found.error("source-unknown", *at, format!("no source has the key `{key}`"), help);
    }
    let used: BTreeSet<&str> = words.cited.iter().map(|(key, _)| key.as_str()).collect();
    for source in &sheet.sources {
        if !used.contains(source.key.value.as_str()) {
            let message = format!("nothing cites `{}`", source.key);
            let help = format!("cite it as `[@{}]`, or remove it", source.key);
            found.warning("source-unused", source.key.span, message, help);
        }
        unresolved(source, found);
        addresses(source, found);
    }
}

fn suggest_source(key: &str, keys: &[&str]) -> String {
    match crate::sheet::read::report::nearest(key, keys) {
        Some(_) => suggest(key, keys),
        None => format!("add `{key}` under `sources`"),
    }
}

/// What a reader needs to find the source.
fn unresolved(s: &Reference, found: &mut Found<'_>) {
    let has = |t: &Option<Text>| t.as_ref().is_some_and(|t| !t.is_blank());
    let missing = [
        ("title", has(&s.title)),
        ("author", !s.author.is_empty() || !s.editor.is_empty() || has(&s.publisher)),
        ("url", has(&s.url) || has(&s.doi) || has(&s.isbn) || has(&s.archived)),
    ];
    let missing: Vec<String> = missing.iter().filter(|m| !m.1).map(|m| format!("`{}`", m.0)).collect();
    if !missing.is_empty() {
        let message = format!("the source `{}` has no {}", s.key, missing.join(" and no "));
        let help = "add it, so that a reader can find the source (`doi` or `isbn` do in place of `url`)";
        found.warning("source-unresolved", s.key.span, message, help);
    }
}

fn addresses(s: &Reference, found: &mut Found<'_>) {
    for url in [&s.url, &s.archived].into_iter().flatten() {
        super::blocks::address(url, found);
    }
}
