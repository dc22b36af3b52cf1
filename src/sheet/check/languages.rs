//! What two languages of a sheet owe each other: as many sections, and no prose in one language only.

use super::Found;
use crate::base::{Span, Text};
use crate::block::{Block, Content};
use crate::sheet::model::Sheet;

pub(super) fn check(both: [&Sheet; 2], translated: &[Span], found: &mut Found<'_>) {
    let tags = both.map(|s| s.lang.trimmed());
    let [first, second] = both;
    if first.sections.len() != second.sections.len() {
        let counts = both.map(|s| s.sections.len());
        let message =
            format!("there are {} sections in `{}` and {} in `{}`", counts[0], tags[0], counts[1], tags[1]);
        let at = both.into_iter().flat_map(|s| &s.sections).next().map_or(first.lang.span, |s| s.place);
        let help = "write one list of sections, each with its words in both languages";
        found.error("translation-sections", at, message, help);
        return;
    }
    let shares = |place: Span| {
        !translated.iter().any(|t| t.file == place.file && t.start >= place.start && t.end <= place.end)
    };
    let ask = first.ask.as_ref().map(|a| &a.text).zip(second.ask.as_ref().map(|a| &a.text));
    for (name, pair) in [("dek", first.dek.as_ref().zip(second.dek.as_ref())), ("ask", ask)] {
        let within =
            |at: Span| translated.iter().any(|t| t.file == at.file && t.start <= at.start && at.end <= t.end);
        let alone = |(a, b): &(&Text, &Text)| a.span == b.span && !a.is_absent() && !within(a.span);
        if let Some((text, _)) = pair.filter(alone) {
            found.warning(
                "translation-missing",
                text.span,
                format!("`{name}` is in one language only"),
                help(tags),
            );
        }
    }
    if let Some((_, other)) =
        first.qr.as_ref().zip(second.qr.as_ref()).filter(|(a, b)| a.url.trimmed() != b.url.trimmed())
    {
        let message = "one code ends the sheet, and `qr` has an address for each language";
        let help = "write one address, or a `qr` block with its own in the text of each language";
        found.error("translation-qr", other.url.span, message, help);
    }
    for (a, b) in first.sections.iter().zip(&second.sections) {
        let one_list =
            a.body.len() == b.body.len() && a.body.iter().zip(&b.body).all(|(a, b)| a.place == b.place);
        if one_list {
            let alone = a.body.iter().filter(|block| is_prose(block) && shares(block.place));
            alone.for_each(|block| {
                let message = "this text is in one language only";
                found.error("translation-missing", block.place, message, help(tags));
            });
        }
    }
    if first.page.columns.is_some_and(|n| n > 2) {
        let message = "two languages stand in two columns: more are not set";
        found.warning("not-obeyed", first.lang.span, message, "write `columns: 2`, or leave it out");
    }
}

fn help(tags: [&str; 2]) -> String {
    format!("write it in both: `{{{}: …, {}: …}}`", tags[0], tags[1])
}

/// Blocks of words; figures, tables and quotes may be the same for all readers.
fn is_prose(block: &Block) -> bool {
    matches!(
        block.content,
        Content::Text(_)
            | Content::Heading(_)
            | Content::List(_)
            | Content::Quote(_)
            | Content::Callout(_)
            | Content::Timeline(_)
    )
}
