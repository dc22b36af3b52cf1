//! What could not be had of fonts, as messages.

use super::Problem;
use crate::base::{Diagnostic, Span, Text};

/// Characters that one message names; a text in a script without a font has hundreds.
const NAMED: usize = 8;

/// A warning for each family, where `named` has it, and one for all characters, where `written` finds the first.
pub fn warnings(
    problems: &[Problem],
    named: &[Text],
    written: impl Fn(char) -> Option<Span>,
) -> Vec<Diagnostic> {
    let at = |family: &str| named.iter().find(|text| text.trimmed() == family.trim()).map(|text| text.span);
    let mut characters = Vec::new();
    let mut warnings = Vec::new();
    for problem in problems {
        match problem {
            Problem::Character(c) => characters.push(*c),
            Problem::Family(name) => {
                let message = format!("no font family is called `{}`", name.trim());
                warnings.push(Diagnostic::warning("missing-font", message).at(at(name)).help(
                    "`handbill fonts` lists those that can be named; the built-in serif stands in for it",
                ));
            }
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
    warnings.extend(missing(&characters).map(|d| d.at(characters.iter().copied().find_map(written))));
    warnings
}

fn missing(characters: &[char]) -> Option<Diagnostic> {
    let named: Vec<String> =
        characters.iter().take(NAMED).map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
    let more = characters.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!named.is_empty()).then(|| {
        Diagnostic::warning("missing-character", format!("no font has {}{more}", named.join(", ")))
            .help("name a family that has them under `typography: {scripts: …}` in the brand")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_share_one_message() {
        let problems: Vec<Problem> = ('ა'..='კ').map(Problem::Character).collect();
        let all = warnings(&problems, &[], |_| None);
        assert_eq!(all.len(), 1);
        assert!(all[0].message.starts_with("no font has `ა` (U+10D0), "), "{}", all[0].message);
        assert!(all[0].message.ends_with(" and 2 more"), "{}", all[0].message);
        assert_eq!(warnings(&[], &[], |_| None), []);
    }
}
