//! The program itself, as far as its results depend on it.

use super::batch::Hash;

/// A hash of what the program is built from: its version and its sources, what is compiled in, and the versions of its
/// libraries. Two programs of the same make the same of a sheet, on whatever machine they were built.
pub fn hash() -> Hash {
    Hash::of_all([env!("CARGO_PKG_VERSION").as_bytes(), env!("HANDBILL_SOURCES").as_bytes()])
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_built_from_something() {
        let sources = env!("HANDBILL_SOURCES");
        assert_eq!(sources.len(), 32);
        assert_ne!(sources[..16], sources[16..]);
    }
}
