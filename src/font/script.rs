//! Which script's type a character is set in.

use unicode_script::{Script, UnicodeScript};

/// The tags under which a brand may name a family for `c`: its script's own, then those of
/// writing systems that mix scripts (ISO 15924: `Kore`, `Jpan`, `Hans`, `Hant`).
pub fn tags(c: char) -> Vec<&'static str> {
    match script(c) {
        Script::Hangul => vec!["Hang", "Kore"],
        Script::Han => vec!["Hani", "Kore", "Jpan", "Hans", "Hant"],
        Script::Hiragana => vec!["Hira", "Jpan"],
        Script::Katakana => vec!["Kana", "Jpan"],
        _ if is_cjk(c) => vec!["Hang", "Kore", "Jpan", "Hans", "Hant", "Hani"],
        script => vec![script.short_name()],
    }
}

/// The script of a character; that of their letters for the points and marks which Unicode shares out among several.
fn script(c: char) -> Script {
    match c {
        '\u{600}'..='\u{6ff}' => Script::Arabic,
        '\u{900}'..='\u{97f}' => Script::Devanagari,
        _ => c.script(),
    }
}

/// `tag` in the case that ISO 15924 writes it in: `Hang`.
pub fn title_case(tag: &str) -> String {
    let mut chars = tag.trim().chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars.map(|c| c.to_ascii_lowercase())).collect()
}

/// Whether `c` is set in the type of Korean, Chinese and Japanese: their letters, and the punctuation and
/// full-width forms that Unicode counts as common to all scripts.
pub fn is_cjk(c: char) -> bool {
    use Script::{Bopomofo, Han, Hangul, Hiragana, Katakana};
    matches!(c.script(), Hangul | Han | Hiragana | Katakana | Bopomofo)
        || matches!(c, '\u{2e80}'..='\u{33ff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}')
}
