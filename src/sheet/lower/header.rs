//! The head of the first page: whose sheet it is, its title, what it asks and its figures, all across the
//! page.

use super::super::Sheet;
use super::ask;
use super::once;
use super::pair::{self, Block};
use crate::base::{Ink, Pt, Text};
use crate::block::cx::Cx;
use crate::block::{Stat, stats};
use crate::story::{
    Bleed, Cell, CellWidth, Edges, Figure, Group, Node, Part, Role, Row, Rule, VAlign, Width,
};
use crate::text::isolate::isolated;
use crate::text::{Align, Rich};
use crate::theme::brand::{HeaderKind, Logo, LogoFile};
use crate::theme::template::{OpeningPart, StatsLook};
use crate::theme::{Brand, Style};

/// White inside a band above and below what stands in it, where it does not reach the trim.
const INSIDE: Pt = Pt(9.0);
/// Size of a title in one of two facing columns, as a share of one across the page.
const FACING_TITLE: f64 = 0.78;

/// Adds everything that stands above the columns.
pub fn lower(sheet: &Sheet, cx: &mut Cx<'_>) {
    let template = cx.theme.template.clone();
    cx.spread(Width::Page, |cx| opening(sheet, cx, &template.opening.order));
    cx.flush = true;
}

/// Adds parts of the opening one below the other.
pub fn opening(sheet: &Sheet, cx: &mut Cx<'_>, order: &[OpeningPart]) {
    let mut block = Block::new(sheet);
    for part in order {
        match part {
            OpeningPart::Kicker => block.add(cx, kicker),
            OpeningPart::Title => {
                let characters = block.characters;
                block.add(cx, |sheet, cx| title(sheet, characters, cx));
            }
            OpeningPart::Dek => block.add(cx, dek),
            OpeningPart::Byline => block.add(cx, signature),
            OpeningPart::Date => block.add(cx, date_line),
            OpeningPart::Header | OpeningPart::Ask | OpeningPart::Stats => block.set(cx),
        }
        match part {
            OpeningPart::Header if cx.theme.page.fold.is_some() => cover_identity(sheet, cx),
            OpeningPart::Header => identity(sheet, cx),
            OpeningPart::Ask => ask::ask(sheet, cx),
            OpeningPart::Stats => figures(sheet, cx),
            _ => {}
        }
    }
    block.set(cx);
}

/// Logo and name at the head of a cover.
fn cover_identity(sheet: &Sheet, cx: &mut Cx<'_>) {
    if sheet.brand.logo.is_none() && sheet.brand.name.is_empty() {
        // The title stands where it does below a logo: at the cover's head it would leave all else empty.
        let room = [cx.theme.template.opening.logo, Pt::ZERO, Pt::ZERO, Pt::ZERO];
        return cx.push(Part::group(Group { padding: room, ..Group::of(Vec::new()) }));
    }
    let dark = super::panels::dark_cover(cx.theme).then(|| cx.theme.palette.on_band.clone());
    let row = identity_row(sheet, cx, dark.as_ref());
    cx.push(row);
}

/// The form of the header: the template's, or the brand's where it leaves it to the brand.
pub fn kind(sheet: &Sheet, cx: &Cx<'_>) -> HeaderKind {
    let opening = &cx.theme.template.opening;
    // A cover says whose sheet it is and no more.
    match opening.order.contains(&OpeningPart::Header) && cx.theme.page.fold.is_none() {
        true => opening.header.unwrap_or(sheet.brand.header.first),
        false => HeaderKind::None,
    }
}

fn identity(sheet: &Sheet, cx: &mut Cx<'_>) {
    match kind(sheet, cx) {
        HeaderKind::Band => {
            let palette = &cx.theme.palette;
            let (ground, ink) = (palette.band.clone(), palette.on_band.clone());
            let row = identity_row(sheet, cx, Some(&ink));
            let (top, bottom) = cx.theme.template.opening.band;
            // Where the paper's edge stays white, the band begins below it.
            let edge = cx.theme.page.edge;
            let (top, bottom) = if edge > Pt::ZERO { (edge + INSIDE, INSIDE) } else { (top, bottom) };
            let group = Group {
                ground: Some(ground),
                padding: [top, Pt::ZERO, bottom, Pt::ZERO],
                bleed: Bleed::Top,
                ..Group::of(vec![row])
            };
            cx.push(Part::group(group));
        }
        HeaderKind::Rule => {
            let row = identity_row(sheet, cx, None);
            let weight = cx.theme.template.opening.rule;
            let rule = Rule { weight, ink: cx.theme.palette.accent.clone(), length: None };
            let rule = Part::new(Node::Rule(rule));
            cx.push(Part::group(Group::of(vec![row, rule.spaced(1, 0)])));
        }
        HeaderKind::None => {}
    }
}

/// Logo, name and date side by side; `on_band` is the ink of a band's words.
fn identity_row(sheet: &Sheet, cx: &mut Cx<'_>, on_band: Option<&Ink>) -> Part {
    let styles = &cx.theme.styles;
    let [name, tagline, date] = [&styles.organisation, &styles.tagline, &styles.header_date]
        .map(|s| on_band.map_or_else(|| s.clone(), |ink| s.inked(ink)));
    let mut cells = Vec::new();
    let logo = |l| logo(cx, l, &sheet.brand, on_band.is_some());
    if let Some(cell) = sheet.brand.logo.as_ref().and_then(logo) {
        cells.push(cell);
    }
    let mut words = Vec::new();
    if !sheet.brand.name.is_empty() {
        let rich = names(sheet, &name, cx);
        words.push(Part::para(cx.para(Role::Paragraph, &name, rich)));
    }
    if let Some(line) = sheet.brand.tagline.as_ref().filter(|t| !t.is_blank()) {
        words.push(cx.line_part(Role::Paragraph, &sheet.brand.style(&tagline, &["tagline"]), line));
    }
    let second = sheet.second.as_ref().map(|second| &second.sheet);
    if let Some(line) = second
        .and_then(|s| s.brand.tagline.as_ref())
        .filter(|_| pair::differs(sheet, |s| s.brand.tagline.as_ref()))
    {
        words.extend(cx.other(|cx| {
            let part = cx.line_part(Role::Paragraph, &tagline, line);
            cx.push(part);
        }));
    }
    cells.push(Cell::new(CellWidth::Share(1.0), words));
    let dated = cx.theme.template.opening.order.contains(&OpeningPart::Date);
    if let Some(written) = super::date(sheet).filter(|_| !dated && cx.theme.page.fold.is_none()) {
        let style = date.aligned(Align::End);
        cells.push(Cell::new(CellWidth::Natural, dates(&written, second, &style, cx)));
    }
    Part::new(Node::Row(Row { cells, gap: Pt(10.0), divider: None, align: VAlign::Middle, role: None }))
}

/// Whose sheet it is; in two languages, where that differs, one behind the other.
fn names(sheet: &Sheet, style: &Style, cx: &mut Cx<'_>) -> Rich {
    const FIELDS: [&str; 3] = ["name", "full", "short"];
    let mut rich = cx.plain(&sheet.brand.name, &sheet.brand.style(style, &FIELDS));
    let other = sheet.second.as_ref().map(|second| &second.sheet.brand);
    if let Some(other) = other.filter(|other| other.name != sheet.brand.name && !other.name.is_empty()) {
        let style = &style.text;
        rich.push(" · ", style, None);
        let name = isolated(&other.name, cx.lang());
        let words = cx.in_other(|cx| {
            let style = cx.theme.styles.organisation.inked(&style.ink).speaking(cx.lang());
            cx.plain(&name, &other.style(&style, &FIELDS))
        });
        rich.append(&words);
    }
    rich
}

/// The date; in two languages on one line, or on two where there is one column.
fn dates(written: &str, second: Option<&Sheet>, style: &Style, cx: &mut Cx<'_>) -> Vec<Part> {
    let mut rich = cx.plain(written, style);
    let other = second.and_then(super::date).map(|date| isolated(&date, cx.lang()).into_owned());
    let other = other.map(|other| cx.in_other(|cx| cx.plain(&other, &style.speaking(cx.lang()))));
    let Some(other) = other else {
        return vec![Part::para(cx.para(Role::Paragraph, style, rich))];
    };
    rich.push(if cx.theme.page.columns == 1 { "\n" } else { " · " }, &style.text, None);
    rich.append(&other);
    vec![Part::para(cx.para(Role::Paragraph, style, rich))]
}

/// The variant that can stand on the ground: of one colour on a band, else the wide one.
fn logo(cx: &mut Cx<'_>, logo: &Logo, brand: &Brand, band: bool) -> Option<Cell> {
    let [first, second] = if band { [&logo.mono, &logo.wide] } else { [&logo.wide, &logo.mono] };
    let LogoFile { path, file } = first.as_ref().or(second.as_ref())?;
    let picture = cx.picture(file.as_ref()?, path.span)?;
    let aspect = cx.story.story.pictures.last().map_or(1.0, |p| p.aspect());
    let width = (cx.theme.template.opening.logo * aspect)
        .max(logo.min_width.unwrap_or(Pt::ZERO))
        .min(cx.measure * 0.5);
    let alt = if logo.alt.is_empty() { &brand.name } else { &logo.alt };
    let alt = (!alt.is_empty()).then(|| alt.to_owned());
    let figure = Figure { picture, width: Some(width), alt };
    let mut part = Part::new(Node::Figure(figure));
    part.lang = brand.lent(&["alt"]).map(Into::into);
    Some(Cell::new(CellWidth::Fixed(width), vec![part]))
}

fn kicker(sheet: &Sheet, cx: &mut Cx<'_>) {
    let Some(kicker) = &sheet.kicker else { return };
    let style = cx.theme.styles.kicker.clone();
    let part = cx.line_part(Role::Paragraph, &style, kicker).with_next();
    cx.push(part);
}

fn title(sheet: &Sheet, characters: usize, cx: &mut Cx<'_>) {
    let mut style = cx.theme.title(characters);
    if cx.measure < cx.theme.page.body_width() && cx.theme.page.fold.is_none() {
        // In a column of its own language it is smaller.
        let size = Pt((style.text.size * FACING_TITLE).0.round());
        style = style.sized(size, size + Pt(2.0));
    }
    let rich = cx.headline(&sheet.title, &style);
    let para = cx.para(Role::Title, &style, rich);
    cx.push(Part::para(para).from(sheet.title.span));
}

fn dek(sheet: &Sheet, cx: &mut Cx<'_>) {
    let Some(dek) = &sheet.dek else { return };
    let style = cx.theme.styles.dek.clone();
    let rich = cx.headline(dek, &style);
    let mut para = cx.para(Role::Paragraph, &style, rich);
    // Some 66 characters of a serif italic.
    let rest = (cx.measure - style.em() * cx.theme.template.opening.dek).max(Pt::ZERO);
    match style.setting.align {
        Align::Center => (para.left, para.right) = (rest * 0.5, rest * 0.5),
        _ => para.right = rest,
    }
    cx.push(Part::para(para).spaced(1, 0).from(dek.span));
}

/// Byline, with the date where nothing else says it, and for whom this copy was made.
fn signature(sheet: &Sheet, cx: &mut Cx<'_>) {
    let style = cx.theme.styles.byline.clone();
    let dated = cx.theme.template.opening.order.contains(&OpeningPart::Date);
    let date = match kind(sheet, cx) {
        HeaderKind::None if !dated => super::date(sheet),
        _ => None,
    };
    let date = date.map(|date| Text::new(date, sheet.title.span));
    let line: Vec<Text> = sheet.byline.as_ref().map(Text::cut).into_iter().chain(date).collect();
    let signed = !line.is_empty();
    if signed {
        let text = Text::joined(line, " · ");
        let part = cx.line_part(Role::Paragraph, &style, &text).spaced(1, 0);
        cx.push(part);
    }
    if let Some(who) = &sheet.prepared_for {
        // It belongs to the byline, where there is one.
        let part = cx.line_part(Role::Paragraph, &style, who).spaced(u16::from(!signed), 0);
        cx.push(part);
    }
}

/// The date on a line of its own.
fn date_line(sheet: &Sheet, cx: &mut Cx<'_>) {
    let Some(date) = super::date(sheet) else { return };
    let style = cx.theme.styles.byline.clone();
    let rich = cx.plain(&date, &style);
    let para = cx.para(Role::Paragraph, &style, rich);
    cx.push(Part::para(para).spaced(1, 0));
}

/// One to four figures with hairlines between them, and a rule that ends the head.
fn figures(sheet: &Sheet, cx: &mut Cx<'_>) {
    let second = sheet.second.as_ref().map_or(&[][..], |second| &second.sheet.stats);
    if sheet.stats.is_empty() && second.is_empty() {
        return;
    }
    let StatsLook { set, rule, white: (above, below), .. } = cx.theme.template.stats;
    let figures = |sheet: &Sheet, cx: &mut Cx<'_>| {
        let all: Vec<&Stat> = sheet.stats.iter().collect();
        if all.is_empty() {
            return;
        }
        let part = stats::figures(cx, &all, &[], set);
        cx.push(part);
    };
    let figures = once::figures(sheet, cx, figures);
    let bottom = (rule > Pt::ZERO).then(|| (rule, cx.theme.palette.rule.clone()));
    let edges = Edges { bottom, ..Edges::default() };
    let padding = [Pt::ZERO, Pt::ZERO, Pt(if rule > Pt::ZERO { 9.0 } else { 0.0 }), Pt::ZERO];
    let group = Group { edges, padding, ..Group::of(figures) };
    cx.push(Part::group(group).spaced(above, below));
}
