//! One sheet: reads it, sets it in each edition, writes each file or says why not. Prints nothing, so that
//! sheets can be built side by side.

use super::target::{Input, Job, Target};
use crate::base::meant::suggest;
use crate::base::source::no_text;
use crate::base::{Diagnostic, Diagnostics, Loaded, Severity, Sources, Span};
use crate::cli::Status;
use crate::cli::report::Written;
use crate::edition::{Edition, EditionKind, Marks};
use crate::fit::Trial;
use crate::project::{self, Disk, FontFolders};
use crate::sheet::{self, ALL_EDITIONS, Sheet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Instant;

/// Whether a file is written in spite of warnings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Warnings {
    /// It is.
    Pass,
    /// It is not: `--strict`.
    Stop,
}

/// What has come of a job.
pub struct Done {
    /// The sheet, as messages call it.
    pub name: String,
    /// The texts that the messages point into.
    pub sources: Sources,
    /// All messages.
    pub diags: Diagnostics,
    /// The files that are there now, in figures.
    pub written: Vec<Written>,
    /// Their paths.
    pub files: Vec<PathBuf>,
    /// The editions that were asked for, as the sheet wants them.
    pub editions: Vec<Edition>,
    /// What was tried to make an edition take the pages that it is to have.
    pub tried: Vec<(String, Vec<Trial>)>,
    /// What is to go to standard output, or to be looked at.
    pub pdf: Option<Vec<u8>>,
    /// How it ended.
    pub status: Status,
}

/// Does a job. A fault of handbill itself ends this sheet and no other.
pub fn run(job: &Job, warnings: Warnings) -> Done {
    let name = match &job.input {
        Input::Stdin => "<stdin>".to_owned(),
        Input::File(path) => path.display().to_string(),
    };
    let mut done = Done {
        name,
        sources: Sources::default(),
        diags: Diagnostics::default(),
        written: Vec::new(),
        files: Vec::new(),
        editions: Vec::new(),
        tried: Vec::new(),
        pdf: None,
        status: Status::Done,
    };
    let ended = catch_unwind(AssertUnwindSafe(|| done.build(job, warnings)));
    let silent = done.written.len() < done.editions.len().max(1) && !done.diags.has_errors();
    if ended.is_err() || silent {
        let d = Diagnostic::error("internal-error", "handbill has a fault, and this sheet brought it out");
        done.diags.push(d.help("please report it with the lines above and, if you can, the sheet"));
    }
    if done.diags.has_errors() {
        done.status = done.status.max(Status::Failed);
    }
    done
}

impl Done {
    fn build(&mut self, job: &Job, warnings: Warnings) {
        let start = Instant::now();
        let Some(text) = self.read(&job.input) else { return };
        let file = self.sources.add(self.name.as_str(), text);
        let Some(sheet) = sheet::parse(&mut self.sources, file, &Disk, &mut self.diags) else { return };
        let Some(editions) = self.editions(job, &sheet) else { return };
        self.editions.clone_from(&editions);
        let parsed = self.diags.clone();
        for edition in &editions {
            let mut diags = parsed.clone();
            let mut tried = Vec::new();
            let output = set(&sheet, edition, &self.sources, (warnings, &mut tried), &mut diags);
            self.tried.push((edition.name.to_string(), tried));
            self.diags.extend(diags);
            if let Some(output) = output {
                self.deliver(output, &job.target(&edition.name), start);
            }
        }
    }

    fn editions(&mut self, job: &Job, sheet: &Sheet) -> Option<Vec<Edition>> {
        let asked = Editions { names: &job.editions, printer: job.printer.as_deref(), marks: job.marks };
        let editions = asked.of(sheet, &mut self.sources, &mut self.diags);
        if editions.is_none() {
            self.status = Status::WrongCall;
        }
        editions
    }

    /// The sheet's text; a sheet that cannot be read is a mistake in the call.
    fn read(&mut self, input: &Input) -> Option<String> {
        let loaded = match input {
            Input::Stdin => Disk::read_stream("<stdin>", std::io::stdin().lock()),
            Input::File(path) => Disk::read_named(path),
        };
        let d = match loaded.map(|l| text_of("sheet", &self.name, &l, &mut self.sources)) {
            Ok(Ok(text)) => return Some(text),
            Ok(Err(d)) => d,
            Err(why) => {
                self.status = Status::WrongCall;
                Diagnostic::error("cannot-read", format!("cannot read `{}`: {why}", self.name))
                    .help("name a file of YAML or Markdown; `handbill new` starts one")
            }
        };
        self.diags.push(d);
        None
    }

    fn deliver(&mut self, output: crate::Output, target: &Target, start: Instant) {
        let bytes = output.pdf.len();
        let path = match target {
            Target::Stdout => {
                self.pdf = Some(output.pdf);
                "-".to_owned()
            }
            Target::File(path) => {
                if let Err(e) = project::write_atomically(path, &output.pdf) {
                    let d = Diagnostic::error("cannot-write", e.to_string());
                    self.diags.push(d.help(format!("{}, or name another with `-o`", e.remedy())));
                    return;
                }
                self.files.push(path.clone());
                path.display().to_string()
            }
        };
        self.written.push(Written { path, facts: output.facts, bytes, time: start.elapsed() });
    }
}

/// The editions that a call asks of a sheet.
pub struct Editions<'a> {
    /// By name; [`ALL_EDITIONS`] for those that the sheet lists.
    pub names: &'a [String],
    /// Who prints the press among them.
    pub printer: Option<&'a str>,
    /// What stands around the pages, whatever the edition says.
    pub marks: Option<Marks>,
}

impl Editions<'_> {
    /// The editions as the sheet wants them, each once, the press as its printer wants it. `None` where the call is
    /// wrong, as when there is no such edition.
    pub fn of(&self, sheet: &Sheet, sources: &mut Sources, diags: &mut Diagnostics) -> Option<Vec<Edition>> {
        let (mut found, mut wrong): (Vec<Edition>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
        for name in self.names {
            let more = match name == ALL_EDITIONS {
                true => sheet.all_editions(),
                false => sheet.edition(name).into_iter().collect(),
            };
            if more.is_empty() && !diags.has_errors() {
                wrong.push(no_edition(name, sheet));
            }
            let new = |e: &Edition| !found.iter().any(|f| f.name == e.name);
            found.extend(more.into_iter().filter(new).collect::<Vec<_>>());
        }
        if let Some(printer) = self.printer {
            if !found.is_empty() && found.iter().all(|e| e.kind != EditionKind::Press) {
                let d = Diagnostic::error("printer-without-press", "`--printer` is for the press edition");
                wrong.push(d.help("add `--edition press`, or leave out `--printer`"));
            }
            for edition in found.iter_mut().filter(|e| e.kind == EditionKind::Press) {
                *edition = sheet::for_printer(edition, printer, (&mut *sources, &Disk), diags)
                    .unwrap_or_else(|| edition.clone());
            }
        }
        if let Some(marks) = self.marks {
            found.iter_mut().for_each(|e| e.marks = marks);
        }
        let sound = wrong.is_empty();
        wrong.into_iter().for_each(|d| diags.push(d));
        sound.then_some(found)
    }
}

/// The text, or where it stops being one; `what` it is to be says the message.
pub fn text_of(what: &str, name: &str, loaded: &Loaded, sources: &mut Sources) -> Result<String, Diagnostic> {
    if let Some((other, help)) = no_text(&loaded.bytes) {
        return Err(Diagnostic::error("not-utf8", format!("`{name}` is {other}, not a {what}")).help(help));
    }
    let Err(e) = std::str::from_utf8(&loaded.bytes) else {
        return Ok(String::from_utf8_lossy(&loaded.bytes).into_owned());
    };
    // Windows editors call UTF-16 "Unicode"; its byte-order mark tells.
    let wide = matches!(loaded.bytes.get(..2), Some([0xff, 0xfe] | [0xfe, 0xff]));
    let form = if wide { "UTF-16 and not UTF-8" } else { "not UTF-8" };
    let file = sources.add(name, String::from_utf8_lossy(&loaded.bytes));
    // A text is kept without its byte-order mark.
    let mark = if loaded.bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let at = (e.valid_up_to() - mark) as u32;
    let bad = Span { file, start: at, end: at + char::REPLACEMENT_CHARACTER.len_utf8() as u32 };
    Err(Diagnostic::error("not-utf8", format!("the {what} is {form}"))
        .at(bad)
        .help("save it as UTF-8 in your editor"))
}

/// The message that a sheet has no such edition.
fn no_edition(name: &str, sheet: &Sheet) -> Diagnostic {
    let own = sheet.editions.iter().map(|e| &*e.name).filter(|n| !Edition::NAMES.contains(n));
    let known: Vec<&str> = Edition::NAMES.into_iter().chain(own).chain([ALL_EDITIONS]).collect();
    let d = Diagnostic::error("unknown-edition", format!("there is no edition `{name}`"));
    d.help(suggest(name, &known))
}

/// Sets one edition, with the brand's fonts and then the machine's.
fn set(
    sheet: &Sheet,
    edition: &Edition,
    sources: &Sources,
    (warnings, tried): (Warnings, &mut Vec<Trial>),
    diags: &mut Diagnostics,
) -> Option<crate::Output> {
    let folders = FontFolders::of_brand(&sheet.brand, sources, diags);
    let output = crate::compile_telling(sheet, edition, &folders.font_set(&sheet.brand), tried, diags);
    let count = diags.iter().filter(|d| d.severity == Severity::Warning).count();
    if warnings == Warnings::Stop && count > 0 && output.is_some() {
        let d =
            Diagnostic::error("strict", format!("no file is written: {count} of the messages are warnings"));
        diags.push(d.help("mend what they name, or leave out `--strict`"));
        return None;
    }
    output
}
