//! What stands around a page for the print shop: crop marks, registration targets, the slug line, a colour bar.
//! Takes a layout, gives what is to be drawn outside the bleed of each page, in page coordinates. All of it is an
//! artifact, and none of it comes within 3 pt of the bleed.

mod plates;
mod slug;

use super::pages::Frame;
use super::paint::Paint;
use crate::base::{Ink, Path, Point, Pt, Rect, Seg, Size};
use crate::edition::{Edition, Marks};
use crate::font::FontSet;
use crate::layout::{Draw, Layout, Owner, Placed};
use crate::story::ArtifactKind;

/// Length and thickness of a crop mark (PrintPlanet, Canto).
const LENGTH: Pt = Pt::mm(6.0);
const WEIGHT: Pt = Pt(0.24);
/// Half of a registration target's cross, and the radius of its circle.
const CROSS: Pt = Pt(7.0);
const CIRCLE: Pt = Pt(4.0);
/// A dash of a fold mark and the white after it.
const DASH: [Pt; 2] = [Pt(2.5), Pt(1.5)];
/// A patch of the colour bar.
const PATCH: Pt = Pt(8.0);
/// White between marks that stand in one strip.
const AIR: Pt = Pt(8.0);
/// A narrower page has no room for a target between its slug line and its corner.
const NARROW: Pt = Pt::inches(4.0);

/// What stands around every page of `layout`; nothing where `edition` asks for no marks.
pub(super) fn around(
    layout: &Layout,
    (edition, paint): (&Edition, &Paint),
    fonts: &FontSet,
) -> Vec<Vec<Placed>> {
    if edition.marks == Marks::None {
        return vec![Vec::new(); layout.pages.len()];
    }
    let plates = plates::of(layout, edition, paint);
    let count = layout.pages.len();
    let furnish = |(number, page): (usize, &crate::layout::Page)| {
        let sheet = Surround { size: page.size, frame: Frame::new(page.size, edition) };
        let mut draws = sheet.crop_marks();
        draws.extend(sheet.targets());
        draws.extend(page.folds.iter().flat_map(|x| sheet.fold_marks(*x)));
        draws.extend(sheet.bar(&plates));
        let words = slug::words(&layout.meta.slug, &edition.name, (number + 1, count));
        let words = slug::set(&words, &plates, &sheet, fonts);
        // Apart from each other: in a batch the words are another copy's, and the marks the same.
        [draws, words].map(|draws| Placed { owner: Owner::Artifact(ArtifactKind::Page), draws }).into()
    };
    layout.pages.iter().enumerate().map(furnish).collect()
}

/// The white around a page's bleed.
struct Surround {
    size: Size,
    frame: Frame,
}

impl Surround {
    /// The widest line of a slug, from the crop mark at the left to the target in the middle.
    fn slug_width(&self) -> Pt {
        match self.size.w < NARROW {
            true => self.size.w - AIR * 2.0,
            false => self.size.w * 0.5 - CROSS - AIR * 2.0,
        }
    }

    /// Two at each corner, in line with the trim.
    fn crop_marks(&self) -> Vec<Draw> {
        let Size { w, h } = self.size;
        let (near, far) = (self.frame.marks_start(), self.frame.marks_start() + LENGTH);
        let mut marks = Vec::new();
        for x in [Pt::ZERO, w] {
            marks.push(line((x, -far), (x, -near)));
            marks.push(line((x, h + near), (x, h + far)));
        }
        for y in [Pt::ZERO, h] {
            marks.push(line((-far, y), (-near, y)));
            marks.push(line((w + near, y), (w + far, y)));
        }
        marks
    }

    /// Dashed lines above and below a fold: nobody takes them for a cut.
    fn fold_marks(&self, x: Pt) -> Vec<Draw> {
        let (near, h) = (self.frame.marks_start(), self.size.h);
        let [dash, white] = DASH;
        let count = (LENGTH / (dash + white)).floor() as usize;
        let starts = (0..=count).map(|n| near + (dash + white) * n as f64);
        starts.flat_map(|y| [line((x, -y - dash), (x, -y)), line((x, h + y), (x, h + y + dash))]).collect()
    }

    /// One in the middle of each side.
    fn targets(&self) -> Vec<Draw> {
        let Size { w, h } = self.size;
        let out = self.frame.marks_start() + LENGTH * 0.5;
        let mut centres = vec![(w * 0.5, -out), (-out, h * 0.5), (w + out, h * 0.5)];
        if w >= NARROW {
            centres.push((w * 0.5, h + out));
        }
        centres.into_iter().flat_map(target).collect()
    }

    /// A full patch of each plate above the page.
    fn bar(&self, plates: &[plates::Plate]) -> Vec<Draw> {
        let y = -(self.frame.marks_start() + LENGTH * 0.5 + PATCH * 0.5);
        let patch = |(i, plate): (usize, &plates::Plate)| {
            let rect = Rect::new(AIR + PATCH * i as f64, y, PATCH, PATCH);
            Draw::Rect { rect, ink: plate.ink.clone() }
        };
        let room = (self.slug_width() / PATCH).floor().max(0.0) as usize;
        plates.iter().take(room).enumerate().map(patch).collect()
    }
}

fn line(from: (Pt, Pt), to: (Pt, Pt)) -> Draw {
    let segs = vec![Seg::Move(Point::new(from.0, from.1)), Seg::Line(Point::new(to.0, to.1))];
    stroked(Path { segs })
}

fn stroked(path: Path) -> Draw {
    Draw::Path { path, fill: None, stroke: Some((Ink::registration(), WEIGHT)), opacity: 1.0 }
}

/// A circle and a cross through it.
fn target((x, y): (Pt, Pt)) -> [Draw; 3] {
    let across = line((x - CROSS, y), (x + CROSS, y));
    [across, line((x, y - CROSS), (x, y + CROSS)), stroked(circle(Point::new(x, y), CIRCLE))]
}

/// Four curves; their handles have 0.5523 of the radius (Goldapp 1991), within 0.03 % of a circle.
fn circle(c: Point, r: Pt) -> Path {
    let at = |dx: f64, dy: f64| c.moved(r * dx, r * dy);
    const K: f64 = 0.5523;
    let segs = vec![
        Seg::Move(at(1.0, 0.0)),
        Seg::Cubic(at(1.0, K), at(K, 1.0), at(0.0, 1.0)),
        Seg::Cubic(at(-K, 1.0), at(-1.0, K), at(-1.0, 0.0)),
        Seg::Cubic(at(-1.0, -K), at(-K, -1.0), at(0.0, -1.0)),
        Seg::Cubic(at(K, -1.0), at(1.0, -K), at(1.0, 0.0)),
        Seg::Close,
    ];
    Path { segs }
}
