//! What becomes of photos: as many pixels as the page shows, as like as the eye asks, as many bytes as may be.

use crate::sheet::{Maker, full};
use handbill::base::{Diagnostics, Severity};
use handbill::edition::Edition;
use handbill::pdf::pictures::{Body, Prepared, prepare};
use handbill::pdf::{self, PdfError};
use handbill::story::{Picture, PictureId, Raster, RasterData};
use image::RgbImage;
use image::imageops::{self, FilterType};

/// Hills, a sky and some grain, the same every time.
fn scene(width: u32, height: u32) -> RgbImage {
    let mut grain = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (u, v) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
        let hill = 0.5 + 0.1 * (u * 9.0).sin() + 0.03 * (u * 41.0).cos();
        let ground = if v > hill { [60.0, 90.0, 50.0] } else { [150.0, 170.0, 200.0] };
        let light = 30.0 * (u * 70.0).sin() * (v * 50.0).cos() + f64::from(grain >> 29);
        image::Rgb(ground.map(|c: f64| (c + light).clamp(0.0, 255.0) as u8))
    })
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95).encode_image(image).expect("a JPEG");
    bytes
}

/// The sheet whose first picture, 120 pt wide, is this one.
fn showing(width: u32, height: u32, data: RasterData) -> Maker {
    let mut maker = full(&jpeg(&scene(48, 32)));
    let name = "hills.jpg".to_owned();
    maker.layout.pictures[0] =
        Picture::Raster(Raster { width, height, orientation: 1, data, profile: None, source: None, name });
    maker
}

fn with_photo(width: u32, height: u32) -> Maker {
    let bytes = jpeg(&scene(width, height)).into();
    showing(width, height, RasterData::Jpeg { bytes, components: 3, inverted: false })
}

/// What the first picture becomes, and the codes of what is said.
fn prepared(maker: &Maker, edition: &Edition) -> (Prepared, Vec<&'static str>) {
    let mut diags = Diagnostics::default();
    let pictures = prepare(&maker.layout, edition, &mut diags);
    let found = pictures.iter().find(|(id, _)| *id == PictureId(0)).expect("the first").1.clone();
    (found, diags.iter().map(|d| d.code).collect())
}

fn photo_of(picture: &Prepared) -> RgbImage {
    let Body::Jpeg { bytes, .. } = &picture.body else { panic!("a JPEG") };
    image::load_from_memory(bytes).expect("a JPEG that can be read").into_rgb8()
}

/// Peak signal-to-noise ratio in decibels.
fn psnr(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let squares: f64 =
        a.as_raw().iter().zip(b.as_raw()).map(|(x, y)| f64::from(x.abs_diff(*y)).powi(2)).sum();
    10.0 * (255.0_f64.powi(2) * a.as_raw().len() as f64 / squares.max(1e-9)).log10()
}

#[test]
fn a_photo_has_as_many_pixels_as_the_page_shows() {
    let maker = with_photo(1200, 800);
    for (edition, size) in [(Edition::email(), (250, 167)), (Edition::office(), (500, 334))] {
        let (picture, said) = prepared(&maker, &edition);
        assert_eq!((picture.width, picture.height), size, "120 pt at {}", edition.resolution.aim);
        assert_eq!(said, ["resampled-pictures"]);
        let expected = imageops::resize(&scene(1200, 800), size.0, size.1, FilterType::Lanczos3);
        let likeness = psnr(&photo_of(&picture), &expected);
        assert!(likeness > 30.0, "{likeness} dB");
    }
}

#[test]
fn a_photo_that_is_small_enough_stays_as_it_is() {
    // 120 pt at 198 pixels an inch.
    let maker = with_photo(330, 220);
    let (picture, said) = prepared(&maker, &Edition::email());
    let Body::Jpeg { bytes, .. } = &picture.body else { panic!("a JPEG") };
    assert_eq!(bytes.to_vec(), jpeg(&scene(330, 220)));
    assert!(said.is_empty() && picture.change.is_none(), "{said:?}");
}

#[test]
fn photos_may_lose_what_drawings_may_not() {
    let pixels = |image: &RgbImage| {
        let samples = image.as_raw().clone().into();
        RasterData::Pixels { samples, components: 3, alpha: None }
    };
    let (photo, _) = prepared(&showing(330, 220, pixels(&scene(330, 220))), &Edition::email());
    assert!(matches!(photo.body, Body::Jpeg { .. }) && photo.width == 330);
    let (printed, _) = prepared(&showing(330, 220, pixels(&scene(330, 220))), &Edition::office());
    assert!(matches!(printed.body, Body::Flate(_)));
    // Bars of one colour: twice the pixels of a photo are left alone, more are brought down to that.
    for (width, expected) in [(600, 600), (800, 500)] {
        let bars = RgbImage::from_fn(width, 400, |x, _| {
            if x / 50 % 2 == 0 { [20, 30, 90] } else { [255; 3] }.into()
        });
        let (bars, _) = prepared(&showing(width, 400, pixels(&bars)), &Edition::email());
        assert!(matches!(bars.body, Body::Flate(_)));
        assert_eq!(bars.width, expected);
    }
}

#[test]
fn a_file_that_is_too_large_gets_coarser_pictures() {
    let maker = with_photo(1200, 800);
    let write = |edition: &Edition, diags: &mut Diagnostics| {
        pdf::write(&maker.layout, &maker.fonts, edition, &[], diags)
    };
    let whole = write(&Edition::email(), &mut Diagnostics::default()).expect("a file").len();
    let photo = prepared(&maker, &Edition::email()).0.bytes();
    let most = whole - photo / 4;
    let tight = Edition { max_size: Some(most as u64), ..Edition::email() };
    let mut diags = Diagnostics::default();
    let file = write(&tight, &mut diags).expect("a file");
    assert!(file.len() <= most && file.len() > most - photo, "{} of {most}", file.len());
    let codes: Vec<_> = diags.iter().map(|d| (d.code, d.severity)).collect();
    assert_eq!(codes, [("squeezed-pictures", Severity::Note)]);
    assert_eq!(file, write(&tight, &mut Diagnostics::default()).expect("the same file"));
}

/// A picture that a press would print from RGB keeps its file from being made; a screen's reader may be cleverer.
#[test]
fn a_photo_that_cannot_be_converted_is_for_no_press() {
    let bytes: Vec<u8> = [0xff, 0xd8, 0xff, 0xd9].into();
    let data = RasterData::Jpeg { bytes: bytes.into(), components: 3, inverted: false };
    let maker = showing(60, 40, data);
    for (edition, expected) in [(Edition::press(), Some("image-unreadable")), (Edition::email(), None)] {
        let mut diags = Diagnostics::default();
        let written = pdf::write(&maker.layout, &maker.fonts, &edition, &[], &mut diags);
        assert_eq!(matches!(written, Err(PdfError::Picture)), expected.is_some());
        let errors = diags.iter().filter(|d| d.severity == Severity::Error);
        assert_eq!(errors.map(|d| d.code).next(), expected);
    }
}

#[test]
fn a_press_file_that_is_too_large_gets_coarser_pictures() {
    let maker = with_photo(400, 267);
    let press = |most: Option<u64>| {
        let edition = Edition { max_size: most, ..Edition::press() };
        let mut diags = Diagnostics::default();
        let file = pdf::write(&maker.layout, &maker.fonts, &edition, &[], &mut diags).expect("a file");
        (file.len() as u64, diags.iter().any(|d| d.code == "squeezed-pictures"))
    };
    let (whole, _) = press(None);
    let photo = prepared(&maker, &Edition::press()).0.bytes() as u64;
    let (small, said) = press(Some(whole - photo / 4));
    assert!(small <= whole - photo / 4 && said, "{small} of {whole}");
}

#[test]
fn a_file_that_cannot_fit_names_what_is_heavy() {
    let maker = with_photo(1200, 800);
    let tight = Edition { max_size: Some(9_000), ..Edition::email() };
    let mut diags = Diagnostics::default();
    let written = pdf::write(&maker.layout, &maker.fonts, &tight, &[], &mut diags);
    assert!(matches!(written, Err(PdfError::TooLarge)));
    let said = diags.iter().next().expect("an error");
    assert_eq!((said.code, said.severity), ("file-too-large", Severity::Error));
    assert!(
        said.message.contains("may have 9 kB") && said.message.contains("`hills.jpg`"),
        "{}",
        said.message
    );
    assert!(said.help.is_some());
}
