//! Profiles of printers: data files with the numbers that a kind of shop asks for. Those that come along are compiled
//! in; a user's own stands beside the sheet.

use super::super::inputs::Inputs;
use super::super::{read as reader, yaml};
use super::{EditionSettings, fields::PrinterFields};
use crate::base::meant::suggest;
use crate::base::{Diagnostics, FileId, Files, Sources, Span, Text};
use crate::edition::Edition;

/// The profiles that come along, by name.
const PRINTERS: [(&str, &str); 6] = [
    ("coated", include_str!("../../../assets/printers/coated.yaml")),
    ("newsprint", include_str!("../../../assets/printers/newsprint.yaml")),
    ("on-demand", include_str!("../../../assets/printers/on-demand.yaml")),
    ("quarter-inch", include_str!("../../../assets/printers/quarter-inch.yaml")),
    ("toner", include_str!("../../../assets/printers/toner.yaml")),
    ("uncoated", include_str!("../../../assets/printers/uncoated.yaml")),
];

/// The printers that come along: name, and for whom it is in a line.
pub fn printers() -> impl Iterator<Item = (&'static str, String)> {
    PRINTERS.into_iter().map(|(name, text)| {
        let about = text.lines().find_map(|l| l.strip_prefix("about:")).unwrap_or_default();
        (name, about.trim().trim_matches('"').to_owned())
    })
}

/// The profile of a printer that comes along, to read or to start one's own from.
///
/// # Errors
/// Which there are, or which is meant.
pub fn printer_text(name: &str) -> Result<&'static str, String> {
    let found = PRINTERS.iter().find(|p| p.0 == name).map(|p| p.1);
    found.ok_or_else(|| suggest(name, &PRINTERS.map(|p| p.0)))
}

/// `edition` as the printer that a call names asks for it: one that comes along, or a file seen from the working
/// folder. `None` where there is no such printer, which is reported.
pub fn for_printer(
    edition: &Edition,
    name: &str,
    (sources, files): (&mut Sources, &dyn Files),
    diags: &mut Diagnostics,
) -> Option<Edition> {
    // What the call says is a text like another: messages point into it, and its folder is the working folder.
    let file = sources.add("--printer", name);
    let name = Text::new(name, Span { file, start: 0, end: name.len() as u32 });
    let mut inputs = Inputs::new(sources, files);
    let mut edition = edition.clone();
    let profile = read(&name, &mut inputs);
    if let Some(profile) = &profile {
        super::press(profile, &mut edition, &mut inputs);
        super::needs_condition(profile, &edition, &name, &mut inputs);
    }
    inputs.problems.into_iter().for_each(|d| diags.push(d));
    profile.map(|_| edition)
}

/// The settings of the printer that `name` names.
pub(super) fn read(name: &Text, inputs: &mut Inputs<'_>) -> Option<EditionSettings> {
    let word = name.trimmed();
    let lower = word.to_lowercase();
    let file = match PRINTERS.iter().find(|p| p.0 == lower) {
        Some((name, text)) => inputs.sources.add(format!("printers/{name}.yaml"), *text),
        None if lower.ends_with(".yaml") || lower.ends_with(".yml") => inputs.text(name)?,
        None => {
            if !name.is_absent() {
                let help = format!(
                    "{}; or name a file of yours: `printer.yaml`",
                    suggest(word, &PRINTERS.map(|p| p.0))
                );
                inputs.error("unknown-printer", name.span, format!("there is no printer `{word}`"), help);
            }
            return None;
        }
    };
    fields(file, inputs).map(PrinterFields::settings)
}

fn fields(file: FileId, inputs: &mut Inputs<'_>) -> Option<PrinterFields> {
    let text = inputs.sources.get(file).text.clone();
    let node = yaml::load(&text, file, 0, &mut inputs.problems)?;
    reader::read(&node, &mut inputs.problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Loaded;

    struct NoFiles;
    impl Files for NoFiles {
        fn read(&self, _: &str, path: &str) -> Result<Loaded, String> {
            Err(format!("a profile that comes along names `{path}`"))
        }
    }

    #[test]
    fn every_profile_can_be_read_and_says_where_its_numbers_come_from() {
        for (name, _) in PRINTERS {
            let mut sources = Sources::default();
            let mut inputs = Inputs::new(&mut sources, &NoFiles);
            let file = inputs.sources.add(name, printer_text(name).unwrap());
            let profile = fields(file, &mut inputs).unwrap();
            assert!(!profile.about.is_blank() && !profile.notes.is_empty(), "{name}");
            let mut edition = Edition::press();
            super::super::press(&profile.settings(), &mut edition, &mut inputs);
            assert!(inputs.problems.is_empty(), "{name}: {:?}", inputs.problems);
        }
        assert!(printers().all(|(_, about)| about.len() > 10));
    }
}
