//! Editions of one sheet: what each asks of the pages.

#[path = "editions/drawn.rs"]
mod drawn;
#[path = "editions/office.rs"]
mod office;
#[path = "editions/press.rs"]
mod press;
#[path = "editions/promises.rs"]
mod promises;
#[path = "editions/settings.rs"]
mod settings;

use handbill::base::{Diagnostics, Pt, Sources};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::layout::{self, Draw, Layout};
use handbill::project::{Disk, FontFolders};
use handbill::sheet::{self, Sheet};
use lopdf::Document;
use std::path::Path;

const SHEETS: [&str; 9] = [
    "human-rights",
    "article",
    "leave-behind",
    "food-safety",
    "one-chart",
    "bilingual",
    "korean",
    "testimony",
    "tri-fold",
];

fn parse(name: &str, text: String) -> Sheet {
    let mut sources = Sources::default();
    let mut diags = Diagnostics::default();
    let file = sources.add(name, text);
    sheet::parse(&mut sources, file, &Disk, &mut diags).unwrap_or_else(|| panic!("{name}: {diags:?}"))
}

fn showcase(name: &str) -> Sheet {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("sheets/{name}.yaml"));
    parse(&path.to_string_lossy(), std::fs::read_to_string(&path).expect("a sheet"))
}

/// A sheet with one link in its prose.
fn linked(more: &str) -> Sheet {
    let head = "handbill: 1\nlang: en\ntitle: A title\ndate: 2026-11-15\n";
    let body = "sections:\n  - body: See [the report](https://example.org/report), as others do.\n";
    parse("sheet.yaml", format!("{head}{more}{body}"))
}

fn paged(sheet: &Sheet, edition: &Edition) -> (Layout, FontSet) {
    let mut diags = Diagnostics::default();
    let theme = sheet::theme(sheet, edition);
    let story = sheet::lower(sheet, &theme, &mut diags);
    let fonts = FontSet::new(Some(Box::new(FontFolders::new(&[]))));
    let layout = layout::paginate(&story, &theme.page, &fonts, &mut diags);
    assert!(!diags.has_errors(), "{diags:?}");
    (layout, fonts)
}

/// The finished file, read again.
fn made(sheet: &Sheet, edition: &Edition) -> Document {
    let mut diags = Diagnostics::default();
    let fonts = FontSet::new(Some(Box::new(FontFolders::new(&[]))));
    let made = handbill::compile(sheet, edition, &fonts, &mut diags).unwrap_or_else(|| panic!("{diags:?}"));
    Document::load_mem(&made.pdf).expect("a file that opens")
}

fn draws(layout: &Layout) -> impl Iterator<Item = (Pt, &Draw)> {
    layout.pages.iter().flat_map(|page| page.items.iter().flat_map(|i| &i.draws).map(|d| (page.size.w, d)))
}

/// PRINT: 18 pt, sans, no italics, no capitals; notes, captions, labels and footers are no smaller.
#[test]
fn large_print_is_large_upright_and_sans() {
    for name in SHEETS {
        let (layout, fonts) = paged(&showcase(name), &Edition::large_print());
        let mut body = 0;
        for (_, draw) in draws(&layout) {
            let Draw::Text { run, .. } = draw else { continue };
            let face = &fonts.face(run.face).ps_name;
            let sans = face.starts_with("SourceSans3") || face.starts_with("NotoSansKR");
            assert!(sans && !face.contains("It"), "{name}: {face} {}", run.text);
            // A mark is a small figure by nature.
            let mark = run.text.chars().all(|c| c.is_ascii_digit() || c == ',');
            assert!(run.size >= Pt(18.0) || mark, "{name}: {} in {:?}", run.text, run.size);
            body += usize::from(run.size == Pt(18.0));
        }
        assert!(body > 10, "{name}: {body} runs of 18 pt");
    }
}

#[test]
fn an_address_becomes_a_note_on_paper_only() {
    let notes = |sheet: &Sheet, edition: Edition| paged(sheet, &edition).0.note_count;
    assert_eq!(notes(&linked(""), Edition::email()), 0);
    assert_eq!(notes(&linked(""), Edition::office()), 1);
    assert_eq!(notes(&linked(""), Edition::large_print()), 1);
    assert_eq!(notes(&linked("links: keep\n"), Edition::office()), 0);
}
