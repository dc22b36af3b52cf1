//! One call of `impose`: reads the PDF or typesets the sheet, arranges its pages, writes the file or says why not.

use super::Args;
use crate::base::{Diagnostic, Diagnostics, Sources};
use crate::cli::build::job::{self, Warnings};
use crate::cli::build::open;
use crate::cli::build::target::{Input, Job, Target, is_dash, is_somebodys_work, same_file};
use crate::cli::report::{Format, Imposed, Subject};
use crate::cli::{Status, out};
use crate::edition::{Edition, Marks, Standard};
use crate::pdf::impose;
use crate::preflight;
use crate::project::{self, Disk, nearby};
use crate::sheet::ALL_EDITIONS;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// The edition that a sheet is imposed in where the call names none.
const EDITION: &str = "press";

/// What is to be done.
pub struct Work {
    source: Source,
    target: Target,
}

enum Source {
    /// A finished file.
    Pdf(Vec<u8>),
    /// A sheet, and the edition to make of it.
    Sheet(Input, String),
}

/// Reads the call, and as much of the source as tells a PDF from a sheet.
///
/// # Errors
/// What is wrong with the call, in a sentence.
pub fn plan(args: &Args) -> Result<Work, String> {
    args.check()?;
    let (source, stem) = source(args)?;
    let target = target(args, &format!("{stem}.{}.pdf", args.name()))?;
    if args.open && target == Target::Stdout {
        return Err("`--open` needs a file: leave out `-o -`".to_owned());
    }
    if let Target::File(path) = &target {
        let shown = path.display();
        if same_file(&args.input, path) {
            return Err(format!("`{shown}` is the source, and its sheets would be written over it"));
        }
        if is_somebodys_work(path) {
            return Err(format!("`{shown}` is there and is no PDF: name another file, or remove it first"));
        }
    }
    Ok(Work { source, target })
}

/// The source, and what the new file's name begins with.
fn source(args: &Args) -> Result<(Source, String), String> {
    let stem = match is_dash(&args.input) {
        true => "sheet".to_owned(),
        false => args.input.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    };
    let named_pdf = args.input.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
    if named_pdf {
        let loaded = Disk::read_named(&args.input);
        let bytes = loaded.map_err(|why| format!("cannot read `{}`: {why}", args.input.display()))?.bytes;
        return only_sheets_have_editions(args).map(|()| (Source::Pdf(bytes.to_vec()), stem));
    }
    if is_dash(&args.input) {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(MAX_STREAM).read_to_end(&mut bytes);
        read.map_err(|e| format!("cannot read standard input: {e}"))?;
        // A sheet begins with a word, and a PDF with this, perhaps after what a mail program has left there.
        if bytes.windows(5).take(1024).any(|w| w == b"%PDF-") {
            return only_sheets_have_editions(args).map(|()| (Source::Pdf(bytes), stem));
        }
        return Err("standard input holds no PDF: give a sheet by its file's name, or `handbill build - -o -` before this".to_owned());
    }
    let edition = args.edition.as_deref().unwrap_or(EDITION);
    if edition == ALL_EDITIONS {
        return Err("one edition is imposed at a time: name it after `--edition`".to_owned());
    }
    let stem = format!("{stem}.{edition}");
    Ok((Source::Sheet(Input::File(args.input.clone()), edition.to_owned()), stem))
}

/// Most bytes of standard input: as much as of a file.
const MAX_STREAM: u64 = 256 << 20;

fn only_sheets_have_editions(args: &Args) -> Result<(), String> {
    match &args.edition {
        Some(name) => Err(format!("`--edition {name}` is for sheets: a PDF is arranged as it is")),
        None => Ok(()),
    }
}

fn target(args: &Args, name: &str) -> Result<Target, String> {
    let Some(path) = &args.output else { return Ok(Target::File(name.into())) };
    if is_dash(path) {
        return Ok(Target::Stdout);
    }
    let as_folder = path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    if as_folder {
        std::fs::create_dir_all(path)
            .map_err(|e| format!("cannot make the folder `{}`: {e}", path.display()))?;
    }
    if path.is_dir() {
        return Ok(Target::File(path.join(name)));
    }
    let folder = nearby::folder_of(path);
    if !folder.is_dir() {
        return Err(format!("there is no folder `{}` to write `{}` into", folder.display(), path.display()));
    }
    Ok(Target::File(path.clone()))
}

/// Does the work and tells what has come of it.
pub fn run(work: &Work, args: &Args) -> Status {
    let start = Instant::now();
    let mut done = Done { sources: Sources::default(), diags: Diagnostics::default(), status: Status::Done };
    let pdf = match &work.source {
        Source::Pdf(bytes) => Some(bytes.clone()),
        Source::Sheet(input, edition) => done.set(input, edition),
    };
    let imposed = pdf.and_then(|pdf| done.impose(&pdf, args));
    let written = imposed.and_then(|imposed| done.deliver(imposed, &work.target, start));
    if done.diags.has_errors() {
        done.status = done.status.max(Status::Failed);
    }
    let status = report(&done, written.as_ref(), args);
    if let (true, Target::File(path), Some(_)) = (args.open, &work.target, &written) {
        open::show(path);
    }
    status
}

struct Done {
    sources: Sources,
    diags: Diagnostics,
    status: Status,
}

impl Done {
    /// The sheet as a PDF, made as `build` makes it.
    fn set(&mut self, input: &Input, edition: &str) -> Option<Vec<u8>> {
        let input = match input {
            Input::Stdin => Input::Stdin,
            Input::File(path) => Input::File(path.clone()),
        };
        // The marks are those of the imposed sheet.
        let job = Job::of_one(input, edition).with(Marks::None);
        let built = job::run(&job, Warnings::Pass);
        self.sources = built.sources;
        self.diags = built.diags;
        self.status = built.status;
        built.pdf
    }

    /// A fault of handbill itself is told like everything else.
    fn impose(&mut self, pdf: &[u8], args: &Args) -> Option<impose::Imposed> {
        let diags = &mut self.diags;
        let said = Mutex::default();
        let judge = |document: &_, of: &[Standard]| {
            let press = of.contains(&Standard::X4);
            let edition = if press { Edition::press() } else { Edition::email() };
            let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
            preflight::deserved(document, &edition, of, &mut said)
        };
        let made = catch_unwind(AssertUnwindSafe(|| impose::impose(pdf, &args.ask(), &judge, diags)));
        self.diags.extend(said.into_inner().unwrap_or_else(PoisonError::into_inner));
        made.unwrap_or_else(|_| {
            let d = Diagnostic::error("internal-error", "handbill has a fault, and this file brought it out");
            self.diags.push(d.help("please report it with the lines above and, if you can, the file"));
            None
        })
    }

    fn deliver(
        &mut self,
        imposed: impose::Imposed,
        target: &Target,
        start: Instant,
    ) -> Option<(Imposed, Vec<u8>)> {
        let path = match target {
            Target::Stdout => "-".to_owned(),
            Target::File(path) => {
                if let Err(e) = project::write_atomically(path, &imposed.pdf) {
                    let d = Diagnostic::error("cannot-write", e.to_string());
                    self.diags.push(d.help(format!("{}, or name another with `-o`", e.remedy())));
                    return None;
                }
                path.display().to_string()
            }
        };
        let bytes = imposed.pdf.len();
        Some((Imposed { path, facts: imposed.facts, bytes, time: start.elapsed() }, imposed.pdf))
    }
}

fn report(done: &Done, written: Option<&(Imposed, Vec<u8>)>, args: &Args) -> Status {
    let name = if is_dash(&args.input) { "<stdin>".into() } else { args.input.to_string_lossy() };
    let about = Subject { name: &name, sources: &done.sources };
    let mut text: String = done.diags.iter().map(|d| args.format.message(d, &about)).collect();
    text.extend(written.map(|(w, _)| args.format.imposed(w, &about)));
    let to_stdout = args.output.as_deref().is_some_and(|o: &Path| is_dash(o));
    let said = match args.format {
        Format::Json if !to_stdout => out::stdout(text),
        _ => {
            out::status(&text);
            Status::Done
        }
    };
    let sent = match written {
        Some((_, pdf)) if to_stdout => out::stdout(pdf),
        _ => Status::Done,
    };
    done.status.max(said).max(sent)
}
