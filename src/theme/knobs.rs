//! What copyfitting turns: how far a sheet is set from what its brand and template say, within limits that a reader
//! does not see. Data and its application to a page; which values to take is chosen in `fit`.

use super::PageTemplate;
use crate::base::Pt;

/// Departures from a theme. The default departs in nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knobs {
    /// Added to the body size; everything that is set in proportion to it follows.
    pub size: Pt,
    /// Added to the baseline distance of the body.
    pub leading: Pt,
    /// White round headings, quotes and pictures.
    pub white: White,
    /// How large pictures are set, as a share of their height.
    pub pictures: f64,
    /// Added to each margin, and half of it to the gutter.
    pub margins: Pt,
    /// How large titles and pull quotes are set, as a share of what the type table says.
    pub display: f64,
    /// Columns added to the note area.
    pub note_columns: usize,
    /// Which paragraphs are set a line longer or shorter where they can be.
    pub paragraphs: Paragraphs,
    /// How many pages the text is to take, where that is wanted.
    pub pages: Option<usize>,
}

/// White round headings, quotes and pictures, in half lines above and below each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum White {
    /// Half a line less round all of them.
    Least,
    /// Half a line less round quotes and pictures.
    Less,
    /// As the type table has it.
    #[default]
    Plain,
    /// Half a line more round quotes and pictures.
    More,
    /// Half a line more round all of them.
    Most,
}

/// Which paragraphs are set with another number of lines than suits them best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paragraphs {
    /// All that can be had a line shorter.
    Shorter,
    /// None, but to level columns.
    #[default]
    Best,
    /// All that can be had a line longer.
    Longer,
}

impl Default for Knobs {
    fn default() -> Knobs {
        Knobs {
            size: Pt::ZERO,
            leading: Pt::ZERO,
            white: White::Plain,
            pictures: 1.0,
            margins: Pt::ZERO,
            display: 1.0,
            note_columns: 0,
            paragraphs: Paragraphs::Best,
            pages: None,
        }
    }
}

impl White {
    /// Half lines added above and below a heading, and above and below anything else.
    pub fn half_lines(self) -> (i32, i32) {
        match self {
            White::Least => (-1, -1),
            White::Less => (0, -1),
            White::Plain => (0, 0),
            White::More => (0, 1),
            White::Most => (1, 1),
        }
    }
}

impl Paragraphs {
    /// Lines that a paragraph is to have more than suit it best.
    pub fn looseness(self) -> i32 {
        match self {
            Paragraphs::Shorter => -1,
            Paragraphs::Best => 0,
            Paragraphs::Longer => 1,
        }
    }
}

/// How much of a change of the margins the running lines follow, so that they stay off the text and the trim.
const RUNNING: f64 = 0.6;
/// Top and foot give no more than this: running lines need their place there.
const TOP: Pt = Pt(-12.0);
const FOOT: Pt = Pt(-9.0);
/// Columns this near to each other would be read across.
const GUTTER: Pt = Pt(13.0);

impl Knobs {
    /// Changes a page: its margins with what hangs on them, and what layout is to aim at.
    pub fn turn(&self, page: &mut PageTemplate) {
        page.left += self.margins;
        page.right += self.margins;
        page.gutter = (page.gutter + self.margins * 0.5).max(page.gutter.min(GUTTER));
        let (top, foot) = (self.margins.max(TOP), self.margins.max(FOOT));
        page.top += top;
        page.foot += foot;
        page.header_baseline += top * RUNNING;
        page.footer_baseline += foot * RUNNING;
        page.max_measure -= self.margins;
        page.keep_whole_lines();
        page.note_columns += self.note_columns;
        page.paragraphs = self.paragraphs;
        page.pages = self.pages;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{Brand, PageSpec, Theme};

    #[test]
    fn without_a_turn_nothing_changes() {
        let plain = Theme::new(&Brand::plain(), &PageSpec::default(), "en");
        let turned = Theme::tuned(&Brand::plain(), &PageSpec::default(), "en", &Knobs::default());
        assert_eq!(plain.page, turned.page);
        assert_eq!(plain.styles.note, turned.styles.note);
    }

    #[test]
    fn body_grid_and_margins_follow() {
        let knobs = Knobs { size: Pt(-0.3), leading: Pt(-0.65), margins: Pt(-4.0), ..Knobs::default() };
        let t = Theme::tuned(&Brand::plain(), &PageSpec::default(), "en", &knobs);
        let near = |a: Pt, b: f64| (a.0 - b).abs() < 1e-9;
        assert!(near(t.styles.text.text.size, 9.7) && near(t.page.grid, 12.35), "{:?}", t.page);
        assert!(near(t.styles.text.leading, 12.35) && near(t.page.left, 50.0) && near(t.page.gutter, 16.0));
        let lines = t.page.body_height() / t.page.grid;
        assert!((lines - lines.round()).abs() < 1e-6 && t.page.bottom >= Pt(46.4), "{:?}", t.page);
        assert!(
            t.styles.note.leading
                < Theme::new(&Brand::plain(), &PageSpec::default(), "en").styles.note.leading
        );
    }
}
