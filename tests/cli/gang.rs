//! `handbill batch --gang`: all copies in one file, as a person calls it.

use crate::run::{Folder, PLAIN};
use lopdf::{Document, Object};

const LIST: &str = "name,state\nAnn Stone,Ohio\nSam Adams,Utah\nIda Allen,Iowa\n";

fn folder(list: &str) -> Folder {
    let sheet = PLAIN.replace("Some words.", "Prepared for {{name}} of {{state}}.");
    Folder::with(&[("a.yaml", &sheet), ("l.csv", list)])
}

/// The titles of the bookmarks.
fn bookmarks(file: &Document) -> Vec<String> {
    let dict = |o: &Object| {
        let id = o.as_reference().expect("a reference");
        file.get_dictionary(id).expect("a dictionary").clone()
    };
    let mut item = dict(file.catalog().and_then(|c| c.get(b"Outlines")).expect("bookmarks"));
    let mut titles = Vec::new();
    while let Ok(next) = item.get(b"First").or_else(|_| item.get(b"Next")) {
        item = dict(next);
        titles.push(item.get(b"Title").and_then(lopdf::decode_text_string).expect("a title"));
    }
    titles
}

#[test]
fn all_copies_are_in_one_file_too() {
    let dir = folder(LIST);
    let out = dir.call(&["batch", "a.yaml", "--recipients", "l.csv", "--gang", "all.pdf"]).expect(0);
    assert!(out.stderr.contains("all.pdf: 3 copies, 3 pages, "), "{}", out.stderr);
    assert!(out.stderr.contains("kB; `handbill check all.pdf` judges it\n"), "{}", out.stderr);
    let first = dir.bytes("all.pdf");
    let file = Document::load_mem(&first).expect("a file that opens");
    assert_eq!(bookmarks(&file), ["Ann Stone", "Sam Adams", "Ida Allen"]);
    assert_eq!(file.get_pages().len(), 3);
    let out = dir.call(&["check", "all.pdf"]).expect(0);
    assert!(
        out.stderr.contains("PDF/X-4") || String::from_utf8_lossy(&out.stdout).contains("PDF/X-4"),
        "{}",
        out.stderr
    );
    // Copies that are there already are in it as well.
    dir.call(&["batch", "a.yaml", "--recipients", "l.csv", "--gang", "all.pdf"]).expect(0);
    assert!(dir.bytes("all.pdf") == first);
    assert!(dir.names().iter().all(|n| !n.contains(".tmp")), "{:?}", dir.names());
}

/// What lies on the floor of a print shop can be told apart.
#[test]
fn the_slug_line_says_whose_page_it_is() {
    let dir = folder(LIST);
    let call = ["batch", "a.yaml", "-r", "l.csv", "--gang", "all.pdf", "--name", "{{state}}-{{name}}"];
    dir.call(&call).expect(0);
    let file = Document::load_mem(&dir.bytes("all.pdf")).expect("a file that opens");
    for (page, whose) in [(1, "Ohio-Ann Stone"), (2, "Utah-Sam Adams"), (3, "Iowa-Ida Allen")] {
        let text = file.extract_text(&[page]).expect("text");
        assert!(text.contains(&format!("{whose}.press · 2026-11-15 · page 1/1")), "page {page}: {text}");
    }
    // Without a name it is the row's number, as in the folder.
    dir.call(&[&call[..6], &["-o", "rows"]].concat()).expect(0);
    let file = Document::load_mem(&dir.bytes("all.pdf")).expect("a file that opens");
    assert!(file.extract_text(&[3]).expect("text").contains("a-0003.press · 2026-11-15 · page 1/1"));
}

#[test]
fn names_of_files_and_rows_that_are_asked_for_are_those_of_the_bookmarks() {
    let dir = folder(LIST);
    let call =
        ["batch", "a.yaml", "-r", "l.csv", "-e", "email", "--name", "{{state}}", "--row", "3", "--row", "1"];
    let out = dir.call(&[&call[..], &["--gang", "all.pdf", "--format", "json"]].concat()).expect(0);
    let gang = out.json().into_iter().find(|l: &serde_json::Value| l["kind"] == "gang").expect("a line");
    assert_eq!((&gang["copies"], &gang["output"]), (&2.into(), &"all.pdf".into()));
    let file = Document::load_mem(&dir.bytes("all.pdf")).expect("a file that opens");
    assert_eq!(bookmarks(&file), ["Ohio", "Iowa"]);
}

#[test]
fn a_row_that_fails_is_missed() {
    let dir = folder("name,state\nAnn Stone,Ohio\nSam Adams,\n");
    let out = dir.call(&["batch", "a.yaml", "-r", "l.csv", "--gang", "all.pdf"]).expect(1);
    assert!(
        out.stderr.contains("gang-incomplete") && out.stderr.contains("1 row is not in `all.pdf`"),
        "{}",
        out.stderr
    );
    assert!(out.stderr.contains("all.pdf: 1 copy, 1 page, "), "{}", out.stderr);
    let dir = folder("name,state\nSam Adams,\n");
    let out = dir.call(&["batch", "a.yaml", "-r", "l.csv", "--gang", "all.pdf"]).expect(1);
    assert!(
        out.stderr.contains("gang-empty") && !dir.names().contains(&"all.pdf".to_owned()),
        "{}",
        out.stderr
    );
}

#[test]
fn a_wrong_file_is_told_before_anything_is_made() {
    let dir = folder(LIST);
    for (args, says) in [
        (&["--gang", "l.csv"][..], "what the copies are made from"),
        (&["--gang", "a.yaml"], "what the copies are made from"),
        (&["--gang", "none/all.pdf"], "there is no folder"),
        (&["--gang", "-"], "needs the name of a file"),
        (&["--gang", "a-copies/all.pdf"], "among the copies"),
        (&["--gang", "all.pdf", "-e", "email", "-e", "office"], "one edition"),
    ] {
        let out = dir.call(&[&["batch", "a.yaml", "-r", "l.csv"], args].concat()).expect(2);
        assert!(out.stderr.contains(says), "{args:?}: {}", out.stderr);
        assert_eq!(dir.names(), ["a.yaml", "l.csv"], "{args:?}");
    }
}

#[test]
fn a_file_of_all_is_not_replaced_by_one_of_some() {
    let dir = folder("name,state,email\nAnn,Ohio,a@x.org\nSam,Utah,s@x.org\n");
    let call = ["batch", "a.yaml", "-r", "l.csv", "--gang", "all.pdf", "--mbox", "all.mbox"];
    dir.call(&call).expect(0);
    let (gang, mbox) = (dir.bytes("all.pdf"), dir.bytes("all.mbox"));
    for (file, of) in [("all.pdf", 4..6), ("all.mbox", 6..8)] {
        let out = dir.call(&[&call[..4], &call[of], &["--row", "2"]].concat()).expect(2);
        assert!(
            out.stderr.contains(&format!("`{file}` is there")) && out.stderr.contains("leave `--row` out")
        );
        assert!(dir.bytes("all.pdf") == gang && dir.bytes("all.mbox") == mbox);
    }
    // One to look at.
    dir.call(&[&call[..4], &["--gang", "one.pdf", "--mbox", "one.mbox", "--row", "2"]].concat()).expect(0);
    assert!(dir.bytes("one.pdf").len() < gang.len() && dir.bytes("one.mbox").len() < mbox.len());
}

/// Half-letter copies stand two on a letter sheet; the last has one half to itself.
#[test]
fn copies_stand_side_by_side_on_larger_paper() {
    let dir = folder(LIST);
    std::fs::write(
        dir.path("a.yaml"),
        dir.text("a.yaml").replace("title:", "page: {size: half-letter}\ntitle:"),
    )
    .expect("a sheet");
    let call = ["batch", "a.yaml", "-r", "l.csv", "-e", "office", "--gang", "all.pdf", "--gang-up", "2"];
    let out = dir.call(&call).expect(0);
    assert!(out.stderr.contains("all.pdf: 3 copies, 2 pages, "), "{}", out.stderr);
    assert!(out.stderr.contains("gang-unmarked"), "{}", out.stderr);
    let file = Document::load_mem(&dir.bytes("all.pdf")).expect("a file that opens");
    assert_eq!(bookmarks(&file), ["Ann Stone", "Sam Adams", "Ida Allen"]);
    // Cut apart and one pile laid on the other, copies are in the order of the list.
    let text = |page: u32| file.extract_text(&[page]).expect("text");
    let whose = |page: u32| {
        ["Ann Stone", "Sam Adams", "Ida Allen"]
            .into_iter()
            .filter(|n| text(page).contains(n))
            .collect::<Vec<_>>()
    };
    assert_eq!((whose(1), whose(2)), (vec!["Ann Stone", "Ida Allen"], vec!["Sam Adams"]));
    for page in file.get_pages().into_values() {
        let media = file.get_dictionary(page).and_then(|p| p.get(b"MediaBox")).and_then(Object::as_array);
        let media: Vec<f32> = media.expect("a box").iter().map(|v| v.as_float().expect("a number")).collect();
        assert_eq!(media, [0.0, 0.0, 792.0, 612.0]);
    }
    let out = dir.call(&["batch", "a.yaml", "-r", "l.csv", "--gang-up", "2"]).expect(2);
    assert!(out.stderr.contains("--gang"), "{}", out.stderr);
    dir.call(&[&call[..8], &["--gang-up", "3"]].concat()).expect(2);
}

/// Drafts carry what is made for e-mail, whatever the print shop gets of the same rows, in one run or in two.
#[test]
fn drafts_never_carry_what_a_press_takes() {
    let dir = folder("name,state,email\nAnn Stone,Ohio,a@x.org\nSam Adams,Utah,s@x.org\n");
    let call = ["batch", "a.yaml", "-r", "l.csv", "-o", "out", "--name", "{{name}}"];
    let with = |more: &[&str]| dir.call(&[&call[..], more].concat()).expect(0);
    with(&["--eml"]);
    let attached = |file: &str| {
        let bytes = dir.bytes(file);
        let message = mail_parser::MessageParser::default().parse(&bytes).expect("a mail");
        message.attachment(0).expect("a file").contents().to_owned()
    };
    let (email, draft) = (dir.bytes("out/Ann Stone.pdf"), dir.bytes("out/Ann Stone.eml"));
    assert!(attached("out/Ann Stone.eml") == email);
    // The print shop's turn comes later, and leaves what is there.
    with(&["--gang", "all.pdf"]);
    assert!(dir.bytes("out/Ann Stone.pdf") == email && dir.bytes("out/Ann Stone.eml") == draft);
    assert!(dir.bytes("out/Ann Stone.press.pdf") != email);
    let gang = dir.bytes("all.pdf");
    for more in [&[][..], &["-e", "press"], &["-e", "email", "-e", "press"]] {
        std::fs::remove_dir_all(dir.path("out")).expect("a folder");
        with(&[&["--gang", "all.pdf", "--eml", "--mbox", "all.mbox"], more].concat());
        assert!(attached("out/Ann Stone.eml") == email, "{more:?}");
        assert!(dir.bytes("all.pdf") == gang, "{more:?}");
        assert!(attached("all.mbox") == email, "{more:?}");
    }
}
