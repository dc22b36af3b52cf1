//! The command line: one file per command.

use std::process::ExitCode;

/// Runs one call and gives its exit code: 0 done, 1 the sheet has errors, 2 the call is wrong.
pub fn run(_args: Vec<std::ffi::OsString>) -> ExitCode {
    ExitCode::SUCCESS
}
