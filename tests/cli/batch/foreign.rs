//! Files that no run has made stay as they are, whatever they are called.

use super::{batch, files, folder, list};
use std::fs;

#[test]
fn the_list_is_never_written_over() {
    let lines = "{\"name\": \"A\", \"state\": \"Iowa\", \"visit\": \"2026-11-01\"}\n";
    for (name, text) in [("manifest.csv", list(2)), ("manifest.jsonl", lines.to_owned())] {
        let dir = folder("");
        fs::create_dir(dir.path("out")).unwrap();
        fs::write(dir.path(&format!("out/{name}")), &text).unwrap();
        let list = format!("out/{name}");
        for out in ["out", "./out/"] {
            let said = dir.call(&["batch", "sheet.yaml", "-r", &list, "-o", out]).expect(2);
            let told = format!("`out/{name}` has the name of a file that the run writes for itself");
            assert!(said.stderr.contains(&told), "{}", said.stderr);
            assert_eq!(dir.text(&list), text);
        }
    }
}

#[test]
fn manifests_of_somebody_else_keep_a_run_out() {
    let others = [
        ("manifest.csv", "name,state\nAnn,Iowa\n"),
        ("manifest.jsonl", "{\"name\": \"Ann\"}\n"),
        ("manifest.2-of-3.csv", "x"),
        (".handbill-before.jsonl", "notes"),
    ];
    for (name, text) in others {
        let dir = folder(&list(2));
        fs::create_dir(dir.path("out")).unwrap();
        fs::write(dir.path("out").join(name), text).unwrap();
        for said in [batch(&dir, &[], 1), batch(&dir, &["--shard", "1/2"], 1)] {
            let told = format!("out/{name}` is there, and no run has made it");
            assert!(said.stderr.contains(&told), "{}", said.stderr);
            assert_eq!(files(&dir, "out").into_iter().collect::<Vec<_>>(), [(name.to_owned(), text.into())]);
        }
        dir.call(&["batch", "merge", "out"]).expect(1);
        assert_eq!(files(&dir, "out").len(), 1);
    }
    // One that a killed run has only begun, and one that a spreadsheet has written anew.
    let dir = folder(&list(2));
    fs::create_dir(dir.path("out")).unwrap();
    fs::write(dir.path("out/manifest.jsonl"), "{\"handb").unwrap();
    fs::write(dir.path("out/manifest.csv"), "").unwrap();
    batch(&dir, &[], 0);
    let all = files(&dir, "out");
    fs::write(dir.path("out/manifest.csv"), "row;line\r\n1;2\r\n").unwrap();
    batch(&dir, &[], 0);
    assert!(files(&dir, "out") == all);
}

#[test]
fn a_file_where_a_copy_would_be_stays() {
    let dir = folder(&list(3));
    fs::create_dir(dir.path("out")).unwrap();
    let others =
        [("sheet-0001.pdf", "%PDF-1.4 mine"), ("sheet-0002.pdf", "notes"), (".handbill-notes.part", "x")];
    for (name, text) in others {
        fs::write(dir.path("out").join(name), text).unwrap();
    }
    for _ in 0..2 {
        let said = batch(&dir, &["--prune"], 1);
        assert!(said.stderr.contains("error[foreign-file]"), "{}", said.stderr);
        assert!(
            said.stderr.contains("out/sheet-0002.pdf` is there, and no run has made it"),
            "{}",
            said.stderr
        );
        assert!(said.stderr.contains("out: 1 copy"), "{}", said.stderr);
        for (name, text) in others {
            assert_eq!(dir.text(&format!("out/{name}")), text);
        }
    }
    // Copies of a run whose manifests are gone are copies.
    let dir = folder(&list(3));
    batch(&dir, &["--eml", "--edition", "email", "--edition", "press", "--mail", "letter.md"], 2);
    fs::write(dir.path("letter.md"), "---\nsubject: Water\nto: a@example.org\n---\nHello.\n").unwrap();
    let call = ["--eml", "--edition", "email", "--edition", "press", "--mail", "letter.md"];
    batch(&dir, &call, 0);
    let all = files(&dir, "out");
    fs::remove_file(dir.path("out/manifest.csv")).unwrap();
    fs::remove_file(dir.path("out/manifest.jsonl")).unwrap();
    let said = batch(&dir, &call, 0);
    assert!(said.stderr.contains("out: 3 copies, "), "{}", said.stderr);
    assert!(files(&dir, "out") == all);
}

#[test]
fn the_file_of_all_mails_is_no_file_among_the_copies() {
    let dir = folder(&list(2));
    batch(&dir, &[], 0);
    let all = files(&dir, "out");
    for name in ["out/manifest.csv", "out/all.mbox"] {
        let said = batch(&dir, &["--mbox", name], 2);
        assert!(said.stderr.contains("--mbox"), "{}", said.stderr);
        assert!(files(&dir, "out") == all);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_link_where_a_manifest_would_be_is_told() {
    let dir = folder(&list(2));
    fs::create_dir(dir.path("out")).unwrap();
    let pipe = dir.path("out/manifest.jsonl");
    if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|made| made.success()) {
        let said = batch(&dir, &[], 1);
        assert!(said.stderr.contains("no run has made it"), "{}", said.stderr);
        fs::remove_file(&pipe).unwrap();
    }
    fs::write(dir.path("mine.txt"), "mine").unwrap();
    std::os::unix::fs::symlink(dir.path("mine.txt"), dir.path("out/manifest.csv")).unwrap();
    batch(&dir, &[], 1);
    assert_eq!(dir.text("mine.txt"), "mine");
}
