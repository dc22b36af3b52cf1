//! Shapes the paragraphs of a story before they are asked for, on several processors at once, and breaks those
//! whose measure is known. Whoever sets a paragraph takes it from here; what is not here is shaped on the spot,
//! to the same glyphs.

use crate::base::Pt;
use crate::font::FontSet;
use crate::story::{Node, Para, Part, Story, Width};
use crate::text::{self, Line, Prepared};
use crate::theme::PageTemplate;
use rayon::prelude::*;
use std::collections::HashMap;
use std::marker::PhantomData;

/// Below this many bytes of text, waking other threads costs more than it saves: ten milliseconds' work, and a
/// pool of many threads takes two to start.
const WORTH_THREADS: usize = 8_000;

/// Paragraphs of a story that have been shaped, by their place in memory: the story is borrowed, so that no other
/// paragraph can come to stand in the place of one of them.
#[derive(Default)]
pub struct Ahead<'a> {
    shaped: HashMap<usize, Shaped>,
    story: PhantomData<&'a Story>,
}

/// A paragraph, shaped, and its lines in one measure.
pub struct Shaped {
    prepared: Prepared,
    lines: Option<(Pt, Vec<Line>)>,
}

/// A paragraph and the measure that it will have, where that follows from the page alone.
type Job<'a> = (&'a Para, Option<Pt>);

impl<'a> Ahead<'a> {
    /// Shapes what `story` holds, where that is worth it; `notes` is the width of a column of notes.
    pub fn new(story: &'a Story, page: &PageTemplate, notes: Pt, fonts: &FontSet) -> Ahead<'a> {
        let mut jobs: Vec<Job> = Vec::new();
        for part in &story.parts {
            let wide = match part.node {
                Node::Parallel(_) => super::galley::side_width(page),
                _ if part.width == Width::Page => page.body_width(),
                _ => page.column_width(),
            };
            collect(part, Some(wide), &mut jobs);
        }
        story.closing.iter().for_each(|part| collect(part, None, &mut jobs));
        jobs.extend(story.notes.iter().map(|n| (&n.para, Some(measure(&n.para, notes - n.hang)))));
        if jobs.iter().map(|(para, _)| para.rich.text.len()).sum::<usize>() < WORTH_THREADS {
            return Ahead::default();
        }
        // One by one, for some are a hundred times as long as others.
        let jobs = jobs.into_par_iter().with_max_len(1);
        let shaped = jobs.map(|job| (key(job.0), shape(job, fonts))).collect();
        Ahead { shaped, story: PhantomData }
    }

    /// The paragraph, shaped, and its lines in `measure`.
    pub fn take(&mut self, para: &Para, measure: Pt, fonts: &FontSet) -> (Prepared, Vec<Line>) {
        let shaped = self.shaped.remove(&key(para));
        let Shaped { prepared, lines } = shaped.unwrap_or_else(|| shape((para, None), fonts));
        let lines = lines.filter(|(m, _)| *m == measure).map(|(_, lines)| lines);
        let lines = lines.unwrap_or_else(|| prepared.lines(measure));
        (prepared, lines)
    }
}

/// The measure of a paragraph in a column `width` wide.
pub fn measure(para: &Para, width: Pt) -> Pt {
    (width - para.left - para.right).max(Pt(1.0))
}

fn key(para: &Para) -> usize {
    std::ptr::from_ref(para).addr()
}

fn shape((para, measure): Job, fonts: &FontSet) -> Shaped {
    let prepared = text::prepare(&para.rich, &para.setting, fonts);
    let lines = measure.map(|measure| (measure, prepared.lines(measure)));
    Shaped { prepared, lines }
}

fn collect<'a>(part: &'a Part, width: Option<Pt>, jobs: &mut Vec<Job<'a>>) {
    match &part.node {
        Node::Para(para) => jobs.push((para, width.map(|w| measure(para, w)))),
        Node::Group(group) => group.parts.iter().for_each(|p| collect(p, None, jobs)),
        Node::Parallel(both) => both.parts().for_each(|p| collect(p, width, jobs)),
        Node::Row(row) => row.cells.iter().flat_map(|c| &c.parts).for_each(|p| collect(p, None, jobs)),
        // The cells of a table are set as copies with the role of their row.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Role;
    use crate::text::Rich;
    use crate::theme::{Brand, PageSpec, Theme};

    /// A story of paragraphs of growing length, long enough for threads.
    fn story(theme: &Theme) -> Story {
        let style = &theme.styles.text;
        let words = "Wells that were dug by hand are “closed” (2019–24) without any hearing. ";
        let para = |n: usize| Para {
            role: Role::Paragraph,
            rich: Rich::plain(words.repeat(n), &style.text),
            setting: style.setting.clone(),
            leading: style.leading,
            left: Pt(n as f64),
            right: Pt::ZERO,
            label: None,
        };
        let parts = (1..=16).map(|n| Part::new(Node::Para(para(n)))).collect();
        Story { parts, ..Story::default() }
    }

    #[test]
    fn lines_are_the_same_as_without() {
        let theme = Theme::new(&Brand::plain(), &PageSpec::default(), "en");
        let (story, fonts) = (story(&theme), FontSet::new(None));
        let mut ahead = Ahead::new(&story, &theme.page, Pt(200.0), &fonts);
        assert_eq!(ahead.shaped.len(), story.parts.len());
        for part in &story.parts {
            let Node::Para(para) = &part.node else { unreachable!("only paragraphs") };
            // Of every second the measure is another than was thought.
            let other = if para.left.0 % 2.0 == 0.0 { 0.0 } else { 20.0 };
            let measure = measure(para, theme.page.column_width() - Pt(other));
            let expected = text::prepare(&para.rich, &para.setting, &fonts).lines(measure);
            assert_eq!(ahead.take(para, measure, &fonts).1, expected);
        }
        assert!(ahead.shaped.is_empty());
    }
}
