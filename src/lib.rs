#![doc = include_str!("ARCHITECTURE.md")]
#![warn(missing_docs)]

pub mod base;
pub mod block;
pub mod cli;
pub mod edition;
pub mod font;
pub mod layout;
pub mod pdf;
pub mod preflight;
pub mod project;
pub mod sheet;
pub mod story;
pub mod text;
pub mod theme;

use base::{Diagnostic, Diagnostics};
use edition::Edition;
use font::FontSet;
use layout::Layout;
use sheet::Sheet;

/// A finished file.
pub struct Output {
    /// The file.
    pub pdf: Vec<u8>,
    /// What is in it, for the summary.
    pub facts: Facts,
}

/// A file in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Pages.
    pub pages: usize,
    /// Notes.
    pub notes: usize,
    /// Images and drawings, the logo among them.
    pub images: usize,
}

/// The stages from a parsed sheet to a file: lower, paginate, check, write. Each takes what the one before it gave.
/// `None` where an error keeps the file from being made; `diags` then says which.
pub fn compile(sheet: &Sheet, edition: &Edition, fonts: &FontSet, diags: &mut Diagnostics) -> Option<Output> {
    let theme = sheet::theme(sheet, edition);
    let story = sheet::lower(sheet, &theme, diags);
    if diags.has_errors() {
        return None;
    }
    let layout = layout::paginate(&story, &theme.page, fonts, diags);
    let unsolved = font::problem::warnings(&fonts.problems(), &sheet.brand.families, |c| story.place_of(c));
    unsolved.into_iter().for_each(|d| diags.push(d));
    let standards = preflight::met(&layout, edition, diags);
    let written = pdf::write(&layout, fonts, edition, &standards, diags);
    let pdf = written.map_err(|e| diags.push(Diagnostic::error("pdf", e.to_string()))).ok()?;
    Some(Output { pdf, facts: Facts::of(&layout) })
}

impl Facts {
    fn of(layout: &Layout) -> Facts {
        Facts { pages: layout.pages.len(), notes: layout.note_count, images: layout.pictures.len() }
    }
}
