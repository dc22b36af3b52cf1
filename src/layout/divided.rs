//! Divisions into pages that have been found, kept for the next copy of a sheet. The division sees no letters: only how
//! high things are, what it costs to part them, which paragraphs can be a line longer or shorter, and where notes are.
//! What it sees is written down as a list of numbers; where that list is known, so are the pages.

use super::pages::Pager;
use super::plan::Plan;
use super::segment::{Cell, Item, Segment};
use super::variants::Change;
use crate::base::{Pt, Recent};
use crate::font::FontSet;
use crate::text::NoteId;
use crate::theme::PageTemplate;
use sha2::{Digest, Sha256};
use std::sync::{Mutex, PoisonError};

/// So many divisions are kept of the latest, and as many before them: those of a fitted sheet are some twenty.
const MOST: usize = 256;
/// So many pages are told apart; then all is forgotten. Fitting tries a few dozen.
const PAGES: usize = 128;

/// A hash of what a galley looks like, and which page it was for.
type Key = ([u8; 32], usize);

/// Divisions by what they were found from.
struct Divisions {
    pages: Vec<PageTemplate>,
    known: Recent<Key, Vec<Plan>>,
}

impl Default for Divisions {
    fn default() -> Divisions {
        Divisions { pages: Vec::new(), known: Recent::new(MOST) }
    }
}

impl Divisions {
    fn page(&mut self, page: &PageTemplate) -> usize {
        if let Some(known) = self.pages.iter().position(|p| p == page) {
            return known;
        }
        if self.pages.len() >= PAGES {
            *self = Divisions::default();
        }
        self.pages.push(page.clone());
        self.pages.len() - 1
    }
}

/// The pages of least cost, as [`Pager::divide`] finds them.
pub fn divide(pager: &Pager<'_>, fonts: &FontSet) -> Vec<Plan> {
    // Text beside boxes is broken anew while pages are tried: there letters count.
    let beside = pager.segments.iter().any(|s| !s.wraps.is_empty() || !s.texts.is_empty());
    let Some(memo) = fonts.memo::<Mutex<Divisions>>().filter(|_| !beside) else { return pager.divide() };
    let seen = seen(pager);
    let bytes: Vec<u8> = seen.iter().flat_map(|number| number.to_le_bytes()).collect();
    let hash: [u8; 32] = Sha256::digest(&bytes).into();
    let lock = || memo.lock().unwrap_or_else(PoisonError::into_inner);
    let key = {
        let mut divisions = lock();
        let key = (hash, divisions.page(pager.page));
        if let Some(plans) = divisions.known.find(&key) {
            return plans;
        }
        key
    };
    let plans = pager.divide();
    let mut divisions = lock();
    // Others may have made it forget meanwhile.
    if divisions.pages.get(key.1) == Some(pager.page) {
        divisions.known.keep(key, plans.clone());
    }
    plans
}

/// All that the division of a galley depends on, but the page.
fn seen(pager: &Pager<'_>) -> Vec<i64> {
    let mut out = Vec::with_capacity(4096);
    for segment in pager.segments {
        self::segment(segment, &mut out);
    }
    let notes: usize = pager.marks.iter().map(Vec::len).sum();
    let most =
        pager.marks.iter().flatten().map(|(_, note)| note.0).chain(pager.closing_notes.iter().map(|n| n.0));
    let last = most.max().map_or(0, |last| last + 1);
    out.extend([notes as i64, i64::from(last), length(pager.notes.height(&[], 1)), length(pager.closing)]);
    out.extend((0..last).map(|note| i64::from(pager.notes.lines(note))));
    out.push(length(pager.notes.leading()));
    self::notes(pager.closing_notes, &mut out);
    out
}

fn segment(segment: &Segment, out: &mut Vec<i64>) {
    out.extend([segment.columns as i64, i64::from(segment.above), segment.items.len() as i64]);
    for item in &segment.items {
        match item {
            Item::Box(cell) => {
                out.push(0);
                self::cell(cell, out);
            }
            Item::Space { steps, stretch, bare } => {
                out.extend([1, i64::from(*steps), i64::from(*stretch), i64::from(*bare)]);
            }
            Item::ColumnBreak => out.push(2),
            Item::PageBreak => out.push(3),
        }
    }
    out.push(segment.flexible.len() as i64);
    for f in &segment.flexible {
        let can = |change| i64::from(f.can(change));
        let place = [f.from as i64, f.to as i64, i64::from(f.shift)];
        out.extend(place.into_iter().chain([can(Change::Longer), can(Change::Shorter)]));
    }
    out.push(segment.floats.len() as i64);
    for float in &segment.floats {
        out.extend([float.at as i64, i64::from(float.white.0), i64::from(float.white.1)]);
        cell(&float.cell, out);
    }
}

fn cell(cell: &Cell, out: &mut Vec<i64>) {
    // A number that no step and no cost has.
    const NONE: i64 = i64::MIN;
    let Cell { frag, steps, snap, leads, after, repeat, movable, beside } = cell;
    out.extend([
        i64::from(*steps),
        i64::from(*snap),
        leads.map_or(NONE, i64::from),
        after.unwrap_or(NONE),
        repeat.as_ref().map_or(NONE, |r| i64::from(r.steps)),
        movable.map_or(NONE, i64::from),
        beside.as_ref().map_or(NONE, |b| i64::from(b.first)),
        length(frag.height),
    ]);
    notes(&frag.notes, out);
}

fn notes(notes: &[NoteId], out: &mut Vec<i64>) {
    out.push(notes.len() as i64);
    out.extend(notes.iter().map(|n| i64::from(n.0)));
}

/// A length as a number that is another for every other length.
fn length(length: Pt) -> i64 {
    length.0.to_bits().cast_signed()
}
