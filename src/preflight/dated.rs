//! A file for a press says when it was made (PDF/X-4, 6.1; PDF/X-1a:2003, 6.3). The clock is not asked: the same
//! sheet gives the same file on any day.

use super::{Fault, Rule};
use crate::edition::Standard;

pub(super) const RULE: Rule = Rule {
    standards: &[Standard::X4, Standard::X1a],
    help: "give the sheet its `date`, with year, month and day",
    broken: |layout| layout.meta.date.is_none().then(|| Fault::new("it does not say its date")),
};
