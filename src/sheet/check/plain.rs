//! Texts that are set as they are written, or not set at all: names, addresses, alternative texts. A note or a
//! link in one of them could not be honoured, so it is an error that says where else to put it.

use crate::base::{Diagnostic, Text};
use crate::block::{Block, Content};
use crate::sheet::model::{Reference, Sheet};
use crate::text::markup::{self, Inline, InlineKind};

use super::Found;

/// What is wrong with the markup in `text`, a text without markup; `instead` says where it may stand.
pub(in crate::sheet) fn problem(field: &str, text: &Text, instead: &str) -> Option<Diagnostic> {
    let line = markup::known_line(text);
    let (inlines, problems) = &*line;
    let torn = problems.iter().find(|p| p.code.starts_with("note-") || p.code.starts_with("citation-"));
    let found = marks(inlines).map(|i| (kind(i), i.at.clone()));
    if let Some((what, at)) = found.or_else(|| torn.map(|p| ("note", p.at.clone()))) {
        let message = format!("a {what} cannot stand in `{field}`");
        let at = text.place(at);
        return Some(Diagnostic::error("note-misplaced", message).at(at).help(format!("put it {instead}")));
    }
    let signs = |i: &&Inline| matches!(i.kind, InlineKind::Emph(_) | InlineKind::Strong(_));
    let emphasis = inlines.iter().find(signs)?;
    let message = format!("`{field}` is set as it is written, with the signs of its emphasis");
    let help = "leave the signs out: this text knows no Markdown";
    Some(Diagnostic::warning("markup-misplaced", message).at(text.place(emphasis.at.clone())).help(help))
}

/// The first note, citation or link, however deep in emphasis.
fn marks(inlines: &[Inline]) -> Option<&Inline> {
    inlines.iter().find_map(|inline| match &inline.kind {
        InlineKind::Note(..) | InlineKind::Cite(_) | InlineKind::Link(..) => Some(inline),
        InlineKind::Emph(kids) | InlineKind::Strong(kids) | InlineKind::Passage(_, kids) => marks(kids),
        _ => None,
    })
}

fn kind(mark: &Inline) -> &'static str {
    match mark.kind {
        InlineKind::Cite(_) => "citation",
        InlineKind::Link(..) => "link",
        _ => "note",
    }
}

pub(super) fn check(sheet: &Sheet, found: &mut Found<'_>) {
    sheet.blocks().for_each(|b| block(b, found));
    if let Some(contact) = &sheet.contact {
        ways(contact, found);
    }
    if let Some(qr) = &sheet.qr {
        complain("url", [&qr.url], "in the `label`", found);
    }
    let bill = sheet.ask.iter().filter_map(|a| a.bill.as_ref());
    complain("bill", bill, "in the `text` of the ask", found);
    sheet.sources.iter().for_each(|s| source(s, found));
}

fn block(b: &Block, found: &mut Found<'_>) {
    complain("cite", &b.cite, "in the words that the block sets", found);
    match &b.content {
        Content::Figure(f) => complain("alt", &f.alt, "in the `caption`", found),
        Content::Chart(c) => complain("alt", [&c.alt], "in the `caption`", found),
        Content::Contact(c) => ways(c, found),
        Content::Qr(q) => complain("url", [&q.url], "in the `label`", found),
        _ => {}
    }
}

fn ways(contact: &crate::block::Contact, found: &mut Found<'_>) {
    let fields = [("email", &contact.email), ("phone", &contact.phone), ("web", &contact.web)];
    for (name, text) in fields {
        complain(name, text, "in the `name`, `title` or `address`", found);
    }
}

/// A source is the text of a note.
fn source(s: &Reference, found: &mut Found<'_>) {
    let texts = [
        ("title", &s.title),
        ("journal", &s.journal),
        ("volume", &s.volume),
        ("issue", &s.issue),
        ("pages", &s.pages),
        ("publisher", &s.publisher),
        ("place", &s.place),
        ("url", &s.url),
        ("doi", &s.doi),
        ("isbn", &s.isbn),
        ("archived", &s.archived),
    ];
    let instead = "where the source is cited: a note has no notes";
    texts.into_iter().for_each(|(name, text)| complain(name, text, instead, found));
    complain("author", &s.author, instead, found);
    complain("editor", &s.editor, instead, found);
}

fn complain<'t>(
    field: &str,
    texts: impl IntoIterator<Item = &'t Text>,
    instead: &str,
    found: &mut Found<'_>,
) {
    found.problems.extend(texts.into_iter().filter_map(|t| problem(field, t, instead)));
}
