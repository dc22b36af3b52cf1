//! Lists as JSON Lines, or as an array of objects: the keys of the first object are the header.

use super::fault::{Fault, MAX_CELL, MAX_COLUMNS, MAX_ROW, fault, too_large, unreadable};
use super::objects::{Layout, Object, Objects, Trouble};
use super::{List, Raw, Rows, delimited, header};
use crate::project::nearby;
use crate::sheet::merge::Decimal;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::io::BufRead;

/// The way out where an object cannot be read.
const WRITE: &str =
    "write one object for each recipient, `{\"name\": \"Kim\", \"state\": \"Ohio\"}`, on a line of its own";

struct Lines {
    objects: Objects<Box<dyn BufRead + Send>>,
    /// The object that named the columns, which is the first row too.
    first: Option<Object>,
}

/// The list in `text`, whose objects follow each other in this way.
pub(super) fn open(text: Box<dyn BufRead + Send>, layout: Layout) -> Result<List, Vec<Fault>> {
    let mut objects = Objects::new(text, layout);
    let first = objects.next().map_err(|e| vec![unreadable(&e)])?;
    let Some(first) = first else { return Err(vec![delimited::empty()]) };
    let members = text_of(&first).and_then(|text| members(text, first.line)).map_err(|f| vec![f])?;
    if members.len() > MAX_COLUMNS {
        return Err(vec![too_many(members.len())]);
    }
    let header = header::names(members.into_iter().map(|(key, _)| key).collect())?;
    if header.is_empty() {
        return Err(vec![delimited::empty()]);
    }
    Ok(List {
        header,
        decimals: Decimal::Point.into(),
        rows: Box::new(Lines { objects, first: Some(first) }),
    })
}

impl Rows for Lines {
    fn next(&mut self, header: &[String]) -> Option<Raw> {
        let object = match self.first.take() {
            Some(first) => first,
            None => match self.objects.next() {
                Ok(object) => object?,
                Err(e) => return Some(Raw { line: self.objects.line(), cells: Err(unreadable(&e)) }),
            },
        };
        let cells = text_of(&object).and_then(|text| cells(text, object.line, header));
        Some(Raw { line: object.line, cells })
    }

    fn unit(&self) -> &'static str {
        "line"
    }
}

fn text_of(object: &Object) -> Result<&str, Fault> {
    match &object.text {
        Ok(bytes) => std::str::from_utf8(bytes).map_err(|_| {
            fault(
                "list-characters",
                "the object holds bytes that are not UTF-8",
                "write the word again, and save the list as UTF-8",
            )
        }),
        Err(Trouble::Large) => Err(too_large("the object", MAX_ROW)),
        Err(Trouble::Open) => Err(fault(
            "list-json",
            format!(
                "the brace that opens on line {} is never closed, and nothing behind it can be read",
                object.line
            ),
            WRITE,
        )
        .ending()),
        Err(Trouble::Astray(sign)) => Err(fault(
            "list-json",
            format!(
                "`{}` stands where an object has to begin, and nothing behind it can be read",
                sign.escape_ascii()
            ),
            WRITE,
        )
        .ending()),
    }
}

/// The values in the order of the header.
fn cells(text: &str, line: u64, header: &[String]) -> Result<Vec<String>, Fault> {
    let mut cells = vec![String::new(); header.len()];
    for (i, (key, value)) in members(text, line)?.into_iter().enumerate() {
        // Most lists write the keys in one order.
        let same = header.get(i).filter(|h| **h == key).map(|_| i);
        let column = same.or_else(|| header.iter().position(|h| *h == key));
        cells[column.ok_or_else(|| unknown(&key, header))?] = plain(&key, value)?;
    }
    Ok(cells)
}

/// A value as a text: a number as it is written, nothing for null.
fn plain(key: &str, value: &RawValue) -> Result<String, Fault> {
    let text = value.get();
    if text.len() > MAX_CELL {
        return Err(too_large(&format!("`{}`", header::shown(key)), MAX_CELL));
    }
    match text.as_bytes().first() {
        Some(b'"') => {
            let text: String = serde_json::from_str(text).map_err(|e| {
                let what = format!("`{}` is no text that can be read: {}", header::shown(key), said(&e));
                fault("list-json", what, "write the value again")
            })?;
            Ok(text.replace("\r\n", "\n").trim().to_owned())
        }
        Some(b'[' | b'{') => Err(fault(
            "list-json",
            format!("`{}` holds several values", header::shown(key)),
            "a value is a text, a number, true, false or null: give each part a key of its own",
        )),
        Some(b'n') | None => Ok(String::new()),
        _ => Ok(text.to_owned()),
    }
}

fn unknown(key: &str, header: &[String]) -> Fault {
    let meant = nearby::nearest(key, header).map(|name| format!("did you mean `{name}`? "));
    fault(
        "list-json",
        format!("the first object has no key `{}`", header::shown(key)),
        meant.unwrap_or_default() + "the first object names every column; later ones may leave some out",
    )
}

fn too_many(keys: usize) -> Fault {
    fault(
        "list-header",
        format!("the first object has {keys} keys, more than {MAX_COLUMNS}"),
        "write one object for each recipient",
    )
}

/// The members of an object in their order, values as they are written.
fn members(text: &str, line: u64) -> Result<Vec<(String, &RawValue)>, Fault> {
    let members = serde_json::from_str::<Members>(text).map_err(|e| no_json(&e, line))?.0;
    let mut keys: Vec<&str> = members.iter().map(|(key, _)| &key[..]).collect();
    keys.sort_unstable();
    match keys.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(fault(
            "list-json",
            format!("the key `{}` stands twice in the object", header::shown(pair[0])),
            "give each value a key of its own",
        )),
        None => Ok(members),
    }
}

/// What the parser says of an object that begins on `line`, with the place in the file.
fn no_json(e: &serde_json::Error, line: u64) -> Fault {
    let place = match e.line() as u64 {
        _ if e.is_data() => String::new(),
        0 | 1 => format!(" at column {}", e.column()),
        n => format!(" on line {}, at column {}", line + n - 1, e.column()),
    };
    fault("list-json", format!("this is no JSON object: {}{place}", said(e)), WRITE)
}

/// The parser's words without its place.
fn said(e: &serde_json::Error) -> String {
    let said = e.to_string();
    said.rsplit_once(" at line ").map_or(said.clone(), |(said, _)| said.to_owned())
}

struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Members<'de>, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, _>()? {
                    members.push((header::name(&key), value));
                }
                Ok(Members(members))
            }
        }
        input.deserialize_map(Each)
    }
}
