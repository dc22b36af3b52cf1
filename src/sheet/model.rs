//! The sheet and its parts, checked and with everything that they name read in.

use crate::base::fields::{place, short_form};
use crate::base::{Span, Text};
use crate::block::{Block, Contact, Keep, Qr, Stat};
use crate::edition::Edition;
use crate::theme::{Brand, PageSpec, Template};
use schemars::JsonSchema;
use serde::Deserialize;
use std::sync::Arc;

/// A fact sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Name of the file that it was read from; in a batch that of the copy, so that its slug line says whose it is.
    pub name: String,
    /// BCP 47 tag of its language.
    pub lang: Text,
    /// Small label above the title.
    pub kicker: Option<Text>,
    /// Title.
    pub title: Text,
    /// The sentence that says why it matters.
    pub dek: Option<Text>,
    /// Who wrote it.
    pub byline: Option<Text>,
    /// When it was written.
    pub date: Option<Date>,
    /// The organisation's looks.
    pub brand: Brand,
    /// How its pages are laid out.
    pub template: Arc<Template>,
    /// Paper and columns.
    pub page: PageSpec,
    /// How many pages are wanted.
    pub fit: Option<Fit>,
    /// For whom this copy was made, with merge fields.
    pub prepared_for: Option<Text>,
    /// What the reader should do.
    pub ask: Option<Ask>,
    /// One to four figures under the title.
    pub stats: Vec<Stat>,
    /// The body.
    pub sections: Vec<Section>,
    /// What is cited, by key, in the order of the file.
    pub sources: Vec<Reference>,
    /// How notes are set.
    pub notes: Notes,
    /// What becomes of links in print.
    pub links: Links,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// A QR code at the end.
    pub qr: Option<Qr>,
    /// What closes the copy: `###`.
    pub end_mark: Option<Text>,
    /// The editions that it lists, as it wants them.
    pub editions: Vec<Edition>,
    /// The ids of optional parts that have been left out: links to them lead nowhere.
    pub gone: Vec<String>,
    /// The same sheet in a second language, to be set beside this one.
    pub second: Option<Box<Second>>,
}

/// The second language of a sheet.
#[derive(Clone, Debug)]
pub struct Second {
    /// The sheet as it reads in that language: as many sections as the first has, and in the same order.
    pub sheet: Sheet,
    /// Where something is written once for each language. What holds none of these is the same in both.
    pub translated: Vec<Span>,
}

impl Second {
    /// Whether what stands at `place` is the same in both languages.
    pub fn shares(&self, place: Span) -> bool {
        let within = |t: &Span| t.file == place.file && t.start >= place.start && t.end <= place.end;
        !self.translated.iter().any(within)
    }
}

impl Sheet {
    /// The edition of a name: as the sheet lists it, or one of the four.
    pub fn edition(&self, name: &str) -> Option<Edition> {
        self.editions.iter().find(|e| &*e.name == name).cloned().or_else(|| Edition::named(name))
    }
    /// All editions that the sheet lists; the four where it lists none.
    pub fn all_editions(&self) -> Vec<Edition> {
        match self.editions.is_empty() {
            true => Edition::NAMES.into_iter().filter_map(Edition::named).collect(),
            false => self.editions.clone(),
        }
    }
    /// The source of a key.
    pub fn source(&self, key: &str) -> Option<&Reference> {
        self.sources.iter().find(|s| s.key.value == key)
    }
    /// All ids of sections and blocks.
    pub fn ids(&self) -> impl Iterator<Item = &Text> {
        self.sections.iter().flat_map(|s| s.id.iter().chain(s.body.iter().filter_map(|b| b.id.as_ref())))
    }
    /// All blocks of all sections in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.sections.iter().flat_map(|s| &s.body)
    }
}

/// A section of the body.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "section", deny_unknown_fields)]
pub struct Section {
    /// Where it stands.
    #[serde(rename = "$place", deserialize_with = "place")]
    #[schemars(skip)]
    pub place: Span,
    /// Its heading. An introduction has none.
    pub heading: Option<Text>,
    /// Anchor for cross references: `[see](#name)`.
    pub id: Option<Text>,
    /// What must not be torn apart.
    pub keep: Option<Keep>,
    /// May be left out when the copy is too long.
    #[serde(default)]
    pub optional: bool,
    /// For which recipients it is made, in `handbill batch`: a column of the list that says yes, or a comparison:
    /// `state == "Iowa"`.
    pub when: Option<Text>,
    /// Prose in Markdown, or a list of blocks.
    #[serde(default)]
    pub body: Vec<Block>,
    // Its words are part of `body` once the sheet is read.
    /// A Markdown file that holds the body, relative to this file.
    pub body_file: Option<Text>,
}

/// A date as precise as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// As written, with its place.
    pub text: Text,
}

/// How many pages are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Pages.
    pub pages: usize,
    /// Only shrink: fewer pages are fine.
    pub at_most: bool,
    /// Where the number stands.
    pub span: Span,
}

/// What the reader should do.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "ask", deny_unknown_fields)]
#[schemars(transform = crate::base::fields::short_form::<Ask>)]
pub struct Ask {
    /// The request, in Markdown.
    pub text: Text,
    /// The bill that it is about: `H.R. 1369`.
    pub bill: Option<Text>,
    /// Where we stand on it.
    pub position: Option<Position>,
}

/// A position on a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "position", rename_all = "snake_case")]
pub enum Position {
    /// For it.
    Support,
    /// Against it.
    Oppose,
    /// For it, if it is changed.
    Amend,
}

/// A work that is cited.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "source", deny_unknown_fields)]
pub struct Reference {
    /// The key that citations name it by: filled in when the sheet is read.
    #[serde(skip)]
    pub key: Text,
    /// Who wrote it: `Family, Given`, an organisation, or a list of them.
    #[serde(default)]
    pub author: Vec<Text>,
    /// Who edited it.
    #[serde(default)]
    pub editor: Vec<Text>,
    /// Its title.
    pub title: Option<Text>,
    /// The journal, newspaper or book that it is part of.
    pub journal: Option<Text>,
    /// Volume of the journal.
    pub volume: Option<Text>,
    /// Issue of the journal.
    pub issue: Option<Text>,
    /// Pages in the journal or book.
    pub pages: Option<Text>,
    /// Who published it.
    pub publisher: Option<Text>,
    /// Where it was published.
    pub place: Option<Text>,
    /// When it was published: `2019`, `2019-05` or `2019-05-28`.
    pub date: Option<Text>,
    /// Its address.
    pub url: Option<Text>,
    /// Its DOI.
    pub doi: Option<Text>,
    /// Its ISBN.
    pub isbn: Option<Text>,
    /// When the address was last looked at.
    pub accessed: Option<Text>,
    /// Address of an archived copy.
    pub archived: Option<Text>,
    /// Passages of it that the sheet quotes: `must_match` looks for a pull quote's words here.
    #[serde(default)]
    pub quotes: Vec<Text>,
}

/// How notes are set.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "notes", deny_unknown_fields)]
#[schemars(transform = short_form::<Notes>)]
pub struct Notes {
    /// Where their texts stand; as the page template has them where it is left out.
    pub place: Option<NotesPlace>,
    /// `short` (author, title, date, short address), `full`, or the name of a CSL style.
    pub style: Option<Text>,
    /// What a second citation of the same source prints.
    #[serde(default)]
    pub repeat: Repeat,
}

/// Where the texts of notes stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "notes place", rename_all = "snake_case")]
pub enum NotesPlace {
    /// At the foot of the page, across all columns.
    #[default]
    Foot,
    /// At the foot of the mark's own column.
    Column,
    /// In a Sources section at the end.
    End,
    /// Short notes at the foot, full records at the end.
    Both,
}

/// What a second citation of the same source prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "repeat", rename_all = "snake_case")]
pub enum Repeat {
    /// A note that says "see note 3".
    #[default]
    See,
    /// The same number again.
    Same,
}

/// What becomes of links in print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "links", rename_all = "snake_case")]
pub enum Links {
    /// Their addresses become notes.
    #[default]
    Notes,
    /// They stay as they are.
    Keep,
}
