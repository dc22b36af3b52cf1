//! How finely pictures are kept: so many pixels an inch of what the page shows, and so like what they were. A file
//! that is too large goes down the steps, all pictures together, so that none is spared and none alone is spoilt.

use crate::edition::Edition;

/// How finely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grade {
    /// Pixels an inch that a picture is brought down to.
    pub aim: f64,
    /// Pictures of more than this are brought down.
    pub over: f64,
    /// Quality of photos for a press, in the scale of the Independent JPEG Group.
    pub quality: u8,
    /// The least mean SSIM of a photo to the same photo coded without loss.
    pub likeness: f64,
    /// What is not brought down is coded anew too, if it gets smaller.
    pub all: bool,
}

/// The steps down: pixels an inch, as part of what the edition aims at, likeness, and a press's quality. A mean
/// SSIM of 0.98 is taken for invisible and 0.95 for hardly visible (Flynn et al., "Image quality assessment using
/// the SSIM and the just noticeable difference paradigm", 2013: a difference is noticed at about 0.95 to 0.98);
/// 0.90 is plainly visible, and coarser than 100 of 150 pixels an inch is a blur at twice the size: nobody wants to
/// send that.
const STEPS: [(f64, f64, u8); 5] =
    [(1.0, 0.97, 86), (1.0, 0.95, 82), (0.87, 0.94, 79), (0.77, 0.92, 76), (0.67, 0.90, 73)];

/// A photo on a screen is seen once and not printed large: 0.98. On paper nothing is to be seen of the coding.
const ON_SCREEN: f64 = 0.98;
const ON_PAPER: f64 = 0.99;
/// Inks are not what likeness is measured on: a fixed quality, and a high one, for a printed dot hides less.
pub(super) const IN_INK: u8 = 92;

impl Grade {
    /// What the edition asks for.
    pub(super) fn of(edition: &Edition) -> Grade {
        let likeness = if edition.on_paper() { ON_PAPER } else { ON_SCREEN };
        Grade {
            aim: edition.resolution.aim,
            over: edition.resolution.over,
            quality: IN_INK,
            likeness,
            all: false,
        }
    }
    /// What is tried where that makes too large a file, finest first.
    pub(super) fn coarser(self) -> impl Iterator<Item = Grade> {
        STEPS.into_iter().map(move |(part, likeness, quality)| {
            let aim = self.aim * part;
            // A fifth finer than the aim is worth the loss now.
            Grade { aim, over: aim * 1.2, quality, likeness, all: true }
        })
    }
}
