//! The faces of one build, found by family, weight and slant, or by a character that needs one.

use super::{Face, FaceId};

/// A face that somebody needs and the bundle lacks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Want {
    /// This family, in this weight, italic or not.
    Family(String, u16, bool),
    /// Any face that has this character, in this weight.
    Character(char, u16),
}

/// Finds font files outside the program: beside the binary, in the brand's folders, in the system.
pub trait Provider: Send + Sync {
    /// The file's bytes and the index of the face in it.
    fn find(&self, want: &Want) -> Option<(std::sync::Arc<[u8]>, u32)>;
}

/// The faces of one build. Bundled faces are parsed when first asked for.
pub struct FontSet {}

impl FontSet {
    /// The compiled-in Latin faces, with `provider` for everything else.
    pub fn new(_provider: Option<Box<dyn Provider>>) -> FontSet {
        todo!()
    }
    /// The face of `family` nearest to `weight` and slant (CSS Fonts 4, 5.2); the default serif where the
    /// family is unknown (then [`FontSet::missing_families`] names it).
    pub fn resolve(&self, _family: &str, _weight: u16, _italic: bool) -> FaceId {
        todo!()
    }
    /// The face that sets `c` when `first` does not have it: the brand's fallback for its script, a bundled
    /// family, then the provider's. `None` where nobody has it.
    pub fn covering(&self, _c: char, _first: FaceId) -> Option<FaceId> {
        todo!()
    }
    /// The face behind a handle.
    pub fn face(&self, _id: FaceId) -> &Face {
        todo!()
    }
}
