//! Lines of text: what the file shows piece by piece, put together where the pieces stand side by side.

use super::is_shown;
use crate::preflight::reading::{Bounds, Look, Mark, Paint, Run, Source, What, Xy};
use std::sync::Arc;

/// A piece of a line in one font, size and colour.
#[derive(Clone)]
pub struct Text {
    /// What it says.
    pub words: String,
    /// Size of the type on the page, in points.
    pub size: f64,
    /// Where it is, in the page's space.
    pub bounds: Bounds,
    /// The mark that begins it.
    pub mark: usize,
    /// How its first glyphs are set.
    pub run: Arc<Run>,
    /// How they are laid over what is there.
    pub look: Arc<Look>,
    /// Middles of some of its glyphs.
    pub places: Vec<Xy>,
    /// Glyphs that are no spaces.
    pub letters: usize,
}

/// Places of a line at which its ground is looked for.
const PLACES: usize = 12;

impl Text {
    /// Its words for a message, short and in quotes.
    pub fn quoted(&self) -> String {
        let plain: String = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        match plain.char_indices().nth(40) {
            Some((at, _)) => format!("“{}…”", plain[..at].trim_end()),
            None => format!("“{plain}”"),
        }
    }
    /// Its colour.
    pub fn paint(&self) -> &Paint {
        if self.run.is_filled() { &self.run.fill } else { &self.run.stroke }
    }
    /// Whether it is a note mark, an index or the like: a few figures or signs by themselves.
    pub fn is_index(&self) -> bool {
        let plain = self.words.trim();
        plain.chars().count() <= 4
            && plain.chars().all(|c| !c.is_alphabetic() || c.is_lowercase() && plain.len() == 1)
    }
}

/// The visible text of `marks`; `unit` is points to a unit of its space.
pub(super) fn lines(marks: &[Mark], unit: f64) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    for (i, mark) in marks.iter().enumerate() {
        let What::Text(run) = &mark.what else { continue };
        if !is_shown(mark) || mark.source == Source::Glyph {
            continue;
        }
        let Some(piece) = piece(i, mark, run, unit) else { continue };
        match out.last_mut().filter(|last| belongs(last, &piece)) {
            Some(last) => join(last, piece),
            None => out.push(piece),
        }
    }
    out
}

fn piece(i: usize, mark: &Mark, run: &Arc<Run>, unit: f64) -> Option<Text> {
    let seen: Vec<usize> = (0..run.glyphs.len()).filter(|g| !run.glyphs[*g].blank).collect();
    // Spaces have no ink and no edge; glyphs that the clip hides have none either.
    let bounds = seen.iter().map(|g| run.glyph_bounds(*g)).fold(Bounds::EMPTY, Bounds::union);
    let bounds = bounds.intersect(mark.bounds.grown(0.01));
    if seen.is_empty() || bounds.is_empty() || run.size() <= 0.0 {
        return None;
    }
    let every = seen.len().div_ceil(PLACES).max(1);
    Some(Text {
        words: run.text.clone(),
        size: run.size() * unit,
        bounds,
        mark: i,
        run: run.clone(),
        look: mark.look.clone(),
        places: seen.iter().step_by(every).map(|g| run.glyph_bounds(*g).center()).collect(),
        letters: seen.len(),
    })
}

fn belongs(last: &Text, next: &Text) -> bool {
    let (a, b) = (&last.run, &next.run);
    let flat = a.matrix.0[1].abs() < 1e-6 && b.matrix.0[1].abs() < 1e-6;
    let same_line = (a.glyphs[0].at.y - b.glyphs[0].at.y).abs() < 0.5;
    let near = next.bounds.x0 - last.bounds.x1;
    let close = near > -0.3 * last.size && near < last.size;
    let same_ink = last.paint().components == next.paint().components
        && std::mem::discriminant(&*last.paint().space) == std::mem::discriminant(&*next.paint().space);
    let same_look = Arc::ptr_eq(&last.look, &next.look) || last.look == next.look;
    let same_type = Arc::ptr_eq(&a.font, &b.font) && (last.size - next.size).abs() < 0.01;
    flat && same_line && close && same_ink && same_look && same_type
}

fn join(last: &mut Text, next: Text) {
    let gap = next.bounds.x0 - last.bounds.x1 > 0.15 * last.size;
    if gap && !last.words.ends_with(' ') && !next.words.starts_with(' ') {
        last.words.push(' ');
    }
    last.words.push_str(&next.words);
    last.bounds = last.bounds.union(next.bounds);
    if last.places.len() < PLACES {
        last.places.extend(next.places);
    }
    last.letters += next.letters;
}
