//! From a file to a sheet: YAML, or Markdown with YAML in front.

use super::assemble;
use super::fields::SheetFields;
use super::front::Parts;
use super::inputs::Inputs;
use super::languages::{self, Languages};
use super::merge::{self, Columns, Row};
use super::model::{Second, Section, Sheet};
use super::template::Templates;
use super::{check, prose, read, yaml};
use crate::base::{Diagnostic, Diagnostics, FileId, Files, Severity, Sources, Span, Text};
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
    let master = Master::read(sources, file, diags)?;
    let Some((field, at)) = master.open() else { return master.sheet(sources, files, None, diags) };
    let help = "`handbill batch SHEET --recipients LIST --row 1` makes the first copy of a list";
    let refused = |field: &str| {
        let message =
            format!("`{field}` has no value without a list, and the sheet cannot be set without one");
        Diagnostic::error("merge-open", message).at(at).help(help)
    };
    // Without its language nothing can be said of a sheet.
    if let Some(lang) =
        languages::all(&master.node).into_iter().find(|lang| merge::fields(lang).next().is_some())
    {
        diags.push(refused(lang));
        return None;
    }
    let mut found = Diagnostics::default();
    let sheet = master.sheet(sources, files, None, &mut found);
    // What a field is no number, no date and no path for, a value may be.
    let of_field = |d: &&Diagnostic| {
        let written = d.span.and_then(|s| sources.get(s.file).text.get(s.start as usize..s.end as usize));
        d.severity == Severity::Error && written.is_some_and(|text| merge::fields(text).next().is_some())
    };
    diags.push(match found.iter().any(|d| of_field(&d)) {
        true => refused(&field),
        false => {
            let message = format!("`{field}` stands as it is written: `build` has no list to fill it from");
            Diagnostic::warning("merge-open", message).at(at).help(help)
        }
    });
    found.iter().filter(|d| !of_field(d)).for_each(|d| diags.push(d.clone()));
    sheet
}

/// A sheet's file read as far as it is the same for all of its copies: a tree of values, and the text behind it.
pub struct Master {
    file: FileId,
    node: yaml::Node,
    /// Where its Markdown stands, in a file that has its fields in front.
    body: Option<Range<usize>>,
    /// Templates that its copies have in common.
    templates: Templates,
}

impl Master {
    /// Reads the sheet in `file`, and nothing that it names. `None` after a mistake in its YAML.
    pub fn read(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Master> {
        let mut problems = Vec::new();
        let source = sources.get(file);
        let master = read_master(file, &source.name, &source.text, &mut problems);
        tell(problems, sources, diags);
        master
    }

    /// Its language as it is written, a BCP 47 tag; with merge fields where it is the row's.
    pub fn lang(&self) -> &str {
        languages::all(&self.node).first().copied().unwrap_or_default()
    }

    /// The first merge field or condition of the sheet.
    fn open(&self) -> Option<(String, Span)> {
        merge::open(&self.node)
    }

    /// Looks through the sheet and the texts that it names for merge fields: `diags` has an error for each that no
    /// row of a list with these columns can fill.
    pub fn check(
        &self,
        sources: &mut Sources,
        files: &dyn Files,
        columns: &Columns,
        diags: &mut Diagnostics,
    ) {
        let mut inputs = Inputs::new(sources, files);
        let mut texts: Vec<Text> = Vec::new();
        if let Some(body) = self.body.clone() {
            let source = inputs.sources.shared(self.file);
            texts.push(inputs.part(self.file, &source.text, body));
        }
        for path in merge::body_files(&self.node) {
            // One that is not there is told with the sheet.
            texts.extend(inputs.text(&path).map(|file| inputs.whole(file)));
        }
        let mut problems = Vec::new();
        merge::check(&self.node, texts.iter(), columns, &mut problems);
        tell(problems, sources, diags);
    }

    /// The sheet as it is for a row of a list, or with its fields as they are written; with everything that it names.
    pub fn sheet(
        &self,
        sources: &mut Sources,
        files: &dyn Files,
        row: Option<Row<'_>>,
        diags: &mut Diagnostics,
    ) -> Option<Sheet> {
        // Dates and numbers are written as the language has them that they stand in.
        let fill = |tag: &str| {
            let filled = row.and_then(|row| Some(row.fill(tag, |_| self.node.span).ok()??.text));
            filled.unwrap_or_else(|| tag.to_owned())
        };
        let tags: Vec<String> = languages::all(&self.node).into_iter().map(fill).collect();
        let lang = |side: usize| tags.get(side).map_or("", |tag| tag.trim());
        let mut inputs = Inputs::new(sources, files);
        inputs.row = row.map(|row| Row { lang: lang(0), ..row });
        inputs.templates = inputs.row.is_some().then_some(&self.templates);
        let sheet = self.read_sheet(&mut inputs, row.map(|row| Row { lang: lang(1), ..row }));
        let problems = std::mem::take(&mut inputs.problems);
        tell(without_consequences(problems, row.is_some()), inputs.sources, diags);
        sheet
    }

    /// The sheet; `second` is the row in the second of two languages.
    fn read_sheet<'a>(&self, inputs: &mut Inputs<'a>, second: Option<Row<'a>>) -> Option<Sheet> {
        let own = languages::of_row(&self.node, inputs);
        let node = own.as_ref().unwrap_or(&self.node);
        inputs.languages =
            Languages::of(node, &mut inputs.problems).map(|both| both.among_others(own.is_some()));
        let Some(languages) = inputs.languages.clone() else {
            inputs.languages = Languages::one(node);
            let mut sheet = self.read_fields(node, inputs)?;
            check::sheet(&mut sheet, &mut inputs.problems);
            return Some(sheet);
        };
        let first = languages.project(node, 0, &mut inputs.problems);
        let mut sheet = self.read_fields(&first.node, inputs)?;
        let projected = languages.project(node, 1, &mut Vec::new());
        (inputs.side, inputs.row) = (1, second);
        let mut other = self.read_fields(&projected.node, inputs)?;
        check::pair(&mut sheet, &mut other, &first.translated, &mut inputs.problems);
        sheet.second = Some(Box::new(Second { sheet: other, translated: first.translated }));
        Some(sheet)
    }

    /// The sheet of one language.
    fn read_fields(&self, node: &yaml::Node, inputs: &mut Inputs<'_>) -> Option<Sheet> {
        let source = inputs.sources.shared(self.file);
        let before = inputs.problems.len();
        let row = inputs.row;
        let mut fields: SheetFields = read::read_for(node, row.as_ref(), &mut inputs.problems)?;
        read::remark::explain(&mut inputs.problems[before..], &source.text);
        let told = inputs.problems.split_off(before);
        inputs.problems.extend(read::comma::explain(told, &source.text));
        if !matches!(node.value, yaml::Value::Map(_)) {
            return None;
        }
        if let Some(body) = self.body.clone() {
            let sections = prose::sections(&source.text, body, self.file, inputs);
            add_sections(&mut fields.sections, sections, inputs);
        }
        Some(assemble::sheet(fields, self.file, inputs))
    }
}

/// The messages without errors that are there because a row has no value for a field: a figure that is missing is also
/// no number, and a title no text.
fn without_consequences(mut found: Vec<Diagnostic>, of_row: bool) -> Vec<Diagnostic> {
    let cause = |d: &Diagnostic| {
        d.severity == Severity::Error && (d.code.starts_with("merge-") || d.code == "list-cell-error")
    };
    if of_row && found.iter().any(cause) {
        // A cell that is empty is so wherever it is asked for.
        let mut told = BTreeSet::new();
        found.retain(|d| d.severity != Severity::Error || cause(d) && told.insert(d.message.clone()));
    }
    found
}

/// Passes messages on in the order of their places, each once, and no more than help.
fn tell(mut found: Vec<Diagnostic>, sources: &Sources, diags: &mut Diagnostics) {
    if found.is_empty() {
        return;
    }
    found.sort_by_key(|d| d.span.map(|s| (s.file, s.start)));
    // What both languages of a sheet share is read twice, the brand's file as two sources of one name.
    let mut told = BTreeSet::new();
    let place = |s: Span| (sources.get(s.file).name.clone(), s.start, s.end);
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
}

fn read_master(file: FileId, name: &str, text: &str, problems: &mut Vec<Diagnostic>) -> Option<Master> {
    let parts = Parts::of(text);
    if parts.body.is_none() && is_markdown(name) && !text.trim().is_empty() {
        problems.push(no_front_matter(text, file));
        return None;
    }
    let front = &text[parts.front.clone()];
    let node = yaml::load(front, file, parts.front.start as u32, problems);
    if node.is_none() && problems.is_empty() {
        problems.push(nothing_written(file));
    }
    let node = node?;
    if let Some(problem) = brand_alone(&node) {
        problems.push(problem);
        return None;
    }
    Some(Master { file, node, body: parts.body, templates: Templates::default() })
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
