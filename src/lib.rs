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
use edition::{Edition, EditionKind, Standard};
use font::{FontSet, Want};
use layout::Layout;
use sheet::Sheet;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A finished file.
pub struct Output {
    /// The file.
    pub pdf: Vec<u8>,
    /// The SHA-256 of it, where making it has told.
    pub hash: Option<[u8; 32]>,
    /// What is in it, for the summary.
    pub facts: Facts,
    /// The faces that the machine was asked for, by what neither the sheet nor the program has.
    pub of_machine: BTreeSet<Want>,
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
    let LaidOut { layout, standards, of_machine } = laid_out(sheet, edition, fonts, tried, diags)?;
    let said = Mutex::<Diagnostics>::default();
    let judge = preflight::judge(edition, &said);
    let written = pdf::write(&layout, fonts, edition, pdf::Asked::judged(&standards, &judge), diags);
    diags.extend(take(&said));
    let pdf = told(written, diags)?;
    Some(Output { pdf, hash: None, facts: Facts::of(&layout), of_machine })
}

/// Pages, the standards that they meet, and what the machine was asked for.
struct LaidOut {
    layout: Layout,
    standards: Vec<Standard>,
    of_machine: BTreeSet<Want>,
}

/// The stages up to pages.
fn laid_out(
    sheet: &Sheet,
    edition: &Edition,
    fonts: &FontSet,
    tried: &mut Vec<fit::Trial>,
    diags: &mut Diagnostics,
) -> Option<LaidOut> {
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
    let asked = fonts.asked_by(|fonts| {
        story.each_text(layout.pages.len(), |text| text::shape::ask(text, &story.meta.lang, fonts));
    });
    let unsolved =
        font::problem::warnings(&asked.problems, &sheet.lang, &sheet.brand.families, |c| story.place_of(c));
    unsolved.into_iter().for_each(|d| diags.push(d));
    let standards = preflight::met(&layout, edition, diags);
    Some(LaidOut { layout, standards, of_machine: asked.of_machine })
}

/// What copies of a sheet have in common: the files that others are printed from again. A few are kept, of rows that
/// differ in more than words.
#[derive(Default)]
pub struct Formes {
    kept: Mutex<Vec<Arc<Kept>>>,
    printed: AtomicUsize,
}

/// A forme with what was said of its file.
struct Kept {
    edition: Arc<str>,
    /// The faces that it was set from: only among them does a face's number mean the same.
    faces: Arc<Faces>,
    /// What its layout looks like from afar.
    outline: u64,
    forme: pdf::Forme,
    judged: Diagnostics,
}

/// What tells one set of faces from another.
#[derive(Default)]
struct Faces(#[allow(dead_code)] u8); // a byte, so that each has a place of its own

impl Formes {
    /// So many files are kept, the last used first: each takes a megabyte.
    const MOST: usize = 24;

    /// The file of a layout, printed from one that is kept.
    fn print(
        &self,
        edition: &Edition,
        layout: &Layout,
        fonts: &FontSet,
        (standards, diags): (&[Standard], &mut Diagnostics),
    ) -> Option<pdf::Printed> {
        let (kept, faces) = (self.list().clone(), fonts.memo::<Faces>()?);
        let outline = pdf::Forme::outline(layout);
        let of_set = kept.iter().filter(|k| Arc::ptr_eq(&k.faces, &faces));
        let mut of_edition = of_set.filter(|k| k.edition == edition.name && k.outline == outline);
        let (printed, kept) =
            of_edition.find_map(|k| Some((k.forme.print(layout, fonts, standards, diags)?, k.clone())))?;
        self.printed.fetch_add(1, Ordering::Relaxed);
        diags.extend(kept.judged.clone());
        let mut list = self.list();
        if let Some(at) = list.iter().position(|k| Arc::ptr_eq(k, &kept)).filter(|at| *at > 0) {
            let kept = list.remove(at);
            list.insert(0, kept);
        }
        Some(printed)
    }

    /// How many files have been printed from others.
    pub fn printed(&self) -> usize {
        self.printed.load(Ordering::Relaxed)
    }

    fn keep(&self, edition: &Edition, fonts: &FontSet, (forme, judged): (pdf::Forme, Diagnostics)) {
        let Some(faces) = fonts.memo::<Faces>() else { return };
        let mut list = self.list();
        list.truncate(Self::MOST - 1);
        let outline = forme.of();
        list.insert(0, Arc::new(Kept { edition: edition.name.clone(), faces, outline, forme, judged }));
    }

    fn list(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Kept>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A copy of a sheet, made as [`compile`] makes one, with what copies before it have left in `formes`: the same bytes
/// whether there is anything or not.
pub fn copy(
    sheet: &Sheet,
    edition: &Edition,
    fonts: &FontSet,
    formes: &Formes,
    diags: &mut Diagnostics,
) -> Option<Output> {
    let LaidOut { layout, standards, of_machine } = laid_out(sheet, edition, fonts, &mut Vec::new(), diags)?;
    let facts = Facts::of(&layout);
    if let Some(pdf::Printed { pdf, hash }) = formes.print(edition, &layout, fonts, (&standards, diags)) {
        return Some(Output { pdf, hash: Some(hash), facts, of_machine });
    }
    let said = Mutex::<Diagnostics>::default();
    let judge = preflight::judge(edition, &said);
    let asked = pdf::Asked::judged(&standards, &judge);
    let struck = told(pdf::Forme::strike(&layout, fonts, edition, asked, diags), diags)?;
    let judged = take(&said);
    diags.extend(judged.clone());
    if let Some(forme) = struck.forme {
        formes.keep(edition, fonts, (forme, judged));
    }
    Some(Output { pdf: struck.pdf, hash: None, facts, of_machine })
}

fn take(said: &Mutex<Diagnostics>) -> Diagnostics {
    std::mem::take(&mut said.lock().unwrap_or_else(PoisonError::into_inner))
}

/// What was written, or a message why nothing was.
fn told<T>(written: Result<T, pdf::PdfError>, diags: &mut Diagnostics) -> Option<T> {
    match written {
        Ok(written) => Some(written),
        // Said already, picture by picture.
        Err(pdf::PdfError::TooLarge | pdf::PdfError::Picture) => None,
        Err(e) => {
            diags.push(Diagnostic::error("pdf", e.to_string()));
            None
        }
    }
}

impl Facts {
    fn of(layout: &Layout) -> Facts {
        Facts { pages: layout.pages.len(), notes: layout.note_count, images: layout.pictures.len() }
    }
}
