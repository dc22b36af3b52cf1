//! Layers (optional content, ISO 32000-1, 8.11): which of them a printed page does not show.

use super::document::Pdf;
use super::object::{array_of, dict_of, get, name_of, resolve, sub};
use lopdf::{Object, ObjectId};
use std::collections::BTreeSet;

/// The layers that are off as the file opens.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: BTreeSet<ObjectId>,
}

impl Layers {
    pub(super) fn read(pdf: &Pdf) -> Layers {
        let doc = pdf.document();
        let Some(all) = pdf.catalog().and_then(|c| sub(doc, c, b"OCProperties")) else {
            return Layers::default();
        };
        let Some(config) = sub(doc, all, b"D") else { return Layers::default() };
        let ids = |list: &[Object]| list.iter().filter_map(|o| o.as_reference().ok()).collect::<Vec<_>>();
        let listed = |key: &[u8]| array_of(doc, config, key).map(ids).unwrap_or_default();
        let mut off = BTreeSet::new();
        if name_of(doc, config, b"BaseState") == Some(b"OFF") {
            off.extend(array_of(doc, all, b"OCGs").map(ids).unwrap_or_default());
            listed(b"ON").iter().for_each(|id| {
                off.remove(id);
            });
        }
        off.extend(listed(b"OFF"));
        Layers { off }
    }
    /// Whether `object`, a layer or a rule over layers, is off.
    pub(super) fn is_off(&self, pdf: &Pdf, object: &Object) -> bool {
        if self.off.is_empty() {
            return false;
        }
        let doc = pdf.document();
        if object.as_reference().is_ok_and(|id| self.off.contains(&id)) {
            return true;
        }
        let Some(rule) = dict_of(resolve(doc, object)).filter(|d| d.has(b"OCGs")) else { return false };
        let members: Vec<ObjectId> = match (rule.get(b"OCGs"), get(doc, rule, b"OCGs")) {
            (Ok(Object::Reference(id)), Some(Object::Dictionary(_))) => vec![*id],
            (_, Some(Object::Array(list))) => list.iter().filter_map(|o| o.as_reference().ok()).collect(),
            _ => Vec::new(),
        };
        let off = |id: &ObjectId| self.off.contains(id);
        let hidden = match name_of(doc, rule, b"P") {
            Some(b"AllOn") => members.iter().any(off),
            Some(b"AnyOff") => !members.iter().any(off),
            Some(b"AllOff") => !members.iter().all(off),
            _ => members.iter().all(off),
        };
        !members.is_empty() && hidden
    }
}
