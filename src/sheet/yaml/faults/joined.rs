//! Texts over several lines that YAML runs together, because no `|` stands behind their key.

use super::{Fault, Line};
use serde_saphyr::granit_parser::ScalarStyle;
use std::ops::Range;

/// What is lost of the scalar in the bytes `range` of `text`; nothing where its lines may well be joined.
pub(in crate::sheet::yaml) fn explain(text: &str, range: Range<usize>, style: ScalarStyle) -> Option<Fault> {
    let help = match style {
        ScalarStyle::Literal => return None,
        ScalarStyle::Folded => "write `|` in the place of `>`",
        _ => "write `|` behind the key, and all of the text on the lines below it, indented",
    };
    let fault = |message, at| Fault { code: "missing-bar", message, help: help.to_owned(), at };
    let heading = |l: &Line<'_>| l.text.trim_start().starts_with("##");
    if let Some(line) = beside(text, &range).into_iter().flatten().find(heading).filter(|_| is_plain(style)) {
        let message = format!("`{}` is read as a remark and is left out", line.text.trim());
        return Some(fault(message, line.start + line.indent()));
    }
    if let Some(fault) = remark(text, &range).filter(|_| is_plain(style)) {
        return Some(fault);
    }
    // A blank line at the end parts nothing.
    let lines: Vec<&str> = text[range.clone()].trim_end().lines().map(str::trim_start).collect();
    let torn = lines.len() > 1 && lines.iter().any(|line| line.is_empty() || is_markdown(line));
    torn.then(|| fault("these lines are run together into one paragraph".to_owned(), range.start))
}

/// Words behind a value that begin with `#`: `Reason #1`. A remark has a space behind its sign.
fn remark(text: &str, range: &Range<usize>) -> Option<Fault> {
    let rest = text.get(range.end..).filter(|_| !range.is_empty())?;
    let words = rest.trim_start_matches([' ', '\t']);
    let sign = words.strip_prefix('#').filter(|_| words.len() < rest.len())?;
    if !sign.starts_with(char::is_alphanumeric) {
        return None;
    }
    let words = words.lines().next().unwrap_or_default().trim_end();
    Some(Fault {
        code: "read-as-remark",
        message: format!("`{words}` is read as a remark and is left out"),
        help: "put the whole value in quotation marks, or write a space behind `#`".into(),
        at: text.len() - rest.trim_start_matches([' ', '\t']).len(),
    })
}

fn is_plain(style: ScalarStyle) -> bool {
    !matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted | ScalarStyle::Folded)
}

/// The lines right above and below a text, where they are indented like it.
fn beside<'t>(text: &'t str, range: &Range<usize>) -> [Option<Line<'t>>; 2] {
    let blank = [' ', '\t', '\r'];
    let alone = text[..range.start].trim_end_matches(blank).ends_with('\n');
    let ends = text[range.end..].trim_start_matches(blank).starts_with('\n');
    // A file of one long line is not read again for each of its values.
    if !alone && !ends {
        return [None, None];
    }
    let first = Line::at(text, range.start);
    let above = first.above(text).filter(|_| alone);
    let rest = &text[range.end..];
    let below = rest.split_once('\n').map_or("", |(_, below)| below);
    let start = text.len() - below.len();
    // A key has its value behind it.
    let below = below.lines().next().filter(|_| ends);
    let below = below.map(|text| Line { start, text });
    let deep = |line: &Line<'_>| {
        if alone { line.indent() >= first.indent() } else { line.indent() > first.indent() }
    };
    [above, below.filter(deep)]
}

/// Whether a line begins an item, a quotation, a heading, a row of a table or code.
fn is_markdown(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.len() && (number.starts_with(". ") || number.starts_with(") "));
    numbered || ["- ", "* ", "+ ", "> ", "#", "|", "```"].iter().any(|sign| line.starts_with(sign))
}
