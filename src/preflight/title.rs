//! A file needs a title, which the reader's window shows (PDF/UA-1, 7.1) and a print shop's job list (PDF/X-4, 6.1).

use super::{Fault, Rule};
use crate::edition::Standard;

pub(super) const RULE: Rule = Rule {
    standards: &[Standard::Ua1, Standard::X4, Standard::X1a],
    help: "give the sheet a `title` with letters in it",
    broken: |layout| layout.meta.title.trim().is_empty().then(|| Fault::new("it has no title")),
};
