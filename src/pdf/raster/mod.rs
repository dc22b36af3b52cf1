//! Rasters as samples, where drawing cannot take a file as it is. Takes a [`Raster`], gives its [`Pixels`] in the
//! file's own rows and columns; turning them upright stays with drawing, and colours stay what they were.

mod jpeg;

use crate::story::{Raster, RasterData};
use std::borrow::Cow;

/// Samples of 8 bits, row by row from the top, without padding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels<'a> {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// 1: gray (0 is black), 3: RGB, 4: CMYK (0 is no ink).
    pub components: u8,
    /// `width` × `height` × `components` of them.
    pub samples: Cow<'a, [u8]>,
    /// One byte of opacity a pixel, where any is not opaque.
    pub alpha: Option<Cow<'a, [u8]>>,
}

/// Why a raster could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct RasterError {
    /// What the decoder says.
    pub reason: String,
}

/// The samples of a raster: decoded where it is a JPEG, borrowed where it holds samples already. Columns and rows
/// are the file's own, [`Raster::orientation`] is not applied.
///
/// # Errors
/// The decoder's words, where the entropy-coded data are damaged; the headers were found sound when the file was
/// read.
pub fn decode(raster: &Raster) -> Result<Pixels<'_>, RasterError> {
    let (width, height) = stored(raster);
    match &raster.data {
        RasterData::Jpeg { bytes, components, inverted } => {
            let samples = decode_jpeg(bytes, *components, *inverted)?.into();
            Ok(Pixels { width, height, components: *components, samples, alpha: None })
        }
        RasterData::Pixels { samples, components, alpha } => Ok(Pixels {
            width,
            height,
            components: *components,
            samples: Cow::Borrowed(samples),
            alpha: alpha.as_deref().map(Cow::Borrowed),
        }),
    }
}

/// The samples of a JPEG file with so many components, see [`Pixels::samples`]; `inverted`: its CMYK is upside down.
pub(super) fn decode_jpeg(bytes: &[u8], components: u8, inverted: bool) -> Result<Vec<u8>, RasterError> {
    jpeg::decode(bytes, components, inverted).map_err(|reason| RasterError { reason })
}

/// Columns and rows of the file itself, before it is turned upright.
pub fn stored(raster: &Raster) -> (u32, u32) {
    let turned = (5..=8).contains(&raster.orientation);
    if turned { (raster.height, raster.width) } else { (raster.width, raster.height) }
}

/// The samples of a JPEG of 1, 3 or 4 components, as a PDF means them: gray, RGB, or four components of which CMYK is
/// as it is written, be it upside down.
///
/// # Errors
/// The decoder's words.
pub fn jpeg_samples(bytes: &[u8], components: u8) -> Result<Vec<u8>, RasterError> {
    jpeg::decode(bytes, components, false).map_err(|reason| RasterError { reason })
}
