//! The binary as a person calls it: exit codes, files, streams, messages.

#[path = "cli/batch/mod.rs"]
mod batch;
#[path = "cli/fit.rs"]
mod fit;
#[path = "cli/gang.rs"]
mod gang;
#[path = "cli/impose.rs"]
mod impose;
#[path = "cli/mail.rs"]
mod mail;
#[path = "cli/recipients.rs"]
mod recipients;
#[path = "cli/run.rs"]
mod run;

use run::{Call, Folder, PLAIN};
use serde_json::Value;

#[test]
fn build_writes_the_sheet_into_the_working_folder() {
    let dir = Folder::with(&[("human-rights.yaml", PLAIN)]);
    let out = dir.call(&["build", "human-rights.yaml"]).expect(0);
    assert!(dir.bytes("human-rights.email.pdf").starts_with(b"%PDF-"));
    assert!(out.stderr.starts_with("human-rights.email.pdf: 1 page, 0 notes, 0 images, "), "{}", out.stderr);
    assert_eq!(out.stdout, b"");
    assert_eq!(dir.names(), ["human-rights.email.pdf", "human-rights.yaml"]);
}

#[test]
fn two_runs_give_the_same_bytes() {
    let dir = Folder::with(&[("a.yaml", PLAIN)]);
    dir.call(&["build", "a.yaml", "-o", "one.pdf"]).expect(0);
    dir.call(&["build", "a.yaml", "-o", "two.pdf"]).expect(0);
    assert!(dir.bytes("one.pdf") == dir.bytes("two.pdf"));
}

#[test]
fn an_error_has_a_place_and_leaves_no_file() {
    let dir = Folder::with(&[("bad.yaml", &PLAIN.replace("title:", "titel:"))]);
    let out = dir.call(&["build", "bad.yaml"]).expect(1);
    assert!(out.stderr.contains("--> bad.yaml:3:1"), "{}", out.stderr);
    assert!(out.stderr.contains("help: "), "{}", out.stderr);
    assert!(!out.stderr.contains('\u{1b}'), "colours only on a terminal");
    assert_eq!(dir.names(), ["bad.yaml"]);
}

#[test]
fn a_sheet_from_the_right_is_built() {
    let dir = Folder::with(&[("a.yaml", &PLAIN.replace("lang: en", "lang: ar"))]);
    dir.call(&["build", "a.yaml"]).expect(0);
    assert!(dir.bytes("a.email.pdf").starts_with(b"%PDF-"));
}

#[test]
fn an_error_leaves_the_old_file_as_it_was() {
    let dir = Folder::with(&[("a.yaml", "handbill: [\n"), ("a.email.pdf", "old")]);
    dir.call(&["build", "a.yaml"]).expect(1);
    assert_eq!(dir.bytes("a.email.pdf"), b"old");
}

#[test]
fn nothing_that_is_no_pdf_is_written_over() {
    let dir = Folder::with(&[("a.yaml", PLAIN), ("brand.yaml", "meta: {name: x}\n")]);
    let out = dir.call(&["build", "a.yaml", "-o", "brand.yaml"]).expect(2);
    assert!(out.stderr.contains("is there and is no PDF"), "{}", out.stderr);
    assert_eq!(dir.bytes("brand.yaml"), b"meta: {name: x}\n");
    dir.call(&["build", "a.yaml", "-o", "sheet"]).expect(0);
    dir.call(&["build", "a.yaml", "-o", "sheet"]).expect(0);
}

#[test]
fn one_bad_sheet_does_not_hold_up_the_others() {
    let dir = Folder::with(&[("a.yaml", PLAIN), ("b.yaml", "x: 1\n"), ("c.yaml", PLAIN)]);
    let out = dir.call(&["build", "c.yaml", "b.yaml", "a.yaml", "--out-dir", "out"]).expect(1);
    assert_eq!(dir.names(), ["a.yaml", "b.yaml", "c.yaml", "out", "out/a.email.pdf", "out/c.email.pdf"]);
    let place = |what: &str| out.stderr.find(what).unwrap_or_else(|| panic!("no {what} in {}", out.stderr));
    assert!(
        place("c.email.pdf") < place("b.yaml") && place("b.yaml") < place("a.email.pdf"),
        "{}",
        out.stderr
    );
}

#[test]
fn a_sheet_comes_in_and_goes_out_through_pipes() {
    let dir = Folder::with(&[]);
    let out = dir.call(&["build", "-", "-o", "-"]).stdin(PLAIN).expect(0);
    assert!(out.stdout.starts_with(b"%PDF-") && out.stdout.trim_ascii_end().ends_with(b"%%EOF"));
    assert!(out.stderr.starts_with("standard output: 1 page"), "{}", out.stderr);
    assert_eq!(dir.names(), [""; 0]);
    dir.call(&["build", "-"]).stdin(PLAIN).expect(0);
    assert_eq!(dir.names(), ["sheet.email.pdf"]);
    assert_eq!(dir.bytes("sheet.email.pdf"), out.stdout);
}

#[test]
fn errors_are_named_in_standard_input_too() {
    let dir = Folder::with(&[]);
    let out = dir.call(&["build", "-", "-o", "-"]).stdin("handbill: 1\nlang: en\ntitel: x\n").expect(1);
    assert_eq!(out.stdout, b"");
    assert!(out.stderr.contains("<stdin>:3:1"), "{}", out.stderr);
}

#[test]
fn json_is_one_object_a_line() {
    let dir = Folder::with(&[("bad.yaml", &PLAIN.replace("title:", "titel:")), ("good.yaml", PLAIN)]);
    let out = dir.call(&["build", "bad.yaml", "good.yaml", "--format", "json"]).expect(1);
    let lines: Vec<Value> = out.json();
    let bad = lines.iter().find(|l| l["code"] == "unknown-field").unwrap();
    assert_eq!((&bad["severity"], &bad["file"]), (&"error".into(), &"bad.yaml".into()));
    assert_eq!([&bad["line"], &bad["column"], &bad["endLine"], &bad["endColumn"]], [3, 1, 3, 6]);
    for line in &lines {
        for key in ["code", "severity", "message", "file", "line", "column", "endLine", "endColumn", "help"] {
            assert!(line.get(key).is_some(), "{key} in {line}");
        }
    }
    let last = lines.last().unwrap();
    assert_eq!((&last["code"], &last["output"]), (&"written".into(), &"good.email.pdf".into()));
    assert_eq!(last["bytes"], dir.bytes("good.email.pdf").len());
    assert_eq!(out.stderr, "");
}

#[test]
fn json_gives_way_to_a_pdf_on_standard_output() {
    let dir = Folder::with(&[("a.yaml", PLAIN)]);
    let out = dir.call(&["build", "a.yaml", "-o", "-", "--format", "json"]).expect(0);
    assert!(out.stdout.starts_with(b"%PDF-"));
    let line: Value = serde_json::from_str(out.stderr.lines().last().unwrap()).unwrap();
    assert_eq!(line["output"], "-");
}

#[test]
fn output_may_be_a_file_or_a_folder() {
    let dir = Folder::with(&[("a.yaml", PLAIN), ("there/x.txt", "")]);
    dir.call(&["build", "a.yaml", "-o", "mine.pdf"]).expect(0);
    dir.call(&["build", "a.yaml", "-o", "there"]).expect(0);
    dir.call(&["build", "a.yaml", "-o", "made/"]).expect(0);
    assert_eq!(
        dir.names(),
        ["a.yaml", "made", "made/a.email.pdf", "mine.pdf", "there", "there/a.email.pdf", "there/x.txt"]
    );
}

/// A file for each edition that the sheet lists, and none that nobody asked for.
#[test]
fn editions_of_the_sheet_are_built_by_their_names() {
    let own = "editions: {email: {}, board: {extends: office, paper: legal}}\n";
    let dir = Folder::with(&[("a.yaml", &format!("{PLAIN}{own}")), ("b.yaml", PLAIN)]);
    dir.call(&["build", "a.yaml"]).expect(0);
    assert_eq!(dir.names(), ["a.email.pdf", "a.yaml", "b.yaml"]);
    dir.call(&["build", "a.yaml", "-e", "board", "-e", "press"]).expect(0);
    assert_eq!(dir.names(), ["a.board.pdf", "a.email.pdf", "a.press.pdf", "a.yaml", "b.yaml"]);
    dir.call(&["build", "a.yaml", "-e", "all", "--out-dir", "out"]).expect(0);
    assert_eq!(dir.names()[5..], ["out", "out/a.board.pdf", "out/a.email.pdf"]);
    dir.call(&["build", "b.yaml", "-e", "all", "--out-dir", "four"]).expect(0);
    assert_eq!(dir.names().iter().filter(|n| n.starts_with("four/b.")).count(), 4);
    let out = dir.call(&["build", "b.yaml", "-e", "board"]).expect(2);
    assert!(out.stderr.contains("there is no edition `board`"), "{}", out.stderr);
}

#[test]
fn a_printer_is_named_in_the_call() {
    let ours = "about: Ours\nbleed: 0.25in\nmarks: false\n";
    let dir = Folder::with(&[("a.yaml", PLAIN), ("ours.yaml", ours)]);
    dir.call(&["build", "a.yaml", "--printer", "ours.yaml", "-o", "ours.pdf"]).expect(0);
    dir.call(&["build", "a.yaml", "--printer", "toner"]).expect(0);
    assert_eq!(dir.names(), ["a.press.pdf", "a.yaml", "ours.pdf", "ours.yaml"]);
    let out = dir.call(&["build", "a.yaml", "--printer", "tonr"]).expect(1);
    assert!(out.stderr.contains("did you mean `toner`?"), "{}", out.stderr);
    let out = dir.call(&["build", "a.yaml", "--printer", "toner", "-e", "email"]).expect(2);
    assert!(out.stderr.contains("add `--edition press`"), "{}", out.stderr);
    let list = String::from_utf8(dir.call(&["printers"]).expect(0).stdout).unwrap();
    assert!(list.contains("toner") && list.contains("on-demand"), "{list}");
    let shown = String::from_utf8(dir.call(&["printers", "toner"]).expect(0).stdout).unwrap();
    assert!(shown.contains("ink_limit: 260"), "{shown}");
    dir.call(&["printers", "tonr"]).expect(2);
}

#[test]
fn a_wrong_call_is_told_before_anything_is_written() {
    let dir = Folder::with(&[("a.yaml", PLAIN), ("sub/a.yaml", PLAIN)]);
    for (args, says) in [
        (&["build", "a.yaml", "sub/a.yaml"][..], "two sheets would be written to `a.email.pdf`"),
        (&["build", "a.yaml", "sub/a.yaml", "-o", "x.pdf"], "name a folder"),
        (&["build", "a.yaml", "sub/a.yaml", "-o", "-"], "one standard output"),
        (&["build", "-", "-"], "one standard input"),
        (&["build", "a.yaml", "-o", "a.yaml"], "written over it"),
        (&["build", "a.yaml", "-o", "none/x.pdf"], "there is no folder `none`"),
        (&["build", "a.yaml", "-e", "emial"], "did you mean `email`?"),
        (&["build", "a.yaml", "-e", "all", "-o", "x.pdf"], "name a folder"),
        (&["build", "a.yaml", "-e", "all", "-o", "-"], "name a folder"),
        (&["build", "a.yaml", "-o", "-", "--open"], "needs a file"),
        (&["build", "a.yml"], "did you mean `a.yaml`?"),
        (&["build"], "Usage"),
        (&["bild"], "build"),
    ] {
        let out = dir.call(args).expect(2);
        assert!(out.stderr.contains(says), "{args:?}: {}", out.stderr);
    }
    assert_eq!(dir.names(), ["a.yaml", "sub", "sub/a.yaml"]);
}

#[test]
fn strict_makes_warnings_count() {
    let dir = Folder::with(&[
        ("a.yaml", &format!("{PLAIN}brand: brand.yaml\n")),
        ("brand.yaml", "meta: {name: X}\nfonts: [nowhere]\n"),
    ]);
    let out = dir.call(&["build", "a.yaml", "--strict"]).expect(1);
    assert!(out.stderr.contains("no-such-folder") && out.stderr.contains("brand.yaml:2:"), "{}", out.stderr);
    assert_eq!(dir.names(), ["a.yaml", "brand.yaml"]);
    dir.call(&["build", "a.yaml"]).expect(0);
}

#[test]
fn a_missing_font_is_told_where_it_is_named() {
    let dir = Folder::with(&[
        ("a.yaml", &format!("{PLAIN}brand: brand.yaml\n")),
        ("brand.yaml", "meta: {name: X}\ntypography: {base: Nobody Sans}\n"),
    ]);
    let out = dir.call(&["build", "a.yaml"]).expect(0);
    assert!(out.stderr.contains("missing-font") && out.stderr.contains("brand.yaml:2:20"), "{}", out.stderr);
}

#[test]
fn what_no_font_has_is_told_where_it_is_written() {
    let sheet = PLAIN.replace("Some words.", "Some words^[And \u{10ffff}].");
    let brand = "typography: {scripts: {Zzzz: \"Nobody Sans \"}, base: \" Nobody Serif\"}\n";
    let dir = Folder::with(&[("a.yaml", &format!("{sheet}brand: brand.yaml\n")), ("brand.yaml", brand)]);
    let out = dir.call(&["build", "a.yaml"]).expect(0);
    assert!(out.stderr.contains("missing-character") && out.stderr.contains("a.yaml:7:11"), "{}", out.stderr);
    assert!(out.stderr.contains("missing-font") && out.stderr.contains("brand.yaml:1:53"), "{}", out.stderr);
}

#[test]
fn what_cannot_be_written_has_a_way_out() {
    let dir = Folder::with(&[("a.yaml", PLAIN), ("a.email.pdf/x", "")]);
    let out = dir.call(&["build", "a.yaml"]).expect(1);
    assert!(out.stderr.contains("cannot-write") && out.stderr.contains("`-o`"), "{}", out.stderr);
}

#[test]
fn a_sheet_that_is_no_text_is_an_error() {
    let dir = Folder::with(&[]);
    std::fs::write(dir.path("a.yaml"), b"handbill: 1\ntitle: \xff\xfe\n").unwrap();
    let out = dir.call(&["build", "a.yaml"]).expect(1);
    assert!(out.stderr.contains("a.yaml:2:8"), "{}", out.stderr);
}

#[test]
fn a_new_sheet_builds_and_nothing_is_written_over() {
    let dir = Folder::with(&[]);
    dir.call(&["new", "water-rights"]).expect(0);
    assert_eq!(dir.names(), ["brand.yaml", "logo.svg", "water-rights.yaml"]);
    assert!(dir.text("water-rights.yaml").contains("title: \"Water rights\""));
    let out = dir.call(&["build", "water-rights.yaml", "--strict"]).expect(0);
    assert!(out.stderr.contains("water-rights.email.pdf: "), "{}", out.stderr);

    std::fs::write(dir.path("brand.yaml"), "meta: {name: Mine}\n").unwrap();
    let out = dir.call(&["new", "water-rights"]).expect(2);
    assert!(out.stderr.contains("there already"), "{}", out.stderr);
    dir.call(&["new", "second.yaml"]).expect(0);
    assert_eq!(dir.text("brand.yaml"), "meta: {name: Mine}\n");
    dir.call(&["build", "second.yaml"]).expect(0);
}

#[test]
fn a_new_sheet_for_each_template_builds() {
    let dir = Folder::with(&[]);
    for template in ["leave-behind", "handout", "brochure", "testimony", "poster"] {
        let sheet = format!("a-{template}");
        dir.call(&["new", &sheet, "--template", template]).expect(0);
        let text = dir.text(&format!("{sheet}.yaml"));
        assert!(text.contains(&format!("template: {template}}}")) && !text.contains("{{"), "{text}");
        dir.call(&["build", &format!("{sheet}.yaml"), "--strict"]).expect(0);
    }
    let out = dir.call(&["new", "b", "-t", "postr"]).expect(2);
    assert!(out.stderr.contains("did you mean `poster`?"), "{}", out.stderr);
}

#[test]
fn a_new_sheet_may_stand_in_a_folder() {
    let dir = Folder::with(&[]);
    dir.call(&["new", "sheets/a b \"c\""]).expect(0);
    dir.call(&["build", "sheets/a b \"c\".yaml", "-o", "x.pdf"]).expect(0);
    assert!(dir.bytes("x.pdf").starts_with(b"%PDF-"));
}

#[test]
fn explain_knows_every_code_that_it_lists() {
    let dir = Folder::with(&[]);
    let list = dir.call(&["explain"]).expect(0).text();
    let codes: Vec<&str> = list.lines().filter_map(|l| l.split_whitespace().next()).collect();
    assert!(codes.contains(&"unknown-field") && codes.contains(&"system-font"), "{list}");
    for code in codes {
        let text = dir.call(&["explain", code]).expect(0).text();
        assert!(text.contains(code) && text.lines().count() > 1, "{text}");
    }
    let out = dir.call(&["explain", "unknown-feild"]).expect(2);
    assert!(out.stderr.contains("did you mean `unknown-field`?"), "{}", out.stderr);
}

#[test]
fn schema_is_json() {
    let dir = Folder::with(&[]);
    let schema: Value = serde_json::from_str(&dir.call(&["schema"]).expect(0).text()).unwrap();
    assert!(schema["properties"]["title"].is_object(), "{schema}");
}

#[test]
fn fonts_names_the_families_that_come_along() {
    let dir = Folder::with(&[]);
    let list = dir.call(&["fonts", "--no-system"]).expect(0).text();
    for family in ["Source Serif 4", "Source Sans 3", "Noto Sans KR"] {
        assert!(list.contains(family), "{list}");
    }
    dir.call(&["fonts", "nowhere"]).expect(2);
}

#[test]
fn shells_and_manuals_are_served() {
    let dir = Folder::with(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(dir.call(&["completions", shell]).expect(0).text().contains("handbill"));
    }
    assert!(dir.call(&["man"]).expect(0).text().contains(".TH handbill"));
    assert!(dir.call(&["man", "build"]).expect(0).text().contains("SHEET"));
    dir.call(&["man", "nothing"]).expect(2);
}

#[test]
fn help_shows_examples() {
    let dir = Folder::with(&[]);
    assert!(dir.call(&["--version"]).expect(0).text().starts_with("handbill "));
    for command in ["build", "impose", "new", "fonts", "schema", "explain", "completions", "man"] {
        let help = dir.call(&[command, "--help"]).expect(0).text();
        assert!(help.contains("Example") && help.contains(&format!("handbill {command}")), "{help}");
        assert!(help.lines().all(|l| l.chars().count() <= 100), "{help}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_is_no_error() {
    let dir = Folder::with(&[("bad.yaml", "x: 1\n")]);
    for args in [&["schema"][..], &["fonts"], &["build", "bad.yaml", "--format", "json"]] {
        let out = Call::new(&dir, args).into_closed_pipe();
        assert!(
            out.code < 2 && !out.stderr.contains("panicked") && !out.stderr.contains("pipe"),
            "{}",
            out.stderr
        );
    }
}

#[test]
fn check_judges_sheets_and_finished_files() {
    let dir = Folder::with(&[("a.yaml", PLAIN), ("no.pdf", "words")]);
    dir.call(&["build", "a.yaml"]).expect(0);
    let out = dir.call(&["check", "a.email.pdf", "a.yaml"]).expect(0).text();
    assert_eq!(out.matches("fit for e-mail: yes").count(), 2, "{out}");
    assert_eq!(dir.names(), ["a.email.pdf", "a.yaml", "no.pdf"], "nothing is written");
    let out = dir.call(&["check", "no.pdf"]).expect(1).text();
    assert!(out.contains("error[unreadable-pdf]") && out.contains("no PDF file"), "{out}");
    dir.call(&["check", "none.pdf"]).expect(2);
    dir.call(&["check", "a.yaml", "--edition", "emial"]).expect(2);
}

#[test]
fn check_says_it_to_a_program() {
    let dir = Folder::with(&[("a.yaml", PLAIN)]);
    let said = dir.call(&["check", "a.yaml", "--format", "json"]).expect(0).json();
    let last = said.last().expect("a summary");
    assert_eq!((&last["code"], &last["errors"], &last["pages"]), (&"checked".into(), &0.into(), &1.into()));
}
