//! Looks through the text of a mail for what a message has no place for.

use super::super::links;
use super::masked;
use crate::base::{Diagnostic, Text};
use crate::text::markup::{self, Block, BlockKind, Inline, InlineKind};

/// Says what of a template's text a message has no place for. Merge fields are words here, whatever they will hold.
pub fn check(body: &Text, found: &mut Vec<Diagnostic>) {
    let read = markup::parse(&Text::new(masked(body), body.span));
    for problem in read.problems {
        let help = match problem.code {
            "image-in-prose" => "a draft holds no pictures: put it into the sheet, which is attached",
            _ => problem.help,
        };
        found.push(Diagnostic::warning(problem.code, problem.message).at(body.place(problem.at)).help(help));
    }
    each_inline(&read.blocks, &mut |inline| match &inline.kind {
        InlineKind::Cite(_) | InlineKind::Note(..) => {
            let problem = Diagnostic::error("mail-note", "a mail has no notes and no sources");
            let help = "write it into the sentence, or link to it: `[words](https://…)`";
            found.push(problem.at(body.place(inline.at.clone())).help(help));
        }
        InlineKind::Link(target, _) if !body.value[inline.at.clone()].contains("{{") => {
            let fault = links::fault(target);
            found.extend(fault.map(|(message, help)| {
                Diagnostic::error("mail-link", message).at(body.place(inline.at.clone())).help(help)
            }));
        }
        _ => {}
    });
}

/// Calls `each` with every piece of the lines in `blocks`, pieces within pieces too.
pub fn each_inline(blocks: &[Block], each: &mut impl FnMut(&Inline)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Para(inlines) | BlockKind::Heading(_, inlines) => within(inlines, each),
            BlockKind::List { items, .. } => items.iter().for_each(|item| each_inline(item, each)),
            BlockKind::Quote(inner) => each_inline(inner, each),
            BlockKind::Table { header, rows, .. } => {
                header.iter().chain(rows.iter().flatten()).for_each(|cell| within(cell, each));
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }
}

fn within(inlines: &[Inline], each: &mut impl FnMut(&Inline)) {
    for inline in inlines {
        each(inline);
        match &inline.kind {
            InlineKind::Emph(kids)
            | InlineKind::Strong(kids)
            | InlineKind::Link(_, kids)
            | InlineKind::Passage(_, kids) => within(kids, each),
            _ => {}
        }
    }
}
