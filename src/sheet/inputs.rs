//! The files that a sheet names, and the messages that come up while it is read.

use super::languages::Languages;
use super::merge::Row;
use super::template::Templates;
use crate::base::source::no_text;
use crate::base::{Diagnostic, FileId, Files, Loaded, Sources, Span, Text};
use std::ops::Range;

/// What reading a sheet works with.
pub(super) struct Inputs<'a> {
    pub sources: &'a mut Sources,
    files: &'a dyn Files,
    pub problems: Vec<Diagnostic>,
    /// The languages of a sheet of two, and which of them is being read.
    pub languages: Option<Languages>,
    /// See `languages`.
    pub side: usize,
    /// The row of a list that the sheet is made for.
    pub row: Option<Row<'a>>,
    /// Templates that have been read for other copies of the sheet.
    pub templates: Option<&'a Templates>,
}

impl<'a> Inputs<'a> {
    pub fn new(sources: &'a mut Sources, files: &'a dyn Files) -> Inputs<'a> {
        Inputs { sources, files, problems: Vec::new(), languages: None, side: 0, row: None, templates: None }
    }

    pub fn error(
        &mut self,
        code: &'static str,
        at: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Diagnostic::error(code, message).at(at).help(help));
    }
    pub fn warning(
        &mut self,
        code: &'static str,
        at: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Diagnostic::warning(code, message).at(at).help(help));
    }
    pub fn note(
        &mut self,
        code: &'static str,
        at: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Diagnostic::note(code, message).at(at).help(help));
    }

    /// The bytes of the file that `path` names; reported where there are none.
    pub fn bytes(&mut self, path: &Text) -> Option<Loaded> {
        if path.is_absent() || self.leads_away(path) {
            return None;
        }
        let from = self.sources.get(path.span.file).name.clone();
        match self.files.read(&from, path.trimmed()) {
            Ok(loaded) => Some(loaded),
            Err(reason) => {
                let message = format!("`{}` cannot be read: {reason}", path.trimmed());
                let bare = path.trimmed().trim_matches(['“', '”', '„', '‘', '’']);
                let help = match bare == path.trimmed() {
                    true => format!("a path is relative to the file that names it, `{from}`"),
                    false => format!("write straight quotation marks, or none: `{bare}`"),
                };
                self.error("missing-file", path.span, message, help);
                None
            }
        }
    }

    /// The text of the file that `path` names, as a source of its own.
    pub fn text(&mut self, path: &Text) -> Option<FileId> {
        let loaded = self.bytes(path)?;
        if let Some((what, help)) = no_text(&loaded.bytes) {
            self.error("not-utf8", path.span, format!("`{}` is {what} and no text", path.trimmed()), help);
            return None;
        }
        match std::str::from_utf8(&loaded.bytes) {
            Ok(text) => Some(self.sources.add(loaded.name, text)),
            Err(e) => {
                let wide = matches!(loaded.bytes.get(..2), Some([0xff, 0xfe] | [0xfe, 0xff]));
                let what = if wide { "UTF-16 and not UTF-8" } else { "not UTF-8" };
                let message = format!("`{}` is {what}", path.trimmed());
                let file = self.sources.add(loaded.name, String::from_utf8_lossy(&loaded.bytes));
                // A text is kept without its byte-order mark.
                let mark = if loaded.bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
                let start = (e.valid_up_to() - mark) as u32;
                let end = start + char::REPLACEMENT_CHARACTER.len_utf8() as u32;
                self.error("not-utf8", Span { file, start, end }, message, "save it as UTF-8 in your editor");
                None
            }
        }
    }

    /// All of a source as one text, with its merge fields filled.
    pub fn whole(&mut self, file: FileId) -> Text {
        let source = self.sources.shared(file);
        self.part(file, &source.text, 0..source.text.len())
    }

    /// Some bytes of a source's `text`, with their merge fields filled.
    pub fn part(&mut self, file: FileId, text: &str, range: Range<usize>) -> Text {
        let span = Span { file, start: range.start as u32, end: range.end as u32 };
        let text = Text::new(&text[range], span);
        let filled = self.row.map(|row| row.fill(&text, |range| text.place(range)));
        match filled {
            Some(Ok(Some(f))) => Text::mapped(f.text, span, f.stretches).with_filled(f.ranges),
            Some(Err(problem)) => {
                self.problems.push(*problem);
                text
            }
            _ => text,
        }
    }

    /// Whether a value that a list has filled into a path could lead anywhere but beside the path's own words;
    /// reported where it could.
    fn leads_away(&mut self, path: &Text) -> bool {
        let value = &path.value;
        let plain = |range: Range<usize>| {
            let name = &value[range.clone()];
            let first = range.start == 0 || value[..range.start].ends_with('/');
            let leads = first && name.starts_with('.') || name.contains("..");
            !leads && !name.contains(['/', '\\', ':', '\0', '~', '%', '$'])
        };
        let Some(range) = path.filled().find(|range| !plain(range.clone())) else { return false };
        let message = format!("`{}` cannot be a part of a file's name", &value[range]);
        self.error(
            "merge-path",
            path.span,
            message,
            "use names of letters, digits, spaces, `-` and `_` in that column",
        );
        true
    }
}
