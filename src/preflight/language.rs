//! A voice needs to know the language that it reads (PDF/UA-1, 7.2; PDF/A-2a, 6.7.4).

use super::{Fault, Rule};
use crate::edition::Standard;

pub(super) const RULE: Rule = Rule {
    standards: &[Standard::Ua1, Standard::A2a],
    help: "give the sheet its language: `lang: en-US`",
    broken: |layout| layout.meta.lang.is_empty().then(|| Fault::new("it does not say its language")),
};
