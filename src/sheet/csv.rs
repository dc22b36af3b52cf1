//! Tables out of CSV files (RFC 4180): cells between commas, quoted where they hold one. Tabs in `.tsv`.

use crate::base::{FileId, Span, Text};

/// The rows of `text`, each cell with its place. Lines without anything are passed over.
pub(super) fn rows(text: &str, file: FileId, comma: char) -> Vec<Vec<Text>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (cell, end) = cell(text, at, file, comma);
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
    rows
}

fn finish(rows: &mut Vec<Vec<Text>>, row: &mut Vec<Text>) {
    let row = std::mem::take(row);
    if row.iter().any(|cell| !cell.is_blank()) {
        rows.push(row);
    }
}

/// The cell that starts at `at`, and the offset behind it.
fn cell(text: &str, at: usize, file: FileId, comma: char) -> (Text, usize) {
    let plain_end = |from: usize| text[from..].find([comma, '\n', '\r']).map_or(text.len(), |i| from + i);
    let make = |value: String, start: usize, end: usize| {
        Text::new(value, Span { file, start: start as u32, end: end as u32 })
    };
    let Some(quoted) = text[at..].strip_prefix('"') else {
        let end = plain_end(at);
        return (make(text[at..end].trim().to_owned(), at, end), end);
    };
    let mut value = String::new();
    let mut rest = quoted;
    loop {
        let close = rest.find('"').unwrap_or(rest.len());
        value.push_str(&rest[..close]);
        rest = rest.get(close + 1..).unwrap_or_default();
        match rest.strip_prefix('"') {
            Some(more) => {
                value.push('"');
                rest = more;
            }
            None => break,
        }
    }
    let closed = text.len() - rest.len();
    (make(value, at + 1, closed), plain_end(closed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let rows = rows(text, FileId(0), ',');
        rows.into_iter().map(|r| r.into_iter().map(|c| c.value).collect()).collect()
    }

    #[test]
    fn reads_quotes_and_empty_cells() {
        assert_eq!(
            cells("a,b\r\n\"x, \"\"y\"\"\",\n\n1,2,"),
            [vec!["a", "b"], vec!["x, \"y\"", ""], vec!["1", "2", ""]]
        );
        assert_eq!(cells("\"open"), [["open"]]);
        assert!(cells("").is_empty());
    }
}
