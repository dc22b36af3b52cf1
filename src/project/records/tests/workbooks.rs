//! Lists as workbooks, made of their parts.

use super::*;
use flate2::{Compression, Crc, write::DeflateEncoder};
use std::io::Write;

/// A part: its name, its bytes, and how many the archive says that they are.
type Part<'a> = (&'a str, Vec<u8>, usize);

/// An archive of `parts`.
fn zip(parts: &[Part]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes, size) in parts {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        packed.write_all(bytes).unwrap();
        let (packed, mut crc, at) = (packed.finish().unwrap(), Crc::new(), out.len() as u32);
        crc.update(bytes);
        let mut head =
            [&20u16.to_le_bytes()[..], &[0, 0, 8, 0, 0, 0, 0, 0], &crc.sum().to_le_bytes()].concat();
        head.extend((packed.len() as u32).to_le_bytes());
        head.extend((*size as u32).to_le_bytes());
        head.extend([name.len() as u8, 0, 0, 0]);
        out.extend([b"PK\x03\x04", &head[..], name.as_bytes(), &packed].concat());
        directory
            .extend([b"PK\x01\x02\x14\0", &head[..], &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat());
    }
    let (at, length) = (out.len() as u32, directory.len() as u32);
    out.extend(
        [&directory[..], b"PK\x05\x06", &[0; 8], &length.to_le_bytes(), &at.to_le_bytes(), &[0; 2]].concat(),
    );
    out
}

fn part<'a>(name: &'a str, text: &str) -> Part<'a> {
    (name, text.as_bytes().to_vec(), text.len())
}

const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What stands in every workbook here, with `sheets` as `name: state`.
fn plan(sheets: &[(&str, &str)]) -> Vec<Part<'static>> {
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{LINKS}/{kind}\" Target=\"{target}\"/>")
    };
    let (mut names, mut links) = (String::new(), String::new());
    for (i, (name, state)) in sheets.iter().enumerate() {
        names += &format!("<x:sheet name=\"{name}\" state=\"{state}\" sheetId=\"{i}\" r:id=\"s{i}\"/>");
        links += &link(&format!("s{i}"), "worksheet", &format!("/xl/worksheets/sheet{i}.xml"));
    }
    links += &(link("a", "styles", "styles.xml") + &link("b", "sharedStrings", "../xl/texts.xml"));
    let links = format!("<Relationships>{links}</Relationships>");
    let main = format!("<Relationships>{}</Relationships>", link("m", "officeDocument", "xl/workbook.xml"));
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/></numFmts>\
                  <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
                  <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
    let texts = format!(
        "<sst><si><t>name</t></si><si><t>visit</t></si><si><r><t>Kim </t></r><r><t>&#xae40;</t></r></si>\
         <si><t>{}</t></si></sst>",
        "x".repeat(2 << 20)
    );
    vec![
        part("_rels/.rels", &main),
        part("xl/workbook.xml", &format!("<x:workbook><x:sheets>{names}</x:sheets></x:workbook>")),
        part("xl/_rels/workbook.xml.rels", &links),
        part("xl/styles.xml", styles),
        part("xl/texts.xml", &texts),
    ]
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><cols/><sheetData>{rows}</sheetData><mergeCells><c/></mergeCells></worksheet>")
}

/// A workbook of one worksheet with these rows.
fn one(rows: &str) -> Vec<u8> {
    let mut parts = plan(&[("List", "visible")]);
    parts.push(part("xl/worksheets/sheet0.xml", &sheet(rows)));
    zip(&parts)
}

const HEADER: &str = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c></row>";

#[test]
fn cells_come_as_they_are_meant() {
    let row = |cells: &str| format!("{HEADER}<row r=\"4\">{cells}</row>");
    for (cells, values) in [
        ("<c r=\"A4\" t=\"s\"><v>2</v></c><c r=\"B4\" s=\"1\"><v>46341</v></c>", "Kim 김 | 2026-11-15"),
        ("<c t=\"inlineStr\"><is><t> a&amp;b </t></is></c><c s=\"2\"><v>2134</v></c>", "a&b | 02134"),
        ("<c t=\"b\"><v>1</v></c><c t=\"str\"><f>A1</f><v>x</v></c>", "true | x"),
        ("<c r=\"B4\"><v>12.100000000000001</v></c><c r=\"C4\" t=\"str\"><v> </v></c>", " | 12.1"),
        ("<c t=\"d\"><v>2026-11-15T00:00:00</v></c><c><f>1+1</f><v>2</v></c>", "2026-11-15 | 2"),
        // Whoever asks for one of these is told.
        ("<c t=\"e\"><v>#REF!</v></c><c><f>NOW()</f></c>", "#REF! | #UNCALCULATED!"),
    ] {
        let expected = ["name | visit".to_owned(), format!("1@4 {values}")];
        assert_eq!(told("list.xlsx", &one(&row(cells))), expected, "{cells}");
    }
}

#[test]
fn a_cell_without_value_is_an_error_of_its_row() {
    let rows = |cell: &str| format!("{HEADER}<row r=\"3\">{cell}</row><row><c r=\"A4\"><v>1</v></c></row>");
    let large = format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", "x".repeat(10 << 20));
    for (cell, message) in [
        ("<c t=\"e\"><v>#ODD!</v></c>", "cell-error: column `name` holds the error #ODD! and no value"),
        ("<c t=\"s\"><v>9</v></c>", "cell-error: column `name` names a text that the workbook does not hold"),
        ("<c t=\"s\"><v>3</v></c>", "too-large: column `name` is larger than 1 MB and is not read"),
        (&large, "too-large: column `name` is larger than 1 MB and is not read"),
        ("<c r=\"C3\"><v>1</v></c>", "cell-count: a cell in column C, and the header ends with column B"),
        ("<c t=\"str\"><v>a_x0000_</v></c>", "characters: column `name` holds a NUL byte"),
    ] {
        let (code, what) = message.split_once(": ").unwrap();
        let expected = [
            "name | visit".to_owned(),
            format!("list-{code}: row 1 of `list.xlsx`, worksheet row 3: {what}"),
            "2@4 1 | ".to_owned(),
        ];
        assert_eq!(told("list.xlsx", &one(&rows(cell))), expected);
    }
}

#[test]
fn the_first_worksheet_that_shows_anything_is_read() {
    let mut parts =
        plan(&[("Old", "hidden"), ("Cover", "visible"), ("Offices", "visible"), ("More", "visible")]);
    let full = sheet(&format!("{HEADER}<row/><row><c><v>1</v></c></row>"));
    let blank = sheet("<row><c t=\"str\"><v> </v></c></row>");
    let names = ["xl/worksheets/sheet0.xml", "xl/worksheets/SHEET1.xml", "xl/worksheets/sheet2.xml"];
    parts.extend(names.iter().zip([&full, &blank, &full]).map(|(name, text)| part(name, text)));
    let note = "list-worksheet: `list.xlsx` has 3 worksheets: rows are read from `Offices`";
    let bytes = zip(&parts);
    assert_eq!(told("list.xlsx", &bytes), [note, "name | visit", "1@4 1 | "]);
    // What a workbook is called does not matter.
    assert_eq!(told("list.csv", &bytes)[1..], ["name | visit", "1@4 1 | "]);

    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.xlsx");
    std::fs::write(&path, &bytes).unwrap();
    let mut diags = Diagnostics::default();
    let named = |name: &str| format!("{}#{name}", path.display());
    let old = open(Path::new(&named("Old")), &mut diags).unwrap();
    assert_eq!((old.header().len(), diags.iter().count()), (2, 0));
    assert!(open(Path::new(&named("Oldest")), &mut diags).is_none());
    let d = diags.iter().next().unwrap();
    assert!(d.message.contains("no worksheet `Oldest`"), "{d:?}");
    assert!(d.help.as_ref().unwrap().contains("`Old`, `Cover`, `Offices`, `More`"), "{d:?}");
}

#[test]
fn a_large_archive_is_never_unpacked() {
    let told_of = |declared: usize, sheet: Vec<u8>| {
        let mut parts = plan(&[("List", "visible")]);
        parts.push(("xl/worksheets/sheet0.xml", sheet, declared));
        told("list.xlsx", &zip(&parts))
    };
    let small = sheet(HEADER).into_bytes();
    assert_eq!(
        told_of(3 << 30, small.clone()),
        [
            "list-too-large: `list.xlsx`: `xl/worksheets/sheet0.xml` in it unpacks to 3072 MB, more than the 2048 MB that \
          are read"
        ]
    );
    // It holds more, or less, than it says.
    for declared in [small.len() - 1, small.len() + 1] {
        let told = told_of(declared, small.clone());
        assert!(told.last().unwrap().contains("the workbook is damaged"), "{told:?}");
    }
}

#[test]
fn damage_is_told() {
    let whole = one(&format!("{HEADER}<row><c><v>1</v></c></row>"));
    for length in (100..whole.len()).step_by(97) {
        let told = told("list.xlsx", &whole[..length]);
        assert!(told.len() == 1 && told[0].contains("the workbook is damaged"), "{length}: {told:?}");
    }
    for at in (0..whole.len()).step_by(13) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        // A flipped byte is found, or changes nothing that is read.
        let told = told("list.xlsx", &bytes);
        let sound = told.ends_with(&["name | visit".to_owned(), "1@3 1 | ".to_owned()]);
        assert!(sound || told.last().unwrap().starts_with("list-"), "{at}: {told:?}");
    }
    let cut = told("list.xlsx", &one("<row r=\"1\"><c><v>1</v>"));
    assert!(cut.last().unwrap().contains("the workbook is damaged"), "{cut:?}");
}

#[test]
fn other_archives_say_what_they_are() {
    let kind =
        ["list-kind: `list.xlsx`: this is an archive or a file of an office program, and no XLSX workbook"];
    assert_eq!(told("list.xlsx", &zip(&[part("mimetype", "application/vnd.oasis")])), kind);
    let main = format!("<R><Relationship Type=\"{LINKS}/officeDocument\" Target=\"word/document.xml\"/></R>");
    let word = zip(&[part("_rels/.rels", &main), part("word/document.xml", "<w/>")]);
    assert_eq!(told("list.xlsx", &word), kind);
    assert_eq!(told("list.xlsx", &one("")), ["list-empty: `list.xlsx`: the list is empty"]);
}
