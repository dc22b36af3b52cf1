//! The files that a sheet names, and the messages that come up while it is read.

use super::languages::Languages;
use crate::base::source::no_text;
use crate::base::{Diagnostic, FileId, Files, Loaded, Sources, Span, Text};

/// What reading a sheet works with.
pub(super) struct Inputs<'a> {
    pub sources: &'a mut Sources,
    files: &'a dyn Files,
    pub problems: Vec<Diagnostic>,
    /// The languages of a sheet of two, and which of them is being read.
    pub languages: Option<Languages>,
    /// See `languages`.
    pub side: usize,
}

impl<'a> Inputs<'a> {
    pub fn new(sources: &'a mut Sources, files: &'a dyn Files) -> Inputs<'a> {
        Inputs { sources, files, problems: Vec::new(), languages: None, side: 0 }
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
        if path.is_absent() {
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

    /// All of a source as one text.
    pub fn whole(&self, file: FileId) -> Text {
        let text = &self.sources.get(file).text;
        Text::new(text.clone(), Span { file, start: 0, end: text.len() as u32 })
    }
}
