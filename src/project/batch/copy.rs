//! One row: its sheet, its files, its line in the manifest.

use super::drafts::Mails;
use super::faces::{Brands, Faces};
use super::folder::{Folder, FolderError};
use super::kept::{Kept, Noted, Seen};
use super::key::{Chain, Hash};
use super::manifest::{Entry, Written};
use super::name::Named;
use super::{Done, Order, Row};
use crate::Formes;
use crate::base::{Diagnostic, Diagnostics, Severity, Sources};
use crate::edition::{Edition, EditionKind, Marks};
use crate::mail::{self, Letter, Words};
use crate::project::FontFolders;
use crate::project::records::Record;
use crate::sheet::{Sheet, merge};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// What all rows are made with.
pub struct Maker<'a> {
    order: &'a Order<'a>,
    folder: &'a Folder,
    /// All that the copies of this run have in common, but files that they name.
    common: Hash,
    brands: Brands,
    /// What copies have in common.
    formes: Formes,
}

/// A hash of all that the copies of a run have in common, but files that they name.
pub fn common(order: &Order<'_>) -> Hash {
    let editions = format!("{:?}", order.editions);
    let sheet = &order.sources.get(order.file).text;
    let program = crate::project::program_hash();
    let mails = order.mails.map(Mails::fingerprint).unwrap_or_default();
    let mut parts = vec![program.bytes(), editions.as_bytes(), sheet.as_bytes(), mails.as_bytes()];
    parts.extend(order.columns.names().iter().map(String::as_bytes));
    Hash::of_all(parts)
}

/// The same with the files that the sheet of every row names: shards that have seen others must not be merged.
pub fn seen(order: &Order<'_>, common: Hash) -> Hash {
    let files = Noted::new(order.files, &order.sources.get(order.file).name);
    let (mut sources, mut diags) = (order.sources.clone(), Diagnostics::default());
    let sheet = order.master.sheet(&mut sources, &files, None, &mut diags);
    let folders = sheet.map(|sheet| FontFolders::named(&sheet.brand, &sources, &mut diags));
    let decimals = format!("{:?}", order.columns.decimals());
    hash_of(
        &[common.bytes(), decimals.as_bytes()],
        (&files.read(), &folders.unwrap_or_default()),
        order.files,
    )
}

/// A hash of some texts, of files, and of folders of fonts.
fn hash_of(parts: &[&[u8]], (read, folders): (&[Seen], &[PathBuf]), files: &Kept) -> Hash {
    let mut chain = Chain::default();
    parts.iter().for_each(|part| chain.add(part));
    chain.add(&(read.len() as u64).to_le_bytes());
    for (folder, path, hash) in read {
        let hash = hash.as_ref().map_or(&[][..], Hash::bytes);
        [folder.as_bytes(), path.as_bytes(), hash].into_iter().for_each(|part| chain.add(part));
    }
    folders.iter().for_each(|folder| chain.add(files.fonts(folder).bytes()));
    chain.hash()
}

impl<'a> Maker<'a> {
    /// Ready to make rows.
    pub fn new(order: &'a Order<'a>, folder: &'a Folder, common: Hash) -> Maker<'a> {
        Maker { order, folder, common, brands: Brands::default(), formes: Formes::default() }
    }

    /// Makes a row. A fault of handbill itself ends this row and no other.
    pub fn make(&self, row: Row) -> Done {
        let (mut done, record, named) = match row {
            Row::Wrong { row, line, problem } => {
                let mut done = Done::new(row, line, String::new(), self.order.sources);
                done.diags.push(*problem);
                return done.ended();
            }
            Row::Passed { row, line, name } => return Done::new(row, line, name, self.order.sources),
            Row::Named(record, named) => {
                (Done::new(record.row, record.line, named.name.clone(), self.order.sources), record, named)
            }
        };
        done.diags.extend(named.diags.clone());
        done.label.clone_from(&named.label);
        if catch_unwind(AssertUnwindSafe(|| self.fill(&record, &named, &mut done))).is_err() {
            let d = Diagnostic::error("internal-error", "handbill has a fault, and this row brought it out");
            done.diags.push(d.help("please report it with the lines above and, if you can, sheet and row"));
        }
        done.ended()
    }

    fn fill(&self, record: &Record, named: &Named, done: &mut Done) {
        let files = Noted::new(self.order.files, &self.order.sources.get(self.order.file).name);
        let row =
            merge::Row { columns: self.order.columns, values: &record.values, number: record.row, lang: "" };
        let sheet = self.order.master.sheet(&mut done.sources, &files, Some(row), &mut done.diags);
        let Some(mut sheet) = sheet.filter(|_| !done.diags.has_errors()) else { return };
        // The slug line of a print says whose it is.
        if self.order.editions.iter().any(|edition| edition.marks != Marks::None) {
            sheet.name = format!("{}.pdf", named.name);
        }
        let mut said = Diagnostics::default();
        let folders = FontFolders::named(&sheet.brand, &done.sources, &mut said);
        done.entry.key = Some(self.key(record, named, (&files.read(), &folders)));
        let faces = || self.brands.faces(&folders, &sheet.brand);
        let is_same = |e: &Entry| e.of_machine.is_empty() || faces().has(&e.of_machine);
        let before = done.entry.key.and_then(|key| self.folder.made_before(key, record.row));
        if let Some(before) = before.filter(is_same) {
            done.entry = Entry { row: record.row, line: record.line, ..before };
            done.kept = true;
            // The file of all mails is always written anew.
            if let Some(mails) = self.order.mails.filter(|mails| mails.mbox.is_some()) {
                let words = mails.template.words(&row, &sheet, &mut done.diags);
                let pdf = self.attached().and_then(|i| self.folder.read(&done.entry.files.get(i)?.file));
                done.kept = words.is_some();
                let mail = words.zip(pdf).map(|(words, pdf)| self.mail(&words, &sheet, named, &pdf));
                done.mail = mail.map(|mail| entry(&mail, &sheet));
            }
            return;
        }
        done.diags.extend(said);
        // A row whose mail cannot be written fails before its copy is made.
        let words = self.order.mails.map(|mails| mails.template.words(&row, &sheet, &mut done.diags));
        if let Some(None) = words {
            return;
        }
        let faces = faces();
        let set = |edition| self.set(&sheet, (edition, &faces), named, done);
        let made: Vec<Option<Vec<u8>>> = self.order.editions.iter().map(set).collect();
        let pdf = self.attached().and_then(|i| made.into_iter().nth(i).flatten());
        if let (Some(words), Some(pdf)) = (words.flatten(), pdf) {
            self.draft(self.mail(&words, &sheet, named, &pdf), &sheet, named, done);
        }
    }

    /// The edition that is attached to mails: that for e-mail, or the first that is for no press.
    fn attached(&self) -> Option<usize> {
        let first = |is: fn(EditionKind) -> bool| self.order.editions.iter().position(|e| is(e.kind));
        first(|kind| kind == EditionKind::Email).or_else(|| first(|kind| kind != EditionKind::Press))
    }

    fn mail(&self, words: &Words, sheet: &Sheet, named: &Named, pdf: &[u8]) -> Vec<u8> {
        let name = format!("{}.pdf", named.name);
        mail::draft(&Letter { words, accent: &mail::accent(&sheet.brand), name: &name, pdf })
    }

    /// Puts the mail where the run wants it.
    fn draft(&self, mail: Vec<u8>, sheet: &Sheet, named: &Named, done: &mut Done) {
        let Some(mails) = self.order.mails else { return };
        if mails.eml && !done.diags.has_errors() {
            self.put(DRAFT, (format!("{}.eml", named.name), Hash::of(&mail)), 0, &mail, done);
        }
        if mails.mbox.is_some() {
            done.mail = Some(entry(&mail, sheet));
        }
    }

    /// A hash of everything that the files of a row depend on.
    fn key(&self, record: &Record, named: &Named, read: (&[Seen], &[PathBuf])) -> Hash {
        let mut parts: Vec<&[u8]> = vec![self.common.bytes(), named.name.as_bytes()];
        parts.extend(record.values.iter().map(|v| v.as_bytes()));
        // Only what may be a number with decimals depends on how those are written.
        let decimals = self.order.columns.decimals();
        let signs = record.values.iter().enumerate().filter(|(_, value)| value.contains(['.', ',']));
        let written: Vec<u8> = signs.map(|(column, _)| decimals.of(Some(column)) as u8).collect();
        parts.push(&written);
        hash_of(&parts, read, self.order.files)
    }

    /// Sets an edition and puts its file into the folder. Gives its bytes.
    fn set(
        &self,
        sheet: &Sheet,
        (edition, faces): (&Edition, &Faces),
        named: &Named,
        done: &mut Done,
    ) -> Option<Vec<u8>> {
        let output = crate::copy(sheet, edition, &faces.set, &self.formes, &mut done.diags)?;
        let of_machine = faces.of_machine(&output.of_machine);
        let known = &mut done.entry.of_machine;
        of_machine.into_iter().for_each(|of| known.extend((!known.contains(&of)).then_some(of)));
        let file = named.file(&edition.name);
        let hash = output.hash.map_or_else(|| Hash::of(&output.pdf), Hash::from);
        self.put(&edition.name, (file, hash), output.facts.pages, &output.pdf, done);
        Some(output.pdf)
    }

    /// Puts a file of the row into the folder.
    fn put(&self, edition: &str, (file, hash): (String, Hash), pages: usize, bytes: &[u8], done: &mut Done) {
        let written = Written { edition: edition.to_owned(), file, pages, bytes: bytes.len() as u64, hash };
        match self.folder.put(&done.entry, &written, bytes) {
            Ok(()) => done.entry.files.push(written),
            Err(e @ FolderError::Foreign(_)) => {
                let d = Diagnostic::error("foreign-file", e.to_string());
                done.diags.push(d.help("move it away, or give copies other names with `--name`"));
            }
            Err(e) => {
                let remedy = e.remedy().unwrap_or("see what is in the folder");
                let d = Diagnostic::error("cannot-write", e.to_string());
                let help = format!("{remedy}, or name another folder with `-o`, and run it again");
                done.diags.push(d.help(help));
                done.stop = e.is_final().then_some(e);
            }
        }
    }
}

/// What a mail draft is called among the editions of a row.
const DRAFT: &str = "eml";

/// A mail as an entry of the file of all.
fn entry(mail: &[u8], sheet: &Sheet) -> Vec<u8> {
    let mut out = Vec::with_capacity(mail.len() + 64);
    // Memory takes all that is written to it.
    let _ = mail::mbox_entry(mail, sheet.date.as_ref(), &mut out);
    out
}

impl Done {
    fn new(row: u64, line: u64, name: String, sources: &Sources) -> Done {
        let entry = Entry { row, line, name, ..Entry::default() };
        let label = entry.name.clone();
        Done {
            entry,
            label,
            kept: false,
            diags: Diagnostics::default(),
            sources: sources.clone(),
            mail: None,
            stop: None,
        }
    }

    /// With what is to be said of it in the manifest.
    fn ended(mut self) -> Done {
        if self.kept {
            return self;
        }
        let say = |d: &Diagnostic| format!("{}: {}", d.code, d.message);
        let of = |severity| self.diags.iter().filter(move |d| d.severity == severity);
        self.entry.warnings = of(Severity::Warning).map(say).collect();
        self.entry.error = of(Severity::Error).map(say).next();
        self
    }
}
