//! Paragraphs that have been shaped and broken, kept for the next copy of a sheet: most of its paragraphs are the same.
//! What is found is what would be made again; so much is kept as a few sheets hold.

use super::body::Body;
use super::{Line, ParaSetting, Prepared, Rich};
use crate::base::Pt;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many paragraphs are kept of the latest, and as many of those before them: a sheet of four pages has some
/// hundred and fifty, and each takes some tens of kilobytes.
const MOST: usize = 600;
/// So many where sheets are fitted: each is set some fifteen times, in other sizes.
const MANY: usize = 2_000;

/// Paragraphs by their characters.
#[derive(Default)]
pub struct Memo {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    young: Generation,
    old: Generation,
    count: usize,
    many: bool,
}

type Generation = HashMap<String, Vec<Prepared>>;

impl Memo {
    /// Keeps more, for sheets that are set many times over.
    pub fn keep_many(&self) {
        lock(&self.kept).many = true;
    }

    /// The paragraph, from here or from `shape`.
    pub fn prepared(&self, rich: &Rich, setting: &ParaSetting, shape: impl FnOnce() -> Body) -> Prepared {
        if let Some(found) = lock(&self.kept).find(rich, setting) {
            return found;
        }
        let made = Prepared { body: shape().into(), broken: Some(Arc::default()) };
        lock(&self.kept).keep(&made);
        made
    }
}

impl Kept {
    fn find(&mut self, rich: &Rich, setting: &ParaSetting) -> Option<Prepared> {
        let same = |p: &&Prepared| p.body.rich == *rich && p.body.setting == *setting;
        let of = |generation: &Generation| generation.get(&rich.text)?.iter().find(same).cloned();
        if let Some(found) = of(&self.young) {
            return Some(found);
        }
        let found = of(&self.old)?;
        self.keep(&found);
        Some(found)
    }

    fn keep(&mut self, made: &Prepared) {
        if self.count >= if self.many { MANY } else { MOST } {
            self.old = std::mem::take(&mut self.young);
            self.count = 0;
        }
        self.young.entry(made.body.rich.text.clone()).or_default().push(made.clone());
        self.count += 1;
    }
}

/// How a paragraph has been broken, for a few measures.
#[derive(Default)]
pub struct Broken {
    lines: Mutex<Vec<(Pt, Vec<Line>)>>,
    counts: Mutex<Vec<(Pt, i32, Option<usize>)>>,
}

/// A paragraph is asked for in the measure of its column, and now and then in another.
const MEASURES: usize = 4;

impl Broken {
    /// The lines in `measure`, from here or from `set`.
    pub fn lines(&self, measure: Pt, set: impl FnOnce() -> Vec<Line>) -> Vec<Line> {
        if let Some((_, lines)) = lock(&self.lines).iter().find(|(m, _)| *m == measure) {
            return lines.clone();
        }
        let lines = set();
        let mut kept = lock(&self.lines);
        if kept.len() < MEASURES {
            kept.push((measure, lines.clone()));
        }
        lines
    }

    /// How many lines there are in `measure` with `looseness` more of them, from here or from `count`.
    pub fn count(&self, measure: Pt, looseness: i32, count: impl FnOnce() -> Option<usize>) -> Option<usize> {
        let mut kept = lock(&self.counts);
        if let Some((.., found)) = kept.iter().find(|(m, l, _)| (*m, *l) == (measure, looseness)) {
            return *found;
        }
        let found = count();
        if kept.len() < 4 * MEASURES {
            kept.push((measure, looseness, found));
        }
        found
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
