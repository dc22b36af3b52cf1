//! A block to parts: its kind decides what, the fields that all blocks share decide what holds together.

use super::cx::Cx;
use super::{Block, Content};
use crate::story::{Node, Part};

impl Block {
    /// Adds the block's parts to the story.
    pub fn lower(&self, cx: &mut Cx<'_>) {
        let mut parts = cx.capture(|cx| self.content(cx));
        super::prose::hold(&mut parts, self.keep, self.id.as_ref());
        for mut part in parts {
            part.source = part.source.or(Some(self.place));
            cx.push(part);
        }
    }

    fn content(&self, cx: &mut Cx<'_>) {
        let cite = self.cite.as_slice();
        match &self.content {
            Content::Text(b) => b.lower(cx, cite),
            Content::Heading(b) => b.lower(cx),
            Content::List(b) => b.lower(cx, cite),
            Content::Quote(b) => b.lower(cx, cite),
            Content::PullQuote(b) => b.lower(cx, cite),
            Content::Callout(b) => b.lower(cx, cite),
            Content::Stats(b) => b.lower(cx, cite),
            Content::Figure(b) => b.lower(cx, cite),
            Content::Table(b) => b.lower(cx, cite),
            Content::Chart(b) => b.lower(cx, cite),
            Content::Timeline(b) => b.lower(cx, cite),
            Content::Qr(b) => b.lower(cx),
            Content::Contact(b) => b.lower(cx),
            Content::ColumnsBreak(_) => cx.push(Part::new(Node::ColumnBreak)),
            Content::PageBreak(_) => cx.push(Part::new(Node::PageBreak)),
        }
    }
}
