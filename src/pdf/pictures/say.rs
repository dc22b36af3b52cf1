//! What the build says of its pictures: one message, however many there are.

use super::{Pictures, Prepared, density, shown};
use crate::base::{Diagnostic, Diagnostics, Pt};
use crate::edition::Edition;
use crate::layout::Layout;
use crate::story::{Picture, PictureId, Raster, RasterData};
use std::collections::BTreeMap;

/// More are counted and not named.
const NAMED: usize = 5;

/// Names the pictures that have fewer pixels now.
pub(super) fn resampled(layout: &Layout, pictures: &Pictures, diags: &mut Diagnostics) {
    let places = shown(layout);
    let done: Vec<_> =
        changed(layout, pictures).filter(|(_, r, p)| p.width.max(p.height) < r.width.max(r.height)).collect();
    let Some((_, first, _)) = done.first() else { return };
    let list = list(done.iter().map(|(id, raster, p)| told(raster, p, &places, *id)));
    let message = match done.len() {
        1 => format!("a picture has more pixels than the page shows and is brought down: {list}"),
        n => format!("{n} pictures have more pixels than the page shows and are brought down: {list}"),
    };
    let help = "nothing is missing at the size of the page; files of that size to begin with build faster";
    diags.push(Diagnostic::note("resampled-pictures", message).at(first.source).help(help));
}

/// Names the pictures whose colours a press cannot get: with them there is no file.
pub(super) fn foreign(layout: &Layout, pictures: &Pictures, diags: &mut Diagnostics) {
    for (_, raster, _) in rasters(layout, pictures).filter(|(_, _, p)| p.foreign) {
        let message = format!(
            "`{}` cannot be decoded, so its colours cannot be turned into printing inks",
            raster.name
        );
        let help = "open it in another program and save it anew, as an ordinary JPEG or as PNG";
        diags.push(Diagnostic::error("image-unreadable", message).at(raster.source).help(help));
    }
}

/// Names the pictures that were made coarser so that the file fits.
pub(super) fn squeezed(
    layout: &Layout,
    (fine, pictures): (&Pictures, &Pictures),
    edition: &Edition,
    diags: &mut Diagnostics,
) {
    let places = shown(layout);
    let done: Vec<_> = changed(layout, pictures).collect();
    let Some((_, first, _)) = done.first() else { return };
    let list = list(done.iter().map(|(id, raster, p)| told(raster, p, &places, *id)));
    let (was, now) = (size(fine.bytes()), size(pictures.bytes()));
    let most = size(edition.max_size.unwrap_or(0) as usize);
    let message = format!("to stay under {most}, the pictures take {now} instead of {was}: {list}");
    let help =
        "look at them at 200 %; show them smaller, leave one out or raise `max_size` to keep them finer";
    diags.push(Diagnostic::note("squeezed-pictures", message).at(first.source).help(help));
}

/// Says which picture costs what where the file cannot be made small enough.
pub(super) fn too_large(
    layout: &Layout,
    pictures: &Pictures,
    (edition, rest): (&Edition, usize),
    diags: &mut Diagnostics,
) {
    let most = edition.max_size.unwrap_or(0) as usize;
    let mut costs: Vec<(usize, &Raster)> =
        rasters(layout, pictures).map(|(_, raster, p)| (p.bytes(), raster)).collect();
    costs.sort_by_key(|(bytes, _)| std::cmp::Reverse(*bytes));
    let list = list(costs.iter().map(|(bytes, raster)| format!("`{}` {}", raster.name, size(*bytes))));
    let (whole, most, rest) = (size(rest + pictures.bytes()), size(most), size(rest));
    let (message, help) = if costs.is_empty() {
        (
            format!("the file has {whole} and may have {most}, and holds no picture to make smaller"),
            "divide the sheet, use fewer fonts, or raise `max_size` of the edition",
        )
    } else {
        (
            format!(
                "the file has {whole} and may have {most}, its pictures as coarse as can be: {list}; all else {rest}"
            ),
            "show the first of them smaller, crop it or leave one out, or raise `max_size` of the edition",
        )
    };
    let source = costs.first().and_then(|(_, raster)| raster.source);
    diags.push(Diagnostic::error("file-too-large", message).at(source).help(help));
}

fn rasters<'a>(
    layout: &'a Layout,
    pictures: &'a Pictures,
) -> impl Iterator<Item = (PictureId, &'a Raster, &'a Prepared)> {
    pictures.iter().filter_map(|(id, prepared)| match layout.pictures.get(id.0 as usize)? {
        Picture::Raster(raster) => Some((id, raster, prepared)),
        Picture::Drawing(_) => None,
    })
}

fn changed<'a>(
    layout: &'a Layout,
    pictures: &'a Pictures,
) -> impl Iterator<Item = (PictureId, &'a Raster, &'a Prepared)> {
    rasters(layout, pictures).filter(|(_, _, p)| p.change.is_some())
}

/// `photo.jpg` from 343 to 150 pixels per inch, quality 74, 861 to 120 kB.
fn told(raster: &Raster, prepared: &Prepared, places: &BTreeMap<PictureId, Pt>, id: PictureId) -> String {
    let before = density(raster, places.get(&id).copied().unwrap_or(Pt(72.0)));
    let part =
        f64::from(prepared.width.max(prepared.height)) / f64::from(raster.width.max(raster.height).max(1));
    let mut words = format!("`{}`", raster.name);
    if part < 1.0 {
        words += &format!(" from {before:.0} to {:.0} pixels per inch,", before * part);
    }
    if let Some(quality) = prepared.change.and_then(|c| c.quality) {
        words += &format!(" quality {quality},");
    }
    match &raster.data {
        RasterData::Jpeg { bytes, .. } => {
            words + &format!(" {} instead of {}", size(prepared.bytes()), size(bytes.len()))
        }
        RasterData::Pixels { .. } => words + &format!(" {}", size(prepared.bytes())),
    }
}

/// The first few, and how many more.
fn list(items: impl ExactSizeIterator<Item = String>) -> String {
    let more = items.len().saturating_sub(NAMED);
    let mut named: Vec<String> = items.take(NAMED).collect();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    named.join("; ")
}

/// In kB and MB of powers of ten, as mail programs count.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
