//! What ends a sheet: the end mark behind the copy, and the block at the foot of the last page with contact,
//! boilerplate, QR code and disclosure.

use super::super::Sheet;
use super::pair;
use crate::base::{Ink, Pt};
use crate::block::cx::Cx;
use crate::story::{Cell, CellWidth, Group, Node, Part, Role, Row, Rule, VAlign, Width};
use crate::text::Align;
use crate::theme::brand::HeaderKind;
use crate::theme::template::{ClosingLook, Ground};

/// Sets the end mark below the last paragraph, kept with it.
pub fn end_mark(sheet: &Sheet, cx: &mut Cx<'_>) {
    let style = cx.theme.styles.text.aligned(Align::Center).inked(&cx.theme.palette.grey);
    let marks = twice(sheet, cx, |sheet, cx| {
        let mark = sheet.end_mark.iter().filter(|m| !m.is_blank());
        mark.map(|mark| cx.line_part(Role::Paragraph, &style, mark)).collect()
    });
    if marks.is_empty() {
        return;
    }
    if let Some(last) = cx.story.story.parts.iter_mut().rev().find(|p| p.shows())
        && last.width == Width::Column
    {
        last.keep_with_next = true;
    }
    let last = marks.len() - 1;
    for (i, mut part) in marks.into_iter().enumerate() {
        (part.above, part.keep_with_next) = (u16::from(i == 0), i < last);
        if sheet.second.is_some() {
            part.width = Width::Page;
        }
        cx.push(part);
    }
}

/// Beside a code of less room than this for contact and words, some 35 characters, the code stands below them.
const BESIDE_CODE: Pt = Pt(160.0);

/// Below this width of the body the words stand under contact and code, not between them.
const BESIDE: Pt = Pt(400.0);

/// The closing block: a hairline, then contact, who we are and what the QR code leads to, who paid, and at
/// the right margin the code itself.
pub fn lower(sheet: &Sheet, cx: &mut Cx<'_>) -> Vec<Part> {
    cx.measure = cx.theme.page.body_width();
    let contact = twice(sheet, cx, contact);
    let contact = Some(contact).filter(|lines| !lines.is_empty());
    let mut words = twice(sheet, cx, words);
    words.iter_mut().filter(|p| p.lang.is_some()).for_each(|p| p.above = 1);
    let disclosure = twice(sheet, cx, disclosure);
    // On coloured paper the quiet zone of a code is not there by itself.
    let white = cx.theme.palette.paper == Ink::WHITE;
    let code = sheet.qr.as_ref().and_then(|qr| if white { qr.flush_code(cx) } else { qr.code(cx) });
    // Both widths are for small type of 8.5 pt.
    let size = cx.theme.styles.boilerplate.em() / Pt(8.5);
    let narrow = cx.measure < BESIDE * size;
    let beside_code = BESIDE_CODE * size;
    let ClosingLook { rule, gap, .. } = cx.theme.template.closing;
    let mut below = Vec::new();
    if narrow {
        below.append(&mut words);
    }
    below.extend(disclosure);
    if let Some(first) = below.first_mut() {
        first.above = 1;
    }
    let fits = |side: Pt| cx.measure - side - gap >= beside_code;
    // What the code leads to stands by the code, where nothing else parts the two.
    let by_code = code.as_ref().is_some_and(|(_, side)| fits(*side));
    if let ([Part { node: Node::Para(para), .. }], true) = (&mut words[..], by_code) {
        para.setting.align = Align::End;
    }
    let left = beside(contact, words, gap, !by_code);
    let mut parts: Vec<Part> = match code {
        Some((code, side)) if fits(side) => {
            let mut left = Vec::from_iter(left);
            if !narrow {
                left.append(&mut below);
            }
            // Without words it is white that pushes the code to the right.
            let left = Cell::new(CellWidth::Share(1.0), left);
            vec![row(vec![left, Cell::new(CellWidth::Fixed(side), vec![code])], gap, true).spaced(1, 0)]
        }
        code => {
            // A line of the grid on both sides: the quiet zone of the code is white.
            let code = code.map(|(code, _)| code.spaced(2, 2));
            left.map(|part| part.spaced(1, 0)).into_iter().chain(code).collect()
        }
    };
    parts.append(&mut below);
    if !parts.is_empty() && rule > Pt::ZERO {
        let rule = Rule { weight: rule, ink: cx.theme.palette.rule.clone(), length: None };
        parts.insert(0, Part::new(Node::Rule(rule)));
    }
    parts
}

/// The back cover of a folded sheet: who we are, the code with what it leads to, whom to ask, who paid.
pub fn back(sheet: &Sheet, cx: &mut Cx<'_>) -> Vec<Part> {
    let mut parts = twice(sheet, cx, about);
    parts.iter_mut().filter(|p| p.lang.is_some()).for_each(|p| p.above = 1);
    let gap = cx.theme.template.closing.gap;
    let white = cx.theme.palette.paper == Ink::WHITE
        && cx.theme.template.fold.as_ref().is_some_and(|f| f.back == Ground::None);
    let code = sheet.qr.as_ref().and_then(|qr| if white { qr.flush_code(cx) } else { qr.code(cx) });
    if let Some((code, side)) = code {
        let words = twice(sheet, cx, |sheet, cx| sheet.qr.as_ref().map_or_else(Vec::new, |qr| qr.words(cx)));
        let cells =
            vec![Cell::new(CellWidth::Fixed(side), vec![code]), Cell::new(CellWidth::Share(1.0), words)];
        let row = Row { cells, gap, divider: None, align: VAlign::Middle, role: None };
        parts.push(Part::new(Node::Row(row)).spaced(2, 1));
    }
    let rule = cx.theme.template.closing.rule;
    let contact = twice(sheet, cx, contact);
    if !contact.is_empty() && rule > Pt::ZERO {
        let line = Rule { weight: rule, ink: cx.theme.palette.rule.clone(), length: None };
        parts.push(Part::new(Node::Rule(line)).spaced(2, 1));
        parts.extend(contact);
    }
    let paid = twice(sheet, cx, disclosure).into_iter().enumerate();
    parts.extend(paid.map(|(i, part)| part.spaced(if i == 0 { 2 } else { 1 }, 0)));
    if parts.is_empty() {
        parts
    } else {
        vec![Part::group(Group { role: Some(Role::Aside), ..Group::of(parts) })]
    }
}

/// Lines in the sheet's language; in a sheet of two each is followed by its translation, where there is one.
fn twice(sheet: &Sheet, cx: &mut Cx<'_>, f: impl Fn(&Sheet, &mut Cx<'_>) -> Vec<Part>) -> Vec<Part> {
    let Some(second) = &sheet.second else { return f(sheet, cx) };
    let add = |sheet: &Sheet, cx: &mut Cx<'_>| f(sheet, cx).into_iter().for_each(|p| cx.push(p));
    let [left, right] = pair::pair(cx, |cx| add(sheet, cx), |cx| add(&second.sheet, cx));
    cx.notes.twins.end();
    pair::woven(left, right)
}

/// Whom to ask.
fn contact(sheet: &Sheet, cx: &mut Cx<'_>) -> Vec<Part> {
    sheet.contact.as_ref().map_or_else(Vec::new, |contact| contact.lines(cx))
}

/// Who paid.
fn disclosure(sheet: &Sheet, cx: &mut Cx<'_>) -> Vec<Part> {
    let style = sheet.brand.style(&cx.theme.styles.small, &["disclosure"]);
    sheet.brand.disclosure.iter().map(|words| cx.line_part(Role::Paragraph, &style, words)).collect()
}

/// Contact and words side by side.
fn beside(contact: Option<Vec<Part>>, words: Vec<Part>, gap: Pt, outermost: bool) -> Option<Part> {
    let contact = contact.map(|lines| Cell::new(CellWidth::Natural, lines));
    let words = (!words.is_empty()).then(|| Cell::new(CellWidth::Share(1.0), words));
    let cells: Vec<Cell> = contact.into_iter().chain(words).collect();
    (!cells.is_empty()).then(|| row(cells, gap, outermost))
}

fn row(cells: Vec<Cell>, gap: Pt, outermost: bool) -> Part {
    Part::new(Node::Row(Row {
        cells,
        gap,
        divider: None,
        align: VAlign::Top,
        role: outermost.then_some(Role::Aside),
    }))
}

/// Who we are, and what the code leads to.
fn words(sheet: &Sheet, cx: &mut Cx<'_>) -> Vec<Part> {
    let mut parts = about(sheet, cx);
    if let Some(qr) = &sheet.qr {
        let gap = u16::from(!parts.is_empty());
        parts.push(qr.line(cx).spaced(gap, 0));
    }
    parts
}

/// Who we are.
fn about(sheet: &Sheet, cx: &mut Cx<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let style = cx.theme.styles.boilerplate.clone();
    // Without a header the tagline has no other place.
    if let (HeaderKind::None, Some(words)) = (super::header::kind(sheet, cx), &sheet.brand.tagline) {
        let style = sheet.brand.style(&style.weighted(600), &["tagline"]);
        parts.push(cx.line_part(Role::Paragraph, &style, words));
    }
    if let Some(words) = &sheet.brand.boilerplate {
        let style = sheet.brand.style(&style, &["boilerplate"]);
        parts.push(cx.line_part(Role::Paragraph, &style, words));
    }
    parts
}
