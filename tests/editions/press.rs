//! The press edition's geometry: boxes, bleed, and what stands around the page.

use super::drawn::{Area, Shape, area_of, shapes};
use super::{SHEETS, linked, made, parse, showcase};
use handbill::base::Pt;
use handbill::edition::{Edition, Marks};
use lopdf::Document;

/// What numbers of two decimals may be off.
const NEAR: f64 = 0.02;

fn pages(file: &Document) -> Vec<(Area, Area, Vec<Shape>)> {
    let of = |id| (area_of(file, id, "TrimBox"), area_of(file, id, "BleedBox"), shapes(file, id));
    file.get_pages().into_values().map(of).collect()
}

/// A sheet whose brand has a coloured paper and a band.
fn coloured() -> handbill::sheet::Sheet {
    let folder = tempfile::tempdir().expect("a folder");
    let brand = "meta: {name: Us}\ncolor:\n  palette: {cream: \"#FFF4DC\"}\n  background: cream\nheader: {first: band}\n";
    std::fs::write(folder.path().join("brand.yaml"), brand).expect("a brand");
    let name = folder.path().join("sheet.yaml").display().to_string();
    let text = "handbill: 1\nlang: en\ntitle: A title\ndate: 2026-11\nbrand: brand.yaml\nsections:\n  - body: Words.\n";
    parse(&name, text.to_owned())
}

#[test]
fn boxes_lie_in_one_another() {
    for name in SHEETS {
        // The folded sheet lies on its side.
        let paper = if name == "tri-fold" { [792.0, 612.0] } else { [612.0, 792.0] };
        let file = made(&showcase(name), &Edition::press());
        for id in file.get_pages().into_values() {
            let [media, crop, bleed, trim] =
                ["MediaBox", "CropBox", "BleedBox", "TrimBox"].map(|b| area_of(&file, id, b));
            assert_eq!(media, crop);
            assert_eq!([trim[2] - trim[0], trim[3] - trim[1]], paper, "{name}");
            for side in 0..4 {
                let out = if side < 2 { -1.0 } else { 1.0 };
                assert_eq!((bleed[side] - trim[side]) * out, 9.0, "{name}");
                assert!((media[side] - bleed[side]) * out > 20.0, "{name}");
            }
        }
    }
    let email = made(&showcase("article"), &Edition::email());
    let first = email.get_pages()[&1];
    assert_eq!(area_of(&email, first, "MediaBox"), area_of(&email, first, "TrimBox"));
}

/// The heart of bleed: what reaches the trim on a side reaches the edge of the bleed there, and goes no further.
#[test]
fn what_reaches_the_trim_is_carried_to_the_bleed() {
    let mut carried = [0; 4];
    for bleed in [Pt(9.0), Pt(18.0), Pt(4.0)] {
        for sheet in SHEETS.map(showcase).into_iter().chain([coloured()]) {
            let file = made(&sheet, &Edition { bleed, ..Edition::press() });
            for (trim, edge, shapes) in pages(&file) {
                for shape in shapes.iter().filter(|s| !s.is_mark) {
                    for side in 0..4 {
                        let out = if side < 2 { -1.0 } else { 1.0 };
                        let past = (shape.area[side] - trim[side]) * out;
                        let short = (edge[side] - shape.area[side]) * out;
                        assert!(past < -NEAR || short.abs() <= NEAR, "{}: {shape:?} of {edge:?}", sheet.name);
                        carried[side] += usize::from(past >= -NEAR);
                    }
                }
            }
        }
    }
    assert!(carried.iter().all(|n| *n > 0), "{carried:?}");
}

#[test]
fn marks_keep_clear_of_the_bleed_and_stay_on_the_media() {
    for (bleed, size) in [(Pt(9.0), "letter"), (Pt::ZERO, "a4"), (Pt(18.0), "[2in, 3in]")] {
        let sheet = linked(&format!("page: {{size: {size}}}\n"));
        let file = made(&sheet, &Edition { bleed, ..Edition::press() });
        let media = area_of(&file, file.get_pages()[&1], "MediaBox");
        let (trim, edge, shapes) = pages(&file).remove(0);
        let marks: Vec<Area> = shapes.iter().filter(|s| s.is_mark).map(|s| s.area).collect();
        assert!(marks.len() > 15, "{}", marks.len());
        for [left, bottom, right, top] in &marks {
            let clear = (edge[0] - right).max(left - edge[2]).max(edge[1] - top).max(bottom - edge[3]);
            assert!(clear >= 3.0 - NEAR, "{clear} {size}");
            assert!(*left >= media[0] && *bottom >= media[1] && *right <= media[2] && *top <= media[3]);
        }
        // Two marks of 6 mm in line with each side of the trim.
        for (side, edge) in trim.iter().enumerate() {
            let axis = side % 2;
            let on = |a: &&Area| (a[axis] - edge).abs() < NEAR && (a[axis + 2] - a[axis]).abs() < NEAR;
            let long = |a: &&Area| (a[3 - axis] - a[1 - axis] - 17.008).abs() < NEAR;
            assert_eq!(marks.iter().filter(on).filter(long).count(), 2, "side {side} of {size}");
        }
    }
}

#[test]
fn without_marks_the_bleed_is_the_page() {
    let file = made(&showcase("article"), &Edition { marks: Marks::None, ..Edition::press() });
    let first = file.get_pages()[&1];
    assert_eq!(area_of(&file, first, "MediaBox"), area_of(&file, first, "BleedBox"));
    assert!(shapes(&file, first).iter().all(|s| !s.is_mark));
}

/// Where there is nothing to cut through, a band that ended at the trim would show white after the cut.
#[test]
fn without_bleed_nothing_reaches_the_trim() {
    let file = made(&coloured(), &Edition { bleed: Pt::ZERO, ..Edition::press() });
    for (trim, _, shapes) in pages(&file) {
        for Shape { area, .. } in shapes.iter().filter(|s| !s.is_mark) {
            assert!(area[0] >= trim[0] + 18.0 - NEAR && area[2] <= trim[2] - 18.0 + NEAR, "{area:?}");
        }
    }
}

#[test]
fn the_slug_says_which_file_it_is() {
    let file = made(&coloured(), &Edition::press());
    let text = file.extract_text(&[1]).expect("text");
    for words in ["sheet.press", "2026-11", "page 1/1", "Black"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let black = "handbill: 1\nlang: en\ntitle: A title\ndate: 2026\nsections:\n  - body: Words.\n";
    let press = made(&parse("a.yaml", black.to_owned()), &Edition::press());
    let text = press.extract_text(&[1]).expect("text");
    assert!(text.contains("a.press · 2026 · page 1/1"), "{text}");
    // A long name gives way: what it is cut for is what tells pages apart.
    let press = made(&parse(&format!("{}.yaml", "long-".repeat(40)), black.to_owned()), &Edition::press());
    let text = press.extract_text(&[1]).expect("text");
    assert!(text.contains("long-long-") && text.contains("….press · 2026 · page 1/1"), "{text}");
}
