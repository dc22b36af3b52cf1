//! Files of many copies, read again: each page as in the copy by itself, what is common stored once, what finds a
//! recipient, and the standards.

use crate::reread::{Reread, operators};
use handbill::base::{Diagnostics, Sources};
use handbill::edition::{Edition, Standard};
use handbill::font::FontSet;
use handbill::pdf::gang::{Facts, Gang, GangError};
use handbill::preflight::file::{Demand, Pdf, examine};
use handbill::project::Disk;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// Names of the letters that the sheet has before them, so that all copies need the same glyphs.
const NAMES: [&str; 6] =
    ["Ann Stone", "Sam Adams", "Tess Inness", "Ida Allen", "Theo Sanders", "Ned Attenson"];

/// A copy of two pages with a photo, a table, notes and links.
fn copy(name: &str, edition: &str) -> Vec<u8> {
    let words = "Letters such as those of Ann Stone, Sam Adams, Tess Inness, Ida Allen, Theo Sanders and Ned Attenson \
                 stand here.";
    let cited = format!("          {words}^[With [a link](https://example.org).]\n\n").repeat(3);
    let prose = format!("          {words} {words} {words}\n\n").repeat(6);
    let text = format!(
        "handbill: 1\nlang: en\ntitle: A title\ndate: 2026-11-15\nsections:\n  - heading: One\n    body:\n      - text: |\n{cited}{prose}      - figure: {{image: sheets/assets/ridges-at-dawn.jpg, alt: Ridges}}\n      - table: {{rows: [[State, Count], [Ohio, 1], [Utah, 2]], caption: Counts}}\n  - heading: Two\n    body:\n      - text: |\n{prose}          Prepared for {name}.\n\n{cited}{prose}",
    );
    let (mut sources, mut diags) = (Sources::default(), Diagnostics::default());
    let file = sources.add("sheet.yaml", text);
    let sheet = handbill::sheet::parse(&mut sources, file, &Disk, &mut diags);
    let sheet = sheet.unwrap_or_else(|| panic!("{diags:?}"));
    let edition = Edition::named(edition).expect("an edition");
    let made = handbill::compile(&sheet, &edition, &FontSet::new(None), &mut diags);
    made.unwrap_or_else(|| panic!("{diags:?}")).pdf
}

fn copies(names: &[&str], edition: &str) -> Vec<(String, Vec<u8>)> {
    // Several tests take the same ones.
    static MADE: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut one =
        |name: &str| made.entry(format!("{edition} {name}")).or_insert_with(|| copy(name, edition)).clone();
    names.iter().map(|name| ((*name).to_owned(), one(name))).collect()
}

fn ganged(copies: &[(String, Vec<u8>)]) -> (Vec<u8>, Facts) {
    let mut gang = Gang::new(Vec::new());
    for (name, copy) in copies {
        gang.add(name, copy).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
    gang.finish().expect("a file")
}

fn opened(bytes: &[u8]) -> Reread {
    Reread(Document::load_mem(bytes).expect("a file that opens"))
}

/// An object and all that it leads to, whatever numbers that has.
fn whole(file: &Reread, object: &Object) -> String {
    let dict = |d: &Dictionary| {
        let pairs = d.iter().map(|(k, v)| format!("{} {}", String::from_utf8_lossy(k), whole(file, v)));
        pairs.collect::<Vec<_>>().join(",")
    };
    match file.of(object) {
        Object::Array(list) => list.iter().map(|o| whole(file, o)).collect::<Vec<_>>().join(";"),
        Object::Dictionary(d) => format!("<{}>", dict(d)),
        Object::Stream(s) => format!("{{{} {:?}}}", dict(&s.dict), s.content),
        other => format!("{other:?}"),
    }
}

/// The operators of a page.
fn drawn(file: &Reread, page: u32) -> Vec<String> {
    operators(file, page).iter().map(|o| format!("{o:?}")).collect()
}

fn of_kind<'a>(file: &'a Reread, key: &[u8], kind: &[u8]) -> Vec<&'a Dictionary> {
    let dicts = file.0.objects.values().filter_map(|o| match o {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    });
    dicts.filter(|d| d.get(key).and_then(Object::as_name).is_ok_and(|n| n == kind)).collect()
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("text")
}

/// All entries of a name or number tree, in order.
fn entries(file: &Reread, node: &Dictionary, kind: &[u8]) -> Vec<(Object, Object)> {
    if let Ok(kids) = node.get(b"Kids").and_then(Object::as_array) {
        let kids = kids.iter().map(|k| file.of(k).as_dict().expect("a node"));
        return kids.flat_map(|k| entries(file, k, kind)).collect();
    }
    let list = node.get(kind).and_then(Object::as_array).expect("entries");
    let found: Vec<(Object, Object)> = list.chunks(2).map(|p| (p[0].clone(), p[1].clone())).collect();
    if let Ok(limits) = node.get(b"Limits").and_then(Object::as_array) {
        assert_eq!(limits, &[found[0].0.clone(), found[found.len() - 1].0.clone()]);
    }
    found
}

#[test]
fn each_page_is_that_of_its_copy() {
    for edition in ["press", "email"] {
        // The last has letters that no other has, and so glyphs and codes of its own.
        let copies = copies(&[NAMES[0], NAMES[1], "Żaneta Kowalczyk-Fjørd"], edition);
        let file = opened(&ganged(&copies).0);
        let mut page = 0;
        for (name, copy) in &copies {
            let single = opened(copy);
            for own in 1..=single.0.get_pages().len() as u32 {
                page += 1;
                let (there, here) = (single.page(own), file.page(page));
                assert_eq!(drawn(&single, own), drawn(&file, page), "{name}, page {own}");
                for key in ["Resources", "MediaBox", "TrimBox", "BleedBox", "CropBox"] {
                    let [a, b] = [(&single, there), (&file, here)].map(|(f, d)| whole(f, f.get(d, key)));
                    assert!(a == b, "{key} of {name}, page {own}");
                }
                assert_eq!(there.has(b"Annots"), here.has(b"Annots"));
                assert_eq!(there.has(b"Group"), here.has(b"Group"));
            }
        }
        assert_eq!(file.0.get_pages().len() as u32, page);
    }
}

#[test]
fn what_is_the_same_is_stored_once() {
    for edition in ["press", "email"] {
        let copies = copies(&NAMES, edition);
        let (bytes, facts) = ganged(&copies);
        assert_eq!(bytes.len() as u64, facts.bytes);
        let (one, all) = (opened(&copies[0].1), opened(&bytes));
        for (key, kind) in
            [(&b"Type"[..], &b"FontDescriptor"[..]), (b"Subtype", b"Image"), (b"Type", b"OutputIntent")]
        {
            let count = |file| of_kind(file, key, kind).len();
            assert!(count(&one) > 0 && count(&one) == count(&all), "{}", String::from_utf8_lossy(kind));
        }
        let single = copies[0].1.len();
        let most = single + single / 2 + 4000 * copies.len();
        assert!(bytes.len() < most, "{edition}: {} for {} of {single}", bytes.len(), copies.len());
        let more: Vec<_> = (0..8).flat_map(|_| copies.clone()).collect();
        let each = (ganged(&more).0.len() - bytes.len()) / (more.len() - copies.len());
        assert!(each < 4000, "{edition}: {each} bytes for a copy");
    }
}

/// What stands in every copy takes hardly any room in the file of forty, tags and links neither. The copies here are six
/// and those again, so that hardly any content is a copy's own.
#[test]
fn a_copy_more_takes_little_room() {
    for (edition, most) in [("press", 800), ("email", 1_000)] {
        let six = copies(&NAMES, edition);
        let many: Vec<_> = (0..40).map(|i| six[i % 6].clone()).collect();
        let (bytes, single) = (ganged(&many).0.len(), six[0].1.len());
        let each = (bytes - single) / many.len();
        assert!(each < most, "{edition}: {each} bytes for a copy");
    }
}

/// The numbers of the objects in object streams that have a predictor.
fn numbers_in_rows(bytes: &[u8]) -> BTreeSet<u32> {
    let text: String = bytes.iter().map(|b| char::from(*b)).collect();
    let mut numbers = BTreeSet::new();
    for (at, _) in text.match_indices("<</Type/ObjStm") {
        let (head, rest) = text[at..].split_once("stream\n").expect("a stream");
        let value = |key: &str| -> i64 {
            let after = head.split_once(key).map_or("0", |(_, after)| after);
            after.split(['/', '>']).next().and_then(|n| n.parse().ok()).expect("a number")
        };
        let dict = dictionary! {
            "N" => value("/N "), "First" => value("/First "), "Filter" => "FlateDecode",
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => value("/Columns ") },
        };
        if head.contains("/Predictor 12") {
            let content = rest.chars().take(value("/Length ") as usize).map(|c| c as u8).collect();
            let found = lopdf::ObjectStream::new(&mut Stream::new(dict, content)).expect("objects");
            numbers.extend(found.objects.into_keys().map(|(number, _)| number));
        }
    }
    numbers
}

/// Pages are drawn from plain object streams; tags and links, which are most of all objects, stand in rows.
#[test]
fn no_page_is_drawn_from_rows() {
    let bytes = ganged(&copies(&NAMES, "email")).0;
    let file = opened(&bytes);
    let rows = numbers_in_rows(&bytes);
    let in_rows = |id: &ObjectId| rows.contains(&id.0);
    let page_ids: Vec<ObjectId> = file.0.get_pages().into_values().collect();
    assert!(!page_ids.iter().any(in_rows));
    for page in page_ids.iter().map(|p| file.0.get_dictionary(*p).expect("a page")) {
        let resources = page.get(b"Resources").and_then(Object::as_reference).expect("resources");
        assert!(!in_rows(&resources));
        let fonts = file.get(page, "Resources/Font").as_dict().expect("fonts");
        assert!(!fonts.iter().filter_map(|(_, f)| f.as_reference().ok()).any(|f| in_rows(&f)));
        for link in file.get(page, "Annots").as_array().expect("links") {
            assert!(in_rows(&link.as_reference().expect("a link")));
        }
    }
    let elements =
        file.0.objects.iter().filter(|(_, o)| o.as_dict().is_ok_and(|d| d.has_type(b"StructElem")));
    assert!(elements.map(|(id, _)| id).all(in_rows));
}

fn two_up(copies: &[(String, Vec<u8>)]) -> (Reread, usize, Facts) {
    let mut gang = Gang::two_up(Vec::new());
    copies.iter().for_each(|(name, copy)| gang.add(name, copy).unwrap_or_else(|e| panic!("{name}: {e}")));
    let (bytes, facts) = gang.finish().expect("a file");
    (opened(&bytes), bytes.len(), facts)
}

/// Fronts and backs meet, what copies share is drawn on the sheet itself, and the sheets are PDF/X-4.
#[test]
fn two_copies_stand_on_a_sheet() {
    let mut all = copies(&NAMES[..3], "press");
    let each = opened(&all[0].1).0.get_pages().len();
    let (file, size, facts) = two_up(&all);
    assert_eq!((facts.copies, facts.pages, facts.lost.len()), (3, 2 * each.next_multiple_of(2), 0));
    let shows = |page: u32, of: &Reread, own: u32| {
        let (all, part) = (drawn(&file, page), drawn(of, own));
        all.windows(part.len()).position(|w| w == part)
    };
    let [ann, sam, tess] = [0, 1, 2].map(|i| opened(&all[i].1));
    // On the back the halves have changed places.
    let (front, part) = (drawn(&file, 1), drawn(&ann, 1));
    assert_eq!(front.windows(part.len()).filter(|w| *w == part).count(), 2, "the same on all first pages");
    let [left, right] = [shows(2, &sam, 2), shows(2, &ann, 2)].map(|at| at.expect("a back"));
    assert!(left < right);
    assert!(shows(each as u32 + 1, &tess, 1).is_some());
    assert!(size < all[0].1.len() * 3 / 2 + 12_000, "{size}");
    let bytes = {
        let mut gang = Gang::two_up(Vec::new());
        all.iter().for_each(|(name, copy)| gang.add(name, copy).expect("a copy"));
        gang.finish().expect("a file").0
    };
    let pdf = Pdf::read(&bytes, None).unwrap_or_else(|_| panic!("a file that can be read"));
    let found = examine(&pdf, &Demand::of(&Edition::press(), &pdf));
    assert!(found.is_empty(), "{found:?}");
    // The paper has room for the copies' own marks, targets and slug lines, which say whose each half is.
    let front = drawn(&file, 1).join(" ");
    let (shown, words) = (front.matches("858").count(), file.0.extract_text(&[1]).expect("text"));
    assert!(!front.contains("GangMarks") && shown == 2, "{shown}");
    assert_eq!(words.matches("sheet.press · 2026-11-15 · page 1/").count(), 2, "{words}");
    // A copy whose names mean other things is a form on its sheet.
    all[1] = ("Żaneta".to_owned(), copy("Żaneta Fjørd", "press"));
    let (file, _, _) = two_up(&all);
    let forms = |page: u32| {
        let shown = drawn(&file, page);
        shown.iter().filter(|o| o.contains("\"Do\"") && o.contains("GangPage")).count()
    };
    let fonts = |file: &Reread, page: u32| whole(file, file.get(file.page(page), "Resources/Font"));
    for page in [1, 2] {
        let (all, part) = (drawn(&file, page), drawn(&ann, page));
        assert_eq!(all.windows(part.len()).filter(|w| *w == part).count(), 1);
        assert!(forms(page) == 1 && fonts(&file, page) == fonts(&ann, page), "page {page}");
    }
}

#[test]
fn a_recipient_is_found_by_label_and_bookmark() {
    let names = ["Sen.  Ahn\n", "김민준", "Zoë (Ohio)"];
    let bytes = copies(&NAMES[..1], "press").remove(0).1;
    let copies: Vec<_> = names.iter().map(|n| ((*n).to_owned(), bytes.clone())).collect();
    let file = opened(&ganged(&copies).0);
    let labels = entries(&file, file.get(file.catalog(), "PageLabels").as_dict().expect("labels"), b"Nums");
    let pages = file.0.get_pages();
    let each = pages.len() / names.len();
    let mut item = file.get(file.catalog(), "Outlines/First").as_dict().expect("a bookmark");
    for (i, name) in ["Sen. Ahn", "김민준", "Zoë (Ohio)"].iter().enumerate() {
        assert_eq!(labels[i].0.as_i64().ok(), Some((i * each) as i64));
        let label = labels[i].1.as_dict().expect("a label");
        assert_eq!(text(file.get(label, "P")), format!("{name} "));
        assert_eq!(file.get(label, "S").as_name().ok(), Some(&b"D"[..]));
        assert_eq!(text(file.get(item, "Title")), *name);
        let to = file.get(item, "Dest").as_array().expect("a place")[0].as_reference();
        assert_eq!(to.ok(), pages.get(&((i * each) as u32 + 1)).copied());
        match item.get(b"Next") {
            Ok(next) => item = file.of(next).as_dict().expect("a bookmark"),
            Err(_) => assert_eq!(i, names.len() - 1),
        }
    }
    assert_eq!(file.get(file.catalog(), "Outlines/Count").as_i64().ok(), Some(3));
}

/// What the copies' own rules ask for, asked of all of them in one file.
#[test]
fn the_standards_of_the_copies_are_those_of_the_file() {
    for (edition, marks) in [("press", &["PDF/X-4"][..]), ("email", &["PDF/UA-1", "PDF/A-2a"])] {
        let (bytes, facts) = ganged(&copies(&NAMES[..3], edition));
        assert_eq!(facts.lost, []);
        let pdf = Pdf::read(&bytes, None).unwrap_or_else(|_| panic!("a file that can be read"));
        let demand = Demand::of(&Edition::named(edition).expect("one"), &pdf);
        let claims: Vec<String> = demand.claims.iter().map(ToString::to_string).collect();
        assert_eq!(claims, marks);
        let found = examine(&pdf, &demand);
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn a_mark_that_one_copy_lacks_is_left_out() {
    let mut all = copies(&NAMES[..2], "email");
    all.extend(copies(&NAMES[2..3], "press"));
    let (bytes, facts) = ganged(&all);
    assert_eq!(facts.lost, [Standard::Ua1, Standard::A2a, Standard::X4]);
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains("<pdfuaid:part>") && !text.contains("<pdfaid:part>") && !text.contains("PDF/X-4"));
}

/// From each page and link its key leads to elements that lead up to the one root.
#[test]
fn the_trees_hold_in_a_file_of_many_copies() {
    let two = copies(&NAMES[..2], "email");
    let many: Vec<_> = (0..150).map(|i| two[i % 2].clone()).collect();
    let (bytes, facts) = ganged(&many);
    let file = opened(&bytes);
    let pages = file.0.get_pages();
    assert_eq!((pages.len(), facts.pages, facts.copies), (facts.pages, 150 * pages.len() / 150, 150));
    for node in of_kind(&file, b"Type", b"Pages") {
        let kids = file.get(node, "Kids").as_array().expect("kids");
        assert!((1..=64).contains(&kids.len()));
    }
    let root = file.catalog().get(b"StructTreeRoot").and_then(Object::as_reference).expect("a root");
    let tree = file.0.get_dictionary(root).expect("a tree");
    assert_eq!(file.get(tree, "K").as_array().expect("documents").len(), 150);
    let parents = entries(&file, file.get(tree, "ParentTree").as_dict().expect("a tree"), b"Nums");
    let keys: Vec<i64> = parents.iter().map(|(k, _)| k.as_i64().expect("a key")).collect();
    assert!(keys.is_sorted_by(|a, b| a < b));
    let elements_of: BTreeMap<i64, &Object> =
        keys.iter().copied().zip(parents.iter().map(|(_, v)| v)).collect();
    let top = |id: ObjectId| {
        let mut id = id;
        while id != root {
            let parent = file.0.get_dictionary(id).expect("an element").get(b"P");
            id = parent.and_then(Object::as_reference).expect("a parent");
        }
    };
    let mut seen = BTreeSet::new();
    for page in pages.values().map(|p| file.0.get_dictionary(*p).expect("a page")) {
        let key = file.get(page, "StructParents").as_i64().expect("a key");
        assert!(seen.insert(key));
        let elements = file.of(elements_of[&key]).as_array().expect("elements");
        elements.iter().for_each(|e| top(e.as_reference().expect("an element")));
        for link in file.get(page, "Annots").as_array().expect("links") {
            let key = file.get(file.of(link).as_dict().expect("a link"), "StructParent").as_i64();
            let key = key.expect("a key");
            assert!(seen.insert(key));
            top(elements_of[&key].as_reference().expect("an element"));
        }
    }
    assert_eq!(seen.len(), keys.len());
    let ids = entries(&file, file.get(tree, "IDTree").as_dict().expect("a tree"), b"Names");
    let names: Vec<&[u8]> = ids.iter().map(|(name, _)| name.as_str().expect("a name")).collect();
    assert!(names.len() > 150 && names.windows(2).all(|w| w[0] < w[1]));
    for (name, elem) in &ids {
        let own = file.of(elem).as_dict().expect("an element").get(b"ID").and_then(Object::as_str);
        assert_eq!(own.ok(), name.as_str().ok());
    }
}

#[test]
fn the_same_copies_give_the_same_bytes() {
    let copies = copies(&NAMES[..2], "email");
    assert!(ganged(&copies).0 == ganged(&copies).0);
    let other = [copies[1].clone(), copies[0].clone()];
    let id = |b: &[u8]| opened(b).0.trailer.get(b"ID").expect("an identity").clone();
    assert_ne!(id(&ganged(&copies).0), id(&ganged(&other).0));
}

/// A page whose parts lead to one another, with all that a page may inherit.
fn stranger(form: &str) -> Vec<u8> {
    let mut file = Document::with_version("1.4");
    let (look, tree) = (file.new_object_id(), file.new_object_id());
    let inner = dictionary! { "XObject" => dictionary! { "Self" => look } };
    let dict = dictionary! { "Subtype" => "Form", "BBox" => vec![0.into(); 4], "Resources" => inner };
    file.objects.insert(look, Stream::new(dict, form.as_bytes().to_vec()).into());
    let content = file.add_object(Stream::new(Dictionary::new(), b"/L Do".to_vec()));
    let page = file.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content });
    let root = dictionary! {
        "Type" => "Pages", "Count" => 1, "Kids" => vec![page.into()], "Rotate" => 90,
        "MediaBox" => vec![0.into(), 0.into(), 300.into(), 400.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "L" => look } },
    };
    file.objects.insert(tree, root.into());
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a file");
    bytes
}

#[test]
fn a_strangers_page_keeps_what_it_inherits_and_what_leads_round() {
    let file = opened(&ganged(&[("A".into(), stranger("q Q")), ("B".into(), stranger("n"))]).0);
    for (page, form) in [(1, "q Q"), (2, "n")] {
        let page = file.page(page);
        assert_eq!(file.get(page, "Rotate").as_i64().ok(), Some(90));
        assert_eq!(file.numbers(page, "MediaBox"), [0.0, 0.0, 300.0, 400.0]);
        let look = file.get(page, "Resources/XObject/L").as_stream().expect("a form");
        assert_eq!(look.content, form.as_bytes());
        let same = file.get(&look.dict, "Resources/XObject/Self").as_stream().expect("a form");
        assert_eq!(same.content, look.content);
    }
}

#[test]
fn files_that_cannot_be_taken_are_told_and_the_others_stand() {
    let good = copies(&NAMES[..1], "press").remove(0).1;
    let locked = {
        let plain = stranger("n");
        let root = plain.windows(5).rposition(|w| w == b"/Root").expect("a trailer");
        [&plain[..root], b"/Encrypt<</Filter/Standard/V 99>>", &plain[root..]].concat()
    };
    let mut gang = Gang::new(Vec::new());
    for (bytes, code) in [
        (&b""[..], "pdf-damaged"),
        (b"no PDF", "pdf-damaged"),
        (&locked, "pdf-locked"),
        (&good[..900], "pdf-damaged"),
    ] {
        match gang.add("Nobody", bytes) {
            Err(GangError::Copy(d)) => assert!(d.code == code && d.help.is_some(), "{d:?}"),
            other => panic!("{other:?} for {code}"),
        }
    }
    gang.add("Ann", &good).expect("a copy");
    let (bytes, facts) = gang.finish().expect("a file");
    assert_eq!((facts.copies, opened(&bytes).0.get_pages().len()), (1, facts.pages));
    assert!(matches!(Gang::new(Vec::new()).finish(), Err(GangError::Empty)));
}

/// Each fault has its own way through; none may end the program or spoil the file.
#[test]
fn broken_copies_do_not_break_the_program() {
    let plain = stranger("q Q");
    let mut gang = Gang::new(Vec::new());
    gang.add("Whole", &plain).expect("a copy");
    let mut taken = 1;
    for at in (9..plain.len()).step_by(3) {
        let mut bytes = plain.clone();
        bytes[at] = if bytes[at] == b'7' { b'3' } else { b'7' };
        taken += usize::from(gang.add("Broken", &bytes).is_ok());
    }
    let (bytes, facts) = gang.finish().expect("a file");
    assert!(taken > 10 && facts.copies == taken);
    assert_eq!(opened(&bytes).0.get_pages().len(), facts.pages);
}

/// A disk that is full is told and not passed over.
#[test]
fn a_file_that_cannot_be_written_is_told() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let copy = copies(&NAMES[..1], "press").remove(0).1;
    for room in [0, 200, copy.len() / 2, copy.len() - 1000] {
        let mut gang = Gang::new(Full(room));
        let added = gang.add("Ann", &copy);
        let ended = added.and_then(|()| gang.finish().map(drop));
        assert!(matches!(ended, Err(GangError::Write(_))), "{room}");
    }
}
