//! Lists the faces of font files, in an order that does not depend on the machine.

use fontdb::{Database, FaceInfo, ID, Source, Stretch, Style};
use std::path::{Path, PathBuf};

/// How deep folders are searched; foundries nest two or three levels.
const DEEPEST: usize = 5;
/// Endings of font files.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// Faces that have been listed, and access to their bytes.
pub struct Listing {
    db: Database,
    /// The faces, in the order of folder, path and index.
    pub entries: Vec<Entry>,
}

impl Listing {
    /// Calls `f` with the bytes of a face's file, mapped and not read, and the face's index.
    pub fn with_bytes<T>(&self, entry: &Entry, f: impl FnOnce(&[u8], u32) -> T) -> Option<T> {
        self.db.with_face_data(entry.id, f)
    }
}

/// A face in a file.
pub struct Entry {
    id: ID,
    /// All its family names, the English one first.
    families: Vec<String>,
    pub weight: u16,
    pub italic: bool,
    /// Neither condensed nor expanded.
    pub normal_width: bool,
    pub monospaced: bool,
    pub path: PathBuf,
    pub index: u32,
    /// Which of the folders it was found in.
    pub folder: usize,
}

impl Entry {
    /// The English family name.
    pub fn family(&self) -> &str {
        &self.families[0]
    }
    /// Whether one of its family names is `name`, whatever the case.
    pub fn is_of(&self, name: &str) -> bool {
        self.families.iter().any(|f| f.eq_ignore_ascii_case(name))
    }
}

/// The faces in `folders` and the folders inside them, in the order of `folders` and of path.
pub fn folders(folders: &[PathBuf]) -> Listing {
    let mut db = Database::new();
    let mut entries = Vec::new();
    for (n, folder) in folders.iter().enumerate() {
        for file in files(folder) {
            // A file that is no font is passed over, as every program does in a folder of fonts.
            let ids = db.load_font_source(Source::File(file));
            entries.extend(ids.iter().filter_map(|id| entry(db.face(*id)?, n)));
        }
    }
    Listing { db, entries }
}

/// The font files in a folder and the folders inside it, in the order of path.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(folder, DEEPEST, &mut files);
    files
}

/// The faces that the system knows, in the order of path.
pub fn system() -> Listing {
    let mut db = Database::new();
    db.load_system_fonts();
    let mut entries: Vec<Entry> = db.faces().filter_map(|f| entry(f, 0)).collect();
    entries.sort_by(|a, b| (&a.path, a.index).cmp(&(&b.path, b.index)));
    Listing { db, entries }
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort_unstable();
    for path in paths {
        let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        if ending.is_some_and(|e| ENDINGS.contains(&e.as_str())) {
            files.push(path);
        } else if depth > 0 && path.is_dir() {
            collect(&path, depth - 1, files);
        }
    }
}

fn entry(face: &FaceInfo, folder: usize) -> Option<Entry> {
    let path = match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => path.clone(),
        Source::Binary(_) => return None,
    };
    let families: Vec<String> = face.families.iter().map(|(name, _)| name.clone()).collect();
    if families.is_empty() {
        return None;
    }
    Some(Entry {
        id: face.id,
        families,
        weight: face.weight.0,
        italic: face.style != Style::Normal,
        normal_width: face.stretch == Stretch::Normal,
        monospaced: face.monospaced,
        path,
        index: face.index,
        folder,
    })
}
