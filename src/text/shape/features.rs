//! The OpenType features that a style asks for. What is on by default (kerning, standard ligatures, marks,
//! contextual forms, localised forms) is not named.

use super::ShapedRun;
use crate::text::itemize::Form;
use crate::text::{Caps, Figures};
use harfrust::{Feature, Tag};
use std::ops::Range;

/// The features of a run, in an order that depends on the style alone.
pub fn features(run: &ShapedRun) -> Vec<Feature> {
    let style = &run.style;
    let mut tags: Vec<(&[u8; 4], u32)> = Vec::with_capacity(4);
    if run.form == Form::Superior {
        // Alone: an old-style figure no longer is the figure that `sups` looks for.
        tags.push((b"sups", 1));
    } else {
        match (style.figures, style.caps) {
            (Figures::Tabular, _) => tags.extend([(b"tnum", 1), (b"lnum", 1)]),
            // As high as the letters beside them.
            (_, Caps::AllSmall) => tags.extend([(b"onum", 1), (b"pnum", 1)]),
            // Old-style figures fall among capitals like descenders.
            (Figures::Lining, _) | (_, Caps::All) => tags.extend([(b"lnum", 1), (b"pnum", 1)]),
            (Figures::OldStyle, _) => tags.extend([(b"onum", 1), (b"pnum", 1)]),
        }
        match style.caps {
            Caps::Small => tags.push((b"smcp", 1)),
            Caps::AllSmall => tags.extend([(b"smcp", 1), (b"c2sc", 1)]),
            // Hyphens, dashes and brackets at the height of capitals.
            Caps::All => tags.push((b"case", 1)),
            Caps::AsWritten => {}
        }
    }
    // A ligature would stay tight among letters that are spaced.
    if style.tracking != 0.0 && !run.is_joined() {
        tags.extend([(b"liga", 0), (b"clig", 0)]);
    }
    tags.into_iter().map(|(tag, value)| Feature::new(Tag::new(tag), value, ..)).collect()
}

/// Half widths for the angle and corner brackets of a Korean run: KLREQ sets them on half an em, their faces draw
/// them on a whole one, so that a title in 《 》 would stand in two holes.
pub fn half_widths(run: &ShapedRun, text: &str, part: &Range<usize>) -> Vec<Feature> {
    if !run.style.lang.starts_with("ko") {
        return Vec::new();
    }
    let brackets = text[part.clone()].char_indices().filter(|(_, c)| matches!(c, '〈'..='】' | '〔' | '〕'));
    // Not `Feature::new`, which takes one off the end of a range that is open there.
    let half = |(at, c): (usize, char)| {
        let (start, end) = ((part.start + at) as u32, (part.start + at + c.len_utf8()) as u32);
        Feature { tag: Tag::new(b"halt"), value: 1, start, end }
    };
    brackets.map(half).collect()
}

/// Lining figures for those of a name in capitals among old-style ones: `COVID-19`, `A4`, `CO2`, `5G`, `B61-12`,
/// `S/RES/2270`. A number that stands by itself keeps the figures of the text, whatever goes before it (`H.R. 1369`).
pub fn among_capitals(run: &ShapedRun, text: &str, part: &Range<usize>) -> Vec<Feature> {
    let old_style = run.style.figures == Figures::OldStyle && run.style.caps == Caps::AsWritten;
    if !old_style || run.form == Form::Superior {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let mut list: Vec<Feature> = Vec::new();
    let mut at = part.start;
    while let Some(start) = (at..part.end).find(|&i| bytes[i].is_ascii_digit()) {
        // The whole number, so that a line's end within it changes nothing.
        let first = (0..start).rev().take_while(|&i| bytes[i].is_ascii_digit()).last().unwrap_or(start);
        let end = (start..bytes.len()).find(|&i| !bytes[i].is_ascii_digit()).unwrap_or(bytes.len());
        at = end;
        if names(&text[..first], &text[end..]) {
            let (start, end) = (start as u32, end.min(part.end) as u32);
            let set = |tag: &[u8; 4], value| Feature { tag: Tag::new(tag), value, start, end };
            list.extend([set(b"onum", 0), set(b"lnum", 1)]);
        }
    }
    list
}

/// Whether a number between these texts is part of a name in capitals.
fn names(before: &str, after: &str) -> bool {
    let joined = |c: char| matches!(c, '-' | '/' | '+' | '\u{2010}' | '\u{2011}');
    let point = |c: char| matches!(c, '.' | ',');
    let mut next = after.trim_start_matches(|c: char| c.is_ascii_digit() || point(c)).chars();
    if next.next().is_some_and(char::is_uppercase) && !next.next().is_some_and(char::is_lowercase) {
        return true;
    }
    let mut last = before.chars().rev().peekable();
    // Over the other numbers of the name: the 61 before the 12 of `B61-12`, the 2 of `PM2.5`.
    let mut number = true;
    while let Some(c) = last.next_if(|&c| joined(c) || c.is_ascii_digit() || (number && point(c))) {
        number = c.is_ascii_digit();
    }
    last.next().is_some_and(char::is_uppercase) && !last.next().is_some_and(char::is_lowercase)
}
