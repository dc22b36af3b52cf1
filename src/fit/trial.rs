//! One trial: a sheet set with some knobs turned, divided into pages and measured. Places and draws nothing.

use super::reach::{Reach, Turned};
use crate::base::Diagnostics;
use crate::edition::Edition;
use crate::font::FontSet;
use crate::layout::{self, Extent};
use crate::sheet::{self, Sheet};
use crate::theme::Knobs;

/// A trial with what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// How much of the text was to be saved, as a share; room that was to be gained is negative.
    pub saving: f64,
    /// The knobs.
    pub knobs: Knobs,
    /// How much is seen of them.
    pub distortion: f64,
    /// Body size and leading in points.
    pub body: (f64, f64),
    /// Names of the parts that were left out.
    pub left_out: Vec<String>,
    /// The pages that came of it.
    pub extent: Extent,
    /// Whether the sheet is set like this.
    pub chosen: bool,
}

/// What trials of one sheet share.
pub struct Bench<'a> {
    /// For whom it is set.
    pub edition: &'a Edition,
    /// Faces.
    pub fonts: &'a FontSet,
    /// How far its knobs go.
    pub reach: Reach,
    /// How many pages it is to take.
    pub wanted: usize,
}

/// What of a sheet is set, beside its knobs.
#[derive(Clone, Copy)]
pub struct Variant<'a> {
    /// The sheet, without what is left out.
    pub sheet: &'a Sheet,
    /// Names of what is left out.
    pub left_out: &'a [String],
    /// Columns added to the note area.
    pub note_columns: usize,
}

impl Bench<'_> {
    /// Tries a variant with the least turns that save so much.
    pub fn try_out(&self, variant: Variant<'_>, saving: f64) -> Trial {
        let Turned { mut knobs, mut distortion } = self.reach.turned(saving);
        (knobs.pages, knobs.note_columns) = (Some(self.wanted), variant.note_columns);
        distortion += NOTE_COLUMN * variant.note_columns as f64;
        distortion += LEFT_OUT * variant.left_out.len() as f64;
        Trial {
            saving,
            knobs,
            distortion,
            body: self.reach.body(&knobs),
            left_out: variant.left_out.to_vec(),
            extent: extent(variant.sheet, self.edition, self.fonts, &knobs),
            chosen: false,
        }
    }
}

/// Notes in narrower columns are seen about as much as leading at its limit; a part that is missing is missed.
const NOTE_COLUMN: f64 = 1.0;
const LEFT_OUT: f64 = 10.0;

fn extent(sheet: &Sheet, edition: &Edition, fonts: &FontSet, knobs: &Knobs) -> Extent {
    let theme = sheet::tuned_theme(sheet, edition, knobs);
    let story = sheet::lower(sheet, &theme, &mut Diagnostics::default());
    layout::extent(&story, &theme.page, fonts)
}

/// A hole of the whole last page; a last page that is nine tenths full is as good as a full one.
const HOLE: f64 = 40.0;
/// What a division into pages costs that is as bad as a knob of weight 1 at its limit: a column a line short is 1 500, a
/// widow four times as bad as the knob.
const FAULT: f64 = 2_500.0;
/// Something taller than its page is never taken where there is another way.
const OVERFULL: f64 = 1_000.0;

impl Trial {
    /// Pages, and the part of the last that is filled.
    pub fn fill(&self) -> f64 {
        self.extent.pages as f64 - 1.0 + self.extent.last
    }
    /// What is wrong with it: how much is seen of the knobs, of faults in the division, and of a hole at the end of the
    /// pages that are to be `full`; none where fewer will do.
    pub fn badness(&self, full: Option<usize>) -> f64 {
        let hole = full.map_or(0.0, |pages| (pages as f64 - self.fill()).max(0.0));
        let overfull = if self.extent.overfull { OVERFULL } else { 0.0 };
        self.distortion + HOLE * hole * hole + self.extent.cost as f64 / FAULT + overfull
    }
}
