//! Codes of messages about imposed sheets: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[(
    "no-standard-paper",
    "No standard paper holds so many pages at their size.",
    "The sheet is as large as they need, rounded up to half inches or whole centimetres. Ask the print shop which \
     paper of its own holds it, and name that: `--sheet 20x26in`; or choose fewer pages a side, or `--scale fit` on a \
     paper that you have.",
)];
