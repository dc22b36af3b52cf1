//! Coated FOGRA39 of the colord project (zlib licence, beside it): the one condition whose profile may be given away.

use flate2::{Decompress, FlushDecompress};
use std::sync::OnceLock;

/// The profile as zlib data of level 9, ready for `/FlateDecode`: deflating it took 40 ms a run.
pub const FOGRA39_DEFLATED: &[u8] = include_bytes!("../../../assets/icc/FOGRA39L_coated.icc.z");
/// Bytes of the profile.
const SIZE: usize = 121_368;

/// The profile, inflated when it is first asked for.
pub fn fogra39() -> &'static [u8] {
    static PROFILE: OnceLock<Vec<u8>> = OnceLock::new();
    PROFILE.get_or_init(|| {
        let mut out = Vec::with_capacity(SIZE);
        let done = Decompress::new(true).decompress_vec(FOGRA39_DEFLATED, &mut out, FlushDecompress::Finish);
        debug_assert!(done.is_ok() && out.len() == SIZE);
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_the_file() {
        assert_eq!(fogra39(), include_bytes!("../../../assets/icc/FOGRA39L_coated.icc"));
    }
}
