//! What must be shaped anew where a line breaks between glyphs that were shaped together: the end of one line
//! with its hyphen, the start of the next, and lines that lie within one such piece.

use super::body::{Body, Point};
use super::breaks::{Kind, Opportunity};
use super::clusters::{Class, Cluster, clusters};
use super::shape::{Glyph, Tail, reshape};
use crate::font::FontSet;
use std::collections::BTreeMap;
use std::ops::Range;

/// Glyphs shaped anew for a line that ends or begins where the first shaping joined them.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Their clusters, whose glyph ranges are in `glyphs`.
    pub clusters: Vec<Cluster>,
    /// The glyphs, in logical order.
    pub glyphs: Vec<Glyph>,
}

/// Glyphs shaped anew, and where the first shaping takes over. Boxed: at most ends of words there are none.
pub type Half = Option<Box<(usize, Piece)>>;

/// Longest piece that is shaped anew, in clusters. Only where whole words are joined (Arabic) can it be longer,
/// and there the letters keep their joined forms at a break.
const LONGEST_PIECE: usize = 48;
impl Body {
    /// The end of a line shaped anew: from the last place where that is safe to the break and its hyphen.
    /// Outer `None`: cannot be parted there.
    pub fn head(
        &self,
        o: &Opportunity,
        end: usize,
        last: usize,
        aligned: bool,
        fonts: &FontSet,
    ) -> Option<Half> {
        let hyphen = o.kind == Kind::Hyphen;
        let safe = self.clusters.get(last).is_none_or(|c| c.safe);
        let Some(inner) = (if aligned { last.checked_sub(1) } else { Some(last) }) else { return Some(None) };
        if !hyphen && aligned && (safe || self.clusters[last].run != self.clusters[inner].run) {
            return Some(None);
        }
        let run = self.clusters[inner].run;
        let mut lo = inner;
        while !self.clusters[lo].safe && lo > 0 && self.clusters[lo - 1].run == run {
            lo -= 1;
            if inner - lo > LONGEST_PIECE {
                return if hyphen || !aligned { None } else { Some(None) };
            }
        }
        let part = self.clusters[lo].range.start..end;
        let tail = if hyphen { Tail::Hyphen } else { Tail::Nothing };
        Some(Some(Box::new((lo, self.piece(run, part, tail, fonts)))))
    }

    /// The start of the next line shaped anew, up to the first place where that is safe.
    pub fn tail(&self, o: &Opportunity, first: usize, aligned: bool, fonts: &FontSet) -> Option<Half> {
        if aligned && self.clusters.get(first).is_none_or(|c| c.safe) {
            return Some(None);
        }
        let run = self.clusters[if aligned { first } else { first - 1 }].run;
        let mut hi = first;
        while self.clusters.get(hi).is_some_and(|c| c.run == run && !c.safe) {
            hi += 1;
            if hi - first > LONGEST_PIECE {
                return if aligned { Some(None) } else { None };
            }
        }
        let same = self.clusters.get(hi).filter(|c| c.run == run);
        let end = same.map_or(self.runs[run].range.end, |c| c.range.start);
        Some(Some(Box::new((hi, self.piece(run, o.at..end, Tail::Nothing, fonts)))))
    }

    fn piece(&self, run: usize, part: Range<usize>, tail: Tail, fonts: &FontSet) -> Piece {
        let shaped = &self.runs[run];
        let mut glyphs = reshape(shaped, &self.rich, part.clone(), tail, fonts);
        if shaped.is_rtl() {
            glyphs.reverse();
        }
        let mut out = Vec::new();
        clusters(&self.rich.text, run, part.clone(), &glyphs, &mut out);
        let used = out.last().map_or(0, |c| c.glyphs.end);
        if tail == Tail::Hyphen {
            let width = glyphs[used..].iter().map(|g| g.advance.0).fold(0.0, |a, b| a + b);
            let range = part.end..part.end;
            out.push(Cluster {
                range,
                run,
                glyphs: used..glyphs.len(),
                width,
                class: Class::Ink,
                safe: true,
            });
        }
        Piece { clusters: out, glyphs }
    }

    /// The glyphs of lines between two stops within one piece shaped anew.
    pub fn middles(&self, fonts: &FontSet) -> BTreeMap<(usize, usize), Piece> {
        let mut out = BTreeMap::new();
        let mut points: Vec<&Point> = self.points.iter().chain(&self.spare).collect();
        points.sort_by_key(|p| (p.next, p.id));
        for (j, to) in points.iter().enumerate() {
            let Some(&(lo, _)) = to.head.as_deref() else { continue };
            for from in points[..j].iter().rev() {
                let Some(&(hi, _)) = from.tail.as_deref() else {
                    if from.first <= lo {
                        break;
                    } else {
                        continue;
                    };
                };
                if hi <= lo {
                    break;
                }
                let run = self.clusters[lo].run;
                let tail = if to.stop.kind == Kind::Hyphen { Tail::Hyphen } else { Tail::Nothing };
                if from.next <= to.end {
                    out.insert((from.id, to.id), self.piece(run, from.next..to.end, tail, fonts));
                }
            }
        }
        out
    }

    /// Takes back what was shaped anew at the start of the line after `point`, so that the line can be broken
    /// between its clusters.
    pub fn join_start(&self, point: &mut Point) {
        if point.tail.is_some() && self.starts_at(point.first, point.next) {
            point.tail = None;
            point.stop.from = self.sums[point.first];
            point.stop.from.width += point.hang_start;
        }
    }

    /// The same at the end of the line before it.
    pub fn join_end(&self, point: &mut Point) {
        if point.head.is_some() && point.stop.kind != Kind::Hyphen && self.starts_at(point.last, point.end) {
            point.head = None;
            point.stop.upto = self.sums[point.last];
            point.stop.upto.width -= point.hang_end;
        }
    }

    /// Whether a cluster begins at a byte.
    pub fn starts_at(&self, cluster: usize, byte: usize) -> bool {
        self.clusters.get(cluster).map_or(self.rich.text.len(), |c| c.range.start) == byte
    }
}
