//! What the codes of a subset mean, as a CMap. printpdf writes a line for each code and a page of comments; the
//! codes of a subset follow one another, so a list of their texts is enough.

use super::super::glyphs::Subset;
use lopdf::{Dictionary, Stream};
use std::fmt::Write;

/// Only the low byte changes within a range (ISO 32000-1, 9.10.3).
const LONGEST: usize = 256;
/// Ranges of one block (Adobe Technical Note 5014, 4.2).
const IN_BLOCK: usize = 100;

/// Laid out as it always is: not every reader parses PostScript, some look for lines.
const HEAD: &str = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
    /CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n\
    /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
    1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
const FOOT: &str = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

/// The stream of `/ToUnicode`. The first code is `.notdef`, which no page shows.
pub(super) fn map(subset: &Subset) -> Stream {
    let texts: Vec<&str> = subset.codes.iter().map(|c| c.text.as_str()).collect();
    Stream::new(Dictionary::new(), written(&texts).into_bytes())
}

fn written(texts: &[&str]) -> String {
    let (mut ranges, mut chars) = (Vec::new(), Vec::new());
    let codes: Vec<(usize, &str)> = (0..).zip(texts.iter().copied()).skip(1).collect();
    for run in codes.chunk_by(|a, b| is_narrow(a.1) && is_narrow(b.1) && !b.0.is_multiple_of(LONGEST)) {
        match run {
            [] => {}
            [one] => chars.push(char_line(one)),
            many => ranges.push(range_line(many)),
        }
    }
    let mut out = HEAD.to_owned();
    block(&mut out, "bfrange", &ranges);
    block(&mut out, "bfchar", &chars);
    out.push_str(FOOT);
    out
}

/// Whether a text is one character of Latin-1. Ghostscript's `txtwrite` (10.00) makes one byte of every other that
/// stands in the list of a range.
fn is_narrow(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c <= '\u{ff}') && chars.next().is_none()
}

fn char_line((code, text): &(usize, &str)) -> String {
    let mut line = format!("<{code:04X}> ");
    utf16(&mut line, text);
    line
}

fn range_line(run: &[(usize, &str)]) -> String {
    let mut line = format!("<{:04X}> <{:04X}> [", run[0].0, run[run.len() - 1].0);
    for (i, (_, text)) in run.iter().enumerate() {
        line.push_str(if i > 0 { " " } else { "" });
        utf16(&mut line, text);
    }
    line + "]"
}

/// The lines of one kind, in blocks of what a block may hold.
fn block(out: &mut String, kind: &str, lines: &[String]) {
    for lines in lines.chunks(IN_BLOCK) {
        let _ = writeln!(out, "{} begin{kind}\n{}\nend{kind}", lines.len(), lines.join("\n"));
    }
}

/// A text as a string of hexadecimal digits, never an empty one, which some readers stumble over.
fn utf16(out: &mut String, text: &str) {
    out.push('<');
    let text = if text.is_empty() { "\u{200b}" } else { text };
    for unit in text.encode_utf16() {
        let _ = write!(out, "{unit:04X}");
    }
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_counted_from_one_and_ranges_end_with_their_byte() {
        let body = |texts: &[&str]| written(texts)[HEAD.len()..].replace(FOOT, "");
        let ranges = "1 beginbfrange\n<0001> <0002> [<0041> <0062>]\nendbfrange\n";
        let chars = "3 beginbfchar\n<0003> <00660069>\n<0004> <D83DDE00>\n<0005> <0063>\nendbfchar\n";
        assert_eq!(body(&["\u{fffd}", "A", "b", "fi", "😀", "c"]), format!("{ranges}{chars}"));
        assert_eq!(body(&["\u{fffd}"]), "");
        let many = body(&["x"; 258]);
        assert!(
            many.contains("\n<0001> <00FF> [") && many.contains("\n<0100> <0101> [<0078> <0078>]"),
            "{many}"
        );
    }
}
