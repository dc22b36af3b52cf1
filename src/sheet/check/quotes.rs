//! Pull quotes and the words that they repeat.

use super::Found;
use crate::base::Text;
use crate::block::{Block, Content};
use crate::sheet::model::Sheet;
use crate::text::markup::{self, Inline, InlineKind};

/// Fills in which pull quotes repeat the `body`; reports those that should and do not.
pub(super) fn check(sheet: &mut Sheet, body: &str, found: &mut Found<'_>) {
    let body = normal(body);
    let Sheet { sections, sources, .. } = sheet;
    for block in sections.iter_mut().flat_map(|s| &mut s.body) {
        let Block { content: Content::PullQuote(quote), cite, .. } = block else { continue };
        if quote.text.is_blank() {
            continue;
        }
        quote.repeats_body = stands_in(&quote.text, &body);
        let cited = sources.iter().filter(|s| cite.iter().any(|c| c.trimmed() == s.key.value));
        let in_source = cited.flat_map(|s| &s.quotes).any(|q| stands_in(&quote.text, &normal(q)));
        if quote.must_match && !quote.repeats_body && !in_source {
            let help = "quote the body word for word, or add the passage to the `quotes` of the source";
            let message = "these words stand neither in the body nor in the source that is cited";
            found.error("quote-not-found", quote.text.span, message, help);
        }
        if quote.by.is_none() && cite.is_empty() && !quote.repeats_body {
            let help = "say whose words they are with `by`, or cite their source";
            let message = "this pull quote is not from the body, and nobody is named for it";
            found.warning("unattributed-quote", quote.text.span, message, help);
        }
    }
}

/// Whether the words of `quote` stand in `passage`, in order; what an ellipsis leaves out may stand between.
fn stands_in(quote: &Text, passage: &str) -> bool {
    let mut words = String::new();
    plain(&markup::known_line(quote).0, &mut words);
    let words = words.replace("[…]", "…").replace("[...]", "…").replace("...", "…");
    let mut rest = passage;
    let pieces: Vec<String> = words.split('…').map(normal).filter(|p| !p.trim().is_empty()).collect();
    !pieces.is_empty()
        && pieces.iter().all(|piece| match rest.find(piece.as_str()) {
            Some(at) => {
                rest = &rest[at + piece.len() - 1..];
                true
            }
            None => false,
        })
}

fn plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(t) | InlineKind::Literal(t) | InlineKind::Code(t) => out.push_str(t),
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Link(_, inner)
            | InlineKind::Passage(_, inner) => plain(inner, out),
            InlineKind::Break => out.push(' '),
            InlineKind::Cite(_) | InlineKind::Note(..) => {}
        }
    }
}

/// Lower-case words with single spaces around each: no quotation marks, no punctuation, no kind of hyphen, so
/// that a quote may start in the middle of a sentence and end without its full stop.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    let mut add = |c: char| match c {
        // Inside words: it's, it’s; soft hyphens.
        '\'' | '’' | '‘' | '\u{ad}' => {}
        c if c.is_alphanumeric() => out.push(c),
        _ if !out.ends_with(' ') => out.push(' '),
        _ => {}
    };
    for c in text.chars() {
        // Most are of ASCII and need no table.
        match c.is_ascii() {
            true => add(c.to_ascii_lowercase()),
            false => c.to_lowercase().for_each(&mut add),
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_words_and_not_marks() {
        let body = normal("She calls it “warfare without bullets.” It’s a war—still—and [no] peace.");
        for quote in
            ["Warfare without bullets", "*it's* a war … no peace.", "\"A war, still\"", "[...] no peace"]
        {
            assert!(stands_in(&Text::made(quote), &body), "{quote}");
        }
        for quote in ["warfare without bullet", "no peace … a war", "fare without bullets", "…"] {
            assert!(!stands_in(&Text::made(quote), &body), "{quote}");
        }
    }
}
