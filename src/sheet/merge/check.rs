//! Looks through a sheet for its merge fields, before any row is filled: each names columns that the list has.

use super::{Columns, Mode, WHEN, fields, word};
use crate::base::{Diagnostic, Span, Text};
use crate::sheet::yaml::{Node, Value};

/// Fields of a sheet that name another file: what stands there has fields of its own, or none.
const ELSEWHERE: [&str; 1] = ["brand"];

/// Everything that is wrong with the fields in a sheet's tree and in the texts beside it, whatever the row.
pub fn check<'t>(
    node: &Node,
    texts: impl Iterator<Item = &'t Text>,
    columns: &Columns,
    found: &mut Vec<Diagnostic>,
) {
    walk(node, "", &mut |text, name, node| match name {
        WHEN => found.extend(columns.check(text, Mode::Condition, node.span).err().map(|problem| *problem)),
        _ => {
            let Value::Scalar(_, stretches) = &node.value else { return };
            of_text(&Text::mapped(text, node.span, stretches.clone()), columns, found);
        }
    });
    texts.for_each(|text| of_text(text, columns, found));
}

impl Columns {
    /// The first thing that is wrong with the fields of a text that stands in no sheet.
    pub fn check_text(&self, text: &str, at: Span) -> Option<Diagnostic> {
        let mut found = Vec::new();
        of_text(&Text::new(text, at), self, &mut found);
        found.into_iter().next()
    }
}

/// Everything that is wrong with the fields of one text, whatever the row.
pub fn of_text(text: &Text, columns: &Columns, found: &mut Vec<Diagnostic>) {
    for field in fields::of(text) {
        let at = text.place(field.at.clone());
        let checked = field.closed(at).and_then(|field| columns.check(field.inner, Mode::Text, at));
        found.extend(checked.err().map(|problem| *problem));
    }
}

/// The paths of the texts that sections are read from. One that is a field itself is known with its row.
pub fn body_files(node: &Node) -> Vec<Text> {
    let mut found = Vec::new();
    walk(node, "", &mut |text, name, node| {
        if name == "body_file" && !text.contains(fields::OPEN) {
            found.push(Text::new(text, node.span));
        }
    });
    found
}

/// The first field or condition of a sheet that is made without a list, where it has one.
pub fn open(node: &Node) -> Option<(String, Span)> {
    let mut first = None;
    walk(node, "", &mut |text, name, node| {
        let field = if name == WHEN {
            Some(format!("{WHEN}: {text}"))
        } else {
            fields::of(text).next().map(|f| text[f.at].to_owned())
        };
        if let (None, Some(field)) = (&first, field) {
            first = Some((field, node.span));
        }
    });
    first
}

/// Every text of a tree with the key that it stands behind.
fn walk(node: &Node, name: &str, each: &mut impl FnMut(&str, &str, &Node)) {
    match &node.value {
        Value::Scalar(text, _) => each(text, name, node),
        Value::Seq(items) => items.iter().for_each(|item| walk(item, name, each)),
        Value::Map(pairs) => {
            for (key, value) in pairs {
                let own = word(key).unwrap_or_default();
                if ELSEWHERE.contains(&own) && name.is_empty() {
                    continue;
                }
                walk(key, "", each);
                walk(value, own, each);
            }
        }
        Value::Nothing => {}
    }
}
