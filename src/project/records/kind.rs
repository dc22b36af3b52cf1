//! What kind of list a file is, by its first bytes; and in which encoding, where it is a text.

use super::delimited::{self, Mixture, empty};
use super::fault::{Fault, fault, unreadable};
use super::survey::{Encoding, Foreign, Survey, fill, survey};
use super::{List, decode, lines, objects, xlsx};
use crate::base::{Diagnostic, Diagnostics};
use crate::project::Disk;
use std::fs::File;
use std::io::{BufRead, Seek, SeekFrom};
use std::path::Path;

/// How files begin that are no list, and what they are.
const SIGNS: [(&[u8], &str); 9] = [
    (b"\xd0\xcf\x11\xe0", "an old workbook (.xls), or one that is locked with a password"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a document of a word processor"),
    (b"\x1f\x8b", "compressed"),
    (b"BEGIN:VCARD", "a file of contacts (vCard)"),
    (b"<", "HTML or XML"),
    (b"\xff\xfe\0\0", "a text in UTF-32"),
];
/// The way out for all of them.
const SAVE: &str = "open it in a spreadsheet program and save it as XLSX or \"CSV UTF-8\"";

/// Opens the list at `path`, which messages call `name`.
pub(super) fn open(path: &Path, name: &str, diags: &mut Diagnostics) -> Result<List, Vec<Fault>> {
    let (path, sheet) = with_sheet(path);
    let mut file = Disk::open_named(path).map_err(|why| vec![not_read(&why)])?;
    let mut start = [0; 64];
    let length = fill(&mut file, &mut start).map_err(|e| vec![unreadable(&e)])?;
    let start = &start[..length];
    if start.trim_ascii().is_empty() && length < 64 {
        return Err(vec![empty()]);
    }
    if start.starts_with(b"PK\x03\x04") {
        return xlsx::open(file, name, sheet, diags);
    }
    if let Some(sheet) = sheet {
        let what = format!("this is no workbook, and has no worksheet `{sheet}`");
        return Err(vec![fault("list-kind", what, "name the file alone")]);
    }
    if let Some((_, what)) = SIGNS.into_iter().find(|(sign, _)| start.trim_ascii_start().starts_with(sign)) {
        return Err(vec![fault("list-kind", format!("this is {what}, and no list"), SAVE)]);
    }
    text(file, name, diags)
}

/// The file and the worksheet of `list.xlsx#Sheet name`; a file whose name holds the sign goes first.
fn with_sheet(path: &Path) -> (&Path, Option<&str>) {
    let split = path.to_str().and_then(|text| text.rsplit_once('#'));
    match split.filter(|(file, _)| !path.exists() && Path::new(file).is_file()) {
        Some((file, sheet)) => (Path::new(file), Some(sheet)),
        None => (path, None),
    }
}

/// An archive that holds no workbook.
pub(super) fn no_workbook() -> Fault {
    fault("list-kind", "this is an archive or a file of an office program, and no XLSX workbook", SAVE)
}

fn text(mut file: File, name: &str, diags: &mut Diagnostics) -> Result<List, Vec<Fault>> {
    let system = |e| vec![unreadable(&e)];
    file.seek(SeekFrom::Start(0)).map_err(system)?;
    let survey = survey(&mut file).map_err(system)?;
    diags_of(&survey, name, diags)?;
    let mixture = if survey.encoding == Encoding::Mixed { Mixture::Mixed } else { Mixture::Pure };
    let open = || decode::open(file.try_clone()?, survey.encoding);
    let mut text = open().map_err(system)?;
    match objects::layout(text.fill_buf().map_err(system)?) {
        Some(layout) => lines::open(text, layout),
        None if ends_in_json(name) => Err(vec![no_object()]),
        None => delimited::open(open, mixture),
    }
}

/// Says what is not UTF-8, once.
fn diags_of(survey: &Survey, name: &str, diags: &mut Diagnostics) -> Result<(), Vec<Fault>> {
    let Survey { encoding, foreign: Some(Foreign { line, word }) } = survey else { return Ok(()) };
    match encoding {
        Encoding::Windows1252 => diags.push(
            Diagnostic::note(
                "list-encoding",
                format!("`{name}` is not UTF-8 and is read as Windows-1252: line {line} has `{word}`"),
            )
            .within(name, *line)
            .help("if that word is wrong, save the list as \"CSV UTF-8\""),
        ),
        Encoding::Mixed => diags.push(
            Diagnostic::warning(
                "list-mixed-encodings",
                format!(
                    "`{name}` is UTF-8, but not everywhere: line {line} has `{word}` in another encoding"
                ),
            )
            .within(name, *line)
            .help("rows with such words are refused: write them again, and save the list as \"CSV UTF-8\""),
        ),
        Encoding::Unknown => {
            return Err(vec![fault(
                "list-encoding",
                format!("the text is neither UTF-8 nor Windows-1252: line {line} would have `{word}`"),
                "open it in the program that wrote it and save it as \"CSV UTF-8\" or XLSX",
            )]);
        }
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => {}
    }
    Ok(())
}

fn ends_in_json(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    ["json", "jsonl", "ndjson"].iter().any(|e| ending.eq_ignore_ascii_case(e))
}

fn no_object() -> Fault {
    fault(
        "list-json",
        "it does not begin with a JSON object",
        "write one object for each recipient on a line of its own; a list between commas is called `.csv`",
    )
}

fn not_read(why: &str) -> Fault {
    fault("list-not-read", why, "name a file of rows under a header: CSV in UTF-8 is always right")
}
