//! Properties of the division into pages, on galleys made of nothing but heights and notes.

use super::columns::skip_space;
use super::frag::Frag;
use super::galley::{Cell, Item, Segment};
use super::notes::{NoteSet, Piece};
use super::pages::{Pager, Plan};
use crate::base::{Pt, Size};
use crate::text::NoteId;
use crate::theme::PageTemplate;
use crate::theme::page::NotePlace;
use proptest::prelude::*;

fn page(columns: usize, notes: NotePlace) -> PageTemplate {
    PageTemplate {
        size: Size { w: Pt(612.0), h: Pt(13.0 * 30.0 + 100.0) },
        top: Pt(50.0),
        bottom: Pt(50.0),
        left: Pt(54.0),
        right: Pt(54.0),
        columns,
        gutter: Pt(18.0),
        grid: Pt(13.0),
        first_baseline: Pt(9.8),
        max_measure: Pt(414.0),
        notes,
        note_columns: columns,
        note_gap: Pt(6.5),
        footer_baseline: Pt(30.0),
        header_baseline: Pt(30.0),
    }
}

fn line(notes: Vec<NoteId>, after: Option<i64>) -> Item {
    Item::Box(Cell {
        frag: Frag { notes, ..Frag::default() },
        steps: 2,
        snap: true,
        after,
        ..Cell::default()
    })
}

/// A galley from a recipe: for each paragraph its lines, and for some lines a note of so many lines.
fn galley(recipe: &[(u8, u8, bool)], columns: usize) -> (Vec<Segment>, Vec<usize>) {
    let mut items = Vec::new();
    let mut notes = Vec::new();
    for (lines, note, heading) in recipe {
        if *heading {
            items.push(Item::Space { steps: 3, stretch: true });
            let cell = Cell { frag: Frag::default(), steps: 2, snap: false, after: None, ..Cell::default() };
            items.push(Item::Box(cell));
            items.push(Item::Space { steps: 1, stretch: false });
        }
        for i in 0..*lines {
            let marks = if i == lines / 2 && *note > 0 {
                notes.push(usize::from(*note));
                vec![NoteId(notes.len() as u32 - 1)]
            } else {
                Vec::new()
            };
            let alone = *lines > 1 && (i == 0 || i + 2 == *lines);
            items.push(line(marks, Some(if alone { 9_000 } else { 0 })));
        }
    }
    (vec![Segment { columns, items, ..Segment::default() }], notes)
}

fn boxes(items: &[Item], from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
    (from..to).filter(|i| matches!(items[*i], Item::Box(_)))
}

/// Every box stands on one page, in order; every note whole, and first on the page of its mark.
fn check(segments: &[Segment], notes: &[usize], plans: &[Plan]) {
    let mut placed = Vec::new();
    let mut lines: Vec<Vec<(usize, Piece)>> = vec![Vec::new(); notes.len()];
    for (number, plan) in plans.iter().enumerate() {
        for strip in &plan.strips {
            for column in &strip.columns {
                placed.extend(boxes(&segments[0].items, column.from, column.to));
                for i in boxes(&segments[0].items, column.from, column.to) {
                    let Item::Box(cell) = &segments[0].items[i] else { continue };
                    for note in &cell.frag.notes {
                        let here = plan.notes.iter().flatten().find(|p| p.note == note.0);
                        assert!(here.is_some_and(|p| p.from == 0), "note {note:?} begins on page {number}");
                    }
                }
            }
        }
        for piece in plan.notes.iter().flatten() {
            lines[piece.note as usize].push((number, *piece));
        }
    }
    let all: Vec<usize> = boxes(&segments[0].items, 0, segments[0].items.len()).collect();
    assert_eq!(placed, all, "every box once, in order");
    for (note, pieces) in lines.iter().enumerate() {
        let mut at = 0;
        for (_, piece) in pieces {
            assert_eq!(piece.from as usize, at, "note {note} goes on where it was cut");
            at = piece.to as usize;
        }
        assert_eq!(at, notes[note], "note {note} is whole");
    }
}

fn divide(recipe: &[(u8, u8, bool)], page: &PageTemplate) {
    let (segments, lines) = galley(recipe, page.columns);
    let notes = NoteSet::blank(&lines, Pt(9.75));
    let pager = Pager { segments: &segments, notes: &notes, page, closing: Pt::ZERO, closing_notes: &[] };
    let plans = pager.divide();
    check(&segments, &lines, &plans);
    for plan in plans.iter().filter(|p| !p.overfull) {
        assert!(pager.area(&plan.notes).0 <= page.body_height().0, "the notes fit on the page");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_notes_stand_with_their_marks(
        recipe in prop::collection::vec((1u8..9, 0u8..7, any::<bool>()), 1..60),
        columns in 1usize..4,
        own in any::<bool>(),
    ) {
        let notes = if own { NotePlace::Column } else { NotePlace::Foot };
        divide(&recipe, &page(columns, notes));
    }
}

#[test]
fn a_note_longer_than_a_page_is_carried_on() {
    divide(&[(6, 120, false), (6, 2, false)], &page(1, NotePlace::Foot));
}

#[test]
fn a_page_may_hold_nothing_but_a_long_note() {
    for note in [60, 61, 62, 90, 120, 180] {
        let (segments, lines) = galley(&[(9, note, false), (9, 0, false), (9, 0, false)], 2);
        let notes = NoteSet::blank(&lines, Pt(9.75));
        let page = page(2, NotePlace::Foot);
        let pager =
            Pager { segments: &segments, notes: &notes, page: &page, closing: Pt::ZERO, closing_notes: &[] };
        let plans = pager.divide();
        check(&segments, &lines, &plans);
        assert!(plans.iter().all(|p| !p.overfull), "a note of {note} lines");
    }
}

#[test]
fn leading_white_is_skipped() {
    let items = vec![Item::Space { steps: 2, stretch: true }, line(Vec::new(), Some(0))];
    assert_eq!(skip_space(&items, 0), 1);
}
