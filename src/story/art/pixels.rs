//! PNG, WebP and TIFF, decoded to 8 bits a component: gray where no pixel has a colour, opacity apart.

use super::{ArtError, MAX_PIXELS, MAX_SIDE, Raster, RasterData, check_size, profile};
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use std::sync::Arc;

/// Decodes a file, turned upright.
pub(super) fn load(bytes: &[u8], format: ImageFormat, name: &str) -> Result<Raster, ArtError> {
    let (image, icc) = decode(bytes, format, name)?;
    let (width, height) = (image.width(), image.height());
    let (samples, components, alpha) = planes(image);
    let alpha = alpha.filter(|a| a.iter().any(|v| *v != 255)).map(Arc::from);
    let data = RasterData::Pixels { samples: samples.into(), components, alpha };
    let profile = icc.and_then(|icc| profile::useful(icc, components));
    Ok(Raster { width, height, orientation: 1, data, profile, source: None, name: name.to_owned() })
}

/// The image, upright, with its ICC profile.
fn decode(
    bytes: &[u8],
    format: ImageFormat,
    name: &str,
) -> Result<(DynamicImage, Option<Vec<u8>>), ArtError> {
    let wrong = |e: ImageError| error(&e, name);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    // Eight bytes a pixel: 16 bits for each of four components.
    limits.max_alloc = Some(MAX_PIXELS * 8);
    // Set after the size is known, so that an image that is too large is called so.
    reader.no_limits();
    let mut decoder = reader.into_decoder().map_err(wrong)?;
    let (width, height) = decoder.dimensions();
    check_size(name, width, height)?;
    decoder.set_limits(limits).map_err(wrong)?;
    let orientation = decoder.orientation().map_err(wrong)?;
    let profile = decoder.icc_profile().map_err(wrong)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(wrong)?;
    image.apply_orientation(orientation);
    Ok((image, profile))
}

fn error(error: &ImageError, name: &str) -> ArtError {
    match error {
        ImageError::IoError(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
            ArtError::CutOff(name.into())
        }
        other => ArtError::Damaged { name: name.into(), reason: other.to_string() },
    }
}

/// Samples, components a pixel, opacity.
fn planes(image: DynamicImage) -> (Vec<u8>, u8, Option<Vec<u8>>) {
    let color = image.color();
    match (color.has_color(), color.has_alpha()) {
        (false, false) => (image.into_luma8().into_raw(), 1, None),
        (false, true) => {
            let raw = image.into_luma_alpha8().into_raw();
            let (samples, alpha) = raw.chunks_exact(2).map(|p| (p[0], p[1])).unzip();
            (samples, 1, Some(alpha))
        }
        (true, false) => {
            let (samples, components) = grayed(image.into_rgb8().into_raw());
            (samples, components, None)
        }
        (true, true) => {
            let raw = image.into_rgba8().into_raw();
            let alpha = raw.chunks_exact(4).map(|p| p[3]).collect();
            let rgb = raw.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
            let (samples, components) = grayed(rgb);
            (samples, components, Some(alpha))
        }
    }
}

/// One component instead of three where they are all equal: a scan or screenshot without colour is a third as
/// large, and prints in black toner alone.
fn grayed(rgb: Vec<u8>) -> (Vec<u8>, u8) {
    if rgb.chunks_exact(3).all(|p| p[0] == p[1] && p[1] == p[2]) {
        (rgb.chunks_exact(3).map(|p| p[0]).collect(), 1)
    } else {
        (rgb, 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayAlphaImage, Rgb, RgbImage, Rgba, RgbaImage};

    fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.into().write_to(&mut bytes, format).expect("an image");
        bytes.into_inner()
    }

    fn planes_of(bytes: &[u8], format: ImageFormat) -> (Vec<u8>, u8, Option<Vec<u8>>) {
        let RasterData::Pixels { samples, components, alpha } = load(bytes, format, "a").expect("one").data
        else {
            panic!("pixels")
        };
        (samples.to_vec(), components, alpha.map(|a| a.to_vec()))
    }

    #[test]
    fn each_format_is_read() {
        let image = RgbImage::from_fn(2, 1, |x, _| Rgb([x as u8 * 9, 20, 30]));
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff] {
            let expected = (vec![0, 20, 30, 9, 20, 30], 3, None);
            assert_eq!(planes_of(&encoded(image.clone(), format), format), expected, "{format:?}");
        }
    }

    #[test]
    fn opacity_is_kept_only_where_it_is_used() {
        let faded = RgbaImage::from_fn(2, 1, |x, _| Rgba([9, 20, 30, 255 - x as u8]));
        let (_, _, alpha) = planes_of(&encoded(faded, ImageFormat::Png), ImageFormat::Png);
        assert_eq!(alpha, Some(vec![255, 254]));
        let solid = GrayAlphaImage::from_fn(2, 1, |x, _| image::LumaA([x as u8, 255]));
        assert_eq!(planes_of(&encoded(solid, ImageFormat::Png), ImageFormat::Png), (vec![0, 1], 1, None));
    }

    #[test]
    fn colourless_pixels_become_gray() {
        let image = RgbImage::from_fn(2, 2, |x, y| Rgb([(x + y) as u8; 3]));
        assert_eq!(
            planes_of(&encoded(image, ImageFormat::Png), ImageFormat::Png),
            (vec![0, 1, 1, 2], 1, None)
        );
    }

    #[test]
    fn broken_files_are_errors() {
        let image = RgbImage::from_fn(40, 40, |x, y| Rgb([(x * y) as u8, x as u8, y as u8]));
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff] {
            let bytes = encoded(image.clone(), format);
            for end in (12..bytes.len() - 12).step_by(37) {
                assert!(load(&bytes[..end], format, "a").is_err(), "{format:?} cut at {end}");
            }
        }
    }

    #[test]
    fn huge_sizes_are_refused_unread() {
        let mut bytes = encoded(RgbImage::new(1, 1), ImageFormat::Png);
        bytes[16..20].copy_from_slice(&30_000_u32.to_be_bytes());
        // The checksum of the header chunk no longer fits either; both are errors, none is a gigabyte.
        assert!(load(&bytes, ImageFormat::Png, "a").is_err());
        assert!(matches!(check_size("a", 30_000, 5), Err(ArtError::TooLarge { .. })));
        assert!(matches!(check_size("a", 19_000, 19_000), Err(ArtError::TooLarge { .. })));
    }
}
