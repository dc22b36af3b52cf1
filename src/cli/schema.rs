//! `handbill schema`: the JSON Schema of sheets, brands and page templates, for editors that complete and check YAML.

use super::{Status, out};
use crate::sheet;

/// Print the JSON Schema of sheets, brands or page templates, for editors.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill schema > sheet.schema.json
  handbill schema brand > brand.schema.json
  handbill schema template > template.schema.json

Then the first line of a sheet tells an editor with a YAML language server to use it:
  # yaml-language-server: $schema=sheet.schema.json")]
pub struct Args {
    /// Of what.
    #[arg(value_enum, default_value_t)]
    of: Of,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Of {
    /// Sheets.
    #[default]
    Sheet,
    /// Brands.
    Brand,
    /// Page templates.
    Template,
}

/// Prints the schema.
pub fn run(args: &Args) -> Status {
    let schema = match args.of {
        Of::Sheet => sheet::schema(),
        Of::Brand => sheet::brand_schema(),
        Of::Template => sheet::template_schema(),
    };
    out::stdout(format!("{}\n", schema.trim_end()))
}
