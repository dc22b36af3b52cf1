//! Codes of messages about what text runs beside: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[(
    "not-wrapped",
    "A figure or pull quote that text was to run beside fills its column.",
    "Text beside it is at least twelve em wide, and two fifths of its column, or it is not set there. It also keeps \
     clear of headings, notes and the ends of columns. In narrow columns write `width: column` or `wrap: column`; \
     elsewhere the block may find a place a paragraph further up or down.",
)];
