//! Font files outside the program, searched in a fixed order: beside the binary, in the source checkout, in
//! the brand's folders, and last in the system, which is only looked through when something is still missing.
//! The same folders give the same face on every machine: ties go to the first path in byte order.

mod choose;
mod scan;

use super::disk::beside;
use crate::base::{Diagnostic, Diagnostics, Sources};
use crate::font::{FontSet, Provided, Provider, Want};
use crate::theme::Brand;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A face in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Its family, as the file names it in English.
    pub family: String,
    /// OpenType weight class.
    pub weight: u16,
    /// Italic or oblique.
    pub italic: bool,
    /// The file.
    pub path: PathBuf,
    /// Which face of a collection.
    pub index: u32,
}

/// Finds faces in folders and, after them, in the system. Clones share what they have found.
#[derive(Clone)]
pub struct FontFolders {
    shared: Arc<Shared>,
}

struct Shared {
    folders: Vec<PathBuf>,
    in_folders: OnceLock<scan::Listing>,
}

impl FontFolders {
    /// Searches handbill's own folders and then `brand`, the folders that a brand names.
    pub fn new(brand: &[PathBuf]) -> FontFolders {
        let folders = own_folders().into_iter().chain(brand.iter().cloned()).collect();
        let shared = Shared { folders, in_folders: OnceLock::new() };
        FontFolders { shared: Arc::new(shared) }
    }
    /// Searches handbill's own folders and then those that `brand` names.
    pub fn of_brand(brand: &Brand, sources: &Sources, diags: &mut Diagnostics) -> FontFolders {
        FontFolders::new(&FontFolders::named(brand, sources, diags))
    }
    /// The folders that `brand` names, relative to its file.
    pub fn named(brand: &Brand, sources: &Sources, diags: &mut Diagnostics) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        for text in &brand.fonts {
            let folder = beside(&sources.get(text.span.file).name, text);
            if !folder.is_dir() {
                let d = Diagnostic::warning("no-such-folder", format!("there is no folder `{}`", text.value))
                    .at(text.span);
                diags.push(d.help("paths are relative to the file that they stand in"));
            }
            folders.push(folder);
        }
        folders
    }
    /// The font files in a folder and the folders inside it, in byte order: all that is searched there.
    pub fn files(folder: &Path) -> Vec<PathBuf> {
        scan::files(folder)
    }
    /// A set that takes from here what the program lacks, with the brand's families for scripts.
    pub fn font_set(&self, brand: &Brand) -> FontSet {
        let fonts = FontSet::new(Some(Box::new(self.clone())));
        for (script, family) in &brand.scripts {
            fonts.set_script_family(script, family);
        }
        fonts
    }
    /// All faces in the folders, sorted by family and weight.
    pub fn in_folders(&self) -> Vec<Found> {
        listed(self.listing())
    }
    /// All faces of the system, sorted by family and weight.
    pub fn in_system() -> Vec<Found> {
        listed(system())
    }

    /// The file that is taken for `want`.
    pub fn file(&self, want: &Want) -> Option<&Path> {
        let found = choose::best(self.listing(), want).or_else(|| choose::best(system(), want));
        found.map(|entry| entry.path.as_path())
    }

    fn listing(&self) -> &scan::Listing {
        self.shared.in_folders.get_or_init(|| scan::folders(&self.shared.folders))
    }
}

impl Provider for FontFolders {
    fn find(&self, want: &Want) -> Option<Provided> {
        let (entry, of_machine) = match choose::best(self.listing(), want) {
            Some(entry) => (entry, None),
            None => {
                let entry = choose::best(system(), want)?;
                (entry, Some(entry.family().to_owned()))
            }
        };
        Some(Provided { bytes: read(&entry.path)?, index: entry.index, of_machine })
    }
}

/// `fonts` beside the binary, where a package puts them, and in the checkout that the binary was built from.
fn own_folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    if let Some(bin) = std::env::current_exe().ok().as_deref().and_then(Path::parent) {
        folders.push(bin.join("fonts"));
        folders.push(bin.join("../share/handbill/fonts"));
    }
    folders.push(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts")));
    folders
}

/// The system's faces, looked up once in a process.
fn system() -> &'static scan::Listing {
    static SYSTEM: OnceLock<scan::Listing> = OnceLock::new();
    SYSTEM.get_or_init(scan::system)
}

/// Read where it is to stay: a Korean face has six megabytes, and a second copy is the peak of a small sheet.
fn read(path: &Path) -> Option<Arc<[u8]>> {
    let mut file = File::open(path).ok()?;
    let length = usize::try_from(file.metadata().ok()?.len()).ok()?;
    let mut bytes: Arc<[u8]> = (0..length).map(|_| 0).collect();
    file.read_exact(Arc::get_mut(&mut bytes)?).ok()?;
    Some(bytes)
}

fn listed(listing: &scan::Listing) -> Vec<Found> {
    let mut found: Vec<Found> = listing
        .entries
        .iter()
        .map(|e| Found {
            family: e.family().to_owned(),
            weight: e.weight,
            italic: e.italic,
            path: e.path.clone(),
            index: e.index,
        })
        .collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_checkouts_fonts_without_the_system() {
        let fonts = FontFolders::new(&[]);
        let found = fonts.find(&Want::Family("noto sans kr".into(), 600, false)).unwrap();
        assert_eq!((&found.bytes[..4], found.index), (&[0, 1, 0, 0][..], 0));
        let korean = fonts.find(&Want::Character('한', 400)).unwrap();
        assert_eq!([found.of_machine, korean.of_machine], [None, None]);
    }

    #[test]
    fn lists_faces_in_order() {
        let all = FontFolders::new(&[]).in_folders();
        let sans: Vec<_> = all.iter().filter(|f| f.family == "Noto Sans KR").map(|f| f.weight).collect();
        assert_eq!(sans, [400, 700]);
    }
}
