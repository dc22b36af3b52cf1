//! Notes: sources that are cited and notes of their own, numbered in reading order. Every mark leads to one
//! note text, and every note text has its mark; nothing else ever makes a note.

use super::cx::Cx;
use super::record::{Detail, Record};
use super::set::Item;
use super::twins::Twins;
use crate::base::meant::nearest;
use crate::base::{Diagnostic, Pt, Span, Text};
use crate::story::{Forms, Label, Note, Part, Role};
use crate::text::markup::{self, Inline, InlineKind, Reference};
use crate::text::words::Words;
use crate::text::{Anchor, NoteId, Rich, TextStyle};
use crate::theme::Style;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a second citation of a source prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repeat {
    /// A note that says "see note 3".
    #[default]
    See,
    /// The same number again.
    Same,
}

/// Where note texts go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gather {
    /// To the pages of their marks: layout places them.
    #[default]
    Pages,
    /// To a section at the end of the flow.
    End,
}

/// A citation of one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Words in front.
    pub prefix: String,
    /// Key of the source.
    pub key: String,
    /// Place in the source.
    pub locator: String,
    /// Where the key stands.
    pub span: Span,
}

/// What a mark stands for.
#[derive(Clone, Debug)]
pub enum Mark {
    /// Sources.
    Cite(Vec<Cited>),
    /// A note's own words, with its name in the text that they stand in.
    Note(Option<String>, Vec<Inline>, Text),
}

/// What a note says, as far as another may say the same, and the place in it.
type Key = (String, String);

impl Mark {
    /// What its note says: sources, a text of a name of its own, an address; nothing where no other mark can mean it.
    fn keys(&self) -> Vec<Key> {
        match self {
            Mark::Cite(cited) => cited.iter().map(|c| (c.key.clone(), c.locator.clone())).collect(),
            Mark::Note(name, _, source) => match (self.address(), name) {
                // An address is the same wherever it is written.
                (Some(to), _) => vec![(format!("^{to}"), String::new())],
                (_, Some(name)) => {
                    // No key of a source begins so.
                    let Span { file, start, .. } = source.span;
                    vec![(format!("^{}:{start}:{name}", file.0), String::new())]
                }
                (_, None) => Vec::new(),
            },
        }
    }

    /// The address that is all that a note says.
    pub(super) fn address(&self) -> Option<&str> {
        match self {
            Mark::Note(_, inlines, _) => match &inlines[..] {
                [Inline { kind: InlineKind::Link(to, words), .. }] if markup::plain(words) == *to => Some(to),
                _ => None,
            },
            Mark::Cite(_) => None,
        }
    }
}

/// Sources and the notes so far.
#[derive(Clone)]
pub struct Notes<'a> {
    records: &'a [Record],
    detail: Detail,
    repeat: Repeat,
    gather: Gather,
    /// The first note of each source.
    first: BTreeMap<String, NoteId>,
    /// Notes by everything that they cite.
    same: BTreeMap<Vec<Key>, NoteId>,
    used: BTreeSet<String>,
    unresolved: BTreeSet<String>,
    done: Vec<(NoteId, Rich, Option<Forms>)>,
    /// Marks that wait for their twins in the second language.
    pub twins: Twins,
}

impl<'a> Notes<'a> {
    /// No notes yet.
    pub fn new(records: &'a [Record], detail: Detail, repeat: Repeat, gather: Gather) -> Notes<'a> {
        Notes {
            records,
            detail,
            repeat,
            gather,
            first: BTreeMap::new(),
            same: BTreeMap::new(),
            used: BTreeSet::new(),
            unresolved: BTreeSet::new(),
            done: Vec::new(),
            twins: Twins::default(),
        }
    }
    /// Sources that nothing cites, in the order of the file.
    pub fn unused(&self) -> impl Iterator<Item = &'a Record> + '_ {
        self.records.iter().filter(|r| !self.used.contains(&r.key))
    }
    /// Sources that are cited, in the order of the file.
    pub fn cited(&self) -> impl Iterator<Item = &'a Record> + '_ {
        self.records.iter().filter(|r| self.used.contains(&r.key))
    }
    fn record(&self, key: &str) -> Option<&'a Record> {
        self.records.iter().find(|r| r.key == key)
    }
}

/// What is said of a citation whose `key` no source has.
pub fn unknown_source<'k>(key: &str, keys: impl Iterator<Item = &'k str>, at: Span) -> Diagnostic {
    let help = match nearest(key, &keys.collect::<Vec<_>>()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add `{key}` under `sources`"),
    };
    Diagnostic::error("source-unknown", format!("there is no source `{key}`")).at(at).help(help)
}

impl Cited {
    /// A citation in prose.
    pub fn of_prose(reference: &Reference, source: &Text) -> Cited {
        Cited {
            prefix: reference.prefix.clone(),
            key: reference.key.clone(),
            locator: reference.locator.clone(),
            span: source.place(reference.at.clone()),
        }
    }
    /// A key in a field `cite`; a locator may follow a comma, and the sign `@` may stand before it.
    pub fn of_field(field: &Text) -> Cited {
        let (key, locator) = field.trimmed().split_once(',').unwrap_or((field.trimmed(), ""));
        let key = key.trim().trim_start_matches('@').to_owned();
        Cited { prefix: String::new(), key, locator: locator.trim().to_owned(), span: field.span }
    }
}

impl Cx<'_> {
    /// Gives a mark its number and its note its text.
    pub fn number(&mut self, mark: Mark, style: &Arc<TextStyle>, rich: &mut Rich) {
        if let Some(id) = self.notes.twins.take(&mark) {
            self.second_mark(id, mark, style, rich);
            return;
        }
        let keys = mark.keys();
        if self.notes.repeat == Repeat::Same
            && let Some(&again) = self.notes.same.get(&keys)
        {
            rich.push(&(again.0 + 1).to_string(), style, Some(Anchor::NoteAgain(again)));
            self.notes.twins.keep(mark, again);
            return;
        }
        let text = self.said(&mark, &keys);
        // Only now: a note's words hold no marks, so no number can have been given in between.
        let id = NoteId(self.notes.done.len() as u32);
        for (key, _) in &keys {
            self.notes.first.entry(key.clone()).or_insert(id);
        }
        if !keys.is_empty() {
            self.notes.same.entry(keys.clone()).or_insert(id);
        }
        let forms = self.forms(&mark, &keys, id, &text);
        self.notes.done.push((id, text, forms));
        self.notes.twins.keep(mark, id);
        let anchor = match self.notes.gather {
            Gather::Pages => Anchor::Note(id),
            Gather::End => Anchor::NoteAgain(id),
        };
        rich.push(&(id.0 + 1).to_string(), style, Some(anchor));
    }

    /// The text of a mark's note.
    fn said(&mut self, mark: &Mark, keys: &[Key]) -> Rich {
        let style = self.theme.styles.note.clone();
        let (items, written) = match mark {
            Mark::Cite(cited) => (self.citation(cited, &style.text), None),
            Mark::Note(_, inlines, source) => (self.own(keys, inlines, source, &style), Some(source.span)),
        };
        self.set(finished(items, self.words()), written)
    }

    /// Both forms of the note `id`, which reads `text`: the order on the pages may be another than that of the marks.
    fn forms(&mut self, mark: &Mark, keys: &[Key], id: NoteId, text: &Rich) -> Option<Forms> {
        let [(key, _)] = keys else { return None };
        let first = *self.notes.first.get(key).filter(|_| self.notes.gather == Gather::Pages)?;
        if first == id {
            let (words, again) = (text.clone(), self.said(mark, keys));
            return Some(Forms { of: first.0, full: true, words, again });
        }
        self.notes.first.remove(key);
        let words = self.said(mark, keys);
        self.notes.first.insert(key.clone(), first);
        Some(Forms { of: first.0, full: false, words, again: text.clone() })
    }

    /// The words of a note of its own: in full at its first mark, by reference at later ones.
    fn own(&mut self, keys: &[Key], inlines: &[Inline], source: &Text, style: &Style) -> Vec<Item> {
        match keys.first().and_then(|(name, _)| self.notes.first.get(name)) {
            Some(&earlier) => {
                let mut items = Vec::new();
                see(earlier, "", true, self.words(), &style.text, &mut items);
                items
            }
            None => self.note_items(inlines, source, style),
        }
    }

    /// The mark of a note that the first language has numbered. What the note says in words of its own it says in
    /// both languages.
    fn second_mark(&mut self, id: NoteId, mark: Mark, style: &Arc<TextStyle>, rich: &mut Rich) {
        rich.push(&(id.0 + 1).to_string(), style, Some(Anchor::NoteAgain(id)));
        let Mark::Note(_, inlines, source) = mark else { return };
        let looks = self.theme.styles.note.clone();
        let items = self.note_items(&inlines, &source, &looks);
        let words = self.set(finished(items, self.words()), Some(source.span));
        if let Some((_, text, forms)) = self.notes.done.iter_mut().find(|(n, ..)| *n == id)
            && text.text != words.text
        {
            *forms = None;
            text.push(" / ", &looks.text, None);
            text.append(&words);
        }
    }

    /// The words for cited sources: each in full the first time, by reference later.
    pub fn citation(&mut self, cited: &[Cited], style: &Arc<TextStyle>) -> Vec<Item> {
        let mut items = Vec::new();
        for (i, c) in cited.iter().enumerate() {
            if i > 0 {
                items.push(Item::words(self.words().semicolon, style));
            }
            if !c.prefix.is_empty() {
                items.push(Item::words(format!("{} ", c.prefix), style));
            }
            self.one(c, i == 0 && c.prefix.is_empty(), style, &mut items);
        }
        items
    }

    fn one(&mut self, c: &Cited, starts: bool, style: &Arc<TextStyle>, items: &mut Vec<Item>) {
        self.notes.used.insert(c.key.clone());
        if let Some(&earlier) = self.notes.first.get(&c.key) {
            return see(earlier, &c.locator, starts, self.words(), style, items);
        }
        match self.notes.record(&c.key) {
            Some(record) => {
                self.complain_unresolved(record, c.span);
                let detail = self.notes.detail;
                items.extend(record.items(detail, &locator(&c.locator), style, self.lang()));
            }
            None => {
                self.unknown(c);
                items.push(Item::words(c.key.clone(), style));
            }
        }
    }

    fn complain_unresolved(&mut self, record: &Record, span: Span) {
        let missing = record.missing();
        if missing.is_empty() || !self.notes.unresolved.insert(record.key.clone()) {
            return;
        }
        let message =
            format!("the source `{}` is unresolved: it has no {}", record.key, missing.join(" and no "));
        let help = "look it up and add what is missing; the press edition does not go out without it";
        self.diags.push(Diagnostic::warning("source-unresolved", message).at(span).help(help));
    }

    /// The reader of sheets has said so already; whoever lowers without it hears it here.
    fn unknown(&mut self, c: &Cited) {
        let keys = self.notes.records.iter().map(|r| r.key.as_str());
        self.diags.push(unknown_source(&c.key, keys, c.span));
    }

    /// A source as it stands in a list of its own, with everything that we know.
    pub fn full_record(&mut self, record: &Record) -> Rich {
        let style = &self.theme.styles.note.text;
        let items = record.items(Detail::Full, "", style, self.lang());
        self.set(finished(items, self.words()), record.span)
    }

    /// Hands the notes to the story, or sets them as a section at the end.
    pub fn finish_notes(&mut self) {
        let done = std::mem::take(&mut self.notes.done);
        let style = &self.theme.styles.note;
        // Figures of half an em, and white of .55 em behind them, so that nobody reads "10 See" as one word.
        let digits = done.len().to_string().len().max(2) as f64;
        let hang = style.em() * (0.55 + 0.5 * digits);
        for (id, rich, forms) in done {
            let mut number = Rich::default();
            number.push(&(id.0 + 1).to_string(), &style.text, Some(Anchor::NoteNumber(id)));
            match self.notes.gather {
                Gather::Pages => {
                    let para = self.para(Role::Paragraph, style, rich);
                    self.story.note(Note { id, number, para, hang, forms });
                }
                Gather::End => self.end_note(id, number, rich, hang),
            }
        }
    }

    fn end_note(&mut self, id: NoteId, number: Rich, rich: Rich, hang: Pt) {
        let style = &self.theme.styles.note;
        let mut para = self.para(Role::ListItem, style, rich);
        para.left = hang;
        // The number leads nowhere: layout knows the place of a mark only for notes that it sets itself.
        let number = Rich::plain(number.text, &style.text);
        para.label = Some(Label { rich: number, width: hang, gap: None });
        let name: Arc<str> = format!("note-{}", id.0 + 1).into();
        self.push(Part::para(para).named(Some(name)));
    }
}

fn see(
    earlier: NoteId,
    place: &str,
    starts: bool,
    words: &Words,
    style: &Arc<TextStyle>,
    items: &mut Vec<Item>,
) {
    let [see, note, behind] = words.see_note;
    let see = if starts { see.to_owned() } else { see.to_lowercase() };
    items.push(Item::words(see, style));
    let target = format!("{}{}", note.replace(' ', "\u{a0}"), earlier.0 + 1);
    items.push(Item::literal(target, style, Some(Anchor::NoteAgain(earlier))));
    items.push(Item::words(behind, style));
    if !place.is_empty() {
        items.push(Item::words(format!("{}{}", words.comma, locator(place)), style));
    }
}

/// A locator with its hyphens between figures as dashes.
fn locator(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(char::is_ascii_digit);
    let dash = |(i, c): (usize, &char)| match c {
        '-' if digit(i.checked_sub(1)) && digit(Some(i + 1)) => '–',
        c => *c,
    };
    chars.iter().enumerate().map(dash).collect()
}

/// Closes a note with a full stop, unless it ends in an address or has one.
fn finished(mut items: Vec<Item>, words: &Words) -> Vec<Item> {
    let ends = items.iter().rev().find_map(|i| match i {
        Item::Words(w) if !w.text.trim().is_empty() => Some(w),
        _ => None,
    });
    let Some(last) = ends else { return items };
    let address = matches!(last.anchor, Some(Anchor::Link(_))) && last.literal;
    if !address && !last.text.trim_end().ends_with(['.', '!', '?', '…', '。', '"', '”', '؟', '۔']) {
        let style = last.style.clone();
        items.push(Item::words(words.stop, &style));
    }
    items
}
