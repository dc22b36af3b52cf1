//! Files that are broken or mean harm: a sentence, and never a panic or a run without an end.

use super::*;
use handbill::preflight::file::Unreadable;
use lopdf::dictionary;

fn why(bytes: &[u8]) -> Option<Unreadable> {
    match Pdf::read(bytes, None) {
        Ok(pdf) => {
            judged(&pdf, &Edition::email());
            judged(&pdf, &Edition::press());
            None
        }
        Err(why) => Some(why),
    }
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("bytes");
    bytes
}

#[test]
fn what_is_no_pdf_is_called_so() {
    for bytes in [&b""[..], b"words", b"PK\x03\x04", &[0; 4096]] {
        assert_eq!(why(bytes), Some(Unreadable::NotPdf));
    }
}

#[test]
fn a_file_cut_anywhere_is_no_panic() {
    let good = good();
    for part in 1..40 {
        why(&good[..good.len() * part / 40]);
    }
    assert!(matches!(why(&good[..good.len() / 2]), Some(Unreadable::Damaged(_) | Unreadable::Empty)));
}

#[test]
fn bytes_turned_over_are_no_panic() {
    let mut seed = 12_345_u64;
    for _ in 0..60 {
        let mut bytes = good().to_vec();
        for _ in 0..30 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 33) as usize % bytes.len();
            bytes[at] = (seed >> 20) as u8;
        }
        why(&bytes);
    }
}

#[test]
fn trees_in_circles_end() {
    let mut document = document();
    let tree = having(&document, "Type", "Pages")[0];
    let page = having(&document, "Type", "Page")[0];
    document
        .get_dictionary_mut(tree)
        .expect("a tree")
        .set("Kids", vec![page.into(), tree.into(), page.into()]);
    let list = having(&document, "S", "L")[0];
    let item = having(&document, "S", "LI")[0];
    document.get_dictionary_mut(item).expect("an item").set("K", vec![list.into(), item.into()]);
    let pdf = Pdf::of(&document).expect("a file");
    assert_eq!(pdf.pages.len(), 1);
    assert!(codes(&judged(&pdf, &Edition::email())).contains(&"tag-tree"));
}

/// Each value in turn is of a type that nobody expects there.
#[test]
fn wrong_types_are_no_panic() {
    let good = document();
    let odd: [Object; 6] = [
        Object::Null,
        Object::Integer(i64::MIN),
        Object::Real(f32::NAN),
        Object::Array(vec![Object::Integer(-1); 3]),
        Object::Name(b"\xff\xfe".to_vec()),
        Object::Dictionary(dictionary! { "K" => Object::Reference((1, 0)) }),
    ];
    for key in [
        "Pages",
        "StructTreeRoot",
        "MarkInfo",
        "Metadata",
        "Names",
        "OutputIntents",
        "ViewerPreferences",
        "Lang",
    ] {
        for value in &odd {
            let mut document = good.clone();
            catalog(&mut document).set(key, value.clone());
            if let Ok(pdf) = Pdf::of(&document) {
                judged(&pdf, &Edition::email());
                judged(&pdf, &Edition::press());
            }
        }
    }
    for (kind, keys) in
        [("Page", "MediaBox Annots Resources Contents StructParents"), ("StructElem", "K P Pg S A ID Alt")]
    {
        for key in keys.split(' ') {
            for value in &odd {
                let mut document = good.clone();
                for id in having(&good, "Type", kind) {
                    document.get_dictionary_mut(id).expect("a dictionary").set(key, value.clone());
                }
                if let Ok(pdf) = Pdf::of(&document) {
                    judged(&pdf, &Edition::email());
                }
            }
        }
    }
}

/// Rights that keep a voice out are named; a file that asks for a password is called locked.
#[test]
fn locks_are_seen() {
    use lopdf::{EncryptionState, EncryptionVersion, Permissions};
    let locked = |user: &str| {
        let mut document = document();
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions: Permissions::PRINTABLE,
        };
        let state = EncryptionState::try_from(version).expect("a state");
        document.encrypt(&state).expect("encrypted");
        saved(document)
    };
    assert_eq!(why(&locked("user")), Some(Unreadable::Locked));
    let open = Pdf::read(&locked(""), None).expect("opens without a password");
    let findings = judged(&open, &Edition::email());
    assert!(
        findings.iter().any(|f| f.code == "locked" && f.message.contains("screen readers")),
        "{findings:?}"
    );
}

/// A page of shapes that all touch the trim: each could carry the bleed of each other. The rules stop comparing, and
/// say that they did.
#[test]
fn a_page_that_is_too_much_is_said_to_be() {
    let mut document = document();
    let shapes: String = (0..14_000).map(|i| format!("0 {} 50 40 re f\n", i % 700)).collect();
    let page = having(&document, "Type", "Page")[0];
    let content = document.add_object(lopdf::Stream::new(dictionary! {}, shapes.into_bytes()));
    document.get_dictionary_mut(page).expect("a page").set("Contents", content);
    let findings = judged(&Pdf::of(&document).expect("a file"), &Edition::press());
    let said = findings.iter().find(|f| f.code == "unread-content").expect("a word of it");
    assert!(said.message.contains("compared") && said.page == Some(1), "{said:?}");
}

/// A page that stands within its parent is a page.
#[test]
fn pages_without_an_object_of_their_own_are_judged() {
    let mut document = document();
    let before = Pdf::of(&document).expect("a file").pages.len();
    let tree = having(&document, "Type", "Pages")[0];
    let page =
        dictionary! { "Type" => "Page", "MediaBox" => vec![0.into(), 0.into(), 612.into(), 792.into()] };
    let tree = document.get_dictionary_mut(tree).expect("a tree");
    let mut kids = tree.get(b"Kids").and_then(Object::as_array).expect("kids").clone();
    kids.insert(0, page.into());
    tree.set("Kids", kids);
    let pdf = Pdf::of(&document).expect("a file");
    assert_eq!((pdf.pages.len(), pdf.printed().len()), (before + 1, before + 1));
    assert!(pdf.marks(0).marks.is_empty() && !pdf.marks(1).marks.is_empty());
}
