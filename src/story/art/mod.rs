//! Pictures: rasters with their bytes, drawings as paths of ours. [`load`] makes them from a file's bytes; what a
//! file is, its first bytes say, not its name.

mod jpeg;
mod known;
mod pixels;
mod profile;
mod svg;

pub use known::known;

use crate::base::{Ink, Path, Pt, Size, Span};
use std::sync::Arc;

/// Longest side of a raster in pixels: 33 in at 600 ppi, more than any sheet needs.
pub const MAX_SIDE: u32 = 20_000;
/// Most pixels of a raster; as RGB they take 300 MB.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Why a file is no picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArtError {
    /// No format that anybody knows.
    #[error("`{0}` is no image")]
    Unknown(String),
    /// A format that a PDF cannot show, or that nobody should print from.
    #[error("`{name}` is {kind}, which cannot be set")]
    Unsupported {
        /// The file.
        name: String,
        /// The format, with its article.
        kind: &'static str,
    },
    /// The file ends too early.
    #[error("`{0}` is cut off: its end is missing")]
    CutOff(String),
    /// The file contradicts its format.
    #[error("`{name}` is damaged: {reason}")]
    Damaged {
        /// The file.
        name: String,
        /// What the decoder says.
        reason: String,
    },
    /// More pixels than fit.
    #[error("`{name}` is too large: {width} × {height} pixels")]
    TooLarge {
        /// The file.
        name: String,
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// A drawing with more paths than any logo has.
    #[error("`{0}` has too many paths to be set as a drawing")]
    TooComplex(String),
}

impl ArtError {
    /// What the user can do.
    pub fn help(&self) -> &'static str {
        match self {
            ArtError::Unknown(_) | ArtError::Unsupported { .. } => {
                "save it as JPEG (photos), PNG (screenshots) or SVG (logos and charts)"
            }
            ArtError::CutOff(_) => "copy or download the file again",
            ArtError::Damaged { .. } => "open the file in an image editor and save it again",
            ArtError::TooLarge { .. } => {
                "scale it down to at most 20 000 pixels a side and 100 million pixels in all"
            }
            ArtError::TooComplex(_) => "export it as a PNG of 300 pixels per inch instead",
        }
    }
}

/// Reads a picture from a file's bytes; `name` is what messages call it. The second value says what of it could
/// not be taken over, one sentence each.
///
/// # Errors
/// See [`ArtError`].
pub fn load(bytes: Arc<[u8]>, name: &str) -> Result<(Picture, Vec<String>), ArtError> {
    match sniff(&bytes) {
        Kind::Jpeg => jpeg::load(bytes, name).map(|raster| (Picture::Raster(raster), Vec::new())),
        Kind::Pixels(format) => {
            let raster = pixels::load(&bytes, format, name)?;
            Ok((Picture::Raster(raster), Vec::new()))
        }
        Kind::Svg => svg::load(&bytes, name).map(|(drawing, lost)| (Picture::Drawing(drawing), lost)),
        Kind::Unsupported(kind) => Err(ArtError::Unsupported { name: name.into(), kind }),
        Kind::Unknown => Err(ArtError::Unknown(name.into())),
    }
}

/// What a file is.
enum Kind {
    Jpeg,
    Pixels(image::ImageFormat),
    Svg,
    Unsupported(&'static str),
    Unknown,
}

fn sniff(bytes: &[u8]) -> Kind {
    let at = |offset: usize, magic: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(magic));
    match () {
        () if at(0, &[0xff, 0xd8, 0xff]) => Kind::Jpeg,
        () if at(0, b"\x89PNG\r\n\x1a\n") => Kind::Pixels(image::ImageFormat::Png),
        () if at(0, b"RIFF") && at(8, b"WEBP") => Kind::Pixels(image::ImageFormat::WebP),
        () if at(0, b"II*\0") || at(0, b"MM\0*") => Kind::Pixels(image::ImageFormat::Tiff),
        () if at(0, b"GIF8") => Kind::Unsupported("a GIF"),
        () if at(0, b"%PDF") => Kind::Unsupported("a PDF"),
        () if at(0, b"%!PS") || at(0, &[0xc5, 0xd0, 0xd3, 0xc6]) => Kind::Unsupported("an EPS file"),
        () if at(4, b"ftypavif") => Kind::Unsupported("an AVIF image"),
        () if at(4, b"ftyp") => Kind::Unsupported("a HEIC image or a video"),
        () if at(0, b"BM") => Kind::Unsupported("a BMP"),
        () if at(0, b"8BPS") => Kind::Unsupported("a Photoshop document"),
        () if at(0, &[0x1f, 0x8b]) => Kind::Unsupported("a compressed SVG"),
        () if svg::looks_like(bytes) => Kind::Svg,
        () => Kind::Unknown,
    }
}

/// Refuses sizes that no sheet needs, before anything is decoded.
fn check_size(name: &str, width: u32, height: u32) -> Result<(), ArtError> {
    let name = name.to_owned();
    if width == 0 || height == 0 {
        return Err(ArtError::Damaged { name, reason: "it has no pixels".into() });
    }
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ArtError::TooLarge { name, width, height });
    }
    Ok(())
}

/// A handle into [`super::Story::pictures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureId(pub u32);

/// An image or a drawing.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// Columns of pixels as shown (EXIF orientation applied).
    pub width: u32,
    /// Rows of pixels as shown.
    pub height: u32,
    /// EXIF orientation 1 to 8 that drawing still has to apply (JPEG passed through); 1 otherwise.
    pub orientation: u8,
    /// The pixels.
    pub data: RasterData,
    /// The ICC profile that the file carries, where it is not sRGB.
    pub profile: Option<Arc<[u8]>>,
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
