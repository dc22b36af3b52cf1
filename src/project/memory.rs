//! Files that exist in memory only, for tests and benches.

use super::disk::beside;
use crate::base::{Files, Loaded};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Files by name.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Arc<[u8]>>,
}

impl Memory {
    /// The same files and one more.
    pub fn with(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Memory {
        self.files.insert(tidied(Path::new(name)), bytes.as_ref().into());
        self
    }
}

impl Files for Memory {
    fn read(&self, from: &str, path: &str) -> Result<Loaded, String> {
        let full = tidied(&beside(from, path));
        let bytes = self.files.get(&full).ok_or("no such file")?;
        Ok(Loaded { name: full.display().to_string(), bytes: bytes.clone() })
    }
}

/// `a/../b` as `b`: there are no symbolic links here.
fn tidied(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => drop(out.pop()),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_like_a_disk() {
        let files = Memory::default().with("brands/b.yaml", "x").with("logo.svg", "y");
        let brand = files.read("sheet.yaml", "brands/b.yaml").unwrap();
        assert_eq!(&*files.read(&brand.name, "../logo.svg").unwrap().bytes, b"y");
        assert_eq!(files.read("sheet.yaml", "b.yaml").unwrap_err(), "no such file");
    }
}
