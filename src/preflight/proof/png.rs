//! Pictures as PNG files that carry a word of their maker, so that nothing else is ever overwritten.

use super::Picture;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

/// What stands in the comment of each proof.
const MAKER: &[u8] = b"Software\0handbill proof";

/// The picture as PNG, gray where all of it is.
///
/// # Errors
/// What the encoder says.
pub fn encode(picture: &Picture) -> Result<Vec<u8>, String> {
    let (width, height) = (picture.width as u32, picture.height as u32);
    let mut out = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Fast, FilterType::Up);
    let is_gray = picture.rgb.iter().all(|[r, g, b]| r == g && g == b);
    let (samples, color): (Vec<u8>, _) = match is_gray {
        true => (picture.rgb.iter().map(|p| p[0]).collect(), ExtendedColorType::L8),
        false => (picture.rgb.concat(), ExtendedColorType::Rgb8),
    };
    encoder.write_image(&samples, width, height, color).map_err(|e| e.to_string())?;
    Ok(signed(out))
}

/// Whether these are the bytes of a proof.
pub fn is_own(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.windows(MAKER.len()).take(256).any(|w| w == MAKER)
}

/// Puts the comment behind the header chunk: 8 bytes of signature and 25 of header (PNG, 11.2.2).
fn signed(mut png: Vec<u8>) -> Vec<u8> {
    const AT: usize = 33;
    if png.len() < AT {
        return png;
    }
    let mut chunk = (MAKER.len() as u32).to_be_bytes().to_vec();
    chunk.extend_from_slice(b"tEXt");
    chunk.extend_from_slice(MAKER);
    chunk.extend_from_slice(&crc(&chunk[4..]).to_be_bytes());
    png.splice(AT..AT, chunk);
    png
}

/// The check sum of a chunk (PNG, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, b| {
        (0..8).fold(crc ^ u32::from(*b), |c, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 })
    })
}
