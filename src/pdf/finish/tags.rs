//! The structure tree: the layout's tag tree as PDF objects, in the author's order. A link is an element of
//! its own inside the paragraph that its words stand in; the mark of a note is a `Reference` around its link.

mod attributes;
mod content;

pub(in crate::pdf) use attributes::structure_type;

use content::{Content, Part};

use super::super::{DrawnPage, PdfError};
use super::File;
use super::object::{dict_mut, text};
use crate::layout::{Elem, ElemId, Layout};
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
    let mut tree = Tree {
        file,
        layout,
        annotations,
        content,
        parents,
        of_links: BTreeMap::new(),
        level: 0,
        notes: vec![],
    };
    let mut kids = Vec::new();
    for part in tree.content.loose.clone() {
        tree.part(part, document, &mut kids)?;
    }
    for elem in layout.tags.roots() {
        tree.part(Part::Elem(*elem), document, &mut kids)?;
    }
    let mut elem = dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => kids };
    if let Some(attributes) = attributes::of_document(layout) {
        elem.set("A", attributes);
    }
    tree.file.document.set_object(document, elem);
    tree.root(root, document)?;
    Ok(Some(root))
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
    /// Level of the last heading.
    level: u8,
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
        let kind = self.kind(&elem.role);
        let mut kids = Vec::new();
        let parts = std::mem::take(&mut self.content.own[id.0 as usize]);
        match elem.spoken.as_deref().filter(|_| !parts.is_empty()) {
            Some(words) => kids.push(self.spoken(words, parts, own)?.into()),
            None => parts.into_iter().try_for_each(|part| self.part(part, own, &mut kids))?,
        }
        let (first, rest) = self.share(elem);
        for kid in first {
            self.part(Part::Elem(kid), own, &mut kids)?;
        }
        if !rest.is_empty() {
            kids.push(self.body(rest, own)?.into());
        }
        let mut dict = self.dict(kind, parent, kids);
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

    /// The structure type of a role. Heading levels go down one at a time, whatever the writer chose for looks
    /// (PDF/UA-1, 7.4.2).
    fn kind(&mut self, role: &Role) -> &'static str {
        let level = match role {
            Role::Title => 1,
            Role::Heading(level) => (*level).min(self.level + 1),
            other => return structure_type(other),
        };
        self.level = level;
        structure_type(&Role::Heading(level))
    }

    /// The children of `elem`: those that stand in it, and those of an item of a list that have to share one
    /// body. An item holds a label and a body and nothing beside them (ISO 32000-1, table 336).
    fn share(&self, elem: &Elem) -> (Vec<ElemId>, Vec<ElemId>) {
        let role = |id: &ElemId| &self.layout.tags.get(*id).role;
        if elem.role != Role::ListItem
            || elem.kids.iter().all(|k| matches!(role(k), Role::Label | Role::ItemBody))
        {
            return (elem.kids.clone(), Vec::new());
        }
        elem.kids.iter().partition(|k| *role(k) == Role::Label)
    }

    /// A body of several parts.
    fn body(&mut self, parts: Vec<ElemId>, parent: ObjectId) -> Result<ObjectId, PdfError> {
        let own = self.file.document.new_object_id();
        let mut kids = Vec::new();
        for id in parts {
            // What would be a body of its own is a paragraph of this one.
            let before = kids.len();
            self.part(Part::Elem(id), own, &mut kids)?;
            if self.layout.tags.get(id).role == Role::ItemBody
                && let Some(Object::Reference(part)) = kids.get(before)
            {
                dict_mut(&mut self.file.document, *part)?.set("S", "P");
            }
        }
        let dict = self.dict("LBody", parent, kids);
        self.file.document.set_object(own, dict);
        Ok(own)
    }

    /// A hyphen that is shown as any other and read as U+00AD (ISO 32000-1, 14.9.4).
    fn hyphen(&mut self, page: usize, mcid: usize, parent: ObjectId) -> Result<ObjectId, PdfError> {
        self.spoken("\u{ad}", vec![Part::Marked { page, mcid }], parent)
    }

    /// Content that is read as other words than it shows (ISO 32000-1, 14.9.4).
    fn spoken(&mut self, words: &str, parts: Vec<Part>, parent: ObjectId) -> Result<ObjectId, PdfError> {
        let own = self.file.document.new_object_id();
        let mut kids = Vec::new();
        parts.into_iter().try_for_each(|part| self.part(part, own, &mut kids))?;
        let mut dict = self.dict("Span", parent, kids);
        dict.set("ActualText", text(words));
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
