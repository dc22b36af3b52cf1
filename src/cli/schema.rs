//! `handbill schema`: the JSON Schema of sheets, for editors that complete and check YAML.

use super::{Status, out};

/// Print the JSON Schema of sheets, for editors.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  handbill schema > handbill.schema.json

Then the first line of a sheet tells an editor with a YAML language server to use it:
  # yaml-language-server: $schema=handbill.schema.json")]
pub struct Args {}

/// Prints the schema.
pub fn run(_args: &Args) -> Status {
    out::stdout(format!("{:#}\n", crate::sheet::schema()))
}
