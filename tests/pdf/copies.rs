//! Copies of a sheet, read again: each shows, says and is tagged as what a build of its row alone gives. Only which
//! glyphs a face's subset holds may differ.

use crate::order::tree_text;
use crate::reread::{Reread, extracted, operators, origins};
use crate::tree;
use handbill::base::{Diagnostics, Sources};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::project::Disk;
use handbill::sheet::merge::{Columns, Row};
use handbill::sheet::{Master, Sheet};
use handbill::{Formes, compile, copy};
use lopdf::Document;

const SHEET: &str = "\
handbill: 1
lang: en-US
title: Water for everyone
date: 2026-11-15
prepared_for: \"Prepared for {{name}}\"
sections:
  - heading: Who asks?
    body: |
      We ask {{name}} to read [our page](https://example.org/{{name}}), which has {{figure}} figures.^[Counted for
      {{name}} in *May*.] The well was closed long ago, and the people of {{place}} walk to the river.
  - heading: What now?
    body: The river is the same for all.
";

const ROWS: [[&str; 3]; 6] = [
    ["Ann Lee", "12", "Ohio"],
    ["José Peña", "1,204", "Utah"],
    ["Wendell Zambrano", "7", "the Commonwealth of the Northern Mariana Islands"],
    ["김민수", "12", "Ohio"],
    ["**Kim** Ortiz", "0", "Iowa"],
    ["Ann Fay", "90", "Ohio"],
];

fn sheets() -> Vec<Sheet> {
    let mut sources = Sources::default();
    let file = sources.add("sheet.yaml", SHEET);
    let master = Master::read(&sources, file, &mut Diagnostics::default()).expect("YAML");
    let columns = Columns::new(&["name", "figure", "place"].map(str::to_owned));
    let sheet = |values: &[&str; 3]| {
        let (values, mut diags) = (values.map(str::to_owned), Diagnostics::default());
        let row = Row { columns: &columns, values: &values, number: 1, lang: "" };
        master
            .sheet(&mut sources.clone(), &Disk, Some(row), &mut diags)
            .unwrap_or_else(|| panic!("{diags:?}"))
    };
    ROWS.iter().map(sheet).collect()
}

/// What a reader, a voice and an eye have of a file.
fn shown(pdf: &[u8]) -> (String, String, String, Vec<String>) {
    let file = Reread(Document::load_mem(pdf).expect("a file that opens"));
    let fonts = file.fonts();
    let glyphs = origins(&operators(&file, 1), &fonts);
    let glyphs = glyphs.iter().map(|at| format!("{:.2} {:.2}", at[0], at[1])).collect();
    let links = file.get(file.page(1), "Annots").as_array().expect("links").iter();
    let links: Vec<String> =
        links.map(|link| format!("{:?}", file.of(link).as_dict().expect("one").get(b"A"))).collect();
    (tree::whole(&file), tree_text(&file) + &links.join(" "), extracted(&file, 1), glyphs)
}

#[test]
fn a_copy_is_what_a_build_of_its_row_gives() {
    let (fonts, formes) = (FontSet::new(None).shared(), Formes::default());
    for (sheet, row) in sheets().iter().zip(ROWS) {
        let mut diags = [Diagnostics::default(), Diagnostics::default()];
        let built = compile(sheet, &Edition::email(), &FontSet::new(None), &mut diags[0]).expect("a file");
        let copied = copy(sheet, &Edition::email(), &fonts, &formes, &mut diags[1]).expect("a file");
        assert!(shown(&copied.pdf) == shown(&built.pdf), "{row:?} is shown otherwise");
        assert!(shown(&copied.pdf).2.contains(row[0]), "{row:?} is not there");
        let said = diags.map(|d| d.iter().map(|d| d.message.clone()).collect::<Vec<_>>());
        assert_eq!(said[0], said[1], "{row:?}");
    }
    assert!(formes.printed() >= 1, "none was printed from another");
}
