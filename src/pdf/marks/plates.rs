//! The plates that a file needs, each with its name and its full ink. A plate that nothing is printed from is not
//! named: a job of two inks would become one of four.

use super::super::paint::{Paint, Tone, Use};
use crate::base::Ink;
use crate::edition::Edition;
use crate::layout::{Draw, Layout};
use crate::story::{Picture, RasterData};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A plate.
pub(super) struct Plate {
    /// As print shops call it.
    pub name: Arc<str>,
    /// Its ink, full.
    pub ink: Ink,
}

const PROCESS: [&str; 4] = ["Cyan", "Magenta", "Yellow", "Black"];
/// What each is like on a screen.
const SHOWN: [[u8; 3]; 4] = [[0, 158, 224], [226, 0, 122], [255, 236, 0], [0, 0, 0]];

/// The plates of `layout`: the process inks in the order of the press, then spot inks by name.
pub(super) fn of(layout: &Layout, edition: &Edition, paint: &Paint) -> Vec<Plate> {
    let mut process = [false; 4];
    let mut spots = BTreeMap::new();
    let ground = layout.ground.iter().filter(|_| edition.paints_paper()).map(|ink| (ink, Use::Solid));
    for (ink, used) in inks(layout).chain(ground) {
        match paint.tone(ink, used, 1.0).0 {
            Tone::Gray(v) => process[3] |= v < 1.0,
            Tone::Cmyk(inks) => (0..4).for_each(|i| process[i] |= inks[i] > 0.0),
            Tone::Spot(spot, _) => drop(spots.entry(spot.name).or_insert(ink)),
            // Screens have no plates.
            Tone::Rgb(_) => {}
        }
    }
    for picture in &layout.pictures {
        match picture {
            Picture::Raster(raster) if is_gray(&raster.data) => process[3] = true,
            Picture::Raster(_) => process = [true; 4],
            // Layout has made paths of drawings.
            Picture::Drawing(_) => {}
        }
    }
    let process = (0..4).filter(|i| process[*i]).map(full);
    process.chain(spots.into_iter().map(|(name, ink)| Plate { name, ink: ink.clone() })).collect()
}

/// A process plate.
fn full(i: usize) -> Plate {
    let mut inks = [0.0; 4];
    inks[i] = 100.0;
    Plate { name: PROCESS[i].into(), ink: Ink { rgb: SHOWN[i], cmyk: Some(inks), spot: None } }
}

/// All inks of the pages with what they are for.
fn inks(layout: &Layout) -> impl Iterator<Item = (&Ink, Use)> {
    let draws = layout.pages.iter().flat_map(|p| &p.items).flat_map(|i| &i.draws);
    draws.flat_map(inks_of).flatten()
}

/// Fill and stroke of a drawing command.
fn inks_of(draw: &Draw) -> [Option<(&Ink, Use)>; 2] {
    match draw {
        Draw::Text { run, .. } => [Some((&run.ink, Use::Text(run.size))), None],
        Draw::Path { fill, stroke, .. } => {
            let [fill, stroke] = [fill.as_ref().map(|f| &f.0), stroke.as_ref().map(|s| &s.0)];
            [fill.map(|ink| (ink, Use::Solid)), stroke.map(|ink| (ink, Use::Solid))]
        }
        Draw::Rect { rect, ink } => [Some((ink, Use::of_bar(*rect))), None],
        Draw::Picture { .. } => [None, None],
    }
}

fn is_gray(data: &RasterData) -> bool {
    matches!(data, RasterData::Jpeg { components: 1, .. } | RasterData::Pixels { components: 1, .. })
}
