//! Names in prose, known because a list has filled them in: the name of a person, an office, a place. Readers look for
//! their own, so that none is hyphenated.

use crate::base::Text;
use crate::text::itemize::base_level;
use std::ops::Range;

/// A name has no more characters; what is longer is prose.
const LONGEST: usize = 80;
/// Shorter words are hyphenated by no language.
const SHORTEST: usize = 5;

/// The parts of `words`, which stand at `at` in `source`, and whether each is a name. From right to left nothing is
/// hyphenated, and all stays in one part.
pub fn parts<'w>(words: &'w str, at: Range<usize>, source: &Text, lang: &str) -> Vec<(&'w str, bool)> {
    let mut out = Vec::new();
    let mut done = 0;
    if source.is_filled() && base_level(lang) == 0 {
        for (offset, name) in names(at, source) {
            if let Some((start, end)) = find(words, name, done, offset) {
                out.extend((start > done).then(|| (&words[done..start], false)));
                out.push((&words[start..end], true));
                done = end;
            }
        }
    }
    if done < words.len() || out.is_empty() {
        out.push((&words[done..], false));
    }
    out
}

/// The names among the values filled in at `at`, each with its offset there.
fn names(at: Range<usize>, source: &Text) -> impl Iterator<Item = (usize, &str)> {
    let from = at.start;
    let near = move |r: &Range<usize>| r.start < at.end && at.start < r.end;
    let named = move |r: Range<usize>| Some((r.start.saturating_sub(from), source.value.get(r)?));
    source.filled().filter(near).filter_map(named).filter(|(_, value)| is_name(value))
}

/// Whether a value is a name that hyphens could part: it is short, and has a word of some length with a capital.
fn is_name(value: &str) -> bool {
    let long = |w: &str| w.len() >= SHORTEST && w.starts_with(char::is_uppercase);
    value.chars().count() <= LONGEST && value.split(|c: char| !c.is_alphabetic()).any(long)
}

/// Where a value stands in words that have been read, behind `done`: at its offset, or further on where signs of Markdown
/// before it are gone. A line's end in a cell has become a space.
fn find(words: &str, value: &str, done: usize, offset: usize) -> Option<(usize, usize)> {
    let value: String = value.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }).collect();
    let there = offset >= done && words.get(offset..).is_some_and(|rest| rest.starts_with(&value));
    let start = if there { offset } else { done + words.get(done..)?.find(&value)? };
    Some((start, start + value.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a text whose fields stand between `<` and `>`, names between stars.
    fn shown(marked: &str, lang: &str) -> String {
        let (mut value, mut filled) = (String::new(), Vec::new());
        for (i, part) in marked.split(['<', '>']).enumerate() {
            let start = value.len() as u32;
            value.push_str(part);
            if i % 2 == 1 {
                filled.push((start, value.len() as u32));
            }
        }
        let words = value.replace('\n', " ");
        let text = Text::made(value).with_filled(filled);
        let parts = parts(&words, 0..words.len(), &text, lang);
        parts
            .iter()
            .map(|(part, name)| if *name { format!("*{part}*") } else { (*part).to_owned() })
            .collect()
    }

    #[test]
    fn names_are_told_from_the_words_around_them() {
        for (marked, want) in [
            ("Has <Hassan Ortega> said so?", "Has *Hassan Ortega* said so?"),
            ("<Delegate> <Ann\nStone>", "*Delegate* *Ann Stone*"),
            ("Hassan and <Hassan>", "Hassan and *Hassan*"),
            ("<several offices> of <AP>", "several offices of AP"),
            ("nothing", "nothing"),
            ("", ""),
        ] {
            assert_eq!(shown(marked, "en"), want);
        }
        assert_eq!(shown("<Hassan Ortega> 3", "he"), "Hassan Ortega 3");
        let prose = "The committee has heard from families in every county of the state, and asks for peace.";
        assert_eq!(shown(&format!("<{prose}>"), "en"), prose);
    }
}
