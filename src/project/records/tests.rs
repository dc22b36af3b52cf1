//! Lists as bytes, and what comes of them.

mod lines;
mod properties;
mod workbooks;

use super::*;

/// What a list gives, a line for each thing: messages of opening it, the header, and rows with their places.
fn told(file: &str, bytes: &[u8]) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(file);
    std::fs::write(&path, bytes).unwrap();
    let short = |d: &Diagnostic| {
        let folder = format!("{}/", dir.path().display());
        assert!(d.help.is_some(), "{d:?}");
        format!("{}: {}", d.code, d.message.replace(&folder, ""))
    };
    let mut diags = Diagnostics::default();
    let list = open(&path, &mut diags);
    let mut told: Vec<String> = diags.iter().map(short).collect();
    assert_eq!(list.is_none(), diags.has_errors());
    let Some(list) = list else { return told };
    told.push(list.header().join(" | "));
    for row in list {
        told.push(match row {
            Ok(r) => format!("{}@{} {}", r.row, r.line, r.values.join(" | ").replace('\n', "⏎")),
            Err(d) => short(&d),
        });
    }
    told
}

#[track_caller]
fn check(bytes: impl AsRef<[u8]>, expected: &[&str]) {
    assert_eq!(told("list.csv", bytes.as_ref()), expected);
}

/// `text` in UTF-16, with its mark where `mark` is.
fn sixteen(text: &str, bytes: fn(u16) -> [u8; 2], mark: &str) -> Vec<u8> {
    format!("{mark}{text}").encode_utf16().flat_map(bytes).collect()
}

const MARK: &str = "\u{feff}";

#[test]
fn finds_what_parts_the_cells() {
    let rows = ["name | office", "1@2 Kim, Andy | 5;1", "2@3 Lee | x"];
    check("name,office\n\"Kim, Andy\",5;1\nLee,x\n", &rows);
    check("name;office\nKim, Andy;\"5;1\"\nLee;x\n", &rows);
    check("name\toffice\nKim, Andy\t5;1\nLee\tx\n", &rows);
    check("name|office\nKim, Andy|5;1\nLee|x\n", &rows);
    check("one\na;b\n", &["one", "1@2 a;b"]);
    check(
        "name;role, title\nKim;whip\nLee;chair\n",
        &["name | role, title", "1@2 Kim | whip", "2@3 Lee | chair"],
    );
    check("sep=;\r\na,b;c\r\n1,5;2\r\n", &["a,b | c", "1@3 1,5 | 2"]);
    check("\"sep=\t\"\na\tb\n1\t2\n", &["a | b", "1@3 1 | 2"]);
}

#[test]
fn cells_keep_what_quotation_marks_hold() {
    check("a,b\n\"x\r\ny\rz\",\"say \"\"no\"\"\"\n1,2", &["a | b", "1@2 x⏎y⏎z | say \"no\"", "2@5 1 | 2"]);
    check("a,b\n 5\" pipe , \"q, \" \n", &["a | b", "1@2 5\" pipe | q,"]);
    check("a,b\n\"\",2\n1,\"\"", &["a | b", "1@2  | 2", "2@3 1 | "]);
}

#[test]
fn all_line_ends_count() {
    for end in ["\n", "\r\n", "\r"] {
        check(["a,b", "1,2", "", "3,4"].join(end), &["a | b", "1@2 1 | 2", "2@4 3 | 4"]);
    }
}

#[test]
fn what_is_empty_is_passed_over() {
    let rows = ["a | b", "1@4 1 | 2", "2@7 3 | "];
    check("\n , \na,b,,\n1,2,,\n,,,\n\n3,,,\n,,,\n", &rows);
    check(" a , b c\u{a0}\n", &["a | b c"]);
    check("\"a\nb\",c\n", &["a b | c"]);
}

#[test]
fn a_bad_row_fails_alone() {
    check(
        "a,b\n1\n1,2,3\n1,2\n\"x\" y,2\n3,4\n",
        &[
            "a | b",
            "list-cell-count: row 1 of `list.csv`, line 2: 1 cell, and the header has 2 columns",
            "list-cell-count: row 2 of `list.csv`, line 3: 3 cells, and the header has 2 columns",
            "3@4 1 | 2",
            "list-quotes: row 4 of `list.csv`, line 5: text follows the quotation mark that closes column `a`, \
             opened on line 5",
            "5@6 3 | 4",
        ],
    );
    check(
        "a,b\n1,2\0\n\u{86}1,2\n1,x\u{fffd}\n3,\"\t4\n\"\n",
        &[
            "a | b",
            "list-characters: row 1 of `list.csv`, line 2: column `b` holds a NUL byte",
            "list-characters: row 2 of `list.csv`, line 3: column `a` holds a control character (U+0086)",
            "list-characters: row 3 of `list.csv`, line 4: column `b` holds a character that was lost before (U+FFFD)",
            "4@5 3 | 4",
        ],
    );
}

#[test]
fn an_open_quotation_mark_says_where() {
    check(
        "a,b\n1,2\n3,\"4\n5,6\n7,8\n",
        &[
            "a | b",
            "1@2 1 | 2",
            "list-quotes: row 2 of `list.csv`, line 3: the quotation mark that opens column `b` on line 3 is never \
             closed, and nothing behind it can be read",
        ],
    );
    check(
        "a,\"b\n1,2\n",
        &[
            "list-quotes: `list.csv`: the quotation mark that opens column B on line 1 is never closed, and nothing \
           behind it can be read",
        ],
    );
}

#[test]
fn a_header_names_every_column() {
    check("name,,name,a,,a,a\n", &["list-header: `list.csv`: columns B, E have no name in the header"]);
    // Whether it matters that two have one name is for those to say who ask for it.
    check("name,a,a\n1,2,3\n", &["name | a | a", "1@2 1 | 2 | 3"]);
    check(
        "a\u{1b}\n",
        &["list-characters: `list.csv`: the name of column A holds a control character (U+001B)"],
    );
    for empty in ["", " \n", "\u{feff}", "\n\n,,\n"] {
        check(empty, &["list-empty: `list.csv`: the list is empty"]);
    }
}

#[test]
fn every_encoding_reads_the_same() {
    let (text, rows) = ("name,état\nKím 김,Ohio\n", ["name | état", "1@2 Kím 김 | Ohio"]);
    check(text, &rows);
    check(format!("{MARK}{text}"), &rows);
    for mark in ["", MARK] {
        check(sixteen(text, u16::to_le_bytes, mark), &rows);
        check(sixteen(text, u16::to_be_bytes, mark), &rows);
    }
}

#[test]
fn western_bytes_are_read_and_said() {
    let soft =
        told("list.csv", b"a\nO\x92Brien \x80 1990\x9695 \x8akoda \x9en\xe9\xe9; \x84q\x93\x85\n".as_ref());
    assert_eq!(soft[2], "1@2 O’Brien € 1990–95 Škoda žnéé; „q“…");
    check(
        b"name,city\nLee,Ohio\nJos\xe9,\x93Z\xfcrich\x94\n",
        &[
            "list-encoding: `list.csv` is not UTF-8 and is read as Windows-1252: line 3 has `José`",
            "name | city",
            "1@2 Lee | Ohio",
            "2@3 José | “Zürich”",
        ],
    );
    // Korean in CP949, Russian in Windows-1251, `José`, `Zürich` and `Hélène` as Macintosh and DOS wrote them: nothing
    // to guess at.
    let words = [&b"\xb1\xe8\xc0\xba\xc1\xa4"[..], b"\xd1\xe5\xed\xe0\xf2\xee\xf0", b"Jos\x8e", b"Z\x9frich"];
    for word in words.into_iter().chain([&b"H\x82l\x8ane"[..]]) {
        let told = told("list.csv", &[b"name\n", word, b"\n"].concat());
        assert!(told.len() == 1 && told[0].contains("neither UTF-8 nor Windows-1252: line 2"), "{told:?}");
    }
}

#[test]
fn mixed_encodings_are_never_garbled() {
    check(
        b"name,city\nJos\xc3\xa9,a\nJos\xe9,b\nLee,\xc3\xbc\n",
        &[
            "list-mixed-encodings: `list.csv` is UTF-8, but not everywhere: line 3 has `José` in another encoding",
            "name | city",
            "1@2 José | a",
            "list-characters: row 2 of `list.csv`, line 3: column `name` holds bytes that are not UTF-8, which the rest \
             of the list is",
            "3@4 Lee | ü",
        ],
    );
    let lone =
        [sixteen("a,b\n1,2\n", u16::to_le_bytes, MARK), vec![0, 0xd8], sixteen(",3\n", u16::to_le_bytes, "")];
    let told = told("list.csv", &lone.concat());
    assert!(
        told[2].contains("row 2 of `list.csv`, line 3: column `a` holds a character that was lost"),
        "{told:?}"
    );
}

#[test]
fn a_late_foreign_byte_is_found() {
    let mut text = "name,city\n".to_owned();
    for i in 0..40_000 {
        text += &format!("Élodie {i},Genève\n");
    }
    let bytes = [text.as_bytes(), b"Andr\xe9,Paris\nLee,Ohio\n"].concat();
    let told = told("list.csv", &bytes);
    assert_eq!(told.len(), 1 + 1 + 40_002);
    assert!(told[0].ends_with("line 40002 has `André` in another encoding"), "{}", told[0]);
    assert!(
        told[40_002].starts_with("list-characters: row 40001 of `list.csv`, line 40002"),
        "{}",
        told[40_002]
    );
    assert_eq!(told[40_003], "40002@40003 Lee | Ohio");
}

#[test]
fn a_huge_cell_is_refused_and_the_next_row_read() {
    for quote in ["", "\""] {
        let bytes = format!("a,b,c\n1,{quote}{}{quote},3\n4,5,6\n", "x".repeat(10 << 20));
        check(
            bytes,
            &[
                "a | b | c",
                "list-too-large: row 1 of `list.csv`, line 2: column `b` is larger than 1 MB and is not read",
                "2@3 4 | 5 | 6",
            ],
        );
    }
    let cells = vec!["x".repeat(1 << 20); 9].join(",");
    let header: Vec<String> = (0..9).map(|i| format!("c{i}")).collect();
    let told = told("list.csv", format!("{}\n{cells}\n", header.join(",")).as_bytes());
    assert_eq!(
        told[1],
        "list-too-large: row 1 of `list.csv`, line 2: the row is larger than 8 MB and is not read"
    );
    check(
        format!("a,b\n{}1\n1,2\n", ",".repeat(1 << 20)),
        &[
            "a | b",
            "list-cell-count: row 1 of `list.csv`, line 2: 1048577 cells, and the header has 2 columns",
            "2@3 1 | 2",
        ],
    );
}

#[test]
fn what_is_no_list_says_what_it_is() {
    let kind = |what: &str| vec![format!("list-kind: `list.csv`: this is {what}, and no list")];
    for (bytes, what) in [
        (&b"%PDF-1.7\n"[..], "a PDF"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an old workbook (.xls), or one that is locked with a password",
        ),
        (b"\n<html><table>", "HTML or XML"),
        (b"\x1f\x8b\x08", "compressed"),
    ] {
        assert_eq!(told("list.csv", bytes), kind(what));
    }
    let dir = tempfile::tempdir().unwrap();
    for (path, why) in [("", "a folder, where a file is needed"), ("no.csv", "no such file")] {
        let mut diags = Diagnostics::default();
        assert!(open(&dir.path().join(path), &mut diags).is_none());
        let d = diags.iter().next().unwrap();
        assert!(d.code == "list-not-read" && d.message.ends_with(why), "{d:?}");
    }
}
