//! The slug line below the page: which file this is, and the plates that it is printed from, each in its own ink.

use super::plates::Plate;
use super::{AIR, Surround};
use crate::base::{Ink, Point, Pt};
use crate::font::{FaceId, FontSet};
use crate::layout::Draw;
use crate::text::{LineGlyph, LineRun};

/// As small as black type gets (Daily Herald).
const SIZE: Pt = Pt(6.0);
const LEADING: Pt = Pt(7.5);
/// A family that comes along: the slug is the same on every machine.
const FAMILY: &str = "Source Sans 3";

/// What the slug says of a page: file; edition, the sheet's date, page and pages.
pub(super) fn words([file, date]: &[String; 2], edition: &str, (page, pages): (usize, usize)) -> [String; 2] {
    let date = if date.is_empty() { String::new() } else { format!(" · {date}") };
    [file.clone(), format!(".{edition}{date} · page {page}/{pages}")]
}

/// Sets the words in registration colour, and below them the names of the plates.
pub(super) fn set(
    [file, rest]: &[String; 2],
    plates: &[Plate],
    sheet: &Surround,
    fonts: &FontSet,
) -> Vec<Draw> {
    let first = sheet.size.h + sheet.frame.marks_start() + SIZE * 0.8;
    let room = AIR + sheet.slug_width();
    let mut pen = Pencil { fonts, at: Point::new(AIR, first), room, draws: Vec::new() };
    pen.write(&(pen.cut(file, pen.width(rest)) + rest), &Ink::registration());
    pen.at = Point::new(AIR, first + LEADING);
    for plate in plates {
        pen.write(&plate.name, &plate.ink);
        pen.at.x += SIZE * 0.5;
    }
    pen.draws
}

/// Writes from left to right, glyph by glyph as the face maps them: small type for a machinist needs no shaping.
struct Pencil<'a> {
    fonts: &'a FontSet,
    at: Point,
    /// Where lines end.
    room: Pt,
    draws: Vec<Draw>,
}

impl Pencil<'_> {
    /// As much of `words` as leaves so much of the line.
    fn cut(&self, words: &str, rest: Pt) -> String {
        let mut shown = words.to_owned();
        while self.at.x + self.width(&shown) + rest > self.room && !shown.is_empty() {
            let more = shown.trim_end_matches('…').char_indices().next_back();
            shown = more.map_or_else(String::new, |(at, _)| format!("{}…", &words[..at]));
            if shown == "…" {
                break;
            }
        }
        shown
    }

    fn width(&self, words: &str) -> Pt {
        let glyphs = words.chars().filter_map(|c| self.glyph(c));
        glyphs.fold(Pt::ZERO, |width, (.., advance)| width + advance)
    }

    /// The glyph of a letter, the face that has it, what it shows, and how wide it is.
    fn glyph(&self, c: char) -> Option<(FaceId, char, u16, Pt)> {
        let sans = self.fonts.resolve(FAMILY, 400, false);
        let face = self.fonts.covering(c, sans).unwrap_or(sans);
        let shown = if self.fonts.face(face).glyph(c).is_some() { c } else { '?' };
        let gid = self.fonts.face(face).glyph(shown)?;
        Some((face, shown, gid, SIZE * self.fonts.face(face).advance(gid)))
    }

    /// Writes as much of `words` as there is room for.
    fn write(&mut self, words: &str, ink: &Ink) {
        let mut run: Option<LineRun> = None;
        for c in words.chars() {
            let Some((face, shown, gid, advance)) = self.glyph(c) else { continue };
            if self.at.x + run.as_ref().map_or(Pt::ZERO, LineRun::width) + advance > self.room {
                break;
            }
            if run.as_ref().is_some_and(|r| r.face != face) {
                self.put(run.take());
            }
            let run = run.get_or_insert_with(|| empty(face, ink));
            let start = run.text.len() as u32;
            run.text.push(shown);
            let end = run.text.len() as u32;
            run.glyphs.push(LineGlyph { gid, advance, dx: Pt::ZERO, dy: Pt::ZERO, start, end });
        }
        self.put(run);
    }

    fn put(&mut self, run: Option<LineRun>) {
        if let Some(run) = run {
            let at = self.at;
            self.at.x += run.width();
            self.draws.push(Draw::Text { at, run: run.into() });
        }
    }
}

fn empty(face: FaceId, ink: &Ink) -> LineRun {
    LineRun {
        x: Pt::ZERO,
        rise: Pt::ZERO,
        face,
        size: SIZE,
        ink: ink.clone(),
        x_scale: 1.0,
        text: String::new(),
        glyphs: Vec::new(),
        anchor: None,
        lang: None,
        filled: false,
    }
}
