//! From comrak's tree to ours.

use super::cite::{self, Words};
use super::flat;
use super::late::{self, Stray};
use super::spans;
use super::{Block, BlockKind, ColumnAlign, Inline, InlineKind, Markup, Problem};
use comrak::nodes::{ListType, NodeLink, NodeTable, NodeValue, Sourcepos, TableAlignment};
use comrak::{Arena, Node, Options};
use std::collections::BTreeMap;
use std::ops::Range;

/// Deeper nesting than this is nobody's prose; it is made flat, so that hostile input cannot end the stack.
const DEEPEST: usize = 24;

/// Reads `text`. Offsets are given in `original`, which lacks the first `guard` bytes of `text`.
pub(super) fn convert(text: &str, original: &str, guard: usize) -> Markup {
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, text, &options());
    let starts = line_starts(text);
    let place = Place { starts, guard, len: original.len(), text: original };
    let notes = BTreeMap::new();
    let mut c = Converter { place, notes, problems: Vec::new(), depth: 0, in_note: None };
    c.find_notes(root);
    let blocks = c.blocks(root);
    Markup { blocks, problems: c.problems }
}

fn options() -> Options<'static> {
    let mut o = Options::default();
    o.extension.table = true;
    o.extension.footnotes = true;
    o.extension.inline_footnotes = true;
    o.extension.cjk_friendly_emphasis = true;
    o.parse.escaped_char_spans = true;
    // Else those without a mark would be gone before anybody could say so.
    o.parse.leave_footnote_definitions = true;
    o
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect()
}

/// Turns comrak's lines and columns into bytes.
struct Place<'t> {
    starts: Vec<usize>,
    guard: usize,
    len: usize,
    text: &'t str,
}

impl Place<'_> {
    fn range(&self, pos: Sourcepos) -> Range<usize> {
        let at = |line: usize, column: usize| {
            let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.len);
            self.clamp((start + column).saturating_sub(self.guard))
        };
        let start = at(pos.start.line, pos.start.column.saturating_sub(1));
        start..at(pos.end.line, pos.end.column).max(start)
    }

    fn clamp(&self, i: usize) -> usize {
        let mut i = i.min(self.len);
        while !self.text.is_char_boundary(i) {
            i -= 1;
        }
        i
    }
}

pub(super) struct Converter<'a, 't> {
    place: Place<'t>,
    notes: BTreeMap<String, Node<'a>>,
    problems: Vec<Problem>,
    depth: usize,
    /// Inside a note: its place, because comrak counts a note's own lines from 1.
    in_note: Option<Range<usize>>,
}

impl<'a> Converter<'a, '_> {
    pub(super) fn at(&self, node: Node<'a>) -> Range<usize> {
        self.in_note.clone().unwrap_or_else(|| self.place.range(node.data().sourcepos))
    }

    /// Remembers the notes that have a mark; of the others nothing would be set.
    fn find_notes(&mut self, root: Node<'a>) {
        let mut unmarked = Vec::new();
        for node in root.descendants() {
            match &node.data().value {
                NodeValue::FootnoteDefinition(def) if def.total_references > 0 => {
                    self.notes.insert(def.name.clone(), node);
                }
                NodeValue::FootnoteDefinition(def) => unmarked.push((def.name.clone(), node)),
                _ => {}
            }
        }
        for (name, node) in unmarked {
            let twice = self.notes.keys().any(|n| n.to_lowercase() == name.to_lowercase());
            let (message, help) = match twice {
                true => (format!("the note `[^{name}]` is written twice"), "give one of them another name"),
                false => (
                    format!("nothing marks the note `[^{name}]`"),
                    "put its mark behind the words that it belongs to, or write it there: `^[…]`",
                ),
            };
            self.problem(self.at(node), "note-unmarked", message, help);
        }
    }

    fn problem(
        &mut self,
        at: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        help: &'static str,
    ) {
        self.problems.push(Problem { at, code, message: message.into(), help });
    }

    fn blocks(&mut self, parent: Node<'a>) -> Vec<Block> {
        if self.depth >= DEEPEST {
            let message = format!("this is nested deeper than {DEEPEST} levels and is set without them");
            self.problem(self.at(parent), "nested-too-deep", message, "unnest it");
            return flat::blocks(self, parent);
        }
        self.depth += 1;
        let out = parent.children().filter_map(|n| self.block(n)).collect();
        self.depth -= 1;
        out
    }

    pub(super) fn block(&mut self, node: Node<'a>) -> Option<Block> {
        let at = self.at(node);
        let kind = match &node.data().value {
            NodeValue::Paragraph => {
                let inlines = self.inlines(node);
                if inlines.is_empty() {
                    return None;
                }
                BlockKind::Para(inlines)
            }
            NodeValue::Heading(h) => BlockKind::Heading(h.level, self.inlines(node)),
            NodeValue::BlockQuote => BlockKind::Quote(self.blocks(node)),
            NodeValue::List(list) => BlockKind::List {
                start: (list.list_type == ListType::Ordered).then_some(list.start),
                tight: list.tight,
                items: node.children().map(|item| self.blocks(item)).collect(),
            },
            NodeValue::Table(table) => self.table(node, table),
            NodeValue::CodeBlock(code) => BlockKind::Code(code.literal.trim_end_matches('\n').to_owned()),
            NodeValue::ThematicBreak => BlockKind::Rule,
            NodeValue::HtmlBlock(html) => {
                self.html_block(&html.literal, at);
                return None;
            }
            _ => return None,
        };
        Some(Block { kind, at })
    }

    fn table(&mut self, node: Node<'a>, table: &NodeTable) -> BlockKind {
        let align = table.alignments.iter().map(|a| match a {
            TableAlignment::None => None,
            TableAlignment::Left => Some(ColumnAlign::Left),
            TableAlignment::Center => Some(ColumnAlign::Center),
            TableAlignment::Right => Some(ColumnAlign::Right),
        });
        let (mut header, mut rows) = (Vec::new(), Vec::new());
        for row in node.children() {
            self.surplus(row);
            let cells: Vec<_> = row.children().map(|cell| self.inlines(cell)).collect();
            match row.data().value {
                NodeValue::TableRow(true) => header = cells,
                _ => rows.push(cells),
            }
        }
        BlockKind::Table { align: align.collect(), header, rows }
    }

    /// Complains of cells that no column of the header takes: Markdown drops them without a word.
    fn surplus(&mut self, row: Node<'a>) {
        let end = row.last_child().map(|cell| self.at(cell).end);
        let whole = self.at(row);
        let Some(end) = end.filter(|_| self.in_note.is_none()) else { return };
        let rest = self.place.text.get(end..whole.end).unwrap_or_default();
        if let Some(start) = rest.find(|c: char| c != '|' && !c.is_whitespace()) {
            let message = "this row has more cells than the table's header";
            let help = "give the header a cell for each column";
            self.problem(end + start..whole.end, "wrong-cell-count", message, help);
        }
    }

    pub(super) fn inlines(&mut self, parent: Node<'a>) -> Vec<Inline> {
        // Blocks may have gone all the way down; what they hold may go as far again.
        if self.depth >= 2 * DEEPEST {
            return self.gather(flat::words(parent));
        }
        self.depth += 1;
        let out = self.gather(parent.children().collect());
        self.depth -= 1;
        if let Some(at) = cite::torn(&out) {
            self.problem(
                at,
                "citation-malformed",
                "a citation cannot hold emphasis, code or notes",
                cite::FORMS,
            );
        }
        out
    }

    fn gather(&mut self, nodes: Vec<Node<'a>>) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut words = Words::default();
        for node in nodes {
            self.inline(node, &mut words, &mut out);
        }
        self.flush(&mut words, &mut out);
        let out = self.late_notes(out);
        if spans::any(&out) { self.clamped(spans::passages(out)) } else { out }
    }

    /// The same with places that begin and end at characters.
    fn clamped(&self, mut line: Vec<Inline>) -> Vec<Inline> {
        for inline in &mut line {
            inline.at = self.place.clamp(inline.at.start)..self.place.clamp(inline.at.end);
            if let InlineKind::Passage(_, kids) = &mut inline.kind {
                *kids = self.clamped(std::mem::take(kids));
            }
        }
        line
    }

    /// Finds the notes inside brackets, and says which are none.
    fn late_notes(&mut self, line: Vec<Inline>) -> Vec<Inline> {
        if !late::any(&line) {
            return line;
        }
        if let Some(outer) = self.in_note.clone() {
            self.note_in_note(outer);
            return line;
        }
        let mut stray = Vec::new();
        let mut line = late::notes(line, &mut stray);
        for inline in &mut line {
            inline.at = self.place.clamp(inline.at.start)..self.place.clamp(inline.at.end);
        }
        for stray in stray {
            match stray {
                Stray::Open(at) => self.no_note(self.place.clamp(at.start)..self.place.clamp(at.end)),
                Stray::Nested(at) => self.note_in_note(self.place.clamp(at.start)..self.place.clamp(at.end)),
            }
        }
        line
    }

    fn no_note(&mut self, at: Range<usize>) {
        let help = "close it with `]`, and give it a text; write `\\^[` for the signs themselves";
        self.problem(at, "note-malformed", "a note begins here and is none", help);
    }

    fn note_in_note(&mut self, at: Range<usize>) {
        let message = "a note stands inside a note and is left out";
        self.problem(at, "note-in-note", message, "write it into the outer note");
    }

    /// Ends a stretch of words: its citations are found only now, because lines may part them.
    fn flush(&mut self, words: &mut Words, out: &mut Vec<Inline>) {
        let words = std::mem::take(words);
        let first = out.len();
        cite::split(&words, out, &mut self.problems);
        if let Some(note) = &self.in_note {
            out[first..].iter_mut().for_each(|i| i.at = note.clone());
        }
    }

    fn inline(&mut self, node: Node<'a>, words: &mut Words, out: &mut Vec<Inline>) {
        let at = self.at(node);
        let kind = match &node.data().value {
            NodeValue::Text(t) => {
                self.undefined_note(t, &at);
                let first = self.place.guard > 0
                    && self.in_note.is_none()
                    && node.data().sourcepos.start == (1, 1).into();
                let t = if first { &t[self.place.guard.min(t.len())..] } else { t };
                return words.push(t, at.start);
            }
            NodeValue::SoftBreak => return soft_break(node, words, at.start),
            NodeValue::HtmlInline(html) if is_line_break(html) => InlineKind::Break,
            NodeValue::HtmlInline(html) => return self.html(html, at),
            NodeValue::Image(link) => {
                let message = format!("an image stands in the prose: `{}`", link.url);
                return self.problem(
                    at,
                    "image-in-prose",
                    message,
                    "use a `figure` block, which has room for alt and credit",
                );
            }
            NodeValue::FootnoteReference(reference) => {
                self.flush(words, out);
                out.extend(self.note(&reference.name, at));
                return;
            }
            NodeValue::LineBreak => InlineKind::Break,
            NodeValue::Code(code) => InlineKind::Code(code.literal.clone()),
            NodeValue::Escaped => InlineKind::Literal(super::plain(&self.inlines(node))),
            NodeValue::Emph => InlineKind::Emph(self.inlines(node)),
            NodeValue::Strong => InlineKind::Strong(self.inlines(node)),
            NodeValue::Link(link) => {
                self.lost_of_link(link, node, &at);
                // What leads nowhere is no link: a reader has nothing to call it by.
                if link.url.is_empty() {
                    self.flush(words, out);
                    out.extend(self.inlines(node));
                    return;
                }
                InlineKind::Link(link.url.clone(), self.inlines(node))
            }
            _ => return,
        };
        self.flush(words, out);
        out.push(Inline { kind, at });
    }

    /// Complains of what a link cannot show.
    fn lost_of_link(&mut self, link: &NodeLink, node: Node<'a>, at: &Range<usize>) {
        if !link.title.is_empty() {
            let message = format!("the title of a link is left out: `{}`", link.title);
            self.problem(
                at.clone(),
                "link-title",
                message,
                "say it in the words around the link, or in a note",
            );
        }
        if link.url.is_empty() || node.first_child().is_none() {
            let lacks = if link.url.is_empty() { "no address" } else { "no words" };
            let message = format!("this link has {lacks}");
            self.problem(at.clone(), "link-malformed", message, "write `[words](https://…)`");
        }
    }

    fn note(&mut self, name: &str, at: Range<usize>) -> Option<Inline> {
        let def = *self.notes.get(name)?;
        if self.in_note.is_some() {
            self.note_in_note(at);
            return None;
        }
        self.in_note = Some(at.clone());
        let inlines = flat::note(self, def);
        self.in_note = None;
        Some(Inline { kind: InlineKind::Note(Some(name.to_owned()), inlines), at })
    }

    fn undefined_note(&mut self, text: &str, at: &Range<usize>) {
        let Some(start) = text.find("[^") else { return };
        let Some(len) = text[start..].find(']') else { return };
        let name = &text[start..=start + len];
        let message = format!("the note `{name}` has no text");
        self.problem(
            at.clone(),
            "note-undefined",
            message,
            "write `^[…]` in its place, or add a line `[^1]: …`",
        );
    }

    /// HTML on lines of its own: Markdown does not look into it, so that words in it are out of reach.
    pub(super) fn html_block(&mut self, html: &str, at: Range<usize>) {
        if !flat::has_words(html) {
            return self.html(html, at);
        }
        let message = "words inside HTML are not typeset";
        self.problem(at, "html-with-words", message, "write them as Markdown, without the tags around them");
    }

    fn html(&mut self, html: &str, at: Range<usize>) {
        if !html.trim_start().starts_with("<!--") {
            let message = format!("HTML is not typeset: `{}`", html.trim().lines().next().unwrap_or(""));
            self.problem(at, "raw-html", message, "use Markdown, or write `\\<` for the sign itself");
        }
    }
}

/// `<br>` is what tables of Markdown have for a new line in a cell.
fn is_line_break(html: &str) -> bool {
    let tag = html.trim_start_matches('<').trim_end_matches(['/', '>', ' ']);
    tag.eq_ignore_ascii_case("br")
}

/// A line's end in the source is a space, but none between two ideographs.
fn soft_break(node: Node<'_>, words: &mut Words, at: usize) {
    let next = node.next_sibling().and_then(|n| match &n.data().value {
        NodeValue::Text(t) => t.chars().next(),
        _ => None,
    });
    let glued = words.text.chars().next_back().is_some_and(is_ideograph) && next.is_some_and(is_ideograph);
    words.push(if glued { "" } else { " " }, at);
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}
