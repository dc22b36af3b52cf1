//! Values between braces that a comma cuts in two: `{value: 212,000}`.

use crate::base::{Diagnostic, Span};

/// The same messages, with one for each value that a comma has cut instead of those about its parts; `text` is their
/// file's.
pub fn explain(found: Vec<Diagnostic>, text: &str) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = Vec::new();
    for d in found {
        let cut = d
            .span
            .filter(|_| d.code == "unknown-field" && d.message.starts_with('`'))
            .and_then(|span| cut(span, text));
        match cut {
            Some(cut) if told.contains(&cut) => {}
            Some(cut) => told.push(cut),
            None => told.push(d),
        }
    }
    told
}

/// The message about the value that the unknown key at `key` is a part of.
fn cut(key: Span, text: &str) -> Option<Diagnostic> {
    let (start, end) = (key.start as usize, key.end as usize);
    let before = text.get(..start)?.trim_end_matches(' ');
    let behind = text.get(end..)?.trim_start_matches(' ');
    if !before.ends_with(',') || !behind.starts_with([',', '}']) {
        return None;
    }
    let line = before.rfind('\n').map_or(0, |i| i + 1);
    let value = line + text[line..start].rfind(": ")? + 2;
    let name = text[line..value - 2].rsplit(['{', ',', ' ']).next()?;
    let value = value + text[value..].len() - text[value..].trim_start_matches(' ').len();
    if name.is_empty() || text[value..].starts_with(['[', '{', '"', '\'']) {
        return None;
    }
    let rest = text[end..].lines().next().unwrap_or_default();
    let end = end + length(rest);
    let words = text.get(value..end)?.trim_end();
    let bare = words.strip_prefix(['“', '”', '„']).map_or(words, |w| w.strip_suffix(['”', '“']).unwrap_or(w));
    let mark = if bare.contains('"') { '\'' } else { '"' };
    let message = format!("`{name}` ends at its comma: inside `{{…}}` a comma parts the fields");
    let help =
        format!("put the whole value in quotation marks: `{name}: {mark}{}{mark}`", bare.replace('`', "'"));
    let span = Span { start: value as u32, end: (value + words.len()) as u32, ..key };
    Some(Diagnostic::error("unknown-field", message).at(span).help(help))
}

/// Bytes of `rest` up to the next field or the brace that closes.
fn length(rest: &str) -> usize {
    let is_field = |i: usize| {
        let next = rest[i + 1..].trim_start();
        let word = next.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(next.len());
        word > 0 && next[word..].starts_with(": ")
    };
    let ends = rest.char_indices().find(|(i, c)| *c == '}' || *c == ',' && is_field(*i));
    ends.map_or(rest.len(), |(i, _)| i)
}
