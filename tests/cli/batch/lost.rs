//! What must never be lost: copies of earlier runs, whatever goes wrong in this one.

use super::{SHEET, batch, files, folder, list, rows};
use std::fs;

#[test]
fn a_fault_of_the_sheet_itself_stops_the_run_first() {
    let dir = folder(&list(4));
    batch(&dir, &[], 0);
    let all = files(&dir, "out");
    let faults = [
        (format!("{SHEET}orgg: typo\n"), "unknown-field"),
        (
            format!("{SHEET}  - heading: Two\n    body: [figure: {{image: gone.jpg, alt: None}}]\n"),
            "gone.jpg",
        ),
    ];
    for (sheet, what) in faults {
        fs::write(dir.path("sheet.yaml"), sheet).unwrap();
        for more in [&[][..], &["--prune"]] {
            let said = batch(&dir, more, 1);
            assert!(said.stderr.contains(what) && !said.stderr.contains("row"), "{}", said.stderr);
            assert!(files(&dir, "out") == all);
        }
    }
    // What a row can help is told with it.
    let of_some = SHEET.replace("    body: ", "    when: state == \"Utah\"\n    orgg: typo\n    body: ");
    fs::write(dir.path("sheet.yaml"), of_some + "  - heading: Two\n    body: Words.\n").unwrap();
    let said = batch(&dir, &[], 1);
    assert!(said.stderr.contains("out: 3 copies, 1 row failed"), "{}", said.stderr);
}

#[test]
fn a_copy_of_a_row_that_fails_now_stays_on_record() {
    let dir = folder(&list(4));
    batch(&dir, &[], 0);
    let all = files(&dir, "out");
    fs::write(dir.path("list.csv"), list(4).replace("2026-11-03", "soon").replace("2026-11-04", "later"))
        .unwrap();
    for _ in 0..2 {
        let said = batch(&dir, &[], 1);
        let told = "2 files of rows that fail now, left as an earlier run has made them: sheet-0002.pdf, sheet-0003.pdf";
        assert!(said.stderr.contains(told), "{}", said.stderr);
        assert!(files(&dir, "out")["sheet-0002.pdf"] == all["sheet-0002.pdf"]);
        assert_eq!(rows(&dir, "out/manifest.jsonl")[1]["files"].as_array().unwrap().len(), 0);
    }
    // Mended, they are there already.
    fs::write(dir.path("list.csv"), list(4)).unwrap();
    let said = batch(&dir, &[], 0);
    assert!(said.stderr.contains("0 made, 4 there already"), "{}", said.stderr);
    assert!(files(&dir, "out") == all);
}

#[test]
fn a_copy_of_a_row_that_fails_now_goes_with_prune() {
    let dir = folder(&list(4));
    batch(&dir, &[], 0);
    fs::write(dir.path("list.csv"), list(4).replace("2026-11-03", "soon").replace("2026-11-04", "later"))
        .unwrap();
    fs::write(dir.path("out/sheet-0003.pdf"), "changed by hand").unwrap();
    let said = batch(&dir, &["--prune"], 1);
    assert!(said.stderr.contains("taken away: sheet-0002.pdf\n"), "{}", said.stderr);
    assert!(said.stderr.contains("changed by hand, and left as they are: sheet-0003.pdf"), "{}", said.stderr);
    assert!(!files(&dir, "out").contains_key("sheet-0002.pdf"));
    assert_eq!(dir.text("out/sheet-0003.pdf"), "changed by hand");
}

#[test]
fn a_row_that_left_is_not_the_row_that_has_its_number_now() {
    let dir = folder(&list(3));
    batch(&dir, &["--name", "{{name}}"], 0);
    fs::write(dir.path("list.csv"), list(3).replace("Office 2,Utah", "Newcomer,")).unwrap();
    let said = batch(&dir, &["--name", "{{name}}"], 1);
    assert!(said.stderr.contains("that this one does not make: Office 2.pdf"), "{}", said.stderr);
    assert!(!said.stderr.contains("copy-outdated") && files(&dir, "out").contains_key("Office 2.pdf"));
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let dir = folder(&list(4));
    fs::create_dir_all(dir.path("outside")).unwrap();
    fs::write(dir.path("outside/p.txt"), "mine").unwrap();
    for n in ["1/2", "2/2"] {
        batch(&dir, &["--shard", n], 0);
    }
    let link =
        |to: &str, name: &str| symlink(dir.path("outside").join(to), dir.path("out").join(name)).unwrap();
    link("p.txt", ".handbill-.handbill-before.jsonl.part");
    link("lock", ".handbill.lock");
    link("p.txt", ".handbill-sheet-0001.pdf.part");
    batch(&dir, &[], 0);
    // What is left over is put on record anew.
    fs::write(dir.path("list.csv"), list(2)).unwrap();
    link("p.txt", ".handbill-.handbill-before.jsonl.part");
    link("lock2", ".handbill.1-of-3.lock");
    batch(&dir, &[], 0);
    let outside: Vec<_> = files(&dir, "outside").into_keys().collect();
    assert_eq!((outside, dir.text("outside/p.txt")), (vec!["p.txt".to_owned()], "mine".to_owned()));
}

#[cfg(unix)]
#[test]
fn a_pipe_where_a_lock_would_be_is_told() {
    let dir = folder(&list(2));
    fs::create_dir(dir.path("out")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(dir.path("out/.handbill.lock")).status();
    if !made.is_ok_and(|made| made.success()) {
        return;
    }
    let said = batch(&dir, &[], 1);
    assert!(said.stderr.contains("out/.handbill.lock`: it is there and is no file"), "{}", said.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn messages_that_nobody_gets_are_no_success() {
    let dir = folder(&list(1));
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_handbill"))
        .args(["batch", "sheet.yaml", "-r", "list.csv", "-o", "out", "--format", "json"])
        .current_dir(dir.path("."))
        .stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap())
        .status();
    assert_eq!(status.unwrap().code(), Some(1));
}

/// After a power cut the manifest may name files whose bytes never came to the disk.
#[test]
fn a_file_that_is_not_what_the_manifest_says_is_made_anew() {
    let dir = folder(&list(5));
    batch(&dir, &["--eml"], 0);
    let all = files(&dir, "out");
    let whole = |name: &str| fs::metadata(dir.path(name)).unwrap().len();
    let cut = |name: &str, length: u64| {
        fs::OpenOptions::new().write(true).open(dir.path(name)).unwrap().set_len(length).unwrap();
    };
    cut("out/sheet-0001.pdf", 0);
    cut("out/sheet-0002.pdf", whole("out/sheet-0002.pdf") - 1);
    // As long as it was, with nothing in it: blocks that were given and never written.
    let length = whole("out/sheet-0003.eml");
    cut("out/sheet-0003.eml", 0);
    cut("out/sheet-0003.eml", length);
    fs::remove_file(dir.path("out/sheet-0004.pdf")).unwrap();
    let said = batch(&dir, &["--eml"], 0).stderr;
    assert!(said.contains("out: 5 copies (4 made, 1 there already)"), "{said}");
    assert!(files(&dir, "out") == all, "{said}");
    let said = batch(&dir, &["--eml"], 0).stderr;
    assert!(said.contains("(0 made, 5 there already)"), "{said}");
    // A manifest that was cut itself is no record of what lies behind the cut.
    cut("out/manifest.jsonl", whole("out/manifest.jsonl") / 2);
    batch(&dir, &["--eml"], 0);
    assert!(files(&dir, "out") == all);
    cut("out/manifest.jsonl", 0);
    batch(&dir, &["--eml"], 0);
    assert!(files(&dir, "out") == all);
}
