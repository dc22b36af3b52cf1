//! What only the whole sheet can tell: citations and their sources, anchors and references to them, quotes
//! and the words that they repeat, counts and texts that must not be empty.

mod anchors;
mod blocks;
mod cells;
mod cited;
mod languages;
mod left_out;
pub(super) mod plain;
mod quotes;
mod stray;
mod words;

use super::model::Sheet;
use crate::base::{Diagnostic, Severity, Span};
use words::Words;

/// Checks the sheet; fills in which pull quotes repeat the body.
pub(super) fn sheet(sheet: &mut Sheet, problems: &mut Vec<Diagnostic>) {
    let words = Words::of(sheet);
    one(sheet, &words, &words.cited, problems);
    left_out::check(sheet, &mut Found { problems });
}

/// Checks a sheet in two languages: each by itself, and one against the other. `translated` are the places where
/// something is written once for each.
pub(super) fn pair(
    first: &mut Sheet,
    second: &mut Sheet,
    translated: &[Span],
    problems: &mut Vec<Diagnostic>,
) {
    let words = [Words::of(first), Words::of(second)];
    let cited = [words[0].cited.as_slice(), &words[1].cited].concat();
    one(first, &words[0], &cited, problems);
    one(second, &words[1], &cited, problems);
    left_out::check(first, &mut Found { problems });
    languages::check([first, second], translated, &mut Found { problems });
}

/// Checks the sheet of one language; `cited` is what the sheet cites in any.
fn one(sheet: &mut Sheet, words: &Words, cited: &[(String, Span)], problems: &mut Vec<Diagnostic>) {
    let mut found = Found { problems };
    whole(sheet, &mut found);
    cited::check(sheet, cited, &mut found);
    anchors::check(sheet, words, &mut found);
    stray::check(sheet, &words.strays, &mut found);
    quotes::check(sheet, &words.plain, &mut found);
    blocks::check(sheet, &mut found);
    plain::check(sheet, &mut found);
}

/// Where messages go.
struct Found<'a> {
    problems: &'a mut Vec<Diagnostic>,
}

impl Found<'_> {
    fn error(&mut self, code: &'static str, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Diagnostic::error(code, message).at(at).help(help));
    }
    fn warning(&mut self, code: &'static str, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Diagnostic::warning(code, message).at(at).help(help));
    }
    /// Whether something inside `at` could not be read, so that its being empty says nothing.
    fn is_broken(&self, at: Span) -> bool {
        let inside = |s: Span| s.file == at.file && (at.start..=at.end).contains(&s.start);
        self.problems.iter().any(|d| d.severity == Severity::Error && d.span.is_some_and(inside))
    }
}

fn whole(sheet: &Sheet, found: &mut Found<'_>) {
    let top = Span { start: 0, end: 0, ..sheet.title.span };
    if sheet.title.is_blank() && !sheet.title.is_absent() {
        found.error("empty-value", sheet.title.span, "the title is empty", "give the sheet a title");
    }
    if sheet.date.is_none() && !found.problems.iter().any(|d| d.code == "bad-date") {
        let help = "add `date: 2026-11-15` with the day on which its facts were checked";
        found.warning(
            "missing-date",
            top,
            "the sheet has no `date`, and readers trust no facts without one",
            help,
        );
    }
    if sheet.sections.is_empty() {
        found.warning("no-sections", top, "the sheet has no sections", "add `sections`, each with a `body`");
    }
    for section in &sheet.sections {
        if section.body.is_empty() && !found.is_broken(section.place) {
            let help = "give it a `body`, or remove it";
            found.warning("empty-section", section.place, "this section has no body", help);
        }
    }
}
