//! Pictures: rasters with their bytes, drawings as paths of ours.

use crate::base::{Ink, Path, Pt, Size, Span};
use std::sync::Arc;

/// A handle into [`super::Story::pictures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureId(pub u32);

/// An image or a drawing.
#[derive(Clone, Debug)]
pub enum Picture {
    /// Pixels.
    Raster(Raster),
    /// Paths.
    Drawing(Drawing),
}

impl Picture {
    /// Width divided by height.
    pub fn aspect(&self) -> f64 {
        match self {
            Picture::Raster(r) => f64::from(r.width) / f64::from(r.height.max(1)),
            Picture::Drawing(d) => d.size.w / d.size.h.max(Pt(1e-6)),
        }
    }
}

/// How the pixels of a raster are kept.
#[derive(Clone, Debug)]
pub enum RasterData {
    /// A JPEG file, byte for byte, with its number of components (1, 3, 4) and whether an Adobe marker says
    /// that its CMYK is inverted.
    Jpeg {
        /// The file.
        bytes: Arc<[u8]>,
        /// 1, 3 or 4.
        components: u8,
        /// CMYK written inverted (Adobe).
        inverted: bool,
    },
    /// Decoded pixels, 8 bits a component, row by row.
    Pixels {
        /// Gray (1) or RGB (3) samples.
        samples: Arc<[u8]>,
        /// 1 or 3.
        components: u8,
        /// One byte of opacity a pixel, where the picture has any transparency.
        alpha: Option<Arc<[u8]>>,
    },
}

/// Pixels of an image.
#[derive(Clone, Debug)]
pub struct Raster {
    /// Columns of pixels as shown (EXIF orientation applied).
    pub width: u32,
    /// Rows of pixels as shown.
    pub height: u32,
    /// EXIF orientation 1 to 8 that drawing still has to apply (JPEG passed through); 1 otherwise.
    pub orientation: u8,
    /// The pixels.
    pub data: RasterData,
    /// Where the user named the file.
    pub source: Option<Span>,
    /// The file's name, for the summary and messages.
    pub name: String,
}

/// A vector drawing: paths painted one over the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Its natural size.
    pub size: Size,
    /// What is painted, in order.
    pub items: Vec<DrawingItem>,
}

/// One painted path.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawingItem {
    /// The outline, in points from the drawing's top left corner.
    pub path: Path,
    /// Fill colour and whether the even-odd rule holds.
    pub fill: Option<(Ink, bool)>,
    /// Stroke colour and width.
    pub stroke: Option<(Ink, Pt)>,
    /// Opacity, 0 to 1.
    pub opacity: f64,
}
