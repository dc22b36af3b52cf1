//! Notes inside brackets: `[words^[note]](address)`, `[sic^[note]]`. Markdown's reader looks for notes only
//! outside brackets and leaves these as words; here they are found among the words of a line. Loses no word.

use super::{Inline, InlineKind};
use std::ops::Range;

/// A note's beginning that is none.
pub(super) enum Stray {
    /// It is not closed, or holds nothing.
    Open(Range<usize>),
    /// It stands within another note.
    Nested(Range<usize>),
}

/// A note that is not closed yet.
struct Open {
    /// Its first piece in what has been read.
    first: usize,
    /// Brackets that are open in it, its own included.
    depth: usize,
    /// Where its sign stands.
    at: usize,
}

/// Whether a note begins among the words.
pub(super) fn any(line: &[Inline]) -> bool {
    line.iter().any(|i| matches!(&i.kind, InlineKind::Text(t) if t.contains(SIGN)))
}

/// Makes notes of the words between `^[` and the bracket that closes it.
pub(super) fn notes(line: Vec<Inline>, stray: &mut Vec<Stray>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(line.len() + 2);
    let mut open = None;
    for inline in line {
        match inline.kind {
            InlineKind::Text(text) => words(&text, inline.at, &mut open, &mut out, stray),
            _ => out.push(inline),
        }
    }
    if let Some(open) = open {
        restore(open, &mut out, stray);
    }
    out
}

const SIGN: &str = "^[";

fn words(
    text: &str,
    at: Range<usize>,
    open: &mut Option<Open>,
    out: &mut Vec<Inline>,
    stray: &mut Vec<Stray>,
) {
    let place = |i: usize| (at.start + i).min(at.end);
    let mut done = 0;
    for (i, sign) in text.match_indices(['[', ']']) {
        let begins = sign == "[" && text[..i].ends_with('^');
        match open.as_mut() {
            None if begins => {
                push(&text[done..i - 1], place(done)..place(i - 1), out);
                *open = Some(Open { first: out.len(), depth: 1, at: place(i - 1) });
                done = i + 1;
            }
            None => {}
            Some(note) if sign == "[" => {
                note.depth += 1;
                if begins {
                    stray.push(Stray::Nested(place(i - 1)..place(i + 1)));
                }
            }
            Some(note) => note.depth -= 1,
        }
        if let Some(note) = open.take_if(|note| note.depth == 0) {
            push(&text[done..i], place(done)..place(i), out);
            done = i;
            if note.first == out.len() {
                restore(note, out, stray);
            } else {
                let held = out.split_off(note.first);
                out.push(Inline { kind: InlineKind::Note(None, held), at: note.at..place(i + 1) });
                done += 1;
            }
        }
    }
    push(&text[done..], place(done)..at.end, out);
}

/// Gives the words back their sign.
fn restore(open: Open, out: &mut Vec<Inline>, stray: &mut Vec<Stray>) {
    let at = open.at..open.at + SIGN.len();
    out.insert(open.first, Inline { kind: InlineKind::Text(SIGN.into()), at: at.clone() });
    stray.push(Stray::Open(at));
}

fn push(text: &str, at: Range<usize>, out: &mut Vec<Inline>) {
    if !text.is_empty() {
        out.push(Inline { kind: InlineKind::Text(text.into()), at });
    }
}
