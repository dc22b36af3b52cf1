//! `stats`: a row of large figures.

use super::cx::Cx;
use crate::base::{Pt, Text, fields::short_form};
use crate::story::{Cell, CellWidth, Group, Node, Part, Role, Row, Rule, VAlign};
use crate::text::markup;
use crate::theme::template::StatsLook;
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
    /// Sets the figures side by side where they fit, one above the other in a narrow column.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        let stats: Vec<&Stat> = self.items.iter().collect();
        let part = match stats.len() {
            0 => return,
            1 | 2 => row(cx, &stats, cite),
            _ => stack(cx, &stats, cite),
        };
        cx.push(part.spaced(2, 2));
        cx.flush = true;
    }
}

/// A row of figures with hairlines between them.
pub fn row(cx: &mut Cx<'_>, stats: &[&Stat], cite: &[Text]) -> Part {
    let StatsLook { gap, divider, .. } = cx.theme.template.stats;
    let n = stats.len() as f64;
    let cell = (cx.measure - gap * (n - 1.0)) / n;
    let size = value_size(cx, stats, cell);
    let mut cells = Vec::new();
    for (i, stat) in stats.iter().enumerate() {
        let cite = if i + 1 == stats.len() { cite } else { &[] };
        let (value, label) = pair(cx, stat, size, cite);
        cells.push(Cell::new(CellWidth::Share(1.0), vec![value, label]));
    }
    let divider = (stats.len() > 1 && divider > Pt::ZERO).then(|| (divider, cx.theme.palette.rule.clone()));
    let row = Row { cells, gap, divider, align: VAlign::Top, role: Some(Role::Aside) };
    Part::new(Node::Row(row)).together()
}

/// Figures one above the other, each with its label below it and a hairline between them.
pub fn tower(cx: &mut Cx<'_>, stats: &[&Stat]) -> Part {
    let size = value_size(cx, stats, cx.measure);
    let mut parts = Vec::new();
    for (i, stat) in stats.iter().enumerate() {
        let divider = cx.theme.template.stats.divider;
        if i > 0 && divider > Pt::ZERO {
            let rule = Rule { weight: divider, ink: cx.theme.palette.rule.clone(), length: None };
            parts.push(Part::new(Node::Rule(rule)).spaced(1, 1));
        }
        let (value, label) = pair(cx, stat, size, &[]);
        parts.extend([value, label]);
    }
    Part::group(Group { role: Some(Role::Aside), ..Group::of(parts) })
}

/// Figures one above the other, each with its label at the right.
fn stack(cx: &mut Cx<'_>, stats: &[&Stat], cite: &[Text]) -> Part {
    let column = cx.measure * 0.36;
    let size = value_size(cx, stats, column).min(Pt(22.0));
    let mut parts = Vec::new();
    for (i, stat) in stats.iter().enumerate() {
        let cite = if i + 1 == stats.len() { cite } else { &[] };
        let (value, label) = pair(cx, stat, size, cite);
        let cells = vec![
            Cell::new(CellWidth::Fixed(column), vec![value]),
            Cell::new(CellWidth::Share(1.0), vec![label]),
        ];
        let row = Row { cells, gap: Pt(9.0), divider: None, align: VAlign::Middle, role: None };
        parts.push(Part::new(Node::Row(row)).spaced(1, 0));
    }
    Part::group(Group { role: Some(Role::Aside), ..Group::of(parts) })
}

fn pair(cx: &mut Cx<'_>, stat: &Stat, size: Pt, cite: &[Text]) -> (Part, Part) {
    let style = cx.theme.styles.stat_value.sized(size, size + Pt(2.0));
    let value = cx.line_part(Role::Paragraph, &style, &stat.value);
    let style = cx.theme.styles.stat_label.clone();
    let rich = cx.line(&stat.label, &style, &[stat.cite.as_slice(), cite].concat());
    let label = Part::para(cx.para(Role::Paragraph, &style, rich)).from(stat.label.span);
    (value, label)
}

/// As large as the type table says, or as the longest figure allows: some .56 em a character in the bold
/// sans.
fn value_size(cx: &Cx<'_>, stats: &[&Stat], room: Pt) -> Pt {
    let length = |s: &&Stat| markup::plain(&markup::parse_line(&s.value).0).trim().chars().count();
    let longest = stats.iter().map(length).max().unwrap_or(1).max(1);
    let most = room / (0.56 * longest as f64);
    cx.theme.styles.stat_value.text.size.min(most).max(Pt(14.0))
}
