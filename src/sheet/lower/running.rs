//! Running header and footer: the brand's line with its merge fields filled. `{folio}` and `{pages}` stay for
//! layout.

use super::super::Sheet;
use crate::base::{Diagnostic, Text};
use crate::block::cx::Cx;
use crate::story::{Running, RunningLine};
use crate::text::Rich;
use crate::theme::brand::HeaderKind;
use crate::theme::template::Folio;

/// The footer where the brand gives none.
const FOOTER: &str = "{{org}} · {{title}} · {{folio}}/{{pages}}";
/// What can stand in a footer between double braces.
const FIELDS: [&str; 6] = ["org", "title", "date", "web", "folio", "pages"];
const SEPARATOR: &str = " · ";

/// Fills both lines.
pub fn lower(sheet: &Sheet, cx: &mut Cx<'_>) -> Running {
    if let Some(footer) = &sheet.brand.footer {
        check(footer, cx);
    }
    let footer = sheet.brand.footer.as_ref().map_or(FOOTER, |f| f.trimmed());
    let look = cx.theme.template.running;
    let rule = Some((cx.theme.hairline, cx.theme.palette.rule.clone())).filter(|_| look.rule);
    let footer = (!footer.is_empty() && look.footer).then(|| {
        let (left, mut right) = split(&fill(footer, sheet));
        if look.folio == Folio::Words && !right.is_empty() {
            right = cx.words().page.to_owned();
        }
        line(cx, &left, &right, rule.clone())
    });
    let header = match sheet.brand.header.rest {
        HeaderKind::None => None,
        HeaderKind::Band | HeaderKind::Rule => {
            let title = super::words(&sheet.title, &sheet.lang);
            Some(line(cx, &sheet.brand.name, &title, rule))
        }
    };
    Running { header, footer }
}

/// Complains of fields that are none, and of words for which a line has no room.
fn check(footer: &Text, cx: &mut Cx<'_>) {
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
    if words.chars().count() > room(cx) {
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

fn line(
    cx: &mut Cx<'_>,
    left: &str,
    right: &str,
    rule: Option<(crate::base::Pt, crate::base::Ink)>,
) -> RunningLine {
    let style = cx.theme.styles.running.clone();
    // What does not fit is cut with an ellipsis.
    let room = room(cx);
    let left = shorten(left, room.saturating_sub(right.chars().count().min(room / 2) + 2));
    RunningLine { left: Rich::plain(left, &style.text), right: Rich::plain(right, &style.text), rule }
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
    fn long_titles_are_cut_between_words() {
        assert_eq!(shorten("Sanctions and the harvest", 16), "Sanctions and…");
        assert_eq!(shorten("Short", 16), "Short");
    }
}
