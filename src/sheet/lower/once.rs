//! What stands once in a sheet of two languages, or across both of its columns, although it has words in each; and
//! what cannot go beyond the column of its own language.

use super::super::Sheet;
use super::pair::{faces, pair, unlike};
use crate::base::{Diagnostic, Diagnostics, Ink, Span, Text};
use crate::block::cx::Cx;
use crate::block::{Block, Content, Figure, FigureWidth, Keep, prose};
use crate::story::{Cell, CellWidth, Group, Node, Part, Row, VAlign, Width};
use crate::text::{Rich, TextStyle};
use std::sync::Arc;

/// A figure whose words are translated: one picture. Across the page its words stand below it, each language in its
/// column; otherwise the picture stands in the one column and its words in the other.
pub fn figure(both: [&Block; 2], cx: &mut Cx<'_>) {
    let [Content::Figure(first), Content::Figure(second)] = both.map(|b| &b.content) else { return };
    // On a page of one column the text around it waits for its twin.
    let waiting = std::mem::take(&mut cx.notes.twins);
    let add = |figure: &Figure, cite: &[Text], cx: &mut Cx<'_>| {
        figure.words(cx, cite).into_iter().for_each(|p| cx.push(p));
    };
    let [left, right] = pair(cx, |cx| add(first, &both[0].cite, cx), |cx| add(second, &both[1].cite, cx));
    cx.notes.twins = waiting;
    let right: Vec<Part> = unlike(&left, right).into_iter().map(|(_, part)| part).collect();
    let faces = faces(cx);
    let beside = faces && first.width != FigureWidth::Page && !(left.is_empty() && right.is_empty());
    let before = cx.measure;
    if faces && !beside {
        cx.measure = cx.theme.page.body_width();
    }
    let picture = first.picture(cx, if beside { Width::Column } else { Width::Page }, alt(first, second));
    cx.measure = before;
    let Some(picture) = picture else { return };
    let mut parts = match (faces, beside) {
        (true, true) => grouped(vec![cells(cx, vec![picture], below(left, right), VAlign::Bottom)]),
        (true, false) if !right.is_empty() => {
            grouped(vec![picture, cells(cx, left, right, VAlign::Top).spaced(1, 0)])
        }
        // A picture in large print takes most of a page: words in the second language may stand behind it.
        _ => {
            let mut parts = grouped([vec![picture], left].concat());
            parts[0].keep_with_next = !right.is_empty();
            parts.extend(right.into_iter().map(|p| p.spaced(1, 1)));
            parts
        }
    };
    prose::hold(&mut parts, both[0].keep, both[0].id.as_ref());
    let width = if faces { Width::Page } else { Width::Column };
    parts.into_iter().for_each(|p| cx.push(p.width(width).from(both[0].place)));
    cx.flush = true;
    if faces && first.width == FigureWidth::Wrap {
        cx.diags.push(unwrapped(Some(both[0].place)));
    }
}

fn grouped(parts: Vec<Part>) -> Vec<Part> {
    vec![Part::group(Group::of(parts)).spaced(2, 2)]
}

/// What a picture shows, in both languages.
fn alt(first: &Figure, second: &Figure) -> Option<String> {
    let alt = first.spoken()?;
    Some(match second.spoken().filter(|other| *other != alt) {
        Some(other) => format!("{alt} / {other}"),
        None => alt,
    })
}

/// One language's words below the other's.
fn below(mut left: Vec<Part>, mut right: Vec<Part>) -> Vec<Part> {
    right.iter_mut().take(usize::from(!left.is_empty())).for_each(|p| p.above = 1);
    left.append(&mut right);
    left
}

/// Parts in the two columns of the page.
fn cells(cx: &Cx<'_>, left: Vec<Part>, right: Vec<Part>, align: VAlign) -> Part {
    let page = &cx.theme.page;
    let cells =
        vec![Cell::new(CellWidth::Fixed(page.column_width()), left), Cell::new(CellWidth::Share(1.0), right)];
    Part::new(Node::Row(Row { cells, gap: page.gutter, divider: None, align, role: None }))
}

/// Figures that are the same in both languages stand once, with a label in each; where these have not as many, each
/// has a row of its own.
pub fn figures(sheet: &Sheet, cx: &mut Cx<'_>, f: impl Fn(&Sheet, &mut Cx<'_>)) -> Vec<Part> {
    let Some(second) = &sheet.second else { return cx.capture(|cx| f(sheet, cx)) };
    let [mut left, mut right] = pair(cx, |cx| f(sheet, cx), |cx| f(&second.sheet, cx));
    cx.notes.twins.end();
    if second.sheet.stats.len() != sheet.stats.len() {
        right.iter_mut().take(usize::from(!left.is_empty())).for_each(|p| p.above = 2);
        left.append(&mut right);
        return left;
    }
    let grey = cx.theme.palette.grey.clone();
    for (a, b) in left.iter_mut().zip(right) {
        let (Node::Stats(a), Node::Stats(b)) = (&mut a.node, b.node) else { continue };
        for ((value, label), (other, translated)) in a.items.iter_mut().zip(b.items) {
            if value.rich.text != other.rich.text {
                behind(&mut value.rich, " · ", &other.rich);
            }
            if label.rich.text != translated.rich.text {
                behind(&mut label.rich, "\n", &inked(translated.rich, &grey));
            }
        }
    }
    left
}

/// Adds a text behind another, in the look of its own first words.
fn behind(rich: &mut Rich, sign: &str, other: &Rich) {
    if let Some(first) = other.spans.first() {
        rich.push(sign, &first.style, None);
        rich.append(other);
    }
}

/// A text in another colour, as the second of two.
fn inked(mut rich: Rich, ink: &Ink) -> Rich {
    for span in &mut rich.spans {
        span.style = Arc::new(TextStyle { ink: ink.clone(), ..(*span.style).clone() });
    }
    rich
}

/// A block that is to go across the page, in the first language and below it in the second.
pub fn wide(both: [&Block; 2], cx: &mut Cx<'_>) {
    let add = |block: &Block, cx: &mut Cx<'_>| cx.spread(Width::Page, |cx| block.lower(cx));
    let [left, right] = pair(cx, |cx| add(both[0], cx), |cx| add(both[1], cx));
    cx.notes.twins.end();
    left.into_iter().chain(right).for_each(|mut part| {
        part.movable = false;
        cx.push(part);
    });
    cx.flush = true;
}

/// In a column beside another nothing is wider than it, and nothing moves. What must hold together does.
pub fn held(mut parts: Vec<Part>, keep: Option<Keep>, cx: &mut Cx<'_>) -> Vec<Part> {
    for part in parts.iter().filter(|p| p.width == Width::Page) {
        let message = "this is to go across the page, and stands in the column of its language";
        let help = "write one list of blocks, and in it this one with its words in both languages; or leave the width out";
        let found = Diagnostic::warning("translation-width", message).help(help);
        cx.diags.push(if let Some(at) = part.source { found.at(at) } else { found });
    }
    stands(&mut parts, cx.diags);
    parts.iter_mut().for_each(|p| p.width = Width::Column);
    prose::hold(&mut parts, keep, None);
    parts
}

/// Nothing moves between columns that face each other, and no text runs beside anything there.
pub fn stands(parts: &mut [Part], diags: &mut Diagnostics) {
    for part in parts {
        if part.beside.is_some() {
            diags.push(unwrapped(part.source));
        }
        (part.movable, part.beside) = (false, None);
    }
}

/// Says that no text runs beside a part.
fn unwrapped(at: Option<Span>) -> Diagnostic {
    let message = "no text runs beside this: two languages stand level on either side";
    let help = "leave it at the width of its column, or let it go across the page: `page`";
    let found = Diagnostic::warning("not-wrapped", message).help(help);
    if let Some(at) = at { found.at(at) } else { found }
}
