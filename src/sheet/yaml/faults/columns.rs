//! Lines that begin in the wrong column, and prose that stands where YAML looks for keys.

use super::{Fault, Line, syntax};
use serde_saphyr::granit_parser::ErrorKind::{self, *};

/// What the columns in which lines begin tell of the error; nothing where they are not to blame.
pub(super) fn explain(kind: &ErrorKind, line: &Line<'_>, text: &str) -> Option<Fault> {
    let by_columns = matches!(
        kind,
        MappingValueNotAllowed
            | InvalidColonPlacement
            | ExpectedBlockMappingKey
            | ExpectedBlockSequenceEntry
            | SimpleKeyExpected
            | InvalidSimpleKey
            | InvalidIndentation
            | BlockSequenceEntryNotAllowed
    );
    if !by_columns {
        return None;
    }
    dash(line, text).or_else(|| prose(line, text)).or_else(|| key(line, text))
}

/// `- ` a space off the items above.
fn dash(line: &Line<'_>, text: &str) -> Option<Fault> {
    line.text.trim_start().strip_prefix("- ")?;
    let other = above(line, text).find(|l| l.text.trim_start().starts_with("- "))?;
    (line.indent().abs_diff(other.indent()) == 1).then(|| {
        let help = format!(
            "the one above begins in column {}, this one in {}",
            other.indent() + 1,
            line.indent() + 1
        );
        syntax(line.start + line.indent(), "line up this `-` with the others", help)
    })
}

/// Prose below `key:`, or going on below `key: words`.
fn prose(line: &Line<'_>, text: &str) -> Option<Fault> {
    let mut below = *line;
    let owner = above(line, text).find(|l| {
        let outer = l.indent() < line.indent();
        if !outer {
            below = *l;
        }
        outer
    })?;
    let (name, value) = split(&owner)?;
    // Under a bare key, the first line tells whether it holds keys; behind words, what follows is prose.
    let is_prose = match value {
        "" => {
            !below.text.trim_start().starts_with("- ")
                && split(&below).is_none_or(|(key, _)| key.contains(' '))
        }
        _ => {
            split(line).is_none_or(|(key, _)| key.contains(' '))
                && !value.starts_with(['|', '>', '"', '\'', '[', '{'])
        }
    };
    is_prose.then(|| {
        let first = if value.is_empty() { below.text.trim() } else { value };
        let first: String = first.chars().take(24).collect();
        let message = format!("text over several lines needs `|` after `{name}:`");
        let help = format!("write `{name}: |` and, on the lines below it, indented: `{}…`", first.trim_end());
        syntax(owner.start + owner.indent(), message, help)
    })
}

/// A key that does not begin in the column of the key above.
fn key(line: &Line<'_>, text: &str) -> Option<Fault> {
    let (name, _) = split(line).filter(|(key, _)| !key.contains(' '))?;
    let other = line.above(text)?;
    let (other_name, _) = split(&other)?;
    let (here, there) = (column(line), column(&other));
    (here != there && here.abs_diff(there) <= 2).then(|| {
        let message = "this key does not line up with the keys above it";
        let help = format!(
            "`{other_name}` begins in column {there} and `{name}` in column {here}: begin both in the same"
        );
        syntax(line.start + line.indent(), message, help)
    })
}

fn above<'t>(line: &Line<'t>, text: &'t str) -> impl Iterator<Item = Line<'t>> {
    std::iter::successors(line.above(text), move |l| l.above(text))
}

/// Key and value of a line that has both, without the `- ` before them.
fn split<'t>(line: &Line<'t>) -> Option<(&'t str, &'t str)> {
    let body = line.text.trim().trim_start_matches("- ").trim_start();
    let (key, value) = body.split_once(": ").or_else(|| body.strip_suffix(':').map(|key| (key, "")))?;
    let plain = !key.is_empty() && !key.starts_with(['"', '\'', '[', '{', '#']);
    plain.then_some((key.trim(), value.trim()))
}

/// The column in which the line's key begins, from 1.
fn column(line: &Line<'_>) -> usize {
    let body = line.text.trim_start().trim_start_matches("- ").trim_start();
    line.text.len() - body.len() + 1
}
