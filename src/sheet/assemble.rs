//! From fields to a sheet: words become dates, lengths and colours, and the files that are named are read.

use super::fields::{FitFields, Orientation, PageFields, SheetFields};
use super::inputs::Inputs;
use super::model::{Fit, Reference, Section, Sheet};
use super::{brand, dates, editions, filled, room, template};
use crate::base::meant::suggest;
use crate::base::{FileId, Number, Pairs, Pt, Severity, Size, Text};
use crate::block::Block;
use crate::theme::spec::{PAPERS, paper};
use crate::theme::{Knobs, PageSpec, Template, Theme};

/// The sheet that the fields make.
pub(super) fn sheet(f: SheetFields, file: FileId, inputs: &mut Inputs<'_>) -> Sheet {
    version(&f.handbill, inputs);
    language(&f.lang, inputs);
    not_yet(&f, inputs);
    let brand = brand::read(f.brand.as_ref(), inputs);
    let spec = f.page.unwrap_or_default();
    let written = spec.columns.map(|n| n.span).or(spec.size.first().map(|t| t.span));
    let asked = spec.template.as_ref().map(|t| t.span);
    let before = inputs.problems.len();
    let template = template::read(spec.template.as_ref(), &brand.templates, inputs);
    let sound = inputs.problems[before..].iter().all(|d| d.severity != Severity::Error);
    let page = page(spec, &template, inputs);
    let theme = |page: &PageSpec| Theme::of(&brand, &template, page, (&f.lang, &Knobs::default()));
    let of_template = asked.or(f.brand.as_ref().map(|b| b.span)).unwrap_or(f.title.span);
    // Of a template that cannot be read something has been said.
    if sound {
        room::check(&theme(&page), written.ok_or(of_template), inputs);
    }
    let listed = editions::read(&f.editions, &page, inputs);
    for edition in &listed {
        let place = f.editions.get(&edition.name).and_then(|s| s.paper.first()).map(|t| t.span);
        if let (Some(size), Some(place)) = (edition.paper, place) {
            room::check(&theme(&PageSpec { size, ..page }), Ok(place), inputs);
        }
    }
    Sheet {
        name: inputs.sources.get(file).name.clone(),
        lang: f.lang,
        kicker: f.kicker,
        title: f.title,
        dek: f.dek,
        byline: f.byline,
        date: dates::read(f.date, "date", inputs),
        brand,
        template,
        page,
        fit: f.fit.and_then(|f| fit(&f, inputs)),
        prepared_for: f.prepared_for,
        ask: f.ask,
        stats: f.stats,
        sections: f.sections.into_iter().map(|s| section(s, inputs)).collect(),
        sources: references(f.sources, inputs),
        notes: f.notes.unwrap_or_default(),
        links: f.links,
        contact: f.contact,
        qr: f.qr,
        end_mark: f.end_mark,
        editions: listed,
        second: None,
        gone: Vec::new(),
    }
}

fn version(version: &Number, inputs: &mut Inputs<'_>) {
    if !version.value.is_nan() && version.value != 1.0 {
        let message = format!("`handbill: {}` is not a version that this program reads", version.value);
        inputs.error("unknown-version", version.span, message, "write `handbill: 1`");
    }
}

/// BCP 47 in its form: a language of two or three letters, then subtags of one to eight.
fn language(lang: &Text, inputs: &mut Inputs<'_>) {
    let mut tags = lang.split('-');
    let first =
        tags.next().is_some_and(|t| matches!(t.len(), 2 | 3) && t.bytes().all(|b| b.is_ascii_alphabetic()));
    let well_formed =
        first && tags.all(|t| (1..=8).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_alphanumeric()));
    if well_formed || lang.is_absent() {
        return;
    }
    let help = match lang.contains('_') {
        true => format!("did you mean `{}`?", lang.replace('_', "-")),
        false => "write a BCP 47 tag: `en-US`, `es`, `ko`".to_owned(),
    };
    inputs.error("unknown-language", lang.span, format!("`{}` is not a language tag", lang), help);
}

fn not_yet(f: &SheetFields, inputs: &mut Inputs<'_>) {
    if let Some(path) = &f.bibliography {
        let help = "write what the sheet cites under `sources`";
        inputs.warning("bibliography-not-read", path.span, "`bibliography` is not read yet", help);
    }
    let style = f.notes.as_ref().and_then(|n| n.style.as_ref()).filter(|s| !s.is_absent());
    if let Some(style) = style.filter(|s| !matches!(s.trimmed(), "short" | "full")) {
        let message = format!("the style `{}` is not known yet: notes are `short`", style.trimmed());
        inputs.note("not-obeyed", style.span, message, "write `style: short` or `style: full`");
    }
}

fn page(f: PageFields, template: &Template, inputs: &mut Inputs<'_>) -> PageSpec {
    let columns = f.columns.and_then(|n| whole(&n, 1..=4, "columns", inputs)).map(|n| n as usize);
    let mut size = page_size(&f.size, inputs).unwrap_or(template.page.size);
    // A paper with a name lies as the template's does.
    let of_template = (f.size.len() < 2).then_some(template.page.size.w > template.page.size.h);
    let lying = f.orientation.map(|o| o == Orientation::Landscape).or(of_template);
    if lying.is_some_and(|lying| lying != (size.w > size.h)) {
        size = Size { w: size.h, h: size.w };
    }
    PageSpec { size, columns }
}

/// Smaller is a card, larger a poster: PDF 1.7 (annex C) ends at 200 in.
const SIDES: std::ops::RangeInclusive<Pt> = Pt::inches(2.0)..=Pt::inches(200.0);

/// The paper that a name or two sides stand for; reported where they stand for none.
pub(super) fn page_size(size: &[Text], inputs: &mut Inputs<'_>) -> Option<Size> {
    const HELP: &str = "write `letter`, `a4`, or width and height with their unit: `[6in, 9in]`";
    match size {
        [] => None,
        [name] => paper(name.trimmed()).or_else(|| {
            if !name.is_absent() {
                let message = format!("`{}` is not a paper size", name.trimmed());
                inputs.error("bad-page-size", name.span, message, suggest(name.trimmed(), &PAPERS));
            }
            None
        }),
        [w, h] => {
            let mut side = |t: &Text| {
                let length = Pt::parse(t).filter(|l| SIDES.contains(l));
                if length.is_none() && !t.is_absent() {
                    let message = format!("`{}` is not a side of a page", t.trimmed());
                    inputs.error("bad-page-size", t.span, message, HELP);
                }
                length
            };
            let (w, h) = (side(w), side(h));
            Some(Size { w: w?, h: h? })
        }
        [.., last] => {
            inputs.error("bad-page-size", last.span, "a page has a width and a height", HELP);
            None
        }
    }
}

fn fit(f: &FitFields, inputs: &mut Inputs<'_>) -> Option<Fit> {
    let pages = whole(&f.pages, 1..=100, "pages", inputs)? as usize;
    Some(Fit { pages, at_most: f.at_most, span: f.pages.span })
}

/// The number where it is whole and in the range; reported where it is not.
fn whole(
    n: &Number,
    range: std::ops::RangeInclusive<u32>,
    name: &str,
    inputs: &mut Inputs<'_>,
) -> Option<u32> {
    let number = n.whole(range.clone());
    if number.is_none() && !n.value.is_nan() {
        let message = format!("`{name}` cannot be {}", n.value);
        let help = format!("write a whole number from {} to {}", range.start(), range.end());
        inputs.error("out-of-range", n.span, message, help);
    }
    number
}

fn section(mut section: Section, inputs: &mut Inputs<'_>) -> Section {
    let body = &mut section.body;
    if let Some(path) = &section.body_file {
        if !body.is_empty() {
            let help = "keep one of the two";
            inputs.error("two-bodies", path.span, "this section has a `body` and a `body_file`", help);
        }
        let text = inputs.text(path).map(|file| inputs.whole(file));
        body.extend(text.filter(|t| !t.is_blank()).map(Block::prose));
    }
    body.iter_mut().for_each(|b| filled::block(b, inputs));
    section
}

/// The sources with their keys; their dates are dates.
fn references(sources: Pairs<Reference>, inputs: &mut Inputs<'_>) -> Vec<Reference> {
    let mut read = |(key, source): (Text, Reference)| {
        for (name, date) in [("date", &source.date), ("accessed", &source.accessed)] {
            dates::read(date.clone(), name, inputs);
        }
        Reference { key, ..source }
    };
    sources.0.into_iter().map(&mut read).collect()
}
