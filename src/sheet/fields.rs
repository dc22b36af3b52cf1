//! The fields of a sheet as they are written. [`super::assemble`] checks them and makes a [`super::Sheet`].

use super::model::{Ask, EditionSettings, Links, NotesPlace, Repeat};
use crate::base::fields::{place, short_form};
use crate::base::{Number, Pairs, Span, Text};
use crate::block::{Block, Contact, Keep, Qr, Stat};
use schemars::JsonSchema;
use serde::Deserialize;

/// A fact sheet.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "sheet", deny_unknown_fields)]
pub struct SheetFields {
    /// Version of the format: 1.
    pub handbill: Number,
    /// Language of the sheet as a BCP 47 tag, such as `en-US` or `ko`. It decides hyphenation, quotation marks
    /// and how dates are written.
    pub lang: Text,
    /// Small label above the title.
    pub kicker: Option<Text>,
    /// Title.
    pub title: Text,
    /// One sentence that says why it matters.
    pub dek: Option<Text>,
    /// Who wrote it.
    pub byline: Option<Text>,
    /// When it was written: a year, a month (`2026-11`) or a day (`2026-11-15`).
    pub date: Option<Text>,
    /// The brand's file, relative to this one. Without it, the built-in plain brand.
    pub brand: Option<Text>,
    /// Paper and columns.
    pub page: Option<PageFields>,
    /// How many pages the sheet shall take.
    pub fit: Option<FitFields>,
    /// For whom this copy is made, with merge fields: `Prepared for {{name}}`.
    pub prepared_for: Option<Text>,
    /// What the reader should do: a band near the top of the first page.
    pub ask: Option<Ask>,
    /// One to four figures, set large in a row under the title.
    #[serde(default)]
    pub stats: Vec<Stat>,
    /// The sections of the body.
    #[serde(default)]
    pub sections: Vec<SectionFields>,
    /// What is cited, by key: `[@key]` in prose, `cite: key` in blocks.
    #[serde(default)]
    pub sources: Pairs<SourceFields>,
    /// A file of sources, instead of `sources` or beside them: BibLaTeX or Hayagriva.
    pub bibliography: Option<Text>,
    /// How notes are set.
    pub notes: Option<NotesFields>,
    /// What becomes of links in print.
    #[serde(default)]
    pub links: Links,
    /// Whom to ask, at the end of the sheet.
    pub contact: Option<Contact>,
    /// A QR code at the end of the sheet.
    pub qr: Option<Qr>,
    /// What closes the copy, such as `###`.
    pub end_mark: Option<Text>,
    /// Settings of the editions `email`, `office`, `press` and `large_print`, and of your own by another name.
    #[serde(default)]
    pub editions: Pairs<EditionSettings>,
}

/// A section of the body.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "section", deny_unknown_fields)]
pub struct SectionFields {
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
    /// Prose in Markdown, or a list of blocks.
    #[serde(default)]
    pub body: Vec<Block>,
    /// A Markdown file that holds the body, relative to this file.
    pub body_file: Option<Text>,
}

/// Paper and columns.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "page", deny_unknown_fields)]
#[schemars(transform = short_form::<PageFields>)]
pub struct PageFields {
    /// `letter`, `legal`, `half-letter`, `a4`, `a5`, or width and height: `[6in, 9in]`.
    #[serde(default)]
    pub size: Vec<Text>,
    /// Number of columns, 1 to 4.
    pub columns: Option<Number>,
    /// Upright or lying; a size in numbers stands as it is written.
    pub orientation: Option<Orientation>,
}

/// Which way the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "orientation", rename_all = "snake_case")]
pub enum Orientation {
    /// The short side at the top.
    Portrait,
    /// The long side at the top.
    Landscape,
}

/// How many pages the sheet shall take.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "fit", deny_unknown_fields)]
#[schemars(transform = short_form::<FitFields>)]
pub struct FitFields {
    /// Pages.
    pub pages: Number,
    /// Only shrink: fewer pages are fine.
    #[serde(default)]
    pub at_most: bool,
}

/// How notes are set.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "notes", deny_unknown_fields)]
#[schemars(transform = short_form::<NotesFields>)]
pub struct NotesFields {
    /// Where their texts stand.
    #[serde(default)]
    pub place: NotesPlace,
    /// `short` (author, title, date, short address), `full`, or the name of a CSL style.
    pub style: Option<Text>,
    /// What a second citation of the same source prints.
    #[serde(default)]
    pub repeat: Repeat,
}

/// A work that is cited.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "source", deny_unknown_fields)]
pub struct SourceFields {
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
