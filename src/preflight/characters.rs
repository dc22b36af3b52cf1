//! Each character has a glyph: a box says nothing (PDF/A-2, 6.2.11.8; PDF/UA-1, 7.21.8).

use super::{Fault, Rule};
use crate::edition::Standard;
use crate::layout::{Draw, Layout};

pub(super) const RULE: Rule = Rule {
    standards: &[Standard::Ua1, Standard::A2a],
    help: "name a family that has them under `typography: {scripts: …}` in the brand",
    broken,
};

fn broken(layout: &Layout) -> Option<Fault> {
    let mut draws = layout.pages.iter().flat_map(|p| &p.items).flat_map(|i| &i.draws);
    let missing =
        |draw: &Draw| matches!(draw, Draw::Text { run, .. } if run.glyphs.iter().any(|g| g.gid == 0));
    draws.any(missing).then(|| Fault::new("no font has some of its characters"))
}
