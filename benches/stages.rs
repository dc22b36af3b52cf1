//! How long each stage takes on a real sheet: `cargo bench`, or `cargo bench -- parse` for one of them.

use criterion::{Criterion, criterion_group, criterion_main};
use handbill::base::{Diagnostics, FileId, Files, Pt, Sources};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::project::{Disk, FontFolders};
use handbill::sheet::{self, Sheet};
use handbill::story::{Node, Para, Part, Story};
use handbill::{layout, pdf, text};
use std::hint::black_box;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SHEET: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sheets/human-rights.yaml");

/// The sheet's text as a source.
fn read() -> (Sources, FileId) {
    let loaded = Disk.read(SHEET, "human-rights.yaml").expect("the showcase is there");
    let mut sources = Sources::default();
    let file = sources.add(loaded.name, String::from_utf8_lossy(&loaded.bytes));
    (sources, file)
}

fn parse(sources: &mut Sources, file: FileId) -> Sheet {
    sheet::parse(sources, file, &Disk, &mut Diagnostics::default()).expect("the showcase has no errors")
}

/// All paragraphs of a story with the measure of a column.
fn paragraphs(story: &Story) -> Vec<&Para> {
    let mut found = Vec::new();
    collect(&story.parts, &mut found);
    collect(&story.closing, &mut found);
    found.extend(story.notes.iter().map(|n| &n.para));
    found
}

fn collect<'a>(parts: &'a [Part], found: &mut Vec<&'a Para>) {
    for part in parts {
        match &part.node {
            Node::Para(p) => found.push(p),
            Node::Group(g) => collect(&g.parts, found),
            Node::Row(r) => r.cells.iter().for_each(|c| collect(&c.parts, found)),
            Node::Table(t) => found.extend(t.header.iter().chain(&t.rows).flat_map(|r| &r.cells)),
            _ => {}
        }
    }
}

fn shape_and_break(paras: &[&Para], measure: Pt, fonts: &FontSet) -> usize {
    paras.iter().map(|p| text::prepare(&p.rich, &p.setting, fonts).lines(measure).len()).sum()
}

fn stages(c: &mut Criterion) {
    let (mut sources, file) = read();
    let sheet = parse(&mut sources, file);
    let edition = Edition::email();
    let theme = sheet::theme(&sheet, &edition);
    let fonts =
        FontFolders::of_brand(&sheet.brand, &sources, &mut Diagnostics::default()).font_set(&sheet.brand);
    let story = sheet::lower(&sheet, &theme, &mut Diagnostics::default());
    let paras = paragraphs(&story);
    let measure = theme.page.column_width();
    let paged = layout::paginate(&story, &theme.page, &fonts, &mut Diagnostics::default());

    c.bench_function("read", |b| b.iter(read));
    c.bench_function("parse", |b| b.iter(|| parse(&mut sources.clone(), file)));
    c.bench_function("lower", |b| {
        b.iter(|| sheet::lower(black_box(&sheet), &theme, &mut Diagnostics::default()))
    });
    c.bench_function("shape and break", |b| b.iter(|| shape_and_break(&paras, measure, &fonts)));
    c.bench_function("paginate", |b| {
        b.iter(|| layout::paginate(black_box(&story), &theme.page, &fonts, &mut Diagnostics::default()));
    });
    c.bench_function("draw and finish", |b| {
        b.iter(|| pdf::write(black_box(&paged), &fonts, &edition, edition.standards))
    });
    c.bench_function("compile", |b| {
        b.iter(|| {
            handbill::compile(black_box(&sheet), &edition, &fonts, &mut Diagnostics::default()).is_some()
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = stages
}
criterion_main!(benches);
