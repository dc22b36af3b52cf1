//! A Markdown file with fields in front of it: YAML between two lines of `---`, then the text.

use super::{read, yaml};
use crate::base::{Diagnostic, FileId, Sources, Span, Text};
use serde::de::DeserializeOwned;
use std::ops::Range;

/// The two parts of a file.
pub(super) struct Parts {
    /// The YAML.
    pub front: Range<usize>,
    /// The Markdown behind the second `---`.
    pub body: Option<Range<usize>>,
}

impl Parts {
    /// Markdown has its YAML between two lines of `---`; a file without the second is YAML alone.
    pub fn of(text: &str) -> Parts {
        let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        });
        let mut fences = lines.by_ref().enumerate().filter(|(_, (_, line))| line.trim_end() == "---");
        match (fences.next(), fences.next()) {
            (Some((0, (_, first))), Some((_, (at, second)))) => {
                Parts { front: first.len()..at, body: Some(at + second.len()..text.len()) }
            }
            _ => Parts { front: 0..text.len(), body: None },
        }
    }
}

/// Reads the fields in front of the Markdown in `file`, and gives its text. A file without fields is text alone. All that
/// is wrong goes to `found`; `None` where the fields cannot be read.
pub fn front_matter<T: DeserializeOwned + Default>(
    sources: &Sources,
    file: FileId,
    found: &mut Vec<Diagnostic>,
) -> Option<(T, Text)> {
    let text = &sources.get(file).text;
    let slice = |range: Range<usize>| {
        let span = Span { file, start: range.start as u32, end: range.end as u32 };
        Text::new(&text[range], span)
    };
    let parts = Parts::of(text);
    let Some(body) = parts.body else {
        let first = text.lines().next().unwrap_or_default().trim_end();
        if first == "---" {
            let span = Span { file, start: 0, end: first.len() as u32 };
            let problem =
                Diagnostic::error("front-matter", "the fields that begin here have no end").at(span);
            found.push(problem.help("write a line `---` between the last field and the text"));
            return None;
        }
        return Some((T::default(), slice(0..text.len())));
    };
    let before = found.len();
    let node = yaml::load(&text[parts.front.clone()], file, parts.front.start as u32, found);
    let fields = match node {
        Some(node) => read::read(&node, found),
        None => (found.len() == before).then(T::default),
    };
    read::remark::explain(&mut found[before..], text);
    Some((fields?, slice(body)))
}
