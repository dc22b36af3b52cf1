//! The paragraph.

use super::Role;
use crate::base::Pt;
use crate::text::{ParaSetting, Rich};

/// Text that is broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Para {
    /// What it is.
    pub role: Role,
    /// Its text.
    pub rich: Rich,
    /// How it is broken.
    pub setting: ParaSetting,
    /// Baseline distance. Equal to the grid for body text.
    pub leading: Pt,
    /// Indent of all lines at the left (lists, quotes).
    pub left: Pt,
    /// Indent of all lines at the right.
    pub right: Pt,
    /// A label that hangs to the left of the first line, such as a bullet or number: its text, and how far
    /// left of the text its column starts. It is right-aligned to `gap` before the text where `end` is set.
    pub label: Option<Label>,
}

impl Para {
    /// Calls `with` for its text and its label.
    pub(super) fn each_text(&self, with: &mut impl FnMut(&Rich)) {
        self.label.iter().map(|label| &label.rich).chain([&self.rich]).for_each(with);
    }
}

/// The label of a list item or a hanging opening quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its text.
    pub rich: Rich,
    /// Width of its column, left of the paragraph's text.
    pub width: Pt,
    /// White between label and text where the label is set against the text (figures); labels are set at
    /// their column's left edge where `None` (bullets).
    pub gap: Option<Pt>,
}
