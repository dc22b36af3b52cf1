//! What goes into the file for each raster: its own bytes where they can stay as they are, samples coded anew where
//! the edition asks for others. Draws nothing and knows no PDF object; `pdf::image` writes what is made here.

mod flate;
mod grade;
mod ink;
mod inks;
mod likeness;
mod photo;
mod resample;
mod say;

use super::raster::{self, stored};
use crate::base::{Diagnostics, Pt};
use crate::edition::Edition;
use crate::layout::{Draw, Layout};
use crate::story::{Picture, PictureId, Raster, RasterData};
use grade::Grade;
use inks::Inks;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pictures of a layout as the file holds them.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// By [`PictureId`]; `None` for drawings and for what no page shows.
    list: Vec<Option<Prepared>>,
}

impl Pictures {
    /// Each picture that the file holds.
    pub fn iter(&self) -> impl Iterator<Item = (PictureId, &Prepared)> {
        self.list.iter().zip(0..).filter_map(|(p, id)| Some((PictureId(id), p.as_ref()?)))
    }
    /// Bytes that they take in the file.
    pub fn bytes(&self) -> usize {
        self.iter().map(|(_, p)| p.bytes()).sum()
    }
}

/// A raster as the file holds it.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Columns, in the file's own order: [`Raster::orientation`] is drawing's.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// 1: gray, 3: RGB, 4: CMYK.
    pub components: u8,
    /// The samples.
    pub body: Body,
    /// Opacity of each pixel, deflated as [`Body::Flate`].
    pub alpha: Option<Vec<u8>>,
    /// The ICC profile that says what the components mean, where the device's own space is not meant.
    pub profile: Option<Arc<[u8]>>,
    /// What was done to it; `None` where it is what it was.
    pub change: Option<Change>,
    /// Its colours are not those of the press that it is for, and could not be converted.
    pub foreign: bool,
}

/// What was done to a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The quality of a JPEG, 1 to 100; `None` where nothing was lost but pixels.
    pub quality: Option<u8>,
}

/// How samples are coded.
#[derive(Clone, Debug)]
pub enum Body {
    /// A JPEG file; `inverted`: its CMYK is upside down, as Adobe writes it.
    Jpeg {
        /// The file.
        bytes: Arc<[u8]>,
        /// CMYK written inverted.
        inverted: bool,
    },
    /// Rows with PNG's filters, deflated.
    Flate(Vec<u8>),
}

impl Prepared {
    /// Bytes that it takes in the file, its profile left out because others may share it.
    pub fn bytes(&self) -> usize {
        let body = match &self.body {
            Body::Jpeg { bytes, .. } => bytes.len(),
            Body::Flate(bytes) => bytes.len(),
        };
        body + self.alpha.as_ref().map_or(0, Vec::len)
    }
}

/// Prepares every raster that a page shows as the edition asks for it, and says what has become of which.
pub fn prepare(layout: &Layout, edition: &Edition, diags: &mut Diagnostics) -> Pictures {
    let pictures = at_grade(layout, edition, Grade::of(edition));
    say::resampled(layout, &pictures, diags);
    say::foreign(layout, &pictures, diags);
    ink::counted(layout, &pictures, edition, diags);
    pictures
}

/// Prepares them anew for a file whose other parts have `rest` bytes: the finest that fit. An error is said where
/// none do.
pub(super) fn squeeze(
    layout: &Layout,
    edition: &Edition,
    (fine, rest): (&Pictures, usize),
    diags: &mut Diagnostics,
) -> Option<Pictures> {
    let room = edition.max_size.map_or(usize::MAX, |most| most as usize).saturating_sub(rest);
    let mut last = None;
    for grade in Grade::of(edition).coarser() {
        let pictures = at_grade(layout, edition, grade);
        if pictures.bytes() <= room {
            say::squeezed(layout, (fine, &pictures), edition, diags);
            return Some(pictures);
        }
        last = Some(pictures);
    }
    say::too_large(layout, last.as_ref().unwrap_or(fine), (edition, rest), diags);
    None
}

fn at_grade(layout: &Layout, edition: &Edition, grade: Grade) -> Pictures {
    let (shown, inks) = (shown(layout), Inks::of(edition, grade));
    let numbered: Vec<(u32, &Picture)> = (0..).zip(&layout.pictures).collect();
    let one = |(number, picture): &(u32, &Picture)| match (picture, shown.get(&PictureId(*number))) {
        (Picture::Raster(raster), Some(width)) => Some(match &inks {
            Some(inks) => printed(raster, *width, grade, inks),
            None => one(raster, *width, grade, edition),
        }),
        _ => None,
    };
    Pictures { list: numbered.par_iter().map(one).collect() }
}

/// The pictures that pages name, each with the width of its largest place.
fn shown(layout: &Layout) -> BTreeMap<PictureId, Pt> {
    let mut widths = BTreeMap::new();
    for draw in layout.pages.iter().flat_map(|p| &p.items).flat_map(|i| &i.draws) {
        if let Draw::Picture { picture, rect } = draw {
            let width: &mut Pt = widths.entry(*picture).or_insert(Pt::ZERO);
            *width = width.max(rect.w);
        }
    }
    widths
}

/// One picture: as it is where that is good enough and no other would be smaller.
fn one(raster: &Raster, width: Pt, grade: Grade, edition: &Edition) -> Prepared {
    match &raster.data {
        RasterData::Jpeg { bytes, .. } => {
            let size = brought_down(raster, width, (grade.aim, grade.over));
            let work = size.is_some() || grade.all;
            let coded = if work { worked(raster, size, Kind::Photo(grade.likeness)) } else { None };
            coded.filter(|c| c.bytes() < bytes.len()).unwrap_or_else(|| as_it_is(raster))
        }
        RasterData::Pixels { .. } => {
            let photo = !edition.on_paper() && raster::decode(raster).is_ok_and(|p| photo::is_photo(&p));
            let (kind, finer) = if photo { (Kind::Photo(grade.likeness), 1.0) } else { (Kind::Drawing, 2.0) };
            let size = brought_down(raster, width, (grade.aim * finer, grade.over * finer));
            let coded = if size.is_some() || photo { worked(raster, size, kind) } else { None };
            match coded {
                // Of large files the smaller one would be known only after minutes of deflating.
                Some(coded) if size.is_some() => coded,
                Some(coded) => smaller(coded, as_it_is(raster)),
                None => as_it_is(raster),
            }
        }
    }
}

/// One picture for a press. Lines and letters keep twice the pixels of a photo.
fn printed(raster: &Raster, width: Pt, grade: Grade, inks: &Inks) -> Prepared {
    let finer = if matches!(raster.data, RasterData::Jpeg { .. }) { 1.0 } else { 2.0 };
    inks::printed(raster, brought_down(raster, width, (grade.aim * finer, grade.over * finer)), inks)
}

/// How a picture's samples are coded.
#[derive(Clone, Copy)]
enum Kind {
    /// With loss, so like what it was.
    Photo(f64),
    /// Without: lines and letters keep their edges, and so need twice the pixels of a photo.
    Drawing,
}

fn smaller(a: Prepared, b: Prepared) -> Prepared {
    if a.bytes() < b.bytes() { a } else { b }
}

/// Pixels an inch where so wide a place shows a picture.
fn density(raster: &Raster, width: Pt) -> f64 {
    f64::from(raster.width) * 72.0 / width.0.max(1e-3)
}

/// Columns and rows, in the file's own order, of a picture that has more pixels an inch than asked for.
fn brought_down(raster: &Raster, width: Pt, (aim, over): (f64, f64)) -> Option<(u32, u32)> {
    let density = density(raster, width);
    let (columns, rows) = stored(raster);
    let less = |n: u32| ((f64::from(n) * aim / density).ceil() as u32).max(1);
    (density > over).then(|| (less(columns), less(rows)))
}

/// Decoded, brought down to `size` and coded anew; `None` where that cannot be done.
fn worked(raster: &Raster, size: Option<(u32, u32)>, kind: Kind) -> Option<Prepared> {
    let mut pixels = raster::decode(raster).ok()?;
    if let Some(size) = size {
        pixels = resample::resampled(pixels, size);
    }
    let photo = match kind {
        Kind::Photo(likeness) if pixels.alpha.is_none() => Some(photo::coded(&pixels, likeness)?),
        _ => None,
    };
    let quality = photo.as_ref().map(|p| p.quality);
    let body = match photo {
        Some(photo) => Body::Jpeg { bytes: photo.bytes.into(), inverted: photo.inverted },
        None => Body::Flate(flate::deflated(&pixels.samples, pixels.width, pixels.components)),
    };
    let alpha = pixels.alpha.as_ref().map(|a| flate::deflated(a, pixels.width, 1));
    let (width, height, components) = (pixels.width, pixels.height, pixels.components);
    let change = Some(Change { quality });
    Some(Prepared {
        width,
        height,
        components,
        body,
        alpha,
        profile: raster.profile.clone(),
        change,
        foreign: false,
    })
}

/// A JPEG byte for byte; other samples deflated.
fn as_it_is(raster: &Raster) -> Prepared {
    let (width, height) = stored(raster);
    let (components, body, alpha) = match &raster.data {
        RasterData::Jpeg { bytes, components, inverted } => {
            (*components, Body::Jpeg { bytes: bytes.clone(), inverted: *inverted }, None)
        }
        RasterData::Pixels { samples, components, alpha } => {
            let alpha = alpha.as_ref().map(|a| flate::deflated(a, width, 1));
            (*components, Body::Flate(flate::deflated(samples, width, *components)), alpha)
        }
    };
    let profile = raster.profile.clone();
    Prepared { width, height, components, body, alpha, profile, change: None, foreign: false }
}
