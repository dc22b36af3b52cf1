//! The fields of a sheet as they are written. [`super::assemble`] checks them and makes a [`super::Sheet`].

use super::editions::EditionSettings;
use super::model::{Ask, Links, Notes, Reference, Section};
use crate::base::fields::short_form;
use crate::base::{Number, Pairs, Text};
use crate::block::{Contact, Qr, Stat};
use schemars::JsonSchema;
use serde::Deserialize;

/// A fact sheet.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename = "sheet", deny_unknown_fields)]
pub struct SheetFields {
    /// Version of the format: 1.
    pub handbill: Number,
    /// Language of the sheet as a BCP 47 tag, such as `en-US` or `ko`. It decides hyphenation, quotation marks
    /// and how dates are written. Two of them, `[en-US, ko]`, stand in facing columns; then a mapping of both may stand
    /// for any value: `title: {en-US: …, ko: …}`.
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
    pub sections: Vec<Section>,
    /// What is cited, by key: `[@key]` in prose, `cite: key` in blocks.
    #[serde(default)]
    pub sources: Pairs<Reference>,
    /// A file of sources, instead of `sources` or beside them: BibLaTeX or Hayagriva.
    pub bibliography: Option<Text>,
    /// How notes are set.
    pub notes: Option<Notes>,
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

/// Paper and columns.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "page", deny_unknown_fields)]
#[schemars(transform = short_form::<PageFields>)]
pub struct PageFields {
    /// `letter`, `legal`, `half-letter`, `tabloid`, `a3`, `a4`, `a5`, or width and height: `[6in, 9in]`.
    #[serde(default)]
    pub size: Vec<Text>,
    /// Number of columns, 1 to 4.
    pub columns: Option<Number>,
    /// Upright or lying; a size in numbers stands as it is written.
    pub orientation: Option<Orientation>,
    /// How the page is laid out: a name that `handbill templates` lists, one of the brand's, or the path of a
    /// template of your own.
    pub template: Option<Text>,
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
