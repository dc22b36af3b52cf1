//! How long each stage takes on a real sheet: `cargo bench`, or `cargo bench -- parse` for one of them.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use handbill::base::{Diagnostics, FileId, Files, Pt, Sources};
use handbill::edition::{Condition, Edition};
use handbill::font::FontSet;
use handbill::layout::galley::Galley;
use handbill::preflight::{file, reading};
use handbill::project::{Disk, FontFolders};
use handbill::sheet::{self, Sheet};
use handbill::story::{Node, Para, Part, Story};
use handbill::text::Prepared;
use handbill::theme::Theme;
use handbill::{layout, pdf, preflight, text};
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

fn shape(paras: &[&Para], fonts: &FontSet) -> Vec<Prepared> {
    paras.iter().map(|p| text::prepare(&p.rich, &p.setting, fonts)).collect()
}

fn break_lines(paras: &[Prepared], measure: Pt) -> usize {
    paras.iter().map(|p| p.lines(measure).len()).sum()
}

fn stages(c: &mut Criterion) {
    let (mut sources, file) = read();
    let sheet = parse(&mut sources, file);
    let edition = Edition::email();
    let theme = sheet::theme(&sheet, &edition);
    let fonts =
        FontFolders::of_brand(&sheet.brand, &sources, &mut Diagnostics::default()).font_set(&sheet.brand);
    let story = sheet::lower(&sheet, &theme, &mut Diagnostics::default());

    c.bench_function("read", |b| b.iter(read));
    c.bench_function("parse", |b| b.iter(|| parse(&mut sources.clone(), file)));
    c.bench_function("lower", |b| {
        b.iter(|| sheet::lower(black_box(&sheet), &theme, &mut Diagnostics::default()))
    });
    stages_of_layout(c, &story, &theme, &fonts);
    stages_of_files(c, &story, &theme, &fonts);
    let made = handbill::compile(&sheet, &edition, &fonts, &mut Diagnostics::default());
    stages_of_reading(c, &made.expect("the showcase has no errors").pdf);
    let edition = Edition::email();
    c.bench_function("compile", |b| {
        b.iter(|| {
            handbill::compile(black_box(&sheet), &edition, &fonts, &mut Diagnostics::default()).is_some()
        });
    });
    let press = Edition::press();
    c.bench_function("compile for a press", |b| {
        b.iter(|| {
            handbill::compile(black_box(&sheet), &press, &fonts, &mut Diagnostics::default()).is_some()
        });
    });
    // The profile opened, its tables read, one colour converted.
    c.bench_function("condition", |b| {
        b.iter(|| Condition::Fogra39.press(300.0).map(|p| p.ink(black_box([122, 31, 75]))));
    });
}

/// Pagination and its parts; shaping and breaking are measured on one thread.
fn stages_of_layout(c: &mut Criterion, story: &Story, theme: &Theme, fonts: &FontSet) {
    let (paras, measure) = (paragraphs(story), theme.page.column_width());
    c.bench_function("shape", |b| b.iter(|| shape(black_box(&paras), fonts)));
    let shaped = shape(&paras, fonts);
    c.bench_function("break", |b| b.iter(|| break_lines(black_box(&shaped), measure)));
    c.bench_function("galley", |b| b.iter(|| Galley::new(black_box(story), &theme.page, fonts)));
    let galley = Galley::new(story, &theme.page, fonts);
    let pager = galley.pager();
    c.bench_function("divide", |b| b.iter(|| black_box(&pager).divide()));
    let plans = pager.divide();
    c.bench_function("place", |b| b.iter(|| galley.place(&pager, black_box(&plans))));
    c.bench_function("paginate", |b| {
        b.iter(|| layout::paginate(black_box(story), &theme.page, fonts, &mut Diagnostics::default()));
    });
}

fn stages_of_files(c: &mut Criterion, story: &Story, theme: &Theme, fonts: &FontSet) {
    let edition = Edition::email();
    let paged = layout::paginate(story, &theme.page, fonts, &mut Diagnostics::default());
    c.bench_function("check", |b| {
        b.iter(|| preflight::met(black_box(&paged), &edition, &mut Diagnostics::default()))
    });
    let prepare = || pdf::pictures::prepare(black_box(&paged), &edition, &mut Diagnostics::default());
    c.bench_function("prepare", |b| b.iter(prepare));
    let pictures = prepare();
    let draw =
        || pdf::draw(black_box(&paged), fonts, &edition, &pictures).expect("the showcase can be drawn");
    c.bench_function("draw", |b| b.iter(draw));
    c.bench_function("finish", |b| {
        let finish = |draft| pdf::finish(draft, &paged, fonts, (&edition, edition.standards.into()));
        b.iter_batched(draw, finish, BatchSize::SmallInput);
    });
}

/// The finished file read again: its objects, what its pages put on paper, and all rules over both.
fn stages_of_reading(c: &mut Criterion, bytes: &[u8]) {
    let open = || reading::Pdf::open(black_box(bytes)).expect("a PDF");
    c.bench_function("open", |b| b.iter(open));
    let opened = open();
    c.bench_function("marks", |b| b.iter(|| file::printed::printed(opened.document())));
    c.bench_function("judge", |b| {
        b.iter_batched(
            || file::Pdf::of(opened.document()).expect("pages"),
            |pdf| file::examine(&pdf, &file::Demand::of(&Edition::press(), &pdf)),
            BatchSize::SmallInput,
        );
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = stages
}
criterion_main!(benches);
