use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Has the Korean family under two names, a broken file, and counts how often it is asked.
#[derive(Default)]
struct Shelf(Arc<AtomicUsize>);

impl Provider for Shelf {
    fn find(&self, want: &Want) -> Option<Provided> {
        self.0.fetch_add(1, Ordering::Relaxed);
        match want {
            Want::Family(name, ..) if ["noto sans kr", "house korean"].contains(&&*name.to_lowercase()) => {
                let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/noto-sans-kr/NotoSansKR-Regular.ttf");
                Some(Provided { bytes: std::fs::read(path).unwrap().into(), index: 0, of_machine: None })
            }
            Want::Family(name, ..) if name == "Broken" => {
                Some(Provided { bytes: vec![1, 2, 3].into(), index: 0, of_machine: None })
            }
            _ => None,
        }
    }
}

fn fonts() -> (FontSet, Arc<AtomicUsize>) {
    let shelf = Shelf::default();
    let asked = shelf.0.clone();
    (FontSet::new(Some(Box::new(shelf))), asked)
}

fn named(fonts: &FontSet, id: Option<FaceId>) -> Option<&str> {
    id.map(|id| fonts.face(id).ps_name.as_str())
}

#[test]
fn bundled_families_are_found_in_any_case_and_weight() {
    let (fonts, asked) = fonts();
    let at = |family, weight, italic| fonts.face(fonts.resolve(family, weight, italic)).ps_name.clone();
    assert_eq!(at("source serif 4", 650, false), at("serif", 700, false));
    assert_ne!(at("Source Sans 3", 400, true), at("Source Sans 3", 400, false));
    assert_eq!(asked.load(Ordering::Relaxed), 0);
}

#[test]
fn one_file_is_one_face_and_is_asked_for_once() {
    let (fonts, asked) = fonts();
    let id = fonts.resolve("House Korean", 400, false);
    assert_eq!(fonts.resolve("noto sans kr ", 400, false), fonts.resolve("Noto Sans KR", 400, false));
    assert_eq!(fonts.covering('한', fonts.resolve("serif", 400, false)), Some(id));
    assert_eq!(fonts.resolve("Noto Sans KR", 700, true), id);
    fonts.resolve("Noto Sans KR", 700, true);
    assert_eq!(asked.load(Ordering::Relaxed), 3);
    assert!(fonts.problems().is_empty());
}

#[test]
fn a_character_falls_back_in_order() {
    let (fonts, _) = fonts();
    let sans = fonts.resolve("sans-serif", 700, false);
    assert_eq!(fonts.covering('a', sans), Some(sans));
    assert_eq!(fonts.covering('\u{202f}', sans), Some(sans));
    let korean = fonts.covering('。', sans);
    assert_eq!(named(&fonts, korean), Some("NotoSansKR-Regular"));
    assert_eq!(fonts.covering('\u{10ffff}', sans), None);
    fonts.set_script_family("kore", "Nobody");
    fonts.set_script_family("Grek", "serif");
    assert_eq!(fonts.covering('한', sans), korean);
    assert_eq!(fonts.problems(), [Problem::Family("Nobody".into()), Problem::Character('\u{10ffff}')]);
}

#[test]
fn a_script_is_set_from_the_brands_family() {
    let (fonts, _) = fonts();
    fonts.set_script_family("HANG", "House Korean");
    let house = fonts.resolve("House Korean", 400, false);
    let korean = fonts.resolve("Noto Sans KR", 400, false);
    assert_eq!(house, korean);
    assert_eq!(fonts.covering('한', fonts.resolve("serif", 400, false)), Some(house));
}

#[test]
fn a_file_that_is_no_font_is_reported() {
    let (fonts, _) = fonts();
    let id = fonts.resolve("Broken", 400, false);
    assert_eq!(fonts.face(id).family, bundle::SERIF);
    assert_eq!(fonts.problems(), [Problem::Family("Broken".into()), Problem::Unreadable("Broken".into())]);
}
