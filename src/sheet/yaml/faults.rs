//! What the YAML parser cannot read, in plain words, with the way out.

mod columns;
mod joined;

pub(super) use joined::explain as joined;

use crate::base::{Diagnostic, FileId, Severity, Span};
use serde_saphyr::granit_parser::ErrorKind;

/// A syntax error as a person needs it.
#[derive(Clone)]
pub(super) struct Fault {
    pub code: &'static str,
    pub message: String,
    pub help: String,
    /// Byte of the text that it is about.
    pub at: usize,
}

impl Fault {
    /// The message of it, for a text that begins at byte `offset` of `file`.
    pub fn at(self, file: FileId, offset: u32, severity: Severity) -> Diagnostic {
        let at = offset + self.at as u32;
        let span = Span { file, start: at, end: at };
        Diagnostic { severity, ..Diagnostic::error(self.code, self.message).at(span).help(self.help) }
    }
}

/// Words the error `kind` that the parser met at byte `at` of `text`.
pub(super) fn explain(kind: &ErrorKind, text: &str, at: usize) -> Fault {
    let line = Line::at(text, at);
    if matches!(kind, ErrorKind::RecursionLimitExceeded) {
        return fault("yaml-too-deep", at, "lists and mappings are nested too deep here", "unnest them");
    }
    by_kind_first(kind, &line, text, at)
        .or_else(|| columns::explain(kind, &line, text))
        .or_else(|| by_first_character(&line))
        .or_else(|| line.above(text).filter(|l| l.opens_flow()).and_then(|l| by_first_character(&l)))
        .unwrap_or_else(|| by_kind(kind, &line, at))
}

const QUOTE: &str = "put the value in quotation marks, or on the lines below after `|`";

/// What is plain whatever the line looks like.
fn by_kind_first(kind: &ErrorKind, line: &Line, text: &str, at: usize) -> Option<Fault> {
    use ErrorKind::*;
    Some(match kind {
        TabNotAllowed | TabInBlockIndentation | TabInIndentation | TabAtBlockScalarStart => {
            syntax(at, "a tab stands in the indentation", "indent with spaces")
        }
        UnclosedQuotedScalar | InvalidQuotedScalarIndent | DocumentIndicatorInQuotedScalar => {
            let help = "close it, or use the other kind of mark around a value that holds one";
            syntax(line.quote(text).unwrap_or(at), "a quotation mark is opened and not closed", help)
        }
        UnexpectedCharacter { character } if character.is_control() => {
            let message = format!("the character U+{:04X} is not allowed in YAML", u32::from(*character));
            syntax(at + text[at..].find(*character).unwrap_or(0), message, "remove it")
        }
        UnknownQuotedScalarEscape => syntax(
            at,
            "a backslash in double quotation marks starts an escape that YAML does not know",
            "write `\\\\` for a backslash, or use single quotation marks",
        ),
        InvalidTrailingSingleQuotedScalar => syntax(
            at,
            "words follow the closing quotation mark",
            "put the whole value in double quotation marks: an apostrophe ends a single-quoted value",
        ),
        InvalidTrailingDoubleQuotedScalar => syntax(
            at,
            "words follow the closing quotation mark",
            "put the whole value in single quotation marks, or write it on the lines below after `|`",
        ),
        _ => return None,
    })
}

/// Values that begin with a character which YAML keeps for itself.
fn by_first_character(line: &Line) -> Option<Fault> {
    let (at, value) = line.value()?;
    let first = value.chars().next()?;
    let message = match first {
        '*' => "a value that starts with `*` is read as an alias".to_owned(),
        '&' => "a value that starts with `&` is read as an anchor".to_owned(),
        '[' => "a value that starts with `[` is read as a list".to_owned(),
        '{' => "a value that starts with `{` is read as a mapping".to_owned(),
        '@' | '`' | '%' | '!' => format!("a value cannot start with `{first}`"),
        '|' | '>' if value.len() > 1 => {
            let message = format!("words follow the `{first}` that starts a text of several lines");
            return Some(syntax(at, message, "start the text on the line below, indented"));
        }
        _ => return None,
    };
    // A value that is itself a link or citation needs its marks around all of it.
    let inside =
        |sign: &usize| *sign > at && line.text[at - line.start..sign - line.start].contains(['{', ' ']);
    if let Some(at) = line.bracket_in_words().filter(inside).filter(|_| matches!(first, '[' | '{')) {
        let message = "inside `{…}` and `[…]` a bracket ends the text of a value";
        return Some(syntax(at, message, "put the whole value in double quotation marks"));
    }
    if matches!(first, '[' | '{') && !line.closed(first) {
        let help =
            format!("close it with `{}`; or, if it is text, put it in quotation marks", closing(first));
        return Some(syntax(at, format!("`{first}` is opened and not closed on this line"), help));
    }
    Some(syntax(at, message, QUOTE))
}

fn by_kind(kind: &ErrorKind, line: &Line, at: usize) -> Fault {
    use ErrorKind::*;
    match kind {
        MappingValueNotAllowed | InvalidColonPlacement if line.is_first_colon(at) => syntax(
            line.start + line.indent(),
            "this key does not line up with the keys above it",
            "indent the keys of one mapping equally",
        ),
        MappingValueNotAllowed | InvalidColonPlacement | InvalidMappingValueWhitespace => {
            syntax(at, "a colon and a space inside a value are read as another key", QUOTE)
        }
        ExpectedBlockSequenceEntry => syntax(
            at,
            "a key stands among the items of a list",
            "begin it with `- `, or indent it less than the list",
        ),
        ExpectedBlockMappingKey | SimpleKeyExpected | InvalidSimpleKey | InvalidIndentation => syntax(
            line.start + line.indent(),
            "this line is neither `key: value` nor part of the value above",
            "indent it deeper than the key above, or give it a key",
        ),
        UnexpectedEofFlowSequence | UnexpectedEofFlowMapping | UnclosedFlowCollection { .. } => {
            syntax(at, "a bracket is opened and not closed", "close it with `]` or `}`")
        }
        BlockSequenceEntryNotAllowed => {
            syntax(at, "a list cannot start here", "start it on the line below the key, with `- `")
        }
        UnknownAnchor => syntax(at, "this alias has no anchor before it", QUOTE),
        other => syntax(at, format!("YAML cannot be read here: {other}"), QUOTE),
    }
}

pub(super) fn syntax(at: usize, message: impl Into<String>, help: impl Into<String>) -> Fault {
    fault("yaml-syntax", at, message, help)
}

fn fault(code: &'static str, at: usize, message: impl Into<String>, help: impl Into<String>) -> Fault {
    Fault { code, message: message.into(), help: help.into(), at }
}

fn closing(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

/// A line of the file.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn at(text: &'t str, at: usize) -> Line<'t> {
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
        let line = Line { start, text: &text[start..end] };
        // At the end of the file the fault lies in the last line with words.
        if line.text.trim().is_empty() { line.above(text).unwrap_or(line) } else { line }
    }
    fn above(&self, text: &'t str) -> Option<Line<'t>> {
        let before = text[..self.start].trim_end();
        (!before.is_empty()).then(|| {
            let start = before.rfind('\n').map_or(0, |i| i + 1);
            Line { start, text: &before[start..] }
        })
    }
    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }
    /// What stands behind the first `key: ` or `- `, with its place.
    fn value(&self) -> Option<(usize, &'t str)> {
        let body = self.text.trim_start().trim_start_matches("- ").trim_start();
        let value = match body.find(": ") {
            Some(i) if !body.starts_with(['[', '{', '*', '&', '@', '`', '%', '!']) => body[i + 2..].trim(),
            _ => body.trim(),
        };
        let at = self.start + (value.as_ptr() as usize - self.text.as_ptr() as usize);
        (!value.is_empty()).then_some((at, value))
    }
    /// The quotation mark that opens a value, on this line or the nearest above.
    fn quote(&self, text: &'t str) -> Option<usize> {
        let lines = std::iter::successors(Some(*self), |line| line.above(text));
        let mut values = lines.filter_map(|line| line.value());
        values.find(|(_, value)| value.starts_with(['"', '\''])).map(|(at, _)| at)
    }
    fn opens_flow(&self) -> bool {
        self.value()
            .is_some_and(|(_, v)| v.starts_with(['[', '{']) && !self.closed(v.chars().next().unwrap_or('[')))
    }
    fn closed(&self, open: char) -> bool {
        self.text.matches(open).count() <= self.text.matches(closing(open)).count()
    }
    /// The bracket of a note, a citation or a link outside quotation marks.
    fn bracket_in_words(&self) -> Option<usize> {
        let bare = |at: &usize| self.text[..*at].matches('"').count().is_multiple_of(2);
        let found = ["^[", "[@", "]("].iter().filter_map(|sign| self.text.find(sign));
        found.filter(bare).min().map(|at| self.start + at)
    }
    fn is_first_colon(&self, at: usize) -> bool {
        at.checked_sub(self.start).and_then(|i| self.text.get(..i)).is_some_and(|t| !t.contains(": "))
            && !self.text.trim_start().starts_with("- ")
    }
}
