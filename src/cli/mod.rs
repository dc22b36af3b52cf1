//! The command line: one file per command. The only layer that prints; what a run does not need is not set up.

mod batch;
mod build;
mod check;
mod completions;
mod explain;
mod fonts;
mod impose;
mod man;
mod new;
mod out;
mod printers;
mod report;
mod schema;
mod templates;

use clap::{CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  handbill new water-rights             start a sheet, with a brand and a logo to change
  handbill build water-rights.yaml      write water-rights.email.pdf
  handbill batch water-rights.yaml --recipients offices.csv   a copy for each office
  handbill check leave-behind.pdf       what is wrong with a PDF, for who is to get it
  handbill impose handout.pdf --as 2-up two pages on a sheet, to print and cut
  handbill explain unknown-field        what a message means, and what to do

Exit codes: 0 every file is written, 1 a sheet has errors, 2 the call is wrong.";

/// Typesets fact sheets: YAML in, paginated and footnoted PDF out.
#[derive(Parser)]
#[command(name = "handbill", version, after_help = EXAMPLES, arg_required_else_help = true)]
#[command(max_term_width = 100, infer_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Args),
    Batch(batch::Call),
    Check(check::Args),
    Impose(impose::Args),
    New(new::Args),
    Fonts(fonts::Args),
    Printers(printers::Args),
    Templates(templates::Args),
    Schema(schema::Args),
    Explain(explain::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a run ended; of several ends the greater counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// All that was asked for is done.
    Done = 0,
    /// A sheet has errors, or its file could not be written.
    Failed = 1,
    /// The call is wrong.
    WrongCall = 2,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status as u8)
    }
}

/// Runs one call, its name first, and gives the exit code: 0 done, 1 a sheet has errors, 2 the call is wrong.
pub fn run(args: Vec<OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(e) => {
            // Help and version come this way too, on standard output; a closed pipe is nobody's error.
            let _ = e.print();
            return ExitCode::from(if e.use_stderr() { 2 } else { 0 });
        }
    };
    let status = match cli.command {
        Command::Build(args) => build::run(&args),
        Command::Batch(args) => batch::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Impose(args) => impose::run(&args),
        Command::New(args) => new::run(&args),
        Command::Fonts(args) => fonts::run(&args),
        Command::Printers(args) => printers::run(&args),
        Command::Templates(args) => templates::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    status.into()
}

/// Says what is wrong with the call, in the form of clap's own messages.
fn wrong_call(message: impl std::fmt::Display) -> Status {
    let _ = Cli::command().error(clap::error::ErrorKind::ValueValidation, message).print();
    Status::WrongCall
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
