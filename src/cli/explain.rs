//! `handbill explain`: what a message's code means and what to do.

use super::{Status, out, wrong_call};
use crate::project::nearby;
use crate::sheet::codes;

/// Say what the code of a message means and what to do about it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill explain unknown-field
  handbill explain                      list all codes")]
pub struct Args {
    /// The code, as it stands in brackets after `error`; without it, all codes are listed.
    code: Option<String>,
}

/// Prints the explanation.
pub fn run(args: &Args) -> Status {
    let Some(code) = &args.code else {
        return out::stdout(list());
    };
    match codes::explain(code) {
        Some(text) => out::stdout(format!("{}\n", text.trim_end())),
        None => wrong_call(unknown(code)),
    }
}
