//! What is shown as a picture is said in words (PDF/UA-1, 7.3; PDF/A-2a, 6.7.5).

use super::{Fault, Rule};
use crate::edition::Standard;
use crate::layout::Layout;
use crate::story::Role;

pub(super) const RULE: Rule = Rule {
    standards: &[Standard::Ua1, Standard::A2a],
    help: "give each figure, and the brand's logo, an `alt`, or say `decorative: true`",
    broken,
};

fn broken(layout: &Layout) -> Option<Fault> {
    let silent = layout.tags.in_order().filter(|e| e.role == Role::Figure);
    match silent.filter(|e| e.alt.as_deref().is_none_or(|a| a.trim().is_empty())).count() {
        0 => None,
        1 => Some(Fault::new("a picture has no alternative text")),
        n => Some(Fault::new(format!("{n} pictures have no alternative text"))),
    }
}
