//! The words for what is wrong with a field.

use super::super::yaml::{Node, Value};
use crate::base::meant::{listed, nearest, suggest};
use crate::base::{Diagnostic, Span};
use crate::block::{KINDS, Kind};

pub(super) fn missing(field: &str, owner: &str, at: Span) -> Diagnostic {
    let message = match owner {
        "" => format!("`{field}` is missing"),
        _ => format!("`{field}` is missing in this {owner}"),
    };
    let help =
        if field == "handbill" { "add `handbill: 1`".to_owned() } else { format!("add `{field}: …`") };
    Diagnostic::error("missing-field", message).at(at).help(help)
}

pub(super) fn empty(field: &str, at: Span) -> Diagnostic {
    let message =
        if field.is_empty() { "the value is empty".to_owned() } else { format!("`{field}` has no value") };
    Diagnostic::error("empty-value", message).at(at).help("give it a value, or remove the line")
}

pub(super) fn duplicate(field: &str, at: Span) -> Diagnostic {
    let message = format!("`{field}` is given twice");
    Diagnostic::error("duplicate-field", message).at(at).help("keep one of the two")
}

pub(super) fn mistyped(field: &str, wanted: &str, node: &Node) -> Diagnostic {
    let field = if field.is_empty() { "this" } else { &format!("`{field}`") };
    let message = format!("{field} takes {wanted} but {} stands here", shape(node));
    let help = match &node.value {
        Value::Seq(_) | Value::Map(_) if wanted == "text" => {
            "put the value in quotation marks if it is text that starts with `[` or `{`, or holds a colon"
        }
        Value::Scalar(..) if wanted == "a number" => "write the digits alone, without a unit",
        _ => "see `handbill explain` for the fields and how they are written",
    };
    Diagnostic::error("mistyped-value", message).at(node.span).help(help)
}

fn shape(node: &Node) -> &'static str {
    match node.value {
        Value::Nothing => "nothing",
        Value::Scalar(..) => "text",
        Value::Seq(_) => "a list",
        Value::Map(_) => "a mapping",
    }
}

pub(super) fn not_truth(field: &str, word: Option<&str>, node: &Node) -> Diagnostic {
    let help = match word.map(str::to_lowercase).as_deref() {
        Some("yes" | "on" | "true") => "write `true`",
        Some("no" | "off" | "false") => "write `false`",
        _ => "write `true` or `false`",
    };
    let message = format!("`{field}` takes `true` or `false`");
    Diagnostic::error("mistyped-value", message).at(node.span).help(help)
}

pub(super) fn unknown_word(field: &str, node: &Node, words: &[&'static str]) -> Diagnostic {
    let Some(word) = super::scalar::scalar(node) else {
        return mistyped(field, &format!("one of {}", listed(words)), node);
    };
    let help = match nearest(word, words) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write {}", one_of(words)),
    };
    Diagnostic::error("unknown-value", format!("`{field}` cannot be `{word}`")).at(node.span).help(help)
}

/// `a`, `b` or `c`.
fn one_of(words: &[&str]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} or `{last}`", listed(first)),
        _ => listed(words),
    }
}

pub(super) fn unknown_field(field: &str, at: Span, owner: &str, fields: &[&'static str]) -> Diagnostic {
    let fields: Vec<&str> = fields.iter().copied().filter(|f| !f.starts_with('$')).collect();
    let help = match nearest(field, &fields) {
        Some(near) => format!("did you mean `{near}`?"),
        None if LOOKS.contains(&field) && !matches!(owner, "brand" | "typeface" | "colors") => {
            "a sheet says what, never how it looks: colours, type and places belong to the brand".to_owned()
        }
        None if fields.is_empty() => format!("{} has no fields", with_article(owner)),
        None => format!("its fields are {}", listed(&fields)),
    };
    let message = format!("`{field}` is not a field of {}", with_article(owner));
    Diagnostic::error("unknown-field", message).at(at).help(help)
}

/// A word with its article.
pub(super) fn with_article(word: &str) -> String {
    if word == "colors" {
        return "`color`".to_owned();
    }
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u']);
    if vowel { format!("an {word}") } else { format!("a {word}") }
}

/// `rest` is what stands behind the field, with its first sign.
pub(super) fn unmarked(field: &str, rest: &str, at: Span) -> Diagnostic {
    let message = match rest.starts_with(':') {
        true => format!("a space is missing behind `{field}:`"),
        false => format!("a colon is missing behind `{field}`"),
    };
    let value: String = rest[1..].chars().take(40).collect();
    let help = format!("write `{field}: {}`", value.replace('`', "'"));
    Diagnostic::error("unknown-field", message).at(at).help(help)
}

pub(super) fn comma_in_braces(words: &str, at: Span) -> Diagnostic {
    let message = format!("`{words}` is read as a key, because a comma ends a value inside `{{…}}`");
    Diagnostic::error("unknown-field", message).at(at).help("put the whole value in quotation marks")
}

/// Fields that people look for in a sheet and that are the brand's.
const LOOKS: [&str; 18] = [
    "font",
    "fonts",
    "font_size",
    "size",
    "color",
    "colour",
    "background",
    "x",
    "y",
    "top",
    "left",
    "right",
    "margin",
    "margins",
    "padding",
    "style",
    "leading",
    "height",
];

pub(super) fn unknown_block(word: &str, at: Span) -> Diagnostic {
    let kinds: Vec<&str> = KINDS.iter().map(|k| k.name).collect();
    let problem = match word {
        "" => Diagnostic::error("unknown-block", "this block does not say what it is"),
        _ => Diagnostic::error("unknown-block", format!("`{word}` is not a kind of block")),
    };
    let help = match word.contains(' ') {
        true => "if this is text, write `|` after the key above it".to_owned(),
        false if nearest(word, &kinds).is_some() || word.is_empty() => suggest(word, &kinds),
        false => format!("if this is text, write `|` after the key above it; else {}", suggest(word, &kinds)),
    };
    problem.at(at).help(help)
}

pub(super) fn beside_block(field: &str, at: Span, kind: &Kind) -> Diagnostic {
    let own: Vec<&str> = kind.fields().iter().map(|f| f.name).collect();
    let name = kind.name;
    let message = format!("`{field}` stands beside `{name}` and not inside it");
    let help = match nearest(field, &own) {
        Some(near) => format!("indent it below `{name}:`, as `{near}`"),
        None => format!("begin another block with `- `; the fields of `{name}` are {}", listed(&own)),
    };
    Diagnostic::error("unknown-field", message).at(at).help(help)
}

pub(super) fn second_block(first: &str, second: &str, at: Span) -> Diagnostic {
    let message = format!("`{first}` and `{second}` stand in one item of the list");
    Diagnostic::error("two-blocks", message).at(at).help(format!("begin `{second}` with a `- ` of its own"))
}
