//! One file of many copies of a sheet, for a print shop: the pages of all in order, what they have in common stored
//! once, labels and bookmarks by recipient. Takes the bytes of finished PDFs one after another and writes as it goes:
//! of a copy that is written hardly more is kept than its name. Sets nothing anew.
//!
//! `share` takes objects over and knows those that are there already, `content` cuts what a page draws into pieces that
//! copies share, `tags` puts structure trees side by side, `said` knows which standards' marks the file may carry,
//! `file`, `places`, `rows` and `trees` write it; `up` sets two copies on a sheet.

mod content;
mod file;
mod places;
mod rows;
mod said;
mod share;
mod tags;
mod trees;
mod up;

use super::finish::{name, text, write_object};
use super::impose::source::{self, Source};
use crate::base::Diagnostic;
use crate::edition::Standard;
use file::File;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use said::Said;
use share::{Carrier, Shared, refer};
use std::io::{self, Write};
use tags::Tags;
use trees::{PageTree, Tree};
use up::{Half, Up};

/// Why a copy cannot be added, or the file not be written.
#[derive(Debug, thiserror::Error)]
pub enum GangError {
    /// The copy is no PDF, or one that nobody may read.
    #[error("{}", .0.message)]
    Copy(Box<Diagnostic>),
    /// The file cannot be written.
    #[error("{0}")]
    Write(#[from] io::Error),
    /// No copy has been added.
    #[error("there are no copies to put into one file")]
    Empty,
}

impl From<Diagnostic> for GangError {
    fn from(diagnostic: Diagnostic) -> GangError {
        GangError::Copy(Box::new(diagnostic))
    }
}

/// A finished file in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Copies in it.
    pub copies: usize,
    /// Pages of the file.
    pub pages: usize,
    /// Bytes.
    pub bytes: u64,
    /// Standards whose marks a copy carried and the file does not, because not all copies meet them.
    pub lost: Vec<Standard>,
    /// Whether it is too large for a mark that all copies deserve: PDF/A-2 bounds the number of objects.
    pub crowded: bool,
}

/// A file under construction.
pub struct Gang<W: Write> {
    file: File<W>,
    shared: Shared,
    pages: PageTree,
    labels: Tree,
    tags: Tags,
    said: Option<Said>,
    /// The copies' names and first pages.
    bookmarks: Vec<(Box<str>, u32)>,
    /// Those of copies on the right halves, which come after the left ones when both are cut and stacked.
    rights: Vec<(Box<str>, u32)>,
    up: Option<Up>,
}

impl<W: Write> Gang<W> {
    /// A file that is written to `out` as copies come. Wrap a file in a `BufWriter`.
    pub fn new(out: W) -> Gang<W> {
        let mut file = File::new(out);
        let tags = Tags::new(&mut file);
        Gang {
            file,
            shared: Shared::default(),
            pages: PageTree::default(),
            labels: Tree::of_labels(),
            tags,
            said: None,
            bookmarks: Vec::new(),
            rights: Vec::new(),
            up: None,
        }
    }

    /// A file whose pages are the sides of printed sheets, each with two copies side by side, on the smallest standard
    /// paper that holds them, with their marks and slug lines where it has room for them, or crop marks. It has no tags.
    /// Copies come in pairs, left before right; cut apart, all left halves go before the right ones.
    pub fn two_up(out: W) -> Gang<W> {
        Gang { up: Some(Up::default()), ..Gang::new(out) }
    }

    /// Adds the pages of a copy, which are called after `name` in labels and bookmarks.
    ///
    /// # Errors
    /// [`GangError::Copy`] where the copy cannot be read: others may still be added, without it.
    /// [`GangError::Write`] where the file cannot be written: it is lost.
    pub fn add(&mut self, name: &str, copy: &[u8]) -> Result<(), GangError> {
        let source = Source::read(copy)?;
        if self.said.is_none() {
            self.file.begin(said::version(&source))?;
        }
        self.file.turn()?;
        let mut carrier = Carrier::new(&source.document, &mut self.file, &mut self.shared);
        let said = Said::read(&source, &mut carrier)?;
        let name = plain(name);
        if let Some(up) = &mut self.up {
            let halves = up.halves(&source, &mut carrier)?;
            self.beside(name, halves, &source.document)?;
        } else {
            let lang = self.said.as_ref().unwrap_or(&said).lang();
            let (numbers, pages) =
                leaves(&source, &mut self.tags, (self.bookmarks.len(), &lang), &mut carrier)?;
            self.enter(&name, &numbers, pages)?;
            self.bookmarks.push((name.into(), numbers[0]));
        }
        match &mut self.said {
            Some(all) => all.join(said),
            None => self.said = Some(said),
        }
        Ok(())
    }

    /// Writes pages under a label.
    fn enter(&mut self, name: &str, numbers: &[u32], pages: Vec<Dictionary>) -> io::Result<()> {
        let label = dictionary! { "P" => text(&format!("{name} ")), "S" => "D" };
        self.labels.push(i64::from(self.pages.count).into(), label.into(), &mut self.file)?;
        for (number, mut page) in numbers.iter().zip(pages) {
            let parent = self.pages.push(*number, &mut self.file)?;
            page.set("Parent", refer(parent));
            self.file.put(*number, &page.into())?;
        }
        Ok(())
    }

    /// Sets a copy beside the one that waits, or lets it wait.
    fn beside(&mut self, name: String, halves: Vec<Half>, document: &Document) -> Result<(), GangError> {
        let Some(up) = &mut self.up else { return Ok(()) };
        match up.waiting.take() {
            None => up.waiting = Some((name, halves)),
            Some((first, left)) => self.pair(&[&first, &name], (left, halves), document)?,
        }
        Ok(())
    }

    /// Ends a sheet with two copies, whose right half stays empty where no other has come.
    ///
    /// # Errors
    /// As for [`add`](Gang::add).
    pub fn end_sheet(&mut self) -> Result<(), GangError> {
        match self.up.as_mut().and_then(|up| up.waiting.take()) {
            Some((name, halves)) => self.pair(&[&name], (halves, Vec::new()), &Document::new()),
            None => Ok(()),
        }
    }

    fn pair(
        &mut self,
        names: &[&str],
        (left, right): (Vec<Half>, Vec<Half>),
        document: &Document,
    ) -> Result<(), GangError> {
        let Some(up) = &mut self.up else { return Ok(()) };
        let mut carrier = Carrier::new(document, &mut self.file, &mut self.shared);
        let pages = up.sheets(left, right, &mut carrier)?;
        let numbers: Vec<u32> = pages.iter().map(|_| self.file.number()).collect();
        self.enter(&names.join(" · "), &numbers, pages)?;
        for (name, side) in names.iter().zip([&mut self.bookmarks, &mut self.rights]) {
            side.push(((*name).into(), numbers[0]));
        }
        Ok(())
    }

    /// Writes what stands at the end of the file, and gives what it was written to.
    ///
    /// # Errors
    /// [`GangError::Write`], or [`GangError::Empty`] where there is no copy.
    pub fn finish(mut self) -> Result<(W, Facts), GangError> {
        let Some(mut said) = self.said.take() else { return Err(GangError::Empty) };
        self.end_sheet()?;
        self.bookmarks.append(&mut self.rights);
        let file = &mut self.file;
        file.turn()?;
        let (copies, pages) = (self.bookmarks.len(), self.pages.count as usize);
        let mut catalog = said.catalog();
        if let Some(up) = &self.up {
            let mut shown =
                catalog.get(b"ViewerPreferences").and_then(Object::as_dict).cloned().unwrap_or_default();
            up.shown(&mut shown);
            catalog.set("ViewerPreferences", shown);
        }
        catalog.set("Type", "Catalog");
        catalog.set("Pages", refer(self.pages.close(file)?));
        catalog.set("PageLabels", self.labels.close(file)?);
        catalog.set("Outlines", refer(outline(self.bookmarks, file)?));
        // What the bookmarks are for: to find a recipient.
        catalog.set("PageMode", name("UseOutlines"));
        let structure = self.tags.close(file)?;
        if let Some(root) = structure {
            catalog.set("StructTreeRoot", refer(root));
            catalog.set("MarkInfo", dictionary! { "Marked" => true });
        }
        let crowded = said.settle(structure.is_some(), file.count());
        let info = file.number();
        file.put(info, &said.info().into())?;
        let id = file.identity()?;
        let packet = said.packet(&id);
        let (metadata, root) = (file.number(), file.number());
        let mut head = Vec::new();
        write_object(&mut head, &packet.dict.into());
        file.stream(metadata, &head, &packet.content)?;
        catalog.set("Metadata", refer(metadata));
        file.put(root, &catalog.into())?;
        let trailer = dictionary! { "Root" => refer(root), "Info" => refer(info) };
        let (out, bytes) = self.file.close(id, trailer)?;
        Ok((out, Facts { copies, pages, bytes, lost: said.lost(), crowded }))
    }
}

/// The pages of a copy with their numbers, but for their parents, and its structure written: copy number `copy`, of a
/// file in the language `lang`.
fn leaves<W: Write>(
    source: &Source,
    tags: &mut Tags,
    (copy, lang): (usize, &Object),
    carrier: &mut Carrier<W>,
) -> Result<(Vec<u32>, Vec<Dictionary>), GangError> {
    let numbers: Vec<u32> = source.pages.iter().map(|p| carrier.own(p.id)).collect();
    let tagged = tags.meet(carrier);
    let base = tagged.as_ref().map(|t| t.base);
    let mut made = Vec::with_capacity(numbers.len());
    for page in &source.pages {
        made.push(leaf(page.id, base, carrier)?);
    }
    if let Some(tagged) = &tagged {
        tags.add(tagged, (copy, lang), carrier)?;
    }
    Ok((numbers, made))
}

/// What a page inherits (ISO 32000-1, table 30), besides its resources.
const INHERITED: [&str; 3] = ["MediaBox", "CropBox", "Rotate"];

/// A page of a copy as it stands in the file, but for its parent. `base` is added to the keys of its structure; without
/// it the page has none.
fn leaf<W: Write>(
    id: ObjectId,
    base: Option<i64>,
    carrier: &mut Carrier<W>,
) -> Result<Dictionary, GangError> {
    let document = carrier.document;
    let dict = document.get_dictionary(id).map_err(|e| source::damaged(&e.to_string()))?;
    let mut plain = dict.clone();
    let content = carrier.content(dict)?;
    let links = annotations(dict, base, carrier)?;
    for key in ["Parent", "Contents", "Resources", "Annots", "StructParents"] {
        plain.remove(key.as_bytes());
    }
    for key in INHERITED {
        if let Some(found) = source::inherited(document, dict, key.as_bytes()) {
            plain.set(key, found.clone());
        }
    }
    let mut page = carrier.dict(&plain)?.0;
    let resources = match source::inherited(document, dict, b"Resources") {
        Some(found @ Object::Reference(_)) => carrier.carry(found)?.0,
        Some(found) => {
            let carried = carrier.carry(found)?;
            carrier.apart(carried)?
        }
        None => Dictionary::new().into(),
    };
    page.set("Resources", resources);
    page.set("Contents", content.pieces.into_iter().map(refer).collect::<Vec<_>>());
    if !links.is_empty() {
        let number = carrier.file.own_number();
        carrier.file.put_row(number, &links.into())?;
        page.set("Annots", refer(number));
    }
    if let (Some(base), Ok(key)) = (base, dict.get(b"StructParents").and_then(Object::as_i64)) {
        page.set("StructParents", base.saturating_add(key));
    }
    Ok(page)
}

/// The links and notes of a page.
fn annotations<W: Write>(
    page: &Dictionary,
    base: Option<i64>,
    carrier: &mut Carrier<W>,
) -> Result<Vec<Object>, GangError> {
    let document = carrier.document;
    let list = page.get(b"Annots").ok().and_then(|o| source::follow(document, o)?.as_array().ok());
    let mut made = Vec::new();
    for entry in list.into_iter().flatten() {
        let Some(dict) = source::follow(document, entry).and_then(|o| o.as_dict().ok()) else { continue };
        let number = match entry {
            Object::Reference(id) if !carrier.is_placed(*id) => carrier.own(*id),
            _ => carrier.file.own_number(),
        };
        let mut new = carrier.dict(dict)?.0;
        let key = new.remove(b"StructParent").and_then(|k| k.as_i64().ok());
        if let (Some(base), Some(key)) = (base, key) {
            new.set("StructParent", base.saturating_add(key));
        }
        carrier.file.put_row(number, &new.into())?;
        made.push(refer(number));
    }
    Ok(made)
}

/// A name on one line.
fn plain(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A bookmark for each copy, and their root.
fn outline<W: Write>(bookmarks: Vec<(Box<str>, u32)>, file: &mut File<W>) -> io::Result<u32> {
    let root = file.number();
    let items: Vec<u32> = bookmarks.iter().map(|_| file.number()).collect();
    for (i, (title, page)) in bookmarks.iter().enumerate() {
        let mut item = dictionary! {
            "Title" => text(title),
            "Parent" => refer(root),
            "Dest" => vec![refer(*page), name("Fit")],
        };
        for (key, other) in [("Prev", i.checked_sub(1)), ("Next", i.checked_add(1))] {
            if let Some(number) = other.and_then(|o| items.get(o)) {
                item.set(key, refer(*number));
            }
        }
        file.put(items[i], &item.into())?;
    }
    let mut dict = dictionary! { "Type" => "Outlines", "Count" => items.len() as i64 };
    if let (Some(first), Some(last)) = (items.first(), items.last()) {
        dict.set("First", refer(*first));
        dict.set("Last", refer(*last));
    }
    file.put(root, &dict.into())?;
    Ok(root)
}
