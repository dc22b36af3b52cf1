//! What one message says and to whom, before it is written.

use super::{Mailbox, polish};
use crate::base::Text;
use crate::block::Contact;
use crate::sheet::Sheet;
use crate::text::markup::{self, Block, BlockKind, Inline, InlineKind};

/// What one message says, and to whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// Who writes; the mail program knows where there is nobody.
    pub from: Option<Mailbox>,
    /// Who gets it.
    pub to: Vec<Mailbox>,
    /// Who gets a copy.
    pub cc: Vec<Mailbox>,
    /// Who gets a copy that the others do not see.
    pub bcc: Vec<Mailbox>,
    /// Who gets the answer.
    pub reply_to: Vec<Mailbox>,
    /// The subject, one line.
    pub subject: String,
    /// The text.
    pub body: Vec<Block>,
    /// BCP 47 tag of its language.
    pub lang: String,
}

/// The sheet's title as a subject.
pub(super) fn subject(sheet: &Sheet) -> String {
    let words = markup::plain(&line(&sheet.title, &sheet.lang));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text where nobody wrote one: title and sentence of the sheet, in each of its languages, and whom to ask. It holds no
/// word of ours, so it is right in any language.
pub(super) fn body(sheet: &Sheet) -> Vec<Block> {
    let mut blocks = said(sheet);
    if let Some(second) = sheet.second.as_ref().map(|second| &second.sheet) {
        blocks.extend(said(second).into_iter().map(|block| passage(block, second.lang.trimmed())));
    }
    blocks.extend(sheet.contact.as_ref().map(contact));
    blocks
}

fn said(sheet: &Sheet) -> Vec<Block> {
    let title = vec![inline(InlineKind::Strong(line(&sheet.title, &sheet.lang)))];
    let dek = sheet.dek.as_ref().map(|dek| line(dek, &sheet.lang));
    std::iter::once(title).chain(dek).map(para).collect()
}

/// A paragraph in another language.
fn passage(mut block: Block, lang: &str) -> Block {
    if let BlockKind::Para(inlines) = block.kind {
        block.kind = BlockKind::Para(vec![inline(InlineKind::Passage(lang.to_owned(), inlines))]);
    }
    block
}

/// Name, office and the ways to reach them, a line each.
fn contact(contact: &Contact) -> Block {
    let mut lines = vec![line(&contact.name, "")];
    lines.extend(contact.title.iter().map(|title| line(title, "")));
    lines.extend(contact.reach().map(|(text, target)| {
        vec![inline(InlineKind::Link(target, vec![inline(InlineKind::Text(text.trimmed().to_owned()))]))]
    }));
    para(lines.join(&inline(InlineKind::Break)))
}

/// A line of the sheet without its notes.
fn line(text: &Text, lang: &str) -> Vec<Inline> {
    polish::line(markup::parse_line_apart(&text.cut()).0, lang)
}

fn para(inlines: Vec<Inline>) -> Block {
    Block { kind: BlockKind::Para(inlines), at: 0..0 }
}

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, at: 0..0 }
}
