//! The attempts at a paragraph, from strict to anything: TeX's three passes with one more, ragged and balanced lines, and
//! breaks within a piece that is wider than the measure.

use super::body::{Body, Point};
use super::breaks::{Kind, Opportunity, is_wide};
use super::fit::{Filling, Give};
use super::optimum::{Pass, Stop, best};
use super::{Align, Anchor};
use icu_segmenter::GraphemeClusterSegmenter;
use std::borrow::Cow;

/// How a paragraph is to be broken to one measure.
pub struct Breaking<'a> {
    /// Its stops; more than the paragraph's own where a piece is wider than the measure.
    pub points: Cow<'a, [Point]>,
    /// Those at which lines end, the last included.
    pub ends: Vec<usize>,
    /// Both edges or one, as it came out.
    pub align: Align,
    /// Indent, unless it would leave no room.
    pub indent: f64,
    /// What may give.
    pub give: Give,
}

/// A justified paragraph needs so many characters in a line, or its spaces tear.
pub(super) const FEWEST_CHARACTERS: f64 = 40.0;
/// From so many characters on, lines are tried without hyphens first.
const WIDE_MEASURE: f64 = 60.0;
/// How far ragged lines may stay back, in em.
pub(super) const RAG: f64 = 2.5;
/// What a hyphen costs in ragged lines, more than in justified ones.
const RAGGED_HYPHEN: f64 = 440.0;
/// In ragged lines Korean words keep together unless one is wider than the measure.
const RAGGED_SYLLABLE: f64 = 1e6;
/// Emergency stretch, in em.
pub(super) const EMERGENCY: f64 = 1.25;
/// Worst badness of long lines without hyphens: spaces a third wider, which is seen less than a hyphen.
const PLAIN: f64 = 400.0;
/// Worst badness of the passes without and with letterspacing.
pub(super) const STRICT: f64 = 100.0;
pub(super) const TOLERANT: f64 = 800.0;
/// Worst badness with letterspacing while there is a way without any worse line, and always of a paragraph that is
/// set a line longer or shorter than its best: word spaces then stay under one and a half of their width.
pub(super) const FIRM: f64 = 200.0;
/// Shortest last line, as a share of the measure.
pub(super) const LAST_SHARE: f64 = 0.2;
/// Of a break anywhere in a word.
const CLUSTER_PENALTY: f64 = 5000.0;
/// Of a break after a space that should not end a line, where the words around it have no room on one.
const BOND_PENALTY: f64 = 500.0;
/// Paragraphs of more lines are not balanced: nobody would see it.
const MOST_BALANCED: u32 = 12;
/// Paragraphs with more stops are not tried with a line more or fewer.
const MOST_STOPS: usize = 4000;

/// Breaks a paragraph to `measure`; `None` only where `more` lines than the best are asked for and cannot be had.
pub fn break_up(body: &Body, measure: f64, more: i32) -> Option<Breaking<'_>> {
    let characters = characters(body, measure);
    let narrow = characters < FEWEST_CHARACTERS;
    let align = match body.setting.align {
        Align::Justify if narrow => Align::Start,
        align => align,
    };
    let indent = if body.setting.indent.0 < 0.75 * measure { body.setting.indent.0 } else { 0.0 };
    let points = with_clusters(body, measure.min(measure - indent));
    let mut give = body.give;
    let stops: Vec<Stop> = points.iter().map(|p| p.stop.clone()).collect();
    let base = Pass {
        filling: Filling::Flush(give),
        measure,
        first: measure - indent,
        em: body.em.max(0.01),
        tolerance: 100.0,
        hyphens: true,
        emergency: 0.0,
        last_min: (2.0 * indent).max(LAST_SHARE * measure),
        always: false,
        lines: None,
        beside: Vec::new(),
    };
    let wanted = Wanted { more, best: body.counted.get().filter(|c| c.0 == measure).map(|c| c.1) };
    let ends = match align {
        Align::Justify => flush(&stops, &base, &mut give, characters, wanted),
        _ => ragged(stops, &base, body.setting.balance, wanted),
    }?;
    if more == 0 {
        body.counted.get_or_init(|| (measure, ends.len()));
    }
    Some(Breaking { points, ends, align, indent, give })
}

/// How many lines there are to be.
#[derive(Clone, Copy)]
struct Wanted {
    /// So many more than suit the paragraph best.
    more: i32,
    /// How many these are, where that is known.
    best: Option<usize>,
}

/// How many characters a line holds; wide ones count twice.
pub(super) fn characters(body: &Body, measure: f64) -> f64 {
    let width = body.sums.last().map_or(0.0, |s| s.width);
    let count: f64 = body.rich.text.chars().map(|c| if is_wide(c) { 2.0 } else { 1.0 }).sum();
    if width > 0.0 { measure * count / width } else { FEWEST_CHARACTERS }
}

/// Justified lines.
fn flush(
    stops: &[Stop],
    base: &Pass,
    give: &mut Give,
    characters: f64,
    wanted: Wanted,
) -> Option<Vec<usize>> {
    let loose = Filling::Flush(give.loose());
    let emergency = EMERGENCY * base.em;
    let mut passes = vec![
        Pass { tolerance: STRICT, ..base.clone() },
        Pass { tolerance: FIRM, filling: loose, ..base.clone() },
        Pass { tolerance: TOLERANT, filling: loose, ..base.clone() },
        Pass { tolerance: TOLERANT, filling: loose, emergency, ..base.clone() },
        Pass { tolerance: f64::INFINITY, filling: loose, emergency, always: true, ..base.clone() },
    ];
    if characters >= WIDE_MEASURE {
        passes.insert(0, Pass { hyphens: false, tolerance: PLAIN, ..base.clone() });
    }
    let suits = || passes.iter().enumerate().find_map(|(i, p)| Some((i, best(stops, p)?.0)));
    let (at, ends) = match wanted {
        Wanted { more: 0, .. } => suits()?,
        Wanted { more, best: Some(count) } => varied(stops, &passes, count, more)?,
        Wanted { more, best: None } => varied(stops, &passes, suits()?.1.len(), more)?,
    };
    if passes[at].filling == loose {
        *give = give.loose();
    }
    Some(ends)
}

/// The best way with `more` lines than `count`, without a line that strict setting would not allow.
fn varied(stops: &[Stop], passes: &[Pass], count: usize, more: i32) -> Option<(usize, Vec<usize>)> {
    let wanted = u32::try_from(i64::try_from(count).ok()? + i64::from(more)).ok().filter(|&w| w > 0)?;
    if stops.len() > MOST_STOPS {
        return None;
    }
    // A line more is no reason for a loose one.
    let tried = passes.iter().enumerate().filter(|(_, p)| p.emergency == 0.0 && !p.always);
    let firm = |p: &Pass| Pass { lines: Some(wanted), tolerance: p.tolerance.min(FIRM), ..p.clone() };
    let mut tried: Vec<(usize, Pass)> = tried.map(|(i, p)| (i, firm(p))).collect();
    // What allows more in its own right need not be tried twice.
    tried.dedup_by(|next, last| next.1 == last.1);
    tried.iter().find_map(|(i, p)| Some((*i, best(stops, p)?.0)))
}

/// Lines with one even edge; or lines that are all about as long.
fn ragged(mut stops: Vec<Stop>, base: &Pass, balance: bool, wanted: Wanted) -> Option<Vec<usize>> {
    let more = wanted.more;
    for stop in &mut stops {
        match stop.kind {
            Kind::Hyphen => stop.penalty += RAGGED_HYPHEN,
            Kind::Syllable => stop.penalty += RAGGED_SYLLABLE,
            _ => {}
        }
    }
    let pass = Pass {
        filling: Filling::Ragged(RAG * base.em),
        tolerance: f64::INFINITY,
        always: true,
        ..base.clone()
    };
    if balance && let Some(ends) = balanced(&stops, &pass, more) {
        return Some(ends);
    }
    let suits = || Some(best(&stops, &pass)?.0);
    if more == 0 {
        return suits();
    }
    // One that is balanced has as many lines as that takes.
    let count = wanted.best.filter(|_| !balance).or_else(|| Some(suits()?.len()))?;
    varied(&stops, &[Pass { always: false, tolerance: 800.0, ..pass }], count, more).map(|v| v.1)
}

/// Lines of about one width, as few as fit.
fn balanced(stops: &[Stop], pass: &Pass, more: i32) -> Option<Vec<usize>> {
    let fewest = i64::from(fewest(stops, pass)?) + i64::from(more);
    let lines = u32::try_from(fewest).ok().filter(|l| (1..=MOST_BALANCED).contains(l))?;
    let width = stops.last()?.upto.width - stops.first()?.from.width;
    let filling = Filling::Even { target: width / f64::from(lines), em: pass.em };
    let ends = best(stops, &Pass { filling, lines: Some(lines), last_min: 0.0, ..pass.clone() })?.0;
    Some(ends)
}

/// How many lines there are if each takes what it can.
fn fewest(stops: &[Stop], pass: &Pass) -> Option<u32> {
    let (mut from, mut fits, mut count, mut at) = (0, 0, 1, 1);
    while at < stops.len() {
        if stops[at].kind == Kind::Syllable {
            at += 1;
            continue;
        }
        let room = if from == 0 { pass.first } else { pass.measure };
        let width = stops[at].upto.width - stops[from].from.width;
        if width > room && fits > from {
            (from, at, count) = (fits, fits, count + 1);
        } else {
            fits = at;
            if stops[at].kind == Kind::Forced && at + 1 < stops.len() {
                (from, count) = (at, count + 1);
            }
        }
        if count > MOST_BALANCED {
            return None;
        }
        at += 1;
    }
    Some(count)
}

/// The paragraph's stops and, in each piece that is wider than `measure`, the hyphens that are spared otherwise; where
/// these are not enough, one between any two clusters.
fn with_clusters(body: &Body, measure: f64) -> Cow<'_, [Point]> {
    let wide = |pair: &[Point]| pair[1].stop.upto.width - pair[0].stop.from.width > measure;
    if !body.points.windows(2).any(wide) {
        return Cow::Borrowed(&body.points);
    }
    let mut all: Vec<Point> = body.points[..1].to_vec();
    for pair in body.points.windows(2) {
        if wide(pair) {
            let inside = |p: &&Point| p.next > pair[0].next && p.next < pair[1].end;
            all.extend(body.spare.iter().filter(inside).cloned());
        }
        all.push(pair[1].clone());
    }
    let mut out: Vec<Point> = all[..1].to_vec();
    for pair in all.windows(2) {
        let mut to = pair[1].clone();
        if wide(pair) {
            let mut from = out.pop().unwrap_or_else(|| pair[0].clone());
            body.join_start(&mut from);
            body.join_end(&mut to);
            out.push(from.clone());
            within(body, &from, &to, &mut out);
        }
        out.push(to);
    }
    Cow::Owned(out)
}

fn within(body: &Body, from: &Point, to: &Point, out: &mut Vec<Point>) {
    let first = from.tail.as_deref().map_or(from.first, |(hi, _)| *hi);
    let last = to.head.as_deref().map_or(to.last, |(lo, _)| *lo + 1);
    let text = &body.rich.text[from.next..to.end.max(from.next)];
    let places: Vec<usize> =
        GraphemeClusterSegmenter::new().segment_str(text).map(|at| at + from.next).collect();
    for c in body.clusters.get(first + 1..last).unwrap_or(&[]) {
        let at = c.range.start;
        let mark = matches!(body.runs[c.run].anchor, Some(Anchor::Note(_) | Anchor::NoteAgain(_)));
        if !mark && at > from.next && places.binary_search(&at).is_ok() {
            let penalty =
                if body.rich.text[..at].ends_with('\u{a0}') { BOND_PENALTY } else { CLUSTER_PENALTY };
            let o = Opportunity { at, kind: Kind::Cluster, penalty };
            out.extend(body.point(&o, from.first, None));
        }
    }
}
