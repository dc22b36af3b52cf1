//! `--proof` and `--ink`: proof pictures in a folder, and the ink on each page in words or JSON.

use crate::base::{Diagnostic, Diagnostics};
use crate::cli::report::Format;
use crate::preflight::file::{Demand, Pdf};
use crate::preflight::proof::{self, Ink};
use crate::preflight::reading::Bounds;
use crate::project::write_atomically;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What is asked for beside the findings.
#[derive(Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The folder for the proof pictures of this file alone.
    pub folder: Option<&'a Path>,
    /// Whether the ink is to be told.
    pub ink: bool,
}

/// Proofs of a file.
#[derive(Default)]
pub struct Proofs {
    /// The ink on each page.
    pub ink: Vec<Ink>,
    /// The pictures that were written.
    pub written: Vec<PathBuf>,
    /// The condition's limit, in per cent.
    limit: f64,
}

impl Proofs {
    /// Makes what is wanted of `pdf`.
    pub fn new(pdf: &Pdf, demand: &Demand, wanted: Wanted<'_>, diags: &mut Diagnostics) -> Proofs {
        let mut out = Proofs { limit: demand.edition.ink_limit, ..Proofs::default() };
        if wanted.ink || wanted.folder.is_some() {
            out.ink = proof::ink(pdf, demand);
        }
        if let Some(folder) = wanted.folder
            && let Err(why) = out.write(pdf, demand, folder)
        {
            let d = Diagnostic::error("cannot-write", why);
            diags.push(d.help("name a folder that may be written to, and that holds nothing but proofs"));
        }
        out
    }
    fn write(&mut self, pdf: &Pdf, demand: &Demand, folder: &Path) -> Result<(), String> {
        std::fs::create_dir_all(folder).map_err(|e| format!("cannot make `{}`: {e}", folder.display()))?;
        clear(folder);
        for page in 0..proof::count(pdf) {
            for (name, picture) in proof::proofs(pdf, demand, page) {
                let path = folder.join(format!("{name}.png"));
                if std::fs::read(&path).is_ok_and(|old| !proof::is_own(&old)) {
                    return Err(format!("`{}` is there and is no proof", path.display()));
                }
                let bytes = proof::encode(&picture)?;
                write_atomically(&path, &bytes).map_err(|e| e.to_string())?;
                self.written.push(path);
            }
        }
        Ok(())
    }
    /// The report on ink and on what was written; empty where nothing was wanted.
    pub fn report(&self, name: &str, format: Format) -> String {
        let mut out: String = match format {
            Format::Human => self.ink.iter().map(|i| human(i, name, self.limit)).collect(),
            Format::Json => self.ink.iter().map(|i| format!("{}\n", machine(i, name, self.limit))).collect(),
        };
        if let (Format::Human, Some(folder)) = (format, self.written.first().and_then(|p| p.parent())) {
            out.push_str(&format!("{name}: {} proof pictures in {}\n", self.written.len(), folder.display()));
        }
        out
    }
}

/// Takes proofs of an earlier call away, which may have had more pages and other inks; nothing else.
fn clear(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "png")) {
        if std::fs::read(&path).is_ok_and(|bytes| proof::is_own(&bytes)) {
            // One that stays is written over, or that is reported.
            std::fs::remove_file(&path).ok();
        }
    }
}

/// A name for each file's folder: its own without ending, numbered where files of several folders share it.
pub fn folders(files: &[PathBuf]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut free = |name: &String| taken.insert(name.to_lowercase());
    let numbered = |stem: String| {
        let names = std::iter::once(stem.clone()).chain((2..).map(|n| format!("{stem}-{n}")));
        { names }.find(&mut free).unwrap_or(stem)
    };
    files.iter().map(|path| stem(path)).map(numbered).collect()
}

/// The file's name without ending, for a folder of its own.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned());
    stem.filter(|s| s != "-").unwrap_or_else(|| "proof".to_owned())
}

/// `a.pdf, page 1: ink 42 % on the average, at the most 280 % (limit 300 %): Cyan 10 % (100 %), …`
fn human(ink: &Ink, name: &str, limit: f64) -> String {
    let c = &ink.coverage;
    let plates = c.plates.iter().map(|(name, mean, most)| {
        format!("{name} {:.1} % (at the most {:.0} %)", mean * 100.0, most * 100.0)
    });
    let mut out = format!(
        "{name}, page {}: ink {:.1} % on the average, at the most {:.0} % where the limit is {limit:.0} %; {}\n",
        ink.page,
        c.mean * 100.0,
        c.most.0 * 100.0,
        plates.collect::<Vec<_>>().join(", "),
    );
    if ink.separated {
        out.push_str("  colours of light (RGB) were turned into the inks of the printing condition\n");
    }
    ink.gaps.iter().for_each(|gap| out.push_str(&format!("  not shown: {gap}\n")));
    out
}

fn machine(ink: &Ink, name: &str, limit: f64) -> Value {
    let tenths = |v: f64| (v * 1000.0).round() / 10.0;
    let corners = |b: &Bounds| [b.x0, b.y0, b.x1, b.y1].map(|v| (v * 100.0).round() / 100.0);
    let c = &ink.coverage;
    let plates: Vec<Value> = c
        .plates
        .iter()
        .map(|(name, mean, most)| json!({"ink": name, "mean": tenths(*mean), "most": tenths(*most)}))
        .collect();
    let over: Vec<Value> = c
        .over
        .iter()
        .take(20)
        .map(|s| json!({"box": corners(&s.at), "most": tenths(s.most), "mm2": tenths(s.area) / 100.0}))
        .collect();
    json!({
        "code": "ink",
        "severity": "note",
        "file": name,
        "page": ink.page,
        "limit": limit,
        "mean": tenths(c.mean),
        "most": tenths(c.most.0),
        "mostBox": corners(&c.most.1),
        "over280": tenths(c.heavy),
        "plates": plates,
        "over": over,
        "separated": ink.separated,
        "gaps": ink.gaps,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_name_have_folders_of_their_own() {
        let files = ["a/x.pdf", "b/x.pdf", "X.yaml", "x-2.pdf", "-"].map(PathBuf::from);
        assert_eq!(folders(&files), ["x", "x-2", "X-3", "x-2-2", "proof"]);
    }

    #[test]
    fn proofs_of_an_earlier_call_go_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("handbill-proofs-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let picture = proof::Picture { width: 1, height: 1, rgb: vec![[9; 3]] };
        let own = proof::encode(&picture).expect("a picture");
        for (name, bytes) in [("page-09-gray.png", &own[..]), ("ours.png", b"\x89PNG"), ("notes.txt", b"")] {
            std::fs::write(folder.join(name), bytes).expect("a file");
        }
        clear(&folder);
        let left = |name: &str| folder.join(name).exists();
        assert_eq!(["page-09-gray.png", "ours.png", "notes.txt"].map(left), [false, true, true]);
        std::fs::remove_dir_all(&folder).expect("it goes");
    }
}
