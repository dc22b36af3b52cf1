//! Whether the last row of a table is the sum of the others. Says nothing where that cannot be told: of percentages,
//! rates and words.

use super::Table;
use crate::base::{Span, Text};
use crate::block::chart::number::{Amount, amount};

/// A figure in the last row that is not the sum of those above it.
pub struct Wrong {
    /// Where it stands.
    pub at: Span,
    /// As it is written.
    pub written: String,
    /// The sum.
    pub sum: String,
}

impl Table {
    /// What is wrong in the last row, with how many of its figures are right; nothing where it is not marked as a sum.
    pub fn wrong_sums(&self) -> (Vec<Wrong>, usize) {
        let rows = &self.rows.cells;
        let (Some((last, above)), true) = (rows.split_last(), self.total) else { return (Vec::new(), 0) };
        let above: Vec<&Vec<Text>> = above.iter().filter(|row| row.len() == last.len()).collect();
        let mut wrong = Vec::new();
        let mut right = 0;
        for (c, cell) in last.iter().enumerate().skip(1) {
            match column(&above, c, cell) {
                Some(Ok(())) => right += 1,
                Some(Err(sum)) => {
                    wrong.push(Wrong { at: cell.span, written: cell.trimmed().to_owned(), sum });
                }
                None => {}
            }
        }
        (wrong, right)
    }
}

/// Whether `total` is the sum of column `c`, and which sum it should be; `None` where nobody can tell. Right is what is
/// right with a point before decimals or with a comma, wrong what is wrong with both.
fn column(above: &[&Vec<Text>], c: usize, total: &Text) -> Option<Result<(), String>> {
    let read = |point: char| {
        let figures: Option<Vec<_>> = above.iter().map(|row| figure(&row[c], point)).collect();
        Some((figures?, figure(total, point)??))
    };
    let readings = ['.', ','].into_iter().filter_map(read);
    let mut all: Vec<_> = readings.map(|(figures, total)| judge(figures, total)).collect();
    if all.contains(&Some(Ok(()))) {
        return Some(Ok(()));
    }
    if all.contains(&None) || all.is_empty() { None } else { all.swap_remove(0) }
}

fn judge(figures: Vec<Option<Amount>>, total: Amount) -> Option<Result<(), String>> {
    let figures: Vec<Amount> = figures.into_iter().flatten().collect();
    if figures.len() < 2 {
        return None;
    }
    let decimals = figures.iter().map(|f| f.decimals).max().unwrap_or(0);
    let sum: f64 = figures.iter().map(|f| f.number).sum();
    let (least, most) =
        figures.iter().fold((f64::MAX, f64::MIN), |(a, b), f| (a.min(f.number), b.max(f.number)));
    // Each figure may be off by half its last place, the total by half its own.
    let half = |decimals: usize| (0..decimals).fold(0.5, |half, _| half / 10.0);
    let slack = half(decimals) * figures.len() as f64 + half(total.decimals);
    let near = |wanted: f64| (total.number - wanted).abs() <= slack * 1.0001;
    // A mean or a rate lies between its parts; subtotals among the rows count twice.
    let other = (least..=most).contains(&total.number) || near(sum / 2.0);
    if near(sum) {
        return Some(Ok(()));
    }
    (!other).then(|| Err(format!("{sum:.decimals$}")))
}

/// The number of a cell without its marks, with `point` before decimals, `Some(None)` where it is empty; `None` of words and percentages.
fn figure(cell: &Text, point: char) -> Option<Option<Amount>> {
    let words = cell.trimmed();
    let words = words.split(['[', '^']).next().unwrap_or(words);
    let plain: String = words.chars().filter(|c| !matches!(c, '*' | '_' | '$' | '€' | '£' | '¥')).collect();
    amount(&plain, point).ok()
}

#[cfg(test)]
mod tests {
    use super::super::Rows;
    use super::*;
    use crate::base::FileId;

    fn sums(rows: &[&[&str]]) -> (Vec<String>, usize) {
        let at = Span { file: FileId(0), start: 0, end: 0 };
        let cells = rows.iter().map(|r| r.iter().map(|c| Text::new(*c, at)).collect()).collect();
        let table = Table { rows: Rows { cells, csv: None }, total: true, ..Table::default() };
        let (wrong, right) = table.wrong_sums();
        (wrong.into_iter().map(|w| format!("{} for {}", w.written, w.sum)).collect(), right)
    }

    #[test]
    fn a_wrong_sum_is_found_and_what_only_looks_wrong_is_not() {
        let of =
            |total: &str| sums(&[&["a", "4.2"], &["b", "9.8"], &["Group"], &["c", "6.6"], &["All", total]]);
        assert_eq!(of("20.6"), (vec![], 1));
        assert_eq!(of("**$20.6**[@s]"), (vec![], 1));
        assert_eq!(of("20.9"), (vec!["20.9 for 20.6".to_owned()], 0));
        // Rounded, a mean, a percentage, nothing, words.
        for fine in ["21", "7.1", "20.9%", "", "more"] {
            assert_eq!(of(fine).0, [""; 0], "{fine}");
        }
        assert_eq!(sums(&[&["a", "33%"], &["b", "33%"], &["All", "99%"]]).0, [""; 0]);
        let subtotal =
            sums(&[&["a", "1"], &["b", "2"], &["Both", "3"], &["c", "4"], &["c", "4"], &["All", "7"]]);
        assert_eq!(subtotal.0, [""; 0]);
        assert_eq!(sums(&[&["a", "1,200"], &["b", "1,300"], &["All", "2,600"]]).0, ["2,600 for 2500"]);
        // German: a point parts thousands, a comma decimals.
        assert_eq!(sums(&[&["a", "1.200"], &["b", "980"], &["Summe", "2.180"]]), (vec![], 1));
        let german = |total: &str| sums(&[&["a", "4,5"], &["b", "0,25"], &["Summe", total]]);
        assert_eq!((german("4,75"), german("4,95").0.len()), ((vec![], 1), 1));
    }
}
