//! A shaped paragraph with everything that breaking and setting it ask for: clusters with running sums, and
//! the stops where lines may end, each with the glyphs that must be shaped anew when one does.

use super::breaks::{Kind, Opportunity, is_wide, opportunities, spare_hyphens};
use super::clusters::{Cluster, Sum, clusters, drops, weigh};
use super::fit::Give;
use super::optimum::Stop;
use super::pieces::{Half, Piece};
use super::shape::{ShapedRun, shape};
use super::{Anchor, ParaSetting, Rich, protrude};
use crate::font::FontSet;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// A paragraph, shaped and measured.
pub struct Body {
    /// The characters with their styles.
    pub rich: Rich,
    /// How it is broken.
    pub setting: ParaSetting,
    /// Bidi level of the paragraph.
    pub base_level: u8,
    /// The runs, their glyphs in logical order.
    pub runs: Vec<ShapedRun>,
    /// Ascent and descent of each run, both positive.
    pub heights: Vec<(f64, f64)>,
    /// All clusters, in logical order.
    pub clusters: Vec<Cluster>,
    /// What stands before each cluster, and at last all.
    pub sums: Vec<Sum>,
    /// What may give.
    pub give: Give,
    /// Greatest size.
    pub em: f64,
    /// Where lines may end; the first is the start, the last the end of the paragraph.
    pub points: Vec<Point>,
    /// Their stops by themselves, once they are asked for: a paragraph beside something is broken very often.
    pub stops: OnceLock<Vec<Stop>>,
    /// A measure, and how many lines suit the paragraph best in it: who asks for a line more or fewer has asked for them.
    pub counted: OnceLock<(f64, usize)>,
    /// Hyphens of a text that has none, for measures that a long word does not fit into.
    pub spare: Vec<Point>,
    /// Glyphs of lines so short that the pieces shaped anew at both ends would overlap, by their stops.
    pub middles: BTreeMap<(usize, usize), Piece>,
}

/// A stop with its characters and glyphs.
#[derive(Clone, Debug)]
pub struct Point {
    /// Its place in [`Body::points`], or behind them in [`Body::spare`]; `usize::MAX` for a stop made for one measure
    /// only.
    pub id: usize,
    /// The stop in numbers.
    pub stop: Stop,
    /// Byte at which the line's content ends, before dropped spaces.
    pub end: usize,
    /// Byte at which the next line starts.
    pub next: usize,
    /// First cluster that is not of the line's content.
    pub last: usize,
    /// First cluster of the next line.
    pub first: usize,
    /// The line's end shaped anew, hyphen included, from a cluster on.
    pub head: Half,
    /// The next line's start shaped anew, up to a cluster.
    pub tail: Half,
    /// How far the line's last character hangs out.
    pub hang_end: f64,
    /// How far the next line's first character hangs out.
    pub hang_start: f64,
}

/// Letters under which a single last word is a runt.
const RUNT_LETTERS: usize = 6;
/// Words wider than this, in em, may find no room in a column: some twelve letters.
const LONG_WORD: f64 = 6.0;

impl Body {
    /// Shapes and measures a paragraph.
    pub fn new(rich: &Rich, setting: &ParaSetting, fonts: &FontSet) -> Body {
        let shaped = shape(rich, &setting.lang, fonts);
        let mut runs = shaped.runs;
        runs.iter_mut().filter(|r| r.is_rtl()).for_each(|r| r.glyphs.reverse());
        let mut body = Body {
            rich: rich.clone(),
            setting: setting.clone(),
            base_level: shaped.base_level,
            heights: runs.iter().map(|r| heights(r, fonts)).collect(),
            clusters: Vec::new(),
            sums: vec![Sum::default()],
            give: Give::TEXT,
            em: runs.iter().map(|r| r.style.size.0).fold(0.0, f64::max),
            points: Vec::new(),
            stops: OnceLock::new(),
            counted: OnceLock::new(),
            spare: Vec::new(),
            middles: BTreeMap::new(),
            runs,
        };
        body.measure();
        body.mark_stops(fonts);
        body
    }

    fn measure(&mut self) {
        let glyphs = self.runs.iter().map(|r| r.glyphs.len()).sum::<usize>();
        self.clusters.reserve(glyphs);
        for (i, run) in self.runs.iter().enumerate() {
            clusters(&self.rich.text, i, run.range.clone(), &run.glyphs, &mut self.clusters);
        }
        self.sums.reserve_exact(self.clusters.len());
        let mut sum = Sum::default();
        for c in &self.clusters {
            sum = sum + self.weigh(c);
            self.sums.push(sum);
        }
    }

    /// What a cluster adds to its line.
    pub fn weigh(&self, c: &Cluster) -> Sum {
        weigh(c, &self.runs[c.run])
    }

    fn mark_stops(&mut self, fonts: &FontSet) {
        let mut points = vec![self.start()];
        for o in opportunities(&self.rich, &self.setting) {
            let before = points.last().map_or(0, |p| p.first);
            points.extend(self.point(&o, before, Some(fonts)));
        }
        let end = Opportunity { at: self.rich.text.len(), kind: Kind::Forced, penalty: 0.0 };
        let before = points.last().map_or(0, |p| p.first);
        points.extend(self.point(&end, before, Some(fonts)));
        points.iter_mut().enumerate().for_each(|(i, p)| p.id = i);
        self.mark_runts(&mut points);
        self.spare = self.spare(&points, fonts);
        self.points = points;
        self.middles = self.middles(fonts);
    }

    /// The hyphens of the long words of a text, or of its names, that are not hyphenated.
    fn spare(&self, points: &[Point], fonts: &FontSet) -> Vec<Point> {
        let long = |pair: &[Point]| pair[1].stop.upto.width - pair[0].stop.from.width > LONG_WORD * self.em;
        let mut long = points.windows(2).filter(|p| long(p)).peekable();
        let all_known = self.setting.hyphenate && self.rich.names.is_empty();
        if all_known || long.peek().is_none() {
            return Vec::new();
        }
        let all = spare_hyphens(&self.rich, &self.setting);
        let inside = |pair: &[Point], o: &&Opportunity| o.at > pair[0].next && o.at < pair[1].end;
        let of = |pair: &'_ [Point]| {
            let (pair, before) = (pair.to_vec(), pair[0].first);
            let some: Vec<Opportunity> = all.iter().filter(|o| inside(&pair, o)).copied().collect();
            some.into_iter().filter_map(move |o| self.point(&o, before, Some(fonts)))
        };
        let mut out: Vec<Point> = long.flat_map(of).collect();
        out.iter_mut().enumerate().for_each(|(i, p)| p.id = points.len() + i);
        out
    }

    fn start(&self) -> Point {
        let end = Opportunity { at: 0, kind: Kind::Forced, penalty: 0.0 };
        let mut start =
            self.point(&end, 0, None).unwrap_or_else(|| unreachable!("without fonts nothing is shaped"));
        if self.setting.indent.0 > 0.0 {
            start.stop.from.width -= start.hang_start;
            start.hang_start = 0.0;
        }
        start
    }

    /// First cluster that starts at or after a byte.
    fn index(&self, byte: usize) -> usize {
        self.clusters.partition_point(|c| c.range.start < byte)
    }

    /// The stop for an opportunity; `None` if the glyphs there cannot be parted. Without `fonts` nothing is
    /// shaped anew.
    pub fn point(&self, o: &Opportunity, before: usize, fonts: Option<&FontSet>) -> Option<Point> {
        let text = &self.rich.text;
        let first = self.index(o.at);
        let aligned = self.starts_at(first, o.at);
        let mut last = if aligned { first } else { first.checked_sub(1)? };
        let mut end = o.at;
        while aligned && last > before && drops(text, &self.clusters[last - 1]) {
            last -= 1;
            end = self.clusters[last].range.start;
        }
        let (head, tail) = match fonts {
            Some(fonts) => (self.head(o, end, last, aligned, fonts)?, self.tail(o, first, aligned, fonts)?),
            None if aligned => (None, None),
            None => return None,
        };
        let mut point = Point {
            id: usize::MAX,
            stop: self.stop(o, last, first, &head, &tail),
            end,
            next: o.at,
            last,
            first,
            head,
            tail,
            hang_end: 0.0,
            hang_start: 0.0,
        };
        self.hang(&mut point, before);
        point.stop.upto.width -= point.hang_end;
        point.stop.from.width += point.hang_start;
        Some(point)
    }

    fn stop(&self, o: &Opportunity, last: usize, first: usize, head: &Half, tail: &Half) -> Stop {
        let weigh = |p: &Piece| p.clusters.iter().fold(Sum::default(), |s, c| s + self.weigh(c));
        let upto = head.as_deref().map_or(self.sums[last], |(lo, p)| self.sums[*lo] + weigh(p));
        let from = tail.as_deref().map_or(self.sums[first], |(hi, p)| self.sums[*hi] - weigh(p));
        let floor = self.sums[last].width;
        let weak = o.kind == Kind::Space && is_weak(&self.rich.text[..o.at]);
        Stop { upto, from, floor, kind: o.kind, penalty: o.penalty, runt: usize::MAX, weak }
    }

    /// How far the characters on both sides of a break hang out.
    fn hang(&self, point: &mut Point, before: usize) {
        let text = &self.rich.text;
        let at_end = match point.head.as_deref() {
            Some((_, piece)) => piece.clusters.last(),
            None if point.last > before => self.clusters.get(point.last - 1),
            None => None,
        };
        let share = |c: &Cluster, of: fn(char) -> f64| {
            // Within words of the other direction the last character does not stand at the line's edge.
            if self.runs[c.run].level % 2 != self.base_level % 2 {
                return 0.0;
            }
            let mut chars = text[c.range.clone()].chars();
            match (chars.next(), chars.next()) {
                (Some(only), None) => of(only) * c.width,
                (None, None) => of('\u{ad}') * c.width,
                _ => 0.0,
            }
        };
        // A mark by itself, such as a pull quote's, hangs at its start alone.
        let alone =
            |c: &Cluster| self.clusters.len() == 1 && text[c.range.clone()].starts_with(['“', '‘', '«']);
        point.hang_end = at_end.filter(|c| !alone(c)).map_or(0.0, |c| share(c, protrude::at_end));
        let at_start = match point.tail.as_deref() {
            Some((_, piece)) => piece.clusters.first(),
            None => self.clusters.get(point.first),
        };
        // A dash before words: not a list's label, an empty cell, the sign of a number.
        let label = |c: &Cluster| {
            let words = text[c.range.end..].starts_with(|c: char| c.is_alphabetic() || c.is_whitespace());
            text[c.range.clone()].starts_with(['–', '—']) && !words
        };
        point.hang_start = at_start.filter(|c| !label(c)).map_or(0.0, |c| share(c, protrude::at_start));
    }

    /// For each forced break, from which stop on a last line would be one short word or the rest of one.
    fn mark_runts(&self, points: &mut [Point]) {
        let mut from = 1;
        for k in 1..points.len() {
            if points[k].stop.kind != Kind::Forced {
                continue;
            }
            let mut runt = k;
            // The end of one word alone is a runt, however long.
            let within = |p: &Point| matches!(p.stop.kind, Kind::Hyphen | Kind::Typed);
            while runt > from
                && (within(&points[runt - 1]) || self.is_runt(points[runt - 1].next..points[k].end))
            {
                runt -= 1;
            }
            points[k].stop.runt = runt;
            from = k + 1;
        }
    }

    fn is_runt(&self, line: Range<usize>) -> bool {
        let Some(text) = self.rich.text.get(line.clone()) else { return false };
        if text.len() > 8 * RUNT_LETTERS || text.trim().contains(char::is_whitespace) {
            return false;
        }
        let mark = |a: &Option<Anchor>| matches!(a, Some(Anchor::Note(_) | Anchor::NoteAgain(_)));
        let spans = &self.rich.spans[self.rich.spans.partition_point(|s| s.range.end <= line.start)..];
        let text = spans.iter().take_while(|s| s.range.start < line.end).filter(|s| !mark(&s.anchor));
        let parts = text.map(|s| &self.rich.text[s.range.start.max(line.start)..s.range.end.min(line.end)]);
        // Three syllables of Hangul are a short word as six letters are.
        let weight = |c: char| if is_wide(c) { 2 } else { usize::from(c.is_alphanumeric()) };
        parts.flat_map(str::chars).map(weight).sum::<usize>() < RUNT_LETTERS
    }
}

fn heights(run: &ShapedRun, fonts: &FontSet) -> (f64, f64) {
    let face = fonts.face(run.face);
    let (size, rise) = (run.size.0, run.rise.0);
    ((face.ascent * size + rise).max(0.0), (-face.descent * size - rise).max(0.0))
}

/// English prepositions, articles and their like, which begin a heading's line rather than end it.
const WEAK: [&str; 24] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "nor", "but",
    "as", "is", "its", "their", "into", "under", "over", "than",
];

fn is_weak(before: &str) -> bool {
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    word.len() <= 5 && WEAK.contains(&word.to_ascii_lowercase().as_str())
}
