//! Lines beside something that stands in their column: the first lines of a paragraph have widths of their own
//! (TeX's `\\parshape`), and the breaker counts lines. Takes widths, gives lines; knows nothing of what they
//! stand beside.

use super::breaks::Kind;
use super::fit::{Filling, Give};
use super::line::Line;
use super::optimum::{Beside, Pass, best};
use super::passes::{EMERGENCY, FEWEST_CHARACTERS, LAST_SHARE, RAG, STRICT, TOLERANT, characters};
use super::{Align, Prepared, assemble};
use crate::base::Pt;

/// Whether narrow lines fill their width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// Both edges are even.
    Flush,
    /// One is.
    Ragged,
}

/// Worst badness where narrow lines are to be even: few spaces share what is missing, and half a space more is seen.
const EVEN: f64 = 300.0;
/// Demerits of a way that holds a line too wide for its place.
const TOO_WIDE: f64 = 1e13;

/// Where a paragraph is broken beside something; its lines are set when they are asked for.
#[derive(Debug)]
pub struct Broken {
    ends: Vec<usize>,
    hyphens: Vec<bool>,
    give: Give,
    indent: f64,
    widths: Vec<Pt>,
    full: Pt,
    /// Whether lines so wide as the column fill it, and narrower ones.
    flush: (bool, bool),
}

impl Broken {
    /// How many lines.
    pub fn count(&self) -> usize {
        self.ends.len()
    }
    /// Whether a line ends in a hyphen that the writer did not type.
    pub fn is_hyphenated(&self, line: usize) -> bool {
        self.hyphens.get(line).is_some_and(|h| *h)
    }
}

impl Prepared {
    /// Breaks into lines of which the first have these widths, and all others `full`; those narrower than `full`
    /// end as `edge` says. `None` where that cannot be had without a line that is too wide, or too loose.
    pub fn break_beside(&self, widths: &[Pt], full: Pt, edge: Edge) -> Option<Broken> {
        let body = &self.body;
        let narrowest = widths.iter().fold(full, |a, b| a.min(*b)).0;
        if narrowest.is_nan() || narrowest <= 0.0 {
            return None;
        }
        let flush = body.setting.align == Align::Justify && characters(body, full.0) >= FEWEST_CHARACTERS;
        let indent = if body.setting.indent.0 < 0.75 * narrowest { body.setting.indent.0 } else { 0.0 };
        let em = body.em.max(0.01);
        let ragged = |width: f64| (flush && edge == Edge::Ragged && width < full.0).then_some(RAG * em);
        let place = |(i, width): (usize, &Pt)| Beside {
            width: if i == 0 { width.0 - indent } else { width.0 },
            ragged: ragged(width.0),
        };
        let base = Pass {
            filling: if flush { Filling::Flush(Give::TEXT) } else { Filling::Ragged(RAG * em) },
            measure: full.0,
            first: full.0 - indent,
            em,
            tolerance: STRICT,
            hyphens: true,
            emergency: 0.0,
            last_min: (2.0 * indent).max(LAST_SHARE * narrowest),
            always: false,
            lines: None,
            beside: widths.iter().enumerate().map(place).collect(),
        };
        let stops = body.stops.get_or_init(|| body.points.iter().map(|p| p.stop.clone()).collect());
        let (give, ends) = passes(&base, flush, edge).into_iter().find_map(|(give, pass)| {
            let (ends, demerits) = best(stops, &pass)?;
            (demerits < TOO_WIDE).then_some((give, ends))
        })?;
        let hyphens = ends.iter().map(|e| body.points[*e].stop.kind == Kind::Hyphen).collect();
        let flush = (flush, flush && edge == Edge::Flush);
        Some(Broken { ends, hyphens, give, indent, widths: widths.to_vec(), full, flush })
    }

    /// The lines of a paragraph that has been broken.
    pub fn lines_of(&self, broken: &Broken) -> Vec<Line> {
        let (body, full) = (&self.body, broken.full);
        let starts = std::iter::once(&0).chain(&broken.ends);
        let line = |(n, (&i, &j)): (usize, (&usize, &usize))| {
            let measure = broken.widths.get(n).unwrap_or(&full).0;
            let even = if measure < full.0 { broken.flush.1 } else { broken.flush.0 };
            let align = match body.setting.align {
                Align::Justify if !even => Align::Start,
                align => align,
            };
            let set = assemble::Setting { measure, align, indent: broken.indent, give: broken.give };
            assemble::line(body, &body.points[i], &body.points[j], &set)
        };
        starts.zip(&broken.ends).enumerate().map(line).collect()
    }
}

/// The attempts, from strict to anything; with even edges nothing but what looks even.
fn passes(base: &Pass, flush: bool, edge: Edge) -> Vec<(Give, Pass)> {
    let (text, loose) = (Give::TEXT, Give::TEXT.loose());
    let any = Pass { tolerance: f64::INFINITY, always: true, ..base.clone() };
    if !flush {
        return vec![(text, any)];
    }
    let filling = Filling::Flush(loose);
    let tolerance = if edge == Edge::Flush { EVEN } else { TOLERANT };
    let tolerant = Pass { tolerance, filling, ..base.clone() };
    let mut out = vec![(text, base.clone()), (loose, tolerant.clone())];
    if edge == Edge::Ragged {
        let emergency = EMERGENCY * base.em;
        out.push((loose, Pass { emergency, ..tolerant }));
        out.push((loose, Pass { filling, emergency, ..any }));
    }
    out
}
