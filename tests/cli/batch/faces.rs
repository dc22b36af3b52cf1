//! What is said of the fonts of a copy: that, and nothing that another row of the run has brought up.

use super::changed::house;
use super::{files, rows};
use crate::run::Folder;
use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};

const SHEET: &str = "\
handbill: 1
lang: en-US
kicker: \"{{kicker}}\"
title: Water
date: 2026-11-15
prepared_for: \"Prepared for {{name}}\"
brand: \"{{brand}}.yaml\"
page: {template: ours}
sections:
  - heading: One
    body: The same words in each copy.
";
/// Plain rows among one with letters that no bundled face has, a family that nobody has, one of the machine, and small
/// capitals where that has none.
const ROWS: [&str; 9] = [
    "Ann,plain,2026",
    "\u{633}\u{644}\u{627}\u{645},plain,2026",
    "Bob,plain,2026",
    "Cid,none,2026",
    "Dan,house,Now",
    "Eve,house,2026",
    "Fay \u{e01},none,2026",
    "Gus,plain,Now",
    "Hal,plain,2026",
];

fn brand(family: &str) -> String {
    let typeface = format!("{{family: {family}}}");
    format!(
        "meta: {{name: Friends}}\ntypography: {{base: {typeface}, headings: {typeface}}}\ntemplates: {{ours: ours.yaml}}\n"
    )
}

/// A folder with the list, and a machine that has a family of its own.
fn folder(rows: &[&str]) -> Folder {
    let template = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/templates/leave-behind.yaml");
    let template = fs::read_to_string(template).unwrap().replace("caps: all", "caps: small");
    let dir = Folder::with(&[
        ("sheet.yaml", SHEET),
        ("plain.yaml", &brand("Source Serif 4")),
        ("none.yaml", &brand("Nonexistent Foo")),
        ("house.yaml", &brand("Hous Sans KR")),
        ("ours.yaml", &template),
        ("list.csv", &list(rows)),
    ]);
    install(&dir, Some("NotoSansKR-Regular.ttf"));
    dir
}

fn list(rows: &[&str]) -> String {
    format!("name,brand,kicker\n{}\n", rows.join("\n"))
}

/// Makes this the family that the machine has besides its own.
fn install(dir: &Folder, face: Option<&str>) {
    for folder in ["home/.fonts", "home/.local/share/fonts", "home/Library/Fonts"] {
        let path = dir.path(folder).join("house.ttf");
        fs::create_dir_all(dir.path(folder)).unwrap();
        match face {
            Some(face) => fs::write(path, house(face)).unwrap(),
            None => fs::remove_file(path).unwrap(),
        }
    }
}

fn call(dir: &Folder, threads: u32, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_handbill"))
        .args(args)
        .current_dir(dir.path("."))
        .env("HOME", dir.path("home"))
        .env("XDG_DATA_HOME", dir.path("home/.local/share"))
        .env("RAYON_NUM_THREADS", threads.to_string())
        .output()
        .unwrap()
}

fn batch(dir: &Folder, threads: u32, out: &str, more: &[&str]) -> String {
    let args = ["batch", "sheet.yaml", "--recipients", "list.csv", "--name", "{{name}}", "-o", out];
    let Output { status, stderr, stdout } = call(dir, threads, &[&args, more].concat());
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8([stdout, stderr].concat()).unwrap()
}

/// What the manifest says of each row, but for its number.
fn of_rows(dir: &Folder, out: &str) -> BTreeMap<String, serde_json::Value> {
    let rows = rows(dir, &format!("{out}/manifest.jsonl"));
    let all = rows.into_iter().map(|mut row| {
        row["row"].take();
        row["line"].take();
        (row["name"].as_str().unwrap().to_owned(), row)
    });
    all.collect()
}

#[cfg(unix)]
#[test]
fn a_row_is_told_of_its_own_fonts_only() {
    let dir = folder(&ROWS);
    // Of small capitals there is a note, which is told and does not stand in the manifest.
    let notes = |threads, out: &str| -> Vec<String> {
        let said = batch(&dir, threads, out, &["--format", "json"]);
        said.lines().filter(|line| line.contains("no-small-capitals")).map(str::to_owned).collect()
    };
    let noted = notes(1, "one");
    assert!(matches!(&noted[..], [only] if only.contains("(row 5)")), "{noted:?}");
    let one = of_rows(&dir, "one");
    let warnings = |name: &str| one[name]["warnings"].to_string();
    for name in ["Ann", "Bob", "Gus", "Hal"] {
        assert_eq!((warnings(name).as_str(), one[name].get("of_machine")), ("[]", None), "{name}");
    }
    assert!(warnings("Cid").contains("missing-font") && !warnings("Cid").contains("system-font"));
    assert!(warnings("Dan").contains("`Hous Sans KR` is a font of this machine"), "{}", warnings("Dan"));
    assert_eq!(warnings("Dan"), warnings("Eve"));
    // Whatever the threads, the order of the rows, and who makes them.
    for round in 0..3 {
        let out = format!("four-{round}");
        assert_eq!(notes(4, &out), noted);
        assert!(files(&dir, &out) == files(&dir, "one"), "{}", dir.text(&format!("{out}/manifest.jsonl")));
    }
    for shard in ["1/3", "2/3", "3/3"] {
        batch(&dir, 2, "shards", &["--shard", shard]);
    }
    assert!(call(&dir, 1, &["batch", "merge", "shards"]).status.success());
    assert!(files(&dir, "shards") == files(&dir, "one"), "{}", dir.text("shards/manifest.jsonl"));
    let backwards: Vec<&str> = ROWS.into_iter().rev().collect();
    fs::write(dir.path("list.csv"), list(&backwards)).unwrap();
    batch(&dir, 1, "back", &[]);
    assert_eq!(of_rows(&dir, "back"), one);
}

#[cfg(unix)]
#[test]
fn a_row_is_told_what_its_sheet_alone_is_told() {
    let dir = folder(&ROWS);
    batch(&dir, 4, "out", &[]);
    let of_rows = of_rows(&dir, "out");
    for row in ROWS {
        let [name, brand, kicker] = row.split(',').collect::<Vec<_>>().try_into().unwrap();
        let sheet = SHEET.replace("{{name}}", name).replace("{{brand}}", brand).replace("{{kicker}}", kicker);
        fs::write(dir.path("alone.yaml"), sheet).unwrap();
        let made = call(&dir, 1, &["build", "alone.yaml", "-o", "alone.pdf", "--format", "json"]);
        let said = String::from_utf8(made.stdout).unwrap();
        let said = said.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let warnings = said.filter(|d| d["severity"] == "warning");
        let warnings: Vec<_> = warnings
            .map(|d| format!("{}: {}", d["code"].as_str().unwrap(), d["message"].as_str().unwrap()))
            .collect();
        assert_eq!(of_rows[name]["warnings"], serde_json::json!(warnings), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn fonts_of_the_machine_are_part_of_a_copy() {
    let dir = folder(&["Ann,plain,2026", "Eve,house,2026"]);
    let again = |says: &str| {
        let said = batch(&dir, 2, "out", &[]);
        assert!(said.contains(says), "{says}: {said}");
        of_rows(&dir, "out")["Eve"]["warnings"].to_string()
    };
    assert!(again("2 copies").contains("system-font"));
    let first = files(&dir, "out");
    again("0 made, 2 there already");
    // Another face, none, and the first again.
    install(&dir, Some("NotoSansKR-Bold.ttf"));
    again("1 made, 1 there already");
    assert!(files(&dir, "out")["Eve.pdf"] != first["Eve.pdf"]);
    install(&dir, None);
    assert!(again("1 made, 1 there already").contains("missing-font"));
    again("0 made, 2 there already");
    install(&dir, Some("NotoSansKR-Regular.ttf"));
    again("1 made, 1 there already");
    assert!(files(&dir, "out") == first);
}
