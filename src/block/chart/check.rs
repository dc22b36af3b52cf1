//! What a chart asks for beyond its fields: figures, no more of them than can be read, a highlight that is one of
//! them.

use super::{Chart, ChartKind};
use crate::base::meant::nearest;
use crate::base::{Diagnostic, Span, Text};

/// More bars, columns or dots than this are a table.
const MOST_NAMES: usize = 30;
/// More points than this are more than a column has dots to print.
const MOST_POINTS: usize = 500;

impl Chart {
    /// The most series that can be told apart without a legend.
    fn most_series(&self) -> usize {
        match self.kind {
            ChartKind::Bar | ChartKind::Column => 3,
            ChartKind::Line => 6,
            ChartKind::Dot => 2,
        }
    }

    fn name(&self) -> &'static str {
        match self.kind {
            ChartKind::Bar => "bar",
            ChartKind::Column => "column",
            ChartKind::Line => "line",
            ChartKind::Dot => "dot",
        }
    }

    /// What is wrong with a chart that stands at `at`.
    pub fn problems(&self, at: Span) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if self.alt.is_blank() && !self.alt.is_absent() {
            let help = "say in a sentence what it shows";
            let message = "this chart has no `alt` for readers who cannot see it";
            found.push(Diagnostic::error("missing-alt", message).at(at).help(help));
        }
        if self.figures.is_empty() {
            let help = "write `data: {2018: 4.9, 2019: 4.6}`, or name a CSV file";
            found.push(Diagnostic::error("empty-block", "this chart has no figures").at(at).help(help));
            return found;
        }
        found.extend(self.too_much(at));
        found.extend(self.highlight.as_ref().and_then(|h| self.unknown(h)));
        found
    }

    fn too_much(&self, at: Span) -> Option<Diagnostic> {
        let (series, names) = (self.figures.series.len(), self.figures.names.len());
        let place = self.data.first().map_or(at, |t| t.span);
        if series > self.most_series() {
            let (kind, most) = (self.name(), self.most_series());
            let message = format!("a {kind} chart shows {most} series at the most, and this has {series}");
            let help = match self.kind {
                ChartKind::Line => "keep those that the claim needs, or write a `table`",
                _ => "keep those that the claim needs, or take `kind: line`",
            };
            return Some(Diagnostic::error("chart-series", message).at(place).help(help));
        }
        if names > MOST_POINTS {
            let message =
                format!("this chart has {names} points, more than the {MOST_POINTS} that can be seen");
            let help = "keep every tenth, or the means of longer spans";
            return Some(Diagnostic::error("chart-crowded", message).at(place).help(help));
        }
        if self.kind != ChartKind::Line && names > MOST_NAMES {
            let message =
                format!("this chart has {names} names, more than the {MOST_NAMES} that a reader compares");
            let help = "keep the first and the last ones, or write a `table`";
            return Some(Diagnostic::warning("chart-crowded", message).at(place).help(help));
        }
        None
    }

    /// A highlight that is neither a name nor a series.
    fn unknown(&self, highlight: &Text) -> Option<Diagnostic> {
        let f = &self.figures;
        let series = f.series.iter().filter_map(|s| s.name.as_ref());
        let known: Vec<&str> = series.chain(&f.names).map(|t| t.trimmed()).collect();
        if known.contains(&highlight.trimmed()) || highlight.is_absent() {
            return None;
        }
        let help = match nearest(highlight.trimmed(), &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name one of the figures, or one of the series, as `data` has it".to_owned(),
        };
        let message = format!("nothing in this chart is called `{}`", highlight.trimmed());
        Some(Diagnostic::error("chart-highlight", message).at(highlight.span).help(help))
    }
}
