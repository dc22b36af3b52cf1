//! `handbill batch` as a person calls it: what is in the folder after it, whatever happened on the way.

mod brands;
mod changed;
mod faces;
mod fields;
mod folder;
mod foreign;
mod killed;
mod lost;
mod sharded;

use crate::run::{Folder, Said};
use std::collections::BTreeMap;

/// A sheet with merge fields, a date among them.
pub const SHEET: &str = "\
handbill: 1
lang: en-US
title: Water for {{state}}
date: 2026-11-15
prepared_for: \"Prepared for {{name}}\"
brand: brand.yaml
sections:
  - heading: One
    body: We met on {{visit | date}}, and {{name}} had questions.
";
const BRAND: &str = "meta: {name: Friends of Water}\n";

/// A list of so many rows.
pub fn list(rows: usize) -> String {
    let row =
        |n: usize| format!("Office {n},{},2026-11-{:02}\n", ["Iowa", "Ohio", "Utah"][n % 3], n % 28 + 1);
    (1..=rows).map(row).fold("name,state,visit\n".to_owned(), |all, row| all + &row)
}

/// A folder with the sheet and a list.
pub fn folder(list: &str) -> Folder {
    Folder::with(&[("sheet.yaml", SHEET), ("brand.yaml", BRAND), ("list.csv", list)])
}

const CALL: [&str; 6] = ["batch", "sheet.yaml", "--recipients", "list.csv", "-o", "out"];

/// Makes the copies, with more said to the call.
pub fn batch(dir: &Folder, more: &[&str], code: i32) -> Said {
    dir.call(&[&CALL[..], more].concat()).expect(code)
}

/// All files in the output folder with their bytes.
pub fn files(dir: &Folder, out: &str) -> BTreeMap<String, Vec<u8>> {
    let names =
        dir.names().into_iter().filter_map(|name| name.strip_prefix(&format!("{out}/")).map(str::to_owned));
    names.map(|name| (name.clone(), dir.bytes(&format!("{out}/{name}")))).collect()
}

/// The lines of a manifest that are rows.
pub fn rows(dir: &Folder, manifest: &str) -> Vec<serde_json::Value> {
    let lines = dir.text(manifest);
    lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .filter(|l: &serde_json::Value| l["row"].is_u64())
        .collect()
}

#[test]
fn every_row_has_its_copy_and_its_line() {
    let dir = folder(&list(20));
    let said = batch(&dir, &["--name", "{{state}}-{{name}}"], 0);
    assert!(said.stderr.contains("out: 20 copies"), "{}", said.stderr);
    let rows = rows(&dir, "out/manifest.jsonl");
    assert_eq!(rows.len(), 20);
    for (i, row) in rows.iter().enumerate() {
        assert_eq!(row["row"], i + 1);
        let file = row["files"][0]["file"].as_str().unwrap();
        let bytes = dir.bytes(&format!("out/{file}"));
        assert_eq!(row["files"][0]["bytes"], bytes.len());
        assert!(bytes.starts_with(b"%PDF-"));
    }
    assert_eq!(rows[0]["files"][0]["file"], "Ohio-Office 1.pdf");
    assert_eq!(dir.text("out/manifest.csv").lines().count(), 21);
    // Twenty copies and two manifests, and nothing else.
    assert_eq!(files(&dir, "out").len(), 22);
}

#[test]
fn a_bad_row_fails_alone() {
    let bad = list(5)
        .replace("Office 2,Utah", "Office 2,")
        .replace("2026-11-04", "2026-11-44")
        .replace("Office 5,Utah,2026-11-06", "Office 5");
    let dir = folder(&bad);
    let said = batch(&dir, &[], 1);
    for part in
        ["merge-missing", "row 2", "`state`", "row 3", "2026-11-44", "row 5", "out: 2 copies, 3 rows failed"]
    {
        assert!(said.stderr.contains(part), "no {part} in {}", said.stderr);
    }
    let rows = rows(&dir, "out/manifest.jsonl");
    let failed: Vec<_> =
        rows.iter().filter(|row| row["error"].is_string()).map(|row| row["row"].as_u64()).collect();
    assert_eq!(failed, [Some(2), Some(3), Some(5)]);
    assert_eq!(files(&dir, "out").len(), 4);
    // The same again, and the rows that are there are not made again.
    let said = batch(&dir, &[], 1);
    assert!(said.stderr.contains("0 made, 2 there already"), "{}", said.stderr);
}

/// What tells whether a file was written again.
#[cfg(unix)]
fn marks(dir: &Folder) -> BTreeMap<String, (u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let mark = |name: &String| {
        let m = std::fs::metadata(dir.path(&format!("out/{name}"))).unwrap();
        (m.ino(), m.mtime(), m.mtime_nsec())
    };
    files(dir, "out")
        .keys()
        .filter(|name| name.ends_with(".pdf"))
        .map(|name| (name.clone(), mark(name)))
        .collect()
}

#[cfg(unix)]
#[test]
fn a_second_run_makes_only_what_has_changed() {
    let dir = folder(&list(6));
    batch(&dir, &[], 0);
    let (first, at_first) = (files(&dir, "out"), marks(&dir));
    let again = |what: &str| {
        let said = batch(&dir, &[], 0);
        assert!(said.stderr.contains(what), "{what}: {}", said.stderr);
    };
    again("0 made, 6 there already");
    assert!(files(&dir, "out") == first && marks(&dir) == at_first);

    std::fs::write(dir.path("list.csv"), list(6).replace("Office 4", "Office Four")).unwrap();
    again("1 made, 5 there already");
    let changed: Vec<_> = marks(&dir).into_iter().filter(|(name, mark)| at_first[name] != *mark).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].0, "sheet-0004.pdf");

    // By hand, and deleted.
    std::fs::write(dir.path("out/sheet-0001.pdf"), "mine").unwrap();
    std::fs::remove_file(dir.path("out/sheet-0002.pdf")).unwrap();
    again("2 made, 4 there already");
    assert!(files(&dir, "out")["sheet-0001.pdf"] == first["sheet-0001.pdf"]);

    std::fs::write(dir.path("brand.yaml"), BRAND.replace("Friends", "Friend")).unwrap();
    let said = batch(&dir, &[], 0);
    assert!(said.stderr.contains("out: 6 copies, "), "{}", said.stderr);
    // Rows that change places keep their copies, where their names stay.
    let named = ["--name", "{{name}}"];
    let dir = folder(&list(4));
    batch(&dir, &named, 0);
    std::fs::write(dir.path("list.csv"), list(4).replacen("visit\n", "visit\nOffice 0,Iowa,2026-11-01\n", 1))
        .unwrap();
    let said = batch(&dir, &named, 0);
    assert!(said.stderr.contains("1 made, 4 there already"), "{}", said.stderr);
    assert_eq!(rows(&dir, "out/manifest.jsonl")[4]["row"], 5);
}

#[test]
fn one_row_made_anew_leaves_the_others_on_record() {
    let dir = folder(&list(4));
    batch(&dir, &[], 0);
    let all = files(&dir, "out");
    let said = batch(&dir, &["--row", "2"], 0);
    assert!(said.stderr.contains("out: 1 copy (0 made, 1 there already)"), "{}", said.stderr);
    assert!(files(&dir, "out") == all);
}

#[test]
fn a_row_that_the_list_does_not_have_is_told() {
    let dir = folder(&list(2));
    for row in ["26", "0"] {
        let said = batch(&dir, &["--row", row, "--row", "2", "--gang", "all.pdf"], 1);
        assert!(
            said.stderr.contains(&format!("error[no-such-row]: `list.csv` has no row {row}: it has 2 rows")),
            "{}",
            said.stderr
        );
        assert!(!dir.path("all.pdf").exists() && dir.path("out/sheet-0002.press.pdf").exists());
    }
}

#[test]
fn threads_change_nothing() {
    let dir = folder(&list(30));
    let run = |threads: &str, out: &str| {
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_handbill"))
            .args(["batch", "sheet.yaml", "--recipients", "list.csv", "-o", out])
            .current_dir(dir.path("."))
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap()
            .status;
        assert!(status.success());
        files(&dir, out)
    };
    let one = run("1", "one");
    assert!(run("2", "two") == one && run("7", "seven") == one);
}

#[test]
fn nothing_outside_the_folder_is_touched() {
    let tricks = "name,state,visit\n\
        ../../up,Iowa,2026-11-01\n/tmp/handbill-abs,Iowa,2026-11-02\n..\\win,Iowa,2026-11-03\n\
        a/../../b,Iowa,2026-11-04\n~/home,Iowa,2026-11-05\n.handbill.lock,Iowa,2026-11-06\n\
        manifest.csv,Iowa,2026-11-07\n\"x\ny\",Iowa,2026-11-08\n=cmd()|a,Iowa,2026-11-09\n";
    let dir = folder(tricks);
    std::fs::create_dir(dir.path("up")).unwrap();
    std::fs::write(dir.path("up/sentinel"), "as it was").unwrap();
    let before = dir.names();
    batch(&dir, &["--name", "../{{name}}"], 0);
    let outside: Vec<_> = dir.names().into_iter().filter(|name| !name.starts_with("out")).collect();
    assert_eq!(outside, before);
    assert_eq!(dir.text("up/sentinel"), "as it was");
    assert!(!std::path::Path::new("/tmp/handbill-abs.pdf").exists());
    let there = files(&dir, "out");
    assert_eq!(there.len(), 11, "{:?}", there.keys());
    assert!(there.keys().all(|name| name.ends_with(".pdf") || name.starts_with("manifest.")));
    assert!(!dir.text("out/manifest.csv").contains(",=cmd"));
}
