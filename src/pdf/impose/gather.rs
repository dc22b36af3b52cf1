//! Takes along what the new catalog leads to, and nothing else, numbered in the order in which it is met: the same
//! source gives the same bytes, whatever gaps and generations its own numbers have.

use crate::edition::Standard;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, VecDeque};

/// A document of all that `trailer` leads to. What is missing becomes `null`.
pub(super) fn gather(mut from: Document, trailer: Dictionary, standards: &[Standard]) -> Document {
    let mut queue = Queue::default();
    let version = version(&from.version, standards);
    let mut document = Document::with_version(version);
    let mut trailer = Object::Dictionary(trailer);
    queue.renumber(&mut trailer, &from);
    while let Some((old, new)) = queue.waiting.pop_front() {
        let mut object = from.objects.remove(&old).unwrap_or(Object::Null);
        if let Object::Stream(stream) = &mut object {
            // In strangers' files it may be a reference, or wrong.
            stream.dict.set("Length", stream.content.len() as i64);
        }
        queue.renumber(&mut object, &from);
        document.objects.insert(new, object);
    }
    document.max_id = queue.numbers.len() as u32;
    if let Object::Dictionary(dict) = trailer {
        document.trailer = dict;
    }
    document
}

/// Object streams need 1.5. PDF/X-4 is written for 1.6 and PDF/A-2 for 1.7 (ISO 15930-7, 6.1.2; ISO 19005-2, 6.1.2).
fn version(source: &str, standards: &[Standard]) -> &'static str {
    match source {
        _ if standards.contains(&Standard::X4) => "1.6",
        "2.0" if standards.is_empty() => "2.0",
        _ => "1.7",
    }
}

/// Objects that have been met and not yet been taken along.
#[derive(Default)]
struct Queue {
    numbers: BTreeMap<ObjectId, ObjectId>,
    waiting: VecDeque<(ObjectId, ObjectId)>,
}

impl Queue {
    /// Gives every reference in `object` its new number.
    fn renumber(&mut self, object: &mut Object, from: &Document) {
        // A stack of our own: a hostile file nests as deep as it likes.
        let mut stack = vec![object];
        while let Some(object) = stack.pop() {
            match object {
                Object::Reference(id) => match self.number(*id, from) {
                    Some(new) => *id = new,
                    None => *object = Object::Null,
                },
                Object::Array(list) => stack.extend(list.iter_mut().rev()),
                Object::Dictionary(dict) => stack.extend(values(dict)),
                Object::Stream(stream) => stack.extend(values(&mut stream.dict)),
                _ => {}
            }
        }
    }

    fn number(&mut self, id: ObjectId, from: &Document) -> Option<ObjectId> {
        if let Some(new) = self.numbers.get(&id) {
            return Some(*new);
        }
        from.objects.get(&id)?;
        let new = (self.numbers.len() as u32 + 1, 0);
        self.numbers.insert(id, new);
        self.waiting.push_back((id, new));
        Some(new)
    }
}

/// The values of a dictionary, the first on top of the stack.
fn values(dict: &mut Dictionary) -> impl Iterator<Item = &mut Object> {
    let mut list: Vec<&mut Object> = dict.iter_mut().map(|(_, value)| value).collect();
    list.reverse();
    list.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn takes_what_is_used_once_and_drops_the_rest() {
        let mut from = Document::with_version("1.4");
        from.objects.insert((9, 3), dictionary! { "Self" => Object::Reference((9, 3)) }.into());
        from.objects.insert((4, 0), Object::Integer(4));
        from.objects.insert((5, 0), Object::Integer(5));
        let list: Vec<Object> = [(9, 3), (4, 0), (9, 3), (77, 0)].map(Object::Reference).into();
        let made = gather(from, dictionary! { "Root" => list }, &[]);
        assert_eq!(made.max_id, 2);
        let expected: Vec<Object> = vec![
            Object::Reference((1, 0)),
            Object::Reference((2, 0)),
            Object::Reference((1, 0)),
            Object::Null,
        ];
        assert_eq!(made.trailer.get(b"Root").unwrap(), &Object::Array(expected));
        assert_eq!(made.objects[&(2, 0)], Object::Integer(4));
    }
}
