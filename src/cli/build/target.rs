//! What a call of `build` asks for: which sheets, which editions, which files. Finds everything that is wrong
//! with the call before any sheet is read.

use super::Args;
use crate::edition::Marks;
use crate::sheet::ALL_EDITIONS;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A sheet and what to make of it.
pub struct Job {
    /// Where the sheet is.
    pub input: Input,
    /// The editions by name, each once; `all` stands for those that the sheet lists.
    pub editions: Vec<String>,
    /// Who prints the press edition.
    pub printer: Option<String>,
    /// What stands around the pages, whatever the edition says.
    pub marks: Option<Marks>,
    place: Place,
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
#[derive(Clone)]
enum Place {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

/// Reads the call.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub fn plan(args: &Args) -> Result<Vec<Job>, String> {
    let editions = editions(args);
    check_stdin(&args.sheets)?;
    let place = place(args, &editions)?;
    if args.open && matches!(place, Place::Stdout) {
        return Err("`--open` needs a file: leave out `-o -`".to_owned());
    }
    let job = |sheet: &PathBuf| Job {
        input: if is_dash(sheet) { Input::Stdin } else { Input::File(sheet.clone()) },
        editions: editions.clone(),
        printer: args.printer.clone(),
        marks: None,
        place: place.clone(),
    };
    let jobs: Vec<Job> = args.sheets.iter().map(job).collect();
    check_outputs(&jobs)?;
    if let Place::Folder(folder) = &place {
        std::fs::create_dir_all(folder)
            .map_err(|e| format!("cannot make the folder `{}`: {e}", folder.display()))?;
    }
    Ok(jobs)
}

/// The editions that the call names, each once. Whether there are such, only the sheets know.
fn editions(args: &Args) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in &args.editions {
        if !found.contains(name) {
            found.push(name.clone());
        }
    }
    if found.is_empty() {
        found.push(if args.printer.is_some() { "press" } else { "email" }.to_owned());
    }
    found
}

fn check_stdin(sheets: &[PathBuf]) -> Result<(), String> {
    match sheets.iter().filter(|s| is_dash(s)).count() {
        0 | 1 => Ok(()),
        _ => Err("`-` can be given once: there is one standard input".to_owned()),
    }
}

fn place(args: &Args, editions: &[String]) -> Result<Place, String> {
    let all = editions.iter().any(|e| e == ALL_EDITIONS);
    let files = if all { usize::MAX } else { args.sheets.len() * editions.len() };
    let many = if all { "all editions".to_owned() } else { format!("{files} files") };
    let Some(path) = &args.output else {
        return Ok(Place::Folder(args.out_dir.clone().unwrap_or_else(|| PathBuf::from("."))));
    };
    let text = path.to_string_lossy();
    if is_dash(path) {
        return match files {
            1 => Ok(Place::Stdout),
            _ => Err(format!("{many} cannot go to one standard output: name a folder after `-o`")),
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
        _ if named_as_file => Err(format!("{many} cannot be written to `{text}`: name a folder after `-o`")),
        _ => Ok(Place::Folder(path.clone())),
    }
}

impl Job {
    /// A sheet in one edition, which is handed over and not written.
    pub fn of_one(input: Input, edition: &str) -> Job {
        Job { input, editions: vec![edition.to_owned()], printer: None, marks: None, place: Place::Stdout }
    }
    /// The same with these marks around its pages.
    pub fn with(self, marks: Marks) -> Job {
        Job { marks: Some(marks), ..self }
    }

    /// Where the file of an edition goes.
    pub fn target(&self, edition: &str) -> Target {
        let name = match &self.input {
            Input::Stdin => "sheet".into(),
            Input::File(path) => path.file_stem().unwrap_or_default().to_string_lossy(),
        };
        let file = PathBuf::from(format!("{name}.{edition}.pdf"));
        match &self.place {
            Place::Stdout => Target::Stdout,
            Place::File(path) => Target::File(path.clone()),
            Place::Folder(folder) if folder == Path::new(".") => Target::File(file),
            Place::Folder(folder) => Target::File(folder.join(file)),
        }
    }
}

/// No file is written twice, and no sheet is written over.
fn check_outputs(jobs: &[Job]) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for target in jobs.iter().flat_map(|j| j.editions.iter().map(|e| j.target(e))) {
        let Target::File(path) = &target else { continue };
        if !seen.insert(path.clone()) {
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
