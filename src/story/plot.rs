//! Values drawn to scale with their labels set as type. What is to be shown and said is settled here, in words and
//! numbers; where it stands follows from the widths of the words, and is found by layout.

use crate::base::{Ink, Pt, Span};
use crate::text::{ParaSetting, Rich};

/// Values by name, in one or more series, drawn to scale.
#[derive(Clone, Debug)]
pub struct Plot {
    /// How they are drawn.
    pub form: Form,
    /// What the drawing shows, for readers who cannot see it.
    pub alt: String,
    /// The names of the values in order.
    pub names: Vec<Name>,
    /// Where each name stands on a scale of its own, growing; names stand evenly apart where it is empty.
    pub places: Vec<f64>,
    /// Round places on that scale with their labels, from many to few, for lines whose names are not all set.
    pub rounds: Vec<Vec<(f64, Rich)>>,
    /// What the names are, for readers who do not see the drawing: "Year".
    pub heading: String,
    /// The series, each with a value for every name.
    pub series: Vec<Series>,
    /// Scales that hold all values, from few ticks to many.
    pub scales: Vec<Scale>,
    /// How labels are broken.
    pub setting: ParaSetting,
    /// Size of labels.
    pub size: Pt,
    /// Baseline distance of labels.
    pub leading: Pt,
    /// Height of what has no height of its own: columns and lines.
    pub height: Pt,
    /// Line of nothing, from which bars grow.
    pub axis: (Pt, Ink),
    /// Lines behind the marks.
    pub grid: (Pt, Ink),
    /// Bare paper.
    pub paper: Ink,
    /// What stands for a value that is not known.
    pub gap: Rich,
    /// Where it was written, for messages.
    pub source: Option<Span>,
}

/// How values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Bars that lie, one below the other.
    Bars,
    /// Bars that stand side by side.
    Columns,
    /// Lines from value to value.
    Lines,
    /// Dots on a line for each name.
    Dots,
}

/// What a value is called.
#[derive(Clone, Debug)]
pub struct Name {
    /// As it is set.
    pub rich: Rich,
    /// As it is read out where it is not set.
    pub spoken: String,
    /// How round it is: where there is no room for all names, those of the lowest rank stay.
    pub rank: u8,
}

/// Values that belong together.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name as it is set; empty where it is the only one.
    pub name: Rich,
    /// Its name as it is read out where it is not set.
    pub spoken: String,
    /// A value for every name; none where it is not known.
    pub values: Vec<Option<Value>>,
    /// How its marks look.
    pub mark: Mark,
}

/// A value.
#[derive(Clone, Debug)]
pub struct Value {
    /// The number.
    pub number: f64,
    /// As it is set.
    pub label: Rich,
    /// As it is read out where it is not set.
    pub spoken: String,
    /// The colour of its mark, where it is not that of its series.
    pub ink: Option<Ink>,
    /// It is one that the reader is to see first.
    pub strong: bool,
}

/// How marks look.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Their colour.
    pub ink: Ink,
    /// Weight of a line.
    pub weight: Pt,
    /// Drawn as an outline: told apart without colours.
    pub hollow: bool,
    /// Dashes of a line and the white between them; unbroken where `None`.
    pub dash: Option<(Pt, Pt)>,
    /// It is the one that the reader is to see first.
    pub strong: bool,
}

/// A scale with its ticks.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Where it begins.
    pub from: f64,
    /// Where it ends; more than `from`.
    pub to: f64,
    /// Ticks with their labels, upwards.
    pub ticks: Vec<(f64, Rich)>,
}

impl Scale {
    /// Where a number stands on it, from 0 to 1.
    pub fn share(&self, number: f64) -> f64 {
        (number - self.from) / (self.to - self.from)
    }
}

impl Plot {
    /// All texts that it may set.
    pub(super) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Rich> {
        let names = self.names.iter_mut().map(|n| &mut n.rich);
        names.chain(self.series.iter_mut().map(|s| &mut s.name))
    }
    /// All texts that it may set and that the user wrote.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Rich> {
        self.names.iter().map(|n| &n.rich).chain(self.series.iter().map(|s| &s.name))
    }
    /// Calls `with` for all texts that it may set.
    pub(super) fn each_text(&self, with: &mut impl FnMut(&Rich)) {
        let values = self.series.iter().flat_map(|s| &s.values).flatten().map(|v| &v.label);
        let ticks = self.scales.iter().flat_map(|s| &s.ticks).chain(self.rounds.iter().flatten());
        self.texts().chain(values).chain(ticks.map(|(_, label)| label)).chain([&self.gap]).for_each(with);
    }
}
