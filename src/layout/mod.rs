//! From a story to pages. Shape once, break per measure, place last. Takes primitives with roles and gives
//! pages with a tag tree; knows no block, no sheet, no YAML.

pub mod columns;
pub mod cut;
pub mod dump;
pub mod frag;
pub mod frame;
pub mod galley;
pub mod notes;
pub mod pages;
#[cfg(test)]
mod pages_tests;
pub mod place;
pub mod setter;
pub mod stack;
pub mod table;
pub mod tags;
pub mod variants;

pub use frame::{Bookmark, Draw, Layout, Link, Owner, Page, Place, Placed, Target};
pub use tags::{Elem, ElemId, TagTree};

use crate::base::{Diagnostic, Diagnostics, Pt};
use crate::font::FontSet;
use crate::story::Story;
use crate::theme::PageTemplate;
use frag::Frag;
use notes::NoteSet;
use pages::{Pager, Plan};
use setter::Setter;

/// Share of the body that the closing block may take.
const TALLEST_CLOSING: f64 = 0.75;

/// Sets a story and divides it into pages.
pub fn paginate(story: &Story, page: &PageTemplate, fonts: &FontSet, diags: &mut Diagnostics) -> Layout {
    let mut setter = Setter { fonts, pictures: &story.pictures, tags: TagTree::default(), open: Vec::new() };
    let mut segments = galley::galley(&mut setter, story, page);
    let mut closing = closing(&mut setter, story, page);
    // A closing block that leaves the page no room for text runs on like text.
    if let Some(tall) = closing.take_if(|c| c.height > page.body_height() * TALLEST_CLOSING) {
        segments.push(galley::run_on(tall, page));
    }
    let notes = NoteSet::new(&mut setter, &story.notes, place::note_width(page));
    let white = page.grid;
    let pager = Pager {
        segments: &segments,
        notes: &notes,
        page,
        closing: closing.as_ref().map_or(Pt::ZERO, |c| c.height + white),
        closing_notes: closing.as_ref().map_or(&[], |c| &c.notes),
    };
    let plans = pager.divide();
    report(&plans, diags);
    let placer = place::Placer {
        setter: &setter,
        story,
        page,
        segments: &segments,
        notes: &notes,
        closing: closing.as_ref(),
    };
    let mut layout = placer.place(&pager, &plans);
    layout.tags = setter.tags;
    layout.pictures = story.pictures.clone();
    layout
}

/// The block at the foot of the last page.
fn closing(setter: &mut Setter<'_>, story: &Story, page: &PageTemplate) -> Option<Frag> {
    if story.closing.is_empty() {
        return None;
    }
    let room = stack::Room {
        width: page.body_width(),
        step: page.grid * 0.5,
        page: page.body_height(),
        trim: (-page.left, page.size.w),
    };
    Some(stack::stack(setter, &story.closing, room))
}

fn report(plans: &[Plan], diags: &mut Diagnostics) {
    for (number, _) in plans.iter().enumerate().filter(|(_, p)| p.overfull) {
        diags.push(
            Diagnostic::warning(
                "overfull-page",
                format!("something on page {} is taller than the page", number + 1),
            )
            .help("make the figure, callout or note shorter, or give it a page of its own with `page_break`"),
        );
    }
}
