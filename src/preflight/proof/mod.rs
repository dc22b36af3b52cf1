//! Proof pictures of a finished file: what a person looks at before it goes to press. Takes a file and an edition, gives
//! pictures with names, and the ink on each page. Writes nothing.

mod font;
mod heat;
mod png;
mod shown;
mod skim;
mod trimmed;

pub use png::{encode, is_own};

use crate::base::icc::Press;
use crate::edition::Condition;
use crate::preflight::file::printed::Printed;
use crate::preflight::file::{Demand, Pdf};
use crate::preflight::plates::{Coverage, Plates, Setup, coverage, plates};
use crate::preflight::reading::{self, Bounds, PageMarks, PdfPage};

/// Pixels per inch of a proof.
pub const PPI: f64 = 150.0;
/// Pixels per inch of an ink report.
const INK_PPI: f64 = 100.0;
/// Most pages that are proofed.
const MOST_PAGES: usize = 64;

/// A picture, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Red, green and blue of each pixel.
    pub rgb: Vec<[u8; 3]>,
}

impl Picture {
    /// One of a single colour.
    fn plain(width: usize, height: usize, color: [u8; 3]) -> Picture {
        Picture { width, height, rgb: vec![color; width * height] }
    }
    /// The pixel there; `None` outside.
    fn at(&self, x: isize, y: isize) -> Option<[u8; 3]> {
        let inside = x >= 0 && y >= 0 && (x as usize) < self.width && (y as usize) < self.height;
        inside.then(|| self.rgb[y as usize * self.width + x as usize])
    }
    fn set(&mut self, x: usize, y: usize, color: [u8; 3]) {
        if x < self.width && y < self.height {
            self.rgb[y * self.width + x] = color;
        }
    }
}

/// The ink on a page.
#[derive(Clone, Debug)]
pub struct Ink {
    /// The page, from 1.
    pub page: usize,
    /// What stands where, on the trimmed page with its bleed.
    pub coverage: Coverage,
    /// What could not be followed.
    pub gaps: Vec<String>,
    /// Whether colours of light were turned into inks of the condition.
    pub separated: bool,
}

/// The ink on each page of `pdf`.
pub fn ink(pdf: &Pdf, demand: &Demand) -> Vec<Ink> {
    let Some(press) = press(demand) else { return Vec::new() };
    let pages = pdf.printed().iter().take(MOST_PAGES);
    pages.map(|p| page_ink(&made(pdf, &p.page, &p.marks, &press, INK_PPI), &p.page, demand)).collect()
}

/// The proof pictures of a page of `pdf`, counted from 0, each with its name without ending.
pub fn proofs(pdf: &Pdf, demand: &Demand, index: usize) -> Vec<(String, Picture)> {
    let (Some(press), Some(Printed { page, marks, .. })) = (press(demand), pdf.printed().get(index)) else {
        return Vec::new();
    };
    let plates = made(pdf, page, marks, &press, PPI);
    let composite = shown::composite(&plates, &press);
    let number = page.number;
    let mut out: Vec<(String, Picture)> = Vec::new();
    for (i, name) in plates.names.iter().enumerate() {
        out.push((format!("page-{number:02}-plate-{}-{}", i + 1, plain(name)), shown::plate(&plates, i)));
    }
    let limit = demand.edition.ink_limit / 100.0;
    let mut add = |name: &str, picture| out.push((format!("page-{number:02}-{name}"), picture));
    add("ink", heat::map(&plates, &inked(page), limit));
    add("trimmed", trimmed::drifted(&composite, &plates, page));
    add("gray", shown::gray(&composite, &plates, page));
    add("skim", skim::veiled(&composite, &plates, pdf, page, marks));
    add("all", composite);
    out
}

/// How many pages are proofed.
pub fn count(pdf: &Pdf) -> usize {
    pdf.printed().len().min(MOST_PAGES)
}

fn press(demand: &Demand) -> Option<Press> {
    let condition = demand.edition.condition.clone().unwrap_or(Condition::Fogra39);
    condition.press(demand.edition.ink_limit).ok()
}

/// The plates of a page with all that is around it.
fn made(pdf: &Pdf, page: &PdfPage, marks: &PageMarks, press: &Press, ppi: f64) -> Plates {
    let file = reading::Pdf::of(&pdf.document);
    plates(&file, page, marks, &Setup { press, area: page.media, ppi })
}

/// Where ink counts: on the trimmed page with its bleed. Marks and colour bars around it are meant to be heavy.
fn inked(page: &PdfPage) -> Bounds {
    page.trim.union(page.bleed)
}

fn page_ink(plates: &Plates, page: &PdfPage, demand: &Demand) -> Ink {
    Ink {
        page: page.number,
        coverage: coverage(plates, &inked(page), demand.edition.ink_limit / 100.0),
        gaps: plates.gaps.clone(),
        separated: plates.separated,
    }
}

/// The name of an ink as file names can have it.
fn plain(name: &str) -> String {
    let kept = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let kept: String = kept.take(40).collect();
    kept.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;
    use crate::preflight::reading::tests::page_of;
    use lopdf::{Object, dictionary};

    fn made_of(content: &str) -> Vec<(String, Picture)> {
        let doc = page_of(content.as_bytes(), dictionary! {});
        let pdf = Pdf::of(&doc).expect("a page");
        proofs(&pdf, &Demand::of(&Edition::press(), &pdf), 0)
    }

    #[test]
    fn each_picture_has_its_name_and_shows_the_page() {
        let found = made_of("0 0 0 1 k 0 0 100 100 re f");
        let names: Vec<&str> = found.iter().map(|f| f.0.as_str()).collect();
        let wanted = ["plate-1-cyan", "plate-2-magenta", "plate-3-yellow", "plate-4-black", "ink", "trimmed"];
        for (name, wanted) in names.iter().zip(wanted) {
            assert_eq!(*name, format!("page-01-{wanted}"));
        }
        let black = &found[3].1;
        // 200 by 100 points.
        assert_eq!((black.width, black.height), (417, 208));
        assert_eq!((black.at(50, 50), black.at(400, 50)), (Some([0; 3]), Some([255; 3])));
        assert_eq!(found[0].1.at(50, 50), Some([255; 3]));
    }

    /// Registration marks are solid in all inks on every good page.
    #[test]
    fn ink_beyond_the_bleed_is_not_on_the_map() {
        let mut doc = page_of(b"1 1 1 1 k 0 0 5 5 re f 40 40 20 20 re f", dictionary! {});
        let page = doc.page_iter().next().expect("a page");
        let page = doc.get_dictionary_mut(page).expect("its dictionary");
        page.set("TrimBox", [20, 20, 180, 80].map(Object::from).to_vec());
        page.set("BleedBox", [10, 10, 190, 90].map(Object::from).to_vec());
        let pdf = Pdf::of(&doc).expect("a page");
        let found = proofs(&pdf, &Demand::of(&Edition::press(), &pdf), 0);
        let map = &found.iter().find(|f| f.0.ends_with("-ink")).expect("a map").1;
        assert_eq!((map.at(4, 203), map.at(104, 104)), (Some([255; 3]), Some([189, 0, 38])));
    }

    #[test]
    fn proofs_are_the_same_each_time_and_ours() {
        let content = "0.2 0.9 0.1 0 k 10 10 80 80 re f";
        let (a, b) = (made_of(content), made_of(content));
        assert!(a == b);
        let bytes = encode(&a[0].1).expect("a picture");
        assert!(is_own(&bytes) && !is_own(b"\x89PNG\r\n\x1a\nsomething else"));
    }

    #[test]
    fn a_page_that_ends_at_the_trim_shows_white_when_the_cut_drifts() {
        let found = made_of("0 0 0 1 k 0 0 200 100 re f");
        let trimmed = &found.iter().find(|f| f.0.ends_with("trimmed")).expect("a view").1;
        let white = trimmed.rgb.iter().filter(|p| **p == [255; 3]).count();
        // 4.5 points along one edge of each panel, at half the resolution: two long edges, two short.
        let one = |edge: f64| 4.5 * edge * (75.0_f64 / 72.0).powi(2);
        let expected = 2.0 * one(200.0) + 2.0 * one(100.0);
        assert!((white as f64) > 0.6 * expected && (white as f64) < 1.6 * expected, "{white} {expected}");
    }
}
