//! Every code that the source uses has its line, and the lines are in order.

use super::*;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_code_in_the_source_is_explained() {
    let mut used = BTreeSet::new();
    scan(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut used);
    let rules = crate::preflight::file::RULES.iter().map(|r| r.code.to_owned());
    let known: BTreeSet<String> = entries().map(|e| e.0.to_owned()).chain(rules).collect();
    let unexplained: Vec<_> = used.difference(&known).collect();
    assert!(unexplained.is_empty(), "without a line in codes.rs: {unexplained:?}");
    assert!(used.len() > 50, "the scan finds only {used:?}");
}

#[test]
fn no_code_is_explained_twice() {
    let twice = crate::preflight::file::RULES.iter().find(|r| entries().any(|e| e.0 == r.code));
    assert!(twice.is_none(), "{:?}", twice.map(|r| r.code));
}

#[test]
fn codes_are_in_order() {
    assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
    assert!(charts::TABLE.is_sorted_by(|a, b| a.0 < b.0));
    assert!(editions::TABLE.is_sorted_by(|a, b| a.0 < b.0));
    assert!(fonts::TABLE.is_sorted_by(|a, b| a.0 < b.0));
    assert!(fitting::TABLE.is_sorted_by(|a, b| a.0 < b.0));
    assert!(gang::TABLE.is_sorted_by(|a, b| a.0 < b.0));
    assert!(imposition::TABLE.is_sorted_by(|a, b| a.0 < b.0));
    assert!(languages::TABLE.is_sorted_by(|a, b| a.0 < b.0));
    assert!(mail::TABLE.is_sorted_by(|a, b| a.0 < b.0));
    assert!(records::TABLE.is_sorted_by(|a, b| a.0 < b.0));
    assert!(words::TABLE.is_sorted_by(|a, b| a.0 < b.0));
}

/// Codes are the first literal in a call of one of these, or the second argument; or a field `code:`.
fn scan(folder: &Path, used: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            scan(&path, used);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for call in ["error(", "warning(", "note(", "problem(", "fault(", "code: "] {
                used.extend(text.split(call).skip(1).filter_map(code));
            }
        }
    }
}

fn code(rest: &str) -> Option<String> {
    let rest = rest.trim_start();
    let (first, second) = (rest.split(',').next()?, rest.split(',').nth(1).unwrap_or_default().trim());
    let literal = [rest, second].into_iter().find_map(|s| s.strip_prefix('"'))?;
    // A name in front of the code is a place, never a message.
    if !rest.starts_with('"') && first.contains(['(', '"', '{', ')']) && !first.ends_with("()") {
        return None;
    }
    let word = literal.split('"').next()?;
    let kebab =
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    kebab.then(|| word.to_owned())
}
