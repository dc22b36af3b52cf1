//! The tag tree: roles in the author's order, whatever the order on the page.

use crate::story::Role;
use std::sync::Arc;

/// A handle into a [`TagTree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElemId(pub u32);

/// One element.
#[derive(Clone, Debug, PartialEq)]
pub struct Elem {
    /// What it is.
    pub role: Role,
    /// The element around it; `None` for the children of the document.
    pub parent: Option<ElemId>,
    /// Elements inside it, in reading order. Placed content points at its element with
    /// [`super::Owner::Elem`]; its order among the content of one element is page order.
    pub kids: Vec<ElemId>,
    /// Alternative text.
    pub alt: Option<String>,
    /// What is read out in place of what it shows itself: the value of a mark.
    pub spoken: Option<String>,
    /// BCP 47 tag, where it differs from the document's.
    pub lang: Option<Arc<str>>,
}

/// All elements of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagTree {
    elems: Vec<Elem>,
    roots: Vec<ElemId>,
}

impl TagTree {
    /// Adds an element as the last child of `parent`.
    pub fn add(&mut self, role: Role, parent: Option<ElemId>) -> ElemId {
        let id = ElemId(self.elems.len() as u32);
        self.elems.push(Elem { role, parent, kids: Vec::new(), alt: None, spoken: None, lang: None });
        match parent {
            Some(p) => self.elems[p.0 as usize].kids.push(id),
            None => self.roots.push(id),
        }
        id
    }
    /// Sets the alternative text of an element.
    pub fn describe(&mut self, id: ElemId, alt: impl Into<String>) {
        self.elems[id.0 as usize].alt = Some(alt.into());
    }
    /// Says that an element is in another language than the document.
    pub fn speak(&mut self, id: ElemId, lang: Arc<str>) {
        self.elems[id.0 as usize].lang = Some(lang);
    }
    /// The language of an element or of what is around it, where it is not the document's.
    pub fn spoken(&self, id: ElemId) -> Option<&str> {
        let elem = self.get(id);
        elem.lang.as_deref().or_else(|| self.spoken(elem.parent?))
    }
    /// Sets what is read out in place of what an element shows itself.
    pub fn say(&mut self, id: ElemId, words: impl Into<String>) {
        self.elems[id.0 as usize].spoken = Some(words.into());
    }
    /// The element behind a handle.
    pub fn get(&self, id: ElemId) -> &Elem {
        &self.elems[id.0 as usize]
    }
    /// The children of the document.
    pub fn roots(&self) -> &[ElemId] {
        &self.roots
    }
    /// All elements in reading order, each before those inside it.
    pub fn in_order(&self) -> impl Iterator<Item = &Elem> {
        let mut ahead: Vec<ElemId> = self.roots.iter().rev().copied().collect();
        std::iter::from_fn(move || {
            let elem = self.get(ahead.pop()?);
            ahead.extend(elem.kids.iter().rev());
            Some(elem)
        })
    }
    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.elems.len()
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.elems.is_empty()
    }
}
