//! The files that a sheet names, and the messages that come up while it is read.

use crate::base::{Diagnostic, FileId, Files, Loaded, Sources, Span, Text};

/// What reading a sheet works with.
pub(super) struct Inputs<'a> {
    pub sources: &'a mut Sources,
    files: &'a dyn Files,
    pub problems: Vec<Diagnostic>,
}

impl<'a> Inputs<'a> {
    pub fn new(sources: &'a mut Sources, files: &'a dyn Files) -> Inputs<'a> {
        Inputs { sources, files, problems: Vec::new() }
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
                let help = format!("a path is relative to the file that names it, `{from}`");
                self.error("missing-file", path.span, message, help);
                None
            }
        }
    }

    /// The text of the file that `path` names, as a source of its own.
    pub fn text(&mut self, path: &Text) -> Option<FileId> {
        let loaded = self.bytes(path)?;
        match std::str::from_utf8(&loaded.bytes) {
            Ok(text) => Some(self.sources.add(loaded.name, text)),
            Err(e) => {
                let message =
                    format!("`{}` is not UTF-8 text (byte {} is not)", path.trimmed(), e.valid_up_to() + 1);
                self.error("not-utf8", path.span, message, "save it as UTF-8");
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
