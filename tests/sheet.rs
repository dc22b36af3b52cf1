//! Reading sheets: what is wrong is said in its place, all of it in one run; what is right is read as written.

#[path = "sheet/both.rs"]
mod both;
#[path = "sheet/editions.rs"]
mod editions;
#[path = "sheet/errors.rs"]
mod errors;
#[path = "sheet/hostile.rs"]
mod hostile;
#[path = "sheet/languages.rs"]
mod languages;
#[path = "sheet/mends.rs"]
mod mends;
#[path = "sheet/merged.rs"]
mod merged;
#[path = "sheet/notes.rs"]
mod notes;
#[path = "sheet/reading.rs"]
mod reading;
#[path = "sheet/templates.rs"]
mod templates;

#[path = "sheet/words.rs"]
mod words;

use handbill::base::{Diagnostics, Severity, Sources};
use handbill::project::Memory;
use handbill::sheet::{self, Sheet};

/// The start of a sheet with nothing wrong; what follows it begins on line 5.
const HEAD: &str = "handbill: 1\nlang: en-US\ntitle: Title\ndate: 2026-11-15\n";

/// A sheet that has been read, and every message as `severity code line:column`.
struct Outcome {
    sheet: Option<Sheet>,
    sources: Sources,
    diags: Diagnostics,
}

impl Outcome {
    fn messages(&self) -> Vec<String> {
        let place = |d: &handbill::base::Diagnostic| {
            let Some(s) = d.span else { return "nowhere".to_owned() };
            let (line, column) = self.sources.place(s.file, s.start);
            let name = &self.sources.get(s.file).name;
            let file = if name == "sheet.yaml" { String::new() } else { format!("{name}:") };
            format!("{file}{line}:{column}")
        };
        let severity = |d: &handbill::base::Diagnostic| match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        self.diags.iter().map(|d| format!("{} {} {}", severity(d), d.code, place(d))).collect()
    }
    fn sheet(&self) -> &Sheet {
        let messages = self.messages();
        assert!(messages.is_empty(), "{messages:?}");
        self.sheet.as_ref().unwrap()
    }
    /// The message and help of the first diagnostic.
    fn words(&self) -> String {
        let d = self.diags.iter().next().unwrap();
        format!("{} / {}", d.message, d.help.as_deref().unwrap_or_default())
    }
}

fn read_named(name: &str, text: &str, files: &Memory) -> Outcome {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let mut diags = Diagnostics::default();
    let sheet = sheet::parse(&mut sources, file, files, &mut diags);
    Outcome { sheet, sources, diags }
}

fn read(text: &str) -> Outcome {
    read_named("sheet.yaml", text, &files())
}

/// The files beside the sheet.
fn files() -> Memory {
    Memory::default()
        .with("photo.jpg", "not really")
        .with("body.md", "From a file, with [@gone].\n\nMore.\n")
        .with("latin1.md", b"caf\xe9")
        .with("table.csv", "Year,Harvest\n2018,\"4,9\"\n2019\n")
        .with("figures.csv", "Year,Harvest\n2018,4.9\n2019,many\n")
        .with("empty.csv", "\n")
        .with("header.csv", "Year,Harvest\n")
        .with("gaps.csv", "Year,Harvest\n2018,\n2019,–\n")
        .with("european.csv", "Jahr;Ernte\n2018;4,9\n2019;1.200,5\n2020;12\n")
        .with("brand.yaml", BRAND)
        .with("logo.svg", "<svg/>")
        .with("dot.svg", DOT)
}

/// A drawing of a square.
const DOT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>";

const BRAND: &str = "\
meta: {name: Example}
logo: {wide: logo.svg, mono: missing.svg, min_width: wide}
color:
  palette: {ink: \"#1A1A1A\", plum: \"#7A1F4\"}
  foreground: ink
  primary: plumm
inks: {ink: [0, 0, 0, 400], rose: [0, 0, 0, 1]}
typography: {base: {size: 10, weight: heavy}, scripts: {Korean: Noto Sans KR}}
heading: {first: band}
header: {first: stripe}
";
