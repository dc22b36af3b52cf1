//! Sections out of Markdown: each level-2 heading begins one; what stands before the first has no heading.

use super::inputs::Inputs;
use super::model::Section;
use crate::base::{FileId, Span, Text};
use crate::block::Block;
use crate::text::markup::{self, BlockKind};
use std::ops::Range;

/// The sections in the bytes `body` of `text`. Which there are is read off the text as it is written: no list can add
/// one.
pub(super) fn sections(
    text: &str,
    body: Range<usize>,
    file: FileId,
    inputs: &mut Inputs<'_>,
) -> Vec<Section> {
    let prose = &text[body.clone()];
    let headings = markup::parse(&Text::made(prose))
        .blocks
        .into_iter()
        .filter(|b| matches!(b.kind, BlockKind::Heading(2, _)));
    let mut sections = Vec::new();
    let (mut from, mut heading) = (0, None);
    for at in headings.map(|b| b.at).chain(std::iter::once(prose.len()..prose.len())) {
        let range = body.start + from..body.start + at.start;
        sections.extend(section(text, heading.take(), range, (file, inputs)));
        (from, heading) = (at.end, Some(body.start + at.start..body.start + at.end));
    }
    sections
}

fn section(
    text: &str,
    heading: Option<Range<usize>>,
    body: Range<usize>,
    (file, inputs): (FileId, &mut Inputs<'_>),
) -> Option<Section> {
    let words = trimmed(text, body.clone());
    if heading.is_none() && words.is_empty() {
        return None;
    }
    let (heading, id) = heading.map_or((None, None), |h| title(text, h, (file, inputs)));
    let place = heading.as_ref().map_or(span(&words, file), |h| h.span);
    let body = match words.is_empty() {
        true => Vec::new(),
        false => vec![Block::prose(inputs.part(file, text, words))],
    };
    Some(Section { place, heading, id, keep: None, optional: false, when: None, body, body_file: None })
}

/// A heading's words and its id: `## Words {#id}`, or words over a line of dashes.
fn title(
    text: &str,
    at: Range<usize>,
    (file, inputs): (FileId, &mut Inputs<'_>),
) -> (Option<Text>, Option<Text>) {
    let line = text[at.clone()].lines().next().unwrap_or_default();
    let words = line.trim_start_matches(|c: char| c == '#' || c.is_whitespace());
    let start = at.start + line.len() - words.len();
    let words = words.trim_end().trim_end_matches('#').trim_end();
    let id = words.strip_suffix('}').and_then(|w| w.rfind("{#").map(|i| i + 2..w.len()));
    let end = id.as_ref().map_or(words.len(), |id| words[..id.start - 2].trim_end().len());
    let id = id.map(|id| slice(text, start + id.start..start + id.end, file));
    (Some(inputs.part(file, text, start..start + end)), id)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start_matches(['\n', '\r']).len());
    start..(range.start + part.trim_end().len()).max(start)
}

fn slice(text: &str, range: Range<usize>, file: FileId) -> Text {
    Text::new(&text[range.clone()], span(&range, file))
}

fn span(range: &Range<usize>, file: FileId) -> Span {
    Span { file, start: range.start as u32, end: range.end as u32 }
}
