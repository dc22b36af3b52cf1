//! `stats`: a row of large figures.

use super::cx::Cx;
use crate::base::{Pt, Text, fields::short_form};
use crate::story::{self, Node, Para, Part, Role};
use crate::theme::template::{StatsLook, StatsSet};
use schemars::JsonSchema;
use serde::Deserialize;

/// One to four figures, set large in a row.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "stats", deny_unknown_fields)]
#[schemars(transform = short_form::<Stats>)]
pub struct Stats {
    /// The figures from left to right.
    pub items: Vec<Stat>,
}

/// A figure and what it counts.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "stat", deny_unknown_fields)]
pub struct Stat {
    /// The figure as it is set: `40%`, `1 in 3`, `$2.4 m`.
    pub value: Text,
    /// What it counts, in a few words.
    pub label: Text,
    /// The source of the figure: its key, or a list of keys.
    #[serde(default)]
    pub cite: Vec<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- stats:
    - {value: \"40%\", label: of households were short of food, cite: wfp-2019}
    - {value: 1 in 3, label: children under five are stunted, cite: wfp-2019}
";

impl Stats {
    /// Sets the figures side by side where they fit, otherwise in a narrow column.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        if self.items.is_empty() {
            return;
        }
        let stats: Vec<&Stat> = self.items.iter().collect();
        let part = figures(cx, &stats, cite, StatsSet::Row);
        cx.push(part.spaced(2, 2));
        cx.flush = true;
    }
}

/// Figures with hairlines between them.
pub fn figures(cx: &mut Cx<'_>, stats: &[&Stat], cite: &[Text], set: StatsSet) -> Part {
    let StatsLook { gap, divider, .. } = cx.theme.template.stats;
    let last = stats.len().saturating_sub(1);
    let items = stats.iter().enumerate().map(|(i, stat)| pair(cx, stat, if i == last { cite } else { &[] }));
    let items = items.collect();
    let divider = (divider > Pt::ZERO).then(|| (divider, cx.theme.palette.rule.clone()));
    let stats = story::Stats { items, tower: set == StatsSet::Stack, gap, divider };
    Part::new(Node::Stats(Box::new(stats))).together()
}

fn pair(cx: &mut Cx<'_>, stat: &Stat, cite: &[Text]) -> (Para, Para) {
    let style = cx.theme.styles.stat_value.clone();
    let rich = cx.line(&stat.value, &style, &[]);
    let value = cx.para(Role::Paragraph, &style, rich);
    let style = cx.theme.styles.stat_label.clone();
    let rich = cx.line(&stat.label, &style, &[stat.cite.as_slice(), cite].concat());
    (value, cx.para(Role::Paragraph, &style, rich))
}
