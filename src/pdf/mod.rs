//! Writes a [`Layout`] as a PDF file: `pictures` makes of each raster what the file is to hold, `draw` content
//! streams, fonts and images (through printpdf), `finish` everything that concerns the document as a whole (on lopdf).
//!
//! The same layout always gives the same bytes: no clock, no random number, no order of a hash map.

mod asked;
mod draw;
mod finish;
mod forme;
pub mod gang;
mod glyphs;
mod image;
pub mod impose;
mod marks;
mod pages;
mod paint;
mod path;
pub mod pictures;
mod program;
pub mod raster;

pub use asked::{Asked, Judge};
pub use draw::draw;
pub use finish::finish;
pub use forme::{Forme, Printed, Struck};

use crate::base::Diagnostics;
use crate::base::icc::ProfileError;
use crate::edition::Edition;
use crate::font::FontSet;
use crate::layout::{ElemId, Layout};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Why no file could be written. None of these is the user's doing, save a broken font.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The layout has no page.
    #[error("the sheet has no pages")]
    NoPages,
    /// A face cannot be embedded.
    #[error("the font `{face}` cannot be embedded: {reason}")]
    Font {
        /// PostScript name.
        face: String,
        /// What the subsetter or parser says.
        reason: String,
    },
    /// The printing condition cannot be used.
    #[error("the ICC profile of the printing condition cannot be used: {0}")]
    Condition(#[from] ProfileError),
    /// A picture's colours cannot be turned into inks; the messages of the build say which one's.
    #[error("a picture cannot be printed")]
    Picture,
    /// It has more bytes than the edition may have; the messages of the build say what takes them.
    #[error("the file is too large")]
    TooLarge,
    /// A link leads to a place that no page has.
    #[error("a link leads to `{0}`, which is nowhere on the pages")]
    UnknownPlace(String),
    /// The drawing library was not content with what it was given.
    #[error("drawing failed: {0}")]
    Drawing(String),
    /// The document is not what finishing expects of drawing.
    #[error("the file cannot be put together: {0}")]
    Structure(#[from] lopdf::Error),
}

/// Writes a laid-out sheet as a PDF file of `edition`, which carries the marks of `standards`: those that the
/// layout has been found to meet. A file of more bytes than the edition may have gets coarser pictures, and `diags`
/// says which.
///
/// # Errors
/// See [`PdfError`].
pub fn write<'a>(
    layout: &Layout,
    fonts: &FontSet,
    edition: &Edition,
    standards: impl Into<Asked<'a>>,
    diags: &mut Diagnostics,
) -> Result<Vec<u8>, PdfError> {
    let standards = standards.into();
    let mut said = Diagnostics::default();
    let fine = pictures::prepare(layout, edition, &mut said);
    if said.has_errors() {
        diags.extend(said);
        return Err(PdfError::Picture);
    }
    let of = |pictures| finish(draw(layout, fonts, edition, pictures)?, layout, fonts, (edition, standards));
    let file = of(&fine)?;
    let most = edition.max_size.map_or(usize::MAX, |m| m as usize);
    if file.len() <= most {
        diags.extend(said);
        return Ok(file);
    }
    let rest = file.len() - fine.bytes();
    let coarse = pictures::squeeze(layout, edition, (&fine, rest), diags).ok_or(PdfError::TooLarge)?;
    of(&coarse)
}

/// Sets up what a thread needs to write a file, for one that has nothing to do while a sheet is read.
pub fn get_ready() {
    finish::get_ready();
}

/// A drawn document that is not a good PDF yet: what [`draw()`] hands to [`finish()`].
pub struct Draft {
    /// As printpdf writes it.
    document: lopdf::Document,
    /// The embedded faces, in the order of their resource names.
    subsets: Arc<Vec<Arc<glyphs::Subset>>>,
    /// What each page holds.
    pages: Vec<DrawnPage>,
}

/// What finishing needs to know of a page's content stream.
#[derive(Default)]
struct DrawnPage {
    /// Owner of each marked-content sequence; the index is its MCID.
    leaves: Vec<Leaf>,
    /// Those of them that are a soft hyphen.
    hyphens: BTreeSet<usize>,
    /// Resource names that its operators mention.
    uses: Uses,
    /// Where its content stream is parted for copies: the bytes between two parts, of which each is a stream.
    cuts: Vec<usize>,
}

/// Names of resources by category.
#[derive(Clone, Default, PartialEq)]
struct Uses {
    fonts: BTreeSet<String>,
    images: BTreeSet<String>,
    states: BTreeSet<String>,
    /// Spot inks, by their resource names.
    spots: BTreeMap<String, paint::Spot>,
    /// Whether anything shows what lies below it.
    transparent: bool,
}

impl Uses {
    /// Takes over what another part of the page mentions.
    fn add(&mut self, other: &Uses) {
        self.fonts.extend(other.fonts.iter().cloned());
        self.images.extend(other.images.iter().cloned());
        self.states.extend(other.states.iter().cloned());
        let new = other.spots.iter().filter(|(name, _)| !self.spots.contains_key(*name));
        let new: Vec<_> = new.map(|(name, spot)| (name.clone(), spot.clone())).collect();
        self.spots.extend(new);
        self.transparent |= other.transparent;
    }
}

/// What a marked-content sequence belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaf {
    /// An element of the tag tree.
    Elem(ElemId),
    /// A link: its index in [`Layout::links`].
    Link(usize),
}
