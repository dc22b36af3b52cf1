//! `handbill fonts`: the families that sheets can use, and where they come from.

use super::{Status, out, wrong_call};
use crate::project::{FontFolders, Found, Origin};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// List the font families that a brand can name, and where they come from.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill fonts                        all families
  handbill fonts --no-system            only those that look the same on every machine
  handbill fonts brands/fonts           with the fonts of a brand's folder

`400i` is an italic of weight 400. A family from this machine may be missing on the next:
put its files into a folder and name that under `fonts:` in the brand.")]
pub struct Args {
    /// Folders to search, as a brand's `fonts:` names them.
    #[arg(value_name = "FOLDER")]
    folders: Vec<PathBuf>,
    /// Leave out the fonts of this machine.
    #[arg(long)]
    no_system: bool,
}

/// Prints the list.
pub fn run(args: &Args) -> Status {
    if let Some(missing) = args.folders.iter().find(|f| !f.is_dir()) {
        return wrong_call(format!("there is no folder `{}`", missing.display()));
    }
    let folders = FontFolders::new(&args.folders);
    let mut text = section("with handbill and in its folders", folders.in_folders());
    if !args.no_system {
        text += &section("from this machine", FontFolders::in_system());
    }
    out::stdout(text)
}

/// A heading, and a line for each family: its weights and the folder of its first face.
fn section(heading: &str, faces: Vec<Found>) -> String {
    let mut families: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
    for face in &faces {
        families.entry(&face.family).or_default().push(face);
    }
    let wide = families.keys().map(|name| name.chars().count()).max().unwrap_or(0);
    let mut text = format!("{heading}:\n");
    for (name, faces) in families {
        let mut weights: Vec<String> = faces.iter().map(|f| weight(f)).collect();
        weights.dedup();
        let folder = faces[0].path.parent().map(|p| p.display().to_string()).unwrap_or_default();
        text += &format!("  {name:wide$}  {}  {folder}\n", weights.join(" "));
    }
    text
}

fn weight(face: &Found) -> String {
    format!("{}{}", face.weight, if face.italic { "i" } else { "" })
}
