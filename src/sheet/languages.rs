//! A sheet in two languages: `lang` lists both, and wherever a value stands a mapping of their tags may stand in its
//! place (`title: {en-US: …, ko: …}`). Takes the tree as written and gives the tree of one language; what is written
//! without a mapping serves both.

use super::inputs::Inputs;
use super::yaml::{Node, Value};
use crate::base::meant::nearest;
use crate::base::{Diagnostic, Span};
use crate::block::KINDS;

/// The two languages of a sheet, as BCP 47 tags.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Languages {
    tags: [String; 2],
    node: Node,
}

/// A tree in one language.
pub(super) struct Projected {
    /// The tree.
    pub node: Node,
    /// Where mappings of languages stood.
    pub translated: Vec<Span>,
}

/// Fields whose keys are names of the writer's own.
const NAMES: [&str; 2] = ["sources", "editions"];

/// Fields that a brand may give in languages that are none of the sheet's, beside its `links`.
const BRAND: [&str; 8] = ["alt", "boilerplate", "disclosure", "footer", "full", "name", "short", "tagline"];

impl Languages {
    /// The languages of the sheet in `node`; `None` where it has one, or not two.
    pub fn of(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Languages> {
        let Value::Map(pairs) = &node.value else { return None };
        let lang = pairs.iter().find(|(key, _)| scalar(key) == Some("lang")).map(|(_, value)| value)?;
        let Value::Seq(items) = &lang.value else { return None };
        let tags: Vec<&str> = items.iter().filter_map(scalar).map(str::trim).collect();
        match tags[..] {
            [first, second] if items.len() == 2 && !alike(first, second) => {
                Some(Languages { tags: [first.to_owned(), second.to_owned()], node: lang.clone() })
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
        is_tag(tag).then(|| Languages { tags: [tag.to_owned(), tag.to_owned()], node: lang.clone() })
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

/// The first language of a sheet as it is written.
pub(super) fn written(node: &Node) -> Option<&str> {
    let Value::Map(pairs) = &node.value else { return None };
    match &pairs.iter().find(|(key, _)| scalar(key) == Some("lang"))?.1.value {
        Value::Seq(items) => items.first().and_then(scalar),
        Value::Scalar(tag, _) => Some(tag),
        _ => None,
    }
}

/// The tree of a sheet whose language is a column of a list, in the language of its row: `lang: "{{lang}}"`. Where a
/// mapping of languages stands in it, the row's is taken. `None` where the sheet has its language by itself.
pub(super) fn of_row(node: &Node, inputs: &mut Inputs<'_>) -> Option<Node> {
    let row = inputs.row.as_mut()?;
    let Value::Map(pairs) = &node.value else { return None };
    let at = pairs.iter().position(|(key, _)| scalar(key) == Some("lang"))?;
    let lang = &pairs[at].1;
    let written = scalar(lang)?;
    let tag = match row.fill(written, |_| lang.span) {
        Ok(filled) => filled?.text,
        Err(problem) => {
            inputs.problems.push(*problem);
            return None;
        }
    };
    let mut pairs = pairs.clone();
    pairs[at].1 = lang.with(Value::Scalar(tag.clone(), Vec::new()));
    let node = node.with(Value::Map(pairs));
    let languages = Languages { tags: [tag.clone(), tag], node: lang.clone() };
    let mut work = Projection::of(&languages, 0, &mut inputs.problems);
    work.others = true;
    Some(work.node(&node, ""))
}

struct Projection<'a> {
    languages: &'a Languages,
    side: usize,
    found: &'a mut Vec<Diagnostic>,
    translated: Vec<Span>,
    /// The file is a brand's, which other sheets name, too: other languages may stand beside the sheet's, or instead.
    lenient: bool,
    /// Other languages may stand beside the row's: they are those of other rows.
    others: bool,
    lent: Vec<(String, String)>,
}

impl<'a> Projection<'a> {
    fn of(languages: &'a Languages, side: usize, found: &'a mut Vec<Diagnostic>) -> Projection<'a> {
        Projection {
            languages,
            side,
            found,
            translated: Vec::new(),
            lenient: false,
            others: false,
            lent: Vec::new(),
        }
    }
}

impl Projection<'_> {
    /// A value behind the key `name`.
    fn node(&mut self, node: &Node, name: &str) -> Node {
        match &node.value {
            Value::Seq(_) if *node == self.languages.node && name == "lang" => self.tag(node),
            Value::Seq(items) => {
                let items = items.iter().map(|item| self.node(item, name)).collect();
                node.with(Value::Seq(items))
            }
            Value::Map(pairs) if self.lenient && self.is_lent(pairs, name) => self.lend(node, pairs, name),
            Value::Map(pairs) if !self.lenient && !NAMES.contains(&name) && self.chooses(pairs) => {
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

    /// Whether a mapping is of languages. Where each row has its own, one of them may be missing here: that is told.
    fn chooses(&self, pairs: &[(Node, Node)]) -> bool {
        let kind = |key: &Node| KINDS.iter().any(|kind| Some(kind.name) == scalar(key));
        self.languages.is_choice(pairs)
            || self.others && pairs.len() > 1 && of_tags(pairs) && !pairs.iter().any(|(key, _)| kind(key))
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
        let mut sides: [Option<&Node>; 2] = [None, None];
        for (key, value) in pairs {
            let word = scalar(key).unwrap_or_default();
            match self.languages.side(word) {
                Some(_) if self.others && sides[0].is_some() => {}
                Some(side) if sides[side].is_some() => self.twice(word, key.span),
                Some(side) => sides[side] = Some(value),
                None if self.others => {}
                None => self.foreign(word, key.span),
            }
        }
        if self.others {
            sides[1] = sides[0];
        }
        let missing = sides.iter().enumerate().filter(|(_, value)| value.is_none());
        missing.for_each(|(side, _)| self.missing(side, node.span, name));
        let value = sides[self.side].or(sides[1 - self.side]);
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

fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(text, _) => Some(text),
        _ => None,
    }
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// Whether two tags name one language written in one way.
fn alike(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// Whether two tags name one language in one script, of whatever region.
fn is_region(a: &str, b: &str) -> bool {
    let script = |tag: &str| tag.split('-').skip(1).find(|p| p.len() == 4).map(str::to_lowercase);
    alike(primary(a), primary(b)) && script(a) == script(b)
}

/// Whether the keys of a mapping have the form of tags.
fn of_tags(pairs: &[(Node, Node)]) -> bool {
    !pairs.is_empty() && pairs.iter().all(|(key, _)| scalar(key).is_some_and(is_tag))
}

/// Which of some tags to take for a language: its own, that of the language alone, or that of another region.
pub fn of_language(tags: &[&str], lang: &str) -> Option<usize> {
    let find = |same: &dyn Fn(&str) -> bool| tags.iter().position(|tag| same(tag));
    let alone = || find(&|tag| alike(tag, primary(lang)));
    find(&|tag| alike(tag, lang)).or_else(alone).or_else(|| find(&|tag| is_region(tag, lang)))
}

/// Whether `key` has the form of a tag: two or three letters, then subtags of two to eight signs.
pub fn is_tag(key: &str) -> bool {
    let mut parts = key.split('-');
    let language = parts.next().unwrap_or_default();
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}
