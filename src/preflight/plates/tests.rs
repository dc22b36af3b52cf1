//! Plates of small pages made here.

use super::*;
use crate::base::icc::{Press, fogra39};
use crate::preflight::reading::tests::page_of;
use crate::preflight::reading::{marks, pages};
use lopdf::{Dictionary, Object, dictionary};
use std::borrow::Cow;

/// The plates of a page of 200 by 100 points, at one pixel a point.
fn made(content: &str, resources: Dictionary) -> Plates {
    let doc = page_of(content.as_bytes(), resources);
    let pdf = Pdf::of(&doc);
    let page = &pages(&pdf)[0];
    let press = Press::new(Cow::Borrowed(fogra39()), 300.0).expect("the built-in condition");
    let setup = Setup { press: &press, area: page.media, ppi: 72.0 };
    plates(&pdf, page, &marks(&pdf, page), &setup)
}

/// The inks in per cent at a place in points from the lower left.
fn inks(p: &Plates, x: usize, y: usize) -> Vec<i32> {
    let i = (p.height - 1 - y) * p.width + x;
    p.planes.iter().map(|plane| (plane[i] * 100.0).round() as i32).collect()
}

fn states() -> Dictionary {
    let one = |pairs: Vec<(&str, Object)>| {
        let mut d = Dictionary::new();
        pairs.into_iter().for_each(|(k, v)| d.set(k, v));
        Object::Dictionary(d)
    };
    dictionary! {
        "O" => one(vec![("op", true.into()), ("OP", true.into()), ("OPM", 1.into())]),
        "Z" => one(vec![("op", true.into()), ("OP", true.into()), ("OPM", 0.into())]),
        "H" => one(vec![("ca", 0.5.into())]),
        "M" => one(vec![("BM", "Multiply".into())]),
    }
}

fn resources() -> Dictionary {
    let tint = dictionary! {
        "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
        "C0" => vec![0.into(), 0.into(), 0.into(), 0.into()], "C1" => vec![0.into(), 1.into(), 0.5.into(), 0.into()],
    };
    let spot = |name: &str| {
        Object::Array(vec![
            "Separation".into(),
            name.into(),
            "DeviceCMYK".into(),
            Object::Dictionary(tint.clone()),
        ])
    };
    dictionary! {
        "ExtGState" => states(),
        "ColorSpace" => dictionary! { "S" => spot("Brand"), "R" => spot("All"), "N" => spot("None") },
    }
}

#[test]
fn what_is_below_is_knocked_out_or_overprinted() {
    let ground = "0.6 0.5 0.4 0 k 0 0 200 100 re f ";
    let over = |gs: &str, color: &str| {
        let p = made(&format!("{ground} {gs} {color} 50 20 50 50 re f"), resources());
        assert_eq!(inks(&p, 10, 10)[..4], [60, 50, 40, 0]);
        inks(&p, 75, 45)
    };
    assert_eq!(over("", "0 0 0 1 k"), [0, 0, 0, 100]);
    assert_eq!(over("/O gs", "0 0 0 1 k"), [60, 50, 40, 100]);
    assert_eq!(over("/Z gs", "0 0 0 1 k"), [0, 0, 0, 100]);
    // DeviceGray is no DeviceCMYK: 8.6.7.
    assert_eq!(over("/O gs", "0 g"), [0, 0, 0, 100]);
    assert_eq!(over("/O gs", "/S cs 0.5 scn"), [60, 50, 40, 0, 50]);
    assert_eq!(over("", "/S cs 0.5 scn"), [0, 0, 0, 0, 50]);
    assert_eq!(over("", "/R cs 0.7 scn"), [70, 70, 70, 70]);
    assert_eq!(over("", "/N cs 1 scn"), [60, 50, 40, 0]);
}

#[test]
fn a_spot_below_is_spared_by_process_inks_that_overprint() {
    let ground = "/S cs 1 scn 0 0 200 100 re f";
    let p = made(&format!("{ground} /Z gs 0 0 0 0.5 k 50 20 50 50 re f"), resources());
    assert_eq!((p.names[4].as_str(), inks(&p, 75, 45)), ("Brand", vec![0, 0, 0, 50, 100]));
    let p = made(&format!("{ground} 0 0 0 0.5 k 50 20 50 50 re f"), resources());
    assert_eq!(inks(&p, 75, 45), [0, 0, 0, 50, 0]);
}

#[test]
fn half_opaque_ink_lets_half_through_and_multiply_adds() {
    let ground = "0.8 0 0 0 k 0 0 200 100 re f";
    let p = made(&format!("{ground} /H gs 0 1 0 0 k 50 20 50 50 re f"), resources());
    assert_eq!(inks(&p, 75, 45), [40, 50, 0, 0]);
    let p = made(&format!("{ground} /M gs 0.5 1 0 0 k 50 20 50 50 re f"), resources());
    assert_eq!(inks(&p, 75, 45), [90, 100, 0, 0]);
}

#[test]
fn clips_cut_and_edges_are_soft() {
    let p = made("10.5 10 20 20 re W n 0 0 0 1 k 0 0 200 100 re f", resources());
    assert_eq!((inks(&p, 9, 15)[3], inks(&p, 15, 15)[3], inks(&p, 35, 15)[3]), (0, 100, 0));
    assert!((inks(&p, 10, 15)[3] - 50).abs() <= 4, "{:?}", inks(&p, 10, 15));
}

#[test]
fn pictures_stand_upright_on_their_plates() {
    // Two rows of two: cyan and magenta over yellow and black.
    let image = "q 100 0 0 100 50 0 cm BI /W 2 /H 2 /BPC 8 /CS /CMYK /F /AHx ID \
                 ff00000000ff00000000ff00000000ff> EI Q";
    let p = made(image, resources());
    assert_eq!(inks(&p, 60, 90), [100, 0, 0, 0]);
    assert_eq!(inks(&p, 140, 90), [0, 100, 0, 0]);
    assert_eq!(inks(&p, 60, 10), [0, 0, 100, 0]);
    assert_eq!(inks(&p, 140, 10), [0, 0, 0, 100]);
    assert_eq!(inks(&p, 20, 10), [0; 4]);
}

#[test]
fn light_is_separated_and_that_is_said() {
    let p = made("0 0 0 1 k 0 0 9 9 re f", resources());
    assert!(!p.separated);
    let p = made("1 0 0 rg 0 0 200 100 re f", resources());
    let [c, m, y, k] = inks(&p, 50, 50)[..] else { panic!("{:?}", p.names) };
    assert!(p.separated && c < 10 && m > 80 && y > 80 && k < 10, "{c} {m} {y} {k}");
}

#[test]
fn lines_are_as_wide_as_they_say() {
    // A pen of 4 points turned into one of 4 by 8.
    let p = made("0 0 0 1 K q 1 0 0 2 0 0 cm 4 w 0 25 m 200 25 l S Q 4 w 100 0 m 100 30 l S", resources());
    let column: i32 = (0..100).map(|y| inks(&p, 20, y)[3]).sum();
    let row: i32 = (60..140).map(|x| inks(&p, x, 10)[3]).sum();
    assert!((column - 800).abs() < 20 && (row - 400).abs() < 20, "{column} {row}");
}

#[test]
fn a_spot_over_the_limit_is_found_where_it_lies() {
    let limit = |content: &str| {
        let p = made(content, resources());
        coverage(&p, &Bounds::new(0.0, 0.0, 200.0, 100.0), 3.0)
    };
    let over = limit("0.6 0.5 0.4 0 k 0 0 200 100 re f /O gs 1 1 1 1 k 50 20 30 40 re f");
    let [spot] = &over.over[..] else { panic!("{over:?}") };
    assert!((spot.most - 4.0).abs() < 0.01 && (spot.area - 30.0 * 40.0 * 0.1244).abs() < 30.0, "{spot:?}");
    assert!((spot.at.x0 - 50.0).abs() < 1.5 && (spot.at.y1 - 60.0).abs() < 1.5, "{spot:?}");
    assert!((over.plates[0].1 - (0.6 + 0.4 * 0.06)).abs() < 0.01, "{over:?}");
    let clean = limit("0.6 0.5 0.4 0 k 0 0 200 100 re f /O gs 0 0 0 1 k 50 20 30 40 re f");
    assert!(clean.over.is_empty() && (clean.most.0 - 2.5).abs() < 0.02, "{clean:?}");
    // A line thinner than a spot is no spot.
    assert!(limit("1 1 1 1 k 50 20 30 1 re f").over.is_empty());
    let heavy = limit("0.8 0.8 0.8 0.5 k 0 0 40 100 re f").heavy;
    assert!((heavy - 0.2).abs() < 0.01, "{heavy}");
}

#[test]
fn the_same_page_gives_the_same_plates() {
    let content =
        "0.1 0.2 0.3 0.4 k 10 10 m 90 90 120 10 180 80 c f 3 w 20 20 m 150 70 l S 1 0 0 rg 5 5 9 9 re f";
    let (a, b) = (made(content, resources()), made(content, resources()));
    assert!(a.planes == b.planes && a.names == b.names);
}

#[test]
fn hostile_pages_end() {
    let deep = "0 0 200 100 re W n 1 0 0 1 0 0 cm ".repeat(3000) + &"0 0 200 100 re f ".repeat(300);
    let texts = [
        "1e30 0 0 1e30 0 0 cm 0 0 1 1 re f 0 0 m 1 1 l S",
        "0 0 0 0 0 0 cm 5 w 0 0 m 1 1 l S q 9 0 0 9 0 0 cm BI /W 3 /H 3 /BPC 8 /CS /CMYK ID x EI Q",
        "[0.0001 0] 0 d 5 w 0 0 m 200 100 l S [1e-9 1e-9] 3 d S",
        deep.as_str(),
    ];
    for text in texts {
        let p = made(text, resources());
        assert!(p.planes.iter().flatten().all(|v| (0.0..=1.0).contains(v)), "{text:.40}");
    }
}
