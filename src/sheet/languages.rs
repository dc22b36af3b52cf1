//! A sheet in two languages: `lang` lists both, and wherever a value stands a mapping of their tags may stand in its
//! place (`title: {en-US: …, ko: …}`). Takes the tree as written and gives the tree of one language; what is written
//! without a mapping serves both.

mod projection;
mod tags;

use super::inputs::Inputs;
use super::yaml::{Node, Value};
use crate::base::{Diagnostic, Span};
use crate::block::KINDS;
use projection::Projection;
use tags::{alike, primary};
pub use tags::{is_tag, of_language};

/// The two languages of a sheet, as BCP 47 tags.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Languages {
    tags: [String; 2],
    node: Node,
    /// Other languages may stand beside these: they are those of other rows of a list.
    others: bool,
}

/// A tree in one language.
pub(super) struct Projected {
    /// The tree.
    pub node: Node,
    /// Where mappings of languages stood.
    pub translated: Vec<Span>,
}

impl Languages {
    /// The languages of the sheet in `node`; `None` where it has one, or not two.
    pub fn of(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Languages> {
        let Value::Map(pairs) = &node.value else { return None };
        let lang = pairs.iter().find(|(key, _)| scalar(key) == Some("lang")).map(|(_, value)| value)?;
        let Value::Seq(items) = &lang.value else { return None };
        let tags: Vec<&str> = items.iter().filter_map(scalar).map(str::trim).collect();
        match tags[..] {
            [first, second] if items.len() == 2 && !alike(first, second) => {
                let tags = [first.to_owned(), second.to_owned()];
                Some(Languages { tags, node: lang.clone(), others: false })
            }
            _ => {
                let message = "a sheet is in one language or in two";
                let help = "write `lang: en-US`, or two different ones: `lang: [en-US, ko]`";
                found.push(Diagnostic::error("languages-count", message).at(lang.span).help(help));
                None
            }
        }
    }

    /// The one language of a sheet: what the sheet names may be written in several.
    pub fn one(node: &Node) -> Option<Languages> {
        let Value::Map(pairs) = &node.value else { return None };
        let lang = pairs.iter().find(|(key, _)| scalar(key) == Some("lang")).map(|(_, value)| value)?;
        let tag = scalar(lang)?.trim();
        let tags = [tag.to_owned(), tag.to_owned()];
        is_tag(tag).then(|| Languages { tags, node: lang.clone(), others: false })
    }

    /// The same, of a sheet that may be written in those of other rows as well.
    pub fn among_others(self, others: bool) -> Languages {
        Languages { others, ..self }
    }

    /// Both, as BCP 47 tags; a sheet in one language has it twice.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().map(String::as_str)
    }

    /// The tree of a file that sheets in other languages name, too, and what it lends: fields whose words are in none
    /// of the sheet's languages, each with the tag of the one that they are in.
    pub fn choose(
        &self,
        node: &Node,
        side: usize,
        found: &mut Vec<Diagnostic>,
    ) -> (Node, Vec<(String, String)>) {
        let mut work = Projection::of(self, side, found);
        work.lenient = true;
        (work.node(node, ""), work.lent)
    }

    /// The tree in the first or the second language.
    pub fn project(&self, node: &Node, side: usize, found: &mut Vec<Diagnostic>) -> Projected {
        let mut work = Projection::of(self, side, found);
        let node = work.node(node, "");
        Projected { node, translated: work.translated }
    }

    /// Which of the languages a key names: by its whole tag, or by the language alone.
    fn side(&self, key: &str) -> Option<usize> {
        let exact = self.tags.iter().position(|tag| tag.eq_ignore_ascii_case(key));
        exact.or_else(|| self.tags.iter().position(|tag| primary(tag).eq_ignore_ascii_case(key)))
    }

    /// Whether a mapping is of languages: its keys are tags, and one of them is the sheet's.
    fn is_choice(&self, pairs: &[(Node, Node)]) -> bool {
        let keys = || pairs.iter().map(|(key, _)| scalar(key).unwrap_or_default());
        keys().any(|key| self.side(key).is_some())
            && keys().all(|key| is_tag(key) && !KINDS.iter().any(|kind| kind.name == key))
    }
}

/// The languages of a sheet as they are written.
pub(super) fn all(node: &Node) -> Vec<&str> {
    let Value::Map(pairs) = &node.value else { return Vec::new() };
    let lang = pairs.iter().find(|(key, _)| scalar(key) == Some("lang")).map(|(_, value)| &value.value);
    match lang {
        Some(Value::Seq(items)) => items.iter().filter_map(scalar).collect(),
        Some(Value::Scalar(tag, _)) => vec![tag],
        _ => Vec::new(),
    }
}

/// The tree of a sheet with a language that is a column of a list, `lang: "{{lang}}"` or `lang: [en-US, "{{lang}}"]`, in
/// those of its row. Where that is one language, and a mapping of languages stands in the tree, the row's is taken.
/// `None` where the sheet has its languages by itself.
pub(super) fn of_row(node: &Node, inputs: &mut Inputs<'_>) -> Option<Node> {
    let row = inputs.row?;
    let Value::Map(pairs) = &node.value else { return None };
    let at = pairs.iter().position(|(key, _)| scalar(key) == Some("lang"))?;
    let lang = &pairs[at].1;
    let mut tags = Vec::new();
    let mut own = false;
    for written in all(node) {
        match row.fill(written, |_| lang.span) {
            Ok(filled) => {
                own |= filled.is_some();
                tags.push(filled.map_or_else(|| written.to_owned(), |filled| filled.text).trim().to_owned());
            }
            Err(problem) => {
                inputs.problems.push(*problem);
                return None;
            }
        }
    }
    if !own {
        return None;
    }
    let tag = |tag: &String| lang.with(Value::Scalar(tag.clone(), Vec::new()));
    let mut pairs = pairs.clone();
    // A second language that is the first asks for one.
    let one = match &tags[..] {
        [one] => one,
        [first, second] if alike(primary(first), primary(second)) => first,
        more => {
            pairs[at].1 = lang.with(Value::Seq(more.iter().map(tag).collect()));
            return Some(node.with(Value::Map(pairs)));
        }
    };
    pairs[at].1 = tag(one);
    let languages = Languages { tags: [one.clone(), one.clone()], node: lang.clone(), others: true };
    let mut work = Projection::of(&languages, 0, &mut inputs.problems);
    Some(work.node(&node.with(Value::Map(pairs)), ""))
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(text, _) => Some(text),
        _ => None,
    }
}
