//! One planted fault for each rule.

use super::*;
use lopdf::{Stream, dictionary};

/// What is broken, the rule that has to find it, and who judges.
struct Plant {
    rule: &'static str,
    edition: fn() -> Edition,
    name: Option<&'static str>,
    size: Option<usize>,
    breaks: fn(&mut Document),
}

const fn plant(rule: &'static str, breaks: fn(&mut Document)) -> Plant {
    Plant { rule, edition: Edition::email, name: None, size: None, breaks }
}

fn nothing(_: &mut Document) {}

/// Rewrites the XMP packet.
fn metadata(document: &mut Document, change: impl Fn(&str) -> String) {
    let id = having(document, "Type", "Metadata")[0];
    let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).expect("a packet");
    let text = String::from_utf8(stream.content.clone()).expect("UTF-8");
    let changed = change(&text);
    assert_ne!(changed, text, "nothing is broken");
    stream.set_plain_content(changed.into_bytes());
}

fn info(document: &mut Document) -> &mut Dictionary {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference).expect("a dictionary");
    document.get_dictionary_mut(id).expect("a dictionary")
}

/// Makes the file call itself PDF/X, and nothing else.
fn call_x(document: &mut Document, version: &str) {
    metadata(document, |text| {
        let text = text.replace("pdfuaid:part", "other:part").replace("pdfaid:part", "other:part");
        text.replace(
            "<dc:format>",
            &format!("<pdfxid:GTS_PDFXVersion>{version}</pdfxid:GTS_PDFXVersion><dc:format>"),
        )
    });
    info(document).set("Trapped", "False");
}

fn annotation(document: &mut Document) -> &mut Dictionary {
    first(document, "Subtype", "Link")
}

/// An address in the first link.
fn address(document: &mut Document, uri: &str) {
    let link = having(document, "Subtype", "Link")[0];
    let action = dictionary! { "S" => "URI", "URI" => Object::string_literal(uri) };
    let link = document.get_dictionary_mut(link).expect("a link");
    link.remove(b"Dest");
    link.set("A", action);
}

const PLANTS: &[Plant] = &[
    plant("scan", |d| {
        let image = d.add_object(Stream::new(
            dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "BitsPerComponent" => 8,
                "ColorSpace" => "DeviceGray" },
            vec![0],
        ));
        for page in having(d, "Type", "Page") {
            let page = d.get_dictionary_mut(page).expect("a page");
            page.set("Resources", dictionary! { "XObject" => dictionary! { "I" => image } });
        }
        for page in having(d, "Type", "Page") {
            let content = d.add_object(Stream::new(
                Dictionary::new(),
                b"/Artifact BMC 612 0 0 792 0 0 cm /I Do EMC".to_vec(),
            ));
            d.get_dictionary_mut(page).expect("a page").set("Contents", content);
        }
    }),
    plant("unread-content", |d| {
        let page = having(d, "Type", "Page")[0];
        let content = d.add_object(Stream::new(dictionary! { "Filter" => "JBIG2Decode" }, b"junk".to_vec()));
        d.get_dictionary_mut(page).expect("a page").set("Contents", content);
    }),
    plant("pdf-untagged", |d| {
        catalog(d).remove(b"StructTreeRoot");
    }),
    plant("pdf-untagged", |d| {
        catalog(d).remove(b"MarkInfo");
    }),
    plant("pdf-title", |d| {
        metadata(d, |t| t.replace("dc:title", "dc:tittle"));
        info(d).remove(b"Title");
    }),
    plant("pdf-title", |d| catalog(d).set("ViewerPreferences", Dictionary::new())),
    plant("pdf-language", |d| {
        catalog(d).remove(b"Lang");
    }),
    plant("pdf-language", |d| catalog(d).set("Lang", Object::string_literal("english_US"))),
    plant("tag-tree", |d| {
        let root = having(d, "Type", "StructTreeRoot")[0];
        d.get_dictionary_mut(root)
            .expect("a root")
            .set("ParentTree", dictionary! { "Nums" => Vec::<Object>::new() });
    }),
    plant("tag-tree", |d| {
        d.add_object(dictionary! { "Type" => "StructElem", "S" => "P" });
    }),
    plant("tag-tree", |d| {
        let other = having(d, "S", "L")[0];
        first(d, "S", "LI").set("P", Object::Reference((other.0 + 1, 0)));
    }),
    plant("tag-role", |d| first(d, "S", "P").set("S", "Paragraaf")),
    plant("untagged-content", |d| {
        let page = having(d, "Type", "Page")[0];
        d.add_page_contents(page, b"0 0 10 10 re f".to_vec()).expect("content");
    }),
    plant("untagged-content", |d| {
        let page = having(d, "Type", "Page")[0];
        d.add_page_contents(page, b"/P <</MCID 999>> BDC 0 0 10 10 re f EMC".to_vec()).expect("content");
    }),
    plant("device-color", |d| {
        let page = having(d, "Type", "Page")[0];
        d.add_page_contents(page, b"/Artifact BMC 1 0 0 0 k 0 0 10 10 re f EMC".to_vec()).expect("content");
    }),
    plant("text-characters", |d| {
        for id in having(d, "Subtype", "Type0") {
            let map = d
                .get_dictionary(id)
                .and_then(|f| f.get(b"ToUnicode"))
                .and_then(Object::as_reference)
                .expect("a map");
            let stream = d.get_object_mut(map).and_then(Object::as_stream_mut).expect("a map");
            let text = stream.get_plain_content().expect("a map");
            // `a` and `e` mean nothing any more.
            let text = String::from_utf8_lossy(&text).replace("<0061>", "<E000>").replace("<0065>", "<FFFD>");
            stream.set_plain_content(text.into_bytes());
        }
    }),
    plant("heading-order", |d| first(d, "S", "H2").set("S", "H4")),
    plant("figure-alt", |d| {
        first(d, "S", "Figure").remove(b"Alt");
    }),
    plant("figure-alt", |d| first(d, "S", "Figure").set("Alt", Object::string_literal("bars.svg"))),
    plant("table-structure", |d| {
        first(d, "S", "TH").remove(b"A");
    }),
    plant("table-structure", |d| first(d, "S", "TR").set("S", "TBody")),
    plant("list-structure", |d| first(d, "S", "LI").set("S", "P")),
    plant("note-structure", |d| {
        first(d, "S", "Note").remove(b"ID");
    }),
    plant("note-structure", |d| {
        let mark = having(d, "S", "Reference")[0];
        d.get_dictionary_mut(mark).expect("a mark").set("S", "Span");
    }),
    plant("link-description", |d| {
        annotation(d).remove(b"Contents");
    }),
    plant("tab-order", |d| {
        first(d, "Type", "Page").remove(b"Tabs");
    }),
    plant("dead-link", |d| address(d, "www.example.org")),
    plant("dead-link", |d| address(d, "javascript:alert(1)")),
    plant("dead-link", |d| {
        let link = annotation(d);
        link.remove(b"A");
        link.set("Dest", Object::string_literal("nowhere"));
    }),
    plant("bookmarks", |d| {
        catalog(d).remove(b"Outlines");
        let page = having(d, "Type", "Page")[0];
        let tree = having(d, "Type", "Pages")[0];
        let blank = d.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree,
            "MediaBox" => vec![0.into(), 0.into(), 612.into(), 792.into()],
        });
        let copies: Vec<Object> = (0..22)
            .map(|_| d.objects[&blank].clone())
            .collect::<Vec<_>>()
            .into_iter()
            .map(|o| d.add_object(o).into())
            .collect();
        let kids = std::iter::once(page.into()).chain(copies).collect::<Vec<Object>>();
        d.get_dictionary_mut(tree).expect("a tree").set("Kids", kids);
    }),
    plant("font-embedded", |d| {
        first(d, "Type", "FontDescriptor").remove(b"FontFile2");
    }),
    plant("font-subset", |d| {
        let font = first(d, "Subtype", "Type0");
        font.set("BaseFont", "Whole");
        let file = d.add_object(Stream::new(Dictionary::new(), vec![1; 300_000]));
        let whole = having(d, "Subtype", "Type0")[0];
        let below = d
            .get_dictionary(whole)
            .and_then(|f| f.get(b"DescendantFonts"))
            .and_then(Object::as_array)
            .expect("one")[0]
            .clone();
        let below = match below {
            Object::Reference(id) => d.get_dictionary(id).expect("a font").clone(),
            other => other.as_dict().expect("a font").clone(),
        };
        let descriptor = below.get(b"FontDescriptor").and_then(Object::as_reference).expect("a descriptor");
        d.get_dictionary_mut(descriptor).expect("a descriptor").set("FontFile2", file);
    }),
    plant("text-unicode", |d| {
        first(d, "Subtype", "Type0").remove(b"ToUnicode");
    }),
    plant("page-boxes", |d| {
        let page = first(d, "Type", "Page");
        page.set("TrimBox", vec![0.into(), 0.into(), 9_000.into(), 9_000.into()]);
    }),
    Plant {
        edition: Edition::office,
        ..plant("page-sizes", |d| {
            let tree = having(d, "Type", "Pages")[0];
            let page = having(d, "Type", "Page")[0];
            let odd = d.add_object(dictionary! {
                "Type" => "Page", "Parent" => tree,
                "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
            });
            d.get_dictionary_mut(tree).expect("a tree").set("Kids", vec![page.into(), odd.into()]);
        })
    },
    plant("active-content", |d| {
        let script = d.add_object(dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("x") });
        catalog(d).set("OpenAction", script);
    }),
    plant("output-intent", |d| {
        let intent = having(d, "S", "GTS_PDFA1")[0];
        let profile =
            d.get_dictionary(intent).and_then(|i| i.get(b"DestOutputProfile")).and_then(Object::as_reference);
        let stream =
            d.get_object_mut(profile.expect("a profile")).and_then(Object::as_stream_mut).expect("a profile");
        stream.dict.set("N", 4);
    }),
    plant("standard-facts", |d| {
        d.trailer.remove(b"ID");
    }),
    plant("metadata", |d| info(d).set("Title", Object::string_literal("Another title"))),
    plant("metadata", |d| info(d).set("CreationDate", Object::string_literal("yesterday"))),
    Plant { name: Some("My leaflet.pdf"), ..plant("file-name", nothing) },
    Plant { size: Some(6_000_000), ..plant("file-size", nothing) },
    Plant {
        edition: Edition::press,
        ..plant("transparency", |d| {
            call_x(d, "PDF/X-1a:2003");
            d.add_object(dictionary! { "ExtGState" => dictionary! { "g" => dictionary! { "ca" => 0.5 } } });
        })
    },
    Plant { edition: Edition::press, ..plant("press-annotations", |d| call_x(d, "PDF/X-4")) },
];

fn found(plant: &Plant) -> Vec<&'static str> {
    let mut document = document();
    (plant.breaks)(&mut document);
    let mut pdf = Pdf::of(&document).expect("a file");
    (pdf.name, pdf.size) = (plant.name.map(str::to_owned), plant.size);
    codes(&judged(&pdf, &(plant.edition)()))
}

#[test]
fn each_planted_fault_is_found_by_its_rule() {
    let missed: Vec<String> = PLANTS
        .iter()
        .map(|p| (p, found(p)))
        .filter(|(p, found)| !found.contains(&p.rule))
        .map(|(p, found)| format!("{}: {found:?}", p.rule))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

/// A fault is told once: by its own rule, not by half a dozen.
#[test]
fn a_planted_fault_is_told_by_no_other_rule() {
    // A press edition asks other things of a file that was made for a screen; these break more than one thing.
    const WIDE: [&str; 6] =
        ["transparency", "press-annotations", "pdf-untagged", "font-subset", "bookmarks", "page-sizes"];
    for plant in PLANTS.iter().filter(|p| !WIDE.contains(&p.rule)) {
        assert_eq!(found(plant), [plant.rule]);
    }
}

#[test]
fn every_rule_has_a_planted_fault() {
    // Encryption is planted in tests/check/hostile.rs; the mark in main.rs.
    const ELSEWHERE: [&str; 2] = ["locked", "false-standard"];
    // Faults of print are planted in pages made of operators, beside their rules.
    let elsewhere = |code: &str| ELSEWHERE.contains(&code) || code.starts_with("print-");
    let planted = |code: &str| PLANTS.iter().any(|p| p.rule == code) || elsewhere(code);
    let without: Vec<&str> = RULES.iter().map(|r| r.code).filter(|c| !planted(c)).collect();
    assert!(without.is_empty(), "{without:?}");
}

/// A file for a press says when it was made and last changed.
#[test]
fn a_file_for_a_press_has_dates() {
    let undated = |key: &str| {
        let mut document = document();
        call_x(&mut document, "PDF/X-4");
        metadata(&mut document, |text| text.replace(&format!("xmp:{key}"), "xmp:Other"));
        match key {
            "CreateDate" => _ = info(&mut document).remove(b"CreationDate"),
            "ModifyDate" => _ = info(&mut document).remove(b"ModDate"),
            _ => {}
        }
        let findings = judged(&Pdf::of(&document).expect("a file"), &Edition::press());
        findings.iter().any(|f| f.code == "standard-facts" && f.message.contains("when it was"))
    };
    assert!(undated("CreateDate") && undated("ModifyDate") && !undated("MetadataDate"));
}
