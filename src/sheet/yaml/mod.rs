//! YAML as a tree with places. The events come from serde-saphyr's parser; types come later, from the fields
//! that the tree is read into, so that `1953` and `no` stay the text that was written.
//!
//! Hostile input ends in an error: depth, size and what aliases expand to are bounded.

mod faults;
mod mend;
mod merge;
mod stretch;

use crate::base::{Diagnostic, FileId, Severity, Span};
use serde_saphyr::granit_parser::{self as granit, Event, Parser, ScalarStyle, ScanError, Tag};
use std::borrow::Cow;

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
    /// What it weighs with all that it holds, in values.
    size: usize,
    /// How deep it is nested, 1 for a scalar.
    depth: usize,
}

impl Node {
    /// Another value in the same place.
    pub fn with(&self, value: Value) -> Node {
        Node { value, ..*self }
    }
}

/// What stands in a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `key:` with nothing behind it.
    Nothing,
    /// Text, whatever it looks like, with its stretches as [`crate::base::Text`] keeps them.
    Scalar(String, Vec<(u32, u32)>),
    /// A list.
    Seq(Vec<Node>),
    /// A mapping, in the order of the file, duplicates included.
    Map(Vec<(Node, Node)>),
}

/// No sheet of a few pages nests deeper.
const DEEPEST: usize = 48;
/// No sheet of a few pages holds more values, aliases expanded; 64 bytes of text weigh as much as a value.
const MOST: usize = 100_000;
/// Bytes. A sheet is prose of a few pages; pictures are files of their own.
const LARGEST: usize = 4 << 20;

/// Reads the YAML in `text`, which stands in `file` from byte `offset` on. `None` after an error, or where
/// nothing is written.
pub fn load(text: &str, file: FileId, offset: u32, found: &mut Vec<Diagnostic>) -> Option<Node> {
    if text.len() > LARGEST {
        found.push(too_large(Span { file, start: offset, end: offset }));
        return None;
    }
    let mut loader = Loader::new(text, file, offset);
    match loader.run() {
        Ok(()) => {
            found.extend(loader.joined);
            loader.root
        }
        Err(problem) => {
            let faults = match problem.code {
                "yaml-syntax" => mend::faults(text, loader.stop(&problem), |text| stops(text, file)),
                _ => Vec::new(),
            };
            if faults.is_empty() {
                found.push(*problem);
            }
            found.extend(faults.into_iter().map(|fault| fault.at(file, offset, Severity::Error)));
            None
        }
    }
}

/// The byte at which reading `text` ends, where it ends before the end.
fn stops(text: &str, file: FileId) -> Option<usize> {
    let mut loader = Loader::new(text, file, 0);
    let problem = loader.run().err()?;
    Some(loader.stop(&problem))
}

type Step<T = ()> = Result<T, Box<Diagnostic>>;

/// A list or mapping that has not ended yet.
struct Open {
    start: Span,
    anchor: usize,
    is_map: bool,
    nodes: Vec<Node>,
}

struct Loader<'t> {
    text: &'t str,
    file: FileId,
    offset: u32,
    anchors: Vec<(usize, Node)>,
    open: Vec<Open>,
    /// Values kept so far, copies included.
    held: usize,
    root: Option<Node>,
    /// Warnings of texts whose lines are run together.
    joined: Vec<Diagnostic>,
    /// The byte of the text at which the parser met an error.
    stopped: Option<usize>,
}

impl<'t> Loader<'t> {
    fn new(text: &'t str, file: FileId, offset: u32) -> Loader<'t> {
        let (anchors, open, joined) = (Vec::new(), Vec::new(), Vec::new());
        Loader { text, file, offset, anchors, open, held: 0, root: None, joined, stopped: None }
    }

    /// Where reading has ended with `problem`.
    fn stop(&self, problem: &Diagnostic) -> usize {
        self.stopped.or_else(|| problem.span.map(|s| self.local(s.start))).unwrap_or_default()
    }

    fn run(&mut self) -> Step {
        let options = granit::options! {
            flow_nesting_limit: DEEPEST,
            block_nesting_limit: DEEPEST,
            emit_comments: false,
        };
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = event.map_err(|e| self.fault(&e))?;
            let span = self.span(span);
            self.event(event, span)?;
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'t>, span: Span) -> Step {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                refuse_tag(tag, span)?;
                let node = self.scalar(text, style, span);
                let range = self.local(span.start)..self.local(span.end);
                let fault = faults::joined(self.text, range, style);
                self.joined.extend(fault.map(|fault| fault.at(self.file, self.offset, Severity::Warning)));
                self.count(node.size, span)?;
                self.done(node, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                refuse_tag(tag, span)?;
                self.begin(span, anchor, false)
            }
            Event::MappingStart(_, anchor, tag) => {
                refuse_tag(tag, span)?;
                self.begin(span, anchor, true)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(id) => {
                // The newest definition counts; one that is still open would hold itself.
                let known = self.anchors.iter().rev().find(|(a, _)| *a == id);
                let node = known.map(|(_, n)| n.clone()).ok_or_else(|| alias_loop(span))?;
                self.count(node.size, span)?;
                self.done(Node { span, ..node }, 0)
            }
            Event::DocumentStart(..) if self.root.is_some() => Err(second_document(span)),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, start: Span, anchor: usize, is_map: bool) -> Step {
        self.open.push(Open { start, anchor, is_map, nodes: Vec::new() });
        if self.open.len() > DEEPEST { Err(too_deep(start)) } else { Ok(()) }
    }

    fn end(&mut self, last: Span) -> Step {
        let Some(open) = self.open.pop() else { return Ok(()) };
        self.count(1, open.start)?;
        // The event that ends block style stands at the next thing, lines below.
        let end = open.nodes.last().map_or(last.end, |n| n.span.end).max(open.start.end);
        let end = if last.end > last.start { last.end } else { end };
        let size = 1 + open.nodes.iter().map(|n| n.size).sum::<usize>();
        let depth = 1 + open.nodes.iter().map(|n| n.depth).max().unwrap_or(0);
        let value = if open.is_map { self.pairs(open.nodes, open.start)? } else { Value::Seq(open.nodes) };
        self.done(Node { span: Span { end, ..open.start }, value, size, depth }, open.anchor)
    }

    fn scalar(&self, text: Cow<'t, str>, style: ScalarStyle, span: Span) -> Node {
        let value = if span.start == span.end && style == ScalarStyle::Plain {
            Value::Nothing
        } else {
            let raw = &self.text[self.local(span.start)..self.local(span.end)];
            let stretches = stretch::find(&text, raw, span.start);
            Value::Scalar(text.into_owned(), stretches)
        };
        let size = if let Value::Scalar(text, _) = &value { 1 + text.len() / 64 } else { 1 };
        Node { span, value, size, depth: 1 }
    }

    fn done(&mut self, node: Node, anchor: usize) -> Step {
        if node.depth + self.open.len() > 2 * DEEPEST {
            return Err(too_deep(node.span));
        }
        if anchor != 0 {
            self.count(node.size, node.span)?;
            self.anchors.push((anchor, node.clone()));
        }
        match self.open.last_mut() {
            Some(open) => open.nodes.push(node),
            None => self.root = Some(node),
        }
        Ok(())
    }

    fn count(&mut self, weight: usize, span: Span) -> Step {
        self.held += weight;
        if self.held > MOST { Err(Box::new(too_large(span))) } else { Ok(()) }
    }

    fn local(&self, at: u32) -> usize {
        (at - self.offset) as usize
    }

    fn span(&self, span: granit::Span) -> Span {
        let at = |m: granit::Marker| self.offset + m.byte_offset().unwrap_or(self.text.len()) as u32;
        let (start, end) = (at(span.start), at(span.end));
        let raw = &self.text[self.local(start)..self.local(end.max(start))];
        // Block scalars reach to the next thing; what is empty at their end says nothing.
        let least = raw.chars().next().map_or(0, char::len_utf8);
        let end = start + raw.trim_end().len().max(least) as u32;
        Span { file: self.file, start, end }
    }

    /// Keys and values; a key is a word.
    fn pairs(&self, nodes: Vec<Node>, start: Span) -> Step<Value> {
        let mut pairs = Vec::with_capacity(nodes.len() / 2);
        let mut nodes = nodes.into_iter();
        while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
            if !matches!(key.value, Value::Scalar(..)) {
                let asked = self.text[..self.local(key.span.start)].trim_end().ends_with('?');
                return Err(if asked { long_key(key.span) } else { brace(start) });
            }
            pairs.push((key, value));
        }
        Ok(Value::Map(pairs))
    }

    fn fault(&mut self, error: &ScanError) -> Box<Diagnostic> {
        let at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        self.stopped = Some(at);
        Box::new(faults::explain(error.kind(), self.text, at).at(self.file, self.offset, Severity::Error))
    }
}

fn brace(span: Span) -> Box<Diagnostic> {
    let message = "a value that starts with `{` or `[` is read as a mapping or a list";
    let help = "put the whole value in quotation marks";
    Box::new(Diagnostic::error("yaml-syntax", message).at(span).help(help))
}

fn long_key(span: Span) -> Box<Diagnostic> {
    let message = "behind `?` YAML reads a key, and a key is one word";
    let help = "write `key: value`; put text that starts with `?` in quotation marks";
    Box::new(Diagnostic::error("yaml-syntax", message).at(span).help(help))
}

fn refuse_tag(tag: Option<Cow<'_, Tag>>, span: Span) -> Step {
    match tag {
        Some(tag) if !tag.is_yaml_core_schema() => {
            let message = "a value cannot start with `!`: YAML reads it as a type";
            let help = "put the value in quotation marks";
            Err(Box::new(Diagnostic::error("yaml-syntax", message).at(span).help(help)))
        }
        _ => Ok(()),
    }
}

fn too_deep(span: Span) -> Box<Diagnostic> {
    let problem = Diagnostic::error("yaml-too-deep", "lists and mappings are nested too deep here");
    Box::new(problem.at(span).help(format!("a sheet nests {DEEPEST} levels at most")))
}

fn too_large(span: Span) -> Diagnostic {
    let help = "a sheet is prose of a few pages: check for aliases (`*name`) that repeat each other, and \
                keep long texts in files of their own (`body_file`)";
    Diagnostic::error("yaml-too-large", "the file holds more than a sheet can").at(span).help(help)
}

fn alias_loop(span: Span) -> Box<Diagnostic> {
    let problem = Diagnostic::error("yaml-alias-loop", "this alias stands inside what it repeats");
    Box::new(problem.at(span).help("write the value out"))
}

fn second_document(span: Span) -> Box<Diagnostic> {
    let problem = Diagnostic::error("yaml-syntax", "a second YAML document starts here");
    Box::new(problem.at(span).help("keep one sheet a file, or remove the line `---`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        (load(text, FileId(0), 0, &mut found), found)
    }

    #[test]
    fn keeps_scalars_as_written() {
        for word in ["010", "1e3", "no", "null", "~", "1953-07-27", "0x1F", "1_000", ".inf", "Yes"] {
            let (node, _) = read(&format!("a: {word}\n"));
            let Some(Value::Map(pairs)) = node.map(|n| n.value) else { panic!("{word}") };
            assert!(matches!(&pairs[0].1.value, Value::Scalar(t, _) if t == word), "{word}");
        }
    }

    #[test]
    fn bounds_what_aliases_expand_to() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for i in 1..12 {
            let uses = vec![format!("*a{}", i - 1); 9].join(", ");
            bomb += &format!("a{i}: &a{i} [{uses}]\n");
        }
        let (node, problems) = read(&bomb);
        assert!(node.is_none());
        assert_eq!(problems[0].code, "yaml-too-large");
    }

    #[test]
    fn bounds_depth() {
        for text in ["[".repeat(5000), "- ".repeat(5000), "{a: ".repeat(5000)] {
            let (node, problems) = read(&text);
            assert!(node.is_none());
            assert_eq!(problems.len(), 1);
        }
        assert_eq!(read("a: &a [*a]\n").1[0].code, "yaml-alias-loop");
    }
}
