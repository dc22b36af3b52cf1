//! Objects in the syntax of a file (ISO 32000-1, 7.3), as short as lopdf writes them.

use crate::base::escape;
use lopdf::{Dictionary, Object, StringFormat};
use std::io::Write;

/// Adds `object` to `out`.
pub(in crate::pdf) fn write(out: &mut Vec<u8>, object: &Object) {
    // Writing to a vector cannot fail.
    let _ = match object {
        Object::Null => return out.extend(b"null"),
        Object::Boolean(true) => return out.extend(b"true"),
        Object::Boolean(false) => return out.extend(b"false"),
        Object::Integer(v) => write!(out, "{v}"),
        Object::Real(v) => write!(out, "{v}"),
        Object::Reference((id, generation)) => write!(out, "{id} {generation} R"),
        Object::Name(name) => return self::name(out, name),
        Object::String(bytes, StringFormat::Literal) => return literal(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => return hexadecimal(out, bytes),
        Object::Array(list) => return array(out, list),
        Object::Dictionary(dict) => return dictionary(out, dict),
        Object::Stream(stream) => {
            dictionary(out, &stream.dict);
            out.extend(b"stream\n");
            out.extend(&stream.content);
            return out.extend(b"\nendstream");
        }
    };
}

fn array(out: &mut Vec<u8>, list: &[Object]) {
    out.push(b'[');
    for (i, object) in list.iter().enumerate() {
        if i > 0 && is_bare(object) {
            out.push(b' ');
        }
        write(out, object);
    }
    out.push(b']');
}

fn dictionary(out: &mut Vec<u8>, dict: &Dictionary) {
    out.extend(b"<<");
    for (key, value) in dict {
        name(out, key);
        if is_bare(value) {
            out.push(b' ');
        }
        write(out, value);
    }
    out.extend(b">>");
}

/// Whether an object has no sign of its own to part it from what stands before it.
fn is_bare(object: &Object) -> bool {
    use Object::{Boolean, Integer, Null, Real, Reference};
    matches!(object, Null | Boolean(_) | Integer(_) | Real(_) | Reference(_))
}

fn name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.push(b'#');
            out.extend(escape::hexadecimal(byte));
        }
    }
}

/// Brackets that are not in pairs are escaped, and what a reader would change.
fn literal(out: &mut Vec<u8>, bytes: &[u8]) {
    let mut lone: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' => open.push(i),
            b')' if open.pop().is_none() => lone.push(i),
            b'\\' | b'\r' => lone.push(i),
            _ => {}
        }
    }
    lone.append(&mut open);
    out.push(b'(');
    for (i, &byte) in bytes.iter().enumerate() {
        if lone.contains(&i) {
            out.push(b'\\');
        }
        out.push(if byte == b'\r' { b'r' } else { byte });
    }
    out.push(b')');
}

fn hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'<');
    bytes.iter().for_each(|byte| out.extend(escape::hexadecimal(*byte)));
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::content::{Content, Operation};
    use lopdf::dictionary;

    /// The object as lopdf writes it as an operand.
    fn by_lopdf(object: &Object) -> Vec<u8> {
        let operations = vec![Operation::new("", vec![object.clone()])];
        let mut bytes = Content { operations }.encode().unwrap();
        bytes.pop();
        bytes
    }

    #[test]
    fn objects_are_written_as_lopdf_writes_them() {
        let string = |b: &[u8], format| Object::String(b.to_vec(), format);
        let literals = ["plain", "(a) b", "a) (b", "((", "\\ and \r\n", ""];
        let mut list: Vec<Object> =
            literals.iter().map(|s| string(s.as_bytes(), StringFormat::Literal)).collect();
        list.extend([
            Object::Null,
            true.into(),
            false.into(),
            (-12).into(),
            Object::Real(0.001),
            Object::Real(-3.0),
            (7, 0).into(),
            Object::Name("Odd name (é#)".as_bytes().to_vec()),
            string(b"\xfe\xff\x00A", StringFormat::Hexadecimal),
        ]);
        let dict =
            dictionary! { "List" => list.clone(), "Empty" => vec![], "Inner" => dictionary! { "A" => 1 } };
        list.push(dict.into());
        let object = Object::Array(list);
        let mut own = Vec::new();
        write(&mut own, &object);
        assert_eq!(String::from_utf8_lossy(&own), String::from_utf8_lossy(&by_lopdf(&object)));
    }
}
