//! `quote`: a block quotation, words that stand nowhere else in the sheet.

use super::cx::Cx;
use crate::base::{Pt, Text, fields::short_form};
use crate::story::{Label, Node, Para, Part, Role};
use crate::text::Rich;
use schemars::JsonSchema;
use serde::Deserialize;

/// A block quotation: somebody's words, set apart from the prose. It does not repeat the body.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "quote", deny_unknown_fields)]
#[schemars(transform = short_form::<Quote>)]
pub struct Quote {
    /// The words, in Markdown, without quotation marks around them.
    pub text: Text,
    /// Whose words they are.
    pub by: Option<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- quote: {text: We plant by the calendar of the permits., by: A farmer in Hwanghae, cite: park-2020}
";

impl Quote {
    /// Sets the words indented, with whose they are below.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        let on_words = if self.by.is_none() { cite } else { &[] };
        cx.quoted(|cx, shape| {
            cx.prose(&self.text, on_words, shape);
            if let Some(by) = &self.by {
                let mut para = cx.attribution(by, cite);
                (para.left, para.right) = (shape.left, shape.right);
                cx.push(Part::para(para).from(by.span));
            }
        });
    }
}

impl Cx<'_> {
    /// Whose words they are: grey, behind an em dash.
    pub fn attribution(&mut self, by: &Text, cite: &[Text]) -> Para {
        let style = self.theme.styles.attribution.clone();
        let name = self.line(by, &style, cite);
        let mut rich = Rich::plain("—\u{a0}", &style.text);
        rich.append(&name);
        self.para(Role::Paragraph, &style, rich)
    }
}

/// Hangs the quotation marks that open a quoted paragraph out of it, so that its words stand on one edge.
pub fn hang_opening(part: &mut Part) {
    let Node::Para(para) = &mut part.node else { return };
    let opens =
        |c: char| matches!(c, '“' | '‘' | '„' | '‚' | '«' | '‹' | '「' | '『' | '\u{a0}' | '\u{202f}');
    let words = para.rich.text.trim_start_matches(opens);
    let marks = para.rich.text.len() - words.len();
    let plain = para.role == Role::Paragraph && para.label.is_none() && para.setting.indent == Pt::ZERO;
    if plain && marks > 0 && !words.is_empty() {
        let rich = para.rich.take_front(marks);
        para.label = Some(Label { rich, width: para.left, gap: Some(Pt::ZERO) });
    }
}
