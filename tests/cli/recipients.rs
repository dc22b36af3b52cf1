//! Lists of recipients as people have them: what a batch makes of them, and what it says.

use super::run::Folder;

const SHEET: &str = "handbill: 1\nlang: en-US\ntitle: Water in {{state}}\ndate: 2026-11-15\nsections:\n  \
- heading: One\n    body: Some words for {{name}}.\n";

/// Calls a batch over `list` and gives what it said.
fn batch(dir: &Folder, file: &str, list: &[u8], code: i32) -> String {
    std::fs::write(dir.path(file), list).unwrap();
    let out = format!("out-{file}");
    dir.call(&["batch", "sheet.yaml", "--recipients", file, "--name", "{{name}}", "-o", &out])
        .expect(code)
        .stderr
}

#[test]
fn the_same_rows_make_the_same_copies_in_any_format() {
    let dir = Folder::with(&[("sheet.yaml", SHEET)]);
    let tabs: Vec<u8> =
        "\u{feff}state\tname\r\nIowa\tJosé\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let lists: [(&str, &[u8]); 5] = [
        ("comma.csv", "name,state\nJosé,Iowa\n".as_bytes()),
        ("semicolon.csv", "\u{feff}sep=;\r\n\"name\";state\r\nJosé;\"Iowa\"\r\n".as_bytes()),
        ("western.csv", b"name,state\rJos\xe9,Iowa\r"),
        ("unicode.txt", &tabs),
        ("lines.jsonl", "{\"name\": \"José\", \"state\": \"Iowa\"}\n".as_bytes()),
    ];
    let copies = lists.map(|(file, list)| {
        batch(&dir, file, list, 0);
        dir.bytes(&format!("out-{file}/José.pdf"))
    });
    assert!(copies[0].starts_with(b"%PDF-") && copies.iter().all(|c| *c == copies[0]));
}

#[test]
fn rows_that_are_wrong_fail_alone_at_their_line() {
    let dir = Folder::with(&[("sheet.yaml", SHEET)]);
    let list = format!("name,state\n../../../tmp/x,=1+1\nLee\n{},Ohio\nKim,Utah\n", "x".repeat(10 << 20));
    let said = batch(&dir, "list.csv", list.as_bytes(), 1);
    for what in [
        "error[list-cell-count]: row 2 of `list.csv`, line 3: 1 cell, and the header has 2 columns\n--> list.csv:3",
        "error[list-too-large]: row 3 of `list.csv`, line 4: column `name` is larger than 1 MB",
        "2 copies, 2 rows failed",
    ] {
        assert!(said.contains(what), "{what}\n{said}");
    }
    let written = dir.names().into_iter().filter(|n| n.ends_with(".pdf")).collect::<Vec<_>>();
    assert!(written.len() == 2 && written.iter().all(|n| n.matches('/').count() == 1), "{written:?}");
    assert!(written.iter().all(|n| n.starts_with("out-list.csv/")), "{written:?}");
}

#[test]
fn what_is_no_list_makes_nothing() {
    let dir = Folder::with(&[("sheet.yaml", SHEET)]);
    for (list, what) in [
        (&b"%PDF-1.7\n"[..], "error[list-kind]: `list.csv`: this is a PDF, and no list\n--> list.csv\n"),
        (b"name,,name\n", "error[list-header]: `list.csv`: column B has no name in the header"),
        (
            b"name,state\n\x8e\x92\xb1\xe8\xc0\xba,x\n",
            "error[list-encoding]: `list.csv`: the text is neither UTF-8",
        ),
        (b"", "error[list-empty]: `list.csv`: the list is empty"),
    ] {
        let said = batch(&dir, "list.csv", list, 1);
        assert!(said.contains(what) && said.contains("help: "), "{said}");
        assert_eq!(dir.names(), ["list.csv", "sheet.yaml"]);
    }
}

/// A header alone is no list: most often an export that has come to nothing.
#[test]
fn a_list_without_rows_makes_nothing() {
    let dir = Folder::with(&[("sheet.yaml", SHEET)]);
    for (file, list) in [("alone.csv", "name,state\n"), ("blank.csv", "name,state\n,\n \n")] {
        let said = batch(&dir, file, list.as_bytes(), 1);
        let what =
            format!("error[list-empty]: `{file}`: the list has a header and no row below it\n--> {file}\n");
        assert!(said.contains(&what) && said.contains("see whether all of the list was saved"), "{said}");
        assert!(!said.contains("0 copies"), "{said}");
    }
    // Rows that are wrong are rows.
    assert!(batch(&dir, "wrong.csv", b"name,state\nKim\n", 1).contains("1 row failed"));
    assert_eq!(dir.names().iter().filter(|name| name.starts_with("out-")).count(), 3);
    // What is made for nobody takes nothing away either.
    batch(&dir, "list.csv", b"name,state\nKim,Ohio\n", 0);
    std::fs::write(dir.path("list.csv"), "name,state\n").unwrap();
    let call = [
        "batch",
        "sheet.yaml",
        "--recipients",
        "list.csv",
        "--name",
        "{{name}}",
        "-o",
        "out-list.csv",
        "--prune",
    ];
    dir.call(&call).expect(1);
    assert!(dir.names().contains(&"out-list.csv/Kim.pdf".to_owned()), "{:?}", dir.names());
}

#[test]
fn two_columns_of_one_name_are_told_and_never_chosen_from() {
    let dir = Folder::with(&[("sheet.yaml", SHEET)]);
    let unused = batch(&dir, "unused.csv", b"name,note,state,note,note\nKim,1,Ohio,2,3\n", 0);
    let what = "warning[list-header]: `unused.csv`: columns B, D and E are all named `note`, and no field asks for them";
    assert!(unused.contains(what) && unused.contains("1 copy"), "{unused}");
    let used = batch(&dir, "used.csv", b"name,state,state\nKim,Ohio,Iowa\n", 1);
    for what in [
        "error[merge-column]: `state` can be two columns: columns B and C are both named `state`",
        "--> sheet.yaml:3:",
        "name them apart in the list",
    ] {
        assert!(used.contains(what), "{what}\n{used}");
    }
    assert!(!used.contains("no field asks"), "{used}");
    // The name of a file is such a field, too.
    let list = b"name,state,name\nKim,Ohio,Iowa\n";
    std::fs::write(dir.path("list.csv"), list).unwrap();
    std::fs::write(dir.path("sheet.yaml"), SHEET.replace("{{name}}", "you")).unwrap();
    let call = ["batch", "sheet.yaml", "--recipients", "list.csv", "-o", "out"];
    let said = dir.call(&[&call[..], &["--name", "{{name}}"]].concat()).expect(2).stderr;
    assert!(said.contains("columns A and C are both named `name`"), "{said}");
    let said = dir.call(&[&call[..], &["--gang", "all.pdf"]].concat()).expect(0).stderr;
    assert!(said.contains("warning[list-header]"), "{said}");
    assert!(!dir.names().contains(&"out-used.csv".to_owned()), "{:?}", dir.names());
}
