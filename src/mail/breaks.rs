//! Line breaks of a mail's paragraphs: in a letter a line that ends early ends there, as in "Yours," above a name, while
//! a line that is full has been wrapped by the writer's editor. Markdown makes a space of both. Takes the text as it was
//! written, before it is filled, so that all recipients get the same lines.

use super::template::masked;
use super::wrap::width;
use crate::base::Text;
use crate::text::markup::{self, Block, BlockKind, Inline, InlineKind};
use std::ops::Range;

/// Nobody wraps mails wider, or narrower: columns.
const WIDEST: usize = 80;
const NARROWEST: usize = 40;

/// The text with a forced break at each end of a line that is meant.
pub(super) fn kept(body: &Text) -> Text {
    let text = masked(body);
    let mut ends = Vec::new();
    let read = markup::parse(&Text::new(text.clone(), body.span));
    paragraphs(&read.blocks, &mut |at, inlines| {
        let (codes, all) = (codes(inlines), text[at.clone()].match_indices('\n'));
        let goes_on = |end: &usize| !text[*end..at.end].trim().is_empty();
        let in_words = |end: &usize| !codes.iter().any(|code| code.contains(end));
        ends.extend(all.map(|(i, _)| at.start + i).filter(goes_on).filter(in_words));
    });
    let lines = text.lines().map(|line| width(line.trim_end())).filter(|w| *w <= WIDEST);
    let measure = lines.max().unwrap_or_default().max(NARROWEST);
    ends.retain(|end| is_meant(&text, *end, measure));
    forced(body, &ends)
}

/// Whether the first word of the next line would have had room in the line that ends here.
fn is_meant(text: &str, end: usize, measure: usize) -> bool {
    let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..end].trim_end_matches('\r');
    // Forced already.
    if line.ends_with('\\') || line.ends_with("  ") {
        return false;
    }
    let next = text[end + 1..].trim_start_matches([' ', '\t', '>']);
    let word = next.split_whitespace().next().unwrap_or_default();
    width(line.trim_end()) + 1 + width(word) <= measure
}

/// The text with the sign of a forced break before these ends of lines.
fn forced(body: &Text, ends: &[usize]) -> Text {
    let mut value = String::with_capacity(body.value.len() + ends.len());
    let mut stretches = vec![(0, body.span.start)];
    let mut done = 0;
    for (end, _) in body.value.match_indices('\n') {
        let stop = end - usize::from(body.value[..end].ends_with('\r'));
        value.push_str(&body.value[done..stop]);
        if ends.contains(&end) {
            value.push('\\');
        }
        value.push_str(&body.value[stop..=end]);
        // In front of a mail each line has its own indentation.
        done = end + 1;
        stretches.push((value.len() as u32, body.place(done..done).start));
    }
    value.push_str(&body.value[done..]);
    Text::mapped(value, body.span, stretches)
}

fn paragraphs(blocks: &[Block], each: &mut impl FnMut(Range<usize>, &[Inline])) {
    for block in blocks {
        match &block.kind {
            BlockKind::Para(inlines) => each(block.at.clone(), inlines),
            BlockKind::List { items, .. } => items.iter().for_each(|item| paragraphs(item, each)),
            BlockKind::Quote(inner) => paragraphs(inner, each),
            _ => {}
        }
    }
}

/// Where code stands: a sign in it would be seen.
fn codes(inlines: &[Inline]) -> Vec<Range<usize>> {
    let of = |inline: &Inline| match &inline.kind {
        InlineKind::Code(_) => vec![inline.at.clone()],
        InlineKind::Emph(kids)
        | InlineKind::Strong(kids)
        | InlineKind::Link(_, kids)
        | InlineKind::Passage(_, kids) => codes(kids),
        _ => Vec::new(),
    };
    inlines.iter().flat_map(of).collect()
}
