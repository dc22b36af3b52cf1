//! What is said of a run: each message once however many rows it is about, and at the end what there is.

use super::ending::{ending, stopped};
use super::kinds::Kinds;
use super::progress::Progress;
use crate::base::{Diagnostic, Diagnostics, Severity, Sources};
use crate::cli::report::{Format, Subject, counted, size};
use crate::cli::{Status, out};
use crate::pdf::gang;
use crate::project::batch::{Done, Ending, FolderError, Shard};
use crate::project::records;
use std::path::Path;
use std::time::Instant;

/// Messages that are shown; what else there is stands in the manifest.
const MOST: usize = 20;
/// Pages of a file of all copies that `check` is named for: it keeps about 0.6 MB for each, and a run would not stay
/// small if it judged such a file itself.
const JUDGED: usize = 3000;
/// Rows that are named.
const NAMED: usize = 5;

/// What has been said, and what is to be said at the end.
pub struct Told {
    format: Format,
    sheet: String,
    shard: Shard,
    started: Instant,
    progress: Progress,
    /// Messages that many rows may have.
    kinds: Kinds,
    /// The first rows that failed.
    wrong: Vec<u64>,
    shown: usize,
    unshown: usize,
    made: u64,
    kept: u64,
    failed: u64,
    bytes: u64,
}

impl Told {
    /// Nothing said yet.
    pub fn new(format: Format, sheet: &str, shard: Shard) -> Told {
        Told {
            format,
            sheet: sheet.to_owned(),
            shard,
            started: Instant::now(),
            progress: Progress::start(format),
            kinds: Kinds::new(format),
            wrong: Vec::new(),
            shown: 0,
            unshown: 0,
            made: 0,
            kept: 0,
            failed: 0,
            bytes: 0,
        }
    }

    /// Says which part of the list this is, and which variable says so.
    pub fn shard(&mut self, why: &str) {
        let (number, of) = (self.shard.number(), self.shard.of());
        if self.format == Format::Human {
            out::status(&format!(
                "shard {number} of {of}, by {why}: row {number} and every {of}th from there (--no-shard makes all)\n"
            ));
        }
    }

    /// What there will be to make: rows of a list, or so many of them where that is not 0.
    pub fn expect(&mut self, list: &Path, rows: u64) {
        let (list, shard) = (list.to_owned(), self.shard);
        self.progress.expect(move || match rows {
            0 => {
                let mut records = records::open(&list, &mut Diagnostics::default())?;
                while records.next().is_some() {}
                Some(shard.share(records.place().0))
            }
            rows => Some(rows),
        });
    }

    /// Says what is wrong before any row is made.
    pub fn messages(&self, diags: &Diagnostics, sources: &Sources) {
        diags.iter().for_each(|d| self.say(d, sources));
    }

    /// Says what is about the run and not about a row.
    pub fn message(&self, d: &Diagnostic, sources: &Sources) {
        self.say(d, sources);
    }

    /// Says what is in the file of all copies: `all.pdf: 535 copies, 1070 pages, 1.4 MB`, and who judges it.
    pub fn gang(&self, path: &Path, facts: &gang::Facts) {
        let shown = path.display();
        let text = match self.format {
            Format::Human => {
                let copies = counted(facts.copies, "copy").replace("copys", "copies");
                let judge = match facts.pages <= JUDGED {
                    true => format!("; `handbill check {shown}` judges it"),
                    false => String::new(),
                };
                let (pages, bytes) = (counted(facts.pages, "page"), size(facts.bytes as usize));
                format!("{shown}: {copies}, {pages}, {bytes}{judge}\n")
            }
            Format::Json => {
                let value = serde_json::json!({
                    "kind": "gang",
                    "output": shown.to_string(),
                    "copies": facts.copies,
                    "pages": facts.pages,
                    "bytes": facts.bytes,
                });
                format!("{value}\n")
            }
        };
        self.progress.aside(|| match self.format {
            Format::Json => {
                out::stdout(&text);
            }
            Format::Human => out::status(&text),
        });
    }

    /// Takes note of a row, and says what is wrong with it, where that has not been said.
    pub fn row(&mut self, done: &Done) {
        match (&done.entry.error, done.kept) {
            (Some(_), _) => {
                self.failed += 1;
                self.wrong.extend((self.wrong.len() < NAMED).then_some(done.entry.row));
            }
            (None, true) => self.kept += 1,
            (None, false) => self.made += 1,
        }
        self.bytes += done.entry.files.iter().map(|f| f.bytes).sum::<u64>();
        for d in done.diags.iter() {
            if !self.kinds.has(d, done.entry.row) {
                self.first(d, done);
            }
        }
        self.progress.step(self.made + self.kept + self.failed);
    }

    fn first(&mut self, d: &Diagnostic, done: &Done) {
        if self.shown >= MOST && d.severity != Severity::Error || self.shown >= 5 * MOST {
            self.unshown += 1;
            return;
        }
        self.shown += 1;
        self.kinds.add(d, done.entry.row);
        // Most messages of a batch are about the sheet; those of one row say which.
        let named = d.message.contains("row ");
        let message = match named {
            true => d.message.clone(),
            false => format!("{} (row {})", d.message, done.entry.row),
        };
        self.say(&Diagnostic { message, ..d.clone() }, &done.sources);
    }

    fn say(&self, d: &Diagnostic, sources: &Sources) {
        let text = self.format.message(d, &Subject { name: &self.sheet, sources });
        self.progress.aside(|| match self.format {
            Format::Json => {
                out::stdout(&text);
            }
            Format::Human => out::status(&text),
        });
    }

    /// Says how it has ended.
    pub fn end(self, folder: &Path, end: Result<Ending, FolderError>) -> Status {
        self.progress.end();
        let mut diags = Diagnostics::default();
        let status = match &end {
            Err(e) => {
                diags.push(stopped(e));
                Status::Failed
            }
            Ok(left) => {
                ending(left, &folder.display().to_string(), &mut diags);
                if self.failed > 0 { Status::Failed } else { Status::Done }
            }
        };
        let about = Subject { name: &self.sheet, sources: &Sources::default() };
        let mut text = self.repeated();
        text.extend(diags.iter().map(|d| self.format.message(d, &about)));
        // Of a folder that could not be used there is nothing to sum up.
        if end.is_ok() || self.made + self.kept + self.failed > 0 {
            text.push_str(&self.summary(folder));
        }
        match self.format {
            // Who reads the messages must not take none for none.
            Format::Json => status.max(out::stdout(&text)),
            Format::Human => {
                out::status(&text);
                status
            }
        }
    }

    /// What was said of several rows, and what has not been said.
    fn repeated(&self) -> String {
        if self.format == Format::Json {
            return String::new();
        }
        let mut text = self.kinds.repeated();
        if self.unshown > 0 {
            text.push_str(&format!("{} more in {}\n", counted(self.unshown, "message"), self.shard.csv()));
        }
        text
    }

    /// `out: 535 copies (12 made, 523 there already), 57 MB, 2.31 s, 232 a second; manifest.csv lists them`
    fn summary(&self, folder: &Path) -> String {
        if self.format == Format::Json {
            return self.summary_json(folder);
        }
        let copies = self.made + self.kept;
        let time = self.started.elapsed().as_secs_f64();
        let mut parts = vec![format!(
            "{}: {}",
            folder.display(),
            counted(copies as usize, "copy").replace("copys", "copies")
        )];
        if self.kept > 0 {
            parts[0].push_str(&format!(" ({} made, {} there already)", self.made, self.kept));
        }
        if self.failed > 0 {
            let rows: Vec<String> = self.wrong.iter().map(u64::to_string).collect();
            let dots = if self.failed > NAMED as u64 { ", …" } else { "" };
            parts.push(format!(
                "{} failed ({}{dots})",
                counted(self.failed as usize, "row"),
                rows.join(", ")
            ));
        }
        parts.push(size(self.bytes as usize));
        parts.push(format!("{time:.2} s"));
        if self.made > 1 {
            parts.push(format!("{:.0} a second", self.made as f64 / time.max(1e-9)));
        }
        let merge = match self.shard == Shard::WHOLE {
            true => String::new(),
            false => format!(
                "; when all {} shards are: handbill batch merge {}",
                self.shard.of(),
                folder.display()
            ),
        };
        format!("{}; {} lists them{merge}\n", parts.join(", "), self.shard.csv())
    }

    fn summary_json(&self, folder: &Path) -> String {
        let value = serde_json::json!({
            "kind": "batch",
            "folder": folder.display().to_string(),
            "made": self.made,
            "kept": self.kept,
            "shard": self.shard.to_string(),
            "failed": self.failed,
            "bytes": self.bytes,
            "seconds": self.started.elapsed().as_secs_f64(),
        });
        format!("{value}\n")
    }
}
