//! Notes at the foot: how high a run of notes stands, and where each of their lines goes. A note may be cut
//! so that its end stands on the next page; nothing of it is ever lost.

use super::frag::Frag;
use super::setter::{Setter, baseline, first_size, note_place};
use crate::base::{Point, Pt};
use crate::story::{Note, Role};
use crate::text::NoteId;

/// At least so many lines of a note stand on either side of a cut: one alone is a widow in small type.
pub const LEAST: usize = 2;
/// A note of fewer lines is not cut between two columns of a page.
const CUT: usize = 6;

/// All notes of a document, set to the measure of the note area.
pub struct NoteSet {
    notes: Vec<Vec<Frag>>,
    leading: Pt,
}

/// A stretch of one note's lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Piece {
    /// Which note, as an index.
    pub note: u32,
    /// First line.
    pub from: u32,
    /// One past the last line.
    pub to: u32,
}

impl NoteSet {
    /// Sets all notes to `width`.
    pub fn new(setter: &mut Setter<'_>, notes: &[Note], width: Pt) -> NoteSet {
        let leading = notes.first().map_or(Pt(9.75), |n| n.para.leading);
        NoteSet { notes: notes.iter().map(|n| lines(setter, n, width)).collect(), leading }
    }

    /// Notes of so many empty lines.
    #[cfg(test)]
    pub fn blank(lines: &[usize], leading: Pt) -> NoteSet {
        NoteSet { notes: lines.iter().map(|n| vec![Frag::default(); *n]).collect(), leading }
    }

    /// The whole of a note.
    pub fn whole(&self, note: NoteId) -> Piece {
        Piece { note: note.0, from: 0, to: self.lines(note.0) }
    }

    /// How many lines a note has.
    pub fn lines(&self, note: u32) -> u32 {
        self.notes.get(note as usize).map_or(0, |n| n.len() as u32)
    }

    /// The leading of their lines.
    pub fn leading(&self) -> Pt {
        self.leading
    }

    /// No more lines than this fit into `height`, whatever their notes.
    pub fn most_lines(&self, height: Pt, columns: usize) -> usize {
        (height / self.leading.max(Pt(1.0))).ceil().max(0.0) as usize * columns.max(1)
    }

    /// Height of `pieces` in `columns` balanced columns.
    pub fn height(&self, pieces: &[Piece], columns: usize) -> Pt {
        self.leading * even(pieces, columns).1 as f64
    }

    /// The lines of `pieces` dealt out to `columns` columns, as even as can be without leaving a single line
    /// of a note alone.
    fn fill(&self, pieces: &[Piece], columns: usize) -> Vec<Vec<(u32, u32)>> {
        let mut out: Vec<Vec<(u32, u32)>> = vec![Vec::new(); columns];
        let (depth, _) = even(pieces, columns);
        deal(pieces, columns, depth, |column, part| {
            out[column].extend((part.from..part.to).map(|l| (part.note, l)));
        });
        out
    }

    /// Sets `pieces` as one fragment, columns `width` wide and `gutter` apart.
    pub fn set(&self, pieces: &[Piece], columns: usize, width: Pt, gutter: Pt) -> Frag {
        let mut out = Frag::default();
        for (c, column) in self.fill(pieces, columns).into_iter().enumerate() {
            let x = (width + gutter) * c as f64;
            for (row, (note, line)) in column.into_iter().enumerate() {
                let y = self.leading * row as f64;
                out.absorb(self.notes[note as usize][line as usize].clone(), x, y);
                out.height = out.height.max(y + self.leading);
            }
        }
        out
    }
}

/// The least depth at which `pieces` can be dealt out, and how many lines the tallest column then has.
fn even(pieces: &[Piece], columns: usize) -> (usize, usize) {
    let total: usize = pieces.iter().map(|p| (p.to - p.from) as usize).sum();
    let least = total.div_ceil(columns.max(1)).max(1);
    let tallest = |depth| Some((depth, deal(pieces, columns, depth, |_, _| ())?));
    (least..).find_map(tallest).unwrap_or((least, total))
}

/// Deals lines into columns of `depth`, telling `put` what goes into which; gives the height of the tallest.
/// `None` where they do not fit.
fn deal(pieces: &[Piece], columns: usize, depth: usize, mut put: impl FnMut(usize, Piece)) -> Option<usize> {
    let (mut column, mut filled, mut tallest) = (0, 0, 0);
    for piece in pieces {
        let mut from = piece.from;
        while from < piece.to {
            if column >= columns {
                return None;
            }
            let room = depth - filled;
            let left = (piece.to - from) as usize;
            let whole = left <= room;
            let part = room.min(left.saturating_sub(LEAST));
            let take = if whole { left } else { part };
            let splits = !whole && (take < LEAST || left < CUT);
            if take == 0 || splits {
                if filled == 0 {
                    return None;
                }
                (column, filled) = (column + 1, 0);
                continue;
            }
            let to = from + take as u32;
            put(column, Piece { from, to, ..*piece });
            (from, filled) = (to, filled + take);
            tallest = tallest.max(filled);
        }
    }
    Some(tallest)
}

/// The lines of a note, its number hanging beside the first.
fn lines(setter: &mut Setter<'_>, note: &Note, width: Pt) -> Vec<Frag> {
    setter.open(&Role::Note);
    let owner = setter.leaf(&Role::Label);
    let base = baseline(note.para.leading, first_size(&note.para.rich));
    let number = setter.label(&note.number, &note.para.setting, owner, |_| Pt::ZERO);
    let set = setter.para(&note.para, width - note.hang);
    setter.close();
    let mut out: Vec<Frag> = Vec::with_capacity(set.len());
    for line in set {
        let mut frag = Frag { height: note.para.leading, ..Frag::default() };
        if out.is_empty() {
            frag.absorb(number.clone(), Pt::ZERO, base);
            frag.places.push((note_place(note.id.0), Point::default()));
        }
        frag.absorb(line.frag, note.hang, base);
        out.push(frag);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(note: u32, lines: u32) -> Piece {
        Piece { note, from: 0, to: lines }
    }

    /// How many lines stand in each of two columns.
    fn dealt(pieces: &[Piece], depth: usize) -> Option<[usize; 2]> {
        let mut lines = [0, 0];
        let tallest = deal(pieces, 2, depth, |c, part| lines[c] += (part.to - part.from) as usize)?;
        assert_eq!(lines.iter().max(), Some(&tallest));
        Some(lines)
    }

    #[test]
    fn lines_are_dealt_out_evenly_and_none_is_lost() {
        let pieces = [piece(0, 2), piece(1, 3), piece(2, 1)];
        assert_eq!(dealt(&pieces, 3), None, "a note of three lines must not leave one line alone");
        assert_eq!(dealt(&pieces, 5), Some([5, 1]));
    }

    #[test]
    fn a_long_note_is_cut_with_two_lines_on_either_side() {
        assert_eq!(dealt(&[piece(0, 8)], 4), Some([4, 4]));
        assert_eq!(dealt(&[piece(0, 3)], 2), None);
    }
}
