//! `timeline`: what happened when.

use super::cx::Cx;
use crate::base::{Pt, Text, fields::short_form};
use crate::story::{Labels, Role, Table, TableRow, TableRules, Width};
use crate::text::date::{parts, written};
use crate::text::{Align, markup};
use crate::theme::Style;
use schemars::JsonSchema;
use serde::Deserialize;

/// What happened when, one event a line.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "timeline", deny_unknown_fields)]
#[schemars(transform = short_form::<Timeline>)]
pub struct Timeline {
    /// The events from first to last.
    pub items: Vec<Event>,
}

/// An event of a timeline.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "event", deny_unknown_fields)]
pub struct Event {
    /// When it was: `1953-07-27`, which is written out, or words as they are set: `1950s`.
    pub date: Text,
    /// What it was, in Markdown.
    pub text: Text,
    /// The source: its key, or a list of keys.
    #[serde(default)]
    pub cite: Vec<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- timeline:
    - {date: 1950, text: War breaks out.}
    - {date: 27 July 1953, text: An armistice is signed., cite: park-2020}
";

/// White between dates and what happened in em, and above and below each.
const GAP: f64 = 1.25;
const PADDING: Pt = Pt(3.0);
/// The hairline between two events.
const RULE: Pt = Pt(0.25);
/// A date of no more characters stays on one line.
const SHORT: usize = 18;
/// Dates take this share of the measure at most; longer ones stand above what happened.
const DATES: f64 = 0.45;

impl Timeline {
    /// Sets the dates in a column of their own, each beside what happened, with hairlines between the events.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        let style = cx.theme.styles.callout.inked(&cx.theme.palette.ink).aligned(Align::Start);
        let date = cx.theme.styles.callout_title.inked(&cx.theme.palette.accent);
        let dates: Vec<Text> = self.items.iter().map(|e| in_words(&e.date, cx.lang())).collect();
        let beside = dates_beside(&dates, &date, cx.measure);
        let mut rows = Vec::new();
        for (i, (event, when)) in self.items.iter().zip(&dates).enumerate() {
            // First the date: notes are numbered as they are read.
            let when = cx.line(when, &date, &[]);
            let whole = if i + 1 == self.items.len() { cite } else { &[] };
            let what = cx.line(&event.text, &style, &[event.cite.as_slice(), whole].concat());
            let cells = match beside {
                true => vec![cx.para(Role::Label, &date, when), cx.para(Role::ItemBody, &style, what)],
                false => {
                    let mut both = when;
                    both.push("\n", &style.text, None);
                    both.append(&what);
                    vec![cx.para(Role::ItemBody, &style, both)]
                }
            };
            rows.push(TableRow { cells });
        }
        let table = Table {
            caption: None,
            continued: None,
            columns: Vec::new(),
            header: Vec::new(),
            rows,
            roles: (Role::List(Labels::Words), Role::ListItem),
            rules: TableRules {
                header: (Pt::ZERO, cx.theme.palette.ink.clone()),
                row: (RULE.max(cx.theme.hairline), cx.theme.palette.rule.clone()),
                total: None,
                last: false,
                gap: style.em() * GAP,
                padding: PADDING,
            },
            least_size: style.em(),
            spreads: false,
        };
        cx.rows(table, Width::Column);
        cx.flush = true;
    }
}

/// Whether the dates have room beside what happened: the longest, or the longest word of a long one, at some .55 em a
/// character in the bold sans.
fn dates_beside(dates: &[Text], style: &Style, measure: Pt) -> bool {
    let plain = |date: &Text| markup::plain(&markup::known_line(date).0);
    let length = |date: &Text| {
        let text = plain(date);
        let whole = text.chars().count();
        let word = text.split_whitespace().map(|w| w.chars().count()).max().unwrap_or(0);
        if whole <= SHORT { whole } else { word.max(SHORT / 2) }
    };
    let longest = dates.iter().map(length).max().unwrap_or(0);
    style.em() * (0.55 * longest as f64) <= measure * DATES
}

/// A day or month of the calendar written out; every other date as it stands. A short one stays on one line.
fn in_words(date: &Text, lang: &str) -> Text {
    let text = match parts(date.trimmed()) {
        Ok((year, month @ Some(_), day)) => written(year, month, day, lang),
        _ if date.is_filled() => return date.cut(),
        _ => date.trimmed().to_owned(),
    };
    let short = text.chars().count() <= SHORT;
    Text::new(if short { text.replace(' ', "\u{a0}") } else { text }, date.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_out_and_words_stay() {
        let in_words = |date: &str, lang| in_words(&Text::made(date), lang).value;
        assert_eq!(in_words("1953-07-27", "en-GB").replace('\u{a0}', " "), "27 July 1953");
        assert_eq!(in_words("1953-07", "es").replace('\u{a0}', " "), "julio de 1953");
        for word in ["1950", "1950s", "1950-1953", "1953-13", "from the spring of 1950 on"] {
            assert_eq!(in_words(word, "en"), word);
        }
    }

    #[test]
    fn long_dates_stand_above_in_narrow_columns() {
        let theme = crate::theme::Theme::new(&crate::theme::Brand::plain(), &Default::default(), "en");
        let beside =
            |date: &str, measure| dates_beside(&[Text::made(date)], &theme.styles.callout_title, Pt(measure));
        assert!(beside("1953", 100.0) && beside("November 15, 2026", 243.0));
        assert!(!beside("November 15, 2026", 150.0));
    }
}
