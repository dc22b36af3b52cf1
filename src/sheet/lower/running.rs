//! Running header and footer: the brand's line with its merge fields filled. `{folio}` and `{pages}` stay for
//! layout.

use super::super::Sheet;
use crate::base::{Diagnostic, Text};
use crate::block::cx::Cx;
use crate::story::{Running, RunningLine};
use crate::text::{Rich, TextStyle};
use crate::theme::brand::HeaderKind;
use crate::theme::template::Folio;
use std::sync::Arc;

/// The footer where the brand gives none.
const FOOTER: &str = "{{org}} · {{title}} · {{folio}}/{{pages}}";
/// What can stand in a footer between double braces.
const FIELDS: [&str; 6] = ["org", "title", "date", "web", "folio", "pages"];
const SEPARATOR: &str = " · ";

/// Fills both lines.
pub fn lower(sheet: &Sheet, cx: &mut Cx<'_>) -> Running {
    let second = sheet.second.as_ref().map(|second| &second.sheet);
    let footers = [Some(sheet), second].map(|s| s.and_then(|s| s.brand.footer.as_ref()));
    for (i, footer) in footers.into_iter().enumerate() {
        if let Some(footer) = footer.filter(|f| i == 0 || footers[0].is_none_or(|o| o.value != f.value)) {
            // Two languages share the line.
            check(footer, room(cx) / if second.is_some() { 2 } else { 1 }, cx);
        }
    }
    let look = cx.theme.template.running;
    let rule = Some((cx.theme.hairline, cx.theme.palette.rule.clone())).filter(|_| look.rule);
    let footer = footer(sheet, cx).filter(|_| look.footer).map(|first| {
        let other = second.and_then(|s| cx.in_other(|cx| self::footer(s, cx)));
        line(cx, first, other, rule.clone())
    });
    let header = match sheet.brand.header.rest {
        HeaderKind::None => None,
        HeaderKind::Band | HeaderKind::Rule => {
            let words = |s: &Sheet| (s.brand.name.clone(), super::words(&s.title, &s.lang));
            let joined = |(name, title): (String, String)| {
                let both = [name, title].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>();
                (both.join(SEPARATOR), String::new())
            };
            Some(match second {
                Some(second) => line(cx, joined(words(sheet)), Some(joined(words(second))), rule),
                None => line(cx, words(sheet), None, rule),
            })
        }
    };
    Running { header, footer }
}

/// Both ends of a sheet's footer; `None` where it is to have none.
fn footer(sheet: &Sheet, cx: &Cx<'_>) -> Option<(String, String)> {
    let footer = sheet.brand.footer.as_ref().map_or(FOOTER, |f| f.trimmed());
    let (left, mut right) = split(&fill(footer, sheet));
    if cx.theme.template.running.folio == Folio::Words && !right.is_empty() {
        right = in_words(&right, cx.words().page);
    }
    (!footer.is_empty()).then_some((left, right))
}

/// The right end with `words` for its folio. What else the brand says there stays, and so does a folio that has the
/// words already.
fn in_words(right: &str, words: &str) -> String {
    let said: Vec<&str> = words.split_whitespace().filter(|w| !w.contains('{')).collect();
    let mut done = false;
    let pieces = right.split(SEPARATOR).filter_map(|piece| {
        let places = ["{folio}", "{pages}"].map(|f| piece.find(f).map(|at| (at, at + f.len())));
        let ends = places.iter().flatten();
        let start = ends.clone().map(|p| p.0).min()?;
        let (before, after) = (&piece[..start], &piece[ends.map(|p| p.1).max()?..]);
        let mut around = before.split_whitespace().chain(after.split_whitespace());
        let bare = before.trim().is_empty() && after.trim().is_empty();
        if done || around.any(|word| said.contains(&word)) {
            return (!bare).then(|| piece.to_owned());
        }
        done = true;
        Some(format!("{before}{words}{after}"))
    });
    pieces.collect::<Vec<_>>().join(SEPARATOR)
}

/// Complains of fields that are none, and of words for which a line has no room.
fn check(footer: &Text, room: usize, cx: &mut Cx<'_>) {
    let mut words = String::new();
    let mut rest = footer.trimmed();
    while let Some((before, field)) = rest.split_once("{{") {
        let (name, after) = field.split_once("}}").unwrap_or((field, ""));
        if !FIELDS.contains(&name.trim()) {
            let d = Diagnostic::warning("footer", format!("`{{{{{name}}}}}` is not a field of a footer"));
            let names = FIELDS.map(|f| format!("`{{{{{f}}}}}`")).join(", ");
            cx.diags.push(d.at(footer.span).help(format!("its fields are {names}")));
        }
        words.push_str(before);
        rest = after;
    }
    words.push_str(rest);
    if words.chars().count() > room {
        let d = Diagnostic::warning("footer", "the footer is longer than its line and is cut");
        cx.diags.push(d.at(footer.span).help("shorten it; `boilerplate` and `disclosure` have room"));
    }
}

/// How many characters a running line holds: some .48 em a character of the sans.
fn room(cx: &Cx<'_>) -> usize {
    (cx.theme.page.body_width() / (cx.theme.styles.running.em() * 0.48)) as usize
}

/// Fills what is known now; pieces that come out empty are left out with their separator.
fn fill(template: &str, sheet: &Sheet) -> String {
    let lang = sheet.lang.trimmed();
    let home = sheet.brand.links.iter().find(|(name, _)| name == "home");
    let web = home.map_or(String::new(), |(_, url)| crate::block::set::short_address(url));
    let fields = [
        ("org", sheet.brand.name.clone()),
        ("title", super::words(&sheet.title, lang)),
        ("date", super::date(sheet).unwrap_or_default()),
        ("web", web),
        ("folio", "{folio}".to_owned()),
        ("pages", "{pages}".to_owned()),
    ];
    let pieces = template.split(SEPARATOR).filter_map(|piece| {
        let mut out = piece.to_owned();
        for (name, value) in &fields {
            for tag in [format!("{{{{{name}}}}}"), format!("{{{{ {name} }}}}")] {
                out = out.replace(&tag, value);
            }
        }
        (!out.trim().is_empty()).then_some(out)
    });
    pieces.collect::<Vec<_>>().join(SEPARATOR)
}

/// The folio goes to the right, all else to the left.
fn split(line: &str) -> (String, String) {
    let (right, left): (Vec<&str>, Vec<&str>) =
        line.split(SEPARATOR).partition(|p| p.contains("{folio}") || p.contains("{pages}"));
    (left.join(SEPARATOR), right.join(SEPARATOR))
}

/// A line with its two ends. In two languages the second's words stand in the second column, where there are two; what
/// is the same in both is said once.
fn line(
    cx: &mut Cx<'_>,
    (left, right): (String, String),
    other: Option<(String, String)>,
    rule: Option<(crate::base::Pt, crate::base::Ink)>,
) -> RunningLine {
    let style = cx.theme.styles.running.text.clone();
    let facing = super::pair::faces(cx);
    let other = other.map(|(words, end)| (unsaid(&words, &left), unsaid(&end, &right)));
    let (words, end) = other.unwrap_or_default();
    // What does not fit is cut with an ellipsis.
    let count = |text: &str| text.replace("{folio}", "00").replace("{pages}", "00").chars().count();
    let ends = (count(&right) + count(&end) + 4).min(room(cx) / 2);
    let rest = room(cx) - ends;
    let (first, second) = match facing {
        true if !words.is_empty() => (room(cx) / 2, (room(cx) / 2).saturating_sub(ends)),
        _ => shared(count(&left), count(&words), rest),
    };
    let mut left = Rich::plain(shorten(&left, first), &style);
    let mut right = Rich::plain(right, &style);
    let in_other = |cx: &mut Cx<'_>, words: String| {
        cx.in_other(|cx| {
            let style = cx.theme.styles.running.clone().speaking(cx.lang());
            Rich::plain(words, &style.text)
        })
    };
    behind(&mut right, in_other(cx, end), &style);
    let words = in_other(cx, shorten(&words, second));
    let second = facing.then(|| words.clone()).filter(|w| !w.text.is_empty());
    if !facing {
        behind(&mut left, words, &style);
    }
    RunningLine { left, second, right, rule }
}

/// How many characters of `room` two texts get that stand behind one another: each what it needs, or the half.
fn shared(first: usize, second: usize, room: usize) -> (usize, usize) {
    match (first, second) {
        (_, 0) => (room, 0),
        (first, second) if first <= room / 2 => (first, room - first.min(room) - 3.min(second)),
        (_, second) if second <= room / 2 => (room - second - 3, second),
        _ => (room / 2, room / 2),
    }
}

/// Adds words behind others.
fn behind(rich: &mut Rich, other: Rich, style: &Arc<TextStyle>) {
    if !rich.text.is_empty() && !other.text.is_empty() {
        rich.push(SEPARATOR, style, None);
    }
    rich.append(&other);
}

/// The pieces of `words` that `said` does not have.
fn unsaid(words: &str, said: &str) -> String {
    let said: Vec<&str> = said.split(SEPARATOR).collect();
    let new = words.split(SEPARATOR).filter(|piece| !said.contains(piece));
    new.collect::<Vec<_>>().join(SEPARATOR)
}

fn shorten(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let cut: String = text.chars().take(room.saturating_sub(1)).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ':', ' ', '·']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folio_stands_right() {
        assert_eq!(split("Org · Title · {folio}/{pages}"), ("Org · Title".into(), "{folio}/{pages}".into()));
        assert_eq!(split("{folio}"), (String::new(), "{folio}".into()));
    }

    #[test]
    fn words_beside_a_folio_stay() {
        for (right, wanted) in [
            ("{folio}/{pages}", "Page {folio} of {pages}"),
            ("{folio} · {pages}", "Page {folio} of {pages}"),
            ("Harbor {folio}/{pages}", "Harbor Page {folio} of {pages}"),
            ("Page {folio} Harbor", "Page {folio} Harbor"),
            ("{folio}/{pages} · Draft {folio}", "Page {folio} of {pages} · Draft {folio}"),
        ] {
            assert_eq!(in_words(right, "Page {folio} of {pages}"), wanted);
        }
    }

    #[test]
    fn what_both_languages_say_is_said_once() {
        assert_eq!(unsaid("Org · Cosecha", "Org · Harvest"), "Cosecha");
        assert_eq!(unsaid("{folio}/{pages}", "{folio}/{pages}"), "");
        assert_eq!(unsaid("Mesa", ""), "Mesa");
    }

    #[test]
    fn two_titles_share_a_line() {
        assert_eq!(shared(20, 0, 40), (40, 0));
        assert_eq!(shared(10, 50, 40), (10, 27));
        assert_eq!(shared(50, 10, 40), (27, 10));
        assert_eq!(shared(50, 50, 40), (20, 20));
    }

    #[test]
    fn long_titles_are_cut_between_words() {
        assert_eq!(shorten("Sanctions and the harvest", 16), "Sanctions and…");
        assert_eq!(shorten("Short", 16), "Short");
    }
}
