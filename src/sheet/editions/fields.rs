//! What a sheet says of an edition, and a profile of a printer, as they are written.

use crate::base::Text;
use schemars::JsonSchema;
use serde::Deserialize;

/// What a sheet says of one edition.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(rename = "edition", deny_unknown_fields)]
pub struct EditionSettings {
    /// Paper of this edition, where it is another: the sheet is laid out anew on it.
    #[serde(default)]
    pub paper: Vec<Text>,
    /// Printing condition: `FOGRA39`, or the path of an ICC file.
    pub condition: Option<Text>,
    /// Bleed around the trim: `0.125in`, `3mm`, `0`.
    pub bleed: Option<Text>,
    /// Crop marks and slug line: `true` or `false`.
    pub marks: Option<Text>,
    /// Most ink in one place, in per cent: `300`.
    pub ink_limit: Option<Text>,
    /// Largest file: `2 MB`, `500 kB`.
    pub max_size: Option<Text>,
    /// Where notes and sources stand in this edition: `foot`, `end` or `both`.
    pub sources: Option<Text>,
    /// The edition whose settings this one starts from.
    pub extends: Option<Text>,
    /// Who prints it: a name that `handbill printers` lists, or the path of a profile of your own.
    pub printer: Option<Text>,
    /// What the print shop takes: `x-4`, or `x-1a` for older shops.
    pub standard: Option<Text>,
}

/// A profile of a printer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename = "printer", deny_unknown_fields)]
pub(super) struct PrinterFields {
    /// For whom it is, in a line: read by people, as `notes` are.
    #[allow(dead_code)]
    pub about: Text,
    /// As in [`EditionSettings`].
    pub condition: Option<Text>,
    pub bleed: Option<Text>,
    pub marks: Option<Text>,
    pub ink_limit: Option<Text>,
    pub standard: Option<Text>,
    /// Where each number comes from.
    #[allow(dead_code)]
    #[serde(default)]
    pub notes: Vec<Text>,
}

impl PrinterFields {
    /// The same as settings of an edition.
    pub(super) fn settings(self) -> EditionSettings {
        let PrinterFields { condition, bleed, marks, ink_limit, standard, .. } = self;
        EditionSettings { condition, bleed, marks, ink_limit, standard, ..EditionSettings::default() }
    }
}
