//! From a sheet to a story: the first page's head, the sections, the closing block, notes and running lines,
//! in reading order. Decides what stands where in the flow, never on which page.

mod ask;
mod author;
mod closing;
mod header;
mod once;
mod pair;
mod panels;
mod running;
mod steps;

use panels::Covers;

use super::{Date, Links, NotesPlace, Reference, Repeat, Section, Sheet};
use crate::base::{Diagnostics, Ink, Pt, Size, Text};
use crate::block::cx::Cx;
use crate::block::notes::{self, Gather, Notes};
use crate::block::record::{Detail, Record};
use crate::block::{Keep, prose};
use crate::edition::{Edition, EditionKind, Sources};
use crate::story::{self, Labels, Meta, Node, Part, Picture, Role, Rule, Story};
use crate::text::Rich;
use crate::text::date::{parts, written};
use crate::text::markup;
use crate::text::typography::polish_str;
use crate::theme::template::HeadingLook;
use crate::theme::{Brand, Knobs, NotePlace, PageSpec, Template, Theme};
use std::sync::Arc;

/// What office printers leave white (PRINT: safe area).
const EDGE: Pt = Pt::inches(0.25);
/// Body size of large print, and its leading as a share of it.
const LARGE_PRINT: Pt = Pt(18.0);
const LARGE_PRINT_LEADING: f64 = 1.35;

/// The sheet's brand on its page, as an edition asks for it.
pub fn theme(sheet: &Sheet, edition: &Edition) -> Theme {
    tuned_theme(sheet, edition, &Knobs::default())
}

/// The same with some departures from it; an edition that is laid out anew takes none.
pub fn tuned_theme(sheet: &Sheet, edition: &Edition, knobs: &Knobs) -> Theme {
    let page = PageSpec { size: edition.paper.unwrap_or(sheet.page.size), ..sheet.page };
    let large = edition.kind == EditionKind::LargePrint;
    let (page, knobs, template) = match large {
        true => {
            let size = large_paper(sheet, page.size);
            (PageSpec { size, columns: Some(1) }, &Knobs::default(), &large_template(sheet))
        }
        false => (page, knobs, &sheet.template),
    };
    let brand = |sheet: &Sheet| if large { large_print(&sheet.brand) } else { sheet.brand.clone() };
    let mut theme = match &sheet.second {
        Some(second) => {
            let brands = [&brand(sheet), &brand(&second.sheet)];
            let langs = [sheet.lang.trimmed(), second.sheet.lang.trimmed()];
            Theme::pair(brands, template, &page, (langs, knobs))
        }
        None => Theme::of(&brand(sheet), template, &page, (&sheet.lang, knobs)),
    };
    // A shop that is given bleed cuts through the ground; a printer leaves the paper's edge white.
    if edition.on_paper() && edition.bleed <= Pt::ZERO {
        theme.page.edge = EDGE;
    }
    if let Some(fold) = &mut theme.page.fold {
        fold.sides = edition.on_paper();
    }
    theme.link_notes = edition.on_paper() && sheet.links == Links::Notes;
    theme.sources = edition.sources;
    theme.page.notes = match notes_place(sheet, &theme) {
        // Two languages share their notes.
        NotesPlace::Column if theme.second.is_none() => NotePlace::Column,
        _ => NotePlace::Foot,
    };
    if let Some(mut second) = theme.second.take() {
        (second.page, second.link_notes) = (theme.page.clone(), theme.link_notes);
        theme.second = Some(second);
    }
    theme
}

/// Where notes stand: where the edition wants them, else where the sheet does.
fn notes_place(sheet: &Sheet, theme: &Theme) -> NotesPlace {
    match theme.sources {
        Some(Sources::Foot) => NotesPlace::Foot,
        Some(Sources::End) => NotesPlace::End,
        Some(Sources::Both) => NotesPlace::Both,
        None => sheet.notes.place.unwrap_or(match theme.template.notes.0 {
            NotePlace::Foot => NotesPlace::Foot,
            NotePlace::Column => NotesPlace::Column,
        }),
    }
}

/// A sheet laid out anew for readers with low vision: a sans of 18 pt in one column, ragged (American Council
/// of the Blind).
fn large_print(brand: &Brand) -> Brand {
    let mut brand = brand.clone();
    brand.base.family = brand.headings.family.clone().or_else(|| Some("Source Sans 3".to_owned()));
    brand.base.size = Some(LARGE_PRINT);
    brand.base.leading = Some(brand.base.leading.unwrap_or_default().max(LARGE_PRINT_LEADING));
    brand
}

/// The template of a sheet for readers with low vision: its sizes are theirs.
fn large_template(sheet: &Sheet) -> Arc<Template> {
    let mut template = Template::clone(sheet.template.large.as_ref().unwrap_or(&sheet.template));
    template.text.brand_size = true;
    Arc::new(template)
}

/// The paper of large print: where that has a template of its own, its paper, or the sheet's turned as that wants it.
fn large_paper(sheet: &Sheet, size: Size) -> Size {
    let Some(large) = &sheet.template.large else { return size };
    let (least, most) = (size.w.min(size.h), size.w.max(size.h));
    match large.page.size {
        own if size == sheet.template.page.size => own,
        own if own.w > own.h => Size { w: most, h: least },
        _ => Size { w: least, h: most },
    }
}

/// Resolves a sheet into primitives in the looks of `theme`.
pub fn lower(sheet: &Sheet, theme: &Theme, diags: &mut Diagnostics) -> Story {
    let records: Vec<Record> = sheet.sources.iter().map(|r| record(r, &sheet.lang)).collect();
    let covers = Covers::of(theme);
    let mut cx = Cx::new(theme, notes_of(sheet, theme, &records), diags);
    cx.gone.clone_from(&sheet.gone);
    match &covers {
        Some(covers) => panels::lower(sheet, covers, &mut cx),
        None => {
            header::lower(sheet, &mut cx);
            body(sheet, &mut cx);
            cx.story.story.closing = closing::lower(sheet, &mut cx);
        }
    }
    if notes_place(sheet, theme) != NotesPlace::End {
        cx.finish_notes();
    }
    cx.story.story.running = running::lower(sheet, &mut cx);
    cx.story.story.ground = Some(theme.palette.paper.clone()).filter(|paper| *paper != Ink::WHITE);
    cx.story.story.meta = meta(sheet);
    let mut story = cx.story.story;
    story.pictures.iter_mut().for_each(|p| take_inks(p, &sheet.brand.palette));
    story::tune(&mut story, theme.knobs.white);
    story
}

/// The sections and what follows them in the flow.
fn body(sheet: &Sheet, cx: &mut Cx<'_>) {
    cx.link_notes = cx.theme.link_notes;
    match &sheet.second {
        Some(second) => pair::sections(sheet, second, cx),
        None => sheet.sections.iter().for_each(|section| self::section(section, cx)),
    }
    cx.link_notes = false;
    closing::end_mark(sheet, cx);
    end_sections(sheet, cx);
}

/// Gives a drawing the inks that the brand declares for its colours, so that a logo is printed in those of the band
/// beside it.
fn take_inks(picture: &mut Picture, palette: &[(String, Ink)]) {
    let Picture::Drawing(drawing) = picture else { return };
    let declared = |ink: &Ink| ink.cmyk.is_some() || ink.spot.is_some();
    for item in &mut drawing.items {
        let fill = item.fill.as_mut().map(|f| &mut f.0);
        for ink in fill.into_iter().chain(item.stroke.as_mut().map(|s| &mut s.0)) {
            if let Some((_, known)) = palette.iter().find(|(_, p)| p.rgb == ink.rgb && declared(p)) {
                *ink = known.clone();
            }
        }
    }
}

fn notes_of<'r>(sheet: &Sheet, theme: &Theme, records: &'r [Record]) -> Notes<'r> {
    let full = sheet.notes.style.as_ref().is_some_and(|s| s.trimmed() == "full");
    let repeat = match sheet.notes.repeat {
        Repeat::See => notes::Repeat::See,
        Repeat::Same => notes::Repeat::Same,
    };
    let gather = if notes_place(sheet, theme) == NotesPlace::End { Gather::End } else { Gather::Pages };
    Notes::new(records, if full { Detail::Full } else { Detail::Short }, repeat, gather)
}

/// A section with its heading.
fn section(section: &Section, cx: &mut Cx<'_>) {
    let mut parts = cx.capture(|cx| {
        if let Some(heading) = &section.heading {
            let style = cx.theme.styles.heading.clone();
            let rich = cx.headline(heading, &style);
            push_heading(cx, rich, heading.span.into());
        }
        section.body.iter().for_each(|block| block.lower(cx));
    });
    let whole = cx.theme.template.text.whole_sections.then_some(Keep::Together);
    prose::hold(&mut parts, section.keep.or(whole), section.id.as_ref());
    cx.story.open(Role::Section);
    parts.into_iter().for_each(|p| cx.push(p));
    cx.story.close();
}

/// As most templates have it, a section's heading takes three lines of the grid in all, four where it has two lines:
/// a line above, half a line below, and its own, which layout rounds up to an odd number of half lines.
fn push_heading(cx: &mut Cx<'_>, rich: Rich, source: Option<crate::base::Span>) {
    let style = cx.theme.styles.heading.clone();
    let para = cx.para(Role::Heading(2), &style, rich);
    let HeadingLook { white: (above, below), rule } = cx.theme.template.heading;
    let above = match rule > Pt::ZERO {
        true => {
            let line = Rule { weight: rule, ink: cx.theme.palette.rule.clone(), length: None };
            cx.push(Part::new(Node::Rule(line)).spaced(above, 1).with_next());
            1
        }
        false => above,
    };
    cx.push(Part::para(para).spaced(above, below).with_next().together().from(source));
    cx.flush = true;
}

/// The notes in a section of their own, or the full records behind short notes.
fn end_sections(sheet: &Sheet, cx: &mut Cx<'_>) {
    let place = notes_place(sheet, cx.theme);
    let parts = match place {
        NotesPlace::End => cx.capture(Cx::finish_notes),
        NotesPlace::Both => cx.capture(full_records),
        NotesPlace::Foot | NotesPlace::Column => return,
    };
    if parts.is_empty() {
        return;
    }
    cx.story.open(Role::Section);
    let style = cx.theme.styles.heading.clone();
    let rich = cx.plain(cx.words().sources, &style);
    push_heading(cx, rich, None);
    let labels = if place == NotesPlace::End { Labels::Numbers } else { Labels::Marks };
    cx.story.open(Role::List(labels));
    parts.into_iter().for_each(|p| cx.push(p));
    cx.story.close();
    cx.story.close();
}

fn full_records(cx: &mut Cx<'_>) {
    let style = cx.theme.styles.note.clone();
    let mut entries: Vec<Rich> = Vec::new();
    for record in cx.notes.cited().collect::<Vec<_>>() {
        entries.push(cx.full_record(record));
    }
    entries.sort_by_key(|rich| rich.text.to_lowercase());
    let hang = style.em() * 1.2;
    for rich in entries {
        let mut para = cx.para(Role::ListItem, &style, rich);
        para.left = hang;
        para.setting.indent = -hang;
        cx.push(Part::para(para));
    }
}

fn record(r: &Reference, lang: &str) -> Record {
    let text = |t: &Option<Text>| t.as_ref().map(|t| t.trimmed().to_owned()).filter(|t| !t.is_empty());
    let all = |ts: &[Text]| ts.iter().map(|t| t.trimmed().to_owned()).collect();
    let date = |d: &Option<Text>| {
        let (year, month, day) = parts(d.as_ref()?.trimmed()).ok()?;
        Some(written(year, month, day, lang))
    };
    Record {
        key: r.key.trimmed().to_owned(),
        author: all(&r.author),
        editor: all(&r.editor),
        title: text(&r.title),
        journal: text(&r.journal),
        volume: text(&r.volume),
        issue: text(&r.issue),
        pages: text(&r.pages),
        publisher: text(&r.publisher),
        place: text(&r.place),
        date: date(&r.date),
        url: text(&r.url).or_else(|| text(&r.doi).map(|d| format!("https://doi.org/{d}"))),
        isbn: text(&r.isbn),
        accessed: date(&r.accessed),
        archived: text(&r.archived),
        span: Some(r.key.span),
    }
}

/// The sheet's date in words.
fn date(sheet: &Sheet) -> Option<String> {
    sheet.date.as_ref().map(|d| written(d.year, d.month, d.day, &sheet.lang))
}

/// Words of a Markdown line without its marks, curled.
fn words(text: &Text, lang: &str) -> String {
    let plain = markup::plain(&markup::known_line(text).0);
    polish_str(plain.split_whitespace().collect::<Vec<_>>().join(" ").as_str(), lang)
}

fn meta(sheet: &Sheet) -> Meta {
    let lang = sheet.lang.trimmed();
    let byline = sheet.byline.as_ref().map(|b| words(b, lang));
    let author = author::author(byline.as_deref(), &sheet.brand.name, lang);
    let date = sheet.date.as_ref().and_then(|d| Some((d.year, d.month?, d.day?)));
    Meta {
        title: words(&sheet.title, lang).replace('\u{a0}', " "),
        author,
        subject: sheet.dek.as_ref().map_or(String::new(), |d| words(d, lang)),
        lang: lang.to_owned(),
        date,
        slug: [file_name(&sheet.name), sheet.date.as_ref().map_or(String::new(), digits)],
    }
}

/// The name of the sheet's file without folder and ending: the file that is made is called after it. What comes
/// through a pipe has none.
fn file_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if path.starts_with('<') || stem.is_empty() { "sheet".to_owned() } else { stem.to_owned() }
}

/// A date as digits, as precise as it was written.
fn digits(date: &Date) -> String {
    let parts = [date.month, date.day].into_iter().flatten();
    parts.fold(format!("{:04}", date.year), |text, part| format!("{text}-{part:02}"))
}

#[cfg(test)]
mod tests;
