//! Prose to parts: paragraphs, lists, quotes and tables of a Markdown text, in the look of the place.

use super::Keep;
use super::cx::Cx;
use super::grid::PipeTable;
use super::quote::hang_opening;
use crate::base::{Pt, Text};
use crate::story::{ArtifactKind, Group, Label, Labels, Node, Para, Part, Role};
use crate::text::markup::{self, Block, BlockKind, Inline, InlineKind};
use crate::text::{Align, Figures, Rich, TextStyle};
use crate::theme::Style;
use crate::theme::template::Paragraphs;
use std::sync::Arc;

/// How prose is set in some place: the body, a quote, a callout.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its type.
    pub style: Style,
    /// Indent at the left.
    pub left: Pt,
    /// Indent at the right.
    pub right: Pt,
    /// How paragraphs are told apart.
    pub apart: Apart,
}

/// How paragraphs are told apart. Never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// By an indent of the first line.
    Indent,
    /// By half a line of white.
    White,
}

impl Shape {
    /// The body's.
    pub fn body(cx: &Cx<'_>) -> Shape {
        let apart = match cx.theme.template.text.paragraphs {
            Paragraphs::Indent => Apart::Indent,
            Paragraphs::Spaced => Apart::White,
        };
        Shape { style: cx.theme.styles.text.clone(), left: Pt::ZERO, right: Pt::ZERO, apart }
    }
}

/// Share of the measure that the indents of nested lists may take.
const DEEPEST: f64 = 0.4;

/// Blocks with the text that they were read from, and the sources of the whole.
struct Doc<'d> {
    text: &'d Text,
    cite: &'d [Text],
    shape: &'d Shape,
}

impl Cx<'_> {
    /// Sets a text of any number of paragraphs; `cite` are the sources of the whole, marked at its end.
    pub fn prose(&mut self, text: &Text, cite: &[Text], shape: &Shape) {
        let read = markup::known(text);
        self.report(text, &read.problems);
        self.blocks(&read.blocks, &Doc { text, cite, shape });
    }

    fn blocks(&mut self, blocks: &[Block], doc: &Doc<'_>) {
        for (i, block) in blocks.iter().enumerate() {
            let last = i + 1 == blocks.len();
            let doc = Doc { cite: if last { doc.cite } else { &[] }, ..*doc };
            let introduces = matches!(blocks.get(i + 1).map(|b| &b.kind), Some(BlockKind::List { .. }));
            self.block(block, &doc, introduces);
        }
    }

    fn block(&mut self, block: &Block, doc: &Doc<'_>, introduces: bool) {
        let span = doc.text.place(block.at.clone());
        match &block.kind {
            BlockKind::Para(inlines) => {
                let rich = self.inlines(inlines, doc.text, &doc.shape.style, doc.cite);
                let mut part = self.body_part(rich, doc.shape).from(span);
                part.keep_with_next = introduces && ends_in_colon(inlines);
                self.push(part);
            }
            BlockKind::Heading(level, inlines) => {
                let style = self.theme.styles.subheading.clone();
                let rich = self.inlines(inlines, doc.text, &style, doc.cite);
                self.subheading((*level).max(3), rich, span);
            }
            BlockKind::List { start, tight, items } => {
                let list = Items { start: *start, tight: *tight, depth: 0 };
                self.markup_list(items, list, doc);
            }
            BlockKind::Quote(blocks) => self.quoted(|cx, shape| {
                cx.blocks(blocks, &Doc { shape, ..*doc });
            }),
            BlockKind::Table { align, header, rows } => {
                self.markup_table(PipeTable { align, header, rows }, doc.text, doc.cite)
            }
            BlockKind::Code(code) => self.code(code, span),
            BlockKind::Rule => self.ornament(),
        }
    }

    /// A heading below the section's own.
    pub fn subheading(&mut self, level: u8, rich: Rich, span: crate::base::Span) {
        let style = self.theme.styles.subheading.clone();
        let para = self.para(Role::Heading(level.clamp(3, 6)), &style, rich);
        self.push(Part::para(para).spaced(2, 0).with_next().together().from(span));
        self.flush = true;
    }

    /// A paragraph of running text, indented where it follows another.
    pub fn body_part(&mut self, rich: Rich, shape: &Shape) -> Part {
        let mut para = self.para(Role::Paragraph, &shape.style, rich);
        (para.left, para.right) = (shape.left, shape.right);
        let follows = !std::mem::replace(&mut self.flush, false);
        let white = follows && shape.apart == Apart::White;
        if follows && shape.apart == Apart::Indent {
            para.setting.indent = shape.style.em();
        }
        Part::para(para).spaced(u16::from(white), 0)
    }

    /// A block quotation: indented, a size smaller, never cut where it is short.
    pub fn quoted(&mut self, fill: impl FnOnce(&mut Self, &Shape)) {
        let style = self.theme.styles.quote.clone();
        let inset = self.theme.styles.text.em() * 1.2;
        let apart = Shape::body(self).apart;
        let shape = Shape { style, left: inset, right: inset, apart };
        self.flush = true;
        let mut parts = self.capture(|cx| fill(cx, &shape));
        let characters: usize =
            parts.iter().map(|p| if let Node::Para(p) = &p.node { p.rich.text.len() } else { 0 }).sum();
        edges(&mut parts, 1, 1);
        parts.iter_mut().for_each(hang_opening);
        // About six lines of a column.
        if characters < 300 {
            keep_together(&mut parts);
        }
        self.story.open(Role::BlockQuote);
        parts.into_iter().for_each(|p| self.push(p));
        self.story.close();
        self.flush = true;
    }

    fn code(&mut self, code: &str, span: crate::base::Span) {
        let style = self.theme.styles.code.clone();
        let para = self.para(Role::Paragraph, &style, Rich::plain(code.trim_end(), &style.text));
        let pad = Pt(6.0);
        let group = Group {
            ground: Some(self.theme.palette.tint.clone()),
            padding: [pad * 0.5, pad, pad * 0.5, pad],
            ..Group::of(vec![Part::para(para)])
        };
        self.push(Part::group(group).spaced(1, 1).from(span));
        self.flush = true;
    }

    /// A pause in the text.
    fn ornament(&mut self) {
        let style = self.theme.styles.text.aligned(Align::Center);
        let rich = Rich::plain("*\u{2003}*\u{2003}*", &style.text);
        let para = self.para(Role::Artifact(ArtifactKind::Layout), &style, rich);
        self.push(Part::para(para));
        self.flush = true;
    }

    fn markup_list(&mut self, items: &[Vec<Block>], list: Items, doc: &Doc<'_>) {
        let cite = doc.cite;
        let blocks = items.iter().enumerate().map(|(i, blocks)| {
            let cite = if i + 1 == items.len() { cite } else { &[] };
            (i, blocks, cite)
        });
        let flow = self.capture(|cx| {
            for (i, blocks, cite) in blocks {
                let doc = Doc { cite, ..*doc };
                cx.markup_item(blocks, list.label(i), list, &doc);
            }
        });
        self.list_parts(flow, list);
    }

    fn markup_item(&mut self, blocks: &[Block], label: String, list: Items, doc: &Doc<'_>) {
        let (first, rest) = match blocks.split_first() {
            Some((Block { kind: BlockKind::Para(inlines), .. }, rest)) => (inlines.as_slice(), rest),
            _ => (&[][..], blocks),
        };
        let cite = if rest.is_empty() { doc.cite } else { &[] };
        let rich = self.inlines(first, doc.text, &doc.shape.style, cite);
        let left = self.item_para(rich, label, list, doc.shape, rest.is_empty());
        if rest.is_empty() {
            return;
        }
        let inner = Shape { left, ..doc.shape.clone() };
        for (i, block) in rest.iter().enumerate() {
            let cite = if i + 1 == rest.len() { doc.cite } else { &[] };
            let doc = Doc { shape: &inner, cite, text: doc.text };
            match &block.kind {
                BlockKind::List { start, tight, items } => {
                    let inner = Items { start: *start, tight: *tight, depth: list.depth + 1 };
                    self.markup_list(items, inner, &doc);
                }
                _ => self.block(block, &doc, false),
            }
        }
        self.story.close();
    }

    /// The first paragraph of an item with its bullet or number; the indent of what follows in it. An item
    /// of more than one part is left open for the others.
    pub fn item_para(&mut self, rich: Rich, label: String, list: Items, shape: &Shape, alone: bool) -> Pt {
        if !alone {
            self.story.open(Role::ListItem);
        }
        let em = shape.style.em();
        let role = if alone { Role::ListItem } else { Role::ItemBody };
        let mut para = self.para(role, &shape.style, rich);
        let (width, gap) = match list.start {
            // Figures of half an em, a point, and .4 em of white.
            Some(_) => (em * (0.5 * list.digits() as f64 + 0.65), Some(em * 0.4)),
            None => (em * 1.1, None),
        };
        // Lists in lists in lists do not push their words out of the column.
        let deepest = (self.measure * DEEPEST).max(width);
        (para.left, para.right) = ((shape.left + width).min(deepest), shape.right);
        let look = TextStyle { figures: Figures::Tabular, ..(*shape.style.text).clone() };
        para.label = Some(Label { rich: Rich::plain(label, &Arc::new(look)), width, gap });
        let left = para.left;
        self.push(Part::para(para).spaced(u16::from(!list.tight), 0));
        self.flush = true;
        left
    }

    /// Wraps items into a list, with white around the outermost.
    pub fn list_parts(&mut self, mut flow: Vec<Part>, list: Items) {
        if list.depth == 0 {
            // A line in all, so that items stand on the grid: below, since the words above introduce the list.
            // Items that are half a line apart cannot stand on it.
            let (above, below) = if list.tight { (0, 2) } else { (1, 1) };
            edges(&mut flow, above, below);
        }
        self.story.open(Role::List(if list.start.is_some() { Labels::Numbers } else { Labels::Marks }));
        flow.into_iter().for_each(|p| self.push(p));
        self.story.close();
        self.flush = true;
    }
}

/// What the items of a list have in common.
#[derive(Clone, Copy, Debug)]
pub struct Items {
    /// Number of the first; `None` for bullets.
    pub start: Option<usize>,
    /// No white between items.
    pub tight: bool,
    /// How many lists it stands in.
    pub depth: usize,
}

impl Items {
    /// Bullet or number of an item, counted from 0.
    pub fn label(&self, item: usize) -> String {
        match self.start {
            Some(start) => format!("{}.", start + item),
            None if self.depth.is_multiple_of(2) => "•".into(),
            None => "–".into(),
        }
    }
    /// Figures of the numbers: two, so that 9 and 10 stand in line; one where the list is nested.
    fn digits(&self) -> usize {
        if self.depth > 0 || self.start.is_some_and(|s| s < 5) { 1 } else { 2 }
    }
}

/// White above the first and below the last part that shows.
pub fn edges(parts: &mut [Part], above: u16, below: u16) {
    if let Some(first) = parts.iter_mut().find(|p| p.shows()) {
        first.above = first.above.max(above);
    }
    if let Some(last) = parts.iter_mut().rev().find(|p| p.shows()) {
        last.below = last.below.max(below);
    }
}

/// Obeys what a block or a section says of its parts: what holds together, and what links lead to.
pub fn hold(parts: &mut [Part], keep: Option<Keep>, id: Option<&Text>) {
    match keep {
        Some(Keep::Together) => keep_together(parts),
        Some(Keep::WithNext) => {
            if let Some(last) = parts.iter_mut().rev().find(|p| p.shows()) {
                last.keep_with_next = true;
            }
        }
        None => {}
    }
    if let (Some(id), Some(first)) = (id, parts.iter_mut().find(|p| p.shows())) {
        first.id = Some(id.trimmed().into());
    }
}

/// Ties parts to each other, so that no column ends among them.
pub fn keep_together(parts: &mut [Part]) {
    let last = parts.iter().rposition(Part::shows);
    for (i, part) in parts.iter_mut().enumerate() {
        part.keep_together = true;
        part.keep_with_next |= last.is_some_and(|last| i < last);
    }
}

fn ends_in_colon(inlines: &[Inline]) -> bool {
    matches!(inlines.last().map(|i| &i.kind), Some(InlineKind::Text(t)) if t.trim_end().ends_with(':'))
}

/// Whether a part is a paragraph, and which.
pub fn as_para(part: &Part) -> Option<&Para> {
    if let Node::Para(p) = &part.node { Some(p) } else { None }
}
