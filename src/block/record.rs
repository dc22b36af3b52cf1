//! A source as a note prints it: author, *title*, date, place in it, short address.

use super::set::{Item, short_address};
use crate::base::Span;
use crate::text::isolate::{has_right_to_left, isolated};
use crate::text::words::Words;
use crate::text::{Anchor, TextStyle};
use crate::theme::style::LARGE;
use std::sync::Arc;

/// How much a note says of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Author, title, date, short address.
    #[default]
    Short,
    /// Everything that we know.
    Full,
}

/// A source, its dates already written out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The key that citations name it by.
    pub key: String,
    /// Who wrote it: `Family, Given`, or an organisation.
    pub author: Vec<String>,
    /// Who edited it.
    pub editor: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// The journal or book that it is part of.
    pub journal: Option<String>,
    /// Volume, and issue.
    pub volume: Option<String>,
    /// Issue.
    pub issue: Option<String>,
    /// Pages in the journal or book.
    pub pages: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub place: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Its address, or that of its DOI.
    pub url: Option<String>,
    /// ISBN.
    pub isbn: Option<String>,
    /// When the address was last looked at.
    pub accessed: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// Where it is declared.
    pub span: Option<Span>,
}

impl Record {
    /// What it lacks to be found by a reader (FORMAT, "Notes").
    pub fn missing(&self) -> Vec<&'static str> {
        let printed = self.isbn.is_some() || self.journal.is_some();
        let lacks = [
            (self.author.is_empty() && self.editor.is_empty() && self.publisher.is_none(), "`author`"),
            (self.title.is_none(), "`title`"),
            (self.url.is_none() && !printed, "`url`"),
        ];
        lacks.into_iter().filter(|l| l.0).map(|l| l.1).collect()
    }

    /// Its words in a note.
    pub fn items(&self, detail: Detail, locator: &str, style: &Arc<TextStyle>, lang: &str) -> Vec<Item> {
        let (words, american) = (Words::of(lang), lang == "en-US");
        let mut w = Writer { items: Vec::new(), style, words, american, lang };
        w.part(&self.who((w.words, lang), detail));
        w.title(self.title.as_deref(), self.journal.is_none());
        w.title(self.journal.as_deref(), true);
        if detail == Detail::Full {
            w.part(&self.volume_and_issue());
            w.part(&self.imprint());
        }
        w.part(self.date.as_deref().unwrap_or(""));
        if detail == Detail::Full {
            w.part(self.pages.as_deref().unwrap_or(""));
        }
        w.part(locator);
        if detail == Detail::Full {
            w.part(&self.isbn.as_ref().map_or(String::new(), |n| format!("ISBN {n}")));
        }
        w.address(self.url.as_deref());
        if detail == Detail::Full {
            w.later(w.words.accessed, self.accessed.as_deref(), false);
            w.later(w.words.archived, self.archived.as_deref(), true);
        }
        w.items
    }

    fn who(&self, (words, lang): (&Words, &str), detail: Detail) -> String {
        if !self.author.is_empty() {
            return people(&self.author, words, lang);
        }
        if !self.editor.is_empty() {
            return format!("{} ({})", people(&self.editor, words, lang), words.editor);
        }
        // A full note names the publisher in its imprint.
        let publisher = self.publisher.as_deref().map(|p| isolated(p, lang).into_owned()).unwrap_or_default();
        if detail == Detail::Full && self.title.is_some() { String::new() } else { publisher }
    }

    fn volume_and_issue(&self) -> String {
        match (&self.volume, &self.issue) {
            (Some(v), Some(i)) => format!("{v} ({i})"),
            (Some(v), None) => v.clone(),
            (None, Some(i)) => format!("({i})"),
            (None, None) => String::new(),
        }
    }

    fn imprint(&self) -> String {
        match (&self.place, &self.publisher) {
            (Some(place), Some(publisher)) => format!("{place}: {publisher}"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => String::new(),
        }
    }
}

/// Names as a note has them: given name first, three at most.
fn people(names: &[String], words: &Words, lang: &str) -> String {
    let names: Vec<String> = names.iter().map(|n| isolated(&given_first(n), lang).into_owned()).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [a, b] => format!("{a}{}", words.and_name(b)),
        [a, b, c] => format!("{a}{}{b}{}", words.comma, words.and_name(c)),
        [first, ..] => format!("{first} {}", words.others),
    }
}

/// `Park, Kee` is a person, and so is the first of `Park, Kee, and others`; `Ministry of Food, Agriculture and
/// Forestry` is none.
fn given_first(name: &str) -> String {
    let name = name.trim();
    let Some((family, rest)) = name.split_once(", ") else { return name.to_owned() };
    let (given, others) = rest.split_once(", ").unwrap_or((rest, ""));
    let plain = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        (1..=3).contains(&words.len())
            && !words.iter().any(|w| matches!(*w, "and" | "of" | "for" | "the" | "&"))
    };
    if !plain(family) || !plain(given) {
        return name.to_owned();
    }
    match others {
        "" => format!("{given} {family}"),
        "and others" | "et al." => format!("{given} {family} {others}"),
        names if names.split(" and ").flat_map(|n| n.split(", ")).all(is_person) => {
            format!("{given} {family}, {names}")
        }
        _ => name.to_owned(),
    }
}

/// Two or three words with capitals.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=3).contains(&words.len()) && words.iter().all(|w| w.starts_with(char::is_uppercase))
}

struct Writer<'s> {
    items: Vec<Item>,
    style: &'s Arc<TextStyle>,
    words: &'static Words,
    american: bool,
    lang: &'s str,
}

impl Writer<'_> {
    fn comma(&mut self) {
        // American printers set the comma before the closing quote.
        if let (true, Some(Item::Words(w))) = (self.american, self.items.last_mut())
            && w.text.ends_with('"')
        {
            w.text.insert(w.text.len() - 1, ',');
            self.items.push(Item::words(" ", self.style));
        } else if !self.items.is_empty() {
            self.items.push(Item::words(self.words.comma, self.style));
        }
    }
    fn part(&mut self, text: &str) {
        if !text.is_empty() {
            self.comma();
            self.items.push(Item::words(text, self.style));
        }
    }
    /// Works stand in italics, save in large print, and pieces of works in quotes.
    fn title(&mut self, title: Option<&str>, work: bool) {
        let Some(title) = title.map(str::trim).filter(|t| !t.is_empty()) else { return };
        let title = title.trim_end_matches('.');
        let title = isolated(title, self.lang);
        if work {
            self.comma();
            // Letters from the right have no italics; works in them stand in bold (Hebrew and Arabic custom).
            let bold = has_right_to_left(&title);
            let italic = !bold && self.style.size.0 < LARGE;
            let weight = if bold { 700 } else { self.style.weight };
            let of_work = TextStyle { italic, weight, ..(**self.style).clone() };
            self.items.push(Item::words(title, &Arc::new(of_work)));
        } else {
            self.part(&format!("\"{title}\""));
        }
    }
    fn address(&mut self, url: Option<&str>) {
        let Some(url) = url else { return };
        if !self.items.is_empty() {
            self.items.push(Item::words(format!("{} ", self.words.stop), self.style));
        }
        self.items.push(Item::literal(short_address(url), self.style, Some(Anchor::Link(url.into()))));
    }
    /// A remark behind the address.
    fn later(&mut self, word: &str, what: Option<&str>, address: bool) {
        let Some(what) = what else { return };
        let word = Words::before(word);
        self.items.push(Item::words(format!("{}{word}", self.words.comma), self.style));
        match address {
            true => self.items.push(Item::literal(
                short_address(what),
                self.style,
                Some(Anchor::Link(what.into())),
            )),
            false => self.items.push(Item::words(what, self.style)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_given_name_first() {
        let cases = [
            ("Park, Kee", "Kee Park"),
            ("Féron, Henri, and others", "Henri Féron and others"),
            ("Park, Kee B., Miles Kim and Jessup Jong", "Kee B. Park, Miles Kim and Jessup Jong"),
            ("World Food Programme", "World Food Programme"),
            ("Women, Peace, and Security Group", "Women, Peace, and Security Group"),
            ("Ministry of Food, Agriculture and Forestry", "Ministry of Food, Agriculture and Forestry"),
        ];
        for (written, said) in cases {
            assert_eq!(given_first(written), said);
        }
        let three = ["A, B", "C, D", "E, F"].map(String::from);
        assert_eq!(people(&three, Words::of("en"), "en"), "B A, D C and F E");
        assert_eq!(people(&[three.as_slice(), &three].concat(), Words::of("en"), "en"), "B A and others");
    }
}
