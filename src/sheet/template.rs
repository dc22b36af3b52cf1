//! Page templates as files: those that come along are compiled in, a brand's stand beside it, a sheet's own beside the
//! sheet. A file is read over the one that it `extends`, so a copy may hold only what differs.

use super::inputs::Inputs;
use super::yaml::{self, Node};
use super::{read as reader, template::fields::TemplateFields};
use crate::base::meant::suggest;
use crate::base::source::Source;
use crate::base::{Diagnostic, FileId, Sources, Text};
use crate::theme::Template;
use std::sync::{Arc, Mutex, PoisonError};

pub mod fields;
mod resolve;

/// The templates that come along, by name; the first is that of sheets that name none.
const TEMPLATES: [(&str, &str); 5] = [
    ("leave-behind", include_str!("../../assets/templates/leave-behind.yaml")),
    ("handout", include_str!("../../assets/templates/handout.yaml")),
    ("brochure", include_str!("../../assets/templates/brochure.yaml")),
    ("testimony", include_str!("../../assets/templates/testimony.yaml")),
    ("poster", include_str!("../../assets/templates/poster.yaml")),
];
/// On which all others rest.
const FIRST: &str = TEMPLATES[0].0;
/// No template of a template of a template goes deeper.
const DEEPEST: usize = 8;

/// The templates that come along: name, and for what it is in a line.
pub fn templates() -> impl Iterator<Item = (&'static str, String)> {
    TEMPLATES.into_iter().map(|(name, text)| {
        let about = text.lines().find_map(|l| l.strip_prefix("about:")).unwrap_or_default();
        (name, about.trim().trim_matches('"').to_owned())
    })
}

/// The file of a template that comes along, to read or to start one's own from.
///
/// # Errors
/// Which there are, or which is meant.
pub fn template_text(name: &str) -> Result<&'static str, String> {
    built_in(name).ok_or_else(|| suggest(name, &TEMPLATES.map(|t| t.0)))
}

fn built_in(name: &str) -> Option<&'static str> {
    TEMPLATES.iter().find(|t| t.0 == name).map(|t| t.1)
}

/// The templates of a brand: name and path, as its file writes them.
pub(super) type Own = [(Text, Text)];

/// The template that `name` names: one of the brand's `own`, one that comes along, or a file. The first where there
/// is no name, or where it cannot be read, which is reported.
pub(super) fn read(name: Option<&Text>, own: &Own, inputs: &mut Inputs<'_>) -> Arc<Template> {
    let word = name.map_or(FIRST, |name| name.trimmed());
    // One that comes along is the same for all copies of a sheet, and no file of the brand's can change it.
    let Some(known) = inputs.templates.filter(|_| own.is_empty() && built_in(word).is_some()) else {
        return made(name, own, inputs);
    };
    if let Some(template) = known.find(word, inputs.sources) {
        return template;
    }
    let (before, files) = (inputs.problems.len(), inputs.sources.count());
    let template = made(name, own, inputs);
    if inputs.problems.len() == before {
        let texts = (files..inputs.sources.count()).map(|file| inputs.sources.shared(FileId(file as u16)));
        known.keep(word, &template, texts.collect());
    }
    template
}

/// Templates that come along and have been read, with the texts that they were read from.
#[derive(Default)]
pub(super) struct Templates {
    known: Mutex<Vec<Known>>,
}

struct Known {
    name: String,
    template: Arc<Template>,
    texts: Vec<Arc<Source>>,
}

impl Templates {
    /// The template, where it is known; its texts become sources, as if it were read.
    fn find(&self, name: &str, sources: &mut Sources) -> Option<Arc<Template>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().find(|k| k.name == name)?;
        found.texts.iter().for_each(|text| sources.add_shared(text.clone()));
        Some(found.template.clone())
    }

    fn keep(&self, name: &str, template: &Arc<Template>, texts: Vec<Arc<Source>>) {
        let (name, template) = (name.to_owned(), template.clone());
        self.known.lock().unwrap_or_else(PoisonError::into_inner).push(Known { name, template, texts });
    }
}

fn made(name: Option<&Text>, own: &Own, inputs: &mut Inputs<'_>) -> Arc<Template> {
    let asked = name.filter(|n| !n.is_absent());
    let found = asked.and_then(|name| Some((name.trimmed(), tree(name, own, &mut Vec::new(), inputs)?)));
    let made = found.and_then(|(name, node)| checked(&node, name, own, inputs));
    let template = made.or_else(|| checked(&first(inputs)?, FIRST, own, inputs));
    Arc::new(template.unwrap_or_else(|| unreachable!("{FIRST} comes along, and a test reads it")))
}

/// A template that comes along.
#[cfg(test)]
pub fn built_in_template(name: &str) -> Arc<Template> {
    struct NoFiles;
    impl crate::base::Files for NoFiles {
        fn read(&self, _: &str, path: &str) -> Result<crate::base::Loaded, String> {
            Err(format!("a template that comes along names `{path}`"))
        }
    }
    let mut sources = crate::base::Sources::default();
    let mut inputs = Inputs::new(&mut sources, &NoFiles);
    let template = read(Some(&Text::made(name)), &[], &mut inputs);
    assert!(inputs.problems.is_empty(), "{name}: {:?}", inputs.problems);
    template
}

/// The template in a tree, with that of its large print.
fn checked(node: &Node, name: &str, own: &Own, inputs: &mut Inputs<'_>) -> Option<Template> {
    let fields: TemplateFields = reader::read(node, &mut inputs.problems)?;
    let large = fields.large_print.clone().filter(|l| !l.is_absent() && l.trimmed() != name);
    let large = large.and_then(|large| {
        let node = tree(&large, own, &mut Vec::new(), inputs)?;
        let fields: TemplateFields = reader::read(&node, &mut inputs.problems)?;
        resolve::template(fields, large.trimmed(), inputs)
    });
    Some(Template { large: large.map(Arc::new), ..resolve::template(fields, name, inputs)? })
}

fn first(inputs: &mut Inputs<'_>) -> Option<Node> {
    let file = inputs.sources.add(format!("templates/{FIRST}.yaml"), TEMPLATES[0].1);
    yaml::load(TEMPLATES[0].1, file, 0, &mut inputs.problems)
}

/// The tree of the template that `name` names, over that of the one that it extends. `seen` are the files on the way
/// here.
fn tree(name: &Text, own: &Own, seen: &mut Vec<String>, inputs: &mut Inputs<'_>) -> Option<Node> {
    let word = name.trimmed();
    let of_brand = own.iter().find(|(n, _)| n.trimmed() == word).map(|(_, path)| path);
    let file = match (of_brand, built_in(word)) {
        (Some(path), _) => inputs.text(path)?,
        (None, Some(text)) => inputs.sources.add(format!("templates/{word}.yaml"), text),
        (None, None) if is_path(word) => inputs.text(name)?,
        (None, None) => {
            unknown(name, own, inputs);
            return None;
        }
    };
    let (at, text) = (inputs.sources.get(file).name.clone(), inputs.sources.get(file).text.clone());
    if seen.len() > DEEPEST && !seen.contains(&at) && built_in(word).is_none() {
        let message =
            format!("the template `{word}` is the {}th in a row that extend one another", seen.len() + 1);
        let help = format!(
            "let it, or an earlier one, extend `{FIRST}`: {} templates in a row are the most",
            DEEPEST + 1
        );
        inputs.error("template-deep", name.span, message, help);
        return None;
    }
    if seen.contains(&at) {
        let d = Diagnostic::error("template-cycle", format!("the template `{word}` extends itself"));
        let d = d.at(name.span).help(format!("let one of them extend `{FIRST}`"));
        inputs.problems.push(d);
        return None;
    }
    seen.push(at);
    let before = inputs.problems.len();
    let node = yaml::load(&text, file, 0, &mut inputs.problems);
    if node.is_none() && inputs.problems.len() == before {
        return first(inputs);
    }
    let node = node?;
    let base = match node.text_of("extends") {
        Some((base, place)) => tree(&Text::new(base, place.span), own, seen, inputs)?,
        None if built_in(FIRST) == Some(&text) => return Some(node),
        None => first(inputs)?,
    };
    Some(node.over(base))
}

/// Whether a word is a path and no name.
fn is_path(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.contains(['/', '\\']) || lower.ends_with(".yaml") || lower.ends_with(".yml")
}

fn unknown(name: &Text, own: &Own, inputs: &mut Inputs<'_>) {
    let known: Vec<&str> = own.iter().map(|(n, _)| n.trimmed()).chain(TEMPLATES.map(|t| t.0)).collect();
    let word = name.trimmed();
    let help = format!("{}; or name a file of yours: `./template.yaml`", suggest(word, &known));
    inputs.error("unknown-template", name.span, format!("there is no template `{word}`"), help);
}

#[cfg(test)]
mod tests;
