//! One call of harfrust: the characters of a run, or of a part of it, to glyphs.

use super::features::{among_capitals, features, half_widths};
use super::plans::plan;
use super::{Glyph, ShapedRun, Tail};
use crate::base::Pt;
use crate::font::{Face, FontSet};
use crate::text::Rich;
use crate::text::itemize::{is_invisible, shown};
use harfrust::{Buffer, Direction, Feature, Language, Script, ShapeOptions, ShaperFont, Tag};
use std::cell::RefCell;
use std::ops::Range;

/// What is drawn for a character that nobody has: the first that the face has of the replacement character, a
/// white square, a lozenge and the question mark.
const MISSING: [char; 4] = ['\u{fffd}', '\u{25a1}', '\u{25ca}', '?'];

thread_local! {
    /// One buffer a thread, so that shaping allocates only what it returns.
    static BUFFER: RefCell<Buffer> = RefCell::new(Buffer::new());
}

/// The glyphs of `part` of a run and what follows it, from left to right.
pub fn glyphs(run: &ShapedRun, rich: &Rich, part: Range<usize>, tail: Tail, fonts: &FontSet) -> Vec<Glyph> {
    let face = fonts.face(run.face);
    BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        fill(buffer, run, &rich.text, &part, tail, face);
        let mut extra = half_widths(run, &rich.text, &part);
        extra.extend(among_capitals(run, &rich.text, &part));
        set(buffer, run, face, extra);
        read(buffer, run, &rich.text, &part, face)
    })
}

/// The characters as they are to be shown, each with the place of the written character that it stands for.
fn fill(buffer: &mut Buffer, run: &ShapedRun, text: &str, part: &Range<usize>, tail: Tail, face: &Face) {
    for (at, c) in text[part.clone()].char_indices() {
        let cluster = (part.start + at) as u32;
        for c in shown(c, &run.style) {
            buffer.push(u32::from(drawn(c, face)), cluster);
        }
    }
    if tail == Tail::Hyphen {
        let hyphen = if face.glyph('\u{2010}').is_some() { '\u{2010}' } else { '-' };
        buffer.push(u32::from(hyphen), part.end as u32);
    }
    // Letters join over the edge of a run, but not over the edge of a line.
    if part.start == run.range.start {
        buffer.set_pre_context(&text[..part.start]);
    }
    if part.end == run.range.end && tail == Tail::Nothing {
        buffer.set_post_context(&text[part.end..]);
    }
}

/// The character that the face is asked for: no glyph for controls, a space for a tab, and a stand-in that can
/// be seen where no face has the character. Never `.notdef`, which PDF/UA (7.21.8) and PDF/A (6.2.11.8) forbid.
fn drawn(c: char, face: &Face) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => '\u{200b}',
        c if is_invisible(c) || face.sets(c) => c,
        _ => MISSING.into_iter().find(|m| face.glyph(*m).is_some()).unwrap_or('?'),
    }
}

fn set(buffer: &mut Buffer, run: &ShapedRun, face: &Face, extra: Vec<Feature>) {
    let direction = if run.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
    let script = run.script.short_name().as_bytes().try_into().ok().map(Tag::new);
    let script = script.and_then(Script::from_iso15924_tag);
    let language = Language::new(run.style.lang.as_bytes());
    let mut features = features(run);
    features.extend(extra);
    let plan = plan(face, direction, script, language.as_ref(), &features);
    buffer.set_direction(direction);
    buffer.set_script(script);
    buffer.set_language(language);
    let options = ShapeOptions::new().plan(Some(&plan)).features(&features);
    // Fails only where buffer and plan disagree, and both were just made of the same values.
    let shaped = harfrust::shape(&ShaperFont::new(face.font()), buffer, options);
    debug_assert!(shaped.is_ok());
}

fn read(buffer: &Buffer, run: &ShapedRun, text: &str, part: &Range<usize>, face: &Face) -> Vec<Glyph> {
    let unit = run.size / f64::from(face.units_per_em);
    let tracking = tracking(run);
    let infos = buffer.glyph_infos();
    let glyph = |(i, position): (usize, &harfrust::GlyphPosition)| {
        let info = &infos[i];
        let mut advance = unit * f64::from(position.x_advance);
        let ends_cluster = infos.get(i + 1).is_none_or(|next| next.cluster != info.cluster);
        if tracking != Pt::ZERO && ends_cluster && is_visible(text, part, info.cluster) {
            advance += tracking;
        }
        Glyph {
            gid: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: info.cluster,
            advance,
            dx: unit * f64::from(position.x_offset),
            dy: unit * f64::from(position.y_offset),
            unsafe_to_break: info.unsafe_to_break(),
        }
    };
    buffer.glyph_positions().iter().enumerate().map(glyph).collect()
}

/// What is added after each character. Joined letters are never spaced.
fn tracking(run: &ShapedRun) -> Pt {
    if run.is_joined() { Pt::ZERO } else { run.size * (run.style.tracking / 1000.0) }
}

/// Whether the character at `cluster` is one that takes room. The hyphen after `part` is.
fn is_visible(text: &str, part: &Range<usize>, cluster: u32) -> bool {
    let at = cluster as usize;
    at >= part.end || text[at..].chars().next().is_some_and(|c| c == '\t' || !is_invisible(c))
}
