//! The best way to break a paragraph as a whole (Knuth and Plass 1981; TeXbook, chapter 14): a shortest path
//! over all lines that fit, where a path's state also knows how tight its last line was and how many lines in
//! a row ended in a hyphen. Takes numbers only; knows no character and no glyph. Uses `+ - * /` and
//! comparisons only, and ties go to the earlier break, so that every machine finds the same lines.

use super::breaks::Kind;
use super::clusters::Sum;
use super::fit::{Filling, Fit};

#[cfg(test)]
mod tests;

/// A place where a line may end, in numbers. The first of a paragraph is its start, the last its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// What stands before a line's end here, from the paragraph's start; less what hangs out.
    pub upto: Sum,
    /// What stands before a line's start here; more by what hangs out.
    pub from: Sum,
    /// Width up to here without hyphen or hanging.
    pub floor: f64,
    /// What the break does.
    pub kind: Kind,
    /// Its penalty.
    pub penalty: f64,
    /// Of a forced break: a last line that starts at this stop or later is one short word or the rest of one.
    pub runt: usize,
    /// The word before it should not end a line of a heading.
    pub weak: bool,
}

impl Stop {
    /// Whether the line ends in a hyphen. The end of a line within a Korean word shows no sign, and so no ladder.
    pub fn hyphenates(&self) -> bool {
        matches!(self.kind, Kind::Hyphen | Kind::Typed)
    }
}

/// One attempt: how lines are to fill, and what is allowed.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// How lines fill the measure.
    pub filling: Filling,
    /// Width of all lines but the first.
    pub measure: f64,
    /// Width of the first.
    pub first: f64,
    /// The size, for what is measured in em.
    pub em: f64,
    /// Worst badness.
    pub tolerance: f64,
    /// Whether words may be hyphenated.
    pub hyphens: bool,
    /// Virtual stretch added to each line.
    pub emergency: f64,
    /// Shortest last line wanted.
    pub last_min: f64,
    /// Whether there must be a result: then what is otherwise forbidden is very dear.
    pub always: bool,
    /// Exactly so many lines.
    pub lines: Option<u32>,
    /// Widths of the first lines, where something stands beside them; those after are as the rest.
    pub beside: Vec<Beside>,
}

/// The place of one line beside something else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    /// Its width.
    pub width: f64,
    /// How far it may stay back, where it need not fill its width.
    pub ragged: Option<f64>,
}

/// Added to the badness of each line (TeX's `\linepenalty`).
const LINE: f64 = 10.0;
/// Two lines in a row with hyphens (`\doublehyphendemerits`).
const HYPHENS: f64 = 10_000.0;
/// Two lines in a row of very unlike spacing (`\adjdemerits`): less than TeX's 10 000, as half a class is a tenth
/// of a space here.
const UNLIKE: f64 = 3000.0;
/// A hyphen before the last line, which leaves a fragment: dearer than TeX's 5 000.
const LAST_HYPHEN: f64 = 20_000.0;
/// A third hyphen in a row where nothing else is left.
const LADDER: f64 = 1e9;
/// A last line of one short word, or of the rest of one.
const RUNT: f64 = 3000.0;
/// A last line shorter than wanted.
const SHORT_LAST: f64 = 1000.0;
/// A heading's line that ends in a preposition or article.
const WEAK: f64 = 60.0;
/// A hyphen in a line that need not fill its width, beside lines that must.
const RAGGED_HYPHEN: f64 = 150.0;
/// A piece that is wider than the measure and cannot be broken.
const OVERFULL: f64 = 1e7;
/// How far, in em, a line must be too wide before longer ones need not be tried: a later break may need no
/// hyphen, or hang out.
const MARGIN: f64 = 1.2;
/// Most hyphens in a row.
const MAX_HYPHENS: u8 = 2;

/// A way to reach a stop.
#[derive(Clone, Debug)]
struct Node {
    stop: usize,
    class: u8,
    hyphens: u8,
    line: u32,
    total: f64,
    prev: usize,
}

/// The stops at which the best lines end, in order, the paragraph's end included; and their demerits. `None`
/// where `pass` allows no way to the end.
pub fn best(stops: &[Stop], pass: &Pass) -> Option<(Vec<usize>, f64)> {
    let mut nodes = vec![Node { stop: 0, class: 1, hyphens: 0, line: 0, total: 0.0, prev: 0 }];
    let mut active = vec![0];
    let mut kept = Vec::new();
    let mut before = 0;
    for at in 1..stops.len() {
        if !pass.takes(stops[at].kind) {
            continue;
        }
        let mut found: Vec<Node> = Vec::new();
        let alike = |&a: &usize, &b: &usize| {
            nodes[a].stop == nodes[b].stop && pass.place(nodes[a].line) == pass.place(nodes[b].line)
        };
        for group in active.chunk_by(alike) {
            let Node { stop, line, .. } = nodes[group[0]];
            let fit = pass.fit(stops, (stop, line), at, stop == before);
            if let Some(fit) = fit {
                let ways = group.iter().filter_map(|&n| pass.way(stops, &nodes, n, at, fit));
                ways.for_each(|way| pass.keep(way, &mut found));
            }
            if stops[at].kind != Kind::Forced && !pass.hopeless(stops, (stop, line), at) {
                kept.extend_from_slice(group);
            }
        }
        found.sort_by_key(|n| (n.line, n.hyphens, n.class));
        kept.extend(nodes.len()..nodes.len() + found.len());
        nodes.append(&mut found);
        std::mem::swap(&mut active, &mut kept);
        kept.clear();
        if active.is_empty() {
            return None;
        }
        before = at;
    }
    trace(&nodes, &active, pass)
}

/// The breaks of the cheapest of the ways that reached the end.
fn trace(nodes: &[Node], ends: &[usize], pass: &Pass) -> Option<(Vec<usize>, f64)> {
    let wanted = ends.iter().map(|&n| &nodes[n]).filter(|n| pass.lines.is_none_or(|l| l == n.line));
    let best = wanted.fold(None, |best: Option<&Node>, n| match best {
        Some(b) if b.total <= n.total => Some(b),
        _ => Some(n),
    })?;
    let (mut node, mut out) = (best, Vec::new());
    while node.stop > 0 {
        out.push(node.stop);
        node = &nodes[node.prev];
    }
    out.reverse();
    Some((out, best.total))
}

impl Pass {
    fn takes(&self, kind: Kind) -> bool {
        self.hyphens || kind != Kind::Hyphen
    }

    /// Which of the widths a line after `line` others has: all from some line on are alike.
    fn place(&self, line: u32) -> usize {
        (line as usize).min(self.beside.len())
    }

    /// Width of the line that starts at a stop after `line` others, and how it fills that.
    fn room(&self, (stop, line): (usize, u32)) -> (f64, Filling) {
        match self.beside.get(line as usize) {
            Some(Beside { width, ragged }) => (*width, ragged.map_or(self.filling, Filling::Ragged)),
            None if stop == 0 => (self.first, self.filling),
            None => (self.measure, self.filling),
        }
    }

    /// How the line between two stops fills. `alone`: nothing can be taken off it.
    fn fit(&self, stops: &[Stop], start: (usize, u32), to: usize, alone: bool) -> Option<Fit> {
        let line = stops[to].upto - stops[start.0].from;
        let last = stops[to].kind == Kind::Forced;
        let (measure, filling) = self.room(start);
        let fit = if last {
            self.fit_last(&line, measure, filling)
        } else {
            filling.fit(&line, measure, self.emergency)
        };
        match fit {
            Some(fit) if fit.badness <= self.tolerance => Some(fit),
            None if alone && self.always => {
                Some(Fit { badness: OVERFULL + 1000.0 * (line.width - measure) / self.em, class: 0 })
            }
            _ => None,
        }
    }

    /// A last line may be short, down to `last_min`; its spaces stay natural, so it goes with any neighbour.
    fn fit_last(&self, line: &Sum, measure: f64, filling: Filling) -> Option<Fit> {
        let white = (measure - self.last_min).max(0.0);
        match filling {
            Filling::Flush(_) => {
                let fit = filling.fit(line, measure, white)?;
                Some(Fit { class: fit.class.min(1), ..fit })
            }
            Filling::Ragged(_) => filling.fit(line, measure, measure),
            Filling::Even { .. } => filling.fit(line, measure, 0.0),
        }
    }

    /// Whether a line from `from` is already too wide at `to`, whatever comes.
    fn hopeless(&self, stops: &[Stop], start: (usize, u32), to: usize) -> bool {
        let from = &stops[start.0].from;
        let (measure, filling) = self.room(start);
        let shrink =
            if let Filling::Flush(give) = filling { give.shrink(&(stops[to].upto - *from)) } else { 0.0 };
        stops[to].floor - from.width - shrink > measure + MARGIN * self.em
    }

    /// The way that leads over node `n` to the stop `to`.
    fn way(&self, stops: &[Stop], nodes: &[Node], n: usize, to: usize, fit: Fit) -> Option<Node> {
        let node = &nodes[n];
        let line = node.line + 1;
        if self.lines.is_some_and(|l| line > l) {
            return None;
        }
        let (cost, hyphens) = self.demerits(stops, node, to, fit)?;
        Some(Node { stop: to, class: fit.class, hyphens, line, total: node.total + cost, prev: n })
    }

    /// Keeps a way unless one as cheap to the same state is known.
    fn keep(&self, way: Node, found: &mut Vec<Node>) {
        let counts = self.lines.is_some();
        let same = |f: &&mut Node| {
            let place = if counts { f.line == way.line } else { self.place(f.line) == self.place(way.line) };
            f.class == way.class && f.hyphens == way.hyphens && place
        };
        match found.iter_mut().find(same) {
            Some(f) if f.total <= way.total => {}
            Some(f) => *f = way,
            None => found.push(way),
        }
    }

    /// What the line from `node` to `to` costs and how many hyphens in a row there are then.
    fn demerits(&self, stops: &[Stop], node: &Node, to: usize, fit: Fit) -> Option<(f64, u8)> {
        let stop = &stops[to];
        let last = stop.kind == Kind::Forced;
        let mut sum = LINE + fit.badness + stop.penalty;
        let mut extra = 0.0;
        if last && stops[node.stop].kind != Kind::Forced {
            let width = stop.upto.width - stops[node.stop].from.width;
            let (runt, short) = (node.stop >= stop.runt, width < self.last_min);
            if (runt || short) && !self.always {
                return None;
            }
            sum += if runt { RUNT } else { 0.0 } + if short { SHORT_LAST } else { 0.0 };
            extra += if node.hyphens > 0 { LAST_HYPHEN } else { 0.0 };
        }
        if stop.weak && matches!(self.filling, Filling::Even { .. }) {
            sum += WEAK;
        }
        let ragged = self.beside.get(node.line as usize).is_some_and(|b| b.ragged.is_some());
        sum += if ragged && stop.kind == Kind::Hyphen { RAGGED_HYPHEN } else { 0.0 };
        let hyphens = if stop.hyphenates() { node.hyphens + 1 } else { 0 };
        extra += if hyphens > 1 { HYPHENS } else { 0.0 };
        extra += if fit.class.abs_diff(node.class) > 1 { UNLIKE } else { 0.0 };
        if hyphens > MAX_HYPHENS {
            return self.always.then_some((sum * sum + extra + LADDER, MAX_HYPHENS));
        }
        Some((sum * sum + extra, hyphens))
    }
}
