//! The press edition: what is in its files.

use crate::photo;
use crate::reread::{Reread, number, operators};
use crate::sheet::{Maker, full};
use handbill::base::{Diagnostics, Ink};
use handbill::edition::{Condition, Edition, Marks, Standard};
use handbill::layout::Draw;
use handbill::pdf;
use lopdf::{Document, Object};

fn made(maker: &Maker, edition: &Edition) -> Reread {
    let written =
        pdf::write(&maker.layout, &maker.fonts, edition, edition.standards, &mut Diagnostics::default());
    Reread(Document::load_mem(&written.expect("a file")).expect("a file that opens"))
}

/// The press edition with nothing round the page, which would be in inks of its own.
fn bare() -> Edition {
    Edition { marks: Marks::None, ..Edition::press() }
}

fn pressed(maker: &Maker) -> Reread {
    made(maker, &bare())
}

fn old() -> Edition {
    Edition { standards: &[Standard::X1a], ..bare() }
}

/// All inks of a maker's texts and rectangles become `ink`.
fn inked(ink: &Ink) -> Maker {
    let mut maker = full(&photo());
    for draw in maker.layout.pages.iter_mut().flat_map(|p| &mut p.items).flat_map(|i| &mut i.draws) {
        match draw {
            Draw::Text { run, .. } => std::sync::Arc::make_mut(run).ink = ink.clone(),
            Draw::Rect { ink: own, .. } => *own = ink.clone(),
            _ => {}
        }
    }
    maker
}

#[test]
fn no_rgb_is_left() {
    for edition in [bare(), Edition::press(), old()] {
        let file = made(&full(&photo()), &edition);
        for page in 1..=2 {
            for op in operators(&file, page) {
                assert!(!["rg", "RG", "sc", "SC"].contains(&&*op.operator), "{op:?}");
            }
        }
        let images = file.0.objects.values().filter_map(|o| o.as_stream().ok());
        let images: Vec<_> = images
            .filter(|s| s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image"))
            .collect();
        assert!(images.len() > 2);
        for image in images {
            let space = file.get(&image.dict, "ColorSpace").as_name().expect("a device space");
            assert!([b"DeviceCMYK".as_slice(), b"DeviceGray"].contains(&space), "{space:?}");
        }
    }
}

/// The states of overprinting under which text is shown, with its colour.
fn texts(file: &Reread, page: u32) -> Vec<(bool, Vec<f64>)> {
    let (mut over, mut fill, mut out) = (false, Vec::new(), Vec::new());
    for op in operators(file, page) {
        match &*op.operator {
            "gs" => {
                let name = String::from_utf8_lossy(op.operands[0].as_name().expect("a name")).into_owned();
                let state = file.get(file.page(page), &format!("Resources/ExtGState/{name}"));
                let state = state.as_dict().expect("a state");
                if let Ok(op) = state.get(b"op") {
                    over = op.as_bool().expect("yes or no");
                    assert_eq!(state.get(b"OP").and_then(Object::as_bool).expect("the same"), over);
                    assert_eq!(state.get(b"OPM").and_then(Object::as_i64).expect("a mode"), 1);
                }
            }
            "k" => fill = op.operands.iter().map(number).collect(),
            "TJ" => out.push((over, fill.clone())),
            _ => {}
        }
    }
    out
}

#[test]
fn black_text_is_black_alone_and_overprints() {
    let file = pressed(&inked(&Ink::BLACK));
    let texts = texts(&file, 1);
    assert!(texts.len() > 5);
    for (over, fill) in texts {
        assert!(over && fill == [0.0, 0.0, 0.0, 1.0], "{over} {fill:?}");
    }
}

#[test]
fn white_and_coloured_text_knocks_out() {
    let navy = Ink { cmyk: Some([100.0, 80.0, 20.0, 25.0]), ..Ink::rgb(20, 45, 105) };
    for (ink, fill) in [(Ink::WHITE, [0.0; 4]), (navy, [1.0, 0.8, 0.2, 0.25])] {
        for (over, own) in texts(&pressed(&inked(&ink)), 1) {
            assert!(!over && own.iter().zip(fill).all(|(a, b)| (a - b).abs() < 1e-6), "{over} {own:?}");
        }
    }
}

#[test]
fn a_spot_is_an_ink_of_its_own() {
    let cmyk = Some([30.0, 95.0, 35.0, 25.0]);
    let plum = Ink { rgb: [122, 31, 75], cmyk, spot: Some("PANTONE 228 C".into()) };
    let file = pressed(&inked(&plum));
    let spaces = file.get(file.page(1), "Resources/ColorSpace").as_dict().expect("spaces");
    let (name, space) = spaces.iter().next().expect("one");
    let Object::Array(space) = file.of(space) else { panic!("{space:?}") };
    assert_eq!(space[0].as_name().expect("a name"), b"Separation");
    assert_eq!(space[1].as_name().expect("a name"), b"PANTONE 228 C");
    assert_eq!(space[2].as_name().expect("a name"), b"DeviceCMYK");
    let full: Vec<f64> = file.numbers(file.of(&space[3]).as_dict().expect("tints"), "C1");
    assert!(full.iter().zip([0.3, 0.95, 0.35, 0.25]).all(|(a, b)| (a - b).abs() < 1e-6));
    let ops = operators(&file, 1);
    let used = ops.iter().position(|op| op.operator == "cs").expect("the space is set");
    assert_eq!(ops[used].operands[0].as_name().expect("a name"), &name[..]);
    assert_eq!((&*ops[used + 1].operator, number(&ops[used + 1].operands[0])), ("scn", 1.0));
}

/// The registry of the ICC knows the condition that is built in, and none of a user's.
#[test]
fn only_the_built_in_condition_is_in_a_registry() {
    let profile = handbill::base::icc::fogra39().into();
    let own = Condition::File { name: "ours.icc".into(), profile };
    for (condition, listed) in [(None, true), (Some(Condition::Fogra39), true), (Some(own), false)] {
        let file = made(&full(&photo()), &Edition { condition, ..bare() });
        let intent = file.of(&file.get(file.catalog(), "OutputIntents").as_array().expect("one")[0]);
        assert_eq!(intent.as_dict().expect("an intent").has(b"RegistryName"), listed);
    }
}

#[test]
fn the_condition_is_in_the_file_and_nothing_to_click_on() {
    let file = pressed(&full(&photo()));
    let intent = file.of(&file.get(file.catalog(), "OutputIntents").as_array().expect("one")[0]);
    let intent = intent.as_dict().expect("an intent");
    assert_eq!(file.get(intent, "S").as_name().expect("a name"), b"GTS_PDFX");
    let profile = file.get(intent, "DestOutputProfile").as_stream().expect("a profile");
    assert_eq!(profile.decompressed_content().expect("its bytes"), handbill::base::icc::fogra39());
    assert_eq!(file.0.version, "1.6");
    let info = file.of(file.0.trailer.get(b"Info").expect("it")).as_dict().expect("one");
    assert_eq!(file.get(info, "Trapped").as_name().expect("a name"), b"False");
    let xmp = file.get(file.catalog(), "Metadata").as_stream().expect("XMP");
    let xmp = String::from_utf8_lossy(&xmp.content);
    for part in
        ["<pdfxid:GTS_PDFXVersion>PDF/X-4<", "<pdf:Trapped>False<", "<xmpMM:VersionID>", "<xmp:CreateDate>"]
    {
        assert!(xmp.contains(part), "{part}");
    }
    for page in 1..=2 {
        assert!(!file.page(page).has(b"Annots"));
    }
    for key in [b"Outlines".as_slice(), b"Names"] {
        assert!(!file.catalog().has(key));
    }
}

/// PDF/X-4 leaves opacity live, and says what it is blended in; PDF/X-1a has none.
#[test]
fn paper_shows_through_only_where_it_may() {
    let groups = |file: &Reread| {
        (1..=2)
            .filter(|p| file.page(*p).has(b"Group"))
            .map(|p| file.get(file.page(p), "Group/CS").clone())
            .collect()
    };
    let new: Vec<Object> = groups(&pressed(&full(&photo())));
    assert!(!new.is_empty() && new.iter().all(|cs| cs.as_name().is_ok_and(|n| n == b"DeviceCMYK")));
    let written = made(&full(&photo()), &old());
    assert_eq!(groups(&written), Vec::<Object>::new());
    let dicts = written.0.objects.values().filter_map(|o| match o {
        Object::Dictionary(d) => Some(d),
        Object::Stream(s) => Some(&s.dict),
        _ => None,
    });
    for dict in dicts {
        assert!([b"ca".as_slice(), b"CA", b"SMask"].iter().all(|key| !dict.has(key)), "{dict:?}");
        assert!(dict.get(b"Type").and_then(Object::as_name).map_or(true, |t| t != b"ObjStm" && t != b"XRef"));
    }
    let info = written.of(written.0.trailer.get(b"Info").expect("it")).as_dict().expect("one");
    assert_eq!(written.get(info, "GTS_PDFXVersion").as_str().expect("words"), b"PDF/X-1a:2003");
    assert_eq!(written.0.version, "1.4");
}
