//! The rules for finished files: a good file has no findings, and each fault that is planted in it is found by its
//! rule. Faults are planted in the objects, so that no rule can lean on how the file was written.

mod faults;
mod hostile;

use handbill::base::{Diagnostics, Severity, Sources};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::preflight::file::{Demand, Finding, Pdf, RULES, examine};
use handbill::project::{Disk, FontFolders};
use handbill::sheet;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::sync::OnceLock;

/// A sheet with all that the rules look at.
const SHEET: &str = r#"handbill: 1
lang: en-US
title: Water for a village
date: 2026-11-15
sections:
  - heading: How long does it last?
    body:
      - text: |
          See [the report](https://example.org/report), and mind the words.^[A note of its own.] More of the same
          follows here.^[Another note.]
      - list: {items: [One, Two, Three]}
      - table:
          header: [Food, Days]
          rows:
            - [Rice, "3"]
            - [Beans, "5"]
      - figure: {image: bars.svg, alt: Three bars that grow., caption: Parts that were refused.}
  - heading: Who waits?
    body: Everybody does.
"#;

/// The sheet in this edition, as bytes; its standards met.
fn bytes_of(edition: &Edition) -> Vec<u8> {
    let (mut sources, mut diags) = (Sources::default(), Diagnostics::default());
    let name = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/layout/sheet.yaml");
    let file = sources.add(name, SHEET);
    let sheet = sheet::parse(&mut sources, file, &Disk, &mut diags).unwrap_or_else(|| panic!("{diags:?}"));
    let fonts = FontSet::new(Some(Box::new(FontFolders::new(&[]))));
    let output = handbill::compile(&sheet, edition, &fonts, &mut diags);
    output.unwrap_or_else(|| panic!("{diags:?}")).pdf
}

/// The sheet for a screen, as bytes.
fn good() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| bytes_of(&Edition::email()))
}

/// The same, with its streams unpacked, to plant faults in.
fn document() -> Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    let open = || Document::load_mem(good()).expect("a file that opens");
    DOCUMENT.get_or_init(open).clone()
}

fn judged(pdf: &Pdf, edition: &Edition) -> Vec<Finding> {
    examine(pdf, &Demand::of(edition, pdf))
}

/// The codes of all findings, each once, without the one that only counts the others.
fn codes(findings: &[Finding]) -> Vec<&'static str> {
    let mut codes: Vec<&str> = findings.iter().map(|f| f.code).filter(|c| *c != "false-standard").collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The catalog.
fn catalog(document: &mut Document) -> &mut Dictionary {
    document.catalog_mut().expect("a catalog")
}

/// The objects whose dictionary has this entry as a name.
fn having(document: &Document, key: &str, name: &str) -> Vec<ObjectId> {
    let is = |o: &Object| {
        let dict = match o {
            Object::Stream(s) => &s.dict,
            Object::Dictionary(d) => d,
            _ => return false,
        };
        dict.get(key.as_bytes()).and_then(Object::as_name).is_ok_and(|n| n == name.as_bytes())
    };
    document.objects.iter().filter(|(_, o)| is(o)).map(|(id, _)| *id).collect()
}

/// The first of them, as a dictionary to change.
fn first<'d>(document: &'d mut Document, key: &str, name: &str) -> &'d mut Dictionary {
    let id = *having(document, key, name).first().unwrap_or_else(|| panic!("no {name}"));
    match document.get_object_mut(id).expect("an object") {
        Object::Stream(s) => &mut s.dict,
        Object::Dictionary(d) => d,
        _ => unreachable!(),
    }
}

/// Nothing but what is worth a word: a good file, in each edition.
#[test]
fn a_good_file_has_no_findings() {
    for edition in [Edition::email(), Edition::office(), Edition::large_print()] {
        let bytes = bytes_of(&edition);
        let pdf = Pdf::read(&bytes, Some("water-rights.pdf")).expect("a file that opens");
        let findings = judged(&pdf, &edition);
        assert!(findings.is_empty(), "{:?}: {findings:#?}", edition.kind);
    }
}

/// A file in memory and the same file on the disk are judged alike.
#[test]
fn bytes_and_memory_are_judged_alike() {
    let document = document();
    let pdf = Pdf::of(&document).expect("a file");
    assert_eq!(judged(&pdf, &Edition::email()), []);
    assert_eq!(pdf.pages.len(), Pdf::read(good(), None).expect("a file").pages.len());
}

/// A false mark is named, with the rules that it breaks.
#[test]
fn a_mark_that_is_not_deserved_is_named() {
    let mut document = document();
    first(&mut document, "S", "Figure").remove(b"Alt");
    let findings = judged(&Pdf::of(&document).expect("a file"), &Edition::email());
    let said: Vec<&str> =
        findings.iter().filter(|f| f.code == "false-standard").map(|f| f.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "it calls itself PDF/UA-1 and is not: figure-alt",
            "it calls itself PDF/A-2a and is not: figure-alt"
        ]
    );
    assert!(findings.iter().all(|f| f.severity == Severity::Error));
}

/// What a build does before it marks a file.
#[test]
fn no_mark_is_given_to_a_file_that_breaks_a_rule() {
    use handbill::edition::Standard::{A2a, Ua1};
    let mut diags = Diagnostics::default();
    let mut document = document();
    let of = |document: &Document, diags: &mut Diagnostics| {
        handbill::preflight::deserved(document, &Edition::email(), &[Ua1, A2a], diags)
    };
    assert_eq!(of(&document, &mut diags), [Ua1, A2a]);
    assert_eq!(diags.iter().count(), 0);
    first(&mut document, "Type", "Page").remove(b"Tabs");
    assert_eq!(of(&document, &mut diags), [A2a]);
    let said = diags.iter().next().expect("a message");
    assert_eq!(said.code, "standard-not-met");
    assert!(said.message.starts_with("the file is not marked as PDF/UA-1, because of page 1: "), "{said:?}");
}
