//! `handbill completions`: a completion script for a shell.

use super::{Cli, Status, out};
use clap::CommandFactory;
use clap_complete::{Shell, generate};

/// Print a completion script for a shell.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill completions bash > ~/.local/share/bash-completion/completions/handbill
  handbill completions zsh > ~/.zfunc/_handbill
  handbill completions fish > ~/.config/fish/completions/handbill.fish")]
pub struct Args {
    /// The shell.
    shell: Shell,
}

/// Prints the script.
pub fn run(args: &Args) -> Status {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "handbill", &mut script);
    out::stdout(script)
}
