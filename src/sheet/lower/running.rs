//! Running header and footer: the brand's line with its merge fields filled. `{folio}` and `{pages}` stay for
//! layout.

use super::super::Sheet;
use crate::block::cx::Cx;
use crate::story::{Running, RunningLine};
use crate::text::Rich;
use crate::theme::brand::HeaderKind;

/// The footer where the brand gives none.
const FOOTER: &str = "{{org}} · {{title}} · {{folio}}/{{pages}}";
const SEPARATOR: &str = " · ";

/// Fills both lines.
pub fn lower(sheet: &Sheet, cx: &mut Cx<'_>) -> Running {
    let footer = sheet.brand.footer.as_ref().map_or(FOOTER, |f| f.trimmed());
    let rule = Some((cx.theme.hairline, cx.theme.palette.rule.clone()));
    let footer = (!footer.is_empty()).then(|| {
        let (left, right) = split(&fill(footer, sheet));
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
    // Some .48 em a character of the sans; what does not fit is cut with an ellipsis.
    let room = cx.theme.page.body_width() / (style.em() * 0.48);
    let left =
        shorten(left, (room as usize).saturating_sub(right.chars().count().min(room as usize / 2) + 2));
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
