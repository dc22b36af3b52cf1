//! The rows of a table: as many cells as it has columns, and a last row that is the sum that it says.

use super::Found;
use crate::base::{Span, Text};
use crate::block::Table;

const CODE: &str = "wrong-cell-count";

pub(super) fn check(t: &Table, at: Span, found: &mut Found<'_>) {
    let before = found.problems.len();
    let rows = &t.rows.cells;
    // `header: What, 2027, 2028`.
    let most = rows.iter().map(Vec::len).max().unwrap_or(0);
    if let ([only], true) = (t.header.as_slice(), most > 1)
        && only.contains(',')
    {
        let message = format!("the header is one cell and the rows have {}", count(most));
        return found.error(CODE, only.span, message, as_list("header: ", only));
    }
    let first = t.count();
    for (i, row) in rows.iter().enumerate() {
        let heads = row.len() == 1 && rows.get(i + 1).is_some_and(|below| below.len() == first);
        if let [only] = row.as_slice()
            && first > 1
            && is_row(only)
        {
            let message = format!("this row is one cell and the table has {}", count(first));
            found.error(CODE, only.span, message, as_list("- ", only));
        } else if row.len() != first && !heads {
            uneven(row, first, at, found);
        }
    }
    if t.align.len() > first {
        let message = format!("`align` is given for {} columns, and the table has {first}", t.align.len());
        found.error(CODE, at, message, "give one word a column");
    }
    // Of rows that are not whole nobody knows the sum.
    if found.problems.len() == before {
        total(t, found);
    }
}

/// A row with too many cells or too few.
fn uneven(row: &[Text], first: usize, at: Span, found: &mut Found<'_>) {
    if let Some((place, number)) = parted(row).filter(|_| row.len() > first) {
        let message = format!("`{number}` is read as two cells, because a comma parts them");
        return found.error(CODE, place, message, format!("put it in quotation marks: `\"{number}\"`"));
    }
    let place = row.first().map_or(at, |cell| cell.span);
    let message = format!("this row has {} and the table has {}", count(row.len()), count(first));
    let help = match row.len() {
        1 => "write `\"\"` for a cell that is empty; a row of one cell is the heading of the rows below it",
        n if n > first => "a comma parts two cells: put a cell that holds one in quotation marks",
        _ => "write `\"\"` for a cell that is empty",
    };
    found.error(CODE, place, message, help);
}

/// A number that its own comma has parted: `1,200` in a list.
fn parted(row: &[Text]) -> Option<(Span, String)> {
    row.windows(2).find_map(|pair| {
        let [a, b] = pair else { return None };
        let whole = a.trimmed().trim_start_matches(['$', '€', '£', '-', '\u{2212}', '+']);
        let head = (1..=3).contains(&whole.len()) && whole.bytes().all(|b| b.is_ascii_digit());
        let digits = b.trimmed().bytes().take_while(u8::is_ascii_digit).count();
        let beside = a.span.file == b.span.file && a.span.end + 1 == b.span.start;
        let number = format!("{},{}", a.trimmed(), b.trimmed());
        (head && digits == 3 && beside).then_some((Span { end: b.span.end, ..a.span }, number))
    })
}

/// Whether a text is a row whose brackets are missing: words, and figures behind commas.
fn is_row(text: &Text) -> bool {
    let mut parts = text.trimmed().split(", ").skip(1).peekable();
    let figure = |part: &str| {
        part.trim_start_matches(['$', '€', '£', '-', '\u{2212}']).starts_with(|c: char| c.is_ascii_digit())
    };
    parts.peek().is_some() && parts.all(figure)
}

fn as_list(before: &str, text: &Text) -> String {
    let words = text.trimmed();
    match words.chars().count() <= 60 {
        true => format!("put its cells in brackets: `{before}[{words}]`"),
        false => {
            format!("put its cells in brackets: `{before}[{}…]`", words.chars().take(40).collect::<String>())
        }
    }
}

fn total(t: &Table, found: &mut Found<'_>) {
    let (wrong, right) = t.wrong_sums();
    if wrong.len() > 1 && right == 0 {
        let at = wrong[0].at;
        let message = "`total: true`, and the last row is not the sum of those above it";
        let help = "add the row of the sums, or leave out `total: true`";
        return found.warning("wrong-total", at, message, help);
    }
    for sum in wrong {
        let message =
            format!("`{}` is not the sum of the figures above it, which is {}", sum.written, sum.sum);
        let help = "mend it or one of the figures; where the last row is no sum, leave out `total: true`";
        found.warning("wrong-total", sum.at, message, help);
    }
}

fn count(n: usize) -> String {
    if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") }
}
