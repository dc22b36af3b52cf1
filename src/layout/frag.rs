//! A fragment: set content that moves as one, with everything that travels with it.

use super::frame::{Draw, Owner, Placed, Target};
use super::tags::ElemId;
use crate::base::{Point, Pt, Rect, Span};
use crate::text::NoteId;
use crate::text::words::Words;
use std::sync::Arc;

/// Set content with its top left corner at the origin.
#[derive(Clone, Debug, Default)]
pub struct Frag {
    /// Height that it takes.
    pub height: Pt,
    /// What is drawn, grounds first.
    pub items: Vec<Placed>,
    /// Links on it.
    pub links: Vec<FragLink>,
    /// Notes whose marks stand in it, in order.
    pub notes: Vec<NoteId>,
    /// Named places in it.
    pub places: Vec<(Arc<str>, Point)>,
    /// Headings in it: level, words, top.
    pub heads: Vec<(u8, String, Pt)>,
    /// Where the first of it was written, for messages.
    pub source: Option<Span>,
}

/// A link on a fragment.
#[derive(Clone, Debug)]
pub struct FragLink {
    /// Where.
    pub rect: Rect,
    /// Where it leads.
    pub target: Target,
    /// What it says of where it leads.
    pub says: Says,
    /// The note whose mark it is.
    pub note: Option<NoteId>,
    /// Element that it belongs to.
    pub elem: Option<ElemId>,
    /// Whether its line has other words before it, and after it: then it goes on from no earlier piece of a link,
    /// and into no later one.
    pub words: (bool, bool),
}

/// What a link says of where it leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// These words.
    Words(String),
    /// That it leads to a note, in the language around its mark.
    ToNote(NoteId),
    /// That it leads back from a note to its mark.
    Back(NoteId),
}

impl Says {
    /// It in words of a language (BCP 47).
    pub fn words(self, lang: &str) -> String {
        match self {
            Says::Words(words) => words,
            Says::ToNote(note) => Words::of(lang).to_note(note.0 + 1),
            Says::Back(note) => Words::of(lang).back_from(note.0 + 1),
        }
    }
}

impl Frag {
    /// Takes over `other`, moved by `dx`, `dy`. The height stays.
    pub fn absorb(&mut self, other: Frag, dx: Pt, dy: Pt) {
        for mut placed in other.items {
            placed.draws.iter_mut().for_each(|d| shift(d, dx, dy));
            self.draw_all(placed);
        }
        self.links.extend(other.links.into_iter().map(|l| FragLink { rect: l.rect.moved(dx, dy), ..l }));
        self.notes.extend(other.notes);
        self.source = self.source.or(other.source);
        self.places.extend(other.places.into_iter().map(|(n, p)| (n, p.moved(dx, dy))));
        self.heads.extend(other.heads.into_iter().map(|(l, t, y)| (l, t, y + dy)));
    }
    /// The same on a page `width` wide that runs to the left: everything changes sides, and nothing is turned round
    /// in itself, save paths, whose drawings are set turned round.
    pub fn mirrored(mut self, width: Pt) -> Frag {
        self.items.iter_mut().flat_map(|i| &mut i.draws).for_each(|d| mirror(d, width));
        self.links.iter_mut().for_each(|l| l.rect = l.rect.mirrored(width));
        // A viewer shows what is right and below of a place: nothing would be, right of a start edge.
        self.places.iter_mut().for_each(|(_, p)| p.x = Pt::ZERO);
        self
    }
    /// Adds one drawing; joins the last group where the owner is the same.
    pub fn draw(&mut self, owner: Owner, draw: Draw) {
        self.draw_all(Placed { owner, draws: vec![draw] });
    }
    fn draw_all(&mut self, placed: Placed) {
        match self.items.last_mut() {
            Some(last) if last.owner == placed.owner => last.draws.extend(placed.draws),
            _ => self.items.push(placed),
        }
    }
}

/// Moves a drawing.
pub(super) fn shift(draw: &mut Draw, dx: Pt, dy: Pt) {
    match draw {
        Draw::Text { at, .. } => *at = at.moved(dx, dy),
        Draw::Path { path, .. } => *path = path.placed(1.0, dx, dy),
        Draw::Rect { rect, .. } | Draw::Picture { rect, .. } => *rect = rect.moved(dx, dy),
    }
}

fn mirror(draw: &mut Draw, width: Pt) {
    match draw {
        Draw::Text { at, run } => at.x = width - at.x - run.width(),
        Draw::Path { path, .. } => *path = path.mirrored(width),
        Draw::Rect { rect, .. } | Draw::Picture { rect, .. } => *rect = rect.mirrored(width),
    }
}
