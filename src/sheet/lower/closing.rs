//! What ends a sheet: the end mark behind the copy, and the block at the foot of the last page with contact,
//! boilerplate, QR code and disclosure.

use super::super::Sheet;
use crate::base::Pt;
use crate::block::cx::Cx;
use crate::story::{Cell, CellWidth, Node, Part, Role, Row, Rule, VAlign, Width};
use crate::text::Align;

/// Sets the end mark below the last paragraph, kept with it.
pub fn end_mark(sheet: &Sheet, cx: &mut Cx<'_>) {
    let Some(mark) = sheet.end_mark.as_ref().filter(|m| !m.is_blank()) else { return };
    if let Some(last) = cx.story.story.parts.iter_mut().rev().find(|p| p.shows())
        && last.width == Width::Column
    {
        last.keep_with_next = true;
    }
    let style = cx.theme.styles.text.aligned(Align::Center).inked(&cx.theme.palette.grey);
    // No Markdown: `###` would be a heading.
    let rich = cx.plain(mark.trimmed(), &style);
    let part = Part::para(cx.para(Role::Paragraph, &style, rich)).spaced(1, 0).from(mark.span);
    cx.push(part);
}

/// The closing block: a hairline, contact at the left, who we are, the QR code at the right, and who paid.
pub fn lower(sheet: &Sheet, cx: &mut Cx<'_>) -> Vec<Part> {
    cx.measure = cx.theme.page.body_width();
    let mut cells = Vec::new();
    if let Some(contact) = &sheet.contact {
        cells.push(Cell::new(CellWidth::Share(1.0), contact.lines(cx)));
    }
    if let Some(words) = &sheet.brand.boilerplate {
        let style = cx.theme.styles.contact.clone();
        cells.push(Cell::new(CellWidth::Share(1.7), vec![cx.line_part(Role::Paragraph, &style, words)]));
    }
    cells.extend(qr(sheet, cx));
    let mut parts = Vec::new();
    if !cells.is_empty() {
        let row = Row { cells, gap: Pt(18.0), divider: None, align: VAlign::Top, role: Some(Role::Aside) };
        parts.push(Part::new(Node::Row(row)).spaced(1, 0));
    }
    if let Some(words) = &sheet.brand.disclosure {
        let style = cx.theme.styles.small.clone();
        parts.push(cx.line_part(Role::Paragraph, &style, words).spaced(1, 0));
    }
    if !parts.is_empty() {
        let rule = Rule { weight: Pt(0.4), ink: cx.theme.palette.rule.clone(), length: None };
        parts.insert(0, Part::new(Node::Rule(rule)));
    }
    parts
}

/// The QR code, its words beside it: between it and the rest of the block.
fn qr(sheet: &Sheet, cx: &mut Cx<'_>) -> Vec<Cell> {
    let Some(qr) = &sheet.qr else { return Vec::new() };
    let Some((code, side)) = qr.code(cx) else { return Vec::new() };
    let words = qr.words(cx);
    vec![Cell::new(CellWidth::Share(1.0), words), Cell::new(CellWidth::Fixed(side), vec![code])]
}
