//! Copies of a sheet for the rows of a list: each is what it would be alone.

use handbill::base::{Diagnostics, Sources};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::project::{Disk, FontFolders};
use handbill::sheet::merge::{Columns, Row};
use handbill::sheet::{Master, Sheet};
use handbill::{Formes, Output, copy};
use lopdf::Document;
use sha2::{Digest, Sha256};

const SHEET: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/sheet.yaml");

const COLUMNS: [&str; 7] = ["title", "name", "state", "district", "households", "share", "email"];

const ROWS: [[&str; 7]; 9] = [
    ["Senator", "Wendell Zambrano", "Alabama", "Alabama", "10,870", "8.9%", "a@example.org"],
    ["Senator", "Hassan Ortega Ruiz", "Alaska", "Alaska", "1,204", "9.1%", "a@example.org"],
    ["Representative", "Kim O'Neill", "Iowa", "Iowa 3", "870", "10.4%", "a@example.org"],
    ["Senator", "José Peña", "Texas", "Texas", "23,111", "7.2%", "a@example.org"],
    // Longer: lines, and perhaps pages, are others.
    [
        "Representative",
        "Maria Magdalena Featherstonehaugh-Cholmondeley",
        "the Commonwealth of the Northern Mariana Islands",
        "the Commonwealth of the Northern Mariana Islands at large",
        "1,234,567",
        "12.5%",
        "a@example.org",
    ],
    ["Senator", "Ann Lee", "Ohio", "Ohio", "10,870", "8.9%", "a@example.org"],
    ["Senator", "김민수", "Ohio", "Ohio", "10,870", "8.9%", "a@example.org"],
    ["Senator", "José Peña", "Utah", "Utah", "4,111", "6.2%", "a@example.org"],
    ["Senator", "**Bold** [x](https://e.org) ^[n]", "Utah", "Utah", "4,111", "6.2%", "a@example.org"],
];

struct Run {
    sources: Sources,
    master: Master,
    columns: Columns,
}

impl Run {
    /// The sheet, with something else for the line `sections:`.
    fn new(sections: &str) -> Run {
        let text = std::fs::read_to_string(SHEET).expect("the sheet is there");
        let text = text.replace("\nsections:\n", &format!("\n{sections}\n"));
        let mut sources = Sources::default();
        let file = sources.add(SHEET, text);
        let master = Master::read(&sources, file, &mut Diagnostics::default()).expect("it is YAML");
        Run { sources, master, columns: Columns::new(&COLUMNS.map(str::to_owned)) }
    }

    fn sheet(&self, row: usize) -> (Sheet, Sources) {
        let values = ROWS[row].map(str::to_owned);
        let row = Row { columns: &self.columns, values: &values, number: row as u64 + 1, lang: "" };
        let (mut sources, mut diags) = (self.sources.clone(), Diagnostics::default());
        let sheet = self.master.sheet(&mut sources, &Disk, Some(row), &mut diags);
        assert!(!diags.has_errors(), "{diags:?}");
        let mut sheet = sheet.expect("a sheet");
        // A batch does so: what stands around the pages differs, too.
        sheet.name = format!("{}-{}.pdf", values[3], values[1]);
        (sheet, sources)
    }

    fn fonts(&self) -> FontSet {
        let (sheet, sources) = self.sheet(0);
        FontFolders::of_brand(&sheet.brand, &sources, &mut Diagnostics::default())
            .font_set(&sheet.brand)
            .shared()
    }

    fn copy(&self, row: usize, edition: &Edition, fonts: &FontSet, formes: &Formes) -> (Output, Diagnostics) {
        let mut diags = Diagnostics::default();
        let output = copy(&self.sheet(row).0, edition, fonts, formes, &mut diags);
        (output.expect("a file"), diags)
    }
}

#[test]
fn a_copy_is_the_same_whatever_came_before() {
    let run = Run::new("sections:");
    for edition in [Edition::email(), Edition::office(), Edition::press(), Edition::large_print()] {
        let alone: Vec<(Output, Diagnostics)> =
            (0..ROWS.len()).map(|row| run.copy(row, &edition, &run.fonts(), &Formes::default())).collect();
        for order in [[0, 1, 2, 3, 4, 5, 6, 7, 8], [8, 6, 4, 2, 0, 7, 5, 3, 1]] {
            let (fonts, formes) = (run.fonts(), Formes::default());
            for row in order {
                let (output, diags) = run.copy(row, &edition, &fonts, &formes);
                let same = output.pdf == alone[row].0.pdf;
                assert!(same, "{}: row {row} of {order:?} is another file", edition.name);
                let hash: [u8; 32] = Sha256::digest(&output.pdf).into();
                assert!(output.hash.is_none_or(|told| told == hash), "{}: row {row}", edition.name);
                let words = |d: &Diagnostics| d.iter().map(|d| d.message.clone()).collect::<Vec<_>>();
                assert_eq!(words(&diags), words(&alone[row].1), "{}: row {row}", edition.name);
            }
            assert!(formes.printed() >= 3, "{}: only {} were printed again", edition.name, formes.printed());
        }
    }
}

/// The content streams of all pages as the file holds them.
fn contents(pdf: &[u8]) -> Vec<Vec<u8>> {
    let document = Document::load_mem(pdf).expect("a file that opens");
    let pages = document.get_pages();
    let ids = pages.values().flat_map(|page| document.get_page_contents(*page));
    ids.map(|id| document.get_object(id).and_then(|o| o.as_stream()).expect("a stream").content.clone())
        .collect()
}

#[test]
fn what_a_list_does_not_touch_is_the_same_stream() {
    let (run, edition) = (Run::new("sections:"), Edition::email());
    let (fonts, formes) = (run.fonts(), Formes::default());
    let [one, other] = [0, 5].map(|row| contents(&run.copy(row, &edition, &fonts, &formes).0.pdf));
    assert_eq!(one.len(), other.len());
    let size = |streams: &[Vec<u8>]| streams.iter().map(Vec::len).sum::<usize>();
    let same: usize = one.iter().zip(&other).filter(|(a, b)| a == b).map(|(a, _)| a.len()).sum();
    assert!(same * 10 > size(&one) * 6, "only {same} of {} bytes are the same", size(&one));
}

#[test]
fn a_fitted_copy_is_the_same_whatever_came_before() {
    let edition = Edition::email();
    let words =
        "Reviewers of the program read the files of many families, and found one answer in {{state}}. ";
    let more = format!("sections:\n  - heading: More\n    body: {}", words.repeat(8));
    let loose = Run::new(&more);
    assert_eq!(loose.copy(0, &edition, &loose.fonts(), &Formes::default()).0.facts.pages, 3);
    let run = Run::new(&format!("fit: 2\n{more}"));
    let rows = [0, 4, 5];
    let alone = rows.map(|row| run.copy(row, &edition, &run.fonts(), &Formes::default()).0.pdf);
    let (fonts, formes) = (run.fonts(), Formes::default());
    for at in [2, 0, 1, 0, 2] {
        let (output, _) = run.copy(rows[at], &edition, &fonts, &formes);
        assert_eq!(output.facts.pages, 2);
        assert!(output.pdf == alone[at], "row {} is another file", rows[at]);
    }
    assert!(formes.printed() >= 2, "only {} were printed again", formes.printed());
}
