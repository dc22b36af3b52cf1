//! A file as the rules see it: objects, pages with their boxes, size, name. Reads what is there however wrong it is,
//! and never twice.

use super::printed::{Printed, printed};
use super::tree::Tree;
use super::xmp::Xmp;
use crate::preflight::reading::PageMarks;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// More than any page of text needs; a stream of more is there to fill memory.
const MAX_STREAM: usize = 256 << 20;
/// No handout has so many, and no reader shows more.
const MAX_PAGES: usize = 20_000;
/// Chains of references longer than this lead in circles.
const MAX_HOPS: usize = 32;
/// A file starts with its mark, or near its beginning (ISO 32000-1, annex H).
const HEADER_WITHIN: usize = 1024;

/// A rectangle in the page's own coordinates, in points, y upwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Box4 {
    /// Left edge.
    pub x0: f64,
    /// Lower edge.
    pub y0: f64,
    /// Right edge.
    pub x1: f64,
    /// Upper edge.
    pub y1: f64,
}

impl Box4 {
    /// Width in points.
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }
    /// Height in points.
    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }
    /// Whether the two have a place in common.
    pub fn meets(&self, other: &Box4) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }
    /// Whether `other` lies within, give or take `slack` points.
    pub fn holds(&self, other: &Box4, slack: f64) -> bool {
        other.x0 >= self.x0 - slack
            && other.y0 >= self.y0 - slack
            && other.x1 <= self.x1 + slack
            && other.y1 <= self.y1 + slack
    }
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its object.
    pub id: ObjectId,
    /// The paper.
    pub media: Box4,
    /// What viewers show, where it says so.
    pub crop: Option<Box4>,
    /// What is printed before cutting, where it says so.
    pub bleed: Option<Box4>,
    /// What remains after cutting, where it says so.
    pub trim: Option<Box4>,
    /// The meaningful content, where it says so.
    pub art: Option<Box4>,
    /// Turned clockwise by so many degrees.
    pub rotate: i64,
    /// Size of a unit in points; 1 nearly everywhere.
    pub unit: f64,
    /// The object that has its resources, itself or one above it.
    resources_of: Option<ObjectId>,
}

impl Page {
    /// What remains after cutting, stated or not.
    pub fn trimmed(&self) -> Box4 {
        self.trim.or(self.art).or(self.crop).unwrap_or(self.media)
    }
    /// Whether there is print outside of the trim, by its own account.
    pub fn has_bleed(&self) -> bool {
        self.bleed.is_some_and(|b| self.trim.is_some_and(|t| !t.holds(&b, 0.5)))
    }
}

/// Why nothing can be said about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is something else.
    NotPdf,
    /// It cannot be opened without a password.
    Locked,
    /// It is cut short or damaged; what the parser says.
    Damaged(String),
    /// It has no page.
    Empty,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unreadable::NotPdf => f.write_str("it is no PDF file"),
            Unreadable::Locked => f.write_str("it is locked with a password"),
            Unreadable::Damaged(why) => write!(f, "it is damaged or cut short ({why})"),
            Unreadable::Empty => f.write_str("it has no page"),
        }
    }
}

/// A file that is judged.
pub struct Pdf<'a> {
    /// Its objects.
    pub document: Cow<'a, Document>,
    /// Its pages in order; there is at least one.
    pub pages: Vec<Page>,
    /// Its size in bytes, where it is finished.
    pub size: Option<usize>,
    /// Its name without folders, where it has one.
    pub name: Option<String>,
    /// Whether it was encrypted, and opens with no password.
    pub encrypted: bool,
    xmp: OnceCell<Xmp>,
    tree: OnceCell<Option<Tree>>,
    printed: OnceCell<Vec<Printed>>,
}

impl<'a> Pdf<'a> {
    /// Reads a file. `name` is its name without folders.
    ///
    /// # Errors
    /// Where nothing can be said about it.
    pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Pdf<'static>, Unreadable> {
        let start = &bytes[..bytes.len().min(HEADER_WITHIN)];
        if !start.windows(5).any(|w| w == b"%PDF-") {
            return Err(Unreadable::NotPdf);
        }
        let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
        let document = Document::load_mem_with_options(bytes, options).map_err(|e| match e {
            lopdf::Error::InvalidPassword
            | lopdf::Error::Decryption(_)
            | lopdf::Error::UnsupportedSecurityHandler(_) => Unreadable::Locked,
            other => Unreadable::Damaged(other.to_string()),
        })?;
        let encrypted = document.was_encrypted() || document.is_encrypted();
        // What no empty password opens is left as it is, still with its lock.
        if document.is_encrypted() && !document.was_encrypted() {
            return Err(Unreadable::Locked);
        }
        let mut pdf = Pdf::new(Cow::Owned(document))?;
        pdf.size = Some(bytes.len());
        pdf.name = name.map(str::to_owned);
        pdf.encrypted = encrypted;
        Ok(pdf)
    }

    /// A document that is not written yet.
    ///
    /// # Errors
    /// Where it has no page.
    pub fn of(document: &'a Document) -> Result<Pdf<'a>, Unreadable> {
        Pdf::new(Cow::Borrowed(document))
    }

    fn new(document: Cow<'a, Document>) -> Result<Pdf<'a>, Unreadable> {
        let mut pdf = Pdf {
            document: settled(document),
            pages: Vec::new(),
            size: None,
            name: None,
            encrypted: false,
            xmp: OnceCell::new(),
            tree: OnceCell::new(),
            printed: OnceCell::new(),
        };
        pdf.pages = pdf.walk();
        if pdf.pages.is_empty() { Err(Unreadable::Empty) } else { Ok(pdf) }
    }

    /// What `object` is, or what it refers to.
    pub fn resolve<'o>(&'o self, object: &'o Object) -> Option<&'o Object> {
        let mut object = object;
        for _ in 0..MAX_HOPS {
            match object {
                Object::Reference(id) => object = self.document.objects.get(id)?,
                Object::Null => return None,
                other => return Some(other),
            }
        }
        None
    }
    /// The value of `key`; `None` where there is none, or null.
    pub fn get<'o>(&'o self, dict: &'o Dictionary, key: &str) -> Option<&'o Object> {
        // Rules ask for many keys that are not there, and `Dictionary::get` words an error at each call.
        self.resolve(dict.as_hashmap().get(key.as_bytes())?)
    }
    /// `object` as a dictionary, that of a stream too.
    pub fn as_dict<'o>(&'o self, object: &'o Object) -> Option<&'o Dictionary> {
        match self.resolve(object)? {
            Object::Dictionary(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }
    /// The dictionary under `key`.
    pub fn dict<'o>(&'o self, dict: &'o Dictionary, key: &str) -> Option<&'o Dictionary> {
        self.as_dict(dict.as_hashmap().get(key.as_bytes())?)
    }
    /// The array under `key`; empty where there is none.
    pub fn array<'o>(&'o self, dict: &'o Dictionary, key: &str) -> &'o [Object] {
        self.get(dict, key).and_then(|o| o.as_array().ok()).map_or(&[], Vec::as_slice)
    }
    /// The stream under `key`.
    pub fn stream<'o>(&'o self, dict: &'o Dictionary, key: &str) -> Option<&'o Stream> {
        self.get(dict, key)?.as_stream().ok()
    }
    /// The name under `key`.
    pub fn name_of<'o>(&'o self, dict: &'o Dictionary, key: &str) -> Option<&'o str> {
        std::str::from_utf8(self.get(dict, key)?.as_name().ok()?).ok()
    }
    /// The number under `key`.
    pub fn number(&self, dict: &Dictionary, key: &str) -> Option<f64> {
        self.get(dict, key).and_then(number)
    }
    /// The text string under `key`.
    pub fn text(&self, dict: &Dictionary, key: &str) -> Option<String> {
        lopdf::decode_text_string(self.get(dict, key)?).ok()
    }
    /// What a stream holds, unpacked; nothing where it cannot be, or is a bomb.
    pub fn content<'o>(&self, stream: &'o Stream) -> Cow<'o, [u8]> {
        if !stream.dict.has(b"Filter") {
            return Cow::Borrowed(&stream.content);
        }
        Cow::Owned(stream.decompressed_content_with_limit(MAX_STREAM).unwrap_or_default())
    }
    /// The catalog; an empty one where there is none.
    pub fn catalog(&self) -> &Dictionary {
        static NONE: std::sync::LazyLock<Dictionary> = std::sync::LazyLock::new(Dictionary::new);
        self.dict(&self.document.trailer, "Root").unwrap_or(&NONE)
    }
    /// A text of the information dictionary.
    pub fn info_text(&self, key: &str) -> Option<String> {
        let info = self.dict(&self.document.trailer, "Info")?;
        self.text(info, key).or_else(|| self.name_of(info, key).map(str::to_owned))
    }
    /// What its pages put on paper; read when the first rule asks.
    pub fn printed(&self) -> &[Printed] {
        self.printed.get_or_init(|| printed(&self.document))
    }
    /// The XMP packet.
    pub fn xmp(&self) -> &Xmp {
        self.xmp.get_or_init(|| {
            self.stream(self.catalog(), "Metadata").map(|s| Xmp::new(&self.content(s))).unwrap_or_default()
        })
    }
    /// The tag tree; `None` where there is none.
    pub fn tree(&self) -> Option<&Tree> {
        self.tree.get_or_init(|| Tree::read(self)).as_ref()
    }
    /// What a page, counted from 0, puts on paper. All pages are read when the first is asked for.
    pub fn marks(&self, page: usize) -> &PageMarks {
        static NONE: PageMarks = PageMarks { marks: Vec::new(), gaps: Vec::new() };
        self.printed().get(page).map_or(&NONE, |p| &p.marks)
    }
    /// The output intents.
    pub fn intents(&self) -> Vec<&Dictionary> {
        self.array(self.catalog(), "OutputIntents").iter().filter_map(|o| self.as_dict(o)).collect()
    }
    /// The dictionary of a page.
    pub fn page(&self, page: &Page) -> &Dictionary {
        self.document.objects.get(&page.id).and_then(|o| o.as_dict().ok()).unwrap_or(&self.document.trailer)
    }
    /// The resources of a page, its own or inherited.
    pub fn resources(&self, page: &Page) -> Option<&Dictionary> {
        let owner = self.document.objects.get(&page.resources_of?)?.as_dict().ok()?;
        self.dict(owner, "Resources")
    }
    /// The annotations of a page with their objects, where they are indirect.
    pub fn annotations(&self, page: &Page) -> Vec<(Option<ObjectId>, &Dictionary)> {
        let list = self.array(self.page(page), "Annots").iter();
        list.filter_map(|o| Some((o.as_reference().ok(), self.as_dict(o)?))).collect()
    }

    /// The pages in order; each node of the tree is visited once, however it is knotted.
    fn walk(&self) -> Vec<Page> {
        let mut pages = Vec::new();
        let Ok(root) = self.catalog().get(b"Pages").and_then(Object::as_reference) else { return pages };
        let mut seen = BTreeSet::new();
        let mut todo = vec![(root, Inherited::default())];
        while let Some((id, from)) = todo.pop() {
            if !seen.insert(id) || pages.len() >= MAX_PAGES {
                continue;
            }
            let Some(node) = self.document.objects.get(&id).and_then(|o| o.as_dict().ok()) else { continue };
            let own = from.below(self, id, node);
            if node.has(b"Kids") {
                let kids = self.array(node, "Kids").iter().rev().filter_map(|k| k.as_reference().ok());
                todo.extend(kids.map(|k| (k, own)));
            } else {
                pages.push(own.page(self, id, node));
            }
        }
        pages
    }

    /// A rectangle under `key`.
    pub fn box4(&self, dict: &Dictionary, key: &str) -> Option<Box4> {
        let list: Vec<f64> =
            self.array(dict, key).iter().filter_map(|o| self.resolve(o).and_then(number)).collect();
        let [a, b, c, d] = list[..] else { return None };
        Some(Box4 { x0: a.min(c), y0: b.min(d), x1: a.max(c), y1: b.max(d) })
    }
}

/// A document whose pages are objects of their own, as they have to be (ISO 32000-1, 7.7.3.2): one that stands within
/// its parent gets a number, so that whoever counts the pages counts the same ones.
fn settled(mut document: Cow<Document>) -> Cow<Document> {
    let direct = |o: &Object| matches!(o, Object::Dictionary(_));
    // Those within those within those: as deep as page trees are followed.
    for _ in 0..MAX_HOPS {
        let kids = |o: &Object| o.as_dict().ok()?.get(b"Kids").ok()?.as_array().ok().cloned();
        let nodes = document.objects.iter().filter_map(|(id, o)| Some((*id, kids(o)?)));
        let nodes: Vec<(ObjectId, Vec<Object>)> = nodes.filter(|(_, kids)| kids.iter().any(direct)).collect();
        if nodes.is_empty() {
            break;
        }
        for (id, mut kids) in nodes {
            for kid in kids.iter_mut().filter(|k| direct(k)) {
                let last = document.objects.keys().next_back().map_or(0, |k| k.0);
                let Some(free) = last.checked_add(1) else { return document };
                let page = std::mem::replace(kid, Object::Reference((free, 0)));
                document.to_mut().objects.insert((free, 0), page);
            }
            if let Some(Object::Dictionary(node)) = document.to_mut().objects.get_mut(&id) {
                node.set("Kids", kids);
            }
        }
    }
    document
}

/// What pages take from the nodes above them.
#[derive(Clone, Copy, Default)]
struct Inherited {
    media: Option<Box4>,
    crop: Option<Box4>,
    rotate: i64,
    resources: Option<ObjectId>,
}

impl Inherited {
    fn below(self, pdf: &Pdf, id: ObjectId, node: &Dictionary) -> Inherited {
        Inherited {
            media: pdf.box4(node, "MediaBox").or(self.media),
            crop: pdf.box4(node, "CropBox").or(self.crop),
            rotate: pdf.number(node, "Rotate").map_or(self.rotate, |r| r as i64),
            resources: if node.has(b"Resources") { Some(id) } else { self.resources },
        }
    }
    fn page(self, pdf: &Pdf, id: ObjectId, node: &Dictionary) -> Page {
        // Letter: what viewers show where a page says nothing.
        const LETTER: Box4 = Box4 { x0: 0.0, y0: 0.0, x1: 612.0, y1: 792.0 };
        Page {
            id,
            media: self.media.unwrap_or(LETTER),
            crop: self.crop,
            bleed: pdf.box4(node, "BleedBox"),
            trim: pdf.box4(node, "TrimBox"),
            art: pdf.box4(node, "ArtBox"),
            rotate: self.rotate,
            unit: pdf.number(node, "UserUnit").filter(|u| *u > 0.0).unwrap_or(1.0),
            resources_of: self.resources,
        }
    }
}

/// A number, whole or not.
pub(super) fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(v) => Some(*v as f64),
        Object::Real(v) => Some(f64::from(*v)),
        _ => None,
    }
}
