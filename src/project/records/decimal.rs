//! What stands before the decimals of a list between separators: takes its beginning, gives what its numbers say
//! together.

use super::cells::{Cells, Trouble};
use super::fault::MAX_COLUMNS;
use super::separator::SAMPLE;
use crate::sheet::merge::{Decimal, decimal_sign};

/// What the numbers in `sample`, the beginning of a text, say; where they say nothing, or not all the same, what parts
/// cells counts.
pub(super) fn find(sample: &[u8], separator: u8) -> Decimal {
    let mut cells = Cells::new(sample, separator, 1);
    let mut rows: Vec<_> = std::iter::from_fn(|| cells.next(MAX_COLUMNS).ok().flatten()).skip(1).collect();
    // The last may have been cut, and a number with it.
    if sample.len() >= SAMPLE {
        rows.pop();
    }
    let whole = rows.iter().filter(|row| !matches!(row.trouble, Some(Trouble::Open { .. })));
    let (mut point, mut comma) = (false, false);
    for cell in whole.flat_map(|row| &row.cells) {
        let sign = std::str::from_utf8(cell).ok().and_then(decimal_sign);
        (point, comma) = (point || sign == Some('.'), comma || sign == Some(','));
    }
    match (point, comma) {
        (true, false) => Decimal::Point,
        (false, true) => Decimal::Comma,
        _ if separator == b';' => Decimal::Semicolons,
        _ => Decimal::Unsaid,
    }
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
            // Names and the header count for nothing.
            (b',', "\"1,5\",m\n\"Lee, Ann\",St. 5\n", Decimal::Unsaid),
        ] {
            assert_eq!(find(list.as_bytes(), separator), want, "{list}");
        }
        let mut long = "n\n".to_owned() + &"12345678\n".repeat(SAMPLE / 9 - 1);
        long.push_str(&"1,290"[..SAMPLE.saturating_sub(long.len()).min(4)]);
        long.push_str(&"0".repeat(SAMPLE - long.len()));
        assert_eq!(find(long.as_bytes(), b';'), Decimal::Semicolons);
    }
}
