//! The structure tree: the layout's tag tree as PDF objects, in the author's order. A link is an element of
//! its own inside the paragraph that its words stand in; the mark of a note is a `Reference` around its link.

mod attributes;

pub(in crate::pdf) use attributes::structure_type;

use super::super::{DrawnPage, Leaf, PdfError};
use super::File;
use super::object::{dict_mut, text};
use crate::layout::{ElemId, Layout};
use crate::story::Role;
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// Writes the structure tree with its parent tree, and points pages and annotations at it. `None` where nothing
/// on the pages is content.
pub(super) fn grow(
    file: &mut File,
    layout: &Layout,
    pages: &[DrawnPage],
    annotations: &[Option<ObjectId>],
) -> Result<Option<ObjectId>, PdfError> {
    let content = Content::sort(layout, pages, annotations);
    if content.is_empty() {
        return Ok(None);
    }
    let root = file.document.new_object_id();
    let document = file.document.new_object_id();
    let parents = pages.iter().map(|p| vec![Object::Null; p.leaves.len()]).collect();
    let mut tree =
        Tree { file, layout, annotations, content, parents, of_links: BTreeMap::new(), notes: vec![] };
    let mut kids = Vec::new();
    for part in tree.content.loose.clone() {
        tree.part(part, document, &mut kids)?;
    }
    for elem in layout.tags.roots() {
        tree.part(Part::Elem(*elem), document, &mut kids)?;
    }
    let elem = dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => kids };
    tree.file.document.set_object(document, elem);
    tree.root(root, document)?;
    Ok(Some(root))
}

/// What an element holds.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// A marked-content sequence.
    Marked { page: usize, mcid: usize },
    /// One that is a soft hyphen.
    Hyphen { page: usize, mcid: usize },
    /// A link of the layout.
    Link(usize),
    /// An element of the tag tree.
    Elem(ElemId),
}

/// What is on the pages, sorted by owner.
struct Content {
    /// What each element of the tag tree shows itself, in page order.
    own: Vec<Vec<Part>>,
    /// The marked-content sequences of each link.
    links: Vec<Vec<Part>>,
    /// Links of no element: those in running headers and footers.
    loose: Vec<Part>,
    /// Whether an element or one inside it has something on the pages.
    alive: Vec<bool>,
}

impl Content {
    fn sort(layout: &Layout, pages: &[DrawnPage], annotations: &[Option<ObjectId>]) -> Content {
        let mut content = Content {
            own: vec![Vec::new(); layout.tags.len()],
            links: vec![Vec::new(); layout.links.len()],
            loose: Vec::new(),
            alive: vec![false; layout.tags.len()],
        };
        for (page, drawn) in pages.iter().enumerate() {
            for (mcid, leaf) in drawn.leaves.iter().enumerate() {
                let soft = drawn.hyphens.contains(&mcid);
                let marked = if soft { Part::Hyphen { page, mcid } } else { Part::Marked { page, mcid } };
                match *leaf {
                    Leaf::Elem(elem) => content.own[elem.0 as usize].push(marked),
                    Leaf::Link(link) => {
                        if content.links[link].is_empty() {
                            content.list(layout.links[link].elem).push(Part::Link(link));
                        }
                        content.links[link].push(marked);
                    }
                }
            }
        }
        for link in (0..layout.links.len()).filter(|l| annotations[*l].is_some()) {
            if content.links[link].is_empty() {
                content.list(layout.links[link].elem).push(Part::Link(link));
            }
        }
        for root in layout.tags.roots() {
            content.enliven(layout, *root);
        }
        content
    }

    fn list(&mut self, elem: Option<ElemId>) -> &mut Vec<Part> {
        elem.map_or(&mut self.loose, |e| &mut self.own[e.0 as usize])
    }

    fn enliven(&mut self, layout: &Layout, id: ElemId) -> bool {
        let elem = layout.tags.get(id);
        // An empty cell counts: rows of a table have the same number of cells.
        let cell = matches!(elem.role, Role::TableCell | Role::TableHeader);
        let mut alive = cell || !self.own[id.0 as usize].is_empty();
        for kid in &elem.kids {
            alive |= self.enliven(layout, *kid);
        }
        self.alive[id.0 as usize] = alive;
        alive
    }

    fn is_empty(&self) -> bool {
        self.loose.is_empty() && !self.alive.contains(&true)
    }
}

/// The tree in the making.
struct Tree<'a> {
    file: &'a mut File,
    layout: &'a Layout,
    annotations: &'a [Option<ObjectId>],
    content: Content,
    /// The element of each marked-content sequence, by page and MCID.
    parents: Vec<Vec<Object>>,
    /// The element of each annotation, by link.
    of_links: BTreeMap<usize, ObjectId>,
    /// Elements with an `/ID`, sorted by it.
    notes: Vec<(String, ObjectId)>,
}

impl Tree<'_> {
    /// Adds a part of the element `parent` to its list of kids.
    fn part(&mut self, part: Part, parent: ObjectId, kids: &mut Vec<Object>) -> Result<(), PdfError> {
        match part {
            Part::Marked { page, mcid } => {
                self.parents[page][mcid] = parent.into();
                kids.push(
                    dictionary! { "Type" => "MCR", "Pg" => self.file.pages[page], "MCID" => mcid as i64 }
                        .into(),
                );
            }
            Part::Hyphen { page, mcid } => kids.push(self.hyphen(page, mcid, parent)?.into()),
            Part::Link(link) => kids.push(self.link(link, parent)?.into()),
            Part::Elem(elem) if self.content.alive[elem.0 as usize] => {
                kids.push(self.elem(elem, parent)?.into())
            }
            Part::Elem(_) => {}
        }
        Ok(())
    }

    fn elem(&mut self, id: ElemId, parent: ObjectId) -> Result<ObjectId, PdfError> {
        let elem = self.layout.tags.get(id);
        let own = self.file.document.new_object_id();
        let mut kids = Vec::new();
        for part in std::mem::take(&mut self.content.own[id.0 as usize]) {
            self.part(part, own, &mut kids)?;
        }
        for kid in &elem.kids {
            self.part(Part::Elem(*kid), own, &mut kids)?;
        }
        let mut dict = self.dict(structure_type(&elem.role), parent, kids);
        if let Some(alt) = &elem.alt {
            dict.set("Alt", text(alt));
        }
        if let Some(lang) = &elem.lang {
            dict.set("Lang", text(lang));
        }
        if let Some(attributes) = attributes::of(self.layout, &self.file.frames, id) {
            dict.set("A", attributes);
        }
        if elem.role == Role::Note {
            // PDF/UA-1, 7.9: every note has an identity. Six digits keep the tree in order.
            let name = format!("note{:06}", self.notes.len());
            dict.set("ID", text(&name));
            self.notes.push((name, own));
        }
        self.file.document.set_object(own, dict);
        Ok(own)
    }

    /// A hyphen that is shown as any other and read as U+00AD (ISO 32000-1, 14.9.4).
    fn hyphen(&mut self, page: usize, mcid: usize, parent: ObjectId) -> Result<ObjectId, PdfError> {
        let own = self.file.document.new_object_id();
        let mut kids = Vec::new();
        self.part(Part::Marked { page, mcid }, own, &mut kids)?;
        let mut dict = self.dict("Span", parent, kids);
        dict.set("ActualText", text("\u{ad}"));
        self.file.document.set_object(own, dict);
        Ok(own)
    }

    fn link(&mut self, index: usize, parent: ObjectId) -> Result<ObjectId, PdfError> {
        let link = &self.layout.links[index];
        let own = self.file.document.new_object_id();
        let outer = link.note.map(|_| self.file.document.new_object_id());
        let mut kids = Vec::new();
        for part in std::mem::take(&mut self.content.links[index]) {
            self.part(part, own, &mut kids)?;
        }
        if let Some(annotation) = self.annotations[index] {
            let page = self.file.pages[link.page];
            kids.push(dictionary! { "Type" => "OBJR", "Obj" => annotation, "Pg" => page }.into());
            self.of_links.insert(index, own);
        }
        let dict = self.dict("Link", outer.unwrap_or(parent), kids);
        self.file.document.set_object(own, dict);
        if let Some(outer) = outer {
            let dict = self.dict("Reference", parent, vec![own.into()]);
            self.file.document.set_object(outer, dict);
        }
        Ok(outer.unwrap_or(own))
    }

    /// An element. Kids on its first page are written as bare numbers, which is shorter.
    fn dict(&self, kind: &str, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
        let marked = |kid: &Object| {
            let dict = kid.as_dict().ok().filter(|d| d.has_type(b"MCR"))?;
            Some((dict.get(b"Pg").ok()?.clone(), dict.get(b"MCID").ok()?.clone()))
        };
        let page = kids.iter().find_map(marked).map(|(page, _)| page);
        let short = |kid: Object| match marked(&kid) {
            Some((on, mcid)) if Some(&on) == page.as_ref() => mcid,
            _ => kid,
        };
        let mut kids: Vec<Object> = kids.into_iter().map(short).collect();
        let mut dict = dictionary! { "Type" => "StructElem", "S" => kind, "P" => parent };
        match (kids.len(), kids.pop()) {
            (1, Some(only)) => dict.set("K", only),
            (_, Some(last)) => {
                kids.push(last);
                dict.set("K", kids);
            }
            (_, None) => {}
        }
        if let Some(page) = page {
            dict.set("Pg", page);
        }
        dict
    }

    /// The root with its parent tree: keys below the number of pages are pages, those above annotations.
    fn root(self, root: ObjectId, document: ObjectId) -> Result<(), PdfError> {
        let Tree { file, annotations, parents, of_links, notes, .. } = self;
        let mut numbers: Vec<Object> = Vec::new();
        for (index, elems) in parents.into_iter().enumerate() {
            let list = file.document.add_object(elems);
            numbers.extend([(index as i64).into(), list.into()]);
            let page = file.page(index)?;
            page.set("StructParents", index as i64);
            page.set("Tabs", "S");
        }
        let mut key = file.pages.len() as i64;
        for (link, elem) in of_links {
            if let Some(annotation) = annotations[link] {
                dict_mut(&mut file.document, annotation)?.set("StructParent", key);
                numbers.extend([key.into(), elem.into()]);
                key += 1;
            }
        }
        let mut dict = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => document,
            "ParentTree" => dictionary! { "Nums" => numbers },
            "ParentTreeNextKey" => key,
        };
        if !notes.is_empty() {
            let names: Vec<Object> =
                notes.into_iter().flat_map(|(name, id)| [text(&name), id.into()]).collect();
            dict.set("IDTree", dictionary! { "Names" => names });
        }
        file.document.set_object(root, dict);
        Ok(())
    }
}
