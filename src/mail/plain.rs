//! A message as plain text: for readers that show no HTML, and for those who are read to.

use super::cells;
use super::wrap::{width, wrap};
use crate::text::markup::{Block, BlockKind, Inline, InlineKind};

/// Columns of a line, with room for the signs of an answer (RFC 3676, 4.2).
const MEASURE: usize = 72;

/// The blocks as lines that end with `\n`.
pub(super) fn text(blocks: &[Block]) -> String {
    let mut out = lines(blocks, MEASURE).join("\n");
    out.push('\n');
    out
}

fn lines(blocks: &[Block], measure: usize) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        if !out.is_empty() {
            out.push(String::new());
        }
        out.extend(block_lines(block, measure));
    }
    out
}

fn block_lines(block: &Block, measure: usize) -> Vec<String> {
    match &block.kind {
        BlockKind::Para(inlines) => wrap(&words(inlines), measure),
        BlockKind::Heading(level, inlines) => heading(*level, &wrap(&words(inlines), measure)),
        BlockKind::List { start, tight, items } => list(*start, *tight, items, measure),
        BlockKind::Quote(blocks) => lines(blocks, measure - 2).iter().map(|l| indented("> ", l)).collect(),
        BlockKind::Table { align, header, rows } => {
            let cells =
                |row: &Vec<Vec<Inline>>| row.iter().map(|cell| words(cell).replace('\n', " ")).collect();
            cells::lines(align, &cells(header), &rows.iter().map(cells).collect::<Vec<_>>(), measure)
        }
        BlockKind::Code(code) => code.lines().map(|line| indented("    ", line)).collect(),
        BlockKind::Rule => vec!["* * *".to_owned()],
    }
}

/// The great headings are underlined.
fn heading(level: u8, lines: &[String]) -> Vec<String> {
    let rule = if level == 1 { "=" } else { "-" };
    let longest = lines.iter().map(|l| width(l)).max().unwrap_or_default();
    let rule = (level <= 2).then(|| rule.repeat(longest));
    lines.iter().cloned().chain(rule).collect()
}

fn list(start: Option<usize>, tight: bool, items: &[Vec<Block>], measure: usize) -> Vec<String> {
    let mut out = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let sign = start.map_or("- ".to_owned(), |n| format!("{}. ", n.saturating_add(i)));
        let inner = match tight {
            true => item.iter().flat_map(|b| block_lines(b, measure.saturating_sub(sign.len()))).collect(),
            false => lines(item, measure.saturating_sub(sign.len())),
        };
        if !tight && i > 0 {
            out.push(String::new());
        }
        let hang = " ".repeat(sign.len());
        out.extend(inner.iter().enumerate().map(|(n, l)| indented(if n == 0 { &sign } else { &hang }, l)));
        if inner.is_empty() {
            out.push(sign.trim_end().to_owned());
        }
    }
    out
}

fn indented(sign: &str, line: &str) -> String {
    format!("{sign}{line}").trim_end().to_owned()
}

/// The words with where links lead behind them; a forced break is a line's end.
fn words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Literal(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Emph(kids) | InlineKind::Strong(kids) | InlineKind::Passage(_, kids) => {
                out.push_str(&words(kids));
            }
            InlineKind::Link(target, kids) => out.push_str(&link(target, &words(kids))),
            InlineKind::Break => out.push('\n'),
            InlineKind::Cite(_) | InlineKind::Note(..) => {}
        }
    }
    out
}

/// `text (address)`; the address once where the text is one.
fn link(target: &str, text: &str) -> String {
    let bare = |address: &str| {
        let schemes = ["mailto:", "tel:", "https://", "http://"];
        let bare = schemes.iter().find_map(|s| address.strip_prefix(s)).unwrap_or(address);
        bare.trim_end_matches('/').to_lowercase()
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let same = bare(target) == bare(text) || target.starts_with("tel:") && digits(target) == digits(text);
    match (same, text.trim().is_empty()) {
        (true, _) => text.to_owned(),
        (_, true) => target.to_owned(),
        _ => format!("{text} ({})", target.strip_prefix("mailto:").unwrap_or(target)),
    }
}
