//! What a workbook says of its worksheets: their names and parts, the texts that cells share, and how numbers are shown.

use super::super::fault::Fault;
use super::archive::Archive;
use super::damaged;
use super::number::{Epoch, Format};
use super::xml::{Xml, attribute};
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// Most bytes of the parts that say what is where.
const MAX_PLAN: u64 = 32 << 20;
/// Most bytes of the texts that cells share. A full worksheet of a million names and addresses has 100 MB.
const MAX_TEXTS: u64 = 256 << 20;
/// Most of these texts: a million rows of sixteen.
const MAX_COUNT: usize = 16 << 20;
/// Most bytes of a worksheet, which is streamed: a million rows of forty cells.
const MAX_SHEET: u64 = 2 << 30;

/// A workbook.
pub(super) struct Workbook {
    archive: Archive,
    pub sheets: Vec<Sheet>,
    pub epoch: Epoch,
    /// By the number of a cell's style.
    pub formats: Vec<Format>,
    pub texts: Texts,
}

/// A worksheet.
pub(super) struct Sheet {
    pub name: String,
    pub part: String,
    pub visible: bool,
}

/// The texts that cells share, one behind the other.
#[derive(Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<u32>,
    /// Those that are too large for a cell, and empty here.
    large: BTreeSet<usize>,
}

impl Texts {
    /// Text `i`; `Some(None)` where it is too large.
    pub fn get(&self, i: usize) -> Option<Option<&str>> {
        let end = *self.ends.get(i)? as usize;
        let start = i.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Some((!self.large.contains(&i)).then(|| &self.all[start..end]))
    }

    fn push(&mut self, text: Option<String>) {
        match text {
            Some(text) => self.all.push_str(&text),
            None => {
                self.large.insert(self.ends.len());
            }
        }
        self.ends.push(self.all.len() as u32);
    }
}

/// Where a part leads: by id, the kind and the part.
type Links = BTreeMap<String, (String, String)>;

impl Workbook {
    /// Reads all but the worksheets.
    pub fn open(archive: Archive) -> Result<Workbook, Fault> {
        let kinds = links(&archive, "")?;
        let main = kinds.values().find(|(kind, _)| kind == "officeDocument").map(|(_, part)| part.clone());
        let main = main.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        // The binary kind, .xlsb, is none that is read.
        let xml = archive.holds(&main) && main.ends_with(".xml");
        if !xml || main.starts_with("word/") || main.starts_with("ppt/") {
            return Err(super::super::kind::no_workbook());
        }
        let links = links(&archive, &main)?;
        let mut book = Workbook {
            archive,
            sheets: Vec::new(),
            epoch: Epoch::default(),
            formats: Vec::new(),
            texts: Texts::default(),
        };
        book.read_plan(&main, &links)?;
        let part = |kind: &str| links.values().find(|(k, _)| k == kind).map(|(_, part)| part);
        if let Some(part) = part("styles").filter(|p| book.archive.holds(p)) {
            book.formats = formats(&mut book.xml(part, MAX_PLAN)?)?;
        }
        if let Some(part) = part("sharedStrings").filter(|p| book.archive.holds(p)) {
            book.texts = texts(&mut book.xml(part, MAX_TEXTS)?)?;
        }
        Ok(book)
    }

    /// The rows of a worksheet.
    pub fn sheet(&self, part: &str) -> Result<Xml, Fault> {
        self.xml(part, MAX_SHEET)
    }

    fn xml(&self, part: &str, limit: u64) -> Result<Xml, Fault> {
        self.archive.part(part, limit).map(Xml::new)
    }

    fn read_plan(&mut self, main: &str, links: &Links) -> Result<(), Fault> {
        let mut sheets = Vec::new();
        let mut epoch = Epoch::default();
        each(&mut self.xml(main, MAX_PLAN)?, |tag, _| match tag.local_name().as_ref() {
            "workbookPr" if attribute(tag, "date1904").is_some_and(|v| v == "1" || v == "true") => {
                epoch = Epoch::Y1904;
            }
            "sheet" => {
                let link = attribute(tag, "id").and_then(|id| links.get(&id));
                // Sheets of a chart have no rows.
                let Some((_, part)) = link.filter(|(kind, _)| kind == "worksheet") else { return };
                sheets.push(Sheet {
                    name: attribute(tag, "name").unwrap_or_default(),
                    part: part.clone(),
                    visible: attribute(tag, "state").is_none_or(|state| state == "visible"),
                });
            }
            _ => {}
        })?;
        (self.sheets, self.epoch) = (sheets, epoch);
        Ok(())
    }
}

/// Calls `see` for every tag of `xml`, with the tags around it.
fn each(xml: &mut Xml, mut see: impl FnMut(&BytesStart, &[String])) -> Result<(), Fault> {
    let mut around = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) => {
                see(&tag, &around);
                around.push(tag.local_name().as_ref().to_owned());
            }
            Event::End(_) => {
                around.pop();
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Where `part` leads, the whole archive for an empty name.
fn links(archive: &Archive, part: &str) -> Result<Links, Fault> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = joined(folder, &format!("_rels/{file}.rels"));
    let mut links = Links::new();
    if !archive.holds(&name) {
        return Ok(links);
    }
    each(&mut Xml::new(archive.part(&name, MAX_PLAN)?), |tag, _| {
        if tag.local_name().as_ref() != "Relationship" {
            return;
        }
        let [id, kind, target] =
            ["Id", "Type", "Target"].map(|name| attribute(tag, name).unwrap_or_default());
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        links.insert(id, (kind, joined(folder, &target)));
    })?;
    Ok(links)
}

/// The part that `target` means in `folder`.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            ".." => {
                parts.pop();
            }
            "" | "." => {}
            step => parts.push(step),
        }
    }
    parts.retain(|p| !p.is_empty());
    parts.join("/")
}

/// How each style of cell shows numbers.
fn formats(xml: &mut Xml) -> Result<Vec<Format>, Fault> {
    let (mut own, mut styles) = (BTreeMap::new(), Vec::new());
    each(xml, |tag, around| {
        let number = |name| attribute(tag, name).and_then(|n| n.parse::<u32>().ok());
        match (around.last().map(String::as_str), tag.local_name().as_ref()) {
            (Some("numFmts"), "numFmt") => {
                own.extend(number("numFmtId").zip(attribute(tag, "formatCode")));
            }
            (Some("cellXfs"), "xf") => styles.push(number("numFmtId").unwrap_or(0)),
            _ => {}
        }
    })?;
    let format = |id: u32| own.get(&id).map_or_else(|| Format::built_in(id), |code| Format::of(code));
    Ok(styles.into_iter().map(format).collect())
}

fn texts(xml: &mut Xml) -> Result<Texts, Fault> {
    let mut texts = Texts::default();
    loop {
        let is_text = match xml.next()? {
            Event::Start(tag) => tag.local_name().as_ref() == "si",
            Event::Eof => return Ok(texts),
            _ => false,
        };
        if is_text {
            let text = xml.rich_text()?;
            texts.push(text);
        }
        // What an entity gives is hardly longer than its name, so that ends have room in 32 bits.
        if texts.ends.len() > MAX_COUNT {
            return Err(damaged("it has too many texts"));
        }
    }
}
