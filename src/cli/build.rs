//! `handbill build`: sheets to PDF files, several at a time, their messages in the order of the call.

pub(super) mod job;
pub(super) mod open;
mod progress;
pub(super) mod target;

use super::report::{Format, Subject};
use super::{Status, out, wrong_call};
use job::Done;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::path::PathBuf;
use target::Job;

/// Typeset sheets: each NAME.yaml becomes NAME.EDITION.pdf in the working folder.
#[derive(clap::Args)]
#[cfg_attr(test, derive(Debug))]
#[command(after_help = "\
Examples:
  handbill build human-rights.yaml              write human-rights.email.pdf
  handbill build *.yaml --out-dir out           all sheets, into the folder out
  handbill build sheet.yaml -o leave-behind.pdf under a name of your own
  handbill build sheet.yaml --open              and look at it
  handbill build sheet.yaml --edition office    for the printer down the hall: sheet.office.pdf
  handbill build sheet.yaml --edition all       every edition that the sheet lists under `editions:`
  handbill build sheet.yaml --printer toner     for a print shop with a digital press: sheet.press.pdf
  cat sheet.yaml | handbill build - -o - > sheet.pdf
  handbill build sheet.yaml --explain-fit       what was tried to make it take the pages of `fit`
  handbill build sheet.yaml --format json       messages for a program, one JSON object a line

Files that a sheet names are looked for beside the sheet. A file is written whole or not at all.
Exit codes: 0 every file is written, 1 a sheet has errors, 2 the call is wrong.")]
pub struct Args {
    /// The sheets; `-` reads one from standard input.
    #[arg(required = true, value_name = "SHEET")]
    sheets: Vec<PathBuf>,
    /// Where to write: a file, a folder, or `-` for standard output.
    #[arg(short, long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// Write into this folder, which is made if it is not there.
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    out_dir: Option<PathBuf>,
    /// What to make of each sheet: email, office, press, large_print, an edition of the sheet's own, or all that it
    /// lists; may be given several times [default: email, or press with --printer].
    #[arg(short, long = "edition", value_name = "NAME")]
    editions: Vec<String>,
    /// Who prints the press edition: a name that `handbill printers` lists, or a profile of your own. Its numbers
    /// take the place of the sheet's.
    #[arg(long, value_name = "NAME|FILE")]
    printer: Option<String>,
    /// Open each file in the system's viewer when it is written.
    #[arg(long)]
    open: bool,
    /// How to say what is wrong.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write no file while there are warnings.
    #[arg(long)]
    strict: bool,
    /// Show all that was tried to make a sheet with `fit` take its pages.
    #[arg(long)]
    explain_fit: bool,
}

/// Builds all that the call names.
pub fn run(args: &Args) -> Status {
    let jobs = match target::plan(args) {
        Ok(jobs) => jobs,
        Err(message) => return wrong_call(message),
    };
    let done = build_all(&jobs, args);
    let written: Vec<PathBuf> = done.iter().flat_map(|d| d.files.iter().cloned()).collect();
    let status = done.into_iter().map(|d| report(d, args)).max().unwrap_or(Status::Done);
    if args.open {
        written.iter().for_each(|path| open::show(path));
    }
    status
}

/// Builds on all processors; the results stand in the order of the jobs, whichever was ready first.
fn build_all(jobs: &[Job], args: &Args) -> Vec<Done> {
    let strict = if args.strict { job::Warnings::Stop } else { job::Warnings::Pass };
    let bar = progress::Progress::start(jobs.len(), args.format);
    let build = |j: &Job| {
        let done = job::run(j, strict);
        bar.step();
        done
    };
    match jobs {
        [one] => {
            let _threads = few_threads();
            vec![build(one)]
        }
        many => many.par_iter().map(build).collect(),
    }
}

/// One sheet has work for a few threads, for moments; to start those of a large machine takes longer than that.
/// They start while the sheet is read; this one is the first of them, so that none waits while another does its work.
/// `None` where it is of others already, and those will do.
fn few_threads() -> Option<ThreadPool> {
    const ENOUGH: usize = 4;
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(ENOUGH);
    // Not the global pool, which would be waited for until all of it runs.
    let pool = ThreadPoolBuilder::new().num_threads(threads).use_current_thread().build().ok()?;
    pool.spawn(crate::pdf::get_ready);
    Some(pool)
}

/// Prints what one sheet has come to.
fn report(done: Done, args: &Args) -> Status {
    let format = args.format;
    let about = Subject { name: &done.name, sources: &done.sources };
    let mut text: String = done.diags.iter().map(|d| format.message(d, &about)).collect();
    if args.explain_fit {
        text.extend(done.tried.iter().map(|(edition, trials)| format.trials(edition, trials, &about)));
    }
    text.extend(done.written.iter().map(|w| format.summary(w, &about)));
    let to_stdout = done.pdf.is_some();
    // Messages for a program go to standard output, unless the PDF does.
    let said = match format {
        Format::Json if !to_stdout => out::stdout(text),
        _ => {
            out::status(&text);
            Status::Done
        }
    };
    let sent = done.pdf.map_or(Status::Done, out::stdout);
    done.status.max(said).max(sent)
}
