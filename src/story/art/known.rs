//! Pictures that have been read, for the next copy that shows them: a logo stands in all of them, and an SVG drawing is
//! parsed, a PNG decoded.

use super::{ArtError, Picture, RasterData, load};
use crate::base::Recent;
use std::sync::{Arc, Mutex, PoisonError};

/// So many pictures are kept of the latest, and as many before them.
const MOST: usize = 8;
/// Of those that take more bytes than this, the latest two are kept: each row may have a photo of its own.
const LARGE: usize = 1 << 20;

/// A picture, and what of it could not be taken over.
type Read = Result<(Picture, Vec<String>), ArtError>;
/// The place of a file's bytes, and what messages call it.
type Key = (usize, usize, String);
/// As long as the bytes are kept, no others are at their place.
type Known = Mutex<Option<Recent<Key, (Arc<[u8]>, Read)>>>;

static SMALL: Known = Mutex::new(None);
static LARGER: Known = Mutex::new(None);

/// What [`load`] gives; not made again for bytes that are shared with an earlier call.
///
/// # Errors
/// See [`ArtError`].
pub fn known(bytes: &Arc<[u8]>, name: &str) -> Read {
    let key = (bytes.as_ptr() as usize, bytes.len(), name.to_owned());
    if let Some(found) = find(&SMALL, &key).or_else(|| find(&LARGER, &key)) {
        return found;
    }
    let made = load(bytes.clone(), name);
    let (known, most) = if bytes.len() + decoded(&made) > LARGE { (&LARGER, 1) } else { (&SMALL, MOST) };
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    known.get_or_insert_with(|| Recent::new(most)).keep(key, (bytes.clone(), made.clone()));
    made
}

fn find(known: &Known, key: &Key) -> Option<Read> {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    known.as_mut()?.find(key).map(|(_, read)| read)
}

/// What keeping it takes beyond the file's bytes.
fn decoded(read: &Read) -> usize {
    match read {
        Ok((Picture::Raster(raster), _)) => match &raster.data {
            RasterData::Pixels { samples, alpha, .. } => {
                samples.len() + alpha.as_ref().map_or(0, |a| a.len())
            }
            RasterData::Jpeg { .. } => 0,
        },
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Raster;
    use super::*;

    const SQUARE: &str =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0H4V4Z"/></svg>"#;

    #[test]
    fn is_what_reading_gives_whatever_was_read_before() {
        let files: Vec<Arc<[u8]>> =
            [SQUARE, "no picture", &SQUARE.replace("4Z", "2Z")].map(|text| text.as_bytes().into()).to_vec();
        for _ in 0..2 {
            for bytes in &files {
                for name in ["a.svg", "b.svg"] {
                    assert_eq!(known(bytes, name), load(bytes.clone(), name));
                }
            }
        }
    }

    #[test]
    fn pixels_are_shared() {
        let mut png = Vec::new();
        let image = image::RgbImage::from_fn(3, 2, |x, y| image::Rgb([x as u8, y as u8, 9]));
        image.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
        let bytes: Arc<[u8]> = png.into();
        let samples = || match known(&bytes, "a.png") {
            Ok((Picture::Raster(Raster { data: RasterData::Pixels { samples, .. }, .. }), _)) => samples,
            other => panic!("{other:?}"),
        };
        assert!(Arc::ptr_eq(&samples(), &samples()));
    }
}
