//! Files on the disk, named relative to the file that names them. Gives bytes or a sentence for the user;
//! never fetches an address, never reads a device, never reads more than a limit.

use super::nearby;
use crate::base::{Files, Loaded};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Most bytes of a text: sheets, brands, Markdown, tables. A sheet of a hundred pages has a fifth of a
/// megabyte, so this stops a mistake and never a use.
const MAX_TEXT: u64 = 16 << 20;
/// Most bytes of anything else: photos as they leave a camera, fonts.
const MAX_BINARY: u64 = 256 << 20;
/// Endings of files that are read as text.
const TEXT_ENDINGS: [&str; 9] = ["yaml", "yml", "md", "markdown", "txt", "csv", "tsv", "bib", "json"];

/// The disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Disk {
    /// Reads a file that the user named in the call, relative to the working folder.
    ///
    /// # Errors
    /// A sentence for the user, as [`Files::read`] gives it.
    pub fn read_named(path: &Path) -> Result<Loaded, String> {
        let shown = path.display().to_string();
        let bytes = load(path).map_err(|e| sentence(&e, path, &shown))?;
        Ok(Loaded { name: shown, bytes: bytes.into() })
    }

    /// Opens a file that the user named in the call and that is too long to be kept.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn open_named(path: &Path) -> Result<File, String> {
        opened(path).map_err(|e| sentence(&e, path, &path.display().to_string()))
    }

    /// Reads a sheet that has no file: standard input. Messages call it `name`.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn read_stream(name: &str, input: impl Read) -> Result<Loaded, String> {
        let bytes = take(input, MAX_TEXT).map_err(|e| sentence(&e, Path::new(name), name))?;
        Ok(Loaded { name: name.to_owned(), bytes: bytes.into() })
    }
}

impl Files for Disk {
    fn read(&self, from: &str, path: &str) -> Result<Loaded, String> {
        if path.trim().is_empty() {
            return Err("the path is empty".to_owned());
        }
        if is_address(path) {
            return Err(
                "an address, and nothing is fetched: save the file beside the sheet and name it".to_owned()
            );
        }
        let full = beside(from, path);
        let bytes = load(&full).map_err(|e| sentence(&e, &full, path))?;
        Ok(Loaded { name: full.display().to_string(), bytes: bytes.into() })
    }
}

/// `path` as seen from the folder of the file called `from`.
pub fn beside(from: &str, path: &str) -> PathBuf {
    let path = path.strip_prefix("./").unwrap_or(path);
    Path::new(from).parent().map_or_else(|| PathBuf::from(path), |folder| folder.join(path))
}

/// Why a file could not be read.
enum Trouble {
    Folder,
    Device,
    TooBig(u64),
    Io(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(e: io::Error) -> Trouble {
        Trouble::Io(e)
    }
}

fn is_address(path: &str) -> bool {
    ["http://", "https://", "ftp://", "data:"].iter().any(|scheme| path.starts_with(scheme))
}

fn limit(path: &Path) -> u64 {
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    let text = ending.is_some_and(|e| TEXT_ENDINGS.contains(&e.as_str()));
    if text { MAX_TEXT } else { MAX_BINARY }
}

fn load(path: &Path) -> Result<Vec<u8>, Trouble> {
    take(opened(path)?, limit(path))
}

fn opened(path: &Path) -> Result<File, Trouble> {
    // Asked before it is opened: opening a pipe would wait for its writer.
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        return Err(Trouble::Folder);
    }
    if !meta.is_file() {
        return Err(Trouble::Device);
    }
    Ok(File::open(path)?)
}

/// Reads to the end and never past `limit`, whatever the file says of its size.
fn take(input: impl Read, limit: u64) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(Trouble::TooBig(limit)) } else { Ok(bytes) }
}

/// What to tell the user, who wrote `shown` for the file at `path`.
fn sentence(trouble: &Trouble, path: &Path, shown: &str) -> String {
    match trouble {
        Trouble::Folder => "a folder, where a file is needed".to_owned(),
        Trouble::Device => "neither a file nor a folder".to_owned(),
        Trouble::TooBig(limit) => format!("larger than {} MB", limit >> 20),
        Trouble::Io(e) => match e.kind() {
            io::ErrorKind::NotFound => not_found(path, shown),
            io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
            _ => e.to_string(),
        },
    }
}

fn not_found(path: &Path, shown: &str) -> String {
    let folder = nearby::folder_of(path);
    if !folder.is_dir() {
        return format!(
            "no such file: there is no folder `{}`",
            nearby::folder_of(Path::new(shown)).display()
        );
    }
    match nearby::suggest(path, shown) {
        Some(name) => format!("no such file: did you mean `{name}`?"),
        None => "no such file".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(names: &[&str]) -> (tempfile::TempDir, String) {
        let dir = tempfile::tempdir().unwrap();
        for name in names {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, name).unwrap();
        }
        let sheet = dir.path().join("sheet.yaml").display().to_string();
        (dir, sheet)
    }

    #[test]
    fn reads_beside_the_file_that_names_it() {
        let (_dir, sheet) = folder_with(&["brands/one.yaml", "brands/logo.svg"]);
        let brand = Disk.read(&sheet, "./brands/one.yaml").unwrap();
        assert_eq!(&*Disk.read(&brand.name, "logo.svg").unwrap().bytes, b"brands/logo.svg");
    }

    #[test]
    fn suggests_a_near_name_as_the_user_would_write_it() {
        let (_dir, sheet) = folder_with(&["img/farm.jpg", "img/harbour.png"]);
        let e = Disk.read(&sheet, "img/farn.jpeg").unwrap_err();
        assert_eq!(e, "no such file: did you mean `img/farm.jpg`?");
        assert_eq!(Disk.read(&sheet, "img/zzz.tif").unwrap_err(), "no such file");
        assert_eq!(Disk.read(&sheet, "pix/a.jpg").unwrap_err(), "no such file: there is no folder `pix`");
    }

    #[test]
    fn refuses_what_is_no_file() {
        let (_dir, sheet) = folder_with(&["img/farm.jpg"]);
        assert_eq!(Disk.read(&sheet, "img").unwrap_err(), "a folder, where a file is needed");
        assert!(Disk.read(&sheet, "https://example.org/a.png").unwrap_err().contains("nothing is fetched"));
        assert_eq!(Disk.read(&sheet, " ").unwrap_err(), "the path is empty");
    }

    #[test]
    fn a_text_has_a_limit() {
        let e = Disk::read_stream("-", io::repeat(b' ')).unwrap_err();
        assert_eq!(e, "larger than 16 MB");
    }
}
