//! Printing conditions: which inks on which paper the numbers of a CMYK file are for.

use crate::base::icc::{self, Press, ProfileError};
use std::borrow::Cow;
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

impl Condition {
    /// The bytes of its ICC profile.
    pub fn profile(&self) -> Cow<'static, [u8]> {
        match self {
            Condition::Fogra39 => Cow::Borrowed(icc::fogra39()),
            Condition::File { profile, .. } => Cow::Owned(profile.to_vec()),
        }
    }

    /// The condition, ready to convert colours to at most `limit` per cent of ink.
    ///
    /// # Errors
    /// [`ProfileError`] where a user's file is no profile of process inks on paper.
    pub fn press(&self, limit: f64) -> Result<Press, ProfileError> {
        Press::new(self.profile(), limit)
    }
}
