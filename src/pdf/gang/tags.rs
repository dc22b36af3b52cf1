//! The structure trees of all copies under one root: each copy stays a document of its own, with its own keys in the
//! parent tree and its own identifiers.

use super::super::impose::source::follow;
use super::GangError;
use super::file::File;
use super::share::{Carrier, refer};
use super::trees::Tree;
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Entries of one copy's parent tree that are believed, and the highest of its keys.
const MAX_ENTRIES: usize = 1 << 20;
/// Levels of a number tree.
const MAX_LEVELS: usize = 16;

/// The structure of the file so far.
pub(super) struct Tags {
    root: u32,
    /// The top elements of the copies.
    tops: Vec<u32>,
    parents: Tree,
    next_key: i64,
    ids: Tree,
    /// The roles of the first copy, as they stand in the new file.
    roles: Option<Object>,
}

/// The structure tree of one copy.
pub(super) struct Tagged<'a> {
    root: &'a Dictionary,
    /// Its elements, in their order, with their new numbers.
    elements: Vec<(ObjectId, u32)>,
    /// The elements that hang on the root.
    tops: Vec<u32>,
    /// The language of its catalog.
    lang: Option<&'a Object>,
    /// What is added to its keys.
    pub base: i64,
}

impl Tags {
    pub(super) fn new<W: Write>(file: &mut File<W>) -> Tags {
        Tags {
            root: file.number(),
            tops: Vec::new(),
            parents: Tree::of_keys(),
            next_key: 0,
            ids: Tree::of_names(),
            roles: None,
        }
    }

    /// Gives the elements of a copy their numbers; `None` where it has no tags.
    pub(super) fn meet<'a, W: Write>(&self, carrier: &mut Carrier<'a, W>) -> Option<Tagged<'a>> {
        let document = carrier.document;
        let catalog = document.catalog().ok()?;
        let entry = catalog.get(b"StructTreeRoot").ok()?;
        let root = follow(document, entry)?.as_dict().ok()?;
        if let Object::Reference(id) = entry {
            carrier.stands_for(*id, self.root);
        }
        let mut elements = Vec::new();
        let mut waiting = elements_of(document, root);
        let direct = waiting.len();
        let mut tops = Vec::with_capacity(direct);
        waiting.reverse();
        while let Some(id) = waiting.pop() {
            if carrier.is_placed(id) {
                continue;
            }
            let number = carrier.own(id);
            elements.push((id, number));
            if let Some(elem) = document.objects.get(&id).and_then(|o| o.as_dict().ok()) {
                waiting.extend(elements_of(document, elem).into_iter().rev());
            }
        }
        let numbers: BTreeMap<ObjectId, u32> = elements.iter().copied().collect();
        tops.extend(elements_of(document, root).iter().filter_map(|id| numbers.get(id)).copied());
        Some(Tagged { root, elements, tops, lang: catalog.get(b"Lang").ok(), base: self.next_key })
    }

    /// Writes the structure of copy number `copy`, of a file in the language `lang`.
    pub(super) fn add<W: Write>(
        &mut self,
        tagged: &Tagged,
        (copy, lang): (usize, &Object),
        carrier: &mut Carrier<W>,
    ) -> Result<(), GangError> {
        let mut ids: Vec<(Vec<u8>, u32)> = Vec::new();
        for &(id, number) in &tagged.elements {
            let Some(dict) = carrier.document.objects.get(&id).and_then(|o| o.as_dict().ok()) else {
                continue;
            };
            let mut elem = carrier.dict(dict)?.0;
            if let Ok(Object::String(name, _)) = dict.get(b"ID") {
                let name = unique(copy, name);
                elem.set("ID", string(&name));
                ids.push((name, number));
            }
            if let Ok(attributes) = elem.get_mut(b"A") {
                rename_headers(attributes, copy);
            }
            if let Some(own) = tagged.lang.filter(|own| tagged.tops.contains(&number) && *own != lang)
                && !elem.has(b"Lang")
            {
                elem.set("Lang", own.clone());
            }
            carrier.file.put_row(number, &elem.into())?;
        }
        ids.sort();
        ids.dedup_by(|a, b| a.0 == b.0);
        for (name, number) in ids {
            self.ids.push(string(&name), refer(number), carrier.file)?;
        }
        self.ids.end_copy(carrier.file)?;
        self.parents(tagged, carrier)?;
        let roles = tagged.root.get(b"RoleMap").map(|o| carrier.carry(o)).ok().transpose()?;
        if let (0, Some((roles, _))) = (self.tops.len(), roles) {
            self.roles = Some(roles);
        }
        self.tops.extend(&tagged.tops);
        Ok(())
    }

    fn parents<W: Write>(&mut self, tagged: &Tagged, carrier: &mut Carrier<W>) -> Result<(), GangError> {
        let mut entries = BTreeMap::new();
        if let Ok(tree) = tagged.root.get(b"ParentTree") {
            numbered(carrier.document, tree, &mut entries, 0);
        }
        let mut next = 0;
        for (key, value) in entries {
            let value = carrier.carry(value)?.0;
            self.parents.push((tagged.base + key).into(), value, carrier.file)?;
            next = key + 1;
        }
        // So that the keys of the next copy end alike.
        let mut step = 1;
        while step < next {
            step *= 10;
        }
        self.next_key += if next > 0 { step } else { 0 };
        Ok(self.parents.end_copy(carrier.file)?)
    }

    /// Writes the root, and gives it; `None` where no copy has tags.
    pub(super) fn close<W: Write>(self, file: &mut File<W>) -> io::Result<Option<u32>> {
        if self.tops.is_empty() {
            file.put(self.root, &Object::Null)?;
            return Ok(None);
        }
        let tops: Vec<Object> = self.tops.iter().map(|n| refer(*n)).collect();
        let mut dict = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => tops,
            "ParentTree" => self.parents.close(file)?,
            "ParentTreeNextKey" => self.next_key,
        };
        if !self.ids.is_empty() {
            dict.set("IDTree", self.ids.close(file)?);
        }
        if let Some(roles) = self.roles {
            dict.set("RoleMap", roles);
        }
        file.put(self.root, &dict.into())?;
        Ok(Some(self.root))
    }
}

/// The elements that hang on one.
fn elements_of(document: &Document, parent: &Dictionary) -> Vec<ObjectId> {
    let kids: &[Object] = match parent.get(b"K") {
        Ok(Object::Array(list)) => list,
        Ok(one @ Object::Reference(id)) => match document.objects.get(id) {
            Some(Object::Array(list)) => list,
            _ => std::slice::from_ref(one),
        },
        _ => &[],
    };
    let is_element = |id: &ObjectId| {
        let dict = document.objects.get(id).and_then(|o| o.as_dict().ok());
        dict.is_some_and(|d| !d.has_type(b"MCR") && !d.has_type(b"OBJR") && !d.has_type(b"Page"))
    };
    kids.iter().filter_map(|k| k.as_reference().ok()).filter(is_element).collect()
}

/// The entries of a number tree.
fn numbered<'a>(
    document: &'a Document,
    node: &'a Object,
    entries: &mut BTreeMap<i64, &'a Object>,
    level: usize,
) {
    let Some(node) = follow(document, node).and_then(|o| o.as_dict().ok()) else { return };
    let list = |key: &[u8]| node.get(key).ok().and_then(|o| follow(document, o)?.as_array().ok());
    for pair in list(b"Nums").into_iter().flat_map(|l| l.chunks_exact(2)) {
        let key = pair[0].as_i64().ok().filter(|k| (0..MAX_ENTRIES as i64).contains(k));
        if let Some(key) = key.filter(|_| entries.len() < MAX_ENTRIES) {
            entries.entry(key).or_insert(&pair[1]);
        }
    }
    if level < MAX_LEVELS {
        list(b"Kids").into_iter().flatten().for_each(|kid| numbered(document, kid, entries, level + 1));
    }
}

/// An identifier of one copy that no other has. Seven digits keep the tree in order.
fn unique(copy: usize, name: &[u8]) -> Vec<u8> {
    let mut new = format!("{copy:07}.").into_bytes();
    new.extend(name);
    new
}

fn string(bytes: &[u8]) -> Object {
    Object::String(bytes.to_vec(), StringFormat::Literal)
}

/// Cells name their headers by identifier (ISO 32000-1, table 349).
fn rename_headers(attributes: &mut Object, copy: usize) {
    match attributes {
        Object::Array(list) => list.iter_mut().for_each(|a| rename_headers(a, copy)),
        Object::Dictionary(dict) => {
            if let Ok(Object::Array(names)) = dict.get_mut(b"Headers") {
                for name in names {
                    if let Object::String(bytes, _) = name {
                        *name = string(&unique(copy, bytes));
                    }
                }
            }
        }
        _ => {}
    }
}
