//! From a story to pages. Shape once, break per measure, place last. Takes primitives with roles and gives
//! pages with a tag tree; knows no block, no sheet, no YAML.

pub mod ahead;
mod balance;
pub mod beside;
pub mod columns;
pub mod cut;
mod divided;
pub mod dump;
pub mod ends;
mod extent;
pub mod frag;
pub mod frame;
pub mod galley;
pub mod notes;
mod overfull;
pub mod pages;
#[cfg(test)]
mod pages_tests;
mod panels;
pub mod place;
pub mod plan;
mod plot;
pub mod run;
pub mod segment;
pub mod setter;
pub mod settle;
pub mod stack;
mod stats;
pub mod table;
pub mod tags;
pub mod variants;
mod walks;

pub use extent::{Extent, extent};
pub use frame::{Bookmark, Draw, Layout, Link, Owner, Page, Place, Placed, Target};
pub use tags::{Elem, ElemId, TagTree};

use crate::base::{Diagnostic, Diagnostics};
use crate::font::FontSet;
use crate::story::{self, Story};
use crate::text::NoteId;
use crate::theme::PageTemplate;
use galley::Galley;
use pages::Pager;
use plan::Plan;
use std::borrow::Cow;

/// So often a story is set, figures having moved past the marks of notes; then they stay where they are, as they
/// do where a note would refer to a later one.
const ROUNDS: usize = 3;

/// Sets a story and divides it into pages. Notes are numbered in the order of their marks on the pages.
pub fn paginate(story: &Story, page: &PageTemplate, fonts: &FontSet, diags: &mut Diagnostics) -> Layout {
    let story = match page.fold {
        Some(_) => balance::balanced(story, page, fonts),
        None => Cow::Borrowed(story),
    };
    let (layout, said) = in_order(&story, |story| {
        let mut said = Diagnostics::default();
        let (layout, marks) = set(story, page, fonts, &mut said);
        ((layout, said), marks)
    });
    diags.extend(said);
    layout
}

/// What `set` makes of a story whose notes are numbered in the order of their marks on the pages; `set` also gives
/// that order for what it has made.
fn in_order<T>(story: &Story, set: impl Fn(&Story) -> (T, Vec<NoteId>)) -> T {
    let mut now = Cow::Borrowed(story);
    for _ in 0..ROUNDS {
        let (made, marks) = set(&now);
        if marks.is_sorted() || marks.len() != now.notes.len() {
            return made;
        }
        now = Cow::Owned(story::renumbered(&now, &marks));
        if story::looks_ahead(&now) {
            break;
        }
    }
    let mut still = story.clone();
    still.parts.iter_mut().for_each(|p| p.movable = false);
    set(&still).0
}

/// Sets a story as it is numbered; also gives its marks in the order of the pages.
fn set(
    story: &Story,
    page: &PageTemplate,
    fonts: &FontSet,
    diags: &mut Diagnostics,
) -> (Layout, Vec<NoteId>) {
    let galley = Galley::new(story, page, fonts);
    galley.setter.problems.iter().for_each(|p| diags.push(p.clone()));
    let pager = galley.pager();
    let plans = divided::divide(&pager, fonts);
    let marks = plans.iter().flat_map(|p| pager.marks(p)).collect();
    overfull::report(&pager, &plans, galley.closing.as_ref().and_then(|c| c.source), diags);
    beside::report::report(&galley.segments, &plans, diags);
    match page.fold {
        Some(_) => {}
        None => report_leftover(&pager, &plans, diags),
    }
    report_more(&pager, &plans, diags);
    let mut layout = galley.place(&pager, &plans);
    if let Some(fold) = &page.fold {
        layout = panels::fold(layout, fold, &panels::Filled::of(&pager, &plans, &story.panels), diags);
    }
    layout.tags = galley.setter.tags;
    layout.pictures = story.pictures.clone();
    (layout, marks)
}

/// Says that a poster runs on to a second page, and by how much.
fn report_more(pager: &Pager<'_>, plans: &[Plan], diags: &mut Diagnostics) {
    let Some(most) = pager.page.most.filter(|most| plans.len() > *most) else { return };
    let over: i32 = plans[most..].iter().map(|plan| pager.lines(plan)).sum();
    let pages = if most == 1 { "one page".to_owned() } else { format!("{most} pages") };
    let message = format!("this template is for {pages}, and the sheet takes {}", plans.len());
    let lines = match over {
        0 => "make a figure or the closing block smaller".to_owned(),
        1 => "cut one line of a column".to_owned(),
        n => format!("cut some {n} lines of a column"),
    };
    let help = format!("{lines}, or take a larger paper");
    diags.push(Diagnostic::warning("too-many-pages", message).help(help));
}

/// A last page of no more lines than this is hardly worth its paper.
const LEFTOVER_LINES: i32 = 8;

/// Says how little stands on the last page, and how much would have to go to save it.
fn report_leftover(pager: &Pager<'_>, plans: &[Plan], diags: &mut Diagnostics) {
    let [_, .., last] = plans else { return };
    let lines = pager.lines(last);
    // Without text there is nothing to cut: it holds what is left of a note.
    let notes_alone = lines == 0 && !last.notes.iter().all(Vec::is_empty);
    if last.overfull || notes_alone || lines > LEFTOVER_LINES {
        return;
    }
    let closing = (pager.closing / pager.page.grid).ceil() as i32 * pager.page.columns as i32;
    let holds = match lines {
        0 => "no text".to_owned(),
        1 => "only one line of text".to_owned(),
        n => format!("only {n} lines of text"),
    };
    let message = format!("page {}, the last, holds {holds}", plans.len());
    let (least, most) = (lines.max(1), (lines + closing).max(1));
    let range = if least == most { format!("{least}") } else { format!("{least} to {most}") };
    let words = if most == 1 { "line" } else { "lines" };
    diags.push(Diagnostic::note("short-last-page", message).help(format!(
        "to save the page, cut {range} {words} of a column elsewhere; a byline or a smaller figure counts too"
    )));
}
