//! Each character means something: those for private use mean what their font says, and a reader of the text
//! gets nothing (PDF/A-2, 6.2.11.7.3).

use super::{Fault, Rule};
use crate::edition::Standard;
use crate::layout::{Draw, Layout};

pub(super) const RULE: Rule = Rule {
    standards: &[Standard::A2a],
    help: "write a character that Unicode names, or show the sign as a `figure`",
    broken,
};

fn broken(layout: &Layout) -> Option<Fault> {
    let draws = layout.pages.iter().flat_map(|p| &p.items).flat_map(|i| &i.draws);
    let found = |draw: &Draw| match draw {
        Draw::Text { run, .. } => run.text.chars().find(|c| is_private(*c)),
        _ => None,
    };
    let sign = draws.into_iter().find_map(found)?;
    Some(Fault::new(format!("U+{:04X} is a character for private use", u32::from(sign))))
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}
