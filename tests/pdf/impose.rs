//! Imposed files, read again with lopdf: boxes, forms, what is kept, what is told, strangers' and broken files.

use crate::sheet::full;
use crate::{photo, reread};
use handbill::base::{Diagnostics, Pt};
use handbill::edition::{Edition, Standard};
use handbill::pdf::{self, impose};
use handbill::preflight;
use impose::{Flip, Impose, Imposed, Marks, Order, Scale, Scheme};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeSet;
use std::sync::Mutex;

const BLEED: f64 = 9.0;

fn ask(scheme: Scheme) -> Impose {
    Impose {
        scheme,
        order: Order::Leaves,
        sheet: None,
        scale: Scale::Keep,
        flip: None,
        gutter: None,
        thickness: Pt::ZERO,
        marks: Marks::Room,
    }
}

fn imposed(bytes: &[u8], ask: &Impose) -> (Option<Imposed>, Vec<&'static str>) {
    let mut diags = Diagnostics::default();
    let said = Mutex::default();
    let judge = |document: &Document, of: &[Standard]| {
        let edition = if of.contains(&Standard::X4) { Edition::press() } else { Edition::email() };
        preflight::deserved(document, &edition, of, &mut said.lock().unwrap())
    };
    let made = impose::impose(bytes, ask, &judge, &mut diags);
    diags.extend(said.into_inner().unwrap());
    assert_eq!(made.is_none(), diags.has_errors(), "{diags:?}");
    assert!(diags.iter().all(|d| d.help.is_some()), "{diags:?}");
    (made, diags.iter().map(|d| d.code).collect())
}

fn opened(bytes: &[u8], ask: &Impose) -> Document {
    let (made, codes) = imposed(bytes, ask);
    Document::load_mem(&made.unwrap_or_else(|| panic!("{codes:?}")).pdf).expect("a file that opens")
}

/// A stranger's file of half-letter pages with bleed, which inherit what they can and share a font.
fn stranger(pages: usize) -> Document {
    let mut file = Document::with_version("1.4");
    let font =
        file.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let tree = file.new_object_id();
    let page = |n: usize| {
        let text = format!("BT /F 20 Tf 72 300 Td (page {}) Tj ET", n + 1);
        let content = file.add_object(Stream::new(Dictionary::new(), text.into_bytes()));
        let dict = dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "TrimBox" => boxed([BLEED, BLEED, BLEED + 396.0, BLEED + 612.0]),
        };
        Object::from(file.add_object(dict))
    };
    let kids: Vec<Object> = (0..pages).map(page).collect();
    let root = dictionary! {
        "Type" => "Pages", "Count" => pages as i64, "Kids" => kids,
        "MediaBox" => boxed([0.0, 0.0, 396.0 + 2.0 * BLEED, 612.0 + 2.0 * BLEED]),
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
    };
    file.objects.insert(tree, root.into());
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer.set("Root", catalog);
    file
}

fn boxed(values: [f64; 4]) -> Object {
    values.map(|v| Object::Real(v as f32)).to_vec().into()
}

fn saved(mut file: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a file");
    bytes
}

fn numbers(file: &Document, page: ObjectId, key: &str) -> Vec<f64> {
    let list = file.get_dictionary(page).and_then(|d| d.get(key.as_bytes())).and_then(Object::as_array);
    list.expect(key).iter().map(reread::number).collect()
}

/// All forms of a file.
fn forms(file: &Document) -> Vec<&Stream> {
    let streams = file.objects.values().filter_map(|o| o.as_stream().ok());
    streams.filter(|s| s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Form")).collect()
}

#[test]
fn the_boxes_are_those_of_the_printed_sheet() {
    let file = opened(&saved(stranger(4)), &ask(Scheme::Booklet));
    for (_, page) in file.get_pages() {
        assert_eq!(numbers(&file, page, "MediaBox"), [0.0, 0.0, 1224.0, 792.0]);
        assert_eq!(numbers(&file, page, "TrimBox"), [216.0, 90.0, 1008.0, 702.0]);
        assert_eq!(numbers(&file, page, "BleedBox"), [207.0, 81.0, 1017.0, 711.0]);
    }
    assert_eq!(file.get_pages().len(), 2);
}

#[test]
fn each_page_is_one_form_however_often_it_is_placed() {
    let repeated = Impose { order: Order::Repeat, ..ask(Scheme::FourUp) };
    for (count, ask) in [(8, ask(Scheme::TwoUp)), (2, repeated), (6, ask(Scheme::Booklet))] {
        let file = opened(&saved(stranger(count)), &ask);
        assert_eq!(forms(&file).len(), count);
        let fonts = file.objects.values().filter_map(|o| o.as_dict().ok()).filter(|d| d.has_type(b"Font"));
        assert_eq!(fonts.count(), 1);
        let old = file.objects.values().filter_map(|o| o.as_dict().ok()).filter(|d| d.has_type(b"Page"));
        assert_eq!(old.count(), file.get_pages().len());
    }
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let bytes = saved(stranger(5));
    for scheme in [Scheme::TwoUp, Scheme::FourUp, Scheme::Booklet] {
        let make = || imposed(&bytes, &ask(scheme)).0.expect("a file").pdf;
        assert!(make() == make());
    }
}

#[test]
fn the_printer_is_told_how_to_turn_the_sheet() {
    let duplex = |flip| {
        let file = opened(&saved(stranger(4)), &Impose { flip, ..ask(Scheme::TwoUp) });
        let preferences = file.catalog().and_then(|c| c.get(b"ViewerPreferences")).and_then(Object::as_dict);
        let name = preferences.and_then(|p| p.get(b"Duplex")).and_then(Object::as_name).expect("a name");
        String::from_utf8_lossy(name).into_owned()
    };
    assert_eq!(duplex(None), "DuplexFlipShortEdge");
    assert_eq!(duplex(Some(Flip::Long)), "DuplexFlipLongEdge");
    assert_eq!(duplex(Some(Flip::OneSided)), "Simplex");
}

/// Pages of ours as the `standards` of `edition` have them.
fn made(edition: &Edition, standards: &[Standard]) -> Document {
    let maker = full(&photo());
    let bytes = pdf::write(&maker.layout, &maker.fonts, edition, standards, &mut Diagnostics::default());
    Document::load_mem(&bytes.expect("a file")).expect("a file that opens")
}

/// A page of ours as the `standards` have it, imposed.
fn ours(standards: &[Standard]) -> (Document, Vec<&'static str>) {
    let (made, codes) = imposed(&saved(made(&Edition::email(), standards)), &ask(Scheme::Booklet));
    (Document::load_mem(&made.expect("sheets").pdf).expect("a file that opens"), codes)
}

/// Our own press edition, which is PDF/X-4, with its pages' own marks left out.
fn press() -> Document {
    made(&Edition { marks: handbill::edition::Marks::None, ..Edition::press() }, &[Standard::X4])
}

fn catalog(file: &mut Document) -> &mut Dictionary {
    let root = file.trailer.get(b"Root").and_then(Object::as_reference).expect("a root");
    file.get_dictionary_mut(root).expect("a catalog")
}

fn info(file: &Document) -> &Dictionary {
    let id = file.trailer.get(b"Info").and_then(Object::as_reference).expect("a reference");
    file.get_dictionary(id).expect("a dictionary")
}

fn xmp(file: &Document) -> String {
    let metadata =
        file.catalog().and_then(|c| c.get(b"Metadata")).and_then(Object::as_reference).expect("metadata");
    let stream = file.get_object(metadata).and_then(Object::as_stream).expect("a stream");
    String::from_utf8(stream.content.clone()).expect("text")
}

#[test]
fn no_standard_is_claimed_that_asks_for_tags() {
    let (file, codes) = ours(&[Standard::Ua1, Standard::A2a]);
    assert!(codes.contains(&"standard-left-behind"), "{codes:?}");
    let xmp = xmp(&file);
    assert!(!xmp.contains("pdfuaid") && xmp.contains("<pdfaid:conformance>B<"), "{xmp}");
    let catalog = file.catalog().expect("a catalog");
    assert!(catalog.has(b"OutputIntents") && !catalog.has(b"StructTreeRoot") && !catalog.has(b"MarkInfo"));
    for (_, page) in file.get_pages() {
        assert!(!file.get_dictionary(page).expect("a page").has(b"Annots"));
    }
    let (_, codes) = ours(&[]);
    assert!(!codes.contains(&"standard-left-behind"), "{codes:?}");
}

/// Spot colours, overprint and the intent are objects that nothing here looks into; a page's group goes with it.
#[test]
fn pdf_x4_stays() {
    let mut file = press();
    let spot: Vec<Object> =
        vec!["Separation".into(), "PANTONE 228 C".into(), "DeviceCMYK".into(), tint().into()];
    let spot = file.add_object(Object::Array(spot));
    let first = file.get_pages()[&1];
    let page = file.get_dictionary_mut(first).expect("a page");
    page.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" });
    let resources = page.get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources");
    resources.set("ColorSpace", dictionary! { "S" => spot });
    let groups =
        file.get_pages().values().filter(|p| file.get_dictionary(**p).is_ok_and(|d| d.has(b"Group"))).count();
    let bytes = saved(file);
    let (_, codes) = imposed(&bytes, &ask(Scheme::TwoUp));
    assert_eq!(codes, ["leaf-repeated"]);
    let file = opened(&bytes, &ask(Scheme::TwoUp));
    assert!(xmp(&file).contains(">PDF/X-4<") && xmp(&file).contains("Riverkeepers"));
    assert!(file.catalog().expect("a catalog").has(b"OutputIntents"));
    assert_eq!(info(&file).get(b"Trapped").and_then(Object::as_name).expect("a name"), b"False");
    let all = forms(&file);
    assert_eq!(all.iter().filter(|f| f.dict.has(b"Group")).count(), groups);
    let held = |what: &[u8]| {
        all.iter().any(|f| f.dict.get(b"Resources").and_then(Object::as_dict).is_ok_and(|r| r.has(what)))
    };
    assert!(held(b"ColorSpace") && held(b"ExtGState"));
    let colorants: Vec<&Object> = file.objects.values().filter(|o| matches!(o, Object::Array(a) if a.first().is_some_and(|n| n.as_name().is_ok_and(|n| n == b"Separation")))).collect();
    assert_eq!(colorants.len(), 2, "the spot and the registration colour: {colorants:?}");
}

/// PDF/X-4 asks for the packet and not for the dictionary.
#[test]
fn title_and_date_that_stand_in_the_packet_alone_are_kept() {
    let mut file = press();
    assert_eq!(opened(&saved(file.clone()), &ask(Scheme::TwoUp)).version, "1.6");
    file.trailer.remove(b"Info");
    let (made, codes) = imposed(&saved(file), &ask(Scheme::TwoUp));
    assert_eq!(codes, ["leaf-repeated"]);
    let made = Document::load_mem(&made.expect("sheets").pdf).expect("a file that opens");
    let text = |key: &[u8]| info(&made).get(key).and_then(lopdf::decode_text_string).expect("text");
    assert_eq!(text(b"CreationDate"), "D:20260309000000Z");
    assert!(!text(b"Title").is_empty() && !text(b"Title").contains('&'));
    assert!(xmp(&made).contains(">PDF/X-4<") && made.version == "1.6");
}

/// From a spot ink to inks of the process.
fn tint() -> Dictionary {
    let numbers = |v: &[f32]| v.iter().map(|v| Object::Real(*v)).collect::<Vec<_>>();
    dictionary! {
        "FunctionType" => 2, "N" => 1, "Domain" => numbers(&[0.0, 1.0]),
        "C0" => numbers(&[0.0; 4]), "C1" => numbers(&[0.0, 1.0, 0.3, 0.0]),
    }
}

/// Whoever writes the mark vouches for it, whatever the source says of itself.
#[test]
fn a_false_standard_is_not_passed_on() {
    let mut file = press();
    catalog(&mut file).remove(b"OutputIntents");
    let (made, codes) = imposed(&saved(file), &ask(Scheme::TwoUp));
    assert!(codes.contains(&"standard-not-met"), "{codes:?}");
    let made = Document::load_mem(&made.expect("sheets").pdf).expect("a file that opens");
    assert!(!xmp(&made).contains("PDF/X-4"), "{}", xmp(&made));
    let (made, codes) = imposed(&saved(falsely_a2b()), &ask(Scheme::TwoUp));
    assert!(codes.contains(&"standard-not-met"), "{codes:?}");
    let made = Document::load_mem(&made.expect("sheets").pdf).expect("a file that opens");
    assert!(!xmp(&made).contains("pdfaid"), "{}", xmp(&made));
}

/// A stranger's pages with a font that is not embedded, said to be PDF/A-2b.
fn falsely_a2b() -> Document {
    let mut file = stranger(2);
    let packet = "<x xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/'><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></x>";
    let metadata =
        file.add_object(Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet.into()));
    let intent =
        dictionary! { "S" => "GTS_PDFA1", "OutputConditionIdentifier" => Object::string_literal("sRGB") };
    let catalog = catalog(&mut file);
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![intent.into()]);
    file
}

#[test]
fn what_is_printed_with_a_page_is_kept() {
    let mut file = stranger(1);
    let look = dictionary! { "Subtype" => "Form", "BBox" => boxed([0.0, 0.0, 10.0, 10.0]) };
    let look = file.add_object(Stream::new(look, b"0 0 10 10 re f".to_vec()));
    let field = |flags: i64, look: Option<ObjectId>| {
        let mut dict = dictionary! { "Subtype" => "Widget", "F" => flags, "Rect" => boxed([100.0, 100.0, 200.0, 120.0]) };
        look.into_iter().for_each(|id| dict.set("AP", dictionary! { "N" => id }));
        Object::from(dict)
    };
    let first = file.get_pages()[&1];
    let list = vec![field(4, Some(look)), field(2, Some(look)), field(4, None)];
    file.get_dictionary_mut(first).expect("a page").set("Annots", list);
    let (made, codes) = imposed(&saved(file), &Impose { order: Order::Read, ..ask(Scheme::TwoUp) });
    assert_eq!(codes, ["fields-left-out"]);
    let made = Document::load_mem(&made.expect("a file").pdf).expect("a file that opens");
    let plain = |f: &&Stream| f.get_plain_content().expect("content");
    let contents: Vec<String> =
        forms(&made).iter().map(plain).map(|c| String::from_utf8(c).expect("text")).collect();
    let around = contents.iter().find(|c| c.contains("/S0 Do")).expect("the page with its field");
    assert!(
        around.contains("10.00000 0 0 2.00000 100.00000 100.00000 cm /S0 Do") && !around.contains("/S1"),
        "{around}"
    );
}

#[test]
fn files_that_cannot_be_taken_are_told() {
    let code = |bytes: &[u8]| imposed(bytes, &ask(Scheme::TwoUp)).1;
    assert_eq!(code(b""), ["pdf-damaged"]);
    assert_eq!(code(b"%PDF-1.7\n%%EOF"), ["pdf-damaged"]);
    assert_eq!(code(&saved(stranger(0))), ["pdf-damaged"]);
    let open = saved(stranger(1));
    let root = open.windows(5).rposition(|w| w == b"/Root").expect("a trailer");
    let locked = [&open[..root], b"/Encrypt<</Filter/Standard/V 99>>", &open[root..]].concat();
    assert_eq!(code(&locked), ["pdf-locked"]);
    let mut flat = stranger(1);
    let tree = flat.catalog().and_then(|c| c.get(b"Pages")).and_then(Object::as_reference).expect("a tree");
    flat.get_dictionary_mut(tree).expect("a tree").set("MediaBox", boxed([0.0, 0.0, 396.0, 0.0]));
    assert_eq!(code(&saved(flat)), ["pdf-damaged"]);
}

/// Each fault has its own way through the reader; none may end it.
#[test]
fn broken_files_do_not_break_the_program() {
    let whole = saved(stranger(3));
    let mut seen = BTreeSet::new();
    for cut in (0..whole.len()).step_by(37) {
        seen.extend(imposed(&whole[..cut], &ask(Scheme::Booklet)).1);
    }
    for at in (9..whole.len()).step_by(11) {
        for byte in [b'0', b'<', b'/', 0xff] {
            let mut broken = whole.clone();
            broken[at] = byte;
            seen.extend(imposed(&broken, &ask(Scheme::FourUp)).1);
        }
    }
    assert!(seen.contains("pdf-damaged"), "{seen:?}");
}

#[test]
fn circles_come_to_an_end() {
    let mut file = stranger(2);
    let tree = file.catalog().and_then(|c| c.get(b"Pages")).and_then(Object::as_reference).expect("a tree");
    let kids = vec![tree.into(), file.get_pages()[&1].into()];
    let dict = file.get_dictionary_mut(tree).expect("a tree");
    dict.set("Kids", kids);
    dict.set("Parent", tree);
    dict.remove(b"MediaBox");
    dict.set("Resources", tree);
    let (_, codes) = imposed(&saved(file), &ask(Scheme::TwoUp));
    assert_eq!(codes, ["pdf-damaged"]);
}
