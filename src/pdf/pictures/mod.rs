//! What goes into the file for each raster: its own bytes where they can stay as they are, samples coded anew where
//! the edition asks for others. Draws nothing and knows no PDF object; [`super::image`] writes what is made here.

mod flate;

use super::raster::stored;
use crate::base::Diagnostics;
use crate::edition::Edition;
use crate::layout::{Draw, Layout};
use crate::story::{Picture, PictureId, Raster, RasterData};
use rayon::prelude::*;
use std::collections::BTreeSet;
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

/// Prepares every raster that a page shows.
pub fn prepare(layout: &Layout, _edition: &Edition, _diags: &mut Diagnostics) -> Pictures {
    let shown = shown(layout);
    let numbered: Vec<(usize, &Picture)> = layout.pictures.iter().enumerate().collect();
    let one = |(number, picture): &(usize, &Picture)| match picture {
        Picture::Raster(raster) if shown.contains(&PictureId(*number as u32)) => Some(as_it_is(raster)),
        _ => None,
    };
    Pictures { list: numbered.par_iter().map(one).collect() }
}

/// The pictures that pages name.
fn shown(layout: &Layout) -> BTreeSet<PictureId> {
    let draws = layout.pages.iter().flat_map(|p| &p.items).flat_map(|i| &i.draws);
    draws.filter_map(|d| if let Draw::Picture { picture, .. } = d { Some(*picture) } else { None }).collect()
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
    Prepared { width, height, components, body, alpha, profile: raster.profile.clone() }
}
