//! Shaping with harfrust: characters to glyphs, once a paragraph. Takes a [`Rich`], gives its glyphs run by
//! run with the bytes that they stand for; knows no measure and no line.

mod features;
mod plans;
mod run;

use super::itemize::{Form, Item, base_level, itemize};
use super::{Anchor, Caps, Rich, TextStyle};
use crate::base::Pt;
use crate::font::{FaceId, FontSet};
use std::ops::Range;
use std::sync::Arc;
pub use unicode_script::Script;

/// Size of a raised character where the face has no superiors of its own, in its style's size.
const RAISED_SIZE: f64 = 0.62;
/// How far it is raised, in its style's size: the top of a raised figure then meets the ascender line.
const RAISED_BY: f64 = 0.34;

/// A paragraph as glyphs.
#[derive(Clone, Debug, PartialEq)]
pub struct Shaped {
    /// The runs in logical order. They cover the text without gaps.
    pub runs: Vec<ShapedRun>,
    /// Bidi level of the paragraph: 1 where it runs from right to left.
    pub base_level: u8,
}

/// Glyphs of one style span, face, script and direction.
#[derive(Clone, Debug, PartialEq)]
pub struct ShapedRun {
    /// Bytes of [`Rich::text`].
    pub range: Range<usize>,
    /// Index into [`Rich::spans`].
    pub span: usize,
    /// The span's look.
    pub style: Arc<TextStyle>,
    /// The span's meaning.
    pub anchor: Option<Anchor>,
    /// Bidi embedding level: odd is right to left.
    pub level: u8,
    /// Script.
    pub script: Script,
    /// Face.
    pub face: FaceId,
    /// How superiors are made; see [`Form`].
    pub form: Form,
    /// Size that the glyphs are drawn at: smaller than the style's for raised characters.
    pub size: Pt,
    /// Height above the baseline.
    pub rise: Pt,
    /// The glyphs from left to right, so in reverse order of the text where the level is odd.
    pub glyphs: Vec<Glyph>,
}

/// One glyph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Glyph index in the run's face.
    pub gid: u16,
    /// First byte in [`Rich::text`] of the cluster that it belongs to.
    pub cluster: u32,
    /// Distance to the next glyph's origin, tracking included. 0 for what is invisible (U+00AD, U+200B, `\n`).
    pub advance: Pt,
    /// Offset of the drawing from the origin.
    pub dx: Pt,
    /// Offset of the drawing from the origin, upwards.
    pub dy: Pt,
    /// The text must not be broken before this cluster without shaping both sides again ([`reshape`]). The same
    /// holds for a place where no cluster begins: it lies within a ligature.
    pub unsafe_to_break: bool,
}

/// What follows the last character of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// Nothing.
    Nothing,
    /// A hyphen that the writer did not type, kerned to the last letter.
    Hyphen,
}

impl ShapedRun {
    /// Whether it runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.level % 2 == 1
    }
    /// Whether its letters are joined, so that no white may come between them (CSS Text 3, 8.2.3).
    pub fn is_joined(&self) -> bool {
        use Script::{Adlam, Arabic, Hanifi_Rohingya, Mandaic, Mongolian, Nko, Syriac};
        matches!(self.script, Arabic | Syriac | Nko | Mandaic | Mongolian | Hanifi_Rohingya | Adlam)
    }
    /// Sum of the advances.
    pub fn width(&self) -> Pt {
        self.glyphs.iter().map(|g| g.advance).sum()
    }
}

/// Shapes a text. `lang` is the paragraph's (BCP 47); spans may have their own.
pub fn shape(rich: &Rich, lang: &str, fonts: &FontSet) -> Shaped {
    let items = itemize(rich, lang, fonts);
    let runs = items.into_iter().map(|item| shaped(item, rich, fonts)).collect();
    Shaped { runs, base_level: base_level(lang) }
}

/// Asks for the faces of a text as [`shape`] does, and sets nothing.
pub fn ask(rich: &Rich, lang: &str, fonts: &FontSet) {
    for item in itemize(rich, lang, fonts) {
        ask_small_capitals((&item.range, &rich.spans[item.span].style, item.face), rich, fonts);
    }
}

fn ask_small_capitals(
    (range, style, face): (&Range<usize>, &TextStyle, FaceId),
    rich: &Rich,
    fonts: &FontSet,
) {
    if let Caps::Small | Caps::AllSmall = style.caps
        && rich.text[range.clone()].contains(char::is_lowercase)
    {
        fonts.ask_small_capitals(face, style.caps == Caps::AllSmall);
    }
}

/// Shapes `part` of a run again as if the line began and ended there; `part` is in bytes of [`Rich::text`]
/// and within the run. The hyphen's cluster is `part.end`. Glyphs from left to right, as in the run.
pub fn reshape(run: &ShapedRun, rich: &Rich, part: Range<usize>, tail: Tail, fonts: &FontSet) -> Vec<Glyph> {
    run::glyphs(run, rich, part, tail, fonts)
}

/// The hyphen in a run's face and style, by itself; its cluster is the end of the run.
pub fn hyphen(run: &ShapedRun, rich: &Rich, fonts: &FontSet) -> Vec<Glyph> {
    run::glyphs(run, rich, run.range.end..run.range.end, Tail::Hyphen, fonts)
}

/// How much larger a run is drawn than its style says. Arabic letters, whose teeth are two thirds of a Latin x, are
/// set a tenth larger than Latin ones beside them (the ratio that Arabic and Latin families for common use are drawn
/// in); figures among them, which run to the right, keep the size of all figures.
fn grown(item: &Item) -> f64 {
    if item.script == Script::Arabic && item.level % 2 == 1 { 1.1 } else { 1.0 }
}

fn shaped(item: Item, rich: &Rich, fonts: &FontSet) -> ShapedRun {
    let styled = &rich.spans[item.span];
    let size = styled.style.size * grown(&item);
    let (size, rise) = match item.form {
        Form::Raised => (size * RAISED_SIZE, size * RAISED_BY),
        Form::Plain | Form::Superior => (size, Pt::ZERO),
    };
    let mut run = ShapedRun {
        range: item.range,
        span: item.span,
        style: styled.style.clone(),
        anchor: styled.anchor.clone(),
        level: item.level,
        script: item.script,
        face: item.face,
        form: item.form,
        size,
        rise,
        glyphs: Vec::new(),
    };
    ask_small_capitals((&run.range, &run.style, run.face), rich, fonts);
    run.glyphs = run::glyphs(&run, rich, run.range.clone(), Tail::Nothing, fonts);
    run
}

#[cfg(test)]
mod tests;
