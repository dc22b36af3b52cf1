//! Two languages in facing columns: each section as a pair, its heading and its text level on both sides. What is the
//! same in both is set once, across them. On a page of one column a section stands in the first language, then in the
//! second.

use super::super::{Second, Section, Sheet};
use crate::block::cx::Cx;
use crate::block::{Block, Keep, prose};
use crate::story::{Node, Parallel, Part, Role, Width};

/// A section in both languages; `None` where one has fewer of them, which has been reported.
type Pair<'s> = [Option<&'s Section>; 2];

/// All sections.
pub fn sections(sheet: &Sheet, second: &Second, cx: &mut Cx<'_>) {
    let both = [&sheet.sections, &second.sheet.sections];
    for i in 0..both[0].len().max(both[1].len()) {
        let pair = both.map(|sections| sections.get(i));
        match cx.theme.page.columns {
            1 => one_after_the_other(pair, second, cx),
            _ => facing(pair, second, cx),
        }
        cx.notes.twins.end();
    }
}

/// Sets what `left` and `right` add as one pair of facing flows: `left` in the first language, `right` in the second.
pub fn pair(
    cx: &mut Cx<'_>,
    left: impl FnOnce(&mut Cx<'_>),
    right: impl FnOnce(&mut Cx<'_>),
) -> [Vec<Part>; 2] {
    let flush = cx.flush;
    cx.notes.twins.first();
    let left = cx.capture(left);
    cx.flush = flush;
    cx.notes.twins.second();
    let mut right = cx.other(right);
    // Links lead to the first of two places of one name.
    right.iter_mut().for_each(|p| p.id = None);
    [left, right]
}

/// What stands in one language of a section.
enum Step<'s> {
    /// The heading.
    Heading,
    /// Blocks of both languages that begin level.
    Both([&'s [Block]; 2]),
    /// A block that is the same in both.
    Shared(&'s Block),
}

fn steps<'s>(pair: Pair<'s>, second: &Second) -> Vec<Step<'s>> {
    let [left, right] = pair.map(|s| s.map_or(&[][..], |s| s.body.as_slice()));
    let mut steps = vec![Step::Heading];
    let one_list = left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.place == b.place);
    if !one_list {
        steps.push(Step::Both([left, right]));
        return steps;
    }
    steps.extend((0..left.len()).map(|i| match second.shares(left[i].place) {
        true => Step::Shared(&left[i]),
        false => Step::Both([&left[i..=i], &right[i..=i]]),
    }));
    steps
}

/// A section in facing columns.
fn facing(pair: Pair<'_>, second: &Second, cx: &mut Cx<'_>) {
    cx.story.open(Role::Section);
    let mut waiting: Vec<Step<'_>> = Vec::new();
    for step in steps(pair, second) {
        match step {
            Step::Shared(block) => {
                columns(&std::mem::take(&mut waiting), pair, cx);
                across(block, cx);
            }
            step => waiting.push(step),
        }
    }
    columns(&waiting, pair, cx);
    cx.story.close();
}

/// Sets steps as pairs of facing flows: all of the first language, then all of the second, so that notes are numbered
/// and read in that order.
fn columns(steps: &[Step<'_>], sections: Pair<'_>, cx: &mut Cx<'_>) {
    let mut counts = [Vec::new(), Vec::new()];
    let [left_counts, right_counts] = &mut counts;
    let [left, right] = pair(
        cx,
        |cx| side(steps, sections[0], 0, left_counts, cx),
        |cx| side(steps, sections[1], 1, right_counts, cx),
    );
    let keep = sections[0].and_then(|s| s.keep);
    let mut sides = [held(left, keep), held(right, keep)].map(Vec::into_iter);
    let take = |side: usize, i: usize, sides: &mut [std::vec::IntoIter<Part>; 2]| -> Vec<Part> {
        let before = i.checked_sub(1).map_or(0, |b| counts[side][b]);
        sides[side].by_ref().take(counts[side][i] - before).collect()
    };
    let pairs: Vec<[Vec<Part>; 2]> =
        (0..steps.len()).map(|i| [take(0, i, &mut sides), take(1, i, &mut sides)]).collect();
    if pairs.iter().flatten().any(|parts| !parts.is_empty()) {
        cx.push(Part::new(Node::Parallel(Parallel { pairs })).wide());
    }
}

/// Adds one language of some steps, and after how many parts each of them ends.
fn side(steps: &[Step<'_>], section: Option<&Section>, side: usize, ends: &mut Vec<usize>, cx: &mut Cx<'_>) {
    for step in steps {
        match step {
            Step::Heading => heading(section, cx),
            Step::Both(blocks) => blocks[side].iter().for_each(|block| block.lower(cx)),
            Step::Shared(_) => {}
        }
        ends.push(cx.story.story.parts.len());
    }
}

fn heading(section: Option<&Section>, cx: &mut Cx<'_>) {
    let Some(heading) = section.and_then(|s| s.heading.as_ref()) else { return };
    let style = cx.theme.styles.heading.clone();
    let rich = cx.headline(heading, &style);
    super::push_heading(cx, rich, heading.span.into());
    if let (Some(id), Some(last)) = (section.and_then(|s| s.id.as_ref()), cx.story.story.parts.last_mut()) {
        last.id = Some(id.trimmed().into());
    }
}

/// In a column beside another nothing is wider than it, and nothing moves. What must hold together does.
fn held(mut parts: Vec<Part>, keep: Option<Keep>) -> Vec<Part> {
    for part in &mut parts {
        (part.width, part.movable, part.beside) = (Width::Column, false, None);
    }
    prose::hold(&mut parts, keep, None);
    parts
}

/// A block that is the same in both languages, across both columns.
fn across(block: &Block, cx: &mut Cx<'_>) {
    cx.notes.twins.end();
    let before = cx.story.story.parts.len();
    cx.spread(Width::Page, |cx| block.lower(cx));
    cx.story.story.parts[before..].iter_mut().for_each(|p| (p.movable, p.beside) = (false, None));
    cx.flush = true;
}

/// A section in one column: in the first language, with what is the same in both, then in the second.
fn one_after_the_other(both: Pair<'_>, second: &Second, cx: &mut Cx<'_>) {
    let steps = steps(both, second);
    let write = |side: usize, cx: &mut Cx<'_>| {
        cx.story.open(Role::Section);
        for step in &steps {
            match step {
                Step::Heading => heading(both[side], cx),
                Step::Both(blocks) => blocks[side].iter().for_each(|block| block.lower(cx)),
                Step::Shared(block) if side == 0 => block.lower(cx),
                Step::Shared(_) => {}
            }
        }
        cx.story.close();
    };
    let [left, right] = pair(cx, |cx| write(0, cx), |cx| write(1, cx));
    left.into_iter().chain(right).for_each(|p| cx.push(p));
}
