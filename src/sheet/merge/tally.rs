//! How often conditions have held: one that never did is told at the end of a run. Kept by place, so that it does not
//! matter in which order rows are made.

use crate::base::{Diagnostic, Span};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What has become of conditions so far.
#[derive(Debug, Default)]
pub struct Tally(Mutex<BTreeMap<(u16, u32), Entry>>);

#[derive(Debug)]
struct Entry {
    written: String,
    at: Span,
    held: u64,
    not: u64,
    /// A cell that is the condition's text but for its capitals; the first of several in the order of the alphabet.
    near: Option<String>,
}

impl Tally {
    /// Takes note of what a condition has come to for a row.
    pub fn note(&self, written: &str, at: Span, holds: bool, near: Option<String>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = known.entry((at.file.0, at.start)).or_insert_with(|| Entry {
            written: written.to_owned(),
            at,
            held: 0,
            not: 0,
            near: None,
        });
        if holds {
            entry.held += 1;
        } else {
            entry.not += 1;
        }
        entry.near = match (entry.near.take(), near) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }

    /// A warning for each condition that held for none of several rows, in the order of their places.
    pub fn idle(&self) -> Vec<Diagnostic> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = known.values().filter(|entry| entry.held == 0 && entry.not > 1);
        idle.map(|entry| {
            let message =
                format!("`when: {}` held for no row: what stands under it is in no copy", entry.written);
            let help = match &entry.near {
                Some(cell) => format!("the list writes `{cell}`: capitals count"),
                None => "compare it with what the column has, letter by letter; capitals count".to_owned(),
            };
            Diagnostic::warning("merge-idle", message).at(entry.at).help(help)
        })
        .collect()
    }
}
