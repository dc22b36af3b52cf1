//! Diagnostics for the reader: text with the line that is meant, or JSON for a program. Gives strings and
//! prints nothing.

mod human;
mod json;
mod trials;

use crate::base::{Diagnostic, Sources};
use crate::fit::Trial;
pub use human::{counted, size};

/// Who reads the messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A person: text with the line that is meant.
    #[default]
    Human,
    /// A program: one JSON object a line, on standard output.
    Json,
}

/// What one sheet's messages are about.
pub struct Subject<'a> {
    /// The sheet, for messages that have no place in a text.
    pub name: &'a str,
    /// All texts that the messages point into.
    pub sources: &'a Sources,
}

impl Format {
    /// One message, ended by a line feed.
    pub fn message(self, d: &Diagnostic, about: &Subject) -> String {
        match self {
            Format::Human => human::message(d, about, super::out::colored()),
            Format::Json => json::message(d, about),
        }
    }
    /// What was tried to make an edition fit its pages: a table, or a line for each trial; nothing where nothing was.
    pub fn trials(self, edition: &str, trials: &[Trial], about: &Subject) -> String {
        match self {
            Format::Human => trials::table(edition, trials, about),
            Format::Json => trials.iter().map(|t| json::trial(edition, t, about)).collect(),
        }
    }
    /// One line about a file that has been written.
    pub fn summary(self, written: &Written, about: &Subject) -> String {
        match self {
            Format::Human => human::summary(written),
            Format::Json => json::summary(written, about),
        }
    }
    /// One line about an imposed file.
    pub fn imposed(self, imposed: &Imposed, about: &Subject) -> String {
        match self {
            Format::Human => human::imposed(imposed),
            Format::Json => json::imposed(imposed, about),
        }
    }
}

/// An imposed file that has been written, in figures.
pub struct Imposed {
    /// Where, as the user would write it; `-` for standard output.
    pub path: String,
    /// What is in it.
    pub facts: crate::pdf::impose::Facts,
    /// Its size.
    pub bytes: usize,
    /// How long reading, arranging and writing took.
    pub time: std::time::Duration,
}

/// A file that has been written, in figures.
pub struct Written {
    /// Where, as the user would write it; `-` for standard output.
    pub path: String,
    /// What is in it.
    pub facts: crate::Facts,
    /// Its size.
    pub bytes: usize,
    /// How long reading, setting and writing took.
    pub time: std::time::Duration,
}
