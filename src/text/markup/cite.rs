//! Citations in running text: `[@key]`, `[see @key, p. 14; @other]`, as Pandoc and Quarto write them.

use super::{Inline, InlineKind, Problem, Reference};
use std::ops::Range;

/// Text of one or more source lines, with the place of each stretch in the source.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub text: String,
    /// Byte in `text`, byte in the source.
    pub places: Vec<(usize, usize)>,
}

impl Words {
    /// Adds a stretch that was written at `at`.
    pub fn push(&mut self, text: &str, at: usize) {
        self.places.push((self.text.len(), at));
        self.text.push_str(text);
    }

    fn source(&self, i: usize) -> usize {
        let k = self.places.partition_point(|p| p.0 <= i).saturating_sub(1);
        self.places.get(k).map_or(i, |p| p.1 + (i - p.0))
    }

    fn range(&self, r: Range<usize>) -> Range<usize> {
        // The end belongs to the stretch of the last byte.
        let end = if r.end > r.start { self.source(r.end - 1) + 1 } else { self.source(r.end) };
        self.source(r.start)..end
    }
}

/// How citations are written.
pub(super) const FORMS: &str = "write `[@key]` or `[@key, p. 14]`, and several as `[@a; @b]`";

/// The place of a citation that emphasis, code or a note tears apart, so that it was not found in the words.
pub(super) fn torn(inlines: &[Inline]) -> Option<Range<usize>> {
    // Within one inline nothing is torn.
    let mut line = String::new();
    let mut starts = Vec::new();
    for inline in inlines {
        starts.push((line.len(), inline.at.start));
        match &inline.kind {
            InlineKind::Text(t) => line.push_str(t),
            InlineKind::Emph(kids) | InlineKind::Strong(kids) | InlineKind::Passage(_, kids) => {
                line.push_str(&super::plain(kids));
            }
            // An escaped bracket opens nothing; what is code or a link is no key.
            _ => line.push('\u{0}'),
        }
    }
    for inner in brackets(&line) {
        // The first that begins behind the bracket must begin behind its end, too.
        let next = starts.partition_point(|s| s.0 < inner.start);
        let torn = starts.get(next).is_some_and(|s| s.0 < inner.end);
        if torn && reference(&line[inner.clone()], 0, &Words::default()).is_some() {
            let (at, place) = starts[next.saturating_sub(1)];
            let open = place + inner.start - 1 - at;
            return Some(open..open + 1);
        }
    }
    None
}

/// What stands in each innermost pair of brackets.
fn brackets(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut open = None;
    text.match_indices(['[', ']']).filter_map(move |(at, sign)| match sign {
        "[" => {
            open = Some(at + 1);
            None
        }
        _ => open.take().map(|from| from..at),
    })
}

/// Splits words into text and citations.
pub(super) fn split(words: &Words, out: &mut Vec<Inline>, problems: &mut Vec<Problem>) {
    let text = words.text.as_str();
    if let Some(at) = text.find("](") {
        problems.push(no_link(words.range(at..at + 2)));
    }
    let mut done = 0;
    for inner in brackets(text) {
        let (open, close) = (inner.start - 1, inner.end);
        // These are the brackets of a note.
        if text[..open].ends_with('^') {
            continue;
        }
        match references(text, inner.clone(), words) {
            Some(refs) => {
                push_text(words, done..open, out);
                out.push(Inline { kind: InlineKind::Cite(refs), at: words.range(open..close + 1) });
                done = close + 1;
            }
            None if text[inner].starts_with('@') => problems.push(malformed(words.range(open..close + 1))),
            None => {}
        }
    }
    push_text(words, done..text.len(), out);
}

fn push_text(words: &Words, r: Range<usize>, out: &mut Vec<Inline>) {
    if !r.is_empty() {
        let text = words.text[r.clone()].to_owned();
        out.push(Inline { kind: InlineKind::Text(text), at: words.range(r) });
    }
}

/// What is written like a link and was read as words.
fn no_link(at: Range<usize>) -> Problem {
    Problem {
        at,
        code: "link-malformed",
        message: "this looks like a link and is set as it stands".into(),
        help: "write `[words](https://…)`, without spaces in the address and without a link inside; `%20` is a space",
    }
}

fn malformed(at: Range<usize>) -> Problem {
    Problem {
        at,
        code: "citation-malformed",
        message: "this looks like a citation and is none".into(),
        help: FORMS,
    }
}

/// All references between the brackets, or nothing where one part has no key.
fn references(text: &str, inner: Range<usize>, words: &Words) -> Option<Vec<Reference>> {
    let mut refs = Vec::new();
    let mut start = inner.start;
    for part in text[inner].split(';') {
        refs.push(reference(part, start, words)?);
        start += part.len() + 1;
    }
    Some(refs)
}

fn reference(part: &str, start: usize, words: &Words) -> Option<Reference> {
    let at = part.find('@')?;
    // "me@x.org" is no key: the sign stands at a word's beginning.
    if part[..at].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let rest = &part[at + 1..];
    let key = key(rest)?;
    let locator = rest[key.len()..].trim().trim_start_matches(',').trim();
    let first = start + at + 1;
    Some(Reference {
        prefix: part[..at].trim().to_owned(),
        key: key.to_owned(),
        locator: locator.to_owned(),
        at: words.range(first..first + key.len()),
    })
}

fn key(rest: &str) -> Option<&str> {
    let inside = |c: char| c.is_alphanumeric() || "_-:.#$%&+?<>~/".contains(c);
    let end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
    let key = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
    key.starts_with(|c: char| c.is_alphanumeric() || c == '_').then_some(key)
}
