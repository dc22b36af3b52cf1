//! Messages to the user, collected and never thrown: a stage reports as many as one run can see.

use super::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something the build did that the user may want to know.
    Note,
    /// The file is written, but somebody should look.
    Warning,
    /// No file is written.
    Error,
}

/// One message. It is lower case, names the thing in backticks and ends with a way out.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Its name, as `handbill explain` knows it: `unknown-field`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where, in a text of the build.
    pub span: Option<Span>,
    /// Where, in a file that is too long to be one.
    pub elsewhere: Option<Box<Elsewhere>>,
    /// What the user can do.
    pub help: Option<String>,
}

/// A place in a file whose text is not kept: a list of recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The file, as the user named it.
    pub file: String,
    /// The line, from 1, where one is meant.
    pub line: Option<u64>,
}

impl Diagnostic {
    /// An error that keeps the file from being written.
    pub fn error(code: &'static str, message: impl Into<String>) -> Diagnostic {
        let message = message.into();
        Diagnostic { code, severity: Severity::Error, message, span: None, elsewhere: None, help: None }
    }
    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, message) }
    }
    /// A note.
    pub fn note(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Note, ..Diagnostic::error(code, message) }
    }
    /// The same message with its place.
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Diagnostic {
        self.span = span.into();
        self
    }
    /// The same message with a place in a file that is no text of the build.
    pub fn within(mut self, file: &str, line: impl Into<Option<u64>>) -> Diagnostic {
        self.elsewhere = Some(Box::new(Elsewhere { file: file.to_owned(), line: line.into() }));
        self
    }
    /// The same message with its way out.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

/// The messages of one build, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Takes a message; the same message at the same place is kept once.
    pub fn push(&mut self, d: Diagnostic) {
        if !self.list.contains(&d) {
            self.list.push(d);
        }
    }
    /// Makes errors of the messages with this code.
    pub fn raise(&mut self, code: &str) {
        self.list.iter_mut().filter(|d| d.code == code).for_each(|d| d.severity = Severity::Error);
    }
    /// All messages so far.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }
    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }
    /// Takes over the messages of another stage.
    pub fn extend(&mut self, other: Diagnostics) {
        other.list.into_iter().for_each(|d| self.push(d));
    }
}
