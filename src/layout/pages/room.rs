//! What a page holds, and the room that it leaves: strips, floats and notes are put on a plan here, and their
//! heights taken. Chooses nothing.

use super::Pager;
use crate::base::Pt;
use crate::layout::columns::{self, Column};
use crate::layout::notes::Piece;
use crate::layout::plan::{Body, Plan, Spot, Strip, marks_in};
use crate::text::NoteId;
use crate::theme::PageTemplate;
use crate::theme::page::NotePlace;

impl Pager<'_> {
    /// Puts the closing block with its notes on the page.
    pub(super) fn close_sheet(&self, plan: &mut Plan) {
        plan.closing = true;
        self.note_closing(&mut plan.notes);
    }

    pub(super) fn note_closing(&self, notes: &mut Vec<Vec<Piece>>) {
        let pieces = self.closing_notes.iter().map(|n| self.notes.whole(*n));
        self.note(notes, pieces, 0);
    }

    /// Where the next strip of a page begins.
    pub(super) fn top_of(&self, plan: &Plan, spot: Spot) -> i32 {
        let begins = spot.at == columns::Spot::default();
        self.below(plan, if begins { self.segments[spot.segment].above } else { 0 })
    }

    /// Where something that wants `above` steps of white begins.
    pub(super) fn below(&self, plan: &Plan, above: i32) -> i32 {
        if plan.strips.is_empty() {
            return 0;
        }
        let y = plan.y + above.max(plan.white);
        y + y % 2
    }

    pub(super) fn add(&self, plan: &mut Plan, segment: usize, y: i32, body: Body) {
        self.note_body(&mut plan.notes, segment, &body);
        plan.overfull |= plan.cost >= columns::OVERFULL;
        plan.white = 0;
        plan.strips.push(Strip { segment, y, body });
    }

    /// Files the notes of columns.
    pub(super) fn note_body(&self, notes: &mut Vec<Vec<Piece>>, segment: usize, body: &Body) {
        let columns: &[Column] = if let Body::Columns(columns) = body { columns } else { &[] };
        if let Body::Beside(round) = body {
            for (column, _, frag) in round.pieces(&self.segments[segment]) {
                self.note(notes, frag.notes.iter().map(|n| self.notes.whole(*n)), column);
            }
        }
        for (c, column) in columns.iter().enumerate() {
            let marks = marks_in(&self.marks[segment], column);
            self.note(notes, marks.map(|n| self.notes.whole(n)), c);
        }
    }

    /// Puts a float below what stands on the page.
    pub(super) fn add_float(&self, plan: &mut Plan, segment: usize, float: usize) {
        let f = &self.segments[segment].floats[float];
        let y = self.below(plan, f.white.0);
        self.note(&mut plan.notes, f.cell.frag.notes.iter().map(|n| self.notes.whole(*n)), 0);
        (plan.y, plan.white) = (y + f.cell.steps, f.white.1);
        plan.strips.push(Strip { segment, y, body: Body::Float(float) });
    }

    /// Files notes under the page, or under the column of their mark.
    pub(super) fn note(
        &self,
        lists: &mut Vec<Vec<Piece>>,
        pieces: impl Iterator<Item = Piece>,
        column: usize,
    ) {
        let at = if self.page.notes == NotePlace::Column { column } else { 0 };
        let mut pieces = pieces.peekable();
        if pieces.peek().is_some() {
            lists.resize_with(lists.len().max(at + 1), Vec::new);
            lists[at].extend(pieces);
        }
    }

    /// Steps from the body's top to the notes with `below` between text and notes.
    pub(super) fn height_left(&self, notes: &[Vec<Piece>], below: Pt) -> i32 {
        let left = self.page.body_height() - self.area(notes) - below;
        (left / (self.page.grid * 0.5) + 1e-6).floor() as i32
    }

    /// The notes whose marks stand on a page, in the order of the marks.
    pub fn marks(&self, plan: &Plan) -> Vec<NoteId> {
        let mut out = Vec::new();
        for strip in &plan.strips {
            let s = &self.segments[strip.segment];
            match &strip.body {
                Body::Columns(all) => {
                    out.extend(all.iter().flat_map(|c| marks_in(&self.marks[strip.segment], c)));
                }
                Body::Beside(round) => out.extend(round.pieces(s).flat_map(|(_, _, frag)| &frag.notes)),
                Body::Float(i) => out.extend(&s.floats[*i].cell.frag.notes),
            }
        }
        out.extend(self.closing_notes.iter().filter(|_| plan.closing));
        out
    }

    /// How many lines of its columns a page fills.
    pub fn lines(&self, plan: &Plan) -> i32 {
        let steps = |strip: &Strip| -> i32 {
            let s = &self.segments[strip.segment];
            match &strip.body {
                Body::Columns(all) => all.iter().flat_map(|c| c.boxes(&s.items)).map(|(_, c)| c.steps).sum(),
                Body::Beside(round) => {
                    round.columns.iter().flat_map(|c| c.iter()).filter_map(|p| p.frag(s)).map(|f| f.1).sum()
                }
                Body::Float(i) => s.floats[*i].cell.steps,
            }
        };
        plan.strips.iter().map(steps).sum::<i32>() / 2
    }

    /// Height of the note area with its rule; nothing where there are no notes.
    pub fn area(&self, notes: &[Vec<Piece>]) -> Pt {
        let columns = note_columns(self.page);
        let tallest = notes.iter().map(|n| self.notes.height(n, columns)).fold(Pt::ZERO, Pt::max);
        if tallest.0 > 0.0 { tallest + self.page.note_gap * 2.0 } else { Pt::ZERO }
    }
}

/// In how many columns a list of notes is set.
pub fn note_columns(page: &PageTemplate) -> usize {
    match page.notes {
        NotePlace::Foot => page.note_columns.max(1),
        NotePlace::Column => 1,
    }
}
