//! Divides a text that is shorter than its panels: sections begin panels, and the white is shared out, where a text
//! that runs on would strand its last lines on a panel of their own. Takes the story of a folded sheet, gives it with
//! page breaks before some headings; an author's own break leaves everything as it is.

use super::galley::Galley;
use super::panels::Filled;
use super::segment::Item;
use crate::font::FontSet;
use crate::story::{Node, Part, Role, Story};
use crate::theme::PageTemplate;
use std::borrow::Cow;
use std::ops::Range;

/// More sections than this are a text that runs on.
const SECTIONS: usize = 14;
/// What a panel that is begun by a heading is worth, in squares of an empty panel.
const HEADED: f64 = 0.02;
/// So many divisions are set to see whether they fit.
const TRIALS: usize = 4;

/// The story with its sections shared out over the panels for text; as it is where that is no better.
pub fn balanced<'s>(story: &'s Story, page: &PageTemplate, fonts: &FontSet) -> Cow<'s, Story> {
    let as_it_is = Cow::Borrowed(story);
    let Some((text, headings)) = sections(story) else { return as_it_is };
    let galley = Galley::new(story, page, fonts);
    let Some(heights) = heights(&galley, headings.len() + 1) else { return as_it_is };
    let deep = page.body_height() / page.grid * 2.0;
    // What stands before the first heading begins the first panel; without it the first heading does.
    let led = heights[0] <= 0.0;
    let panels = super::panels::for_text(&story.panels);
    for breaks in ways(&heights, (deep, panels), led).into_iter().take(TRIALS) {
        if breaks.is_empty() {
            break;
        }
        let mut parts = story.parts.clone();
        for at in breaks.iter().rev() {
            parts.insert(text.start + headings[*at], Part::new(Node::PageBreak));
        }
        let tried = Story { parts, ..story.clone() };
        let galley = Galley::new(&tried, page, fonts);
        let pager = galley.pager();
        if Filled::of(&pager, &pager.divide(), &tried.panels).fits() {
            return Cow::Owned(tried);
        }
    }
    as_it_is
}

/// Which parts are the text inside, and which of these are headings of its sections; `None` where the author divides
/// the text, or where there is nothing to divide.
fn sections(story: &Story) -> Option<(Range<usize>, Vec<usize>)> {
    let is_break = |p: &Part| matches!(p.node, Node::PageBreak | Node::ColumnBreak);
    let breaks: Vec<usize> = (0..story.parts.len()).filter(|i| is_break(&story.parts[*i])).collect();
    let structure = 1 + usize::from(story.panels.flap) + usize::from(story.panels.back);
    if breaks.len() != structure {
        return None;
    }
    let text = breaks[0] + 1..breaks.get(1).copied().unwrap_or(story.parts.len());
    let level = |p: &Part| match &p.node {
        Node::Para(para) => {
            if let Role::Heading(level) = para.role {
                Some(level)
            } else {
                None
            }
        }
        _ => None,
    };
    let inside = &story.parts[text.clone()];
    let top = inside.iter().filter_map(level).min()?;
    let headings: Vec<usize> = (0..inside.len()).filter(|i| level(&inside[*i]) == Some(top)).collect();
    (headings.len() <= SECTIONS).then_some((text, headings))
}

/// The height of what stands before the first heading and of each section, in half lines, its notes included.
fn heights(galley: &Galley<'_>, count: usize) -> Option<Vec<f64>> {
    let items: Vec<&Item> = galley.segments.iter().flat_map(|s| &s.items).collect();
    let mut text = items.split(|i| matches!(i, Item::PageBreak)).skip(1);
    let levels = |item: &&Item| match item {
        Item::Box(cell) => cell.frag.heads.iter().map(|h| h.0).min(),
        _ => None,
    };
    let text = text.next()?;
    let top = text.iter().filter_map(levels).min()?;
    let mut out = vec![0.0];
    let mut white = 0.0;
    for item in text {
        match item {
            Item::Box(cell) => {
                if levels(item) == Some(top) {
                    out.push(0.0);
                    white = 0.0;
                }
                let notes: Vec<_> = cell.frag.notes.iter().map(|n| galley.notes.whole(*n)).collect();
                let notes = galley.notes.height(&notes, 1) / galley.page.grid * 2.0;
                *out.last_mut()? += f64::from(cell.steps) + white + notes;
                white = 0.0;
            }
            Item::Space { steps, .. } => white = f64::from(*steps),
            Item::ColumnBreak | Item::PageBreak => {}
        }
    }
    (out.len() == count).then_some(out)
}

/// Before which sections (by number, from nought) panels are to begin, best first, up to the way that has no breaks.
fn ways(heights: &[f64], (deep, panels): (f64, usize), led: bool) -> Vec<Vec<usize>> {
    // The first section begins the text anyway where nothing stands before it.
    let choices: Vec<usize> = (usize::from(led)..heights.len() - 1).collect();
    let mut all: Vec<(f64, Vec<usize>)> = Vec::new();
    let mut open: Vec<Vec<usize>> = vec![Vec::new()];
    while let Some(way) = open.pop() {
        let from = way.last().map_or(0, |last| last + 1);
        if way.len() + 1 < panels {
            open.extend(choices.iter().filter(|c| **c >= from).map(|c| [way.as_slice(), &[*c]].concat()));
        }
        all.extend(score(heights, &way, (deep, panels)).map(|s| (s, way)));
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    all.into_iter().map(|(_, way)| way).collect()
}

/// The squares of the shares of panels that stay white, less what headings at their heads are worth; `None` where the
/// text has no room.
fn score(heights: &[f64], breaks: &[usize], (deep, panels): (f64, usize)) -> Option<f64> {
    let starts = std::iter::once(0).chain(breaks.iter().map(|b| b + 1));
    let ends = breaks.iter().map(|b| b + 1).chain([heights.len()]);
    let (mut used, mut white) = (0, 0.0);
    for (from, to) in starts.zip(ends) {
        let height: f64 = heights[from..to].iter().sum();
        let whole = (height / deep).ceil().max(1.0);
        used += whole as usize;
        let rest = whole - height / deep;
        white += rest * rest;
    }
    let unused = panels.checked_sub(used)?;
    Some(white + unused as f64 - HEADED * breaks.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_share_the_panels() {
        // Four short ones on three panels: none is left white, the shortest stand together.
        assert_eq!(ways(&[0.0, 30.0, 20.0, 10.0, 15.0], (60.0, 3), true)[0], [1, 2]);
        // Where they fill the panels, each heading begins one that can; else the text runs on.
        assert_eq!(ways(&[0.0, 59.0, 59.0, 58.0], (60.0, 3), true)[0], [1, 2]);
        assert_eq!(ways(&[0.0, 80.0, 35.0, 60.0], (60.0, 3), true)[0], [2]);
        assert!(ways(&[0.0, 70.0, 70.0, 35.0], (60.0, 3), true)[0].is_empty());
        // What comes before the first heading may have a panel of its own.
        assert_eq!(ways(&[40.0, 50.0, 45.0], (60.0, 3), false)[0], [0, 1]);
    }

    #[test]
    fn no_way_asks_for_more_panels_than_there_are() {
        assert!(ways(&[0.0, 130.0, 60.0], (60.0, 3), true).is_empty());
        assert!(ways(&[0.0, 100.0, 70.0], (60.0, 3), true).iter().all(Vec::is_empty));
    }
}
