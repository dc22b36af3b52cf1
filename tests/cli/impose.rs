//! `handbill impose` as a person calls it.

use crate::run::{Folder, PLAIN};
use serde_json::Value;

/// A folder with a sheet and the PDF of it.
fn folder() -> Folder {
    let dir = Folder::with(&[("a.yaml", &PLAIN.replace("title:", "page: {size: half-letter}\ntitle:"))]);
    dir.call(&["build", "a.yaml", "-e", "office", "-o", "a.pdf"]).expect(0);
    dir
}

#[test]
fn a_pdf_is_imposed_beside_itself() {
    let dir = folder();
    let out = dir.call(&["impose", "a.pdf", "--as", "2-up", "--order", "read"]).expect(0);
    assert!(
        out.stderr.contains("a.2-up.pdf: 1 page on 1 sheet (letter landscape), print on one side"),
        "{}",
        out.stderr
    );
    assert!(out.stderr.contains("standard-left-behind"), "{}", out.stderr);
    assert_eq!(dir.names(), ["a.2-up.pdf", "a.pdf", "a.yaml"]);
    let first = dir.bytes("a.2-up.pdf");
    dir.call(&["impose", "a.pdf", "--as", "2-up", "--order", "read"]).expect(0);
    assert!(dir.bytes("a.2-up.pdf") == first);
}

#[test]
fn a_sheet_is_built_first() {
    let dir = folder();
    dir.call(&["impose", "a.yaml", "-e", "office", "--as", "booklet", "-o", "made/"]).expect(0);
    assert_eq!(dir.names(), ["a.pdf", "a.yaml", "made", "made/a.office.booklet.pdf"]);
    let bad = Folder::with(&[("b.yaml", &PLAIN.replace("title:", "titel:"))]);
    let out = bad.call(&["impose", "b.yaml", "--as", "booklet"]).expect(1);
    assert!(out.stderr.contains("--> b.yaml:3:1"), "{}", out.stderr);
    assert_eq!(bad.names(), ["b.yaml"]);
}

#[test]
fn streams_and_programs_are_served() {
    let dir = folder();
    let out = dir.call(&["impose", "a.pdf", "--as", "4-up", "-o", "-"]).expect(0);
    assert!(out.stdout.starts_with(b"%PDF-"));
    let out = dir.call(&["impose", "a.pdf", "--as", "4-up", "--format", "json"]).expect(0);
    let lines: Vec<Value> = out.json();
    let last = lines.last().unwrap();
    assert_eq!(
        (&last["output"], &last["pages"], &last["sheets"]),
        (&"a.4-up.pdf".into(), &1.into(), &1.into())
    );
    assert!(lines.iter().any(|l| l["code"] == "leaf-repeated"));
}

#[test]
fn a_wrong_call_is_told() {
    let dir = folder();
    for (args, says) in [
        (&["a.pdf", "--as", "3-up"][..], "2-up"),
        (&["a.pdf"], "--as"),
        (&["b.pdf", "--as", "2-up"], "did you mean `a.pdf`?"),
        (&["a.pdf", "--as", "2-up", "-o", "a.pdf"], "written over it"),
        (&["a.pdf", "--as", "2-up", "-o", "a.yaml"], "is no PDF"),
        (&["a.pdf", "--as", "2-up", "-o", "none/x.pdf"], "there is no folder `none`"),
        (&["a.pdf", "--as", "2-up", "-e", "office"], "is for sheets"),
        (&["a.pdf", "--as", "2-up", "--sheet", "lettre"], "letter"),
        (&["a.pdf", "--as", "2-up", "--gutter", "3"], "with its unit"),
        (&["a.pdf", "--as", "2-up", "--paper-thickness", "1mm"], "is for a booklet"),
        (&["a.pdf", "--as", "tri-fold", "--repeat"], "is for 2-up and 4-up"),
        (&["a.yaml", "--as", "2-up", "-e", "ofice"], "did you mean `office`?"),
    ] {
        let out = dir.call(&[&["impose"], args].concat()).expect(2);
        assert!(out.stderr.contains(says), "{args:?}: {}", out.stderr);
    }
    assert_eq!(dir.names(), ["a.pdf", "a.yaml"]);
}

#[test]
fn what_does_not_fit_has_a_way_out() {
    let dir = folder();
    let out = dir.call(&["impose", "a.pdf", "--as", "4-up", "--sheet", "letter"]).expect(1);
    assert!(
        out.stderr.contains("sheet-too-small") && out.stderr.contains("`--sheet tabloid`"),
        "{}",
        out.stderr
    );
    let out = dir.call(&["impose", "a.pdf", "--as", "4-up", "--sheet", "letter", "--scale", "fit"]).expect(0);
    assert!(out.stderr.contains("64 %"), "{}", out.stderr);
    let out = dir.call(&["impose", "a.pdf", "--as", "booklet", "--flip", "none"]).expect(1);
    assert!(out.stderr.contains("booklet-one-sided"), "{}", out.stderr);
}

/// Our own reading of the sheets: still PDF/X-4, and nothing in it that a print shop would send back.
#[test]
fn a_press_file_stays_one() {
    let dir = folder();
    for scheme in ["2-up", "4-up", "booklet"] {
        dir.call(&["impose", "a.yaml", "--as", scheme, "-o", "sheets.pdf"]).expect(0);
        let said = dir.call(&["check", "sheets.pdf"]).expect(0).text();
        assert!(said.contains("print shop: yes") && said.contains("marked PDF/X-4"), "{said}");
    }
}
