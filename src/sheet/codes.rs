//! todo
pub const ALL: &[(&str, &str)] = &[];
pub fn explain(_code: &str) -> Option<String> {
    None
}
