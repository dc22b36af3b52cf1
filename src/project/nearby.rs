//! "Did you mean": the name in a folder that is nearest to one that is not there.

use std::path::{Path, PathBuf};

/// Below this likeness (0 to 1) a name is not worth naming: `farn.jpeg` for `farm.jpg` has 0.67.
const LIKE_ENOUGH: f64 = 0.6;
/// Entries of a folder that are looked at; a message is not worth reading a folder of a million files.
const MOST_ENTRIES: usize = 10_000;

/// The folder that `path` is in; `.` for a bare name.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The file in the folder of `path` whose name is most like its own, written the way the user wrote `shown`.
pub fn suggest(path: &Path, shown: &str) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let best = nearest(wanted, &names_in(&folder_of(path)))?;
    let folder = &shown[..shown.rfind(['/', std::path::MAIN_SEPARATOR]).map_or(0, |i| i + 1)];
    Some(format!("{folder}{best}"))
}

/// The one of `names` that is most like `wanted`, the first of equals.
pub fn nearest(wanted: &str, names: &[String]) -> Option<String> {
    let wanted = wanted.to_lowercase();
    let like = |name: &String| strsim::normalized_damerau_levenshtein(&wanted, &name.to_lowercase());
    let mut best: Option<(f64, &String)> = None;
    for name in names {
        let likeness = like(name);
        if likeness >= LIKE_ENOUGH && best.is_none_or(|(b, _)| likeness > b) {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name.clone())
}

/// The names of the files in `folder`, sorted: the order of a folder differs between machines.
fn names_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .take(MOST_ENTRIES)
        .filter(|e| e.path().is_file())
        .filter_map(|e| e.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    names
}
