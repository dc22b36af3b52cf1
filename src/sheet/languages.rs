//! A sheet in two languages: `lang` lists both, and wherever a value stands a mapping of their tags may stand in its
//! place (`title: {en-US: …, ko: …}`). Takes the tree as written and gives the tree of one language; what is written
//! without a mapping serves both.

use super::inputs::Inputs;
use super::yaml::{Node, Value};
use crate::base::meant::{listed, nearest};
use crate::base::{Diagnostic, Span};
use crate::block::KINDS;

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

struct Projection<'a> {
    languages: &'a Languages,
    side: usize,
    found: &'a mut Vec<Diagnostic>,
    translated: Vec<Span>,
    /// The file is a brand's, which other sheets name, too: other languages may stand beside the sheet's, or instead.
    lenient: bool,
    /// That the sheet lacks a language of the row has been said.
    lacking: bool,
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
            lacking: false,
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

/// What stands for the language of a row: behind its tag, behind its language alone, or behind the only tag that is of
/// this language.
fn named<'n>(pairs: &'n [(Node, Node)], tag: &str) -> Option<&'n Node> {
    let find = |same: &dyn Fn(&str) -> bool| {
        pairs
            .iter()
            .filter(|(key, _)| scalar(key).is_some_and(same))
            .map(|(_, value)| value)
            .collect::<Vec<_>>()
    };
    let own = find(&|key| alike(key, tag)).first().copied();
    let whole = || find(&|key| alike(key, primary(tag))).first().copied();
    let only = || match find(&|key| alike(primary(key), primary(tag)))[..] {
        [only] => Some(only),
        _ => None,
    };
    own.or_else(whole).or_else(only)
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
