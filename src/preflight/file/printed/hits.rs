//! What a rule has found, place by place, told without flooding: what is alike is told once.

use super::Printed;
use crate::base::Severity;
use crate::preflight::file::{Box4, Findings};
use crate::preflight::reading::Bounds;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// One place that breaks a rule.
pub struct Hit {
    /// How bad it is.
    pub severity: Severity,
    /// What it has in common with others that are alike.
    pub alike: String,
    /// What is wrong, with its place.
    pub message: String,
    /// The page, from 1.
    pub page: usize,
    /// Where on it.
    pub at: Bounds,
}

impl Hit {
    /// A hit at `at` on `page`; `what` is followed by the place in words.
    pub fn new(page: &Printed, severity: Severity, alike: impl Into<String>, what: &str, at: &Bounds) -> Hit {
        let message = format!("{what}, {}", page.place(at));
        Hit { severity, alike: alike.into(), message, page: page.page.number, at: *at }
    }
}

/// Tells `hits`: of those that are alike the first, and how many more there are.
pub fn tell(hits: Vec<Hit>, findings: &mut Findings) {
    let mut groups: Vec<(Hit, usize)> = Vec::new();
    let mut known: BTreeMap<(String, Severity), usize> = BTreeMap::new();
    for hit in hits {
        match known.entry((hit.alike.clone(), hit.severity)) {
            Entry::Occupied(at) => groups[*at.get()].1 += 1,
            Entry::Vacant(free) => {
                free.insert(groups.len());
                groups.push((hit, 0));
            }
        }
    }
    for (hit, more) in groups {
        let message = match more {
            0 => hit.message,
            n => format!("{}; and {n} more like it", hit.message),
        };
        let finding = match hit.severity {
            Severity::Error => findings.error(message),
            Severity::Warning => findings.warning(message),
            Severity::Note => findings.note(message),
        };
        let Bounds { x0, y0, x1, y1 } = hit.at;
        finding.page(hit.page).at(Box4 { x0, y0, x1, y1 });
    }
}
