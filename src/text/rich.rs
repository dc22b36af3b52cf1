//! Styled text: what `block` and `story` hand to shaping.

use crate::base::{Ink, Pt, Span};
use std::ops::Range;
use std::sync::Arc;

/// A note, counted from 0 in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

/// Which figures to set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Figures {
    /// Old-style, proportional: for running text.
    #[default]
    OldStyle,
    /// Lining, proportional: for headings.
    Lining,
    /// Lining, all of one width: for tables.
    Tabular,
}

/// Capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Caps {
    /// As written.
    #[default]
    AsWritten,
    /// All capitals (the written text stays what is extracted).
    All,
    /// Small capitals for lower case, where the face has them.
    Small,
    /// Small capitals for all letters, where the face has them.
    AllSmall,
}

/// Where the characters stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Position {
    /// On the baseline.
    #[default]
    Baseline,
    /// Raised and small: note marks. The face's own superiors where it has them.
    Superior,
}

/// How a run of characters looks.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// Family name.
    pub family: Arc<str>,
    /// OpenType weight class.
    pub weight: u16,
    /// Italic.
    pub italic: bool,
    /// Body size.
    pub size: Pt,
    /// Colour.
    pub ink: Ink,
    /// Letterspacing in 1/1000 em after each character.
    pub tracking: f64,
    /// Kind of figures.
    pub figures: Figures,
    /// Capitals.
    pub caps: Caps,
    /// Raised or not.
    pub position: Position,
    /// BCP 47 tag: hyphenation and shaping.
    pub lang: Arc<str>,
}

#[cfg(test)]
impl TextStyle {
    /// What the tests of this layer set: English in the bundled serif.
    pub(super) fn sample() -> TextStyle {
        TextStyle {
            family: "Source Serif 4".into(),
            weight: 400,
            italic: false,
            size: Pt(10.0),
            ink: Ink::BLACK,
            tracking: 0.0,
            figures: Figures::OldStyle,
            caps: Caps::AsWritten,
            position: Position::Baseline,
            lang: "en".into(),
        }
    }
}

/// What a run of characters is, besides how it looks.
#[derive(Clone, Debug, PartialEq)]
pub enum Anchor {
    /// A link to an address outside.
    Link(Arc<str>),
    /// A link to an `id` in this sheet.
    Internal(Arc<str>),
    /// The mark of a note: the note begins on the page of this mark.
    Note(NoteId),
    /// Another mark of a note that stands elsewhere ("see note 3", or the same number again).
    NoteAgain(NoteId),
    /// The number in front of a note's text; leads back to its mark.
    NoteNumber(NoteId),
}

/// Characters of one look and one meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Styled {
    /// Bytes of [`Rich::text`].
    pub range: Range<usize>,
    /// Their look.
    pub style: Arc<TextStyle>,
    /// Their meaning.
    pub anchor: Option<Anchor>,
}

/// A paragraph's text with its styles. The spans cover the text in order without gaps.
///
/// `\n` is a forced line break, U+00AD a discretionary hyphen, U+200B a break opportunity.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Rich {
    /// All characters, in logical order.
    pub text: String,
    /// Their styles.
    pub spans: Vec<Styled>,
    /// Names in it, as bytes and in order: their words are not hyphenated where there is room for them.
    pub names: Vec<Range<usize>>,
    /// Whether a list has filled in any of it: the next copy has other words there.
    pub filled: bool,
    /// Where the text was written, for messages.
    pub source: Option<Span>,
}

impl Rich {
    /// Text of one style.
    pub fn plain(text: impl Into<String>, style: &Arc<TextStyle>) -> Rich {
        let mut rich = Rich::default();
        rich.push(&text.into(), style, None);
        rich
    }
    /// Adds characters at the end; joins them to the last span where nothing differs.
    pub fn push(&mut self, text: &str, style: &Arc<TextStyle>, anchor: Option<Anchor>) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(s) if s.anchor == anchor && (Arc::ptr_eq(&s.style, style) || s.style == *style) => {
                s.range.end = end
            }
            _ => self.spans.push(Styled { range: start..end, style: style.clone(), anchor }),
        }
    }
    /// Adds some bytes of another text at the end, with the names in them.
    pub fn push_of(
        &mut self,
        other: &Rich,
        range: Range<usize>,
        style: &Arc<TextStyle>,
        anchor: Option<Anchor>,
    ) {
        let at = self.text.len();
        for name in &other.names {
            let (start, end) = (name.start.max(range.start), name.end.min(range.end));
            if start < end {
                self.names.push(at + start - range.start..at + end - range.start);
            }
        }
        self.push(&other.text[range], style, anchor);
    }
    /// Adds another text at the end.
    pub fn append(&mut self, other: &Rich) {
        self.filled |= other.filled;
        for s in &other.spans {
            self.push_of(other, s.range.clone(), &s.style, s.anchor.clone());
        }
    }
    /// Takes away the first `bytes`, which end between two characters.
    pub fn take_front(&mut self, bytes: usize) -> Rich {
        let mut both = [Rich::default(), Rich { source: self.source, ..Rich::default() }]
            .map(|part| Rich { filled: self.filled, ..part });
        for s in std::mem::take(&mut self.spans) {
            let middle = bytes.clamp(s.range.start, s.range.end);
            both[0].push_of(self, s.range.start..middle, &s.style, s.anchor.clone());
            both[1].push_of(self, middle..s.range.end, &s.style, s.anchor);
        }
        let [front, rest] = both;
        *self = rest;
        front
    }
    /// The notes whose mark stands in this text, in order.
    pub fn notes(&self) -> impl Iterator<Item = NoteId> + '_ {
        self.spans.iter().filter_map(|s| match s.anchor {
            Some(Anchor::Note(n)) => Some(n),
            _ => None,
        })
    }
}

/// How lines fill the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// Both edges; the last line at the start.
    Justify,
    /// At the start edge (left in left-to-right text), ragged.
    Start,
    /// At the end edge.
    End,
    /// Centred.
    Center,
}

/// How a paragraph is broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub struct ParaSetting {
    /// Both edges or one.
    pub align: Align,
    /// Indent of the first line.
    pub indent: Pt,
    /// Whether words may be hyphenated.
    pub hyphenate: bool,
    /// Whether lines are made about equally long (titles, headings).
    pub balance: bool,
    /// BCP 47 tag of the paragraph: base direction, hyphenation.
    pub lang: Arc<str>,
}
