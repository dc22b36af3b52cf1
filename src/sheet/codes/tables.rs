//! Codes of messages about tables and what else is set by measure: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[(
    "table-too-wide",
    "A table has more or longer words side by side than its room holds, even in smaller type.",
    "Tables shrink down to 7.5 pt, then hyphenate, and where that is not enough break words anywhere. `width: page` \
     gives a table all columns of the page; leave out columns that nobody needs, shorten the longest words, or turn \
     rows and columns round.",
)];
