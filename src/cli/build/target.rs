//! What a call of `build` asks for: which sheets, which editions, which files. Finds everything that is wrong
//! with the call before any sheet is read.

use super::Args;
use crate::edition::Edition;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A sheet and what to make of it.
pub struct Job {
    /// Where the sheet is.
    pub input: Input,
    /// The files to write.
    pub outputs: Vec<(Edition, Target)>,
}

/// Where a sheet comes from.
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// Where a PDF goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

/// Where `-o` and `--out-dir` send everything.
enum Place {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

/// Editions that exist, by the name that files and calls give them.
const EDITIONS: [(&str, fn() -> Edition); 4] = [
    ("email", Edition::email),
    ("office", Edition::office),
    ("press", Edition::press),
    ("large_print", Edition::large_print),
];

/// Reads the call.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub fn plan(args: &Args) -> Result<Vec<Job>, String> {
    let editions = editions(&args.editions)?;
    check_stdin(&args.sheets)?;
    let place = place(args, args.sheets.len() * editions.len())?;
    if args.open && matches!(place, Place::Stdout) {
        return Err("`--open` needs a file: leave out `-o -`".to_owned());
    }
    let jobs: Vec<Job> = args.sheets.iter().map(|sheet| job(sheet, &editions, &place)).collect();
    check_outputs(&jobs)?;
    if let Place::Folder(folder) = &place {
        std::fs::create_dir_all(folder)
            .map_err(|e| format!("cannot make the folder `{}`: {e}", folder.display()))?;
    }
    Ok(jobs)
}

fn editions(names: &[String]) -> Result<Vec<(&'static str, Edition)>, String> {
    let mut found: Vec<(&'static str, Edition)> = Vec::new();
    for name in names {
        let edition = edition(name)?;
        if !found.iter().any(|f| f.0 == edition.0) {
            found.push(edition);
        }
    }
    Ok(found)
}

/// An edition by its name, and the name.
///
/// # Errors
/// That there is none, in a sentence.
pub fn edition(name: &str) -> Result<(&'static str, Edition), String> {
    if let Some((name, edition)) = EDITIONS.into_iter().find(|e| e.0 == name) {
        return Ok((name, edition()));
    }
    let all: Vec<&str> = EDITIONS.iter().map(|e| e.0).collect();
    Err(match crate::base::meant::nearest(name, &all) {
        Some(near) => format!("there is no edition `{name}`: did you mean `{near}`?"),
        None => format!("there is no edition `{name}`; this version makes {}", known()),
    })
}

/// The editions that there are, for a sentence.
fn known() -> String {
    let names: Vec<String> = EDITIONS.iter().map(|e| format!("`{}`", e.0)).collect();
    names.join(", ")
}

fn check_stdin(sheets: &[PathBuf]) -> Result<(), String> {
    match sheets.iter().filter(|s| is_dash(s)).count() {
        0 | 1 => Ok(()),
        _ => Err("`-` can be given once: there is one standard input".to_owned()),
    }
}

fn place(args: &Args, files: usize) -> Result<Place, String> {
    let Some(path) = &args.output else {
        return Ok(Place::Folder(args.out_dir.clone().unwrap_or_else(|| PathBuf::from("."))));
    };
    let text = path.to_string_lossy();
    if is_dash(path) {
        return match files {
            1 => Ok(Place::Stdout),
            _ => Err(format!("{files} files cannot go to one standard output: name a folder after `-o`")),
        };
    }
    if path.is_dir() || text.ends_with(['/', std::path::MAIN_SEPARATOR]) {
        return Ok(Place::Folder(path.clone()));
    }
    let named_as_file = path.extension().is_some() || path.exists();
    match files {
        1 => {
            let folder = crate::project::nearby::folder_of(path);
            if folder.is_dir() {
                Ok(Place::File(path.clone()))
            } else {
                Err(format!("there is no folder `{}` to write `{text}` into", folder.display()))
            }
        }
        _ if named_as_file => {
            Err(format!("{files} files cannot be written to `{text}`: name a folder after `-o`"))
        }
        _ => Ok(Place::Folder(path.clone())),
    }
}

fn job(sheet: &Path, editions: &[(&'static str, Edition)], place: &Place) -> Job {
    let input = if is_dash(sheet) { Input::Stdin } else { Input::File(sheet.to_owned()) };
    let name = match &input {
        Input::Stdin => "sheet".into(),
        Input::File(path) => path.file_stem().unwrap_or_default().to_string_lossy(),
    };
    let outputs = editions.iter().map(|(edition, e)| {
        let target = match place {
            Place::Stdout => Target::Stdout,
            Place::File(path) => Target::File(path.clone()),
            Place::Folder(folder) if folder == Path::new(".") => {
                Target::File(format!("{name}.{edition}.pdf").into())
            }
            Place::Folder(folder) => Target::File(folder.join(format!("{name}.{edition}.pdf"))),
        };
        (e.clone(), target)
    });
    Job { outputs: outputs.collect(), input }
}

/// No file is written twice, and no sheet is written over.
fn check_outputs(jobs: &[Job]) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for (_, target) in jobs.iter().flat_map(|j| &j.outputs) {
        let Target::File(path) = target else { continue };
        if !seen.insert(path) {
            return Err(format!(
                "two sheets would be written to `{}`: build them into two folders",
                path.display()
            ));
        }
        let over = |j: &Job| matches!(&j.input, Input::File(sheet) if same_file(sheet, path));
        if jobs.iter().any(over) {
            return Err(format!("`{}` is a sheet, and the PDF would be written over it", path.display()));
        }
        if is_somebodys_work(path) {
            let path = path.display();
            return Err(format!("`{path}` is there and is no PDF: name another file, or remove it first"));
        }
    }
    Ok(())
}

/// Whether something that no build has made would be written over: a brand, a picture, a text.
pub fn is_somebodys_work(path: &Path) -> bool {
    let called_pdf = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
    let is_file = || std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() > 0);
    let mut start = Vec::new();
    let read = |start: &mut Vec<u8>| std::fs::File::open(path)?.take(5).read_to_end(start);
    !called_pdf && is_file() && read(&mut start).is_ok() && start != b"%PDF-"
}

/// Whether two paths lead to one file.
pub fn same_file(a: &Path, b: &Path) -> bool {
    matches!((std::fs::canonicalize(a), std::fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// Whether a path stands for standard input or output.
pub fn is_dash(path: &Path) -> bool {
    path == Path::new("-")
}
