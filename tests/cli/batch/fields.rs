//! What fields and conditions make of lists as people have them.

use super::rows;
use crate::run::{Folder, Said};

const CALL: [&str; 6] = ["batch", "sheet.yaml", "--recipients", "list.csv", "-o", "out"];

/// A sheet whose fields behind `title` are `fields`, with a list.
fn folder(fields: &str, list: &str) -> Folder {
    let sheet = format!("handbill: 1\ntitle: Water\ndate: 2026-11-15\n{fields}");
    Folder::with(&[("sheet.yaml", &sheet), ("list.csv", list)])
}

fn batch(dir: &Folder, code: i32) -> Said {
    dir.call(&CALL).expect(code)
}

#[test]
fn a_condition_on_a_cell_that_is_no_number_fails_that_row_alone() {
    let fields = "lang: en-US\nsections:\n  - body: For {{zip}}.\n  - {heading: A, when: n > 1000, body: More.}\n  \
                  - {heading: B, when: 'zip == \"10001\"', body: Here.}\n";
    let dir = folder(fields, "zip,n\n02139,1290\n10001,999\n10002,\n10003,abc\n");
    let said = batch(&dir, 1).stderr;
    for what in [
        "error[merge-missing]: row 3 has nothing in the column `n`",
        "say what an empty one counts as: `n | default(0) > 1000`",
        "error[merge-value]: row 4, the column `n`: `abc` is not a number",
        "2 copies, 2 rows failed",
    ] {
        assert!(said.contains(what), "{what}\n{said}");
    }
    let made = rows(&dir, "out/manifest.jsonl");
    assert!(made[0]["error"].is_null() && made[1]["error"].is_null(), "{made:?}");
}

#[test]
fn a_condition_that_holds_for_no_row_is_told() {
    let fields = "lang: en-US\nsections:\n  - body: For {{state}}.\n  - {heading: A, when: 'state == \"iowa\"', body: More.}\n";
    let dir = folder(fields, "state\nIowa\nOhio\n");
    let said = batch(&dir, 0).stderr;
    let what = "warning[merge-idle]: `when: state == \"iowa\"` held for no row";
    assert!(said.contains(what) && said.contains("the list writes `Iowa`: capitals count"), "{said}");
    let said = dir.call(&[&CALL[..], &["--row", "2"]].concat()).expect(0).stderr;
    assert!(!said.contains("merge-idle"), "{said}");
}

#[test]
fn sums_are_no_fields() {
    let fields = "lang: en-US\nsections:\n  - body: Both have {{a + b}}, or {{share * 100}}.\n";
    let dir = folder(fields, "a,b,share\n12,3,0.253\n");
    let said = batch(&dir, 1).stderr;
    for what in
        ["`a + b` is more than a merge field does", "`share * 100` is more", "work it out in a column"]
    {
        assert!(said.contains(what), "{what}\n{said}");
    }
    assert!(!dir.names().iter().any(|name| name.ends_with(".pdf")));
}
