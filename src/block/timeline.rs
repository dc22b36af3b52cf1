//! `timeline`: what happened when.

use super::cx::Cx;
use super::prose::edges;
use crate::base::{Pt, Text, fields::short_form};
use crate::story::{Label, Labels, Part, Role};
use crate::text::date::{parts, written};
use crate::text::{Align, Rich, markup};
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

impl Timeline {
    /// Sets the dates in a column of their own, each hanging beside what happened.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        let style = cx.theme.styles.text.aligned(Align::Start);
        let date = cx.theme.styles.callout_title.inked(&cx.theme.palette.accent);
        let dates: Vec<Text> = self.items.iter().map(|e| in_words(&e.date, cx.lang())).collect();
        let length = |date: &Text| markup::plain(&markup::parse_line(date).0).chars().count();
        // Some .55 em a character in the bold sans, and an em of white; no more than two fifths.
        let longest = dates.iter().map(length).max().unwrap_or(0);
        let column = (date.em() * (0.55 * longest as f64 + 1.0)).min(cx.measure * 0.4);
        let mut parts = Vec::new();
        for (i, (event, when)) in self.items.iter().zip(dates).enumerate() {
            // First the date: notes are numbered as they are read.
            let when = cx.line(&when, &date, &[]);
            let whole = if i + 1 == self.items.len() { cite } else { &[] };
            let what = cx.line(&event.text, &style, &[event.cite.as_slice(), whole].concat());
            parts.push(entry(cx, when, what, (&date, &style, column)).from(event.date.span));
        }
        edges(&mut parts, 2, 2);
        cx.story.open(Role::List(Labels::Words));
        parts.into_iter().for_each(|p| cx.push(p));
        cx.story.close();
        cx.flush = true;
    }
}

/// A day or month of the calendar written out; every other date as it stands.
fn in_words(date: &Text, lang: &str) -> Text {
    match parts(date.trimmed()) {
        Ok((year, month @ Some(_), day)) => Text::new(written(year, month, day, lang), date.span),
        _ => date.clone(),
    }
}

fn entry(cx: &Cx<'_>, when: Rich, what: Rich, (date, style, column): (&Style, &Style, Pt)) -> Part {
    let fits = date.em() * (0.55 * when.text.chars().count() as f64 + 0.5) <= column;
    // A label is one line.
    let fits = fits && !when.text.contains('\n');
    let rich = match fits {
        true => what,
        // A date too long for the column stands above its event.
        false => {
            let mut both = when.clone();
            both.push("\n", &style.text, None);
            both.append(&what);
            both
        }
    };
    let mut para = cx.para(Role::ListItem, style, rich);
    para.left = if fits { column } else { style.em() };
    let rich = if fits { when } else { Rich::plain("•", &style.text) };
    para.label = Some(Label { rich, width: para.left, gap: None });
    Part::para(para)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_out_and_words_stay() {
        let in_words = |date: &str, lang| in_words(&Text::made(date), lang).value;
        assert_eq!(in_words("1953-07-27", "en-GB").replace('\u{a0}', " "), "27 July 1953");
        assert_eq!(in_words("1953-07", "es"), "julio de 1953");
        for word in ["1950", "1950s", "1950-1953", "1953-13"] {
            assert_eq!(in_words(word, "en"), word);
        }
    }
}
