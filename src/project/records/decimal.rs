//! What stands before the decimals of a list between separators: takes all of it, gives what the numbers of each column
//! say together, and those of the list. Keeps no cell.

use super::cells::Cells;
use super::fault::MAX_COLUMNS;
use crate::sheet::merge::{Decimal, Decimals, decimal_sign};
use std::io::{self, BufRead};

/// Longer cells are no numbers.
const LONGEST: usize = 40;

/// Which signs have stood before decimals.
#[derive(Clone, Copy, Default)]
struct Seen {
    point: bool,
    comma: bool,
}

impl Seen {
    fn or(self, other: Seen) -> Seen {
        Seen { point: self.point || other.point, comma: self.comma || other.comma }
    }

    fn decimal(self) -> Option<Decimal> {
        match (self.point, self.comma) {
            (true, false) => Some(Decimal::Point),
            (false, true) => Some(Decimal::Comma),
            (true, true) => Some(Decimal::Both),
            (false, false) => None,
        }
    }
}

/// What the numbers in `text` say, column by column; where those of the list say nothing, or not all the same, what
/// parts cells counts.
///
/// # Errors
/// Those of the text.
pub(super) fn find(text: impl BufRead, separator: u8) -> io::Result<Decimals> {
    let mut cells = Cells::new(text, separator, 1);
    let mut columns: Vec<Seen> = Vec::new();
    while let Some(row) = cells.next(MAX_COLUMNS)? {
        // What is no row of the list says nothing of the others, and a header has no numbers.
        if row.filled == 0 || row.trouble.is_some() || row.count < columns.len() {
            continue;
        }
        if columns.is_empty() {
            columns.resize(row.filled, Seen::default());
            continue;
        }
        columns.iter_mut().zip(&row.cells).for_each(|(seen, cell)| *seen = seen.or(said(cell)));
    }
    let list = match columns.iter().fold(Seen::default(), |all, seen| all.or(*seen)).decimal() {
        Some(said @ (Decimal::Point | Decimal::Comma)) => said,
        _ if separator == b';' => Decimal::Semicolons,
        Some(both) => both,
        None => Decimal::Unsaid,
    };
    Ok(Decimals::new(list, columns.into_iter().map(Seen::decimal).collect()))
}

fn said(cell: &[u8]) -> Seen {
    let may_say = cell.len() <= LONGEST && cell.iter().any(|b| matches!(b, b'.' | b','));
    let sign = may_say.then(|| std::str::from_utf8(cell).ok().and_then(decimal_sign)).flatten();
    Seen { point: sign == Some('.'), comma: sign == Some(',') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_numbers_of_a_list_say_it_together() {
        for (separator, list, want) in [
            (b';', "n;m\n25,3;1.290\n", Decimal::Comma),
            (b';', "n;m\n25.3;1.290\n", Decimal::Point),
            (b';', "n;m\n25;1.290\n", Decimal::Semicolons),
            (b';', "n;m\n25,3;8.5\n", Decimal::Semicolons),
            (b',', "n,m\n\"25,3\",1.290\n", Decimal::Comma),
            (b',', "n,m\n25,1.290\n", Decimal::Unsaid),
            (b',', "n,m\n$25.30,1.290\n", Decimal::Point),
            (b';', "n;m\n08.12.2026;1.234.567 €\n", Decimal::Comma),
            (b'\t', "n\tm\n8.5\t25,3\n", Decimal::Both),
            // Names and the header count for nothing, nor does a row of too few cells.
            (b',', "\"1,5\",m\n\"Lee, Ann\",St. 5\n", Decimal::Unsaid),
            (b',', "\n,\nn,m\n8.5\n", Decimal::Unsaid),
        ] {
            assert_eq!(find(list.as_bytes(), separator).unwrap().of(None), want, "{list}");
        }
    }

    #[test]
    fn a_column_says_it_for_itself() {
        let list = "visit\tshare\tgrant\tboth\n12.11\t25,3\t1.290\t8.5\n12.12\t\t980\t9,5\n";
        let found = find(list.as_bytes(), b'\t').unwrap();
        let columns = [0, 1, 2, 3].map(|column| found.of(Some(column)));
        assert_eq!(columns, [Decimal::Point, Decimal::Comma, Decimal::Both, Decimal::Both]);
    }

    /// What the first rows of a long list do not show, a later one may.
    #[test]
    fn the_last_row_counts_as_the_first() {
        let list = "n\n".to_owned() + &"1.290\n".repeat(20_000) + "\"25,3\"\n";
        assert_eq!(find(list.as_bytes(), b',').unwrap().of(Some(0)), Decimal::Comma);
    }
}
