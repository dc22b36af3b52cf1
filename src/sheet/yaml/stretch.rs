//! Where the words of a scalar stand in the file: lines of block scalars are indented there, folded lines
//! joined, quoted ones escaped.

/// Pairs of offset in `value` and in the file, a new one wherever the distance between the two changes.
/// `raw` is the scalar as written, `start` its place in the file.
pub(super) fn find(value: &str, raw: &str, start: u32) -> Vec<(u32, u32)> {
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    let mut at = 0;
    for (offset, word) in words(value) {
        // Between two words there is only white, an indent, a quotation mark or an escape.
        let window = floor(raw, at + word.len() + WINDOW);
        let rest = &raw[at..window];
        // Nearly always the word is the next; a search has to be set up.
        let white = rest.len() - rest.trim_start().len();
        let next = rest[white..].starts_with(word).then_some(white);
        let Some(found) = next.or_else(|| rest.find(word)) else { continue };
        let place = (offset as u32, start + (at + found) as u32);
        at += found + word.len();
        let known = stretches.last().is_some_and(|s| place.1.wrapping_sub(s.1) == place.0 - s.0);
        if !known {
            stretches.push(place);
        }
    }
    stretches
}

/// A deep indent and some empty lines; further away nothing is looked for, which keeps this linear.
const WINDOW: usize = 400;

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split_whitespace().map(move |w| (w.as_ptr() as usize - base, w))
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_indents_and_folds() {
        assert_eq!(find("one two", "one two", 7), [(0, 7)]);
        assert_eq!(find("one\n two\n", "one\n   two\n", 7), [(0, 7), (5, 14)]);
        assert_eq!(find("one two", "\"one\n  two\"", 0), [(0, 1), (4, 7)]);
        assert_eq!(find("a\"b c", "\"a\\\"b c\"", 0), [(4, 6)]);
    }
}
