//! Lists that several machines share.

use super::{batch, files, folder, list, rows};
use crate::run::{Folder, Said};
use std::fs;
use std::process::Command;

fn shards(dir: &Folder, of: u64) {
    for n in 1..=of {
        batch(dir, &["--shard", &format!("{n}/{of}")], 0);
    }
}

fn merge(dir: &Folder, more: &[&str], code: i32) -> Said {
    dir.call(&[&["batch", "merge", "out"], more].concat()).expect(code)
}

fn one_run(rows: usize) -> Folder {
    let dir = folder(&list(rows));
    batch(&dir, &[], 0);
    dir
}

#[test]
fn sixteen_shards_merged_are_one_run() {
    let (one, dir) = (one_run(37), folder(&list(37)));
    shards(&dir, 16);
    assert!(dir.path("out/manifest.3-of-16.jsonl").is_file() && !dir.path("out/manifest.jsonl").exists());
    assert_eq!(
        rows(&dir, "out/manifest.3-of-16.jsonl").iter().map(|r| r["row"].as_u64()).collect::<Vec<_>>(),
        [Some(3), Some(19), Some(35)]
    );
    let said = merge(&dir, &[], 0);
    assert!(said.stderr.contains("out: 37 rows of 16 shards, 37 files"), "{}", said.stderr);
    let merged = files(&dir, "out");
    assert!(merged == files(&one, "out"), "{:?}", merged.keys());
    // Merged again, made again in one run, and in other shards: nothing changes.
    merge(&dir, &[], 0);
    let said = batch(&dir, &[], 0);
    assert!(said.stderr.contains("0 made, 37 there already"), "{}", said.stderr);
    for n in 1..=3 {
        let said = batch(&dir, &["--shard", &format!("{n}/3")], 0);
        assert!(said.stderr.contains("(0 made, "), "{}", said.stderr);
    }
    merge(&dir, &[], 0);
    assert!(files(&dir, "out") == merged);
}

#[test]
fn shards_may_run_at_once() {
    let (one, dir) = (one_run(24), folder(&list(24)));
    let start = |n: u64| {
        Command::new(env!("CARGO_BIN_EXE_handbill"))
            .args([
                "batch",
                "sheet.yaml",
                "--recipients",
                "list.csv",
                "-o",
                "out",
                "--shard",
                &format!("{n}/4"),
            ])
            .current_dir(dir.path("."))
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut running: Vec<_> = (1..=4).map(start).collect();
    // One of them is killed, and run again.
    running[2].kill().unwrap();
    let ends: Vec<bool> = running.iter_mut().map(|child| child.wait().unwrap().success()).collect();
    assert_eq!((ends[0], ends[1], ends[3]), (true, true, true));
    batch(&dir, &["--shard", "3/4"], 0);
    merge(&dir, &[], 0);
    assert!(files(&dir, "out") == files(&one, "out"));
}

#[test]
fn what_is_missing_keeps_shards_from_being_merged() {
    let dir = folder(&list(9));
    fs::create_dir(dir.path("out")).unwrap();
    let refused = |code: &str, says: &str| {
        let before = files(&dir, "out");
        let said = merge(&dir, &[], 1);
        assert!(said.stderr.contains(code) && said.stderr.contains(says), "{code}, {says}: {}", said.stderr);
        assert!(files(&dir, "out") == before);
    };
    refused("shard-missing", "there is no manifest of a shard");
    batch(&dir, &["--shard", "2/3"], 0);
    refused("shard-missing", "of 3 shards, these are missing: 1, 3");
    shards(&dir, 3);
    // One that was stopped.
    let third = dir.text("out/manifest.3-of-3.jsonl");
    let torn: Vec<&str> = third.lines().collect();
    fs::write(dir.path("out/manifest.3-of-3.jsonl"), torn[..torn.len() - 2].join("\n") + "\n").unwrap();
    refused("shard-unfinished", "have not come to their end: 3");
    fs::write(
        dir.path("out/manifest.3-of-3.jsonl"),
        torn[..2].iter().chain(&torn[3..]).map(|l| format!("{l}\n")).collect::<String>(),
    )
    .unwrap();
    refused("shard-unfinished", "row 6 is in no manifest");
    fs::write(dir.path("out/manifest.3-of-3.jsonl"), &third).unwrap();
    // A file that is not what it was.
    let copy = dir.bytes("out/sheet-0004.pdf");
    fs::write(dir.path("out/sheet-0004.pdf"), "changed").unwrap();
    refused("copy-unlike", "`sheet-0004.pdf` of row 4");
    fs::write(dir.path("out/sheet-0004.pdf"), copy).unwrap();
    // Another list, another sheet.
    for (file, text) in [
        ("list.csv", list(9).replace("Office 2,", "Office II,")),
        ("sheet.yaml", super::SHEET.replace("One", "Two")),
    ] {
        let before = dir.text(file);
        fs::write(dir.path(file), text).unwrap();
        batch(&dir, &["--shard", "3/3"], 0);
        refused("shard-unlike", "are of another sheet, list or program");
        fs::write(dir.path(file), before).unwrap();
    }
    shards(&dir, 3);
    merge(&dir, &[], 0);
    assert!(files(&dir, "out") == files(&one_run(9), "out"));
}

#[test]
fn what_rows_left_is_settled_when_shards_are_merged() {
    let dir = folder(&list(8));
    batch(&dir, &[], 0);
    let fewer = list(6).replace("2026-11-04", "later");
    fs::write(dir.path("list.csv"), &fewer).unwrap();
    batch(&dir, &["--shard", "1/2"], 1);
    batch(&dir, &["--shard", "2/2"], 0);
    let said = merge(&dir, &[], 1);
    assert!(said.stderr.contains("1 file of rows that fail now, left as"), "{}", said.stderr);
    assert!(said.stderr.contains("2 files of earlier runs in `out`"), "{}", said.stderr);
    let said = batch(&dir, &["--prune"], 1);
    assert!(
        said.stderr.contains("taken away: sheet-0003.pdf, sheet-0007.pdf, sheet-0008.pdf"),
        "{}",
        said.stderr
    );
    let one = folder(&fewer);
    batch(&one, &[], 1);
    assert!(files(&dir, "out") == files(&one, "out"));
}

#[test]
fn a_task_of_an_array_knows_its_shard() {
    let dir = folder(&list(5));
    let call = |more: &[&str], variables: &[(&str, &str)]| {
        let out = Command::new(env!("CARGO_BIN_EXE_handbill"))
            .args(["batch", "sheet.yaml", "--recipients", "list.csv", "-o", "out"])
            .args(more)
            .envs(variables.iter().copied())
            .current_dir(dir.path("."))
            .output()
            .unwrap();
        (out.status.code(), String::from_utf8(out.stderr).unwrap())
    };
    let task = [("AWS_BATCH_JOB_ARRAY_INDEX", "1"), ("AWS_BATCH_JOB_ARRAY_SIZE", "2")];
    let (code, said) = call(&[], &task);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("shard 2 of 2, by AWS_BATCH_JOB_ARRAY_INDEX"), "{said}");
    assert!(said.contains("2 copies") && said.contains("handbill batch merge out"), "{said}");
    assert!(call(&["--no-shard"], &task).1.contains("out: 5 copies (3 made, 2 there already)"));
    let (code, said) = call(&[], &[("JOB_COMPLETION_INDEX", "0")]);
    assert!(code == Some(2) && said.contains("HANDBILL_SHARDS"), "{said}");
    assert_eq!(call(&["--shard", "3/2"], &[]).0, Some(2));
    assert_eq!(call(&["--shard", "1/2", "--row", "1"], &[]).0, Some(2));
}

#[test]
fn what_is_merged_is_judged_again() {
    let dir = folder(&list(5));
    shards(&dir, 2);
    merge(&dir, &[], 0);
    let said = merge(&dir, &[], 0);
    assert!(said.stderr.contains("out: 5 rows, merged before, 5 files"), "{}", said.stderr);
    fs::remove_file(dir.path("out/sheet-0002.pdf")).unwrap();
    fs::write(dir.path("out/sheet-0004.pdf"), "changed by hand").unwrap();
    let all = files(&dir, "out");
    let said = merge(&dir, &[], 1);
    for name in ["`sheet-0002.pdf` of row 2", "`sheet-0004.pdf` of row 4"] {
        assert!(said.stderr.contains(name), "{}", said.stderr);
    }
    assert!(files(&dir, "out") == all);
    // What left the list before stays on record and is told by each.
    batch(&dir, &[], 0);
    fs::write(dir.path("list.csv"), list(4)).unwrap();
    shards(&dir, 2);
    for _ in 0..2 {
        let said = merge(&dir, &[], 0);
        assert!(said.stderr.contains("does not make: sheet-0005.pdf\n"), "{}", said.stderr);
    }
    let said = merge(&dir, &["--prune"], 0);
    assert!(said.stderr.contains("taken away: sheet-0005.pdf\n"), "{}", said.stderr);
    assert!(files(&dir, "out") == files(&one_run(4), "out"));
}

#[test]
fn what_a_manifest_says_of_rows_is_not_believed() {
    let dir = folder(&list(4));
    shards(&dir, 2);
    for n in 1..=2 {
        let name = format!("out/manifest.{n}-of-2.jsonl");
        let text = dir.text(&name).replace("\"rows\":4", "\"rows\":99999999999999");
        fs::write(dir.path(&name), text).unwrap();
    }
    let said = merge(&dir, &[], 1);
    assert!(said.stderr.contains("row 5 is in no manifest"), "{}", said.stderr);
    // Nor what its name says of shards.
    fs::rename(dir.path("out/manifest.1-of-2.jsonl"), dir.path("out/manifest.1-of-99999999999.jsonl"))
        .unwrap();
    let said = merge(&dir, &[], 1);
    assert!(said.stderr.contains("of 2 shards, these are missing: 1"), "{}", said.stderr);
    let said = batch(&dir, &["--shard", "1/99999999999"], 2);
    assert!(said.stderr.contains("there may be 100000 shards at most"), "{}", said.stderr);
}
