//! Printing conditions: which inks on which paper the numbers of a CMYK file are for.

use std::sync::Arc;

/// A printing condition. Its ICC profile is read by whoever converts colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Offset on coated stock, ISO 12647-2:2004 (FOGRA39L, the profile of the colord project, zlib licence): the
    /// condition that is built in.
    Fogra39,
    /// One that a user names by its profile.
    File {
        /// The file's name.
        name: Arc<str>,
        /// The profile.
        profile: Arc<[u8]>,
    },
}
