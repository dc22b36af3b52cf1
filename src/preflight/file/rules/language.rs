//! A voice needs to know the language that it reads.

use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};

pub(super) const RULE: Rule = Rule {
    code: "pdf-language",
    title: "A file says its language.",
    reason: "A voice pronounces words by the rules of the language that it is told; an English voice makes noise of \
             Korean (PDF/UA-1, 7.2; PDF/A-2a, 6.7.4; BCP 47).",
    fix: "state the language of the document, as `en-US` or `ko`",
    asks: &[Ask::Screen, Ask::Ua("7.2"), Ask::Tagged("6.7.4")],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    match pdf.text(pdf.catalog(), "Lang").as_deref().map(str::trim) {
        None | Some("") => _ = findings.error("it does not say its language"),
        Some(lang) if !well_formed(lang) => {
            findings.error(format!("its language `{lang}` is no language tag"));
        }
        Some(_) => {}
    }
}

/// Whether `tag` has the form of BCP 47: a primary subtag of two or three letters (or four to eight, or `x`, `i`),
/// then subtags of one to eight letters and digits.
pub(super) fn well_formed(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = first.bytes().all(|b| b.is_ascii_alphabetic());
    let primary = match first.len() {
        1 => matches!(first, "x" | "i" | "X" | "I"),
        2..=8 => true,
        _ => false,
    };
    let sound = |p: &str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    letters && primary && parts.all(sound) && (first.len() > 1 || tag.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::well_formed;

    #[test]
    fn tags_have_the_form_of_bcp_47() {
        for good in ["en", "en-US", "zh-Hant-TW", "x-klingon", "de-1996"] {
            assert!(well_formed(good), "{good}");
        }
        for bad in ["", "english_US", "e", "en-", "en US", "123", "-en"] {
            assert!(!well_formed(bad), "{bad}");
        }
    }
}
