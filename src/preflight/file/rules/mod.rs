//! The rules for finished files, in the order in which they are run and told.

mod alt;
mod bleed;
mod bookmarks;
mod boxes;
mod colors;
mod content;
mod contrast;
mod dead_links;
mod delivery;
mod false_claims;
mod fonts;
mod headings;
mod ink_coverage;
mod ink_limit;
mod language;
mod light;
mod link_tags;
mod links_of_tags;
mod lists;
mod metadata;
mod notes;
mod overprint;
mod plates;
#[cfg(test)]
mod print_tests;
mod resolution;
mod reversed;
mod roles;
mod safe_area;
mod safety;
mod small_type;
mod spots;
mod standards;
mod tables;
mod tagged;
mod text;
mod thin;
mod title;
mod unread;

use super::Rule;

/// All rules; the last one counts what the others have found.
pub static RULES: &[&Rule] = &[
    &safety::LOCKED,
    &safety::ACTIVE,
    &content::SCAN,
    &tagged::RULE,
    &title::RULE,
    &language::RULE,
    &links_of_tags::RULE,
    &roles::RULE,
    &content::TAGGED,
    &headings::RULE,
    &alt::RULE,
    &tables::RULE,
    &lists::RULE,
    &notes::RULE,
    &link_tags::RULE,
    &link_tags::TABS,
    &dead_links::RULE,
    &bookmarks::RULE,
    &fonts::EMBEDDED,
    &fonts::SUBSET,
    &text::UNICODE,
    &content::CHARACTERS,
    &boxes::RULE,
    &boxes::SIZES,
    &standards::INTENT,
    &colors::RULE,
    &standards::FLAT,
    &standards::ANNOTATIONS,
    &standards::FACTS,
    &light::RULE,
    &plates::RULE,
    &overprint::RULE,
    &spots::RULE,
    &ink_limit::RULE,
    &ink_coverage::RULE,
    &resolution::RULE,
    &thin::RULE,
    &small_type::RULE,
    &reversed::RULE,
    &contrast::RULE,
    &safe_area::RULE,
    &bleed::RULE,
    &metadata::RULE,
    &delivery::SIZE,
    &delivery::NAME,
    // Behind those that may leave something.
    &unread::RULE,
    &false_claims::RULE,
];

/// `1 note`, `2 notes`.
fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// `a tag`, `3 tags`, before a verb in the plural.
fn tags(n: usize) -> String {
    counted(n, "tag")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_says_what_why_and_how() {
        for rule in RULES {
            let kebab = rule.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            assert!(kebab && !rule.asks.is_empty(), "{}", rule.code);
            for text in [rule.title, rule.reason] {
                assert!(text.ends_with('.'), "{}: {text}", rule.code);
            }
            assert!(!rule.fix.is_empty() && !rule.fix.ends_with('.'), "{}", rule.code);
            assert_eq!(RULES.iter().filter(|r| r.code == rule.code).count(), 1, "{}", rule.code);
        }
    }
}
