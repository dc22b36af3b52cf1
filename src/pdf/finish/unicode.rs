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
    let mut out = HEAD.to_owned();
    let ranges: Vec<(usize, &[&str])> = (0..)
        .step_by(LONGEST)
        .zip(texts.chunks(LONGEST))
        .map(|(first, list)| match first {
            0 => (1, list.get(1..).unwrap_or_default()),
            _ => (first, list),
        })
        .filter(|(_, list)| !list.is_empty())
        .collect();
    for block in ranges.chunks(IN_BLOCK) {
        let _ = writeln!(out, "{} beginbfrange", block.len());
        for (first, list) in block {
            let _ = write!(out, "<{first:04X}> <{:04X}> [", first + list.len() - 1);
            for (i, text) in list.iter().enumerate() {
                out.push_str(if i > 0 { " " } else { "" });
                utf16(&mut out, text);
            }
            out.push_str("]\n");
        }
        out.push_str("endbfrange\n");
    }
    out.push_str(FOOT);
    out
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
        let expected = "1 beginbfrange\n<0001> <0003> [<0041> <00660069> <D83DDE00>]\nendbfrange\n";
        assert_eq!(body(&["\u{fffd}", "A", "fi", "😀"]), expected);
        assert_eq!(body(&["\u{fffd}"]), "");
        let many = body(&["x"; 258]);
        assert!(
            many.contains("\n<0001> <00FF> [") && many.contains("\n<0100> <0101> [<0078> <0078>]"),
            "{many}"
        );
    }
}
