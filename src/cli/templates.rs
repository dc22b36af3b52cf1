//! `handbill templates`: the page templates that sheets can name, and what is in each.

use super::{Status, out, wrong_call};
use crate::sheet::{template_text, templates};

/// List the page templates that `page: {template: …}` can name, or show the file of one.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill templates                       all that come along
  handbill templates handout               its measures and its type table
  handbill templates handout > ours.yaml   start a template of your own; name it `template: ./ours.yaml`")]
pub struct Args {
    /// The template whose file to show.
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Prints the list, or one file.
pub fn run(args: &Args) -> Status {
    let Some(name) = &args.name else {
        let wide = templates().map(|(name, _)| name.len()).max().unwrap_or(0);
        return out::stdout(
            templates().map(|(name, about)| format!("{name:wide$}  {about}\n")).collect::<String>(),
        );
    };
    match template_text(name) {
        Ok(text) => out::stdout(text),
        Err(help) => wrong_call(format!("there is no template `{name}`: {help}")),
    }
}
