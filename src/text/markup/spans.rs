//! Passages in another language, as Pandoc and Quarto write them: `[Le Monde]{lang=fr}`. Markdown's reader leaves the
//! brackets as words; here they are found among the words of a line. Loses no word: what is no passage stays.

use super::{Inline, InlineKind};
use std::ops::Range;

/// What stands behind a passage, up to its language.
const SIGN: &str = "]{lang=";

/// Whether a passage may end among the words.
pub(super) fn any(line: &[Inline]) -> bool {
    line.iter().any(|i| matches!(&i.kind, InlineKind::Text(t) if t.contains(SIGN)))
}

/// Makes passages of the words between a bracket and the `]{lang=…}` that closes it.
pub(super) fn passages(line: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(line.len() + 2);
    // Where in `out` the brackets stand that are open.
    let mut open: Vec<usize> = Vec::new();
    for inline in line {
        match inline.kind {
            InlineKind::Text(text) => words(&text, inline.at, &mut open, &mut out),
            _ => out.push(inline),
        }
    }
    out
}

fn words(text: &str, at: Range<usize>, open: &mut Vec<usize>, out: &mut Vec<Inline>) {
    let place = |i: usize| (at.start + i).min(at.end);
    let push = |r: Range<usize>, out: &mut Vec<Inline>| {
        if !r.is_empty() {
            let at = place(r.start)..place(r.end);
            out.push(Inline { kind: InlineKind::Text(text[r].to_owned()), at });
        }
    };
    let mut done = 0;
    for (i, sign) in text.match_indices(['[', ']']) {
        if i < done {
            continue;
        }
        push(done..i, out);
        done = i;
        if sign == "[" {
            open.push(out.len());
            continue;
        }
        let Some(start) = open.pop() else { continue };
        let Some((lang, length)) = language(&text[i..]) else { continue };
        let mut kids = out.split_off(start.min(out.len()));
        take_bracket(&mut kids);
        let from = kids.first().map_or(place(i), |k| k.at.start);
        done = i + length;
        out.push(Inline { kind: InlineKind::Passage(lang, kids), at: from..place(done) });
    }
    push(done..text.len(), out);
}

/// The bracket that opens a passage is the first character of its words.
fn take_bracket(kids: &mut Vec<Inline>) {
    if let Some(InlineKind::Text(first)) = kids.first_mut().map(|k| &mut k.kind) {
        first.remove(0);
        if first.is_empty() {
            kids.remove(0);
        }
    }
}

/// The language behind a passage that ends here, and how long its end is.
fn language(end: &str) -> Option<(String, usize)> {
    let (tag, _) = end.strip_prefix(SIGN)?.split_once('}')?;
    let bare = tag.trim_matches(['"', '\'']);
    let mut parts = bare.split('-');
    let letters = |p: &str| p.bytes().all(|b| b.is_ascii_alphabetic());
    let first = parts.next().is_some_and(|p| matches!(p.len(), 2 | 3) && letters(p));
    let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    (first && rest).then(|| (bare.to_owned(), SIGN.len() + tag.len() + 1))
}
