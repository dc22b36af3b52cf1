//! The band that says what the reader should do: where the sheet takes a position on a bill, with both beside it.

use super::super::{Position, Sheet};
use super::pair;
use crate::base::{Pt, Text};
use crate::block::cx::Cx;
use crate::story::{Cell, CellWidth, Edges, Group, Node, Part, Role, Row, VAlign};
use crate::theme::template::AskLook;

/// Beside a badge an ask has so many em at least; with less the badge stands above it.
const BESIDE: f64 = 16.0;
/// White between badge and ask, in em.
const GAP: f64 = 2.2;
/// Size of the bill's number, as a share of the ask's.
const BILL: f64 = 1.2;
/// Bytes of an ask that stands out as a whole: a line and a half.
const SHORT: usize = 80;
/// A bill's number has no more characters.
const NUMBER: usize = 16;

/// The ask on its ground with a bar of the accent, in one language or in two.
pub fn ask(sheet: &Sheet, cx: &mut Cx<'_>) {
    let Some(ask) = &sheet.ask else { return };
    let AskLook { ground, bar, padding, white: (above, below) } = cx.theme.template.ask;
    let words = match pair::differs(sheet, |s| s.ask.as_ref().map(|a| &a.text)) {
        true => pair::both(sheet, cx, words, cx.theme.page.column_width() - bar - padding[3]),
        false => cx.capture(|cx| words(sheet, cx)),
    };
    let accent = cx.theme.palette.band.clone();
    let group = Group {
        role: Some(Role::Aside),
        ground: cx.ground(ground),
        edges: Edges { left: (bar > Pt::ZERO).then_some((bar, accent)), ..Edges::default() },
        padding,
        ..Group::of(words)
    };
    cx.push(Part::group(group).spaced(above, below).from(ask.text.span));
}

/// The words of an ask, the first of them bold, with what it says of a bill.
fn words(sheet: &Sheet, cx: &mut Cx<'_>) {
    let Some(ask) = &sheet.ask else { return };
    let style = cx.theme.styles.ask.inked(&cx.on(cx.theme.template.ask.ground));
    let text = ask.text.trimmed();
    let bill = ask.bill.as_ref().map(|b| b.trimmed()).filter(|b| !b.is_empty());
    let position = ask.position.map(|p| cx.words().position[p as usize]);
    let badge = position.zip(bill).map(|(position, bill)| badge(cx, position, bill));
    // What the badge says need not be said again before the ask.
    let bill = bill.filter(|bill| badge.is_none() || text.contains(bill));
    let rich = match lead(&ask.text.cut(), bill) {
        // The words stand in the ask: the start of its Markdown becomes strong.
        Lead::Within(end) => {
            let strong = ask.text.cut().inserted(end, "**").inserted(0, "**");
            cx.line(&strong, &style, &[])
        }
        Lead::Before(words) => {
            let bold = style.weighted(700);
            let mut rich = cx.plain(&words, &bold);
            rich.push(" ", &style.text, None);
            rich.append(&cx.line(&ask.text.cut(), &style, &[]));
            rich
        }
        Lead::None if text.contains("**") || is_short(&ask.text) => {
            cx.line(&ask.text, &style.weighted(600), &[])
        }
        Lead::None => cx.line(&ask.text, &style, &[]),
    };
    let para = Part::para(cx.para(Role::Paragraph, &style, rich)).from(ask.text.span);
    with_badge(cx, badge, para).into_iter().for_each(|p| cx.push(p));
}

/// Whether an ask is as short as a lead, so that all of it stands out: by its own words, whatever a list fills in.
fn is_short(text: &Text) -> bool {
    text.trimmed().len() - text.filled().map(|range| range.len()).sum::<usize>() <= SHORT
}

/// Which words of an ask are bold.
#[derive(Debug, PartialEq)]
pub enum Lead {
    /// Its own, up to this byte.
    Within(usize),
    /// These, set before it.
    Before(String),
    /// None: no words stand out.
    None,
}

/// "Cosponsor H.R. 1369", where the ask names the bill; "H.R. 1369." before it, where it does not; else its first
/// words up to the first sign of punctuation. A word by itself that happens to stand first says nothing, and what a list
/// fills in would make other words bold in every copy.
pub fn lead(text: &Text, bill: Option<&str>) -> Lead {
    let filled = text.filled().next().map_or(text.len(), |range| range.start);
    let text = text.value.as_str();
    let named = bill.and_then(|bill| text.find(bill));
    // Whatever stands out in the ask, a bill that it does not name is said before it.
    if let (Some(bill), None) = (bill, named) {
        return Lead::Before(format!("{bill}."));
    }
    if text.contains("**") || text.is_empty() {
        return Lead::None;
    }
    if let (Some(bill), Some(at)) = (bill, named) {
        let end = at + bill.len();
        let plain = !text[..end].contains(['*', '[', '`', '_']) && end <= 60 && at <= filled;
        return if plain { Lead::Within(end) } else { Lead::None };
    }
    let end = text[..filled].match_indices(STOPS).map(|(i, _)| i).find(|i| stops(text, *i));
    match end.filter(|&i| i <= 40 && i + 1 < text.len()) {
        Some(end) if !text[..end].contains(['*', '[', '`', '_']) => Lead::Within(end),
        _ => Lead::None,
    }
}

/// Signs at which the first words of an ask may end.
const STOPS: [char; 7] = [',', ':', ';', '—', '.', '!', '?'];

/// Whether the sign at this byte ends words: the point of "H.R." or "Dr. Lee" does not, nor does the comma of 1,200.
fn stops(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at..]);
    let mut signs = after.chars();
    let sign = signs.next();
    let next = signs.as_str();
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
    match sign {
        Some('—') => true,
        _ if !next.starts_with(char::is_whitespace) => false,
        Some('.') => letters > 3 && next.trim_start().starts_with(|c: char| !c.is_lowercase()),
        // "Please, …" is no lead, "Action: …" is one.
        Some(',' | ';') => before.contains(char::is_whitespace),
        _ => true,
    }
}

/// What the sheet says of a bill: the position in small letters, the bill's number below it.
fn badge(cx: &mut Cx<'_>, position: &str, bill: &str) -> [Part; 2] {
    let ink = cx.on(cx.theme.template.ask.ground);
    let ask = cx.theme.styles.ask.clone();
    let small = cx.theme.styles.kicker.inked(&ink);
    let large = ask.inked(&ink).weighted(700).sized(ask.em() * BILL, ask.leading * BILL);
    // A number is never parted from what it numbers; a name may be.
    let words: Vec<&str> = bill.split_whitespace().collect();
    let bill = words.join(if bill.chars().count() <= NUMBER { "\u{a0}" } else { " " });
    [(position, small), (&bill, large)].map(|(words, style)| {
        let rich = cx.plain(words, &style);
        Part::para(cx.para(Role::Paragraph, &style, rich))
    })
}

/// The ask with its badge at the left, or above it where there is little room.
fn with_badge(cx: &Cx<'_>, badge: Option<[Part; 2]>, ask: Part) -> Vec<Part> {
    let Some(badge) = badge else { return vec![ask] };
    let em = cx.theme.styles.ask.em();
    // A bill's number and its white take some nine em.
    if cx.measure < em * (BESIDE + 9.0) {
        return badge.into_iter().chain([ask]).collect();
    }
    let divider = Some((Pt(0.4), cx.theme.palette.rule.clone()));
    let cells =
        vec![Cell::new(CellWidth::Natural, badge.into()), Cell::new(CellWidth::Share(1.0), vec![ask])];
    vec![Part::new(Node::Row(Row { cells, gap: em * GAP, divider, align: VAlign::Middle, role: None }))]
}

// `position as usize` above relies on this order.
const _: () = assert!(
    Position::Support as usize == 0 && Position::Oppose as usize == 1 && Position::Amend as usize == 2
);
