//! BCP 47 tags: which have their form, and which of several stands for a language.

use super::scalar;
use crate::sheet::yaml::Node;

/// What stands for the language of a row: behind its tag, behind its language alone, or behind the only tag that is of
/// this language.
pub fn named<'n>(pairs: &'n [(Node, Node)], tag: &str) -> Option<&'n Node> {
    let find = |same: &dyn Fn(&str) -> bool| {
        pairs
            .iter()
            .filter(|(key, _)| scalar(key).is_some_and(same))
            .map(|(_, value)| value)
            .collect::<Vec<_>>()
    };
    let own = find(&|key| alike(key, tag)).first().copied();
    let whole = || find(&|key| alike(key, primary(tag))).first().copied();
    let only = || match find(&|key| alike(primary(key), primary(tag)))[..] {
        [only] => Some(only),
        _ => None,
    };
    own.or_else(whole).or_else(only)
}

/// The language of a tag alone.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// Whether two tags name one language written in one way.
pub fn alike(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// Whether two tags name one language in one script, of whatever region.
pub fn is_region(a: &str, b: &str) -> bool {
    let script = |tag: &str| tag.split('-').skip(1).find(|p| p.len() == 4).map(str::to_lowercase);
    alike(primary(a), primary(b)) && script(a) == script(b)
}

/// Whether the keys of a mapping have the form of tags.
pub fn of_tags(pairs: &[(Node, Node)]) -> bool {
    !pairs.is_empty() && pairs.iter().all(|(key, _)| scalar(key).is_some_and(is_tag))
}

/// Which of some tags to take for a language: its own, that of the language alone, or that of another region.
pub fn of_language(tags: &[&str], lang: &str) -> Option<usize> {
    let find = |same: &dyn Fn(&str) -> bool| tags.iter().position(|tag| same(tag));
    let alone = || find(&|tag| alike(tag, primary(lang)));
    find(&|tag| alike(tag, lang)).or_else(alone).or_else(|| find(&|tag| is_region(tag, lang)))
}

/// Whether `key` has the form of a tag: two or three letters, then subtags of two to eight signs.
pub fn is_tag(key: &str) -> bool {
    let mut parts = key.split('-');
    let language = parts.next().unwrap_or_default();
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}
