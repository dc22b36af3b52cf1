//! A shaped paragraph as a row of clusters, the smallest pieces that can be told apart, with running sums of
//! what they add to a line, so that any line is measured in constant time.

use super::shape::{Glyph, ShapedRun};
use std::ops::{Add, Range, Sub};

/// What a cluster is to the setting of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Anything that is printed.
    Ink,
    /// A word space: it stretches and shrinks.
    Space,
    /// Another blank: keeps its width, is dropped at a line's end.
    Blank,
    /// Line separators and invisible signs for the breaker and for directions: U+00AD, U+200B, U+2060.
    Control,
}

/// Characters that were shaped together, in logical order.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Its bytes in the paragraph.
    pub range: Range<usize>,
    /// Index of its run.
    pub run: usize,
    /// Its glyphs, in the list that it came with.
    pub glyphs: Range<usize>,
    /// Sum of their advances.
    pub width: f64,
    /// What it is.
    pub class: Class,
    /// Whether the line may begin here without shaping anew.
    pub safe: bool,
}

/// What a row of clusters adds to a line. Lengths in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    /// Natural width.
    pub width: f64,
    /// Of this, word spaces.
    pub spaces: f64,
    /// Of this, glyphs that may be expanded.
    pub glyphs: f64,
    /// Sum of the sizes of what letterspacing may come after.
    pub letters: f64,
}

impl Add for Sum {
    type Output = Sum;
    fn add(self, o: Sum) -> Sum {
        Sum {
            width: self.width + o.width,
            spaces: self.spaces + o.spaces,
            glyphs: self.glyphs + o.glyphs,
            letters: self.letters + o.letters,
        }
    }
}

impl Sub for Sum {
    type Output = Sum;
    fn sub(self, o: Sum) -> Sum {
        Sum {
            width: self.width - o.width,
            spaces: self.spaces - o.spaces,
            glyphs: self.glyphs - o.glyphs,
            letters: self.letters - o.letters,
        }
    }
}

/// Cuts the `glyphs` of `run`, in logical order and covering the bytes of `range`, into clusters.
pub fn clusters(text: &str, run: usize, range: Range<usize>, glyphs: &[Glyph], out: &mut Vec<Cluster>) {
    let (mut g, mut at) = (0, range.start);
    while at < range.end {
        let first = g;
        let byte = glyphs.get(g).map(|x| x.cluster as usize);
        while g < glyphs.len() && glyphs[g].cluster as usize == byte.unwrap_or(0) {
            g += 1;
        }
        let end = glyphs.get(g).map_or(range.end, |x| (x.cluster as usize).clamp(at, range.end));
        let width = glyphs[first..g].iter().map(|x| x.advance.0).fold(0.0, Add::add);
        let safe = glyphs.get(first).is_none_or(|x| !x.unsafe_to_break);
        let class = class(&text[at..end]);
        let width = if class == Class::Control { 0.0 } else { width };
        out.push(Cluster { range: at..end, run, glyphs: first..g, width, class, safe });
        if end == at && g == glyphs.len() {
            break;
        }
        at = end;
    }
}

fn class(chars: &str) -> Class {
    // Nearly every cluster is a character of ASCII.
    if let [byte] = chars.as_bytes() {
        match byte {
            b' ' => return Class::Space,
            b'!'..=b'~' => return Class::Ink,
            _ => {}
        }
    }
    let all = |f: fn(char) -> bool| chars.chars().all(f);
    if all(is_control) {
        Class::Control
    } else if all(|c| c == ' ' || c == '\u{a0}') {
        Class::Space
    } else if all(|c| c.is_whitespace() || is_control(c)) {
        Class::Blank
    } else {
        Class::Ink
    }
}

/// What is never drawn and never extracted.
pub fn is_control(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r'
            | '\u{b}'
            | '\u{c}'
            | '\u{85}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{ad}'
            | '\u{200b}'
            | '\u{2060}'
    ) || is_bidi_control(c)
}

/// Marks, embeddings and isolates of Unicode's algorithm for mixed directions: they have done their work when the
/// levels are known.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What a cluster adds to its line.
pub fn weigh(c: &Cluster, run: &ShapedRun) -> Sum {
    let size = run.size.0;
    let mut sum = Sum { width: c.width, ..Sum::default() };
    match c.class {
        Class::Control => {}
        Class::Space => sum.spaces = c.width,
        Class::Blank => {}
        Class::Ink => {
            sum.glyphs = c.width;
            sum.letters = if run.is_joined() { 0.0 } else { size };
        }
    }
    sum
}

/// Whether a cluster vanishes at the end of a line.
pub fn drops(text: &str, c: &Cluster) -> bool {
    match c.class {
        Class::Control | Class::Blank => true,
        Class::Space => text[c.range.clone()].ends_with(' '),
        Class::Ink => false,
    }
}
