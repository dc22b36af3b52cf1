//! The office edition: what a printer down the hall can print.

use super::drawn::{Shape, area_of, shapes};
use super::{SHEETS, draws, linked, made, paged, showcase};
use handbill::base::Pt;
use handbill::edition::Edition;
use handbill::layout::Draw;

/// The same of the finished file, shape by shape and picture by picture, whatever drew them.
#[test]
fn no_shape_and_no_picture_comes_near_the_edge() {
    for name in SHEETS {
        for edition in [Edition::office(), Edition::large_print()] {
            let file = made(&showcase(name), &edition);
            for id in file.get_pages().into_values() {
                let media = area_of(&file, id, "MediaBox");
                for Shape { area, .. } in shapes(&file, id) {
                    let clear = (area[0] - media[0]).min(area[1] - media[1]);
                    let clear = clear.min(media[2] - area[2]).min(media[3] - area[3]);
                    assert!(clear >= 18.0 - 0.01, "{name} {}: {area:?}", edition.name);
                }
            }
        }
    }
}

/// PRINT: no office printer reaches the paper's edge, and what it cannot print it cuts off.
#[test]
fn office_leaves_a_quarter_of_an_inch_white() {
    let edge = Pt::inches(0.25) - Pt(0.01);
    for name in SHEETS {
        let (layout, _) = paged(&showcase(name), &Edition::office());
        for (width, draw) in draws(&layout) {
            let (left, top, right) = match draw {
                Draw::Rect { rect, .. } => (rect.x, rect.y, rect.x + rect.w),
                Draw::Text { at, run } => (at.x, at.y - run.size, at.x + run.width()),
                _ => continue,
            };
            assert!(left >= edge && top >= edge && right <= width - edge, "{name}: {draw:?}");
        }
    }
    let (layout, _) = paged(&showcase("article"), &Edition::email());
    let over = |d: &Draw| matches!(d, Draw::Rect { rect, .. } if rect.x < Pt::ZERO);
    assert!(draws(&layout).any(|(_, d)| over(d)), "a screen shows the band to the edge");
}

#[test]
fn paper_is_printed_on_both_sides() {
    let duplex = |edition: Edition| {
        let file = made(&linked(""), &edition);
        let settings =
            file.catalog().expect("a catalog").get(b"ViewerPreferences").expect("settings").clone();
        settings
            .as_dict()
            .expect("settings")
            .get(b"Duplex")
            .and_then(|d| d.as_name())
            .map(<[u8]>::to_vec)
            .ok()
    };
    assert_eq!(duplex(Edition::office()).as_deref(), Some(&b"DuplexFlipLongEdge"[..]));
    assert_eq!(duplex(Edition::email()), None);
}
