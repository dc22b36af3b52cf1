//! One sheet or one PDF, judged. Prints nothing.

use super::proof::{Proofs, Wanted};
use crate::base::meant::suggest;
use crate::base::{Diagnostic, Diagnostics, Severity, Sources};
use crate::cli::Status;
use crate::cli::build::job::{self, Warnings};
use crate::cli::build::target::{Input, Job};
use crate::edition::Edition;
use crate::preflight::file::{Demand, Finding, Pdf, examine};
use crate::project::Disk;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// What has been found out about a file.
pub struct Judged {
    /// The file, as messages call it.
    pub name: String,
    /// The texts that the messages point into.
    pub sources: Sources,
    /// What a build has to say, or why a file cannot be read.
    pub diags: Diagnostics,
    /// What is wrong with the PDF.
    pub findings: Vec<Finding>,
    /// The PDF in figures, where there is one.
    pub facts: Option<Facts>,
    /// The proofs that were asked for.
    pub proofs: Proofs,
    /// How reading it ended.
    ended: Status,
}

/// A PDF in figures.
pub struct Facts {
    /// By what it was judged.
    pub demand: Demand,
    /// Pages.
    pub pages: usize,
    /// Bytes.
    pub bytes: usize,
}

impl Judged {
    /// Judges a file for `edition`; where there is none, for what it seems to be for.
    pub fn new(path: &Path, edition: Option<&str>, wanted: Wanted<'_>) -> Judged {
        let mut judged = Judged {
            name: path.display().to_string(),
            sources: Sources::default(),
            diags: Diagnostics::default(),
            findings: Vec::new(),
            facts: None,
            proofs: Proofs::default(),
            ended: Status::Done,
        };
        if catch_unwind(AssertUnwindSafe(|| judged.judge(path, edition, wanted))).is_err() {
            let d = Diagnostic::error("internal-error", "handbill has a fault, and this file brought it out");
            judged.diags.push(d.help("please report it with the lines above and, if you can, the file"));
        }
        judged
    }

    /// The exit code that it is worth.
    pub fn status(&self, strict: bool) -> Status {
        let worst = if strict { Severity::Warning } else { Severity::Error };
        let bad = self.severities().any(|s| s >= worst);
        self.ended.max(if bad { Status::Failed } else { Status::Done })
    }

    /// How bad each thing is.
    pub fn severities(&self) -> impl Iterator<Item = Severity> + '_ {
        self.diags.iter().map(|d| d.severity).chain(self.findings.iter().map(|f| f.severity))
    }

    fn judge(&mut self, path: &Path, edition: Option<&str>, wanted: Wanted<'_>) {
        let named_pdf = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
        if path != Path::new("-") {
            match Disk::read_named(path).map(|l| l.bytes) {
                Ok(bytes) if named_pdf || bytes.starts_with(b"%PDF-") => {
                    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
                    return self.finished(&bytes, name.as_deref(), edition, wanted);
                }
                Ok(_) => {}
                Err(why) if named_pdf => return self.unread(&why),
                // A sheet's own reader says what is wrong.
                Err(_) => {}
            }
        }
        self.sheet(path, edition, wanted);
    }

    fn unread(&mut self, why: &str) {
        self.ended = Status::WrongCall;
        let d = Diagnostic::error("cannot-read", format!("cannot read `{}`: {why}", self.name));
        self.diags.push(d.help("name a sheet or a PDF file"));
    }

    /// A file that is there is judged for one of the four: it does not say what a sheet wanted of it.
    fn finished(&mut self, bytes: &[u8], name: Option<&str>, edition: Option<&str>, wanted: Wanted<'_>) {
        let known = edition.map(|e| Edition::named(e).ok_or(e)).transpose();
        match known {
            Ok(edition) => self.pdf(bytes, name, edition.as_ref(), wanted),
            Err(word) => {
                self.ended = Status::WrongCall;
                let d = Diagnostic::error("unknown-edition", format!("there is no edition `{word}`"));
                self.diags.push(d.help(suggest(word, &Edition::NAMES)));
            }
        }
    }

    fn pdf(&mut self, bytes: &[u8], name: Option<&str>, edition: Option<&Edition>, wanted: Wanted<'_>) {
        let pdf = match Pdf::read(bytes, name) {
            Ok(pdf) => pdf,
            Err(why) => {
                let d = Diagnostic::error("unreadable-pdf", format!("nothing can be said about it: {why}"));
                return self.diags.push(d.help("open it in a viewer, save it anew and check what was saved"));
            }
        };
        let demand = match edition {
            Some(edition) => Demand::of(edition, &pdf),
            None => Demand::guessed(&pdf),
        };
        self.findings = examine(&pdf, &demand);
        self.proofs = Proofs::new(&pdf, &demand, wanted, &mut self.diags);
        self.facts = Some(Facts { demand, pages: pdf.pages.len(), bytes: bytes.len() });
    }

    fn sheet(&mut self, path: &Path, edition: Option<&str>, wanted: Wanted<'_>) {
        let input = if path == Path::new("-") { Input::Stdin } else { Input::File(path.to_owned()) };
        let done = job::run(&Job::of_one(input, edition.unwrap_or("email")), Warnings::Pass);
        (self.name, self.sources, self.diags, self.ended) =
            (done.name, done.sources, done.diags, done.status);
        if let Some(bytes) = done.pdf {
            self.pdf(&bytes, None, done.editions.first(), wanted);
        }
    }
}
