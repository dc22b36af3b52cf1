//! A tree in one of its languages: wherever a mapping of tags stands, what stands behind the tag of that language; and
//! what is said where there is none.

use super::tags::{alike, is_region, named, of_tags, primary};
use super::{Languages, scalar};
use crate::base::meant::{listed, nearest};
use crate::base::{Diagnostic, Span};
use crate::block::KINDS;
use crate::sheet::yaml::{Node, Value};

/// Fields whose keys are names of the writer's own.
const NAMES: [&str; 2] = ["sources", "editions"];

/// Fields that a brand may give in languages that are none of the sheet's, beside its `links`.
const BRAND: [&str; 8] = ["alt", "boilerplate", "disclosure", "footer", "full", "name", "short", "tagline"];

/// A tree on its way into one language.
pub struct Projection<'a> {
    languages: &'a Languages,
    side: usize,
    found: &'a mut Vec<Diagnostic>,
    /// Where mappings of languages stood.
    pub translated: Vec<Span>,
    /// The file is a brand's, which other sheets name, too: other languages may stand beside the sheet's, or instead.
    pub lenient: bool,
    /// That the sheet lacks a language of the row has been said.
    lacking: bool,
    /// Fields whose words are in another language, each with its tag.
    pub lent: Vec<(String, String)>,
}

impl<'a> Projection<'a> {
    /// Nothing done yet; for the first or the second language.
    pub fn of(languages: &'a Languages, side: usize, found: &'a mut Vec<Diagnostic>) -> Projection<'a> {
        Projection {
            languages,
            side,
            found,
            translated: Vec::new(),
            lenient: false,
            lacking: false,
            lent: Vec::new(),
        }
    }
}

impl Projection<'_> {
    /// A value behind the key `name`.
    pub fn node(&mut self, node: &Node, name: &str) -> Node {
        match &node.value {
            Value::Seq(_) if *node == self.languages.node && name == "lang" => self.tag(node),
            Value::Seq(items) => {
                let items = items.iter().map(|item| self.node(item, name)).collect();
                node.with(Value::Seq(items))
            }
            Value::Map(pairs) if self.lenient && self.is_lent(pairs, name) => self.lend(node, pairs, name),
            Value::Map(pairs) if !self.lenient && !NAMES.contains(&name) && self.chooses(pairs, name) => {
                self.choice(node, pairs, name)
            }
            Value::Map(pairs) => {
                let each = |(key, value): &(Node, Node)| {
                    let own = scalar(key).unwrap_or_default();
                    let value = match &value.value {
                        Value::Map(words) if self.lenient && name == "links" && of_tags(words) => {
                            self.lend(value, words, own)
                        }
                        _ => self.node(value, own),
                    };
                    (key.clone(), value)
                };
                let pairs = pairs.iter().map(each).collect();
                node.with(Value::Map(pairs))
            }
            Value::Nothing | Value::Scalar(..) => node.clone(),
        }
    }

    /// Whether a mapping is of languages. Where each row has its own, one of them may be missing here: that is told. The
    /// names of figures may look like tags (`data: {IA: 12, OH: 9}`).
    fn chooses(&self, pairs: &[(Node, Node)], name: &str) -> bool {
        let kind = |key: &Node| KINDS.iter().any(|kind| Some(kind.name) == scalar(key));
        let of_rows = || {
            let known = self.languages.tags().any(|tag| named(pairs, tag).is_some());
            of_tags(pairs)
                && !pairs.iter().any(|(key, _)| kind(key))
                && (known || pairs.len() > 1 && name != "data")
        };
        self.languages.is_choice(pairs) || self.languages.others && of_rows()
    }

    /// The one language of `lang`.
    fn tag(&self, node: &Node) -> Node {
        match &node.value {
            Value::Seq(items) => items.get(self.side).unwrap_or(node).clone(),
            _ => node.clone(),
        }
    }

    /// What stands for this language; where nothing does, that is said and the other language's is taken.
    fn choice(&mut self, node: &Node, pairs: &[(Node, Node)], name: &str) -> Node {
        self.translated.push(node.span);
        if self.languages.others {
            return self.of_copy(node, pairs, name);
        }
        let mut sides: [Option<&Node>; 2] = [None, None];
        for (key, value) in pairs {
            let word = scalar(key).unwrap_or_default();
            match self.languages.side(word) {
                Some(side) if sides[side].is_some() => self.twice(word, key.span),
                Some(side) => sides[side] = Some(value),
                None => self.foreign(word, key.span),
            }
        }
        let missing = sides.iter().enumerate().filter(|(_, value)| value.is_none());
        missing.for_each(|(side, _)| self.missing(side, node.span, name));
        let value = sides[self.side].or(sides[1 - self.side]);
        value.map_or_else(|| node.with(Value::Nothing), |value| self.node(value, name))
    }

    /// The same where rows of a list have languages of their own. One that the sheet lacks is told once for a copy, and
    /// the first stands in for it.
    fn of_copy(&mut self, node: &Node, pairs: &[(Node, Node)], name: &str) -> Node {
        let lacking = self.languages.tags().find(|tag| named(pairs, tag).is_none()).map(str::to_owned);
        if let (Some(tag), false) = (lacking, self.lacking) {
            self.lacking = true;
            let what = if name.is_empty() { "a text" } else { &format!("`{name}`") };
            let keys: Vec<&str> = pairs.iter().filter_map(|(key, _)| scalar(key)).collect();
            let message = format!(
                "`{tag}`, the language of this copy, is none that {what} is written in: {}",
                listed(&keys)
            );
            let help = format!(
                "write one of these in the list, or add `{tag}: …` here and wherever languages stand"
            );
            self.found.push(Diagnostic::error("merge-language", message).at(node.span).help(help));
        }
        let value = named(pairs, &self.languages.tags[self.side]).or(pairs.first().map(|(_, value)| value));
        value.map_or_else(|| node.with(Value::Nothing), |value| self.node(value, name))
    }

    /// Whether a mapping of a brand is of languages: the sheet's, or in a field of words any.
    fn is_lent(&self, pairs: &[(Node, Node)], name: &str) -> bool {
        self.languages.is_choice(pairs) || (BRAND.contains(&name) && of_tags(pairs))
    }

    /// What a brand says in this language, or the one nearest to it; else what it says first, and a note of that.
    fn lend(&mut self, node: &Node, pairs: &[(Node, Node)], name: &str) -> Node {
        let tag = self.languages.tags[self.side].clone();
        let find = |same: fn(&str, &str) -> bool| {
            pairs.iter().find(|(key, _)| scalar(key).is_some_and(|key| same(key, &tag)))
        };
        let own =
            find(alike).or_else(|| find(|key, tag| alike(key, primary(tag)))).or_else(|| find(is_region));
        let other = || find(|key, tag| alike(primary(key), primary(tag))).or(pairs.first());
        let Some((key, value)) = own.or_else(other) else { return node.clone() };
        if own.is_none() {
            let word = scalar(key).unwrap_or_default();
            self.lent.push((name.to_owned(), word.to_owned()));
            let message = format!("the brand has no `{name}` in `{tag}`: the one in `{word}` stands");
            let help = format!("add `{tag}: …` beside `{word}: …`");
            self.found.push(Diagnostic::note("brand-language", message).at(node.span).help(help));
        }
        self.node(value, name)
    }

    fn missing(&mut self, side: usize, at: Span, name: &str) {
        let tag = &self.languages.tags[side];
        let what = if name.is_empty() { "this" } else { &format!("`{name}`") };
        let message = format!("{what} is missing in one language: `{tag}`");
        let help = format!("add `{tag}: …` beside the other");
        self.found.push(Diagnostic::error("translation-missing", message).at(at).help(help));
    }

    fn foreign(&mut self, word: &str, at: Span) {
        let [first, second] = &self.languages.tags;
        let help = match nearest(word, &[first, second]) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its languages are `{first}` and `{second}`"),
        };
        let message = format!("`{word}` is not a language of this sheet");
        self.found.push(Diagnostic::error("translation-language", message).at(at).help(help));
    }

    fn twice(&mut self, word: &str, at: Span) {
        let message = format!("`{word}` is given twice");
        self.found.push(Diagnostic::error("duplicate-field", message).at(at).help("keep one of the two"));
    }
}
