//! Properties of the division into pages, on galleys made of nothing but heights and notes.

use super::columns::{TORN, skip_space};
use super::frag::Frag;
use super::notes::{NoteSet, Piece};
use super::pages::Pager;
use super::plan::{Body, Plan, marks};
use super::segment::{Cell, Float, Item, Segment};
use crate::base::{Pt, Size};
use crate::text::NoteId;
use crate::theme::PageTemplate;
use crate::theme::page::NotePlace;
use proptest::prelude::*;

fn page(columns: usize, notes: NotePlace) -> PageTemplate {
    PageTemplate {
        direction: Default::default(),
        size: Size { w: Pt(612.0), h: Pt(13.0 * 30.0 + 100.0) },
        top: Pt(50.0),
        bottom: Pt(50.0),
        foot: Pt(50.0),
        left: Pt(54.0),
        edge: Pt::ZERO,
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
        pages: None,
        paragraphs: Default::default(),
        most: None,
        half_lines: false,
        fold: None,
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

/// What stands in front of a paragraph of a recipe.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Front {
    Nothing,
    Heading,
    /// A figure of so many lines in the column.
    Figure(u8),
    /// A figure of so many lines across the page.
    Wide(u8),
}

/// A paragraph: what stands in front of it, its lines, and the lines of a note in its middle.
type Recipe = (u8, u8, Front);

fn figure(lines: u8, note: Option<NoteId>) -> Cell {
    let frag = Frag { notes: note.into_iter().collect(), ..Frag::default() };
    Cell {
        frag,
        steps: 2 * i32::from(lines),
        snap: true,
        after: Some(0),
        movable: Some(2),
        ..Cell::default()
    }
}

/// A galley from a recipe, and how many lines each of its notes has.
fn galley(recipe: &[Recipe], columns: usize) -> (Vec<Segment>, Vec<usize>) {
    let mut items = Vec::new();
    let mut floats = Vec::new();
    let mut notes = Vec::new();
    let mut note = |lines: usize| {
        notes.push(lines);
        NoteId(notes.len() as u32 - 1)
    };
    for (lines, marked, front) in recipe {
        match *front {
            Front::Nothing => {}
            Front::Heading => {
                items.push(Item::space(3, true));
                items.push(Item::Box(Cell { steps: 2, after: None, ..Cell::default() }));
                items.push(Item::space(1, false));
            }
            Front::Figure(lines) => {
                items.push(Item::space(2, true));
                items.push(Item::Box(figure(lines, (lines % 2 == 0).then(|| note(2)))));
                items.push(Item::Space { steps: 2, stretch: true, bare: 0 });
            }
            Front::Wide(lines) => {
                let cell = figure(lines, (lines % 2 == 0).then(|| note(2)));
                floats.push(Float { at: items.len(), cell, white: (2, 2) });
            }
        }
        for i in 0..*lines {
            let marks =
                if i == lines / 2 && *marked > 0 { vec![note(usize::from(*marked))] } else { Vec::new() };
            let alone = *lines > 1 && (i == 0 || i + 2 == *lines);
            items.push(line(marks, Some(if alone { 9_000 } else { 0 })));
        }
    }
    (vec![Segment { columns, items, floats, ..Segment::default() }], notes)
}

/// Where everything of a galley of one segment was placed: pages of boxes and of floats.
struct Where {
    boxes: Vec<(usize, usize)>,
    floats: Vec<(usize, usize)>,
}

fn places(segment: &Segment, plans: &[Plan]) -> Where {
    let mut out = Where { boxes: Vec::new(), floats: Vec::new() };
    for (number, plan) in plans.iter().enumerate() {
        for strip in &plan.strips {
            match &strip.body {
                Body::Columns(columns) => {
                    let boxes = columns.iter().flat_map(|c| c.boxes(&segment.items));
                    out.boxes.extend(boxes.map(|(i, _)| (i, number)));
                }
                Body::Beside(_) => unreachable!("nothing here has text beside it"),
                Body::Float(i) => out.floats.push((*i, number)),
            }
        }
    }
    out
}

/// Every box stands once, in order but for figures, which keep their order among themselves and move forward
/// only; no float stands on a page before that of the text it follows.
fn check_places(segment: &Segment, places: &Where) {
    let movable = |i: &usize| matches!(&segment.items[*i], Item::Box(c) if c.movable.is_some());
    for moves in [true, false] {
        let placed: Vec<usize> = places.boxes.iter().map(|b| b.0).filter(|i| movable(i) == moves).collect();
        let all = (0..segment.items.len()).filter(|i| matches!(segment.items[*i], Item::Box(_)));
        assert_eq!(
            placed,
            all.filter(|i| movable(i) == moves).collect::<Vec<_>>(),
            "every box once, in order"
        );
    }
    for (k, (i, _)) in places.boxes.iter().enumerate().filter(|(_, b)| movable(&b.0)) {
        assert!(places.boxes[k..].iter().all(|b| b.0 >= *i || movable(&b.0)), "figure {i} moves forward");
    }
    let floats: Vec<usize> = places.floats.iter().map(|f| f.0).collect();
    assert_eq!(floats, (0..segment.floats.len()).collect::<Vec<_>>(), "every float once, in order");
    for (i, page) in &places.floats {
        let before = places.boxes.iter().filter(|b| b.0 < segment.floats[*i].at && !movable(&b.0));
        assert!(before.map(|b| b.1).max().unwrap_or(0) <= *page, "float {i} stands before its page");
    }
}

/// Every box stands on one page; every note whole, and first on the page of its mark.
fn check(pager: &Pager<'_>, notes: &[usize], plans: &[Plan]) {
    check_places(&pager.segments[0], &places(&pager.segments[0], plans));
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new(); notes.len()];
    for (number, plan) in plans.iter().enumerate() {
        for note in pager.marks(plan) {
            let here = plan.notes.iter().flatten().find(|p| p.note == note.0);
            assert!(here.is_some_and(|p| p.from == 0), "note {note:?} begins on page {number}");
        }
        plan.notes.iter().flatten().for_each(|p| lines[p.note as usize].push(*p));
    }
    for (note, pieces) in lines.iter().enumerate() {
        let mut at = 0;
        for piece in pieces {
            assert_eq!(piece.from as usize, at, "note {note} goes on where it was cut");
            at = piece.to as usize;
        }
        assert_eq!(at, notes[note], "note {note} is whole");
    }
}

fn pager<'a>(segments: &'a [Segment], notes: &'a NoteSet, page: &'a PageTemplate) -> Pager<'a> {
    let marks = marks(segments);
    Pager { segments, notes, page, closing: Pt::ZERO, closing_notes: &[], marks }
}

fn divide(recipe: &[Recipe], page: &PageTemplate) {
    let (segments, lines) = galley(recipe, page.columns);
    let notes = NoteSet::blank(&lines, Pt(9.75));
    let pager = pager(&segments, &notes, page);
    let plans = pager.divide();
    check(&pager, &lines, &plans);
    for plan in plans.iter().filter(|p| !p.overfull) {
        assert!(pager.area(&plan.notes).0 <= page.body_height().0, "the notes fit on the page");
    }
}

fn front() -> impl Strategy<Value = Front> {
    prop_oneof![
        4 => Just(Front::Nothing),
        4 => Just(Front::Heading),
        1 => (3u8..22).prop_map(Front::Figure),
        1 => (3u8..22).prop_map(Front::Wide),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_notes_stand_with_their_marks(
        recipe in prop::collection::vec((1u8..9, 0u8..7, front()), 1..60),
        columns in 1usize..4,
        own in any::<bool>(),
    ) {
        let notes = if own { NotePlace::Column } else { NotePlace::Foot };
        divide(&recipe, &page(columns, notes));
    }
}

#[test]
fn a_note_longer_than_a_page_is_carried_on() {
    divide(&[(6, 120, Front::Nothing), (6, 2, Front::Nothing)], &page(1, NotePlace::Foot));
}

#[test]
fn a_page_may_hold_nothing_but_a_long_note() {
    for note in [60, 61, 62, 90, 120, 180] {
        let (segments, lines) =
            galley(&[(9, note, Front::Nothing), (9, 0, Front::Nothing), (9, 0, Front::Nothing)], 2);
        let notes = NoteSet::blank(&lines, Pt(9.75));
        let page = page(2, NotePlace::Foot);
        let pager = pager(&segments, &notes, &page);
        let plans = pager.divide();
        check(&pager, &lines, &plans);
        assert!(plans.iter().all(|p| !p.overfull), "a note of {note} lines");
    }
}

#[test]
fn leading_white_is_skipped() {
    let items = vec![Item::space(2, true), line(Vec::new(), Some(0))];
    assert_eq!(skip_space(&items, 0), 1);
}

#[test]
fn a_figure_with_a_note_taller_than_the_page_is_set() {
    for notes_at in [NotePlace::Foot, NotePlace::Column] {
        let page = page(2, notes_at);
        let float = Float { at: 0, cell: figure(20, Some(NoteId(0))), white: (0, 0) };
        let notes = NoteSet::blank(&[90], Pt(9.75));
        let segments = [Segment { columns: 2, floats: vec![float], ..Segment::default() }];
        let plans = pager(&segments, &notes, &page).divide();
        let pieces = plans.iter().flat_map(|p| p.notes.iter().flatten());
        assert_eq!(pieces.map(|p| p.to - p.from).sum::<u32>(), 90);
        assert!(plans.iter().all(|p| !p.overfull));
        let floats = plans.iter().flat_map(|p| &p.strips).filter(|s| matches!(s.body, Body::Float(_)));
        assert_eq!(floats.count(), 1);
    }
}

#[test]
fn a_heading_moves_on_with_its_block_before_a_wide_one() {
    let (page, notes) = (page(2, NotePlace::Foot), NoteSet::blank(&[], Pt(9.75)));
    let wide = |lines| Segment { columns: 1, items: vec![block(lines)], ..Segment::default() };
    let heading = Item::Box(Cell { steps: 2, after: None, ..Cell::default() });
    let items = vec![heading, Item::space(1, false), block(19)];
    let segments = [wide(10), Segment { columns: 2, items, ..Segment::default() }, wide(5)];
    let plans = pager(&segments, &notes, &page).divide();
    assert_eq!(plans.len(), 2);
    assert!(plans.iter().map(|p| p.cost).sum::<i64>() < TORN, "{plans:?}");
}

fn block(lines: i32) -> Item {
    Item::Box(Cell { steps: 2 * lines, snap: true, after: Some(0), ..Cell::default() })
}

#[test]
fn a_last_page_holds_five_lines() {
    for paragraphs in [16, 17, 31, 32] {
        let recipe = vec![(4, 0, Front::Nothing); paragraphs];
        let (segments, _) = galley(&recipe, 2);
        let (page, notes) = (page(2, NotePlace::Foot), NoteSet::blank(&[], Pt(9.75)));
        let plans = pager(&segments, &notes, &page).divide();
        assert_eq!(plans.len(), (paragraphs * 4).div_ceil(60));
        assert!(plans.last().is_some_and(|p| p.y >= 10), "{paragraphs} paragraphs: {:?}", plans.last());
    }
}

#[test]
fn figures_in_columns_do_not_overtake_wide_ones() {
    for (before, lines) in (6..12).flat_map(|n| [6, 9, 12, 15].map(|lines| (n, lines))) {
        let text = |n| vec![(5, 0, Front::Nothing); n];
        let pair = vec![(3, 0, Front::Wide(lines)), (5, 0, Front::Figure(4))];
        let (segments, _) = galley(&[text(before), pair, text(8)].concat(), 2);
        let (page, notes) = (page(2, NotePlace::Foot), NoteSet::blank(&[], Pt(9.75)));
        let plans = pager(&segments, &notes, &page).divide();
        let found = places(&segments[0], &plans);
        let figure = |i: &usize| matches!(&segments[0].items[*i], Item::Box(c) if c.movable.is_some());
        let figures: Vec<_> = found.boxes.iter().filter(|b| figure(&b.0)).collect();
        assert!(found.floats[0].1 <= figures[0].1, "{before} {lines}: {:?} {figures:?}", found.floats);
    }
}
