//! The editions that a sheet lists: each starts from one of the four, or from another of the sheet's own, takes its
//! printer's numbers, and then what the sheet says of it. Reads the files that are named: ICC profiles, printers.

mod fields;
mod printers;
mod values;

pub use fields::EditionSettings;
pub use printers::{for_printer, printer_text, printers};

use super::inputs::Inputs;
use crate::base::meant::suggest;
use crate::base::{Pairs, Text};
use crate::edition::{Condition, Edition, EditionKind};
use crate::theme::PageSpec;

/// The name by which a call asks for all of them.
pub const ALL_EDITIONS: &str = "all";

/// The editions of `listed`, in their order; those that come to nothing are reported and left out. A paper with a
/// name lies as the sheet's own `page` does.
pub(super) fn read(
    listed: &Pairs<EditionSettings>,
    page: &PageSpec,
    inputs: &mut Inputs<'_>,
) -> Vec<Edition> {
    let mut editions = Vec::new();
    for (name, settings) in listed.iter() {
        check_name(name, settings, inputs);
        let Some((mut edition, chain)) = chain(name, listed, inputs) else { continue };
        edition.name = name.trimmed().into();
        for settings in chain.into_iter().rev() {
            apply(settings, &mut edition, page, inputs);
        }
        editions.push(edition);
    }
    editions
}

/// A file is called after its edition, on any system.
fn check_name(name: &Text, settings: &EditionSettings, inputs: &mut Inputs<'_>) {
    let fit = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    if !name.chars().all(fit) || name.is_blank() || name.trimmed() == ALL_EDITIONS {
        let message = format!("`{name}` cannot be the name of an edition");
        let help = "files are named after it: take letters, digits, `-` and `_`, and not `all`";
        inputs.error("edition-name", name.span, message, help);
    }
    if let (Some(base), Some(_)) = (&settings.extends, Edition::named(name.trimmed())) {
        let message = format!("`{}` is one of the four editions and extends none", name.trimmed());
        let help = format!("give yours a name of its own: `{}: {{extends: {}}}`", "ours", base.trimmed());
        inputs.error("edition-name", base.span, message, help);
    }
}

/// The one of the four that an edition goes back to, and the settings on the way there, its own first.
fn chain<'s>(
    name: &Text,
    listed: &'s Pairs<EditionSettings>,
    inputs: &mut Inputs<'_>,
) -> Option<(Edition, Vec<&'s EditionSettings>)> {
    let mut at = name.trimmed();
    let mut seen = Vec::new();
    let mut chain = Vec::new();
    loop {
        let settings = listed.get(at);
        chain.extend(settings);
        if let Some(edition) = Edition::named(at) {
            return Some((edition, chain));
        }
        seen.push(at);
        let Some(base) = settings.and_then(|s| s.extends.as_ref()) else {
            return unknown(name, inputs);
        };
        let next = base.trimmed();
        if seen.contains(&next) {
            let message = format!("the edition `{at}` extends itself, by way of `{next}`");
            let help = "let one of them extend `email`, `office`, `press` or `large_print`";
            inputs.error("edition-cycle", base.span, message, help);
            return None;
        }
        if listed.get(next).is_none() && Edition::named(next).is_none() {
            if !base.is_absent() {
                let own = listed.iter().map(|(n, _)| n.trimmed()).filter(|n| !seen.contains(n));
                let known: Vec<&str> = own.chain(Edition::NAMES).collect();
                let message = format!("there is no edition `{next}` to extend");
                inputs.error("unknown-edition", base.span, message, suggest(next, &known));
            }
            return None;
        }
        at = next;
    }
}

fn unknown<T>(name: &Text, inputs: &mut Inputs<'_>) -> Option<T> {
    let message = format!("there is no edition `{name}`, and it extends none");
    let help = format!("{}; or add `extends: press`", suggest(name.trimmed(), &Edition::NAMES));
    inputs.error("unknown-edition", name.span, message, help);
    None
}

/// Changes `edition` to what `settings` say: first what their printer asks for, then what they say themselves.
fn apply(settings: &EditionSettings, edition: &mut Edition, page: &PageSpec, inputs: &mut Inputs<'_>) {
    if edition.kind != EditionKind::Press {
        return without_press(settings, edition, page, inputs);
    }
    let printer = settings.printer.as_ref().and_then(|name| Some((name, printers::read(name, inputs)?)));
    if let Some((_, profile)) = &printer {
        press(profile, edition, inputs);
    }
    press(settings, edition, inputs);
    if let Some((name, profile)) = &printer {
        needs_condition(profile, edition, name, inputs);
    }
    everywhere(settings, edition, page, inputs);
}

/// What editions of all kinds obey.
fn everywhere(settings: &EditionSettings, edition: &mut Edition, page: &PageSpec, inputs: &mut Inputs<'_>) {
    edition.paper = values::paper(&settings.paper, page, inputs).or(edition.paper);
    edition.max_size = given(&settings.max_size, values::max_size, inputs).or(edition.max_size);
    edition.sources = given(&settings.sources, values::sources, inputs).or(edition.sources);
}

/// What a print shop obeys.
fn press(settings: &EditionSettings, edition: &mut Edition, inputs: &mut Inputs<'_>) {
    let condition = given(&settings.condition, values::condition, inputs);
    edition.condition = condition.or(edition.condition.take());
    edition.bleed = given(&settings.bleed, values::bleed, inputs).unwrap_or(edition.bleed);
    edition.marks = given(&settings.marks, values::marks, inputs).unwrap_or(edition.marks);
    edition.ink_limit = given(&settings.ink_limit, values::ink_limit, inputs).unwrap_or(edition.ink_limit);
    edition.standards = given(&settings.standard, values::standard, inputs).unwrap_or(edition.standards);
}

/// Some paper has no condition that comes along: its printer's profile says `condition: ask`, and the one that is
/// built in is for coated paper.
fn needs_condition(profile: &EditionSettings, edition: &Edition, name: &Text, inputs: &mut Inputs<'_>) {
    let asks = profile.condition.as_ref().is_some_and(|c| c.trimmed() == values::ASK);
    if asks && edition.condition == Some(Condition::Fogra39) {
        let message = format!(
            "the printer `{}` has a paper of its own, and the colours are for a coated one",
            name.trimmed()
        );
        let help = "ask it for the ICC file of its paper and name it: `condition: theirs.icc`";
        inputs.warning("condition-needed", name.span, message, help);
    }
}

fn given<T>(
    text: &Option<Text>,
    value: fn(&Text, &mut Inputs<'_>) -> Option<T>,
    inputs: &mut Inputs<'_>,
) -> Option<T> {
    text.as_ref().filter(|t| !t.is_absent()).and_then(|t| value(t, inputs))
}

/// An edition that no print shop sees says so of what only a shop obeys.
fn without_press(
    settings: &EditionSettings,
    edition: &mut Edition,
    page: &PageSpec,
    inputs: &mut Inputs<'_>,
) {
    let for_shops = [
        ("condition", &settings.condition),
        ("bleed", &settings.bleed),
        ("marks", &settings.marks),
        ("ink_limit", &settings.ink_limit),
        ("standard", &settings.standard),
        ("printer", &settings.printer),
    ];
    for (field, text) in for_shops {
        let Some(text) = text else { continue };
        let message =
            format!("`{field}` says nothing in the edition `{}`: no print shop gets it", edition.name);
        inputs.warning("not-obeyed", text.span, message, "remove it, or let the edition extend `press`");
    }
    everywhere(settings, edition, page, inputs);
}
