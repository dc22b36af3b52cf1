//! Prose made flat: what has no room for blocks, or is nested deeper than anybody reads, keeps its words and
//! loses its frame. Walks without recursion, however deep the tree is.

use super::convert::Converter;
use super::{Block, Inline, InlineKind};
use comrak::Node;
use comrak::nodes::NodeValue;

/// The blocks below `parent` that hold words, all on one level.
pub(super) fn blocks<'a>(c: &mut Converter<'a, '_>, parent: Node<'a>) -> Vec<Block> {
    let words = |n: &Node<'a>| {
        matches!(
            n.data().value,
            NodeValue::Paragraph
                | NodeValue::Heading(_)
                | NodeValue::Table(_)
                | NodeValue::CodeBlock(_)
                | NodeValue::HtmlBlock(_)
        )
    };
    parent.descendants().filter(words).filter_map(|n| c.block(n)).collect()
}

/// The words of a note: paragraphs, items and cells one behind the other.
pub(super) fn note<'a>(c: &mut Converter<'a, '_>, def: Node<'a>) -> Vec<Inline> {
    let mut out = Vec::new();
    for node in def.descendants() {
        let at = c.at(node);
        let words = match &node.data().value {
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell => c.inlines(node),
            NodeValue::CodeBlock(code) => {
                let code = code.literal.split_whitespace().collect::<Vec<_>>().join(" ");
                vec![Inline { kind: InlineKind::Code(code), at: at.clone() }]
            }
            NodeValue::HtmlBlock(html) => {
                c.html_block(&html.literal, at.clone());
                Vec::new()
            }
            _ => continue,
        };
        if !out.is_empty() && !words.is_empty() {
            out.push(Inline { kind: InlineKind::Text(" ".into()), at });
        }
        out.extend(words);
    }
    out
}

/// What a line holds, without the emphasis around it.
pub(super) fn words<'a>(parent: Node<'a>) -> Vec<Node<'a>> {
    let mut out = Vec::new();
    let mut open: Vec<Node<'a>> = parent.reverse_children().collect();
    while let Some(node) = open.pop() {
        match node.data().value {
            NodeValue::Emph | NodeValue::Strong => open.extend(node.reverse_children()),
            _ => out.push(node),
        }
    }
    out
}

/// Whether anything but tags and remarks stands in HTML.
pub(super) fn has_words(html: &str) -> bool {
    let mut rest = html;
    loop {
        let (before, from) = match rest.find('<') {
            Some(open) => rest.split_at(open),
            None => (rest, ""),
        };
        if before.contains(char::is_alphanumeric) {
            return true;
        }
        let end = if from.starts_with("<!--") { "-->" } else { ">" };
        match from.find(end) {
            Some(at) => rest = &from[at + end.len()..],
            None => return false,
        }
    }
}
