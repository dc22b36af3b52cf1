//! Whether the first row of a chart's figures is their header, although its cells are numbers.

use super::names::place;
use super::number::amount;
use crate::base::Text;
use crate::text::numbers::is_year;

/// What the first row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// What the names and the figures are.
    Header,
    /// A name with its figures.
    Figures,
    /// Either: nobody can tell.
    Doubtful,
}

/// What the first of some rows is, whose numbers have `point` before their decimals.
pub fn first(rows: &[Vec<Text>], point: char) -> First {
    let Some(([corner, cells @ ..], below)) = rows.split_first().map(|(row, rest)| (row.as_slice(), rest))
    else {
        return First::Figures;
    };
    let words = |cell: &Text| amount(cell, point).is_err();
    if cells.iter().any(words) || cells.iter().all(|c| c.is_blank()) {
        return First::Header;
    }
    if below.is_empty() || place(corner).is_some() {
        return First::Figures;
    }
    let numbers: Vec<&str> = cells.iter().map(|c| c.trimmed()).filter(|c| !c.is_empty()).collect();
    if corner.is_blank() {
        let names = numbers.iter().all(|n| n.bytes().all(|b| b.is_ascii_digit()));
        return if names { First::Header } else { First::Figures };
    }
    if !numbers.iter().all(|n| is_year(n)) {
        // A word above years is their name, a word among words is one of them.
        let scale = below.iter().filter_map(|row| row.first()).all(|name| place(name).is_some());
        return if scale { First::Doubtful } else { First::Figures };
    }
    // Figures of the size of a year.
    let such = below.iter().flat_map(|row| row.iter().skip(1)).any(|c| is_year(c.trimmed()));
    let steps = |up: bool| numbers.windows(2).all(|w| if up { w[0] < w[1] } else { w[0] > w[1] });
    let row = numbers.len() > 1 && (steps(true) || steps(false));
    match (row, such) {
        (true, false) => First::Header,
        (false, true) => First::Figures,
        _ => First::Doubtful,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FileId, Span};

    #[test]
    fn years_and_empty_corners_make_a_header() {
        let at = Span { file: FileId(0), start: 0, end: 0 };
        for (rows, wanted) in [
            ("Country,2018,2019/Korea,4.9,4.6", First::Header),
            ("Country,2019,2018/Korea,4.9,4.6", First::Header),
            (",2018/Korea,4.9", First::Header),
            (",1,2/Korea,4.9,4.6", First::Header),
            ("Year,North/2018,4.9", First::Header),
            ("Year,/2018,4.9", First::Header),
            ("Country,2018/Korea,4.9", First::Doubtful),
            ("Country,2018,2019/Korea,1850,1900", First::Doubtful),
            ("Month,1,2/1,4.9,4.6", First::Doubtful),
            ("North,1800/South,1950", First::Figures),
            ("North,4.9/South,3", First::Figures),
            ("North,4.9,/South,3,2", First::Figures),
            ("North,–/South,3", First::Figures),
            ("2018,1800/2019,350", First::Figures),
            ("2018,4.9,/2019,3,2", First::Figures),
            (",4.9/South,3", First::Figures),
        ] {
            let row = |line: &str| line.split(',').map(|c| Text::new(c, at)).collect();
            let rows_of: Vec<Vec<Text>> = rows.split('/').map(row).collect();
            assert_eq!(first(&rows_of, '.'), wanted, "{rows}");
        }
    }
}
