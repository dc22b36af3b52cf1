//! Reading values out of objects that may be anything: a value of the wrong type is no value.

use super::geom::{Bounds, Matrix, tame};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Most references that lead from one to the next.
const HOPS: usize = 32;

/// What `object` stands for; `Null` where that is missing or leads round in a circle.
pub(crate) fn resolve<'a>(doc: &'a Document, mut object: &'a Object) -> &'a Object {
    for _ in 0..HOPS {
        match object {
            Object::Reference(id) => match doc.objects.get(id) {
                Some(next) => object = next,
                None => return &Object::Null,
            },
            _ => return object,
        }
    }
    &Object::Null
}

/// The value of `key`, resolved; none where it is null.
pub(crate) fn get<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let value = resolve(doc, dict.get(key).ok()?);
    (!value.is_null()).then_some(value)
}

/// The object behind `key` where it is a reference.
pub(crate) fn id_of(dict: &Dictionary, key: &[u8]) -> Option<ObjectId> {
    dict.get(key).ok()?.as_reference().ok()
}

/// A dictionary, or that of a stream.
pub(crate) fn dict_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(d) => Some(d),
        Object::Stream(s) => Some(&s.dict),
        _ => None,
    }
}

/// The dictionary behind `key`.
pub(crate) fn sub<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    dict_of(get(doc, dict, key)?)
}

/// A number.
pub(crate) fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(v) => Some(tame(*v as f64)),
        Object::Real(v) => Some(tame(f64::from(*v))),
        _ => None,
    }
}

/// The number behind `key`.
pub(crate) fn number_of(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<f64> {
    number(get(doc, dict, key)?)
}

/// The integer behind `key`.
pub(crate) fn integer_of(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<i64> {
    number_of(doc, dict, key).map(|v| v as i64)
}

/// The truth value behind `key`.
pub(crate) fn truth_of(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<bool> {
    get(doc, dict, key)?.as_bool().ok()
}

/// The name behind `key`.
pub(crate) fn name_of<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    get(doc, dict, key)?.as_name().ok()
}

/// The array behind `key`.
pub(crate) fn array_of<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
    get(doc, dict, key)?.as_array().ok().map(Vec::as_slice)
}

/// The numbers of an array; what is no number is left out.
pub(crate) fn numbers(doc: &Document, array: &[Object]) -> Vec<f64> {
    array.iter().filter_map(|o| number(resolve(doc, o))).collect()
}

/// The numbers behind `key`.
pub(crate) fn numbers_of(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<Vec<f64>> {
    array_of(doc, dict, key).map(|a| numbers(doc, a))
}

/// The matrix behind `key`, or the one that changes nothing.
pub(crate) fn matrix_of(doc: &Document, dict: &Dictionary, key: &[u8]) -> Matrix {
    let found = numbers_of(doc, dict, key).and_then(|n| <[f64; 6]>::try_from(n).ok());
    found.map_or(Matrix::IDENTITY, Matrix)
}

/// The rectangle behind `key`.
pub(crate) fn box_of(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<Bounds> {
    let [a, b, c, d] = <[f64; 4]>::try_from(numbers_of(doc, dict, key)?).ok()?;
    Some(Bounds::new(a, b, c, d))
}

/// A name as words.
pub(crate) fn words(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}
