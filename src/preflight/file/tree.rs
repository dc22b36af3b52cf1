//! The tag tree as it is in the file: elements with their types, kids and parents, and the parent tree. Takes any
//! tree, also one that leads in circles; reads each element once.

use super::Pdf;
use super::pdf::number;
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// More elements than any document of text has.
const MAX_ELEMENTS: usize = 2_000_000;
/// Number trees deeper than this lead in circles.
const MAX_DEPTH: usize = 40;
/// What the rules ask of an element beside its type and kids.
const KEPT: [&[u8]; 7] = [b"A", b"ActualText", b"Alt", b"C", b"ID", b"Lang", b"P"];

/// A tag tree.
pub struct Tree {
    /// All elements, parents before their kids.
    pub elems: Vec<Elem>,
    /// Those at the top.
    pub roots: Vec<usize>,
    /// What the parent tree says of each key.
    pub parents: BTreeMap<i64, Object>,
    /// Whether an element is met twice: a circle, or two parents.
    pub knotted: bool,
    by_id: BTreeMap<ObjectId, usize>,
}

/// An element.
pub struct Elem {
    /// Its object, where it is indirect.
    pub id: Option<ObjectId>,
    /// Its dictionary, without what it holds.
    pub dict: Dictionary,
    /// Its type as written.
    pub written: String,
    /// Its type after the role map.
    pub kind: String,
    /// The element that it stands in.
    pub parent: Option<usize>,
    /// What it holds.
    pub kids: Vec<Kid>,
    /// Its page, its own or from above.
    pub page: Option<ObjectId>,
}

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kid {
    /// Another element.
    Elem(usize),
    /// Marked content of a page.
    Content {
        /// The page's object.
        page: Option<ObjectId>,
        /// Its number there.
        mcid: i64,
        /// Whether it is in a form and not in the page's own content.
        in_form: bool,
    },
    /// An annotation or another object.
    Object(Option<ObjectId>),
}

impl Tree {
    /// Reads the tree; `None` where there is none.
    pub fn read(pdf: &Pdf) -> Option<Tree> {
        let root = pdf.dict(pdf.catalog(), "StructTreeRoot")?;
        let mut tree = Tree {
            elems: Vec::new(),
            roots: Vec::new(),
            parents: BTreeMap::new(),
            knotted: false,
            by_id: BTreeMap::new(),
        };
        tree.grow(pdf, root);
        if let Some(parents) = pdf.dict(root, "ParentTree") {
            numbers(pdf, parents, 0, &mut BTreeSet::new(), &mut tree.parents);
        }
        Some(tree)
    }

    /// The elements in reading order.
    pub fn in_order(&self) -> Vec<usize> {
        let mut out = Vec::with_capacity(self.elems.len());
        let mut todo: Vec<usize> = self.roots.iter().rev().copied().collect();
        while let Some(at) = todo.pop() {
            out.push(at);
            todo.extend(self.kids(at).rev());
        }
        out
    }
    /// The elements directly in one.
    pub fn kids(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.elems[at].kids.iter().filter_map(|k| if let Kid::Elem(e) = k { Some(*e) } else { None })
    }
    /// The elements below one, in reading order.
    pub fn below(&self, at: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut todo: Vec<usize> = self.kids(at).rev().collect();
        while let Some(at) = todo.pop() {
            out.push(at);
            todo.extend(self.kids(at).rev());
        }
        out
    }
    /// The elements of a type, in reading order.
    pub fn of_kind(&self, kinds: &[&str]) -> Vec<usize> {
        self.in_order().into_iter().filter(|e| kinds.contains(&self.elems[*e].kind.as_str())).collect()
    }
    /// The elements around one, from the inside outwards.
    pub fn above(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.elems[at].parent, |a| self.elems[*a].parent)
    }
    /// The element of an object.
    pub fn find(&self, id: ObjectId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }
    /// The page that an element begins on, from 1.
    pub fn page(&self, pdf: &Pdf, at: usize) -> Option<usize> {
        let content = |e: usize| {
            self.elems[e].kids.iter().find_map(|k| match k {
                Kid::Content { page, .. } => *page,
                _ => None,
            })
        };
        let page =
            content(at).or_else(|| self.below(at).into_iter().find_map(content)).or(self.elems[at].page)?;
        pdf.pages.iter().position(|p| p.id == page).map(|i| i + 1)
    }

    fn grow(&mut self, pdf: &Pdf, root: &Dictionary) {
        let roles = pdf.dict(root, "RoleMap");
        let mut todo: Vec<(usize, &Object)> = Vec::new();
        for kid in list(pdf, root) {
            if let Some(at) = self.add(pdf, kid, None, roles) {
                self.roots.push(at);
                todo.push((at, kid));
            }
        }
        while let Some((at, object)) = todo.pop() {
            for kid in pdf.as_dict(object).map_or(&[][..], |d| list(pdf, d)) {
                let Some(held) = self.kid(pdf, kid, at, roles) else { continue };
                self.elems[at].kids.push(held);
                if let Kid::Elem(below) = held {
                    todo.push((below, kid));
                }
            }
        }
    }

    fn kid(&mut self, pdf: &Pdf, kid: &Object, at: usize, roles: Option<&Dictionary>) -> Option<Kid> {
        let resolved = pdf.resolve(kid)?;
        if let Some(mcid) = number(resolved) {
            return Some(Kid::Content { page: self.elems[at].page, mcid: mcid as i64, in_form: false });
        }
        let dict = pdf.as_dict(kid)?;
        match pdf.name_of(dict, "Type") {
            Some("MCR") => {
                let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(self.elems[at].page);
                let mcid = pdf.number(dict, "MCID")? as i64;
                Some(Kid::Content { page, mcid, in_form: dict.has(b"Stm") })
            }
            Some("OBJR") => Some(Kid::Object(dict.get(b"Obj").and_then(Object::as_reference).ok())),
            _ => self.add(pdf, kid, Some(at), roles).map(Kid::Elem),
        }
    }

    fn add(
        &mut self,
        pdf: &Pdf,
        object: &Object,
        parent: Option<usize>,
        roles: Option<&Dictionary>,
    ) -> Option<usize> {
        let dict = pdf.as_dict(object).filter(|_| self.elems.len() < MAX_ELEMENTS)?;
        let (id, at) = (object.as_reference().ok(), self.elems.len());
        if id.is_some_and(|id| self.by_id.insert(id, at).is_some()) {
            self.knotted = true;
            return None;
        }
        let written = pdf.name_of(dict, "S").unwrap_or_default().to_owned();
        let above = parent.and_then(|p| self.elems[p].page);
        let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(above);
        let kind = mapped(pdf, &written, roles);
        let kept = dict.iter().filter(|(k, _)| KEPT.contains(&k.as_slice()));
        let dict = kept.map(|(k, v)| (k.clone(), v.clone())).collect::<Dictionary>();
        self.elems.push(Elem { id, dict, written, kind, parent, kids: Vec::new(), page });
        Some(at)
    }
}

/// The kids of an element, one or several.
fn list<'p>(pdf: &'p Pdf, dict: &'p Dictionary) -> &'p [Object] {
    let Ok(kids) = dict.get(b"K") else { return &[] };
    match pdf.resolve(kids) {
        Some(Object::Array(list)) => list,
        _ => std::slice::from_ref(kids),
    }
}

/// The standard type of a role, through as many maps as there are.
fn mapped(pdf: &Pdf, written: &str, roles: Option<&Dictionary>) -> String {
    let mut kind = written;
    for _ in 0..MAX_DEPTH {
        match roles.and_then(|r| pdf.name_of(r, kind)) {
            Some(next) if !is_standard(kind) => kind = next,
            _ => break,
        }
    }
    kind.to_owned()
}

/// Whether a type is one of ISO 32000-1, 14.8.4, or of ISO 32000-2.
pub fn is_standard(kind: &str) -> bool {
    const TYPES: &str = " Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 \
        H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB \
        RT RP Warichu WT WP Figure Formula Form DocumentFragment Aside Title FENote Sub Em Strong Artifact ";
    let numbered =
        kind.strip_prefix('H').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    numbered || (!kind.contains(' ') && TYPES.contains(&format!(" {kind} ")))
}

/// Level of a heading that says one.
pub fn level(kind: &str) -> Option<u32> {
    kind.strip_prefix('H')?.parse().ok().filter(|n| *n > 0)
}

/// Entries of a number tree.
fn numbers<'p>(
    pdf: &'p Pdf,
    node: &'p Dictionary,
    depth: usize,
    seen: &mut BTreeSet<ObjectId>,
    out: &mut BTreeMap<i64, Object>,
) {
    for pair in pdf.array(node, "Nums").chunks_exact(2) {
        if let Some(key) = pdf.resolve(&pair[0]).and_then(number) {
            out.insert(key as i64, pair[1].clone());
        }
    }
    for kid in pdf.array(node, "Kids") {
        let fresh = kid.as_reference().is_ok_and(|id| seen.insert(id));
        if let Some(dict) = pdf.as_dict(kid).filter(|_| fresh && depth < MAX_DEPTH) {
            numbers(pdf, dict, depth + 1, seen, out);
        }
    }
}
