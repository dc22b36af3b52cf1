//! `handbill printers`: the profiles of printers that sheets and calls can name, and what is in each.

use super::{Status, out, wrong_call};
use crate::sheet::{printer_text, printers};

/// List the printers that `printer:` and `--printer` can name, or show the profile of one.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill printers                     all that come along
  handbill printers toner               its numbers, and where each comes from
  handbill printers toner > ours.yaml   start a profile of your own; name it `printer: ours.yaml`")]
pub struct Args {
    /// The printer whose profile to show.
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Prints the list, or one profile.
pub fn run(args: &Args) -> Status {
    let Some(name) = &args.name else {
        let wide = printers().map(|(name, _)| name.len()).max().unwrap_or(0);
        return out::stdout(
            printers().map(|(name, about)| format!("{name:wide$}  {about}\n")).collect::<String>(),
        );
    };
    match printer_text(name) {
        Ok(text) => out::stdout(text),
        Err(help) => wrong_call(format!("there is no printer `{name}`: {help}")),
    }
}
