//! Runs that are killed at any moment.

use super::{batch, files, folder, list};
use std::process::{Command, Stdio};
use std::time::Duration;

/// How often; `KILLS=50` for more.
fn kills() -> u64 {
    std::env::var("KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10)
}

#[test]
fn a_killed_run_is_finished_by_the_next() {
    let fresh = folder(&list(24));
    let started = std::time::Instant::now();
    batch(&fresh, &[], 0);
    let whole = started.elapsed();
    let want = files(&fresh, "out");
    let mut partly = 0;
    for kill in 1..=kills() {
        let dir = folder(&list(24));
        // Some of them twice, and over a folder that has files of rows that are gone.
        for part in 0..=kill % 2 {
            let mut child = Command::new(env!("CARGO_BIN_EXE_handbill"))
                .args(["batch", "sheet.yaml", "--recipients", "list.csv", "-o", "out"])
                .current_dir(dir.path("."))
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // Moments all over the run, in an order that looks like chance and is the same every time.
            let moment = (kill * 7 + part * 3) % (kills() + 1);
            std::thread::sleep(Duration::from_micros(whole.as_micros() as u64 * moment / (kills() + 1)));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let left = if dir.path("out").is_dir() { files(&dir, "out").len() } else { 0 };
        partly += u64::from(left > 0 && left < want.len());
        batch(&dir, &[], 0);
        let now = files(&dir, "out");
        assert!(now == want, "kill {kill}: {:?}", now.keys());
    }
    assert!(partly > 0, "no run was killed on its way");
}

#[test]
fn what_a_killed_run_left_of_other_names_goes() {
    let dir = folder(&list(3));
    std::fs::create_dir(dir.path("out")).unwrap();
    for name in [
        ".handbill-gone.pdf.part",
        ".handbill.lock",
        ".handbill.2-of-5-x-y.pdf.part",
        ".handbill.2-of-5.lock",
    ] {
        std::fs::write(dir.path("out").join(name), "half").unwrap();
    }
    std::fs::write(dir.path("out/.handbill-mine"), "not ours").unwrap();
    batch(&dir, &[], 0);
    let names: Vec<_> = files(&dir, "out").into_keys().collect();
    assert_eq!(
        names,
        [
            ".handbill-mine",
            "manifest.csv",
            "manifest.jsonl",
            "sheet-0001.pdf",
            "sheet-0002.pdf",
            "sheet-0003.pdf"
        ]
    );
}

/// Every file in the folder that the manifest names, and every other copy.
fn on_record(dir: &crate::run::Folder) -> (Vec<String>, Vec<String>) {
    let named: Vec<String> = super::rows(dir, "out/manifest.jsonl")
        .iter()
        .flat_map(|row| row["files"].as_array().unwrap().clone())
        .map(|file| file["file"].as_str().unwrap().to_owned())
        .collect();
    let copies = files(dir, "out").into_keys().filter(|name| name.ends_with(".pdf"));
    let others = copies.filter(|name| !named.contains(name)).collect();
    (named, others)
}

#[test]
fn what_was_put_there_before_its_row_was_told_is_known() {
    let dir = folder(&list(4));
    let named = ["--name", "{{name}}"];
    batch(&dir, &named, 0);
    // As if killed when the first row had been told, and the files of all were there.
    let manifest = dir.text("out/manifest.jsonl");
    let lines: Vec<&str> = manifest.lines().collect();
    let ahead: Vec<String> = lines[1..]
        .iter()
        .map(|line| {
            let mut row: serde_json::Value = serde_json::from_str(line).unwrap();
            row.as_object_mut().unwrap().remove("key").unwrap();
            row.to_string() + "\n"
        })
        .collect();
    std::fs::write(dir.path("out/manifest.jsonl"), lines[..2].join("\n") + "\n").unwrap();
    let ahead = format!("{}\n{}", lines[0], ahead.concat());
    std::fs::write(dir.path("out/.handbill-ahead.jsonl"), ahead).unwrap();
    let said = dir.call(&["batch", "merge", "out"]).expect(1);
    assert!(
        said.stderr.contains("the run of all rows into `out` has not come to its end"),
        "{}",
        said.stderr
    );

    std::fs::write(dir.path("list.csv"), list(4).replace("Office", "Bureau")).unwrap();
    std::fs::write(dir.path("out/Office 2.pdf"), "changed by hand").unwrap();
    let said = batch(&dir, &named, 0);
    let left = "does not make: Office 1.pdf, Office 2.pdf, Office 3.pdf, Office 4.pdf\n";
    assert!(said.stderr.contains(left), "{}", said.stderr);
    let said = batch(&dir, &[&named[..], &["--prune"]].concat(), 0);
    assert!(
        said.stderr.contains("taken away: Office 1.pdf, Office 3.pdf, Office 4.pdf\n"),
        "{}",
        said.stderr
    );
    assert!(said.stderr.contains("left as they are: Office 2.pdf\n"), "{}", said.stderr);
    assert_eq!(on_record(&dir).1, ["Office 2.pdf"]);
    assert_eq!(files(&dir, "out").len(), 7);
}

#[test]
fn a_file_that_was_about_to_be_replaced_is_as_it_was() {
    let dir = folder(&list(2));
    batch(&dir, &[], 0);
    let manifest = dir.text("out/manifest.jsonl");
    // Its new bytes were named, and never came.
    let mut lines = manifest.lines();
    let head = lines.next().unwrap();
    let mut row: serde_json::Value = serde_json::from_str(lines.next().unwrap()).unwrap();
    row.as_object_mut().unwrap().remove("key").unwrap();
    row["files"][0]["sha256"] = "0".repeat(64).into();
    std::fs::write(dir.path("out/.handbill-before.jsonl"), &manifest).unwrap();
    std::fs::write(dir.path("out/.handbill-ahead.jsonl"), format!("{head}\n{row}\n")).unwrap();
    std::fs::write(dir.path("out/manifest.jsonl"), format!("{head}\n")).unwrap();
    let said = batch(&dir, &["--name", "other-{{row}}", "--prune"], 0);
    assert!(said.stderr.contains("taken away: sheet-0001.pdf, sheet-0002.pdf\n"), "{}", said.stderr);
    assert!(!said.stderr.contains("changed by hand"), "{}", said.stderr);
    assert_eq!(files(&dir, "out").len(), 4);
}
