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
        cells.push(Cell::new(CellWidth::Natural, contact.lines(cx)));
    }
    let words = sheet.brand.boilerplate.as_ref().map(|words| {
        let style = cx.theme.styles.contact.clone();
        cx.line_part(Role::Paragraph, &style, words)
    });
    let qr = qr(sheet, cx);
    if !cells.is_empty() || words.is_some() || qr.is_some() {
        // Without words it is white that pushes the code to the right.
        cells.push(Cell::new(CellWidth::Share(1.0), words.into_iter().collect()));
    }
    cells.extend(qr);
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

/// The QR code at the right margin, its words against it.
fn qr(sheet: &Sheet, cx: &mut Cx<'_>) -> Option<Cell> {
    let qr = sheet.qr.as_ref()?;
    let (code, side) = qr.code(cx)?;
    let mut words = qr.words(cx);
    for part in &mut words {
        if let Node::Para(para) = &mut part.node {
            para.setting.align = Align::End;
        }
    }
    let room = Pt(96.0);
    let cells = vec![Cell::new(CellWidth::Fixed(room), words), Cell::new(CellWidth::Fixed(side), vec![code])];
    let row = Row { cells, gap: Pt::ZERO, divider: None, align: VAlign::Top, role: None };
    Some(Cell::new(CellWidth::Fixed(room + side), vec![Part::new(Node::Row(row))]))
}
