//! Marked content and layers (ISO 32000-1, 14.6 and 8.11).

use super::{Interpreter, MOST_NESTED};
use crate::preflight::reading::lexer::Operand;
use crate::preflight::reading::marks::Content;
use crate::preflight::reading::object::{dict_of, get, integer_of, resolve, words};
use crate::preflight::reading::page::named;
use lopdf::{Dictionary, Object};
use std::sync::Arc;

impl Interpreter<'_> {
    pub(super) fn content_operator(&mut self, word: &[u8], o: &[Operand], resources: &Dictionary) {
        match (word, o) {
            (b"BMC", [.., Operand::Name(tag)]) => self.enter(tag, None),
            (b"BDC", [.., Operand::Name(tag), properties]) => match properties {
                Operand::Dict(dict) => self.enter(tag, Some(&Object::Dictionary(dict.clone()))),
                Operand::Name(name) => {
                    let object = named(self.pdf, resources, b"Properties", name).cloned();
                    self.enter(tag, object.as_ref());
                }
                _ => self.enter(tag, None),
            },
            (b"BMC" | b"BDC", _) => self.enter(b"", None),
            (b"EMC", _) => {
                if let Some(content) = self.content.take() {
                    self.content = content.outer.clone();
                }
            }
            _ => {}
        }
    }
    fn enter(&mut self, tag: &[u8], properties: Option<&Object>) {
        let outer = self.content.clone();
        let depth = outer.as_ref().map_or(0, |c| c.depth + 1);
        if depth > MOST_NESTED {
            return;
        }
        let doc = self.pdf.document();
        let dict = properties.and_then(|p| dict_of(resolve(doc, p)));
        let text =
            dict.and_then(|d| get(doc, d, b"ActualText")).and_then(|t| lopdf::decode_text_string(t).ok());
        let off = tag == b"OC" && properties.is_some_and(|p| self.is_off(p));
        self.content = Some(Arc::new(Content {
            tag: words(tag),
            mcid: dict.and_then(|d| integer_of(doc, d, b"MCID")),
            actual_text: text,
            hidden: off || outer.as_ref().is_some_and(|c| c.hidden),
            outer,
            depth,
        }));
    }
    /// Whether the layer that `object` is, or names, is not shown.
    pub(super) fn is_off(&self, object: &Object) -> bool {
        self.cache.layers.as_ref().is_some_and(|l| l.is_off(self.pdf, object))
    }
}
