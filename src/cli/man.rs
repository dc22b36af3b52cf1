//! `handbill man`: manual pages.

use super::{Cli, Status, out, wrong_call};
use clap::{Command, CommandFactory};

/// Print a manual page in roff.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill man | man -l -               read the page of handbill
  handbill man build > handbill-build.1 the page of one command")]
pub struct Args {
    /// A command; without it, the page of handbill itself.
    command: Option<String>,
}

/// Prints the page.
pub fn run(args: &Args) -> Status {
    let mut all = Cli::command();
    all.build();
    let page = match &args.command {
        None => render(all),
        Some(name) => match all.find_subcommand(name) {
            Some(command) => render(command.clone()),
            None => return wrong_call(format!("there is no command `{name}`")),
        },
    };
    out::stdout(page)
}

fn render(command: Command) -> Vec<u8> {
    let mut page = Vec::new();
    // Writing into memory does not fail.
    let _ = clap_mangen::Man::new(command).render(&mut page);
    page
}
