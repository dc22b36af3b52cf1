//! The folder: who may write into it, and what earlier runs have left there.

use super::{batch, files, folder, list, rows};
use crate::run::PLAIN;
use std::fs;

#[test]
fn a_folder_that_is_none_is_told() {
    let dir = folder(&list(2));
    fs::write(dir.path("out"), "a file").unwrap();
    let said = batch(&dir, &[], 1);
    assert!(said.stderr.contains("`out` is no folder"), "{}", said.stderr);
    assert_eq!(dir.text("out"), "a file");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_nothing_is_told() {
    let dir = folder(&list(2));
    // Also the administrator cannot make files there.
    let said = dir.call(&["batch", "sheet.yaml", "-r", "list.csv", "-o", "/proc/handbill"]).expect(1);
    assert!(
        said.stderr.contains("batch-stopped") && said.stderr.contains("`/proc/handbill`"),
        "{}",
        said.stderr
    );
}

#[test]
fn another_sheet_or_list_keeps_out() {
    let dir = folder(&list(3));
    batch(&dir, &[], 0);
    let all = files(&dir, "out");
    fs::copy(dir.path("list.csv"), dir.path("other.csv")).unwrap();
    fs::copy(dir.path("sheet.yaml"), dir.path("other.yaml")).unwrap();
    for (sheet, list) in [("sheet.yaml", "other.csv"), ("other.yaml", "list.csv")] {
        let said = dir.call(&["batch", sheet, "-r", list, "-o", "out"]).expect(1);
        assert!(
            said.stderr.contains("`out` holds the copies of `sheet.yaml` for `list.csv`"),
            "{}",
            said.stderr
        );
        // The ways out are those of what is another.
        assert_eq!(said.stderr.contains("save it as `list.csv`"), sheet == "sheet.yaml", "{}", said.stderr);
        assert!(said.stderr.contains("name another folder with `-o`"), "{}", said.stderr);
        assert!(files(&dir, "out") == all);
    }
}

/// A lock as another run holds it, in the process of the test.
#[test]
fn two_runs_at_once_do_not_mix() {
    let dir = folder(&list(3));
    fs::create_dir(dir.path("out")).unwrap();
    for name in [".handbill.lock", ".handbill.2-of-3.lock"] {
        let lock = fs::File::create(dir.path("out").join(name)).unwrap();
        lock.lock().unwrap();
        let said = batch(&dir, &[], 1);
        assert!(said.stderr.contains("another run is writing into `out`"), "{}", said.stderr);
        drop(lock);
        batch(&dir, &[], 0);
        assert_eq!(files(&dir, "out").len(), 5);
    }
}

#[test]
fn copies_of_rows_that_are_gone_stay_until_they_are_pruned() {
    let dir = folder(&list(6));
    batch(&dir, &["--name", "{{name}}"], 0);
    fs::write(dir.path("list.csv"), list(3)).unwrap();
    fs::write(dir.path("out/Office 5.pdf"), "changed by hand").unwrap();
    // It is told every time.
    for _ in 0..2 {
        let said = batch(&dir, &["--name", "{{name}}"], 0);
        assert!(
            said.stderr
                .contains("3 files of earlier runs in `out` that this one does not make: Office 4.pdf, "),
            "{}",
            said.stderr
        );
        assert!(said.stderr.contains("`--prune`"), "{}", said.stderr);
        assert!(files(&dir, "out").contains_key("Office 6.pdf"));
    }
    let said = batch(&dir, &["--name", "{{name}}", "--prune"], 0);
    assert!(
        said.stderr.contains("2 files of earlier runs in `out` that this one does not make, taken away: Office 4.pdf, Office 6.pdf"),
        "{}",
        said.stderr
    );
    let fresh = folder(&list(3));
    batch(&fresh, &["--name", "{{name}}"], 0);
    let mut now = files(&dir, "out");
    assert_eq!(now.remove("Office 5.pdf").unwrap(), b"changed by hand");
    assert!(now == files(&fresh, "out"));
}

#[test]
fn a_list_that_breaks_off_loses_nothing() {
    let dir = folder("");
    let good = "{\"name\": \"A\", \"state\": \"Iowa\", \"visit\": \"2026-11-01\"}\n";
    let all: String = (0..3).map(|n| good.replace('A', &format!("A{n}"))).collect();
    let call = ["batch", "sheet.yaml", "-r", "list.jsonl", "-o", "out", "--prune"];
    fs::write(dir.path("list.jsonl"), &all).unwrap();
    dir.call(&call).expect(0);
    let first = files(&dir, "out");
    fs::write(dir.path("list.jsonl"), all.replacen("{\"name\": \"A1\"", "{{{", 1)).unwrap();
    dir.call(&call).expect(1);
    assert!(files(&dir, "out").contains_key("sheet-0003.pdf"));
    fs::write(dir.path("list.jsonl"), &all).unwrap();
    dir.call(&call).expect(0);
    assert!(files(&dir, "out") == first);
}

/// Advice to make room helps nobody whose disk can only be read.
#[cfg(target_os = "linux")]
#[test]
fn the_way_out_of_a_disk_that_can_only_be_read_is_its_own() {
    let dir = folder(&list(2));
    fs::create_dir(dir.path("out")).unwrap();
    fs::write(dir.path("plain.yaml"), PLAIN).unwrap();
    let script = format!(
        "mount -t tmpfs -o ro none out && touch ready && {0} batch sheet.yaml -r list.csv -o out; {0} build plain.yaml -o out/plain.pdf",
        env!("CARGO_BIN_EXE_handbill")
    );
    let made = std::process::Command::new("unshare")
        .args(["-rm", "sh", "-c", &script])
        .current_dir(dir.path("."))
        .output();
    let Some(made) = made.ok().filter(|_| dir.path("ready").is_file()) else { return };
    let stderr = String::from_utf8_lossy(&made.stderr);
    assert!(stderr.contains("help: see why its disk can only be read, or name another folder"), "{stderr}");
    assert!(stderr.contains("`out/plain.pdf`: read-only filesystem or storage medium\n"), "{stderr}");
    assert!(!stderr.contains("make room") && made.status.code() == Some(1), "{stderr}");
}

/// A small disk, where the system lets anybody have one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_nothing_broken() {
    let dir = folder(&list(12));
    fs::create_dir(dir.path("out")).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=$0k none out && {} batch sheet.yaml -r list.csv -o out; echo $? >code; cp -a out seen",
        env!("CARGO_BIN_EXE_handbill")
    );
    let size = {
        batch(&dir, &["--row", "1"], 0);
        dir.bytes("out/sheet-0001.pdf").len()
    };
    // Room for some copies and a half.
    let room = (size * 9 / 2 / 1024 + 4).to_string();
    let made = std::process::Command::new("unshare")
        .args(["-rm", "sh", "-c", &script, &room])
        .current_dir(dir.path("."))
        .output();
    let Some(made) = made.ok().filter(|_| dir.path("seen").is_dir()) else { return };
    let stderr = String::from_utf8_lossy(&made.stderr);
    assert_eq!(dir.text("code"), "1\n", "{stderr}");
    assert!(stderr.contains("batch-stopped") && stderr.contains("help: make room on its disk"), "{stderr}");
    for row in rows(&dir, "seen/manifest.jsonl") {
        for file in row["files"].as_array().unwrap() {
            let bytes = dir.bytes(&format!("seen/{}", file["file"].as_str().unwrap()));
            assert_eq!(file["bytes"], bytes.len());
        }
    }
    let names: Vec<_> = files(&dir, "seen").into_iter().collect();
    assert!(
        names
            .iter()
            .filter(|(name, _)| name.ends_with(".pdf"))
            .all(|(_, bytes)| bytes.ends_with(b"%%EOF\n") || bytes.ends_with(b"%%EOF"))
    );
    assert!(!names.iter().any(|(name, _)| name.ends_with(".part") || name.ends_with(".lock")), "{stderr}");
    // With room again it goes on from there.
    fs::remove_dir_all(dir.path("out")).unwrap();
    fs::rename(dir.path("seen"), dir.path("out")).unwrap();
    batch(&dir, &[], 0);
    let fresh = folder(&list(12));
    batch(&fresh, &[], 0);
    assert!(files(&dir, "out") == files(&fresh, "out"));
}
