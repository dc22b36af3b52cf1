//! A page as the plates that print it: one picture of each ink. Takes the marks of a page and a printing condition,
//! gives how much of each ink stands where, with knockout and overprint as a press has them. It judges nothing; what
//! it could not follow is said.

mod blend;
mod cuts;
mod field;
mod jpeg;
mod painter;
mod picture;
mod samples;
mod separate;
mod shade;
mod shape;
mod spots;
mod stencil;
mod tiles;

#[cfg(test)]
mod tests;

pub use spots::{Coverage, Spot, coverage};

use super::reading::{Bounds, Mark, Matrix, PageMarks, Pdf, PdfPage};
use crate::base::icc::Press;
use painter::Painter;
use separate::{Eye, Separator};

/// Most pixels of a plate: A2 at 200 ppi. A larger page is shown coarser.
const MOST_PIXELS: f64 = 16e6;

/// How plates are made.
pub struct Setup<'a> {
    /// The printing condition, which says what colours of light are in ink.
    pub press: &'a Press,
    /// What of the page is shown, in its user space.
    pub area: Bounds,
    /// Pixels per inch.
    pub ppi: f64,
}

/// The plates of a page.
#[derive(Clone, Debug)]
pub struct Plates {
    /// The inks: cyan, magenta, yellow, black, then spot inks in the order in which the page names them.
    pub names: Vec<String>,
    /// About how a solid of each looks on paper, as sRGB from 0 to 1.
    pub looks: Vec<[f64; 3]>,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Pixels per inch; fewer than asked for where the page is huge.
    pub ppi: f64,
    /// Of each ink, row by row from the top, 0 for bare paper and 1 for a solid.
    pub planes: Vec<Vec<f32>>,
    /// From the page's user space to pixels.
    pub to_pixels: Matrix,
    /// What could not be followed, in words.
    pub gaps: Vec<String>,
    /// Whether colours of light were turned into inks.
    pub separated: bool,
}

impl Plates {
    /// All inks together at a pixel, 0 for bare paper, 1 for one solid.
    pub fn total(&self, i: usize) -> f32 {
        self.planes.iter().map(|p| p[i]).sum()
    }
    /// The pixels of `area`, cut to what there is: first column and row, and those behind the last.
    pub fn window(&self, area: &Bounds) -> [usize; 4] {
        let b = area.through(&self.to_pixels);
        let cut = |v: f64, most: usize| v.round().clamp(0.0, most as f64) as usize;
        [cut(b.x0, self.width), cut(b.y0, self.height), cut(b.x1, self.width), cut(b.y1, self.height)]
    }
}

/// The plates of `page`.
pub fn plates(pdf: &Pdf, page: &PdfPage, marks: &PageMarks, setup: &Setup) -> Plates {
    let shown: Vec<&Mark> = marks.marks.iter().collect();
    plates_of(pdf, page, &shown, setup)
}

/// The plates of some of the marks of `page`.
pub fn plates_of(pdf: &Pdf, page: &PdfPage, marks: &[&Mark], setup: &Setup) -> Plates {
    let (width, height, ppi, view) = frame(page, setup);
    let eye = Eye::Inks(setup.press);
    let separator = Separator::new(eye, marks);
    let mut painter = Painter::new(pdf, &separator, width, height, view);
    painter.paint(marks.iter().copied());
    let (planes, gaps) = painter.finish();
    Plates {
        names: separator.names.clone(),
        looks: separator.looks.clone(),
        width,
        height,
        ppi,
        planes,
        to_pixels: view,
        gaps,
        separated: separator.separated.get(),
    }
}

/// Columns, rows, their number per inch, and the way from the page to them, the page turned as it is read.
fn frame(page: &PdfPage, setup: &Setup) -> (usize, usize, f64, Matrix) {
    let upright = page.upright();
    let area = setup.area.through(&upright);
    let inches = (area.width() / 72.0).max(0.01) * (area.height() / 72.0).max(0.01);
    let ppi = setup.ppi.min((MOST_PIXELS / inches).sqrt());
    let s = ppi / 72.0;
    let count = |v: f64| (v * s).round().clamp(1.0, MOST_PIXELS) as usize;
    let (width, height) = (count(area.width()), count(area.height()));
    let view = upright.then(Matrix([s, 0.0, 0.0, -s, -area.x0 * s, area.y1 * s]));
    (width, height, ppi, view)
}
