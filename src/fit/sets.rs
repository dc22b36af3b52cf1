//! Which optional parts to leave out: sets of them by how many lines they save, of each number the one of fewest parts,
//! and of those the one whose parts stand last.

use super::optional::Piece;
use std::collections::BTreeMap;

/// No more parts than this are combined; those before them go after all of these have gone, the last first.
const COMBINED: usize = 40;

/// Sets of parts, by the lines that they save.
pub struct Sets<'p> {
    pieces: &'p [Piece],
    by_lines: BTreeMap<usize, Vec<usize>>,
}

impl<'p> Sets<'p> {
    /// All that can be made of `pieces`.
    pub fn new(pieces: &'p [Piece]) -> Sets<'p> {
        let lines = |i: usize| pieces[i].lines().max(1);
        let mut by_lines: BTreeMap<usize, Vec<usize>> = BTreeMap::from([(0, Vec::new())]);
        for i in (0..pieces.len()).rev() {
            let combined = pieces.len() - i <= COMBINED;
            let longer = |(sum, set): (&usize, &Vec<usize>)| {
                let mut set = set.clone();
                set.push(i);
                (sum + lines(i), set)
            };
            let new: Vec<(usize, Vec<usize>)> = match combined {
                true => by_lines.iter().map(longer).collect(),
                false => by_lines.last_key_value().map(longer).into_iter().collect(),
            };
            for (sum, set) in new {
                let known = by_lines.entry(sum).or_insert_with(|| set.clone());
                if set.len() < known.len() {
                    *known = set;
                }
            }
        }
        Sets { pieces, by_lines }
    }

    /// The set that saves the least of all that save `wanted` lines, or else the most, with what it saves: more than
    /// `low` and less than `high`. `None` where there is none.
    pub fn near(&self, wanted: usize, low: usize, high: usize) -> Option<(usize, Vec<&'p Piece>)> {
        if low + 1 >= high {
            return None;
        }
        let mut enough = self.by_lines.range(wanted.max(low + 1).min(high)..high);
        let mut fewer = self.by_lines.range(low + 1..wanted.clamp(low + 1, high)).rev();
        let (sum, set) = enough.next().or_else(|| fewer.next())?;
        Some((*sum, self.of(set)))
    }

    /// The set that saves so many lines; none of the parts where there is none.
    pub fn exactly(&self, lines: usize) -> Vec<&'p Piece> {
        self.by_lines.get(&lines).map(|set| self.of(set)).unwrap_or_default()
    }

    /// In the order of the sheet.
    fn of(&self, set: &[usize]) -> Vec<&'p Piece> {
        set.iter().rev().map(|i| &self.pieces[*i]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(lines: &[i32]) -> Vec<Piece> {
        let piece = |(section, l): (usize, &i32)| Piece {
            section,
            block: None,
            name: section.to_string(),
            steps: 2 * l,
        };
        lines.iter().enumerate().map(piece).collect()
    }

    fn named(found: Option<(usize, Vec<&Piece>)>) -> Option<(usize, String)> {
        found.map(|(sum, set)| (sum, set.iter().map(|p| p.name.as_str()).collect()))
    }

    #[test]
    fn what_saves_enough_saves_the_least() {
        let pieces = pieces(&[5, 5, 9, 5]);
        let sets = Sets::new(&pieces);
        assert_eq!(named(sets.near(6, 0, 99)), Some((9, "2".into())));
        // Of two that save as much, the later ones go.
        assert_eq!(named(sets.near(10, 0, 99)), Some((10, "13".into())));
        assert_eq!(named(sets.near(99, 0, 99)), Some((24, "0123".into())));
        assert_eq!(named(sets.near(99, 0, 24)), Some((19, "123".into())));
        assert_eq!(named(sets.near(3, 10, 14)), None);
        assert_eq!(named(sets.near(0, 98, 99)), None);
    }

    #[test]
    fn of_very_many_the_last_go_first() {
        let pieces = pieces(&[3; 2_000]);
        let sets = Sets::new(&pieces);
        let (sum, set) = sets.near(3 * 100, 0, usize::MAX).expect("a set");
        assert_eq!((sum, set.len(), set[0].section), (300, 100, 1_900));
    }
}
