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

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
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
    let cli = match short(&args).map_or_else(|| Cli::try_parse_from(args), Ok) {
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

/// A call of `build`, read by what knows of no other command: to set up all takes longer than to read a sheet. Nothing
/// where it is another call, or a wrong one; then all are set up, and say so.
fn short(args: &[OsString]) -> Option<Cli> {
    args.get(1).filter(|name| *name == "build")?;
    let build = build::Args::augment_args(clap::Command::new("build"));
    let call = clap::Command::new("handbill").subcommand(build).try_get_matches_from(args).ok()?;
    let args = build::Args::from_arg_matches(call.subcommand_matches("build")?).ok()?;
    Some(Cli { command: Command::Build(args) })
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

    #[test]
    fn a_call_of_build_is_read_alike_by_itself_and_among_all() {
        let calls = [
            "handbill build a.yaml b.yaml --out-dir out --strict",
            "handbill build a.yaml -o b.pdf -e office --edition press --printer toner --format json",
            "handbill build - -o - --open --explain-fit",
        ];
        for call in calls {
            let args: Vec<OsString> = call.split(' ').map(OsString::from).collect();
            let (Some(Cli { command: Command::Build(own) }), Ok(Cli { command: Command::Build(among_all) })) =
                (short(&args), Cli::try_parse_from(&args))
            else {
                panic!("{call}");
            };
            assert_eq!(format!("{own:?}"), format!("{among_all:?}"), "{call}");
        }
        for call in ["handbill build", "handbill build --help", "handbill build a --out", "handbill b a.yaml"]
        {
            assert!(short(&call.split(' ').map(OsString::from).collect::<Vec<_>>()).is_none(), "{call}");
        }
    }
}
