//! All prose of a sheet, read once: what it cites, what it refers to, and its plain words.

use super::stray::Strays;
use crate::base::{Span, Text};
use crate::block::{Block, Contact, Content, ListItem};
use crate::sheet::model::Sheet;
use crate::text::markup::{self, BlockKind, Inline, InlineKind};

/// What the checks need of the prose.
#[derive(Default)]
pub(super) struct Words {
    /// Keys of sources with their places, from prose and from `cite`.
    pub cited: Vec<(String, Span)>,
    /// Ids that links lead to, with their places.
    pub linked: Vec<(String, Span)>,
    /// Addresses that links in prose lead to, with their places.
    pub targets: Vec<(String, Span)>,
    /// The words of the body without marks, pull quotes left out.
    pub plain: String,
    /// Signs that are set as they are written.
    pub strays: Strays,
}

impl Words {
    /// Reads all prose of `sheet`.
    pub fn of(sheet: &Sheet) -> Words {
        let mut words = Words::default();
        let s = sheet;
        let texts = [&s.kicker, &s.dek, &s.byline, &s.prepared_for, &s.end_mark, &s.brand.tagline];
        let lines = texts.into_iter().flatten();
        lines.for_each(|t| words.line(t));
        words.line(&s.title);
        if let Some(ask) = &s.ask {
            words.prose(&ask.text);
        }
        s.stats.iter().for_each(|stat| words.stat(&stat.value, &stat.label, &stat.cite));
        for section in &s.sections {
            section.heading.iter().for_each(|t| words.line(t));
            section.body.iter().for_each(|b| words.block(b));
        }
        s.contact.iter().for_each(|c| words.contact(c));
        s.qr.iter().for_each(|q| words.lines([q.label.as_ref()]));
        let brand = [&s.brand.boilerplate, &s.brand.disclosure].into_iter().flatten();
        brand.for_each(|t| words.prose(t));
        words
    }

    fn block(&mut self, block: &Block) {
        self.cite(&block.cite);
        match &block.content {
            Content::Text(b) => self.prose(&b.text),
            Content::Heading(b) => self.line(&b.text),
            Content::List(b) => b.items.iter().for_each(|i| self.item(i)),
            Content::Quote(b) => self.lines([Some(&b.text), b.by.as_ref()]),
            Content::PullQuote(b) => {
                // It repeats the body, so its words do not count as the body's.
                let length = self.plain.len();
                self.lines([Some(&b.text), b.by.as_ref()]);
                self.plain.truncate(length);
            }
            Content::Callout(b) => {
                b.title.iter().for_each(|t| self.line(t));
                self.prose(&b.body);
            }
            Content::Stats(b) => b.items.iter().for_each(|s| self.stat(&s.value, &s.label, &s.cite)),
            Content::Figure(b) => self.lines([b.caption.as_ref(), b.credit.as_ref()]),
            Content::Table(b) => {
                let cells = b.header.iter().chain(b.rows.cells.iter().flatten());
                b.caption.iter().chain(cells).for_each(|t| self.line(t));
            }
            Content::Timeline(b) => b.items.iter().for_each(|e| self.stat(&e.date, &e.text, &e.cite)),
            Content::Contact(b) => self.contact(b),
            Content::Qr(b) => self.lines([b.label.as_ref()]),
            Content::Chart(b) => {
                let names =
                    b.figures.names.iter().chain(b.figures.series.iter().filter_map(|s| s.name.as_ref()));
                let words = [&b.title, &b.unit, &b.caption, &b.credit].into_iter().flatten();
                words.chain(names).for_each(|t| self.line(t));
            }
            Content::ColumnsBreak(_) | Content::PageBreak(_) => {}
        }
    }

    fn contact(&mut self, contact: &Contact) {
        self.lines([Some(&contact.name), contact.title.as_ref(), contact.address.as_ref()]);
    }

    fn item(&mut self, item: &ListItem) {
        self.prose(&item.text);
        self.cite(&item.cite);
        item.items.iter().for_each(|i| self.item(i));
    }

    fn stat(&mut self, value: &Text, label: &Text, cite: &[Text]) {
        self.lines([Some(value), Some(label)]);
        self.cite(cite);
    }

    fn cite(&mut self, keys: &[Text]) {
        let keys = keys.iter().filter(|k| !k.is_absent());
        self.cited.extend(keys.map(|k| (k.trimmed().trim_start_matches('@').to_owned(), k.span)));
    }

    fn lines<'t>(&mut self, texts: impl IntoIterator<Item = Option<&'t Text>>) {
        texts.into_iter().flatten().for_each(|t| self.line(t));
    }

    fn line(&mut self, text: &Text) {
        self.inlines(&markup::known_line(text).0, text);
        self.plain.push('\n');
    }

    fn prose(&mut self, text: &Text) {
        self.blocks(&markup::known(text).blocks, text);
    }

    fn blocks(&mut self, blocks: &[markup::Block], text: &Text) {
        for block in blocks {
            self.strays.block(block, text);
            match &block.kind {
                BlockKind::Para(inlines) | BlockKind::Heading(_, inlines) => self.inlines(inlines, text),
                BlockKind::List { items, .. } => items.iter().for_each(|i| self.blocks(i, text)),
                BlockKind::Quote(blocks) => self.blocks(blocks, text),
                BlockKind::Table { header, rows, .. } => {
                    for cell in header.iter().chain(rows.iter().flatten()) {
                        self.inlines(cell, text);
                        self.plain.push(' ');
                    }
                }
                BlockKind::Code(_) | BlockKind::Rule => {}
            }
            self.plain.push('\n');
        }
    }

    fn inlines(&mut self, inlines: &[Inline], text: &Text) {
        for inline in inlines {
            self.strays.words(inline, text);
            match &inline.kind {
                InlineKind::Text(t) | InlineKind::Literal(t) | InlineKind::Code(t) => self.plain.push_str(t),
                InlineKind::Emph(inner) | InlineKind::Strong(inner) | InlineKind::Passage(_, inner) => {
                    self.inlines(inner, text)
                }
                InlineKind::Link(target, inner) => {
                    let at = text.place(inline.at.clone());
                    match target.strip_prefix('#') {
                        Some(id) => self.linked.push((id.to_owned(), at)),
                        None => self.targets.push((target.clone(), at)),
                    }
                    self.inlines(inner, text);
                }
                InlineKind::Break => self.plain.push(' '),
                InlineKind::Cite(references) => {
                    let places = references.iter().map(|r| (r.key.clone(), text.place(r.at.clone())));
                    self.cited.extend(places);
                }
                InlineKind::Note(_, inner) => {
                    // A note stands elsewhere: its words are no part of the sentence.
                    let length = self.plain.len();
                    self.inlines(inner, text);
                    self.plain.truncate(length);
                }
            }
        }
    }
}
