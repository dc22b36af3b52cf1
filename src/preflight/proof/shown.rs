//! Plates as pictures: each in gray, all together as they look on paper, and as a gray printer shows them.

use super::Picture;
use crate::base::icc::Press;
use crate::preflight::plates::Plates;
use crate::preflight::reading::PdfPage;

/// One plate: black where its ink is solid.
pub(super) fn plate(plates: &Plates, i: usize) -> Picture {
    let gray = |v: &f32| [255 - (v * 255.0).round().clamp(0.0, 255.0) as u8; 3];
    let rgb = plates.planes[i].iter().map(gray).collect();
    Picture { width: plates.width, height: plates.height, rgb }
}

/// All inks, as the printing condition shows them; spot inks are laid over as filters of their colour.
pub(super) fn composite(plates: &Plates, press: &Press) -> Picture {
    let count = plates.width * plates.height;
    let byte = |v: f32| (v * 255.0).round().clamp(0.0, 255.0) as u8;
    let inks: Vec<u8> = (0..count).flat_map(|i| (0..4).map(move |p| byte(plates.planes[p][i]))).collect();
    let light = press.pixels_shown(&inks).unwrap_or_else(|| {
        inks.chunks_exact(4)
            .flat_map(|p| {
                (0..3).map(move |i| ((255 - u16::from(p[i])) * (255 - u16::from(p[3])) / 255) as u8)
            })
            .collect()
    });
    let mut rgb: Vec<[u8; 3]> = light.chunks_exact(3).map(|p| [p[0], p[1], p[2]]).collect();
    for (plane, look) in plates.planes.iter().zip(&plates.looks).skip(4) {
        for (pixel, tint) in rgb.iter_mut().zip(plane).filter(|(_, t)| **t > 0.0) {
            for (v, look) in pixel.iter_mut().zip(look) {
                let through = 1.0 - f64::from(*tint) * (1.0 - look);
                *v = (f64::from(*v) * through).round() as u8;
            }
        }
    }
    Picture { width: plates.width, height: plates.height, rgb }
}

/// The trimmed page as a gray printer shows it (ITU-R BT.601's weights, which drivers take).
pub(super) fn gray(composite: &Picture, plates: &Plates, page: &PdfPage) -> Picture {
    let mut out = cut(composite, plates, page);
    for pixel in &mut out.rgb {
        let [r, g, b] = pixel.map(f64::from);
        *pixel = [(0.299 * r + 0.587 * g + 0.114 * b).round() as u8; 3];
    }
    out
}

/// What is left of a picture of the page after the cut.
pub(super) fn cut(picture: &Picture, plates: &Plates, page: &PdfPage) -> Picture {
    let [x0, y0, x1, y1] = plates.window(&page.trim);
    let rows =
        (y0..y1).flat_map(|y| picture.rgb[y * picture.width + x0..y * picture.width + x1].iter().copied());
    Picture { width: x1 - x0, height: y1 - y0, rgb: rows.collect() }
}
