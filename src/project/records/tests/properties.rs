//! What holds for all lists.

use super::*;
use proptest::prelude::*;

/// What a program would write: every cell quoted that has to be.
fn written(table: &[Vec<String>], separator: char, end: &str) -> String {
    let quoted = |cell: &String| match cell.contains(['"', '\n', separator]) || cell.is_empty() {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let row = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(&separator.to_string());
    table.iter().map(|r| row(r) + end).collect()
}

fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    match encoding {
        0 => text.as_bytes().to_vec(),
        1 => format!("{MARK}{text}").into_bytes(),
        2 => sixteen(text, u16::to_le_bytes, MARK),
        3 => sixteen(text, u16::to_be_bytes, MARK),
        4 => sixteen(text, u16::to_le_bytes, ""),
        _ => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
    }
}

const HOSTILE: &[&[u8]] = &[
    b"a,b\n",
    b"1,2\r\n",
    b"\"",
    b"\"\"",
    b",",
    b";\t|",
    b"\r",
    b"\n\n",
    b"\0",
    b"\xff\xfe",
    b"\xe9",
    b"\xc3\xa9",
    b"\xd8\0",
    b"{\"a\":",
    b"{}",
    b"[",
    b"]}",
    b"1e9",
    b"\\u0000\"",
    b"PK\x03\x04",
    b"sep=;\n",
    b"\xef\xbb\xbf",
    b"=cmd()",
    b"../../x",
];

proptest! {
    #[test]
    fn any_bytes_end_in_rows_or_messages(
        pieces in prop::collection::vec(prop::sample::select(HOSTILE.to_vec()), 0..30),
        noise in prop::collection::vec(any::<u8>(), 0..20),
        file in prop::sample::select(vec!["list.csv", "list.json"]),
    ) {
        let bytes = [pieces.concat(), noise].concat();
        prop_assert!(!told(file, &bytes).is_empty());
    }

    #[test]
    fn a_written_table_is_read_back(
        cells in prop::collection::vec(prop::collection::vec("([a-z\",;|\t\n]{0,3}[é’]?[a-z\",;|\n]{0,3}[a-z])?", 3), 0..6),
        separator in prop::sample::select(vec![',', ';', '\t', '|']),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        encoding in 0..6usize,
    ) {
        let header = ["name", "office", "note"].map(str::to_owned).to_vec();
        let rows: Vec<Vec<String>> =
            cells.into_iter().map(|r| r.iter().map(|c| c.trim().to_owned()).collect()).collect();
        let table: Vec<_> = [header.clone()].into_iter().chain(rows.clone()).collect();
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("list.txt");
        std::fs::write(&path, encoded(&written(&table, separator, end), encoding)).unwrap();
        let mut diags = Diagnostics::default();
        let list = open(&path, &mut diags).unwrap();
        prop_assert_eq!(list.header(), &header[..]);
        let read: Vec<Vec<String>> = list.map(|r| r.unwrap().values).collect();
        let rows: Vec<_> = rows.into_iter().filter(|r| r.iter().any(|c| !c.is_empty())).collect();
        prop_assert_eq!(read, rows);
    }
}
