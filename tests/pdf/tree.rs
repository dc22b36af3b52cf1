//! Sheets as users write them, read again: their structure tree as one line of types, their text.

use crate::reread::{Reread, extracted};
use handbill::base::{Diagnostics, Sources};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::project::Disk;
use lopdf::{Document, Object, ObjectId};

/// The file of a sheet with these sections.
fn compiled(yaml: &str) -> Reread {
    compiled_in("en", yaml)
}

fn compiled_in(lang: &str, yaml: &str) -> Reread {
    let mut sources = Sources::default();
    let mut diags = Diagnostics::default();
    let text = format!("handbill: 1\nlang: {lang}\ntitle: A title\ndate: 2026-11-15\nsections:\n{yaml}");
    let file = sources.add("sheet.yaml", text);
    let sheet = handbill::sheet::parse(&mut sources, file, &Disk, &mut diags).expect("a sheet");
    let made = handbill::compile(&sheet, &Edition::email(), &FontSet::new(None), &mut diags);
    let pdf = made.unwrap_or_else(|| panic!("{diags:?}")).pdf;
    Reread(Document::load_mem(&pdf).expect("a file that opens"))
}

/// `Sect(H2 P)` and so on.
fn tree(yaml: &str) -> String {
    whole(&compiled(yaml))
}

pub fn whole(file: &Reread) -> String {
    let root = file.get(file.catalog(), "StructTreeRoot").as_dict().expect("a tree");
    element(file, root.get(b"K").and_then(Object::as_reference).expect("a document"))
}

fn element(file: &Reread, id: ObjectId) -> String {
    let elem = file.0.get_dictionary(id).expect("an element");
    let kids = match elem.get(b"K").map(|k| file.of(k)) {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(_) => vec![elem.get(b"K").expect("a kid").clone()],
        Err(_) => vec![],
    };
    let inner: Vec<String> =
        kids.iter().filter_map(|k| k.as_reference().ok()).map(|k| element(file, k)).collect();
    let kind = String::from_utf8_lossy(file.get(elem, "S").as_name().expect("a type")).into_owned();
    if inner.is_empty() { kind } else { format!("{kind}({})", inner.join(" ")) }
}

/// PDF/UA-1 7.2: an item that holds a list, or two paragraphs, holds them in its body.
#[test]
fn an_item_holds_a_label_and_a_body_and_nothing_else() {
    let nested = tree("  - body: |\n      - One\n        - Inner\n      - Two\n\n        More of two\n");
    assert!(nested.contains("LI(Lbl LBody(P L(LI(Lbl LBody))))"), "{nested}");
    assert!(nested.contains("LI(Lbl LBody(P P))"), "{nested}");
    let quote = tree("  - body: |\n      - > Words\n");
    assert!(quote.contains("LI(Lbl LBody(BlockQuote"), "{quote}");
}

/// PDF/UA-1 7.4.2, whatever level the writer chose for looks.
#[test]
fn heading_levels_go_down_one_at_a_time() {
    let tree =
        tree("  - heading: Two\n    body:\n      - heading: {text: Four, level: 4}\n      - text: Prose\n");
    assert!(tree.contains("H1") && tree.contains("H2") && tree.contains("H3"), "{tree}");
    assert!(!tree.contains("H4"), "{tree}");
}

/// A short text with a note of many pages: each page takes what it can of the note.
#[test]
fn a_note_of_many_pages_comes_out_whole() {
    let words: String = (1..=900).map(|n| format!("This is repetition {n}. ")).collect();
    let file = compiled(&format!("  - body: A text.^[{words}] And its end.\n"));
    let pages = file.0.get_pages().len() as u32;
    let text: String = (1..=pages).map(|page| extracted(&file, page)).collect();
    assert!(pages > 1);
    for n in 1..=900 {
        assert!(text.contains(&format!("repetition {n}.")), "{n} of {pages} pages");
    }
}

/// Viewers lay two such pages side by side from the right, and readers go through lines so.
#[test]
fn a_file_from_the_right_says_so() {
    let said = |lang| {
        let file = compiled_in(lang, "  - body: A B\n");
        let viewed = file.get(file.catalog(), "ViewerPreferences").as_dict().expect("preferences");
        let root = file.get(file.catalog(), "StructTreeRoot").as_dict().expect("a tree");
        let document = file.of(root.get(b"K").expect("a document")).as_dict().expect("an element");
        let attributes = document.get(b"A").map(|a| file.of(a).as_dict().expect("attributes"));
        let mode = attributes.and_then(|a| a.get(b"WritingMode")).and_then(Object::as_name).ok();
        (
            viewed.get(b"Direction").and_then(Object::as_name).ok().map(<[u8]>::to_vec),
            mode.map(<[u8]>::to_vec),
        )
    };
    assert_eq!(said("he"), (Some(b"R2L".to_vec()), Some(b"RlTb".to_vec())));
    assert_eq!(said("en"), (None, None));
}
