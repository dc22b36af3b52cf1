//! `callout`: a box beside the text.

use super::cx::Cx;
use super::prose::{Apart, Shape};
use crate::base::{Pt, Text, fields::short_form};
use crate::story::{Edges, Group, Part, Role};
use crate::theme::template::Ground;
use schemars::JsonSchema;
use serde::Deserialize;

/// A box on a tint: a definition, a case, a warning.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "callout", deny_unknown_fields)]
#[schemars(transform = short_form::<Callout>)]
pub struct Callout {
    /// Its prose, in Markdown.
    pub body: Text,
    /// Its title.
    pub title: Option<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- callout:
    title: What is a licence?
    body: Permission to send goods that are otherwise forbidden.
";

impl Callout {
    /// Sets the prose in the sans on a tint, with its title above.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        let ground = cx.theme.template.callout_ground;
        let mut parts = cx.capture(|cx| {
            if let Some(title) = &self.title {
                let style = cx.theme.styles.callout_title.inked(&cx.on(ground));
                let rich = cx.headline(title, &style);
                let para = cx.para(Role::Paragraph, &style, rich);
                cx.push(Part::para(para).from(title.span));
            }
            let style = cx.theme.styles.callout.inked(&cx.on(ground));
            let shape = Shape { style, left: Pt::ZERO, right: Pt::ZERO, apart: Apart::White };
            cx.flush = true;
            cx.prose(&self.body, cite, &shape);
        });
        // Half a line parts what stands in a box, whatever it is.
        parts.iter_mut().for_each(|p| (p.above, p.below) = (p.above.min(1), p.below.min(1)));
        let half = cx.theme.half_line();
        let rule =
            Some((cx.theme.hairline, cx.theme.palette.rule.clone())).filter(|_| ground == Ground::None);
        // Half a line above and below, so that the box stays on the grid. On bare paper hairlines tell it from the text.
        let group = Group {
            role: Some(Role::Aside),
            ground: cx.ground(ground),
            edges: Edges { top: rule.clone(), bottom: rule, ..Edges::default() },
            padding: [half, Pt(9.0), half, Pt(9.0)],
            ..Group::of(parts)
        };
        cx.push(Part::group(group).spaced(2, 2).movable());
        cx.flush = true;
    }
}
