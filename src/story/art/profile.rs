//! Embedded ICC profiles: kept where they say something that a device colour space does not.

use std::sync::Arc;

/// The largest profiles in use, for CMYK with fine tables, have 3 MB.
const MAX_BYTES: usize = 4 << 20;

/// The profile of pixels with so many `components`; `None` where it is broken, does not fit them, or is sRGB, for
/// which every reader takes device RGB anyway.
pub(super) fn useful(profile: Vec<u8>, components: u8) -> Option<Arc<[u8]>> {
    // ICC.1:2022, 7.2: colour space at 16, signature at 36.
    let space = match components {
        1 => b"GRAY",
        3 => b"RGB ",
        _ => b"CMYK",
    };
    let fits = profile.get(16..20) == Some(space) && profile.get(36..40) == Some(b"acsp");
    (fits && profile.len() <= MAX_BYTES && !is_srgb(&profile)).then(|| profile.into())
}

/// Whether the profile calls itself sRGB, in ASCII (version 2) or UTF-16 (version 4). Its description stands
/// among the first few hundred bytes, as the writers in use lay it out.
fn is_srgb(profile: &[u8]) -> bool {
    let head = &profile[..profile.len().min(4096)];
    let wide: Vec<u8> = b"sRGB".iter().flat_map(|b| [0, *b]).collect();
    head.windows(4).any(|w| w == b"sRGB") || head.windows(8).any(|w| w == wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(space: &[u8; 4], words: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; 200];
        bytes[16..20].copy_from_slice(space);
        bytes[36..40].copy_from_slice(b"acsp");
        bytes.extend_from_slice(words);
        bytes
    }

    #[test]
    fn only_what_fits_and_matters_is_kept() {
        assert!(useful(profile(b"RGB ", b"Display P3"), 3).is_some());
        assert!(useful(profile(b"RGB ", b"Display P3"), 1).is_none());
        assert!(useful(profile(b"RGB ", b"sRGB IEC61966-2.1"), 3).is_none());
        assert!(useful(profile(b"RGB ", b"\0s\0R\0G\0B"), 3).is_none());
        assert!(useful(b"short".to_vec(), 3).is_none());
    }
}
