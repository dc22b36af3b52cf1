//! `handbill fonts`: the families that sheets can use, and where they come from.

use super::{Status, out, wrong_call};
use crate::font::bundled;
use crate::project::{FontFolders, Found};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
    let in_folders = FontFolders::new(&args.folders).in_folders();
    // The checkout holds the files that are compiled in.
    let others =
        in_folders.iter().filter(|f| !bundled().any(|b| b == (f.family.as_str(), f.weight, f.italic)));
    let mut text =
        section("part of handbill", bundled().map(|(family, weight, italic)| (family, weight, italic, None)));
    text += &section("from folders", others.map(listed));
    if !args.no_system {
        text += &section("from this machine", FontFolders::in_system().iter().map(listed));
    }
    out::stdout(text)
}

/// Family, weight, whether italic, and file.
type Listed<'a> = (&'a str, u16, bool, Option<&'a Path>);

fn listed(face: &Found) -> Listed<'_> {
    (&face.family, face.weight, face.italic, Some(&face.path))
}

/// A heading, and a line for each family: its weights and the folder of its first face.
fn section<'a>(heading: &str, faces: impl Iterator<Item = Listed<'a>>) -> String {
    let mut families: BTreeMap<&str, (Vec<String>, Option<&Path>)> = BTreeMap::new();
    for (family, weight, italic, path) in faces {
        let (weights, folder) = families.entry(family).or_default();
        let weight = format!("{weight}{}", if italic { "i" } else { "" });
        if !weights.contains(&weight) {
            weights.push(weight);
        }
        *folder = folder.or(path.and_then(Path::parent));
    }
    if families.is_empty() {
        return String::new();
    }
    let widest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or(0);
    let wide = widest(&mut families.keys().map(|name| name.chars().count()));
    let heavy = widest(&mut families.values().map(|(weights, _)| weights.join(" ").len()));
    let mut text = format!("{heading}:\n");
    for (name, (weights, folder)) in families {
        let folder = folder.map(|f| f.display().to_string()).unwrap_or_default();
        let line = format!("  {name:wide$}  {:heavy$}  {folder}", weights.join(" "));
        text += line.trim_end();
        text.push('\n');
    }
    text
}
