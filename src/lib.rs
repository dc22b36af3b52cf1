#![doc = include_str!("ARCHITECTURE.md")]
#![warn(missing_docs)]

pub mod base;
pub mod block;
pub mod cli;
pub mod edition;
pub mod fit;
pub mod font;
pub mod layout;
pub mod mail;
pub mod pdf;
pub mod preflight;
pub mod project;
pub mod sheet;
pub mod story;
pub mod text;
pub mod theme;

use base::{Diagnostic, Diagnostics};
use edition::{Edition, EditionKind};
use font::FontSet;
use layout::Layout;
use sheet::Sheet;
use std::sync::{Mutex, PoisonError};

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

/// The stages from a parsed sheet to a file: lower, paginate, check, write, and check what is written before it is
/// marked. Each takes what the one before it gave.
/// `None` where an error keeps the file from being made; `diags` then says which.
pub fn compile(sheet: &Sheet, edition: &Edition, fonts: &FontSet, diags: &mut Diagnostics) -> Option<Output> {
    compile_telling(sheet, edition, fonts, &mut Vec::new(), diags)
}

/// The same; also tells what was tried to make the sheet fit its pages, where it asks for a number of them.
pub fn compile_telling(
    sheet: &Sheet,
    edition: &Edition,
    fonts: &FontSet,
    tried: &mut Vec<fit::Trial>,
    diags: &mut Diagnostics,
) -> Option<Output> {
    sheet::inks(sheet, edition, diags);
    let fit::Fitted { sheet, theme } = fit::fit(sheet, edition, fonts, tried, diags)?;
    let story = sheet::lower(&sheet, &theme, diags);
    // What is printed cannot be mended any more.
    if edition.kind == EditionKind::Press {
        diags.raise("source-unresolved");
    }
    if diags.has_errors() {
        return None;
    }
    let layout = layout::paginate(&story, &theme.page, fonts, diags);
    if diags.has_errors() {
        return None;
    }
    let unsolved =
        font::problem::warnings(&fonts.problems(), &sheet.lang, &sheet.brand.families, |c| story.place_of(c));
    unsolved.into_iter().for_each(|d| diags.push(d));
    let standards = preflight::met(&layout, edition, diags);
    let said = Mutex::<Diagnostics>::default();
    let judge = |document: &_, of: &[_]| {
        // A file that was too large is finished once more: what is said of the first is not said.
        let mut now = Diagnostics::default();
        let deserved = preflight::deserved(document, edition, of, &mut now);
        *said.lock().unwrap_or_else(PoisonError::into_inner) = now;
        deserved
    };
    let written = pdf::write(&layout, fonts, edition, pdf::Asked::judged(&standards, &judge), diags);
    diags.extend(said.into_inner().unwrap_or_else(PoisonError::into_inner));
    let pdf = match written {
        Ok(pdf) => pdf,
        // Said already, picture by picture.
        Err(pdf::PdfError::TooLarge | pdf::PdfError::Picture) => return None,
        Err(e) => {
            diags.push(Diagnostic::error("pdf", e.to_string()));
            return None;
        }
    };
    Some(Output { pdf, facts: Facts::of(&layout) })
}

impl Facts {
    fn of(layout: &Layout) -> Facts {
        Facts { pages: layout.pages.len(), notes: layout.note_count, images: layout.pictures.len() }
    }
}
