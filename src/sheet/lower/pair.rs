//! Two languages in facing columns: each section as a pair, its heading and its text level on both sides. What is the
//! same in both is set once, across them. On a page of one column a section stands in the first language, then in the
//! second.

use super::super::{Second, Section, Sheet};
use super::once;
use super::steps::{Pair, Step, is_break, steps, unanswered};
use crate::base::{Pt, Text};
use crate::block::cx::Cx;
use crate::block::{Block as Content, prose};
use crate::story::{Cell, CellWidth, Node, Parallel, Part, Role, Row, VAlign, Width};
/// Most white between two languages on a cover, in half lines.
const BETWEEN: u16 = 8;

/// Whether the page has facing columns: a narrow one and the panels of a folded sheet have not.
pub(super) fn faces(cx: &Cx<'_>) -> bool {
    cx.theme.page.columns > 1 && cx.theme.page.fold.is_none()
}

/// All sections.
pub fn sections(sheet: &Sheet, second: &Second, cx: &mut Cx<'_>) {
    let both = [&sheet.sections, &second.sheet.sections];
    for i in 0..both[0].len().max(both[1].len()) {
        let pair = both.map(|sections| sections.get(i));
        match faces(cx) {
            true => facing(pair, second, cx),
            false => one_after_the_other(pair, second, cx),
        }
        cx.notes.twins.end();
    }
}

/// The block of the title: kicker, title, dek and byline, in one language or in two facing columns.
pub struct Block<'s> {
    sheets: [Option<&'s Sheet>; 2],
    pairs: Vec<[Vec<Part>; 2]>,
    /// Length of the longer title, in letters as wide as Latin ones.
    pub characters: usize,
}

impl<'s> Block<'s> {
    /// An empty block. Where neither title nor dek is written for each language, one serves both.
    pub fn new(sheet: &'s Sheet) -> Block<'s> {
        let translated = differs(sheet, |s| Some(&s.title)) || differs(sheet, |s| s.dek.as_ref());
        let second = sheet.second.as_ref().map(|second| &second.sheet).filter(|_| translated);
        let length = |s: &Sheet| {
            let wide = if crate::theme::style::is_cjk(&s.lang) && second.is_some() { 2 } else { 1 };
            super::words(&s.title, &s.lang).chars().count() * wide
        };
        let characters = length(sheet).max(second.map_or(0, length));
        Block { sheets: [Some(sheet), second], pairs: Vec::new(), characters }
    }

    /// Adds a line or more in each language.
    pub fn add(&mut self, cx: &mut Cx<'_>, f: impl Fn(&Sheet, &mut Cx<'_>)) {
        let before = cx.measure;
        if self.faces(cx) {
            cx.measure = cx.theme.page.column_width();
        }
        let write = |sheet: Option<&Sheet>, cx: &mut Cx<'_>| sheet.into_iter().for_each(|s| f(s, cx));
        let sides = pair(cx, |cx| write(self.sheets[0], cx), |cx| write(self.sheets[1], cx));
        cx.notes.twins.end();
        cx.measure = before;
        if sides.iter().any(|side| !side.is_empty()) {
            self.pairs.push(sides);
        }
    }

    fn faces(&self, cx: &Cx<'_>) -> bool {
        self.sheets[1].is_some() && faces(cx)
    }

    /// Sets what has been added, with white around the whole.
    pub fn set(&mut self, cx: &mut Cx<'_>) {
        let mut pairs = std::mem::take(&mut self.pairs);
        let (above, below) = cx.theme.template.opening.white;
        if let Some(part) = pairs.first_mut().and_then(|pair| pair[0].first_mut()) {
            part.above = above;
        }
        for pair in pairs.iter_mut().rev().take(1) {
            pair.iter_mut().filter_map(|side| side.last_mut()).for_each(|part| part.below = below);
        }
        if pairs.is_empty() {
            return;
        }
        if self.faces(cx) {
            return cx.push(Part::new(Node::Parallel(Parallel { pairs })));
        }
        // In one column the second language's block follows the first's.
        let (left, mut right): (Vec<Vec<Part>>, Vec<Vec<Part>>) =
            pairs.into_iter().map(|[l, r]| (l, r)).unzip();
        // As much as above a cover's title would push the second language off it.
        let between = if cx.theme.page.fold.is_some() { above.min(BETWEEN) } else { above };
        if let Some(part) = right.iter_mut().find_map(|side| side.first_mut()) {
            part.above = between;
        }
        left.into_iter().chain(right).flatten().for_each(|p| cx.push(p));
    }
}

/// Whether a text says something of its own in each of a sheet's two languages.
pub fn differs<'s>(sheet: &'s Sheet, text: impl Fn(&'s Sheet) -> Option<&'s Text>) -> bool {
    let Some(second) = &sheet.second else { return false };
    // Not by its place: a brand is read once for each language.
    let words = |s: &'s Sheet| text(s).map(|t| t.trimmed());
    words(sheet) != words(&second.sheet)
}

/// What `f` adds in both languages: side by side, the right one on the edge of its column, `wide` from the left; one
/// above the other on a page of one column.
pub fn both(sheet: &Sheet, cx: &mut Cx<'_>, f: impl Fn(&Sheet, &mut Cx<'_>), wide: Pt) -> Vec<Part> {
    let Some(second) = &sheet.second else { return cx.capture(|cx| f(sheet, cx)) };
    let before = cx.measure;
    cx.measure = cx.measure.min(cx.theme.page.column_width());
    let [left, mut right] = pair(cx, |cx| f(sheet, cx), |cx| f(&second.sheet, cx));
    cx.notes.twins.end();
    cx.measure = before;
    if !faces(cx) {
        right.iter_mut().take(1).for_each(|p| p.above = 1);
        return left.into_iter().chain(right).collect();
    }
    let cells = vec![Cell::new(CellWidth::Fixed(wide), left), Cell::new(CellWidth::Share(1.0), right)];
    let gap = cx.theme.page.gutter;
    vec![Part::new(Node::Row(Row { cells, gap, divider: None, align: VAlign::Top, role: None }))]
}

/// Two lists of lines as one: each line of `left`, and below it that of `right` where it says something else.
pub fn woven(left: Vec<Part>, right: Vec<Part>) -> Vec<Part> {
    let new = unlike(&left, right);
    let mut out: Vec<(usize, Part)> = left.into_iter().enumerate().chain(new).collect();
    out.sort_by_key(|(i, _)| *i);
    out.into_iter().map(|(_, part)| part).collect()
}

/// The parts of `right`, each with its place, whose words are not those of `left` in the same place.
pub(super) fn unlike(left: &[Part], right: Vec<Part>) -> Vec<(usize, Part)> {
    let words = |p: &Part| prose::as_para(p).map(|p| p.rich.text.clone());
    let mut right: Vec<(usize, Part)> = right.into_iter().enumerate().collect();
    right.retain(|(i, p)| left.get(*i).is_none_or(|l| words(l) != words(p)));
    right
}

/// Sets what `left` and `right` add as one pair of facing flows: `left` in the first language, `right` in the second,
/// twice where only then is known that the two have not as many notes of their own.
pub fn pair(
    cx: &mut Cx<'_>,
    left: impl FnOnce(&mut Cx<'_>),
    mut right: impl FnMut(&mut Cx<'_>),
) -> [Vec<Part>; 2] {
    let flush = cx.flush;
    cx.notes.twins.first();
    let left = cx.capture(left);
    cx.flush = flush;
    cx.notes.twins.second();
    let before = cx.notes.twins.waits().then(|| (cx.notes.clone(), cx.story.story.pictures.len()));
    let mut parts = cx.other(&mut right);
    if let Some((notes, pictures)) = before.filter(|_| cx.notes.twins.is_uneven()) {
        cx.notes = notes;
        cx.story.story.pictures.truncate(pictures);
        cx.notes.twins.distrust_order();
        cx.flush = flush;
        parts = cx.other(&mut right);
    }
    let mut right = parts;
    // Links lead to the first of two places of one name.
    right.iter_mut().for_each(|p| p.id = None);
    [left, right]
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
            Step::Once(both) => {
                columns(&std::mem::take(&mut waiting), pair, cx);
                once::figure(both, cx);
            }
            Step::Wide(both) => {
                columns(&std::mem::take(&mut waiting), pair, cx);
                once::wide(both, cx);
            }
            step => {
                unanswered(&step, cx);
                waiting.push(step);
            }
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
    let mut sides = [left, right].map(|parts| once::held(parts, keep, cx).into_iter());
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
    ends.clear();
    for step in steps {
        match step {
            Step::Heading => heading(section, cx),
            Step::Both(blocks) => blocks[side].iter().for_each(|block| block.lower(cx)),
            Step::Shared(_) | Step::Once(_) | Step::Wide(_) => {}
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

/// A block that is the same in both languages, across both columns.
fn across(block: &Content, cx: &mut Cx<'_>) {
    cx.notes.twins.end();
    let before = cx.story.story.parts.len();
    cx.spread(Width::Page, |cx| block.lower(cx));
    once::stands(&mut cx.story.story.parts[before..], cx.diags);
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
                Step::Shared(block) if side == 0 || is_break(block) => block.lower(cx),
                Step::Once(both) if side == 0 => once::figure(*both, cx),
                Step::Wide(both) => both[side].lower(cx),
                Step::Shared(_) | Step::Once(_) => {}
            }
        }
        cx.story.close();
    };
    let [left, right] = pair(cx, |cx| write(0, cx), |cx| write(1, cx));
    left.into_iter().chain(right).for_each(|p| cx.push(p));
}
