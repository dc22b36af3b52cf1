//! What could not be had of fonts, as messages.

use super::Problem;
use super::wanted::{self, Wanted};
use crate::base::{Diagnostic, Span, Text};
use std::collections::BTreeSet;

/// Characters that one message names; a text in a script without a font has hundreds.
const NAMED: usize = 8;
/// A font that lacks so many letters of a language is no font for it.
const WHOLE: usize = 8;

/// A warning for each family, where `named` has it, and one for the characters of each script, where `written` finds
/// the first; an error for the script of `lang`, the sheet's language, where it has no font.
pub fn warnings(
    problems: &BTreeSet<Problem>,
    lang: &str,
    named: &[Text],
    written: impl Fn(char) -> Option<Span>,
) -> Vec<Diagnostic> {
    let at = |family: &str| named.iter().find(|text| text.trimmed() == family.trim()).map(|text| text.span);
    let mut scripts: Vec<(Option<&Wanted>, Vec<char>)> = Vec::new();
    let mut warnings = Vec::new();
    for problem in problems {
        match problem {
            Problem::Character(c) => {
                let wanted = Wanted::of(*c, lang);
                match scripts.iter_mut().find(|s| s.0 == wanted) {
                    Some((_, characters)) => characters.push(*c),
                    None => scripts.push((wanted, vec![*c])),
                }
            }
            Problem::SmallCapitals(name, italic) => warnings.push(small_capitals(name, *italic).at(at(name))),
            Problem::Family(name) => warnings.push(family(name.trim()).at(at(name))),
            Problem::OfMachine(name) => warnings.push(of_machine(name)),
            Problem::Unreadable(name) => warnings.push(
                Diagnostic::warning(
                    "unreadable-font",
                    format!("the file of the font `{name}` cannot be read"),
                )
                .at(at(name))
                .help("take its TrueType or OpenType file from where it came from once more"),
            ),
        }
    }
    let of_scripts = scripts.iter().map(|(wanted, characters)| {
        missing(*wanted, characters, lang).at(characters.iter().copied().find_map(&written))
    });
    warnings.extend(of_scripts);
    warnings
}

fn of_machine(name: &str) -> Diagnostic {
    Diagnostic::warning("system-font", format!("`{name}` is a font of this machine")).help(
        "put its files beside the brand and name their folder under `fonts:`, or the sheet will look different \
         elsewhere",
    )
}

fn family(name: &str) -> Diagnostic {
    let from =
        if name.starts_with("Noto ") { format!(" ({})", wanted::address(name)) } else { String::new() };
    let message = format!("no font family is called `{name}`");
    Diagnostic::warning("missing-font", message).help(format!(
        "install it{from}, or put its files into a folder that the brand names under `fonts`; `handbill fonts` lists \
         those that can be named; the built-in serif stands in for it",
    ))
}

fn small_capitals(name: &str, italic: bool) -> Diagnostic {
    let face = if italic { "the italics of " } else { "" };
    let verb = if italic { "have" } else { "has" };
    let message = format!("{face}`{name}` {verb} no small capitals; letters stay as they are written");
    let upright = if italic { ", or leave `italic` out there" } else { "" };
    Diagnostic::note("no-small-capitals", message).help(format!(
        "take `caps` out of the role in the template's type table{upright}, or name a family in the brand whose files \
         have the feature `smcp`",
    ))
}

fn missing(wanted: Option<&Wanted>, characters: &[char], lang: &str) -> Diagnostic {
    let named: Vec<String> =
        characters.iter().take(NAMED).map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
    let more = characters.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let Some(wanted) = wanted else {
        return Diagnostic::warning("missing-character", format!("no font has {}{more}", named.join(", ")))
            .help("name a family that has them under `typography: {scripts: …}` in the brand");
    };
    let help = format!(
        "install {} ({}), or put its files into a folder that the brand names under `fonts`, and write `typography: \
         {{scripts: {{{}: {}}}}}` in the brand",
        wanted.text,
        wanted.address(),
        wanted.tag,
        wanted.text
    );
    if characters.len() >= WHOLE && Wanted::of_language(lang) == Some(wanted) {
        let message = format!("no font has {} letters, which this sheet is written in", wanted.name);
        return Diagnostic::error("missing-script", message).help(help);
    }
    let message = format!("no font has the {} characters {}{more}", wanted.name, named.join(", "));
    Diagnostic::warning("missing-character", message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Severity;

    #[test]
    fn characters_of_a_script_share_one_message() {
        let problems: BTreeSet<Problem> = ('ა'..='კ').chain(['∀']).map(Problem::Character).collect();
        let all = warnings(&problems, "en", &[], |_| None);
        assert_eq!(all.len(), 2);
        let message = &all[0].message;
        assert!(message.starts_with("no font has the Georgian characters `ა` (U+10D0), "), "{message}");
        assert!(message.ends_with(" and 2 more"), "{message}");
        assert_eq!(all[1].message, "no font has `∀` (U+2200)");
        assert_eq!(warnings(&BTreeSet::new(), "en", &[], |_| None), []);
    }

    #[test]
    fn a_script_without_a_font_is_asked_for_by_name() {
        let problems: BTreeSet<Problem> = ('ا'..='ص').map(Problem::Character).collect();
        let all = warnings(&problems, "ar", &[], |_| None);
        assert_eq!((all.len(), all[0].code, all[0].severity), (1, "missing-script", Severity::Error));
        let help = all[0].help.as_deref().unwrap_or_default();
        assert!(help.contains("https://fonts.google.com/noto/specimen/Noto+Naskh+Arabic"), "{help}");
        assert!(help.contains("{scripts: {Arab: Noto Naskh Arabic}}"), "{help}");
        let abroad = warnings(&problems, "en", &[], |_| None);
        assert_eq!(abroad[0].severity, Severity::Warning);
    }

    #[test]
    fn letters_that_stay_as_written_are_noted() {
        let lacking = [false, true].map(|italic| Problem::SmallCapitals("Ours".into(), italic)).into();
        let all = warnings(&lacking, "en", &[], |_| None);
        assert!(all.iter().all(|d| (d.code, d.severity) == ("no-small-capitals", Severity::Note)));
        assert_eq!(all[0].message, "`Ours` has no small capitals; letters stay as they are written");
        assert!(all[1].message.starts_with("the italics of `Ours` have"), "{}", all[1].message);
    }

    #[test]
    fn a_family_is_asked_for_with_its_address() {
        let all = warnings(&[Problem::Family("Noto Serif Hebrew".into())].into(), "he", &[], |_| None);
        let help = all[0].help.as_deref().unwrap_or_default();
        assert!(help.contains("https://fonts.google.com/noto/specimen/Noto+Serif+Hebrew"), "{help}");
    }
}
