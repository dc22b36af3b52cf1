//! Tables out of CSV files (RFC 4180): cells between commas, semicolons or tabs, quoted where they hold one.

use crate::base::{FileId, Span, Text};

/// What is read of a CSV file.
pub(super) struct Csv {
    /// The rows, each cell with its place. Lines without anything are passed over, and columns without anything.
    pub rows: Vec<Vec<Text>>,
    /// Where a quotation mark opens a cell that no other one closes.
    pub open: Option<Span>,
    /// What parts the cells.
    pub separator: char,
}

/// The rows of `text`, whose cells stand between what its first lines have most of.
pub(super) fn read(text: &str, file: FileId) -> Csv {
    let comma = separator(text);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let (mut at, mut open) = (0, None);
    while at < text.len() {
        let (cell, end, closed) = cell(text, at, file, comma);
        if !closed {
            open = Some(Span { file, start: at as u32, end: at as u32 + 1 });
        }
        row.push(cell);
        let rest = &text[end..];
        if rest.starts_with(comma) {
            at = end + comma.len_utf8();
            if at == text.len() {
                row.push(Text::new("", Span { file, start: at as u32, end: at as u32 }));
            }
            continue;
        }
        at = end + if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
        finish(&mut rows, &mut row);
    }
    finish(&mut rows, &mut row);
    without_blank_columns(&mut rows);
    Csv { rows, open, separator: comma }
}

/// What parts the cells: of comma, semicolon and tab the one that stands most often in the first line, outside of
/// quotation marks; a comma where none does.
fn separator(text: &str) -> char {
    let mut quoted = false;
    let mut counts = [('\t', 0), (';', 0), (',', 0)];
    for c in text.trim_start().chars() {
        quoted ^= c == '"';
        match c {
            '\n' | '\r' if !quoted => break,
            _ if quoted => {}
            c => counts.iter_mut().filter(|(sign, _)| *sign == c).for_each(|(_, n)| *n += 1),
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 0).map_or(',', |(sign, _)| sign)
}

/// Spreadsheets write empty columns behind the last that anybody filled.
fn without_blank_columns(rows: &mut [Vec<Text>]) {
    let filled = |row: &Vec<Text>| row.iter().rposition(|c| !c.is_blank()).map_or(0, |i| i + 1);
    let width = rows.iter().map(filled).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.truncate(width));
}

fn finish(rows: &mut Vec<Vec<Text>>, row: &mut Vec<Text>) {
    let row = std::mem::take(row);
    if row.iter().any(|cell| !cell.is_blank()) {
        rows.push(row);
    }
}

/// The cell that starts at `at`, the offset behind it, and whether its quotation marks are closed.
fn cell(text: &str, at: usize, file: FileId, comma: char) -> (Text, usize, bool) {
    let plain_end = |from: usize| text[from..].find([comma, '\n', '\r']).map_or(text.len(), |i| from + i);
    let make = |value: &str, start: usize, end: usize| {
        Text::new(value, Span { file, start: start as u32, end: end as u32 })
    };
    // White before a quotation mark is no part of the cell.
    let start = at + text[at..].len() - text[at..].trim_start_matches(' ').len();
    let Some(quoted) = text[start..].strip_prefix('"') else {
        let end = plain_end(at);
        return (make(text[at..end].trim(), at, end), end, true);
    };
    let mut value = String::new();
    let mut rest = quoted;
    let closed = loop {
        let Some(close) = rest.find('"') else {
            value.push_str(rest);
            rest = "";
            break false;
        };
        value.push_str(&rest[..close]);
        rest = &rest[close + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                value.push('"');
                rest = more;
            }
            None => break true,
        }
    };
    let behind = text.len() - rest.len();
    let end = plain_end(behind);
    // What stands behind the closing mark is kept, as spreadsheets do.
    value.push_str(text[behind..end].trim_end());
    (make(&value, start + 1, behind), end, closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let rows = read(text, FileId(0)).rows;
        rows.into_iter().map(|r| r.into_iter().map(|c| c.value).collect()).collect()
    }

    #[test]
    fn reads_quotes_and_empty_cells() {
        assert_eq!(
            cells("a,b\r\n\"x, \"\"y\"\"\",\n\n1,2,"),
            [vec!["a", "b"], vec!["x, \"y\"", ""], vec!["1", "2"]]
        );
        assert_eq!(cells("a, \"b\" c\n,\"1\n2\""), [["a", "b c"], ["", "1\n2"]]);
        assert_eq!(cells("\"open"), [["open"]]);
        assert_eq!(read("a\n\"open, 2\n3", FileId(0)).open, Some(Span { file: FileId(0), start: 2, end: 3 }));
        assert!(cells("").is_empty());
    }

    #[test]
    fn finds_what_parts_the_cells() {
        assert_eq!(cells("a;b\n1,5;2"), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(cells("a\tb\n1;2\t3"), [["a", "b"], ["1;2", "3"]]);
        assert_eq!(cells("\"a;b;c\",d"), [["a;b;c", "d"]]);
        assert_eq!(cells("one\ntwo"), [["one"], ["two"]]);
    }

    #[test]
    fn empty_columns_at_the_end_go() {
        assert_eq!(cells("a,b,,\n1,,,\n2,3,,"), [vec!["a", "b"], vec!["1", ""], vec!["2", "3"]]);
    }
}
