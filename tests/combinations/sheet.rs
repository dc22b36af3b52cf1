//! A random sheet: paper, columns, brand, language, what stands at its head and foot, and sections of blocks.

use super::dice::Dice;
use super::kinds::{block, figures, text};
use super::writer::Writer;

/// Paper and the columns that it holds at 16 characters and more.
const PAPERS: [(&str, usize); 8] = [
    ("size: letter", 4),
    ("size: letter", 3),
    ("size: legal", 3),
    ("size: half-letter", 2),
    ("size: a4", 3),
    ("size: a5", 2),
    ("size: letter, orientation: landscape", 4),
    ("size: a4, orientation: landscape", 4),
];

/// Brands with the languages that they name themselves in.
const BRANDS: [(&str, [&str; 2]); 2] = [
    ("../../sheets/brands/peace-table.yaml", ["en-US", "ko"]),
    ("../../sheets/brands/harbor-health.yaml", ["en-US", "es"]),
];

pub struct Random {
    pub yaml: String,
    /// Words that must come out, each piece within one element.
    pub texts: Vec<String>,
}

/// The sheet of a number: always the same.
pub fn sheet(number: u64) -> Random {
    let (mut w, lang) = Writer::new(Dice::new(number));
    w.line("handbill: 1");
    w.line(&format!("lang: {lang}"));
    head(&mut w);
    page(&mut w, lang);
    extras(&mut w);
    w.line("sections:");
    let most = *w.dice.one_of(&[2, 4, 8]);
    for i in 0..w.dice.from(1, most) {
        section(&mut w, i == 0);
    }
    w.line("sources:");
    w.line("  one: {author: Office of Harvests, title: A list of parts, date: 2025-03, url: \"https://example.org/parts\"}");
    w.line("  two: {author: \"Clinic, Valley\", title: Two days back, date: 2024, url: \"https://example.org/two\"}");
    Random { yaml: w.yaml, texts: w.texts }
}

fn head(w: &mut Writer) {
    let title = w.quoted(3, 12);
    w.line(&format!("title: {title}"));
    w.line("date: 2026-11-15");
    if w.dice.often(50) {
        w.line("kicker: Fact sheet");
    }
    if w.dice.often(40) {
        let dek = w.sentence();
        w.line(&format!("dek: {}", super::writer::quote(&dek)));
    }
    if w.dice.often(40) {
        w.line("byline: Policy team");
    }
}

fn page(w: &mut Writer, lang: &str) {
    let (paper, most) = *w.dice.one_of(&PAPERS);
    let columns = w.dice.from(1, most);
    w.line(&format!("page: {{{paper}, columns: {columns}}}"));
    if w.dice.often(60) {
        let (brand, languages) = *w.dice.one_of(&BRANDS);
        if languages.contains(&lang) {
            w.line(&format!("brand: {brand}"));
        }
    }
    let place = *w.dice.one_of(&["foot", "foot", "foot", "column", "end", "both"]);
    w.line(&format!("notes: {{place: {place}}}"));
}

fn extras(w: &mut Writer) {
    if w.dice.often(30) {
        let ask = w.quoted(5, 20);
        w.line(&format!("ask: {{text: {ask}, bill: H.R. 1841, position: support}}"));
    }
    if w.dice.often(25) {
        let all = figures(w);
        w.line(&format!("stats: [{all}]"));
    }
    if w.dice.often(40) {
        w.line("contact: {name: Policy team, email: policy@example.org, phone: 202 555 0142}");
    }
    if w.dice.often(30) {
        w.line("qr: {url: \"https://example.org/full\", label: Full text}");
    }
    if w.dice.often(20) {
        w.line("end_mark: \"###\"");
    }
}

fn section(w: &mut Writer, first: bool) {
    if first && w.dice.often(50) {
        w.line("  - body:");
    } else {
        let heading = w.quoted(2, 10);
        w.line(&format!("  - heading: {heading}"));
        w.line("    body:");
    }
    if w.dice.often(80) {
        text(w);
    } else {
        block(w);
    }
    for _ in 0..w.dice.from(0, 7) {
        block(w);
    }
}
