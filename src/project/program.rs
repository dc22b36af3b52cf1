//! The program itself, as far as its results depend on it.

use super::batch::Hash;

/// A hash of the program's own file: two programs of one version may have been built from different sources. Its
/// version alone where the file cannot be read.
pub fn hash() -> Hash {
    let file = std::env::current_exe().and_then(std::fs::read);
    file.map_or_else(|_| Hash::of(env!("CARGO_PKG_VERSION").as_bytes()), |bytes| Hash::of(&bytes))
}
