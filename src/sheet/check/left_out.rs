//! What a sheet writes and its page template has no place for. Nothing that somebody wrote goes without a word.

use super::Found;
use crate::base::{Span, Text};
use crate::sheet::model::Sheet;
use crate::theme::Template;
use crate::theme::brand::HeaderKind;
use crate::theme::template::OpeningPart;

pub(super) fn check(sheet: &Sheet, found: &mut Found<'_>) {
    let template = &sheet.template;
    let place = |text: &Option<Text>| text.as_ref().filter(|t| !t.is_blank()).map(|t| t.span);
    let byline = sets(template, OpeningPart::Byline);
    // A message about the date stands with the title: a date has no place of its own any more.
    let date = sheet.date.as_ref().map(|_| sheet.title.span);
    let fields: [(&str, bool, Option<Span>); 8] = [
        ("title", sets(template, OpeningPart::Title), Some(sheet.title.span)),
        ("kicker", sets(template, OpeningPart::Kicker), place(&sheet.kicker)),
        ("dek", sets(template, OpeningPart::Dek), place(&sheet.dek)),
        ("byline", byline, place(&sheet.byline)),
        ("prepared_for", byline, place(&sheet.prepared_for)),
        ("date", byline || sets(template, OpeningPart::Date) || header_dates(sheet), date),
        ("stats", sets(template, OpeningPart::Stats), sheet.stats.first().map(|s| s.value.span)),
        ("ask", sets(template, OpeningPart::Ask), sheet.ask.as_ref().map(|a| a.text.span)),
    ];
    for (name, set, at) in fields {
        let Some(at) = at.filter(|_| !set) else { continue };
        let message = format!("the template `{}` sets no `{name}`: this one is left out", template.name);
        let part = if name == "prepared_for" { "byline" } else { name };
        let help = match name {
            "title" => "add `title` to `opening.order` in the template".to_owned(),
            _ => {
                format!("add `{part}` to `opening.order` in the template, or remove `{name}` from the sheet")
            }
        };
        found.warning("template-leaves-out", at, message, help);
    }
}

/// Whether a template has a place for a part of the opening.
fn sets(template: &Template, part: OpeningPart) -> bool {
    let flap = template.fold.iter().flat_map(|fold| &fold.flap);
    template.opening.order.iter().chain(flap).any(|p| *p == part)
}

/// Whether the header says the date: not on a cover.
fn header_dates(sheet: &Sheet) -> bool {
    let template = &sheet.template;
    let kind = template.opening.header.unwrap_or(sheet.brand.header.first);
    sets(template, OpeningPart::Header) && kind != HeaderKind::None && template.fold.is_none()
}
