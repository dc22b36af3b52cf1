//! What is in the files that `pdf::write` makes, read again with lopdf.

mod copies;
mod gang;
mod impose;
mod order;
mod pictures;
mod press;
mod reread;
mod sheet;
mod tree;

use handbill::base::Diagnostics;
use handbill::edition::{ColorSpace, Edition, Standard};
use handbill::layout::Draw;
use handbill::pdf;
use handbill::story::{Picture, RasterData, Role};
use handbill::text::{Caps, Rich, TextStyle};
use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, ObjectId};
use reread::{Reread, extracted, operators, origins, unpacked};
use sheet::{Maker, full, style};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A small JPEG photo.
fn photo() -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(48, 32, |x, y| image::Rgb([(x * 5) as u8, (y * 7) as u8, 120]));
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&pixels).expect("a photo");
    bytes
}

fn bytes(maker: &Maker) -> Vec<u8> {
    pdf::write(&maker.layout, &maker.fonts, &Edition::email(), &[], &mut Diagnostics::default())
        .expect("a file")
}

#[test]
fn widths_are_those_of_the_face() {
    let maker = full(&photo());
    let file = Reread::new(&maker);
    let mut seen = BTreeSet::new();
    let draws = maker.layout.pages.iter().flat_map(|p| &p.items).flat_map(|i| &i.draws);
    for run in draws.filter_map(|d| if let Draw::Text { run, .. } = d { Some(run) } else { None }) {
        let face = maker.fonts.face(run.face);
        let fonts = file.fonts();
        let font =
            fonts.values().find(|f| f.name.ends_with(&format!("+{}", face.ps_name))).expect("the face");
        for glyph in &run.glyphs {
            let expected = face.advance(glyph.gid) * 1000.0;
            assert!(font.widths.iter().any(|w| (w - expected).abs() < 0.0006), "{expected} in {}", font.name);
        }
        seen.insert(font.name.clone());
    }
    assert!(seen.len() >= 3, "{seen:?}");
}

#[test]
fn fonts_are_subsets_with_complete_maps() {
    let file = Reread::new(&full(&photo()));
    for (resource, font) in file.fonts() {
        let (tag, name) = font.name.split_once('+').expect("a subset's tag");
        assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()), "{tag}");
        assert!(font.program.len() < 40_000, "{name} is {} bytes long", font.program.len());
        assert!(!resource.starts_with('F'), "{resource} is the name of a built-in font");
        for code in 1..font.widths.len() as u16 {
            let text = font.unicode.get(&code).unwrap_or_else(|| panic!("{name}: glyph {code} has no text"));
            assert!(!text.is_empty() && !text.contains(['\0', '\u{feff}', '\u{fffe}']), "{name}: {text:?}");
        }
    }
}

#[test]
fn every_glyph_ends_up_where_layout_put_it() {
    let maker = full(&photo());
    let file = Reread::new(&maker);
    let fonts = file.fonts();
    let mut drawn = Vec::new();
    for page in [1, 2] {
        drawn.extend(origins(&operators(&file, page), &fonts));
    }
    let mut expected = Vec::new();
    for (page, item) in maker.layout.pages.iter().flat_map(|p| p.items.iter().map(move |i| (p, i))) {
        for draw in &item.draws {
            let Draw::Text { at, run } = draw else { continue };
            let mut x = at.x;
            for glyph in &run.glyphs {
                expected.push([(x + glyph.dx).0, (page.size.h - at.y + glyph.dy).0]);
                x += glyph.advance;
            }
        }
    }
    assert_eq!(drawn.len(), expected.len());
    for (d, e) in drawn.iter().zip(&expected) {
        assert!((d[0] - e[0]).abs() < 0.02 && (d[1] - e[1]).abs() < 0.02, "{d:?} instead of {e:?}");
    }
}

#[test]
fn text_is_extracted_as_it_was_written() {
    let file = Reread::new(&full(&photo()));
    let text = extracted(&file, 1).replace("coun-ter", "counter").replace("counter-rev", "counterrev");
    for words in
        ["Fact sheet for 2026", "well-known affirmation", "counterrevolutionary", "office", "“quoted”"]
    {
        assert!(text.contains(words), "`{words}` in {text}");
    }
    assert!(extracted(&file, 2).contains("한국어"));
}

/// A small capital may be the glyph of two letters, and a ligature's place is taken by its letters.
#[test]
fn small_capitals_are_extracted_as_they_were_written() {
    let words = ["NATO and Nato and nato", "efficient AFFINE Affine", "ÉTUDE étude Ångström"];
    for caps in [Caps::Small, Caps::AllSmall] {
        let look = Arc::new(TextStyle { caps, ..style("Source Serif 4", 400, 10.0) });
        let mut maker = Maker::new();
        for text in words {
            maker.para(Role::Paragraph, None, &Rich::plain(text, &look));
        }
        let set = |d: &Draw| matches!(d, Draw::Text { run, .. } if run.text.contains("nato"));
        assert!(maker.layout.pages[0].items.iter().flat_map(|i| &i.draws).any(set));
        let found = extracted(&Reread::new(&maker), 1);
        for text in words {
            assert!(found.contains(text), "`{text}` in {found}");
        }
    }
}

/// Poppler's accessibility interface and MuPDF know no `/ActualText`, so that text has to be right without it.
#[test]
fn one_glyph_may_stand_for_several_texts() {
    let file = Reread::new(&full(&photo()));
    let marked = |page: u32| {
        let named = |o: &&Operation| {
            o.operator == "BDC" && o.operands[1].as_dict().is_ok_and(|d| d.has(b"ActualText"))
        };
        operators(&file, page).iter().filter(named).count()
    };
    assert_eq!((marked(1), marked(2)), (0, 0));
    let text = extracted(&file, 1);
    let broken = text.contains("-") && text.replace("-", "").contains("counterrev");
    assert!(text.contains("Fact sheet") && text.contains("well-known") && broken, "{text}");
}

/// The content stream has a hyphen like any other, over which pdftotext and the search of browsers join a word;
/// that it is none of the word's own stands in the structure tree, as ISO 32000-1, 14.8.2.2.3 wants.
#[test]
fn soft_hyphens_are_told_from_hard_ones() {
    let file = Reread::new(&full(&photo()));
    let actual: Vec<String> = file
        .0
        .objects
        .values()
        .filter_map(|o| o.as_dict().ok().filter(|d| d.has_type(b"StructElem")))
        .filter_map(reread::actual_text)
        .collect();
    assert_eq!(actual, ["\u{ad}", "\u{ad}"]);
    let spans: Vec<i64> = operators(&file, 1)
        .iter()
        .filter(|o| o.operator == "BDC" && o.operands[0].as_name().is_ok_and(|n| n == b"Span"))
        .map(|o| {
            o.operands[1].as_dict().and_then(|d| d.get(b"MCID")).and_then(Object::as_i64).expect("a number")
        })
        .collect();
    let texts = reread::marked(&file, 1);
    assert_eq!(spans.iter().map(|s| texts[s].as_str()).collect::<Vec<_>>(), ["-", "-"]);
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    assert_eq!(bytes(&full(&photo())), bytes(&full(&photo())));
    let mut other = full(&photo());
    other.layout.meta.title.push('!');
    let id = |b: &[u8]| Document::load_mem(b).expect("a file").trailer.get(b"ID").expect("an ID").clone();
    assert_ne!(id(&bytes(&other)), id(&bytes(&full(&photo()))));
}

#[test]
fn a_photo_goes_in_byte_for_byte() {
    let photo = photo();
    let file = Reread::new(&full(&photo));
    let image = file.get(file.page(2), "Resources/XObject/I0").as_stream().expect("an image");
    assert_eq!(image.content, photo);
    assert_eq!(image.dict.get(b"Filter").expect("a filter").as_name().expect("a name"), b"DCTDecode");
}

#[test]
fn pixels_survive_their_filters() {
    let maker = full(&photo());
    let file = Reread::new(&maker);
    for (number, picture) in maker.layout.pictures.iter().enumerate().skip(1) {
        let Picture::Raster(raster) = picture else { panic!("a raster") };
        let RasterData::Pixels { samples, alpha, .. } = &raster.data else { panic!("pixels") };
        let image = file.get(file.page(2), &format!("Resources/XObject/I{number}")).as_stream().expect("one");
        assert_eq!(unpacked(image), samples.to_vec());
        if let Some(alpha) = alpha {
            assert_eq!(unpacked(file.get(&image.dict, "SMask").as_stream().expect("a mask")), alpha.to_vec());
        }
    }
}

#[test]
fn boxes_have_their_corners() {
    let maker = full(&photo());
    let file = Reread::new(&maker);
    for name in ["MediaBox", "CropBox", "TrimBox"] {
        assert_eq!(file.numbers(file.page(1), name), [0.0, 0.0, 612.0, 792.0], "{name}");
    }
    let press =
        Edition { color: ColorSpace::Cmyk, bleed: handbill::base::Pt(9.0), links: false, ..Edition::email() };
    let bytes =
        pdf::write(&maker.layout, &maker.fonts, &press, &[], &mut Diagnostics::default()).expect("a file");
    let file = Reread(Document::load_mem(&bytes).expect("a file"));
    assert_eq!(file.numbers(file.page(1), "MediaBox"), [0.0, 0.0, 630.0, 810.0]);
    assert_eq!(file.numbers(file.page(1), "TrimBox"), [9.0, 9.0, 621.0, 801.0]);
    assert!(!file.page(1).has(b"Annots"));
    let colours: BTreeSet<_> = operators(&file, 1).into_iter().map(|o| o.operator).collect();
    assert!(colours.contains("k") && !colours.contains("rg") && !colours.contains("RG"), "{colours:?}");
}

#[test]
fn links_lead_to_notes_and_back() {
    let file = Reread::new(&full(&photo()));
    let pages = file.0.get_pages();
    let target = |page: u32, nth: usize| {
        let link = file.of(&file.get(file.page(page), "Annots").as_array().expect("links")[nth]);
        let link = link.as_dict().expect("a link");
        assert_eq!(file.get(link, "F").as_i64().ok(), Some(4));
        assert!(!file.get(link, "Contents").as_str().expect("words").is_empty());
        if link.has(b"QuadPoints") {
            assert_eq!(file.numbers(link, "QuadPoints").len() % 8, 0);
        }
        link.clone()
    };
    let leads_to =
        |link: &Dictionary| file.get(link, "Dest").as_array().expect("a place")[0].as_reference().ok();
    assert_eq!(leads_to(&target(1, 0)), Some(pages[&2]));
    let uri = file.get(&target(1, 1), "A/URI").as_str().expect("an address").to_vec();
    assert_eq!(uri, b"https://example.org/%C3%A9");
    assert_eq!(leads_to(&target(2, 0)), Some(pages[&1]));
}

#[test]
fn bookmarks_nest() {
    let file = Reread::new(&full(&photo()));
    let title = |path: &str| {
        let words = file.get(file.catalog(), path).as_str().expect("words").to_vec();
        String::from_utf8_lossy(&words).into_owned()
    };
    assert_eq!(title("Outlines/First/Title"), "Protect clean water");
    assert!(
        file.get(file.catalog(), "Outlines/First/First/Title")
            .as_str()
            .expect("words")
            .starts_with(&[254, 255])
    );
    assert_eq!(file.get(file.catalog(), "Outlines/Count").as_i64().ok(), Some(2));
}

#[test]
fn metadata_says_the_same_twice() {
    let file = Reread::new(&full(&photo()));
    let xmp = file.get(file.catalog(), "Metadata").as_stream().expect("a packet");
    let xmp = String::from_utf8(xmp.content.clone()).expect("text");
    assert!(xmp.contains("Riverkeepers &lt;Ohio&gt; &amp; friends") && xmp.contains("2026-03-09T00:00:00Z"));
    let info =
        file.0.get_dictionary(file.0.trailer.get(b"Info").and_then(Object::as_reference).expect("info"));
    let date = info.expect("info").get(b"CreationDate").and_then(Object::as_str).expect("a date");
    assert_eq!(date, b"D:20260309000000Z");
    assert_eq!(file.0.version, "1.7");
    assert!(file.get(file.catalog(), "ViewerPreferences/DisplayDocTitle").as_bool().expect("a switch"));
}

#[test]
fn a_file_claims_what_it_has_been_found_to_meet_and_no_more() {
    let maker = full(&photo());
    let edition = Edition::email();
    let xmp = |standards: &[Standard]| {
        let bytes = pdf::write(&maker.layout, &maker.fonts, &edition, standards, &mut Diagnostics::default())
            .expect("a file");
        let file = Reread(Document::load_mem(&bytes).expect("a file that opens"));
        let packet = file.get(file.catalog(), "Metadata").as_stream().expect("a packet");
        let intents = file.catalog().get(b"OutputIntents").is_ok();
        (String::from_utf8(packet.content.clone()).expect("text"), intents)
    };
    let (none, intents) = xmp(&[]);
    assert!(!none.contains("pdfuaid") && !none.contains("pdfaid") && !intents);
    let (ua, intents) = xmp(&[Standard::Ua1]);
    assert!(ua.contains("<pdfuaid:part>1<") && !ua.contains("pdfaid:") && !intents);
    let (both, intents) = xmp(&[Standard::Ua1, Standard::A2a]);
    assert!(both.contains("<pdfaid:part>2<") && both.contains("<pdfaid:conformance>A<") && intents);
    // PDF/A wants to be told what `pdfuaid` is.
    assert!(both.contains("<pdfaSchema:prefix>pdfuaid<"));
}

/// Walks the structure tree, collecting types, and checks that parents and children agree.
fn walk(file: &Reread, id: ObjectId, seen: &mut Vec<String>, content: &mut BTreeSet<(ObjectId, i64)>) {
    let elem = file.0.get_dictionary(id).expect("an element");
    seen.push(String::from_utf8_lossy(file.get(elem, "S").as_name().expect("a type")).into());
    let kids = match elem.get(b"K").map(|k| file.of(k)) {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(_) => vec![elem.get(b"K").expect("a kid").clone()],
        Err(_) => vec![],
    };
    for kid in kids {
        match &kid {
            Object::Integer(mcid) => {
                content.insert((elem.get(b"Pg").and_then(Object::as_reference).expect("a page"), *mcid));
            }
            Object::Dictionary(d) if d.has_type(b"MCR") => {
                let page = d.get(b"Pg").and_then(Object::as_reference).expect("a page");
                content.insert((page, d.get(b"MCID").and_then(Object::as_i64).expect("a number")));
            }
            Object::Dictionary(_) => {}
            other => {
                let kid = other.as_reference().expect("an element");
                let parent =
                    file.0.get_dictionary(kid).expect("one").get(b"P").and_then(Object::as_reference);
                assert_eq!(parent.ok(), Some(id));
                walk(file, kid, seen, content);
            }
        }
    }
}

#[test]
fn tags_cover_all_content_in_order() {
    let file = Reread::new(&full(&photo()));
    let root = file.get(file.catalog(), "StructTreeRoot").as_dict().expect("a tree");
    let (mut seen, mut content) = (Vec::new(), BTreeSet::new());
    walk(&file, root.get(b"K").and_then(Object::as_reference).expect("a document"), &mut seen, &mut content);
    let expected = "Document Sect P H1 P Span Span Reference Link Link H2 L LI Lbl LBody LI Lbl LBody \
                    Table TR TH TH TR TD TD TR TD TD Figure Figure Figure Figure Note P Link Link";
    assert_eq!(seen.join(" "), expected);
    let marked = |page: u32| operators(&file, page).iter().filter(|o| has_mcid(o)).count();
    assert_eq!(content.len(), marked(1) + marked(2));
}

fn has_mcid(op: &Operation) -> bool {
    op.operator == "BDC" && op.operands[1].as_dict().is_ok_and(|d| d.has(b"MCID"))
}

#[test]
fn pages_name_only_what_they_use() {
    let file = Reread::new(&full(&photo()));
    let resources = file.get(file.page(1), "Resources").as_dict().expect("resources");
    assert!(!resources.has(b"XObject") && !resources.has(b"ExtGState"), "{resources:?}");
    let resources = file.get(file.page(2), "Resources").as_dict().expect("resources");
    assert!(resources.has(b"XObject") && resources.has(b"ExtGState"), "{resources:?}");
}

#[test]
fn coloured_paper_is_painted_below_everything_as_an_artifact() {
    let plain = full(&photo());
    let mut maker = full(&photo());
    maker.layout.ground = Some(handbill::base::Ink::rgb(255, 0, 0));
    let names = |maker: &Maker| -> Vec<String> {
        operators(&Reread::new(maker), 2).iter().map(|op| op.operator.clone()).collect()
    };
    let (before, after) = (names(&plain), names(&maker));
    assert!(after.ends_with(&before[1..]) && after.len() > before.len(), "{after:?}");
    let file = Reread::new(&maker);
    let first = &operators(&file, 2)[..after.len() - before.len()];
    assert!(first.iter().any(|op| op.operator == "BDC" && !has_mcid(op)), "{first:?}");
    assert!(
        first
            .iter()
            .any(|op| op.operator == "rg" && op.operands.iter().map(reread::number).eq([1.0, 0.0, 0.0]))
    );
}

#[test]
fn a_link_to_nowhere_fails() {
    let mut maker = full(&photo());
    maker.layout.places.clear();
    let error = pdf::write(&maker.layout, &maker.fonts, &Edition::email(), &[], &mut Diagnostics::default())
        .expect_err("an error");
    assert_eq!(error.to_string(), "a link leads to `note-1`, which is nowhere on the pages");
}

/// The last word on a mark is with whoever reads the finished document again.
#[test]
fn a_mark_that_is_refused_is_not_written() {
    let maker = full(&photo());
    let refuse = |_: &Document, of: &[Standard]| of[1..].to_vec();
    let standards = [Standard::Ua1, Standard::A2a];
    let asked = pdf::Asked::judged(&standards, &refuse);
    let diags = &mut handbill::base::Diagnostics::default();
    let bytes = pdf::write(&maker.layout, &maker.fonts, &Edition::email(), asked, diags).expect("a file");
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("<pdfaid:part>") && !text.contains("<pdfuaid:part>"));
}
