//! `handbill check`: says what is wrong with sheets and with finished PDFs, ours or a stranger's. Writes nothing but proofs.

mod proof;
mod report;
mod subject;

use super::report::Format;
use super::{Status, out, wrong_call};
use crate::sheet::ALL_EDITIONS;
use std::path::PathBuf;
use subject::Judged;

/// Say what is wrong with sheets or PDF files, for who is to get them; nothing is written but proofs.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill check leave-behind.pdf               any PDF, also one that something else has made
  handbill check flyer.pdf --edition press      would a print shop take it?
  handbill check human-rights.yaml              all that `build` would find, and the finished file too
  handbill check *.pdf --strict                 fail on warnings too
  handbill check a.pdf --format json            for a program, one JSON object a line
  handbill check flyer.pdf --proof proofs       pictures to look at before it is printed, and the ink on each page

Without `--edition` a sheet is judged as its e-mail edition, and a PDF by what it seems to be for: a file that says
PDF/X, names a printing condition or has a bleed is for a print shop, any other for a screen.
Exit codes: 0 nothing is wrong, 1 something is, or a file cannot be read as a PDF, 2 the call is wrong.")]
pub struct Args {
    /// Sheets or PDF files.
    #[arg(required = true, value_name = "SHEET|PDF")]
    files: Vec<PathBuf>,
    /// For whom: email, office, large_print, press, or an edition of the sheet's own.
    #[arg(short, long, value_name = "NAME")]
    edition: Option<String>,
    /// How to say what is wrong.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write proof pictures into a folder of the file's name here: each plate, ink in all, the cut gone astray, gray,
    /// half a minute's reading.
    #[arg(long, value_name = "DIR")]
    proof: Option<PathBuf>,
    /// Tell how much of each ink is on each page.
    #[arg(long)]
    ink: bool,
    /// Let warnings count as errors.
    #[arg(long)]
    strict: bool,
}

/// Checks all that the call names.
pub fn run(args: &Args) -> Status {
    if args.edition.as_deref() == Some(ALL_EDITIONS) {
        return wrong_call("files are judged for one edition at a time: name it after `--edition`");
    }
    let mut status = Status::Done;
    for (path, name) in args.files.iter().zip(proof::folders(&args.files)) {
        let folder = args.proof.as_ref().map(|all| all.join(name));
        let wanted = proof::Wanted { folder: folder.as_deref(), ink: args.ink };
        let judged = Judged::new(path, args.edition.as_deref(), wanted);
        let said = out::stdout(report::report(&judged, args.format));
        status = status.max(said).max(judged.status(args.strict));
    }
    status
}
