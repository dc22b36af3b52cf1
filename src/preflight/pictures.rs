//! A file for screens holds no printing inks without a profile that says how they look (PDF/A-2, 6.2.4.3).

use super::{Fault, Rule};
use crate::edition::Standard;
use crate::layout::Layout;
use crate::story::{Picture, Raster, RasterData};

pub(super) const RULE: Rule =
    Rule { standards: &[Standard::A2a], help: "save it as RGB, or with its colour profile embedded", broken };

fn broken(layout: &Layout) -> Option<Fault> {
    layout.pictures.iter().find_map(|picture| match picture {
        Picture::Raster(r @ Raster { data: RasterData::Jpeg { components: 4, .. }, profile: None, .. }) => {
            let reason = format!("the photo `{}` is in printing inks (CMYK) without a profile", r.name);
            Some(Fault { reason, at: r.source })
        }
        _ => None,
    })
}
