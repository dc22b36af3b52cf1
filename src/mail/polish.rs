//! The custom of the language in the words of a message: quotation marks, dashes, spaces. Code, addresses and what the
//! writer escaped stay as they are.

use crate::text::markup::{Block, BlockKind, Inline, InlineKind};
use crate::text::typography::{self, Piece};

/// All blocks, set by the custom of `lang`; without notes and citations, which a message has no place for.
pub(super) fn blocks(mut blocks: Vec<Block>, lang: &str) -> Vec<Block> {
    let set = |inlines: &mut Vec<Inline>| *inlines = line(std::mem::take(inlines), lang);
    for block in &mut blocks {
        match &mut block.kind {
            BlockKind::Para(inlines) | BlockKind::Heading(_, inlines) => set(inlines),
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| *item = self::blocks(std::mem::take(item), lang));
            }
            BlockKind::Quote(inner) => *inner = self::blocks(std::mem::take(inner), lang),
            BlockKind::Table { header, rows, .. } => {
                header.iter_mut().chain(rows.iter_mut().flatten()).for_each(set);
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }
    blocks
}

/// A line of inlines, set by the custom of `lang`; without notes and citations.
pub(super) fn line(mut inlines: Vec<Inline>, lang: &str) -> Vec<Inline> {
    prepare(&mut inlines);
    let mut words = Vec::new();
    leaves(&mut inlines, &mut |text, literal| {
        // A cell may hold signs that ring a bell or end a text.
        text.retain(|c| !c.is_control());
        words.push((text.clone(), literal));
    });
    let pieces: Vec<Piece<'_>> =
        words.iter().map(|(text, literal)| Piece { text, literal: *literal }).collect();
    let mut set = typography::polish(&pieces, lang).into_iter();
    leaves(&mut inlines, &mut |text, _| *text = set.next().unwrap_or_default());
    inlines
}

/// Takes out what marks sources and notes, and sets passages by their own language.
fn prepare(inlines: &mut Vec<Inline>) {
    inlines.retain(|inline| !matches!(inline.kind, InlineKind::Cite(_) | InlineKind::Note(..)));
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Emph(kids) | InlineKind::Strong(kids) | InlineKind::Link(_, kids) => prepare(kids),
            InlineKind::Passage(lang, kids) => *kids = line(std::mem::take(kids), lang),
            _ => {}
        }
    }
}

/// Every stretch of words in order, and whether it stays as it is.
fn leaves(inlines: &mut [Inline], each: &mut impl FnMut(&mut String, bool)) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) => each(text, false),
            InlineKind::Literal(text) | InlineKind::Code(text) => each(text, true),
            InlineKind::Emph(kids) | InlineKind::Strong(kids) | InlineKind::Link(_, kids) => {
                leaves(kids, each)
            }
            // Set already.
            InlineKind::Passage(..) | InlineKind::Break | InlineKind::Cite(_) | InlineKind::Note(..) => {}
        }
    }
}
