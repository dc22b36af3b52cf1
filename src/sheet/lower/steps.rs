//! What stands level in the two languages of a section, step by step.

use super::super::{Second, Section};
use crate::base::Diagnostic;
use crate::block::cx::Cx;
use crate::block::{Block, ChartWidth, Content, TableWidth, Wrap};

/// A section in both languages; `None` where one has fewer of them, which has been reported.
pub type Pair<'s> = [Option<&'s Section>; 2];

/// What stands in one language of a section.
pub enum Step<'s> {
    /// The heading.
    Heading,
    /// Blocks of both languages that begin level.
    Both([&'s [Block]; 2]),
    /// A block that is the same in both.
    Shared(&'s Block),
    /// A figure that is written once: one picture, with its words in both languages.
    Once([&'s Block; 2]),
    /// A block with words in both languages that is to go across the page.
    Wide([&'s Block; 2]),
}

/// The steps of a section. Where each language has a list of its own, they go level from break to break.
pub fn steps<'s>(pair: Pair<'s>, second: &Second) -> Vec<Step<'s>> {
    let [left, right] = pair.map(|s| s.map_or(&[][..], |s| s.body.as_slice()));
    let mut steps = vec![Step::Heading];
    let one_list = left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.place == b.place);
    if !one_list {
        steps.extend(parted(left, right));
        return steps;
    }
    steps.extend((0..left.len()).map(|i| match (&left[i], &right[i]) {
        (block, _) if second.shares(block.place) => Step::Shared(block),
        (a, b) if is_one_picture(a, b) => Step::Once([a, b]),
        (a, b) if is_wide(a) && is_wide(b) => Step::Wide([a, b]),
        _ => Step::Both([&left[i..=i], &right[i..=i]]),
    }));
    steps
}

/// Whether two blocks are one figure, whose words alone are translated.
fn is_one_picture(a: &Block, b: &Block) -> bool {
    let image = |block: &Block| match &block.content {
        Content::Figure(figure) => Some(figure.image.span),
        _ => None,
    };
    image(a).is_some_and(|span| image(b) == Some(span))
}

/// Whether its author wants a block to go across the page.
fn is_wide(block: &Block) -> bool {
    match &block.content {
        Content::PullQuote(quote) => quote.wrap == Wrap::Page,
        Content::Table(table) => table.width == Some(TableWidth::Page),
        Content::Chart(chart) => chart.width == ChartWidth::Page,
        _ => false,
    }
}

/// Two lists, parted where both have a break; in one piece where they have not the same ones.
fn parted<'s>(left: &'s [Block], right: &'s [Block]) -> Vec<Step<'s>> {
    let breaks = |blocks: &'s [Block]| blocks.iter().filter(|b| is_break(b)).collect::<Vec<_>>();
    let [ends, others] = [left, right].map(breaks);
    let kinds = |breaks: &[&Block]| breaks.iter().map(|b| b.content.name()).collect::<Vec<_>>();
    if kinds(&ends) != kinds(&others) {
        return vec![Step::Both([left, right])];
    }
    let pieces = left.split(is_break).zip(right.split(is_break));
    let mut ends = ends.into_iter();
    pieces.flat_map(|(a, b)| [Some(Step::Both([a, b])), ends.next().map(Step::Shared)]).flatten().collect()
}

/// Whether a block ends a column or a page.
pub fn is_break(block: &Block) -> bool {
    matches!(block.content, Content::ColumnsBreak(_) | Content::PageBreak(_))
}

/// Says of breaks in one language that the other does not have them: facing columns end together.
pub fn unanswered(step: &Step<'_>, cx: &mut Cx<'_>) {
    let Step::Both(both) = step else { return };
    for block in both.iter().copied().flatten().filter(|b| is_break(b)) {
        let name = block.content.name();
        let message = format!("this `{name}` is in one language only, and the page does not end here");
        let help = format!(
            "write as many in the other language, in the same order, or one list of blocks with one `{name}`"
        );
        cx.diags.push(Diagnostic::warning("translation-break", message).at(block.place).help(help));
    }
}
