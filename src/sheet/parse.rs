//! From a file to a sheet: YAML, or Markdown with YAML in front.

use super::assemble;
use super::fields::SheetFields;
use super::inputs::Inputs;
use super::languages::Languages;
use super::model::{Second, Section, Sheet};
use super::{check, prose, read, yaml};
use crate::base::{Diagnostic, Diagnostics, FileId, Files, Severity, Sources, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// More messages than this help nobody; a file with so many is no sheet.
const MOST_PROBLEMS: usize = 100;

/// Reads the sheet in `file` and everything that it names: brand, texts, tables, pictures.
///
/// All that is wrong goes to `diags`, ordered by place. There is a sheet even after errors, with something
/// harmless where they were, so that later stages can look for more; `None` where nothing could be read.
pub fn parse(
    sources: &mut Sources,
    file: FileId,
    files: &dyn Files,
    diags: &mut Diagnostics,
) -> Option<Sheet> {
    let mut inputs = Inputs::new(sources, files);
    let sheet = read_sheet(file, &mut inputs);
    let mut found = std::mem::take(&mut inputs.problems);
    found.sort_by_key(|d| d.span.map(|s| (s.file, s.start)));
    // What both languages of a sheet share is read twice, the brand's file as two sources of one name.
    let mut told = BTreeSet::new();
    let place = |s: Span| (inputs.sources.get(s.file).name.clone(), s.start, s.end);
    found.retain(|d| told.insert((d.code, d.span.map(place), d.message.clone())));
    // Without its sections a sheet has none and cites nothing: that is one mistake.
    if found
        .iter()
        .any(|d| d.code == "unknown-field" && d.help.as_deref() == Some("did you mean `sections`?"))
    {
        found.retain(|d| !matches!(d.code, "no-sections" | "source-unused"));
    }
    let more = found.len().saturating_sub(MOST_PROBLEMS);
    // An error is worth more than a warning that stands before it.
    if more > 0 {
        found.sort_by_key(|d| d.severity != Severity::Error);
    }
    found.into_iter().take(MOST_PROBLEMS).for_each(|d| diags.push(d));
    if more > 0 {
        diags.push(Diagnostic::note("more-problems", format!("{more} more problems are not shown")));
    }
    sheet
}

fn read_sheet(file: FileId, inputs: &mut Inputs<'_>) -> Option<Sheet> {
    let source = inputs.sources.get(file).clone();
    let parts = Parts::of(&source.text);
    let before = inputs.problems.len();
    if parts.body.is_none() && is_markdown(&source.name) && !source.text.trim().is_empty() {
        inputs.problems.push(no_front_matter(&source.text, file));
        return None;
    }
    let front = &source.text[parts.front.clone()];
    let node = yaml::load(front, file, parts.front.start as u32, &mut inputs.problems);
    if node.is_none() && inputs.problems.len() == before {
        inputs.problems.push(nothing_written(file));
    }
    let node = node?;
    if let Some(problem) = brand_alone(&node) {
        inputs.problems.push(problem);
        return None;
    }
    let read = |node: &yaml::Node, inputs: &mut Inputs<'_>| {
        let before = inputs.problems.len();
        let mut fields: SheetFields = read::read(node, &mut inputs.problems)?;
        read::remark::explain(&mut inputs.problems[before..], &source.text);
        let told = inputs.problems.split_off(before);
        inputs.problems.extend(read::comma::explain(told, &source.text));
        if !matches!(node.value, yaml::Value::Map(_)) {
            return None;
        }
        if let Some(body) = parts.body.clone() {
            let sections = prose::sections(&source.text, body, file);
            add_sections(&mut fields.sections, sections, inputs);
        }
        Some(assemble::sheet(fields, file, inputs))
    };
    inputs.languages = Languages::of(&node, &mut inputs.problems);
    let Some(languages) = inputs.languages.clone() else {
        inputs.languages = Languages::one(&node);
        let mut sheet = read(&node, inputs)?;
        check::sheet(&mut sheet, &mut inputs.problems);
        return Some(sheet);
    };
    let first = languages.project(&node, 0, &mut inputs.problems);
    let mut sheet = read(&first.node, inputs)?;
    let second = languages.project(&node, 1, &mut Vec::new());
    inputs.side = 1;
    let mut other = read(&second.node, inputs)?;
    check::pair(&mut sheet, &mut other, &first.translated, &mut inputs.problems);
    sheet.second = Some(Box::new(Second { sheet: other, translated: first.translated }));
    Some(sheet)
}

fn add_sections(given: &mut Vec<Section>, prose: Vec<Section>, inputs: &mut Inputs<'_>) {
    if let (Some(section), false) = (given.first(), prose.is_empty()) {
        let message = "this sheet has `sections` and Markdown below them";
        let help = "write the sections as Markdown headings (`## Heading`), or all of them in `sections`";
        inputs.problems.push(Diagnostic::error("two-bodies", message).at(section.place).help(help));
    }
    given.extend(prose);
}

/// The message that this is a brand's file, where it has what brands have and nothing that sheets have.
fn brand_alone(node: &yaml::Node) -> Option<Diagnostic> {
    let yaml::Value::Map(pairs) = &node.value else { return None };
    let has = |words: &[&str]| {
        pairs
            .iter()
            .any(|(key, _)| matches!(&key.value, yaml::Value::Scalar(k, _) if words.contains(&k.as_str())))
    };
    let brand = has(&["meta", "color", "logo", "typography"]);
    let sheet = has(&["handbill", "lang", "title", "sections"]);
    (brand && !sheet).then(|| {
        let problem = Diagnostic::error("brand-not-sheet", "this is a brand, not a sheet").at(node.span);
        problem.help("name it in a sheet, `brand: brand.yaml`, and build the sheet")
    })
}

fn is_markdown(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".md") || name.ends_with(".markdown")
}

/// The message that a sheet in Markdown does not say where its fields begin, or where they end.
fn no_front_matter(text: &str, file: FileId) -> Diagnostic {
    let first = text.lines().next().unwrap_or_default();
    let span = Span { file, start: 0, end: first.trim_end().len() as u32 };
    let (message, help) = match first.trim_end() == "---" {
        true => (
            "the fields that begin here have no end",
            "write a line `---` between the last field and the text",
        ),
        false => (
            "a sheet in Markdown begins with its fields, between two lines `---`",
            "write `---` on the first line, then `handbill: 1`, `lang` and `title`, and `---` before the text",
        ),
    };
    Diagnostic::error("front-matter", message).at(span).help(help)
}

fn nothing_written(file: FileId) -> Diagnostic {
    let span = Span { file, start: 0, end: 0 };
    let help = "a sheet begins with `handbill: 1`, `lang` and `title`; `handbill new` writes one";
    Diagnostic::error("empty-file", "nothing is written in this file").at(span).help(help)
}

/// The two parts of a file.
struct Parts {
    /// The YAML.
    front: Range<usize>,
    /// The Markdown behind the second `---`.
    body: Option<Range<usize>>,
}

impl Parts {
    /// Markdown has its YAML between two lines of `---`; a file without the second is YAML alone.
    fn of(text: &str) -> Parts {
        let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        });
        let mut fences = lines.by_ref().enumerate().filter(|(_, (_, line))| line.trim_end() == "---");
        match (fences.next(), fences.next()) {
            (Some((0, (_, first))), Some((_, (at, second)))) => {
                Parts { front: first.len()..at, body: Some(at + second.len()..text.len()) }
            }
            _ => Parts { front: 0..text.len(), body: None },
        }
    }
}
