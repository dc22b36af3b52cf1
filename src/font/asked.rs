//! What has come of asking for faces: what could not be had, and what only the machine can answer.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A face that somebody needs and the bundle lacks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Want {
    /// This family, in this weight, italic or not.
    Family(String, u16, bool),
    /// Any face that has this character, in this weight.
    Character(char, u16),
}

/// What could not be had, or not from where it should come; for warnings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Nobody has this family; the default serif is set instead.
    Family(String),
    /// The file found for this family holds no font that can be read.
    Unreadable(String),
    /// Nobody has this character; U+FFFD is set instead.
    Character(char),
    /// This family has no small capitals, upright or (`true`) in italics; the letters stand as written.
    SmallCapitals(String, bool),
    /// This family is the machine's, and neither the sheet's nor the program's.
    OfMachine(String),
}

/// What has come of asking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What is to be said of it, sorted.
    pub problems: BTreeSet<Problem>,
    /// What went to the machine, whether it had an answer or not: on another, or on another day, it may have another.
    pub of_machine: BTreeSet<Want>,
}

impl Asked {
    /// Takes in what has come of asking for something else.
    pub(super) fn extend(&mut self, other: &Asked) {
        self.problems.extend(other.problems.iter().cloned());
        self.of_machine.extend(other.of_machine.iter().cloned());
    }
    /// Nobody has a family.
    pub(super) fn lacks(&mut self, family: &str) {
        self.problems.insert(Problem::Family(family.trim().to_owned()));
    }
    /// A face is set whose family is the machine's.
    pub(super) fn takes(&mut self, of_machine: Option<&String>) {
        self.problems.extend(of_machine.cloned().map(Problem::OfMachine));
    }
}
