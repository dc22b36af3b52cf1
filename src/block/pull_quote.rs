//! `pull_quote`: words from the body, or from a source, set large.

use super::cx::Cx;
use super::prose::as_para;
use super::set;
use crate::base::{Pt, Text, fields::short_form};
use crate::story::{ArtifactKind, Beside, Edges, Group, Label, Part, Role, Width};
use crate::text::{Position, Rich, TextStyle, typography};
use schemars::JsonSchema;
use serde::Deserialize;
use std::sync::Arc;

/// A pull quote: a few words that repeat the body, or a source, set large to draw the reader in.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "pull_quote", deny_unknown_fields)]
#[schemars(transform = short_form::<PullQuote>)]
pub struct PullQuote {
    /// The words, without quotation marks around them.
    pub text: Text,
    /// Whose words they are.
    pub by: Option<Text>,
    /// Where it stands.
    #[serde(default)]
    pub wrap: Wrap,
    /// Fail the build unless the words stand in the body or among the `quotes` of the source that is cited.
    #[serde(default)]
    pub must_match: bool,
    /// Whether the words stand in the body: filled in when the sheet is checked.
    #[serde(skip)]
    pub repeats_body: bool,
}

/// Where a pull quote stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "wrap", rename_all = "snake_case")]
pub enum Wrap {
    /// It fills a column.
    #[default]
    Column,
    /// It spans the page.
    Page,
    /// It sits on the gutter, and both columns wrap around it.
    Straddle,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- pull_quote: {text: warfare without bullets, by: \"Dr. Kee Park\", cite: park-2020}
";

/// Rule above a pull quote, and the hairline below it.
const RULE_ABOVE: Pt = Pt(2.0);
const RULE_BELOW: Pt = Pt(0.5);

impl PullQuote {
    /// Sets the words large between two rules, their opening quote hanging.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        let width = if self.wrap == Wrap::Page { Width::Page } else { Width::Column };
        let beside = (self.wrap == Wrap::Straddle).then_some(Beside::Gutter);
        let by = self.by.as_ref().filter(|by| !by.is_blank());
        let on_words = if by.is_none() { cite } else { &[] };
        let mut parts = vec![self.words(cx, on_words)];
        if let Some(by) = by {
            let para = cx.attribution(by, cite);
            parts.push(Part::para(para).spaced(1, 0).from(by.span));
        }
        // A note's mark must be part of the content, so a quote with a note is no mere repetition.
        let has_notes = parts.iter().filter_map(as_para).any(|p| p.rich.notes().next().is_some());
        let role = match self.repeats_body && !has_notes {
            true => Role::Artifact(ArtifactKind::Repeat),
            false => Role::PullQuote,
        };
        let accent = cx.theme.palette.accent.clone();
        let edges =
            Edges { top: Some((RULE_ABOVE, accent.clone())), bottom: Some((RULE_BELOW, accent)), left: None };
        let (above, below) = (Pt(5.0), Pt(7.0));
        let group = Group {
            role: Some(role),
            edges,
            padding: [above, Pt::ZERO, below, Pt::ZERO],
            ..Group::of(parts)
        };
        cx.push(Part::group(group).spaced(2, 2).width(width).movable().beside(beside));
    }

    fn words(&self, cx: &mut Cx<'_>, cite: &[Text]) -> Part {
        let style = cx.theme.styles.pull_quote.clone();
        let [open, close] = quotes(cx.lang());
        let mut rich = cx.line(&bare(&self.text), &style, &[]);
        close_before_marks(&mut rich, &close, &style.text);
        if let Some(mark) = cx.mark_of(cite) {
            let superior = set::superior(&style.text);
            cx.number(mark, &superior, &mut rich);
        }
        let mut para = cx.para(Role::Paragraph, &style, rich);
        // It hangs in the margin, so that the words stand on the left edge.
        para.label =
            Some(Label { rich: Rich::plain(open, &style.text), width: style.em(), gap: Some(Pt(0.5)) });
        Part::para(para).from(self.text.span)
    }
}

/// The words without the quotation marks around them; those within are inner ones. Quotes at the end alone, or two
/// quotations in a row, are the author's.
fn bare(text: &Text) -> Text {
    const MARKS: [char; 6] = ['"', '“', '”', '«', '»', '„'];
    let text = text.cut();
    let within = text.strip_prefix(MARKS).and_then(|t| t.strip_suffix(MARKS));
    let opens = |t: &&str| match t.find(MARKS) {
        Some(at) => t[..at].ends_with(|c: char| c.is_whitespace() || c == '('),
        None => true,
    };
    let inner = within.filter(opens).map(|inner| {
        let start = text.chars().next().map_or(0, char::len_utf8);
        text.slice(start..start + inner.len()).cut()
    });
    let mut bare = inner.unwrap_or(text);
    if bare.matches('"').count().is_multiple_of(2) {
        bare.value = bare.value.replace('"', "'");
    }
    bare
}

/// Closes a quote before the marks of notes that stand at its end.
fn close_before_marks(rich: &mut Rich, close: &str, style: &Arc<TextStyle>) {
    let words = rich.spans.iter().rposition(|s| s.style.position != Position::Superior).map_or(0, |i| i + 1);
    let marks = rich.spans.split_off(words);
    let texts: Vec<String> = marks.iter().map(|m| rich.text[m.range.clone()].to_owned()).collect();
    rich.text.truncate(marks.first().map_or(rich.text.len(), |m| m.range.start));
    rich.push(close, style, None);
    for (mark, text) in marks.into_iter().zip(texts) {
        rich.push(&text, &mark.style, mark.anchor);
    }
}

/// Outer quotes of a language, with their white.
fn quotes(lang: &str) -> [String; 2] {
    let quoted = typography::polish_str("\"x\"", lang);
    let mut halves = quoted.split('x').map(str::to_owned);
    [halves.next().unwrap_or_default(), halves.next().unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_marks_around_the_whole_go() {
        let cases = [
            ("\"We plant.\"", "We plant."),
            ("« Nous plantons. »", "Nous plantons."),
            ("Is it true? \"Yes\"", "Is it true? 'Yes'"),
            ("Est-ce vrai ? « Oui »", "Est-ce vrai ? « Oui »"),
            ("\"Yes\" and \"no\"", "'Yes' and 'no'"),
            ("\"He said \"no\" to us\"", "He said 'no' to us"),
            ("A rod of 5\"", "A rod of 5\""),
        ];
        for (text, want) in cases {
            assert_eq!(bare(&Text::made(text)).value, want);
        }
    }
}
