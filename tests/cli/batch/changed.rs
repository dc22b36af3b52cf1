//! What copies are made from besides sheet and list: a change of it makes them anew.

use super::{BRAND, SHEET, batch, files, list, rows};
use crate::run::Folder;
use std::fs;

/// A font of the checkout under a name that no machine knows.
pub fn house(file: &str) -> Vec<u8> {
    let path = format!("{}/fonts/noto-sans-kr/{file}", env!("CARGO_MANIFEST_DIR"));
    let mut bytes = fs::read(path).unwrap();
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let (from, to) = (wide("Noto Sans"), wide("Hous Sans"));
    // Compared only where it may begin: a font has millions of bytes.
    for at in 0..bytes.len() - from.len() {
        if bytes[at + 1] == from[1] && bytes[at..].starts_with(&from) {
            bytes[at..at + to.len()].copy_from_slice(&to);
        }
    }
    bytes
}

/// The files that pages of `file` are set in.
fn faces(dir: &Folder, file: &str) -> Vec<String> {
    let pdf = lopdf::Document::load_mem(&dir.bytes(file)).unwrap();
    let mut names: Vec<String> = pdf
        .objects
        .values()
        .filter_map(|o| {
            Some(String::from_utf8_lossy(o.as_dict().ok()?.get(b"BaseFont").ok()?.as_name().ok()?).into())
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn fonts_of_the_brand_are_part_of_a_copy() {
    let brand = "meta: {name: Friends}\ntypography: {base: {family: Hous Sans KR}}\nfonts: [type]\n";
    let dir = Folder::with(&[("sheet.yaml", SHEET), ("brand.yaml", brand), ("list.csv", &list(2))]);
    let again = |says: &str| {
        let said = batch(&dir, &[], 0);
        assert!(said.stderr.contains(says), "{says}: {}", said.stderr);
        rows(&dir, "out/manifest.jsonl").iter().map(|row| row["warnings"].to_string()).collect::<Vec<_>>()
    };
    // No such folder, which every row is told.
    let warnings = again("2 copies");
    assert!(
        warnings.iter().all(|w| w.contains("no-such-folder") && w.contains("missing-font")),
        "{warnings:?}"
    );
    fs::create_dir_all(dir.path("type/text")).unwrap();
    fs::write(dir.path("type/text/a.ttf"), house("NotoSansKR-Regular.ttf")).unwrap();
    assert!(again("2 copies, ").iter().all(|w| w == "[]"));
    let regular = (files(&dir, "out"), faces(&dir, "out/sheet-0001.pdf"));
    again("0 made, 2 there already");
    // The same name with another face in it.
    fs::write(dir.path("type/text/a.ttf"), house("NotoSansKR-Bold.ttf")).unwrap();
    again("2 copies, ");
    assert_ne!(faces(&dir, "out/sheet-0001.pdf"), regular.1);
    // What is no font changes nothing, nor does the place of the project.
    fs::write(dir.path("type/text/a.ttf"), house("NotoSansKR-Regular.ttf")).unwrap();
    again("2 copies, ");
    fs::write(dir.path("type/README"), "ours").unwrap();
    again("0 made, 2 there already");
    assert!(files(&dir, "out") == regular.0);
    let there = dir.path("");
    let sheet = there.join("sheet.yaml").display().to_string();
    let list = there.join("list.csv").display().to_string();
    let said = dir.call(&["batch", &sheet, "--recipients", &list, "-o", "out"]).expect(0);
    assert!(said.stderr.contains("0 made, 2 there already"), "{}", said.stderr);
}

#[test]
fn two_files_of_one_name_are_told_apart_by_their_folders() {
    let sheet = SHEET.replace("brand: brand.yaml", "brand: ours/brand.yaml")
        + "  - heading: Two\n    body:\n      - figure: {image: logo.svg, alt: A square}\n";
    let brand = "meta: {name: Friends}\nlogo: {wide: logo.svg}\n";
    let drawing = |side: u8| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"{side}\"><rect width=\"40\" height=\"{side}\"/></svg>"
        )
    };
    let dir = Folder::with(&[
        ("sheet.yaml", &sheet),
        ("ours/brand.yaml", brand),
        ("logo.svg", &drawing(40)),
        ("ours/logo.svg", &drawing(20)),
        ("list.csv", &list(1)),
    ]);
    batch(&dir, &[], 0);
    let first = files(&dir, "out");
    fs::write(dir.path("logo.svg"), drawing(20)).unwrap();
    fs::write(dir.path("ours/logo.svg"), drawing(40)).unwrap();
    let said = batch(&dir, &[], 0);
    assert!(!said.stderr.contains("there already"), "{}", said.stderr);
    assert!(files(&dir, "out") != first);
}

#[test]
fn names_of_columns_are_told_apart() {
    // One column of two lines, and two of one line each.
    let sheet = SHEET.replace("{{state}}", "water").replace("{{visit | date}}", "then");
    let dir = Folder::with(&[("sheet.yaml", &sheet), ("brand.yaml", BRAND)]);
    let made = |header: &str, row: &str| {
        fs::write(dir.path("list.csv"), format!("{header}\n{row}\n")).unwrap();
        batch(&dir, &["--name", "x"], 0);
        rows(&dir, "out/manifest.jsonl")[0]["key"].to_string()
    };
    assert_ne!(made("\"a\nb\",c,name", "1,2,3"), made("a,\"b\nc\",name", "1,2,3"));
}

#[test]
fn shards_with_other_brands_are_not_merged() {
    let dir = super::folder(&list(4));
    batch(&dir, &["--shard", "1/2"], 0);
    fs::write(dir.path("brand.yaml"), BRAND.replace("Friends", "Foes")).unwrap();
    batch(&dir, &["--shard", "2/2"], 0);
    let said = dir.call(&["batch", "merge", "out"]).expect(1);
    assert!(said.stderr.contains("shard-unlike"), "{}", said.stderr);
    batch(&dir, &["--shard", "1/2"], 0);
    dir.call(&["batch", "merge", "out"]).expect(0);
}
