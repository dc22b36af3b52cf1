//! Values that need quotation marks and have none, or have such as YAML does not know.

use super::super::faults::syntax;
use super::Mend;
use super::rows::{self, Row};
use std::ops::Range;

/// The values of `row` that may need quotation marks.
pub(super) fn unquoted(row: &Row<'_>) -> Vec<Mend> {
    if row.is_prose {
        return Vec::new();
    }
    let inner = inside(row).into_iter().filter_map(|(key, range)| mend(row, key, range, true));
    let mut mends: Vec<Mend> = inner.collect();
    let whole = whole(row).and_then(|(key, range)| mend(row, key, range, false));
    mends.extend(whole);
    mends
}

/// The value behind the line's key or `- `, with the key; in bytes of the line.
fn whole<'t>(row: &Row<'t>) -> Option<(&'t str, Range<usize>)> {
    let key = row.key().unwrap_or_default();
    let behind = if key.is_empty() { row.body() } else { row.body() + key.len() + 1 };
    let value = row.text[behind..].trim();
    let start = row.text.len() - row.text[behind..].trim_start().len();
    (!value.is_empty()).then_some((key, start..start + value.len()))
}

/// The values behind keys between braces, each up to the next key.
fn inside<'t>(row: &Row<'t>) -> Vec<(&'t str, Range<usize>)> {
    let line = row.text;
    let keys = rows::keys(line);
    let ends = keys.iter().skip(1).map(|(key, _)| line[..*key].trim_end().trim_end_matches([',', '{']).len());
    let ends = ends.chain([line.trim_end().len()]);
    let values = keys.iter().zip(ends).filter(|((_, start), end)| start < end);
    values
        .map(|((key, start), end)| {
            let start = start + line[*start..end].len() - line[*start..end].trim_start().len();
            (&line[*key..*key + rows::word(&line[*key..])], start..start + balanced(&line[start..end]))
        })
        .collect()
}

/// Bytes of `value` without the brackets at its end that it does not open.
fn balanced(value: &str) -> usize {
    let mut value = value.trim_end();
    while let Some(close) = value.chars().next_back().filter(|c| matches!(c, ']' | '}')) {
        let open = if close == ']' { '[' } else { '{' };
        if value.matches(open).count() >= value.matches(close).count() {
            break;
        }
        value = value[..value.len() - 1].trim_end();
    }
    value.len()
}

fn mend(row: &Row<'_>, key: &str, range: Range<usize>, flow: bool) -> Option<Mend> {
    let value = &row.text[range.clone()];
    let (at, message) = reason(value, flow)?;
    let at = row.start + range.start + at;
    if key == "cite" && value.starts_with('@') {
        let help = format!("write the key alone: `cite: {}`", short(value.trim_start_matches('@')));
        let fault = syntax(at, message, help);
        let start = row.start + range.start;
        return Some(Mend { fault, range: start..start + 1, with: String::new() });
    }
    let words = bare(value);
    let before = if key.is_empty() { String::new() } else { format!("{key}: ") };
    let plain = |mark: char| !words.contains(mark) && !words.contains('\\');
    let (with, help) = match ['"', '\''].into_iter().find(|mark| plain(*mark)) {
        Some(mark) => {
            let kind = if mark == '"' { "double" } else { "single" };
            let marks = format!("put the whole value in {kind} quotation marks");
            (format!("{mark}{words}{mark}"), format!("{marks}: `{before}{mark}{}{mark}`", short(words)))
        }
        None => {
            let help = match flow {
                true => "put the whole value in double quotation marks, with `\\` before each mark inside it",
                false => "write `|` in the place of the value, and the value on the line below, indented",
            };
            (format!("{words:?}"), help.to_owned())
        }
    };
    let range = row.start + range.start..row.start + range.end;
    Some(Mend { fault: syntax(at, message, help), range, with })
}

/// Why a value cannot stand without quotation marks, and at which of its bytes that shows.
fn reason(value: &str, flow: bool) -> Option<(usize, String)> {
    let first = value.chars().next()?;
    let early = |at: usize| {
        let rest = value.get(at + 1..).unwrap_or_default();
        (!rest.trim().is_empty() && !rest.trim_start().starts_with('#')).then(|| {
            (value.len() - rest.trim_start().len(), "words follow the closing quotation mark".to_owned())
        })
    };
    match first {
        '“' | '”' | '„' | '‘' | '’' => {
            let message = format!("`{first}` is no quotation mark to YAML, which knows `\"` and `'`");
            return Some((0, message));
        }
        '"' | '\'' => return rows::closing(value, 0).and_then(early),
        '*' => return Some((0, "a value that starts with `*` is read as an alias".to_owned())),
        '&' => return Some((0, "a value that starts with `&` is read as an anchor".to_owned())),
        '!' => return Some((0, "a value cannot start with `!`: YAML reads it as a type".to_owned())),
        '@' | '`' | '%' => return Some((0, format!("a value cannot start with `{first}`"))),
        '[' | '{' => {
            let shape = if first == '[' { "a list" } else { "a mapping" };
            let text = value.starts_with("{{") || value.starts_with("[@") || ends_early(value);
            return text.then(|| (0, format!("a value that starts with `{first}` is read as {shape}")));
        }
        _ => {}
    }
    let bracket = value.find(['[', '{']).filter(|_| flow);
    if let Some(at) = bracket {
        let at = if value[..at].ends_with('^') { at - 1 } else { at };
        return Some((at, "inside `{…}` and `[…]` a bracket ends the text of a value".to_owned()));
    }
    let colon = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))?;
    Some((colon, "a colon and a space inside a value are read as another key".to_owned()))
}

/// Whether words and not only more brackets follow the bracket that closes the first one.
fn ends_early(value: &str) -> bool {
    let mut depth = 0;
    let end = value.char_indices().find(|(_, c)| {
        depth += match c {
            '[' | '{' => 1,
            ']' | '}' => -1,
            _ => 0,
        };
        depth == 0
    });
    let rest = end.and_then(|(i, _)| value.get(i + 1..)).unwrap_or_default().trim_start();
    !rest.trim_matches([']', '}', ' ']).is_empty() && !rest.starts_with('#')
}

/// The words of a value without the marks that were meant to quote them.
fn bare(value: &str) -> &str {
    let pairs = [('"', '"'), ('\'', '\''), ('“', '”'), ('”', '”'), ('„', '“'), ('‘', '’'), ('’', '’')];
    let bare = |(open, close): (char, char)| value.strip_prefix(open)?.strip_suffix(close);
    pairs.into_iter().find_map(bare).unwrap_or(value)
}

/// The beginning of a value, as far as a help shows it.
pub(super) fn short(value: &str) -> String {
    let value = value.replace('`', "'");
    if value.chars().count() <= 40 {
        return value;
    }
    let words: String = value.chars().take(32).collect();
    format!("{}…", words.trim_end())
}
