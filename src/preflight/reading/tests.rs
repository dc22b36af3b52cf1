//! The reader against small files made here: what it should see, and what it should survive.

use super::*;
use lopdf::{Document, Object, Stream, dictionary};

/// A page of 200 by 100 points with `content` and `resources`.
pub(crate) fn page_of(content: &[u8], resources: lopdf::Dictionary) -> Document {
    let mut doc = Document::with_version("1.6");
    let content = doc.add_object(Stream::new(dictionary! {}, content.to_vec()));
    let pages = doc.new_object_id();
    let page = doc.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
    });
    let tree = dictionary! {
        "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1,
        "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
    };
    doc.objects.insert(pages, Object::Dictionary(tree));
    let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    doc.trailer.set("Root", catalog);
    doc
}

fn seen(content: &str, resources: lopdf::Dictionary) -> PageMarks {
    let doc = page_of(content.as_bytes(), resources);
    let pdf = Pdf::of(&doc);
    marks(&pdf, &pages(&pdf)[0])
}

fn helvetica() -> lopdf::Dictionary {
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "ABCDEF+Helvetica",
        "Encoding" => "WinAnsiEncoding", "FirstChar" => 65, "Widths" => vec![500.into(), 600.into()],
    };
    dictionary! { "Font" => dictionary! { "F1" => Object::Dictionary(font) } }
}

#[test]
fn shapes_lie_where_the_matrix_puts_them() {
    let found =
        seen("q 2 0 0 2 10 10 cm 1 0 0 RG 0.1 w 5 5 20 10 re S Q 0 0 0 1 k 0 0 9 9 re f", dictionary! {});
    let [first, second] = &found.marks[..] else { panic!("{found:?}") };
    let What::Stroke { outline, line, paint } = &first.what else { panic!("{first:?}") };
    assert_eq!(outline.as_rectangle(), Some(Bounds::new(20.0, 20.0, 60.0, 40.0)));
    assert!((line.thinnest() - 0.2).abs() < 1e-9);
    assert!(paint.space.is_light() && paint.inks().is_none());
    let What::Fill { paint, .. } = &second.what else { panic!("{second:?}") };
    assert!(paint.inks().is_some_and(|i| i.is_black_only() && i.total() == 1.0));
}

#[test]
fn glyphs_have_places_sizes_and_text() {
    let content = "BT /F1 10 Tf 2 0 0 2 20 30 Tm 1 Tc [(A) -100 (B)] TJ 0 -10 Td (\\223) Tj ET";
    let found = seen(content, helvetica());
    let runs: Vec<&Run> = found
        .marks
        .iter()
        .filter_map(|m| match &m.what {
            What::Text(run) => Some(&**run),
            _ => None,
        })
        .collect();
    assert_eq!((runs[0].text.as_str(), runs[1].text.as_str()), ("AB", "“"));
    assert_eq!((runs[0].font.name.as_str(), runs[0].font.subset), ("Helvetica", true));
    assert!((runs[0].size() - 20.0).abs() < 1e-9);
    // 20 + 2 × (0.5 × 10 + 1 + 0.1 × 10)
    assert!((runs[0].glyphs[1].at.x - 34.0).abs() < 1e-9 && (runs[1].glyphs[0].at.y - 10.0).abs() < 1e-9);
}

#[test]
fn marked_content_clips_and_states_nest() {
    let content = "/P <</MCID 7>> BDC q 0 0 50 50 re W n /G gs 0 0 100 100 re f Q EMC 0 0 1 1 re f";
    let state = dictionary! { "ca" => 0.5, "OP" => true, "OPM" => 1, "BM" => "Multiply" };
    let found =
        seen(content, dictionary! { "ExtGState" => dictionary! { "G" => Object::Dictionary(state) } });
    let inside = &found.marks[0];
    assert_eq!(inside.bounds, Bounds::new(0.0, 0.0, 50.0, 50.0));
    assert_eq!(inside.content.as_ref().and_then(|c| c.mcid), Some(7));
    assert!(inside.look.overprint_fill && inside.look.overprint_mode == 1 && !inside.look.is_opaque());
    let outside = &found.marks[1];
    assert!(outside.content.is_none() && outside.clip.is_none() && outside.look.is_opaque());
}

#[test]
fn inks_have_names_and_tints() {
    let tint = dictionary! {
        "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
        "C0" => vec![0.into(), 0.into(), 0.into(), 0.into()], "C1" => vec![0.into(), 1.into(), 0.5.into(), 0.into()],
    };
    let space = vec!["Separation".into(), "Brand".into(), "DeviceCMYK".into(), Object::Dictionary(tint)];
    let resources = dictionary! { "ColorSpace" => dictionary! { "S" => Object::Array(space) } };
    let found = seen("/S cs 0.5 scn 0 0 9 9 re f", resources);
    let What::Fill { paint, .. } = &found.marks[0].what else { panic!("{found:?}") };
    assert_eq!(paint.inks().unwrap().spots, [("Brand".to_owned(), 0.5)]);
    // Half magenta and a quarter yellow are pink.
    let [r, g, b] = paint.rgb();
    assert!(r > 0.9 && (0.4..0.6).contains(&g) && (0.5..0.75).contains(&b), "{r} {g} {b}");
}

#[test]
fn an_image_has_a_resolution() {
    let found = seen("q 72 0 0 36 0 0 cm BI /W 300 /H 100 /BPC 8 /CS /RGB ID xyz EI Q", dictionary! {});
    let What::Image(image) = &found.marks[0].what else { panic!("{found:?}") };
    assert_eq!(image.resolution(1.0), (300.0, 200.0));
    assert!(image.space.as_ref().is_some_and(|s| s.is_light()));
}

#[test]
fn forms_are_followed_and_circles_left() {
    let mut doc = page_of(b"/X Do", dictionary! {});
    let id = doc.new_object_id();
    let names = dictionary! { "X" => Object::Reference(id) };
    let form = Stream::new(
        dictionary! {
            "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 50.into(), 50.into()],
            "Group" => dictionary! { "S" => "Transparency", "I" => true },
            "Resources" => dictionary! { "XObject" => Object::Dictionary(names.clone()) },
        },
        b"0 0 9 9 re f /X Do".to_vec(),
    );
    doc.objects.insert(id, Object::Stream(form));
    for object in doc.objects.values_mut() {
        if let Object::Dictionary(d) = object
            && d.has_type(b"Page")
        {
            d.set("Resources", dictionary! { "XObject" => Object::Dictionary(names.clone()) });
        }
    }
    let pdf = Pdf::of(&doc);
    let found = marks(&pdf, &pages(&pdf)[0]);
    let kinds: Vec<bool> = found.marks.iter().map(|m| matches!(m.what, What::Fill { .. })).collect();
    assert_eq!((kinds, found.gaps.len()), (vec![false, true, false], 1));
}

#[test]
fn hostile_content_ends_without_a_panic() {
    let deep = "q ".repeat(10_000) + &"0 0 1 1 re W n ".repeat(10_000) + &"/A BMC ".repeat(10_000);
    let huge = "1e99 99999999999999999999999999 0 0 9e99 1 cm ".repeat(50);
    let texts = [
        "Q Q Q Q EMC EMC ET BT BT /F1 Tf (x) Tj [ (a",
        "/F1 0 Tf BT 0 0 0 0 0 0 Tm (A) Tj T* ET S f B* b n W",
        "/No gs /No cs 1 scn /No scn /No sh /No Do 9 9 9 k -1 g (a) rg [1] 0 d [] 0 d [0 0] 0 d",
        "1 2 l 3 4 5 6 7 8 c h h 0 0 0 0 re W f BI ID EI BI /W (x) ID",
        "BI /W 99999999999 /H -5 /BPC 77 /CS /Nope ID zz EI q 0 0 0 0 0 0 cm 0 w 0 0 m 1 1 l S",
        "/F1 12 Tf BT 4 Tr (AB) Tj ET 0 0 9 9 re f \" ' 1 \" (x) ' TJ Tj Tc Tz TL",
    ];
    for text in texts.iter().copied().chain([deep.as_str(), huge.as_str()]) {
        let found = seen(text, helvetica());
        for mark in &found.marks {
            assert!(!mark.bounds.width().is_nan());
            if let What::Text(run) = &mark.what {
                assert!(run.size().is_finite());
            }
        }
    }
}

#[test]
fn damage_is_said() {
    assert_eq!(Pdf::open(b"hello").err(), Some(Damage::NotPdf));
    assert!(matches!(Pdf::open(b"%PDF-1.4\nnothing"), Err(Damage::Broken(_))));
    let mut bytes = Vec::new();
    page_of(b"0 0 9 9 re f", dictionary! {}).save_to(&mut bytes).unwrap();
    assert_eq!(pages(&Pdf::open(&bytes).unwrap()).len(), 1);
    for cut in [20, bytes.len() / 2, bytes.len() - 20] {
        // Cut short, it is said to be damaged, or what is left is read.
        if let Ok(pdf) = Pdf::open(&bytes[..cut]) {
            pages(&pdf).iter().for_each(|p| _ = marks(&pdf, p));
        }
    }
}

/// Objects that name each other a thousand times over are read once each.
#[test]
fn functions_of_functions_end() {
    let part = |at: u32| Object::Reference((at, 0));
    let space = vec!["Separation".into(), "Brand".into(), "DeviceCMYK".into(), part(100)];
    let resources = dictionary! { "ColorSpace" => dictionary! { "S" => Object::Array(space) } };
    let mut doc = page_of(b"/S cs 0.5 scn 0 0 9 9 re f", resources);
    let numbers = |n: usize, v: f32| Object::Array(vec![Object::Real(v); n]);
    for at in 100..107 {
        let stitched = dictionary! {
            "FunctionType" => 3, "Domain" => vec![0.into(), 1.into()], "Bounds" => numbers(1023, 0.5),
            "Encode" => numbers(2048, 0.5), "Functions" => vec![part(at + 1); 1024],
        };
        doc.objects.insert((at, 0), Object::Dictionary(stitched));
    }
    let last = dictionary! {
        "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
        "C0" => numbers(4, 0.0), "C1" => numbers(4, 1.0),
    };
    doc.objects.insert((107, 0), Object::Dictionary(last));
    let pdf = Pdf::of(&doc);
    let found = marks(&pdf, &pages(&pdf)[0]);
    let What::Fill { paint, .. } = &found.marks[0].what else { panic!("{found:?}") };
    // Half of each ink.
    assert!(paint.rgb().iter().all(|v| *v < 0.6), "{:?}", paint.rgb());
    // A circle of functions is none.
    let first = doc.get_dictionary_mut((107, 0)).unwrap();
    *first = dictionary! {
        "FunctionType" => 3, "Domain" => vec![0.into(), 1.into()], "Bounds" => numbers(1, 0.5),
        "Encode" => numbers(4, 0.5), "Functions" => vec![part(100), part(100)],
    };
    let pdf = Pdf::of(&doc);
    assert_eq!(marks(&pdf, &pages(&pdf)[0]).marks.len(), 1);
}

/// What is left of the content of a page is said.
#[test]
fn content_that_cannot_be_read_is_a_gap() {
    let said = |change: fn(&mut Document)| {
        let mut doc = page_of(b"0 0 9 9 re f 20 20 9 9 re f", dictionary! {});
        change(&mut doc);
        let pdf = Pdf::of(&doc);
        marks(&pdf, &pages(&pdf)[0]).gaps.len()
    };
    fn packed(doc: &mut Document, filter: &str) {
        let streams = doc.objects.values_mut().filter_map(|o| o.as_stream_mut().ok());
        streams.for_each(|s| s.dict.set("Filter", filter));
    }
    assert_eq!(said(|_| {}), 0);
    assert_eq!(said(|d| packed(d, "JBIG2Decode")), 1);
    assert_eq!(said(|d| packed(d, "FlateDecode")), 1);
    assert_eq!(said(|d| d.objects.retain(|_, o| !matches!(o, Object::Stream(_)))), 1);
}

/// A small file that unpacks into more than a machine has.
#[test]
fn content_ends_at_a_budget() {
    let mut doc = page_of(b"", dictionary! {});
    let id = *doc.objects.iter().find(|(_, o)| matches!(o, Object::Stream(_))).unwrap().0;
    // 128 copies of one byte for each two: 2 MB of file for 128 MB of content.
    let packed = [129, b' '].repeat(1 << 20);
    let stream = Stream::new(dictionary! { "Filter" => "RunLengthDecode" }, packed);
    doc.objects.insert(id, Object::Stream(stream));
    let pages_of = |doc: &mut Document, parts: usize| {
        let page =
            doc.objects.values_mut().filter_map(|o| o.as_dict_mut().ok()).find(|d| d.has_type(b"Page"));
        page.unwrap().set("Contents", vec![Object::Reference(id); parts]);
    };
    pages_of(&mut doc, 40);
    let pdf = Pdf::of(&doc);
    let (content, gaps) = page::content(&pdf, &pages(&pdf)[0]);
    assert!(content.len() <= 257 << 20 && gaps.len() == 1, "{} {gaps:?}", content.len());
}

/// Pages that share resources do not copy them.
#[test]
fn shared_resources_are_held_once() {
    let mut doc = page_of(b"", dictionary! {});
    let shared = doc.add_object(dictionary! { "Font" => dictionary! {} });
    let page = doc.add_object(dictionary! { "Type" => "Page", "Resources" => shared });
    let other = doc.add_object(dictionary! { "Type" => "Page", "Resources" => shared });
    let below = doc.add_object(dictionary! { "Type" => "Page" });
    let tree = doc.objects.values_mut().filter_map(|o| o.as_dict_mut().ok()).find(|d| d.has_type(b"Pages"));
    let tree = tree.unwrap();
    tree.set("Kids", vec![page.into(), other.into(), below.into(), below.into()]);
    tree.set("Resources", shared);
    let pdf = Pdf::of(&doc);
    let found = pages(&pdf);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|p| std::sync::Arc::ptr_eq(&p.resources, &found[0].resources)));
}
